"""The displays of data quality: Dutch, honest where nothing was read, and true to the result."""

from dataclasses import replace
from datetime import date

import pytest

from helpers import displays as show
from helpers.floor.faults import Fault
from helpers.floor.shapes import tables
from helpers.floor.shapes.export import Export, told
from helpers.floor.shapes.pieces import Figure, Table, Text
from helpers.measures.quality import exports
from helpers.sources.catalogue import descriptions

from ..conftest import QUARTER, build

EXPORTS = tuple(
    told(one, descriptions()[one.dataset].counted)
    for one in (
        Export("scanauto_inzet", "ritten.csv", "ab" * 32, 1200, date(2026, 1, 2),
               date(2026, 10, 3), left_out=1, gaps=("mei 2026", "juni 2026")),
        Export("bodycams", "bodycams.csv", "ab" * 32, 15, date(2023, 3, 31), date(2026, 9, 20)),
        Export("opkopers", "opkopers.csv", "cd" * 32, 44, date(2012, 1, 1), date(2026, 7, 9)),
        Export("cybertraining_deelnemers", "deelnemers.csv", "ef" * 32, 270, None, None),
    )
)  # fmt: skip
SUMS = ["rows_read_in_all", "rows_left_out_in_all", "warnings_told"]


@pytest.fixture
def quality():
    warned = {"scanauto_inzet": 3, "bodycams": 0}
    rows = [
        {"measure": "warnings", "split": "export", "group": one.dataset, "value": warned.get(one.dataset)}
        | {"withheld": "" if one.dataset in warned else "small"}
        for one in EXPORTS
    ]
    rows.append(
        {"measure": "warnings", "split": "rule", "area": "ritten.csv", "group": "bereik", "series": "Uren", "value": 3}
    )
    places = tuple(
        Fault("", file="ritten.csv", rule="bereik", column="Uren", row=row, level="warning") for row in (4, 9, 12)
    )  # fmt: skip
    measured = tables.measures(rows, area_level="municipality", period=QUARTER.label, unit="count", counted="row")
    measured = tables.stack(exports.rows_and_days(EXPORTS, QUARTER), measured)
    measured = tables.stack(measured, exports.totals(measured))
    missing = {"rolbewustzijn": "Het register was in onderhoud."}
    return build("data_quality", measured, exports=EXPORTS, warnings=places, missing=missing)


@pytest.fixture
def empty():
    return build("data_quality")


def texts(row):
    return [cell.text for cell in row]


def test_the_answer_counts_exports_rows_and_warnings(quality):
    said = show.answer(quality)
    assert said.headline == "4 exports gelezen; 3 waarschuwingen in 1 bestand"
    whole = " ".join(said.sentences)
    assert "niets geweigerd" in whole
    assert "Gelezen in 2 exports zonder personen of opkopers: 1.215 rijen. Daarvan is 1 rij weggelaten" in whole
    assert f"“{quality.title_of('rolbewustzijn')}”: Het register was in onderhoud." in whole


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
    assert texts(piece.rows[2])[4] == "afgeschermd"
    assert texts(piece.rows[3])[5:] == ["–", "–", "–"]
    assert texts(piece.rows[4])[1] == "ontbreekt"


def test_of_dealers_only_the_quarter_of_the_last_day_is_told_and_why(quality):
    piece = show.exports_read(quality)
    assert texts(piece.rows[2])[2:7] == [*["afgeschermd"] * 4, "tot in het derde kwartaal van 2026"]
    assert any("geen aantal rijen en geen dag" in note for note in piece.notes)
    without = replace(quality, exports=tuple(one for one in EXPORTS if not one.is_about_a_group))
    assert not any("geen dag" in note for note in show.exports_read(without).notes)


def test_hidden_and_told_warnings_of_one_export_stand_apart(quality):
    told = {"measure": "warnings", "split": "rule", "area": "opkopers.csv", "group": "totaalrij", "value": 1}
    counted = tables.stack(quality.measures[~quality.measures.measure.isin(SUMS)], tables.measures([told]))
    more = tables.stack(counted, exports.totals(counted))
    piece = show.exports_read(replace(quality, measures=more))
    assert texts(piece.rows[2])[4] == "1, rest afgeschermd"


def test_freshness_counts_the_days_and_says_what_runs_on_or_has_no_date(quality):
    piece = show.freshness(quality)
    assert isinstance(piece, Figure)
    ends = ["10 dagen", "loopt door na het kwartaal", "loopt tot in het kwartaal", "–"]
    assert [texts(row)[2] for row in piece.rows] == ends
    assert piece.title == "Van de exports in de figuur ligt de laatste dag het verst terug bij “Bodycams”: 10 dagen"
    assert "Ook niet in de figuur: Register van opkopers. Daarvan noemen we alleen het kwartaal." in piece.source
    left_out = f"Niet in de figuur: {quality.title_of('cybertraining_deelnemers')}. Daarin staat geen datum."
    assert left_out in piece.source and left_out in piece.alt


def test_an_export_up_to_the_end_of_the_quarter_says_so_and_counts_no_days(quality, rows_replaced):
    dated = rows_replaced(quality, {"measure": "days_behind", "group": "bodycams"}, value=0.0)
    piece = show.freshness(dated)
    assert texts(piece.rows[0])[2] == "loopt tot het einde van het kwartaal"
    assert "0 dagen" not in piece.alt + piece.title and ">0 dagen<" not in piece.svg


def test_the_title_names_an_export_about_dealers_that_is_older_for_sure(quality, rows_replaced):
    old = rows_replaced(quality, {"measure": "quarters_behind", "group": "opkopers"}, value=2.0)
    piece = show.freshness(old)
    assert piece.title == "De laatste dag ligt het verst terug bij “Register van opkopers”: 2 kwartalen"
    assert texts(piece.rows[2])[1:3] == ["tot in het eerste kwartaal van 2026", "2 kwartalen"]
    later = rows_replaced(quality, {"measure": "quarters_behind", "group": "opkopers"}, value=-1.0)
    runs_on = ["tot in het vierde kwartaal van 2026", "loopt door na het kwartaal"]
    assert texts(show.freshness(later).rows[2])[1:3] == runs_on


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
