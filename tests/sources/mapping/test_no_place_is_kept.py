"""A postcode, a point or an address of an own file reaches no fault, no snapshot and no manifest."""

import json
import re

import openpyxl
import pandas as pd
import pytest

from helpers import sources
from helpers.floor import paths
from helpers.floor.faults import BadInput

# A municipality of two wijken with postcodes and borders, all made up, and files that carry canaries.
CANARY = re.compile(r"7731|q[xyz]\b|07373|01737|kanarie", re.IGNORECASE)
OWN = "meldingen uitdraai.csv"
POSTCODES = """PC6;Huisnummer;Buurt2024;Wijk2024;Gemeente2024
7731QX;1;00000100;000001;0000
7731QY;1;00000200;000002;0000
7731QZ;1;00000100;000001;0000
7731QZ;2;00000200;000002;0000
7731QZ;3;00000200;000002;0000
"""
EDGES = {"WK000001": (5.0, 5.1), "WK000002": (5.1, 5.2)}
# By way: the headers of the place and its form, then the cells of each kind of place: the first two lie in
# WK000001 and WK000002.
WAYS = {
    "postcode": (
        ("Postcode",),
        "postcode",
        {
            "first": ("7731QX",),
            "second": ("7731 qy",),
            "border": ("7731QZ",),
            "outside": ("5555KX",),
            "missing": ("",),
            "unknown": ("7731ZZ",),
            "unreadable": ("Kanariestraat 77",),
            "half": ("7731",),
        },
    ),
    "two cells": (
        ("Lengte", "Breedte"),
        "point_wgs84",
        {
            "first": ("5,01737", "52,07373"),
            "second": ("5.11737", "52.07373"),
            "border": ("5.1", "52.07373"),
            "outside": ("6.07373", "52.07373"),
            "missing": ("", ""),
            "unknown": ("52.07373", "5.01737"),
            "unreadable": ("5.01737", "Kanariestraat 77"),
            "half": ("5.01737", ""),
        },
    ),
    "one cell": (
        ("Plek",),
        "point_wgs84",
        {
            "first": ("POINT (5.01737 52.07373)",),
            "second": ("52.07373, 5.11737",),
            "border": ("POINT (5.1 52.07373)",),
            "outside": ("6.07373 52.07373",),
            "missing": ("n.v.t.",),
            "unknown": ("POINT (52.07373 5.01737)",),
            "unreadable": ("Kanariestraat 77",),
            "half": ("5.01737",),
        },
    ),
}


def canaries(text):
    """What a text holds of any place in these files."""
    return CANARY.findall(text)


def feature(wijk, left, right):
    ring = [[left, 52.0], [right, 52.0], [right, 52.1], [left, 52.1], [left, 52.0]]
    return {"properties": {"wijkcode": wijk}, "geometry": {"type": "Polygon", "coordinates": [ring]}}


def write_reference(folder):
    """The postcodes and the borders, beside the wijken."""
    (folder / "postcodes.csv").write_text(POSTCODES)
    features = [feature(wijk, *edges) for wijk, edges in EDGES.items()]
    (folder / "wijkgrenzen.geojson").write_text(json.dumps({"type": "FeatureCollection", "features": features}))


def reports(way, kinds, more=()):
    """The rules and the rows of an export of reports, a row for each kind of place; `more` are lines below them."""
    headers, form, places = WAYS[way]
    own = f"[{', '.join(headers)}]" if len(headers) > 1 else headers[0]
    rules = (
        f"meldingen:\n  headers: {{maand: Gemeld op, wijkcode: {own}, categorie: Sub}}\n"
        f"  values: {{categorie: {{zwerf: Zwerfvuil}}}}\n  area: {{wijkcode: {form}}}\n  per: month\n"
    )
    lines = [";".join(["Nr", "Gemeld op", *headers, "Sub"])]
    lines += [";".join([str(at), f"2026-09-{at + 10}", *places[kind], "zwerf"]) for at, kind in enumerate(kinds)]
    return rules, "\n".join([*lines, *more, ""])


@pytest.fixture
def municipality(folder):
    """The small delivery, whose reports come in an own file: `municipality(rules, text, name)` puts it there."""
    write_reference(paths.REFERENCE)
    (folder / "meldingen.csv").unlink()

    def put(rules, text, name=OWN):
        (paths.PARAMS / "exports.yml").write_text(rules, "utf-8")
        (folder / name).write_text(text, "utf-8")
        return folder

    return put


def told(folder, name=""):
    """Every fault of the delivery or of one file in it, as all that shows faults has them, and the errors."""
    faults = sources.check_file("meldingen", folder / name)[1] if name else sources.check(folder)
    text = json.dumps([fault.as_dict() for fault in faults], ensure_ascii=False)
    return text, [fault for fault in faults if fault.level == "error"]


def kept(name):
    """All that a snapshot holds, as text: its manifest and every value of its tables."""
    snapshot = paths.SNAPSHOTS / name
    tables = [pd.read_parquet(file).to_csv() for file in snapshot.glob("*.parquet")]
    return "\n".join([(snapshot / "manifest.json").read_text("utf-8"), *tables])


@pytest.mark.parametrize("way", WAYS)
def test_the_wijk_is_kept_and_its_place_is_not(way, municipality):
    folder = municipality(*reports(way, ["first", "second", "border", "outside", "missing"]))
    delivery = sources.open_delivery(str(folder))
    counts = delivery.tables["meldingen"].set_index("wijk").reports.to_dict()
    on_border = "WK000002" if way == "postcode" else "WK000001"
    assert counts == {"WK000001": 1, "WK000002": 1, on_border: 2}
    assert canaries(kept(delivery.name)) == []
    assert canaries(str(delivery)) == []
    assert canaries(told(folder)[0]) == []


@pytest.mark.parametrize("way", WAYS)
def test_rows_outside_without_a_place_and_in_two_wijken_are_counted_in_words(way, municipality):
    text, errors = told(municipality(*reports(way, ["first", "second", "border", "outside", "missing"])))
    assert errors == []
    for said in ("een plek buiten de gemeente (20%)", "geen plek (20%)", "een plek in meer dan één wijk (20%)"):
        assert f"1 rij heeft {said}" in text


@pytest.mark.parametrize("way", WAYS)
def test_rejected_rows_are_named_by_row_and_never_by_place(way, municipality):
    first = ";".join(WAYS[way][2]["first"])
    more = [
        f"9;morgen;{first};zwerf",
        f"10;2026-09-10;{first};iets anders",
        f"11;2026-09-10;{first};zwerf;Kanariestraat 77",
        f"Totaal;;{first};",
        ";".join(["Nr", "Gemeld op", *WAYS[way][0], "Sub"]),
    ]
    text, errors = told(municipality(*reports(way, ["unknown", "unreadable", "half"], more)), OWN)
    assert canaries(text) == []
    assert {fault.row for fault in errors} == {2, 3, 4, 5, 6, 7}
    assert all(fault.column == WAYS[way][0][0] for fault in errors if fault.row < 5)


@pytest.mark.parametrize("way", ["postcode", "one cell"])
@pytest.mark.parametrize("form", ["code", "buurtcode", "name"])
def test_a_place_under_a_form_that_it_does_not_have_is_not_repeated(form, way, municipality):
    rules, text = reports(way, ["first", "second", "unreadable"])
    said, errors = told(municipality(rules.replace(WAYS[way][1], form), text), OWN)
    assert canaries(said) == []
    assert {fault.row for fault in errors} >= {2, 3, 4}


def test_places_in_unknown_columns_titles_and_names_of_sheets_are_refused_without_them(municipality):
    rules, text = reports("postcode", ["first", "second"])
    folder = municipality(rules, "")
    (folder / OWN).unlink()
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Kanariestraat 77"
    sheet.append(["Meldingen Kanariestraat 77"])
    for line, beside in zip(
        text.splitlines(), (["Adres", "Let op"], *[["Kanariestraat 77", "zie 7731QX"]] * 2), strict=True
    ):
        sheet.append([*line.split(";"), *beside])
    book.create_sheet("7731QX").append(["7731QX", "x"])
    hidden = book.create_sheet("Kanariestraat 79")
    hidden.append(["x", "y"])
    hidden.sheet_state = "hidden"
    book.save(folder / "meldingen.xlsx")
    said, errors = told(folder)
    assert canaries(said) == []
    assert len([fault for fault in errors if fault.rule == "persoonsgegevens"]) == 4


@pytest.mark.parametrize("name", ["meldingen 7731QX.csv", "meldingen_7731qx.csv", "meldingen Kanariestraat 77.csv"])
def test_a_file_that_is_named_after_a_place_is_refused_without_its_name(name, municipality):
    said, errors = told(municipality(*reports("postcode", ["first"]), name))
    assert canaries(said) == []
    assert "Geef het bestand een andere naam." in [fault.hint for fault in errors]


def test_a_year_with_letters_in_the_name_of_a_file_is_no_postcode(municipality):
    said, errors = told(municipality(*reports("postcode", ["first"]), "meldingen 2026 NL.csv"))
    assert errors == [] and "meldingen 2026 NL.csv" in said


@pytest.mark.parametrize("way", WAYS)
def test_a_postcode_or_a_point_is_refused_in_the_rules_themselves(way, municipality):
    rules, text = reports(way, ["first"])
    rules = rules.replace("  values: {", '  values: {wijkcode: {"7731QX": WK000001}, ')
    with pytest.raises(BadInput, match="hoort niet in dit bestand"):
        sources.check(municipality(rules, text))


def test_a_place_that_is_no_wijk_gets_no_hint_to_write_it_down(municipality):
    _, errors = told(municipality(*reports("postcode", ["unknown"])), OWN)
    assert ["exports.yml" in fault.hint for fault in errors] == [False]
