"""What is exploratory is called so, with its q, and says in words whether the hours followed the dirt."""

import math
from dataclasses import replace

import pytest

from helpers import displays as show
from helpers.floor.shapes import tables
from helpers.floor.shapes.pieces import Absent, Text

DISPATCH = {"term": "previous_outcome"}


def test_the_table_is_headed_exploratory_and_gives_q(scan_car):
    table = show.exploratory(scan_car)
    assert table.caption.startswith("Verkennend")
    assert [row[3].text for row in table.rows] == ["0,01", "0,64", "–"]
    assert [row[0].text for row in table.rows[:2]] == [
        "10 uur meer vlak vóór de meting",
        "10 uur meer één meting eerder",
    ]


@pytest.mark.parametrize(
    ("verdict", "said"),
    [
        ("mogelijk gevolgd", "Aanwijzing, geen bewijs: na een minder schoon oordeel reed de auto vaker meer."),
        ("mogelijk gemeden", "Aanwijzing, geen bewijs: na een minder schoon oordeel reed de auto vaker minder."),
        ("onzeker", "is onzeker"),
    ],
)
def test_the_dispatch_says_in_words_whether_hours_followed_dirt(scan_car, estimates_replaced, verdict, said):
    table = show.exploratory(estimates_replaced(scan_car, DISPATCH, verdict=verdict))
    assert said in table.rows[2][4].text
    assert table.rows[2][1].text == "−4,1 uur"


def test_the_note_says_how_often_chance_alone_gives_a_hint(scan_car):
    assert any("1 op 20" in note for note in show.exploratory(scan_car).notes)
    alone = scan_car.estimates[scan_car.estimates.term != "previous_outcome"]
    notes = show.exploratory(replace(scan_car, estimates=alone)).notes
    assert not any("1 op 20" in note for note in notes)


def test_a_shape_that_refuses_gives_its_reason_and_all_refused_is_a_text(scan_car, estimates_replaced):
    why = "Verkennend: van 5 perioden is de uitkomst bekend; nodig zijn er 6."
    none = {"estimate": math.nan, "low": math.nan, "high": math.nan, "q": math.nan, "rule": why}
    none |= {"verdict": "niet te zien", "withheld": "missing"}
    row = show.exploratory(estimates_replaced(scan_car, {"term": "lag_0"}, **none)).rows[0]
    assert [cell.text for cell in row][1:] == [*["–"] * 3, "Van 5 perioden is de uitkomst bekend; nodig zijn er 6."]
    piece = show.exploratory(estimates_replaced(scan_car, {"model": "exploratory"}, **none))
    assert isinstance(piece, Absent) and piece.why == "van 5 perioden is de uitkomst bekend; nodig zijn er 6"


def test_a_withheld_shape_is_not_in_the_data(scan_car, estimates_replaced):
    hidden = estimates_replaced(scan_car, {"term": "lag_1"}, estimate=7.77, withheld="small")
    table = show.exploratory(hidden)
    assert [cell.text for cell in table.rows[1]][1:4] == ["–"] * 3 and table.rows[1][4].text == "Afgeschermd."
    assert table.data.rows[1] == ["lag_1", *[None] * 10]


def test_without_rows_nothing_can_be_told(scan_car):
    piece = show.exploratory(replace(scan_car, estimates=tables.estimates()))
    assert isinstance(piece, Text) and "niets laten zien" in piece.sentences[0]


def test_the_column_q_is_there_only_where_a_row_has_one(scan_car):
    alone = scan_car.estimates[scan_car.estimates.term != "lag_0"]
    assert show.exploratory(replace(scan_car, estimates=alone)).columns[3] == "q"
    alone = alone[alone.term != "lag_1"]
    table = show.exploratory(replace(scan_car, estimates=alone))
    assert "q" not in table.columns and not any("q is" in note for note in table.notes)
    assert [cell.text for cell in table.rows[0]][1:3] == ["−4,1 uur", "−7,8 tot −0,4 uur"]
    assert {len(row) for row in table.rows} == {4}


def test_a_refused_shape_without_the_column_q_has_its_reason_in_the_last_column(scan_car, estimates_replaced):
    none = {"estimate": math.nan, "low": math.nan, "high": math.nan, "q": math.nan, "rule": "Te weinig."}
    changed = estimates_replaced(scan_car, {"term": "lag_0"}, **none)
    table = show.exploratory(estimates_replaced(changed, {"term": "lag_1"}, **none))
    assert [[cell.text for cell in row][1:] for row in table.rows[:2]] == [["–", "–", "Te weinig."]] * 2
    assert {len(row) for row in table.rows} == {len(table.columns)} == {4}
