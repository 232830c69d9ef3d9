"""What is broken in the optional tables of data/reference is said by a check, whether an export needs them or not."""

import pytest

from helpers import sources
from helpers.floor import paths

PLACES = ("postcodes.csv", "buurten.csv", ".geojson")


def said(folder):
    faults = [fault for fault in sources.check(folder) if fault.file.endswith(PLACES)]
    return [(fault.level, fault.file, fault.row, fault.message) for fault in faults]


def test_without_the_optional_tables_nothing_is_said(folder):
    assert said(folder) == []


@pytest.mark.parametrize(
    ("name", "text", "row", "message"),
    [
        ("postcodes.csv", "PC6;Wijk2024\n9991AA;000001\nfout;000001\n", 3, "Hier staat geen postcode."),
        ("postcodes.csv", "Straat;Wijk2024\nx;000001\n", None, "De kolom PC6 ontbreekt."),
        ("buurten.csv", "buurtcode2024;buurtnaam2024\nx;Noord\n", 2, "Hier staat geen code van een buurt."),
        (
            "buurten.csv",
            "buurtcode2024;buurtnaam2024\n00000100;Noord;x\n",
            2,
            "De rij heeft geen 2 cellen zoals de kop.",
        ),
        ("buurten.csv", "buurtcode2024\n00000100\n", None, "De kolom buurtnaam ontbreekt."),
    ],
)
def test_a_broken_table_that_nothing_needs_is_a_warning_with_its_row(name, text, row, message, folder):
    (paths.REFERENCE / name).write_text(text)
    assert said(folder) == [("warning", f"data/reference/{name}", row, message)]


def test_a_file_that_is_no_text_is_named(folder):
    (paths.REFERENCE / "buurten.csv").write_bytes("buurtcode;buurtnaam\n".encode("utf-16"))
    assert said(folder) == [("warning", "data/reference/buurten.csv", None, "Het bestand is geen tabel in UTF-8.")]


def test_borders_that_are_no_borders_are_named(folder):
    (paths.REFERENCE / "wijkgrenzen.geojson").write_text("{}")
    assert [message for *_, message in said(folder)] == ["Dit is geen leesbare GeoJSON met grenzen."]


def test_a_table_that_an_export_needs_is_an_error_named_once(folder):
    (paths.REFERENCE / "postcodes.csv").write_text("PC6;Wijk2024\nfout;000001\n")
    rules = "meldingen:\n  headers: {maand: Gemeld op, wijkcode: PC, categorie: Sub}\n  area: {wijkcode: postcode}\n  per: month\n"
    (paths.PARAMS / "exports.yml").write_text(rules)
    (folder / "meldingen.csv").write_text("Gemeld op;PC;Sub\n2026-09-01;9991AA;Zwerfvuil\n")
    assert said(folder) == [("error", "data/reference/postcodes.csv", 2, "Hier staat geen postcode.")]


def test_codes_of_buurten_that_a_spreadsheet_cut_are_read(folder, wijken_csv):
    from helpers.sources.places.places import located

    (paths.REFERENCE / "wijken.csv").write_text(wijken_csv({"WK030801": "Dorp"}))
    (paths.REFERENCE / "buurten.csv").write_text("GWBcode8;GWBlabel\n3080100;Kerkbuurt\n")
    assert located("name", [("Kerkbuurt",)], paths.REFERENCE)[0].wijk == "WK030801"
