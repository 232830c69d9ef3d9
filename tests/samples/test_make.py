"""The bundled exports: their bytes, their forms, and what must add up between them."""

import csv
import io
import zipfile
from collections import Counter
from datetime import date, datetime

import pytest
from openpyxl import load_workbook

from helpers import sources
from helpers.samples import make
from helpers.samples.truth import Truth

# Typed over from the table of exports/README.md; its seven items from the delivery itself.
HEADERS = {
    "scanauto_inzet.csv": "Datum; Wijkcode; Wijknaam; Voertuig; Doel; Uren; Opmerking",
    "wijkatlas.xlsx": "Meting; Veldwerk van; Veldwerk tot; Wijkcode; Wijk; Respondenten; % buurt is schoon; "
    "% tevreden over straatverlichting",
    "afvalwaarnemingen.csv": "datum; wijkcode; locaties_gezien; met_bijplaatsing; buiten_norm",
    "meldingen.csv": "maand; wijkcode; categorie; aantal",
    "cybertraining_bijeenkomsten.xlsx": "Sessienr; Datum; Locatie; Wijkcode; Status; Capaciteit; "
    "Aanmeldingen; Aanwezig",
    "cybertraining_deelnemers.csv": "sessienr; deelnemer; leeftijdsklasse; wijkcode; voormeting; nameting",
    "opkopers.csv": "Opkopernr; Branche; Wijkcode; Ingeschreven sinds; Uitgeschreven op",
    "opkoper_controles.xlsx": "Controlenr; Datum; Opkopernr; Aanleiding; Aangemeld (DOL); DOR-account; "
    "Inkoopregister actueel; Verplichte velden volledig; Identiteit verkoper vastgelegd; "
    "Bewaartermijn nageleefd; Verkoopregister",
    "crisisafspraken.csv": "Proces; Afdeling; Vastgesteld op; Geborgd op",
    "crisisprotocollen.csv": "Protocol; Afdeling; Geactualiseerd op; Vastgelegd op",
    "crisisoefeningen.csv": "Datum; Soort; Regionaal betrokken; Evaluatie",
    "crisisrollen.csv": "Lid; Rol; Opgeleid op; Geldig tot; In functie van; Uit functie op",
    "rolbewustzijn.csv": "Peildatum; Medewerkers; Aantoonbaar bewust",
    "wijkveiligheidsscans.xlsx": "Wijkcode; Wijk; Scan afgerond op; Eerste bijeenkomst op; "
    "Aantal bijeenkomsten; Actieplan op; Informatiegestuurd",
    "bestuursdwang.csv": "Maand; Overtredingen; Spoed mogelijk; Toegepast; Effectief",
    "bodycams.csv": "Peildatum; Boa's; Met bodycam",
    "dashboard_updates.csv": "Datum; Wat",
    "interventies.csv": "Datum; Wijkcode; Thema; Op basis van dashboard; Signaal",
    "bevolking.csv": "Wijken en buurten; Perioden; Aantal inwoners; 65 jaar of ouder; Bron",
    "misdrijven.csv": "Soort misdrijf; Wijken en buurten; Perioden; Geregistreerde misdrijven; Indeling",
    "overlast.csv": "Overlast; Wijken en buurten; Perioden; Geregistreerde overlast; Indeling",
    "leefbaarometer.csv": "Gebiedscode; Jaar; Klasse; Afwijking",
    "veiligheidsmonitor.csv": "Marges; Regio's; Perioden; Voelt zich weleens onveilig in buurt; "
    "Rapportcijfer leefbaarheid woonbuurt",
}
COMMA = {"meldingen.csv"}
UTF_8 = {"meldingen.csv": "utf-8", "afvalwaarnemingen.csv": "utf-8-sig"}
HEADER_ROW = {"wijkatlas.xlsx": 4, "opkoper_controles.xlsx": 3}
TABLE_SHEET = {"wijkatlas.xlsx": 1}
LAST_DAY = datetime(2026, 9, 30)


@pytest.fixture(scope="module")
def files():
    return make.exports()


def table(files, name):
    """The rows of a file as dicts, read without the code under test."""
    if name.endswith(".csv"):
        text = files[name].decode(UTF_8.get(name, "cp1252"))
        return list(csv.DictReader(io.StringIO(text), delimiter="," if name in COMMA else ";"))
    sheet = load_workbook(io.BytesIO(files[name])).worksheets[TABLE_SHEET.get(name, 0)]
    header, *rows = list(sheet.iter_rows(min_row=HEADER_ROW.get(name, 1), values_only=True))
    return [dict(zip(header, row, strict=True)) for row in rows]


def test_making_it_again_in_another_folder_gives_the_same_bytes(files, tmp_path):
    make.main(["--out", str(tmp_path / "map é")])
    assert {file.name: file.read_bytes() for file in (tmp_path / "map é").iterdir()} == files


def test_another_seed_gives_another_sample(files):
    other = make.exports(Truth(seed=1))
    assert other["scanauto_inzet.csv"] != files["scanauto_inzet.csv"]
    assert other["crisisafspraken.csv"] == files["crisisafspraken.csv"]


def test_the_folder_says_that_it_is_made_up(files):
    assert files["VOORBEELDDATA.md"].decode().startswith("# Voorbeelddata")


@pytest.mark.parametrize("name", HEADERS)
def test_every_file_has_the_headers_of_the_delivery(files, name):
    assert list(table(files, name)[0]) == HEADERS[name].split("; ")


def test_every_export_has_one_made_up_file_and_none_is_large(files):
    made = sorted(name.split(".")[0] for name in files.keys() - {"VOORBEELDDATA.md"})
    assert made == sorted(sources.contracts())
    assert max(map(len, files.values())) < 1_000_000
    assert sum(map(len, files.values())) < 1_500_000


def test_the_workbooks_know_no_clock(files):
    for name in [name for name in files if name.endswith(".xlsx")]:
        with zipfile.ZipFile(io.BytesIO(files[name])) as book:
            assert {entry.date_time for entry in book.infolist()} == {(2026, 10, 1, 0, 0, 0)}
            assert book.read("docProps/core.xml").count(b"2026-10-01T00:00:00Z") == 2


def test_csv_files_have_the_forms_of_the_delivery(files):
    assert files["afvalwaarnemingen.csv"].startswith(b"\xef\xbb\xbfdatum;")
    assert "Financiën".encode("cp1252") in files["crisisafspraken.csv"]
    assert b";WK191604  ;Stompwijk;" in files["scanauto_inzet.csv"]
    assert b'"regen; kortere dienst"\r\n' in files["scanauto_inzet.csv"]
    assert all("," in row["Uren"] for row in table(files, "scanauto_inzet.csv"))


def test_the_wijkatlas_has_a_guide_sheet_title_rows_and_a_total_row(files):
    guide, sheet = load_workbook(io.BytesIO(files["wijkatlas.xlsx"])).worksheets
    assert guide["A1"].value.startswith("Wijkatlas")
    assert sheet["A2"].value == "Voorbeelddata"
    *cells, total = table(files, "wijkatlas.xlsx")
    assert total["Wijk"] == "Gemeente"
    assert total["Respondenten"] == sum(row["Respondenten"] for row in cells)


def test_as_many_participants_as_were_present_at_each_held_session(files):
    present = Counter(row["sessienr"] for row in table(files, "cybertraining_deelnemers.csv"))
    sessions = table(files, "cybertraining_bijeenkomsten.xlsx")
    assert present == {s["Sessienr"]: s["Aanwezig"] for s in sessions if s["Status"] == "gehouden"}
    assert all(s["Aanwezig"] is None for s in sessions if s["Status"] != "gehouden")
    assert all((s["Datum"] > LAST_DAY) == (s["Status"] == "gepland") for s in sessions)


def test_nobody_is_twice_at_one_session_and_everybody_keeps_age_and_wijk(files):
    rows = table(files, "cybertraining_deelnemers.csv")
    assert len({(row["sessienr"], row["deelnemer"]) for row in rows}) == len(rows)
    who = {(row["deelnemer"], row["leeftijdsklasse"], row["wijkcode"]) for row in rows}
    assert len(who) == len({row["deelnemer"] for row in rows}) < len(rows)


def test_inspections_are_of_dealers_registered_that_day(files):
    dealers = {row["Opkopernr"]: row for row in table(files, "opkopers.csv")}
    for row in table(files, "opkoper_controles.xlsx"):
        dealer = dealers[row["Opkopernr"]]
        assert day(dealer["Ingeschreven sinds"]) <= row["Datum"].date()
        assert not dealer["Uitgeschreven op"] or row["Datum"].date() < day(dealer["Uitgeschreven op"])


def test_no_day_lies_after_the_delivery_but_those_that_may(files):
    columns = [
        ("scanauto_inzet.csv", "Datum"),
        ("interventies.csv", "Datum"),
        ("dashboard_updates.csv", "Datum"),
        ("crisisoefeningen.csv", "Datum"),
        ("bodycams.csv", "Peildatum"),
        ("rolbewustzijn.csv", "Peildatum"),
        ("crisisrollen.csv", "Opgeleid op"),
        ("crisisprotocollen.csv", "Geactualiseerd op"),
        ("opkopers.csv", "Ingeschreven sinds"),
    ]
    for name, column in columns:
        last = max(day(row[column]) for row in table(files, name) if row[column])
        assert date(2025, 1, 1) < last <= date(2026, 9, 30), name
    assert max(row["Datum"] for row in table(files, "opkoper_controles.xlsx")) <= LAST_DAY


def test_parts_stay_within_their_whole(files):
    for row in table(files, "bestuursdwang.csv"):
        assert int(row["Effectief"]) <= int(row["Toegepast"]) <= int(row["Spoed mogelijk"])
        assert int(row["Spoed mogelijk"]) <= int(row["Overtredingen"])
    for row in table(files, "afvalwaarnemingen.csv"):
        assert int(row["buiten_norm"]) <= int(row["met_bijplaatsing"]) <= int(row["locaties_gezien"])


def test_the_sources_read_the_sample_without_an_error():
    faults = sources.check("sample")
    assert [fault for fault in faults if fault.level == "error"] == []
    assert sorted((fault.file, fault.rule) for fault in faults) == [
        ("opkoper_controles.xlsx", "inspection shows something"),  # two that were stopped, planted
        ("opkoper_controles.xlsx", "inspection shows something"),
        ("wijkatlas.xlsx", "totaalrij"),
    ]


def day(text):
    return datetime.strptime(text, "%d-%m-%Y").date()
