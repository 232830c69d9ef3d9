"""The displays of data quality: Dutch, honest where nothing was read, and true to the result."""

from dataclasses import replace
from datetime import date

import pytest

from helpers import displays as show
from helpers.floor.faults import Fault
from helpers.floor.shapes import tables
from helpers.floor.shapes.delivery import Export
from helpers.floor.shapes.pieces import Figure, Table, Text
from helpers.measures.quality import exports

from ..conftest import QUARTER, build

EXPORTS = (
    Export("scanauto_inzet", "ritten.csv", "ab" * 32, 1200, date(2026, 1, 2),
           date(2026, 10, 3), left_out=1, gaps=("mei 2026", "juni 2026")),
    Export("opkopers", "opkopers.csv", "cd" * 32, 44, date(2012, 1, 1), date(2026, 9, 20)),
    Export("cybertraining_deelnemers", "deelnemers.csv", "ef" * 32, 270, None, None),
)  # fmt: skip
SUMS = ["rows_read_in_all", "rows_left_out_in_all", "warnings_told"]
DAYS = {"scanauto_inzet": -3, "opkopers": 10, "cybertraining_deelnemers": None}


@pytest.fixture
def quality():
    rows = []
    for one in EXPORTS:
        about = {"split": "export", "group": one.dataset, "start": one.first, "end": one.last}
        is_told = one.dataset == "scanauto_inzet"
        rows += [
            {"measure": "rows_read", "value": one.rows, **about},
            {"measure": "rows_left_out", "value": one.left_out, **about},
            {"measure": "warnings", "value": 3 if is_told else None, "withheld": "" if is_told else "small", **about},
            {"measure": "days_behind", "value": DAYS[one.dataset], **about},
        ]  # fmt: skip
    rows.append(
        {"measure": "warnings", "split": "rule", "area": "ritten.csv", "group": "bereik", "series": "Uren", "value": 3}
    )  # fmt: skip
    places = tuple(
        Fault("", file="ritten.csv", rule="bereik", column="Uren", row=row, level="warning") for row in (4, 9, 12)
    )  # fmt: skip
    measured = tables.measures(rows, area_level="municipality", period=QUARTER.label, unit="count", counted="row")
    measured = tables.stack(measured, exports.totals(measured))
    missing = {"bodycams": "Het register was in onderhoud."}
    return build("data_quality", measured, exports=EXPORTS, warnings=places, missing=missing)


@pytest.fixture
def empty():
    return build("data_quality")


def texts(row):
    return [cell.text for cell in row]


def test_the_answer_counts_exports_rows_and_warnings(quality):
    said = show.answer(quality)
    assert said.headline == "3 exports gelezen met 1.514 rijen; 3 waarschuwingen in 1 bestand"
    whole = " ".join(said.sentences)
    assert "niets geweigerd" in whole
    assert "1 rij is weggelaten" in whole
    assert "“Bodycams”: Het register was in onderhoud." in whole


def test_the_answer_never_claims_that_nothing_was_warned_of_where_warnings_may_be_hidden(quality):
    silent = replace(quality, measures=quality.measures[quality.measures.split != "rule"])
    said = show.answer(silent)
    assert said.headline.endswith("geen waarschuwing om te tonen")
    assert "pas vanaf 10 keer" in " ".join(said.sentences)


def test_every_export_has_a_row_with_its_days_and_gaps(quality):
    piece = show.exports_read(quality)
    assert texts(piece.rows[0]) == [
        "Inzet van de scanauto", "ritten.csv", "1.200", "1", "3", "2 januari 2026", "3 oktober 2026",
        "mei 2026; juni 2026",
    ]  # fmt: skip
    assert texts(piece.rows[1])[4] == "afgeschermd"
    assert texts(piece.rows[2])[5:] == ["–", "–", "–"]
    assert texts(piece.rows[3])[:2] == ["Bodycams", "ontbreekt"]


def test_hidden_and_told_warnings_of_one_export_stand_apart(quality):
    told = {"measure": "warnings", "split": "rule", "area": "opkopers.csv", "group": "totaalrij", "value": 1}
    counted = tables.stack(quality.measures[~quality.measures.measure.isin(SUMS)], tables.measures([told]))
    more = tables.stack(counted, exports.totals(counted))
    piece = show.exports_read(replace(quality, measures=more))
    assert texts(piece.rows[1])[4] == "1, rest afgeschermd"


def test_freshness_counts_the_days_and_says_what_runs_on_or_has_no_date(quality):
    piece = show.freshness(quality)
    assert isinstance(piece, Figure)
    assert [texts(row)[2] for row in piece.rows] == ["10 dagen", "loopt door na het kwartaal", "–"]
    assert "10 dagen" in piece.title
    left_out = f"Niet in de figuur: {quality.title_of('cybertraining_deelnemers')}. Daarin staat geen datum."
    assert left_out in piece.source and left_out in piece.alt


def test_an_export_up_to_the_end_of_the_quarter_says_so_and_counts_no_days(quality, rows_replaced):
    dated = rows_replaced(quality, {"measure": "days_behind", "group": "opkopers"}, value=0.0)
    piece = show.freshness(dated)
    assert texts(piece.rows[0])[2] == "loopt tot het einde van het kwartaal"
    assert "0 dagen" not in piece.alt + piece.title and ">0 dagen<" not in piece.svg


def test_warnings_are_told_by_rule_with_rows_and_in_words(quality):
    (row,) = show.warnings_by_rule(quality).rows
    assert texts(row) == ["ritten.csv", "Een waarde valt buiten wat gewoon is.", "Uren", "3", "4, 9 en 12"]


@pytest.mark.parametrize("display", [show.exports_read, show.freshness, show.warnings_by_rule])
def test_without_exports_each_display_says_so(empty, display):
    assert isinstance(display(empty), Text)


@pytest.mark.parametrize("display", [show.answer, show.exports_read, show.freshness, show.warnings_by_rule])
def test_the_same_result_gives_the_same_piece(quality, display):
    assert display(quality).as_json() == display(quality).as_json()


def test_a_text_from_a_file_stays_text(quality):
    odd = replace(EXPORTS[0], file="<b>ritten</b>.csv")
    piece = show.exports_read(replace(quality, exports=(odd, *EXPORTS[1:])))
    assert isinstance(piece, Table)
    assert "<b>" not in piece.as_html()
