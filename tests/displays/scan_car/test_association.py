"""The estimate beside its placebos: all of them, and those that refuse named without a number."""

import math
import re
from dataclasses import replace

from helpers import displays as show
from helpers.floor.shapes import tables
from helpers.floor.shapes.pieces import Absent

LATER = {
    "model": "within_wijk",
    "measure": "later_hours",
    "term": "scan_car_hours",
    "role": "placebo",
    "level": 0.95,
    "n": 52,
    "n_clusters": 13,
}


def drawn(figure):
    return " ".join(re.findall(r">([^<]+)</text>", figure.svg))


def with_later(result, **row):
    return replace(result, estimates=tables.stack(result.estimates, tables.estimates([{**LATER, **row}])))


def test_the_estimate_stands_beside_every_placebo(scan_car):
    figure = show.estimate_with_placebos(with_later(scan_car, estimate=-1.1, low=-2.2, high=0.1))
    assert [row[0].text for row in figure.rows] == [
        "Buurt is schoon",
        "Controle: straatverlichting",
        "Controle: uren van na de meting",
    ]
    assert figure.rows[0][2].text == "1,2 tot 5,0 procentpunt"
    assert "−1,1 procentpunt" in drawn(figure) and "+0,2 procentpunt" in drawn(figure)
    assert "Controle: uren van na de meting: −1,1 procentpunt" in figure.alt


def test_a_placebo_that_refuses_is_named_and_not_drawn(scan_car):
    figure = show.estimate_with_placebos(with_later(scan_car, verdict="niet te zien"))
    assert [cell.text for cell in figure.rows[2]] == ["Controle: uren van na de meting", "niet te schatten", "–", "–"]
    assert "Controle: uren van na de meting: niet te schatten." in figure.alt
    assert "meting" not in drawn(figure)
    assert figure.data.rows[2] == ["later_hours", "scan_car_hours", "placebo", *[None] * 8]


def test_a_withheld_placebo_shows_no_number(scan_car, estimates_replaced):
    hidden = estimates_replaced(scan_car, {"measure": "lighting_percent"}, withheld="small")
    figure = show.estimate_with_placebos(hidden)
    assert figure.rows[1][1].text == "afgeschermd" and "+0,2" not in drawn(figure) + figure.alt
    assert figure.data.rows[1][3:] == [None] * 8


def test_a_result_without_placebos_says_nothing_of_a_check(scan_car):
    alone = replace(scan_car, estimates=scan_car.estimates[scan_car.estimates.role != "placebo"])
    assert "controle" not in show.estimate_with_placebos(alone).alt.lower()


def test_the_title_turns_with_the_verdict(scan_car, estimates_replaced):
    primary = {"model": "within_wijk", "role": "primary"}
    fallen = estimates_replaced(scan_car, primary, verdict="afname", estimate=-3.1, low=-5.0, high=-1.2)
    assert "minder schoon oordeel" in show.estimate_with_placebos(fallen).title
    assert "onzeker" in show.estimate_with_placebos(estimates_replaced(scan_car, primary, verdict="onzeker")).title


def test_a_refused_estimate_is_a_text(refused):
    piece = show.estimate_with_placebos(refused)
    assert isinstance(piece, Absent) and piece.why == "bij 2 metingen zijn de uren ervóór bekend; nodig zijn er 3"


def test_a_gate_says_what_is_needed_and_seen(scan_car, refused):
    rows = show.gates(scan_car).rows
    assert [cell.text for cell in rows[0]] == ["Uren en het oordeel van bewoners"]
    assert [cell.text for cell in rows[1]][:4] == ["Wijken", "minstens 8", "13", "ja"]
    assert [cell.text for cell in rows[2]][:4] == ["Verband dat we meestal vinden", "hooguit 5", "2,7", "ja"]
    assert show.gates(refused).rows[1][3].text == "nee"


def test_gates_stand_under_the_model_that_they_guard_and_each_says_whether_it_may_speak(scan_car):
    own = [
        {"model": "event_study", "measure": "clean_percent", "term": "starting_wijken", "is_met": False},
        {"model": "quarterly", "measure": "sites_out_of_norm_percent", "term": "waves", "is_met": False},
        {"model": "quarterly", "measure": "sites_out_of_norm_percent", "term": "wijken", "is_met": True},
        {"model": "within_wijk", "measure": "clean_percent", "term": "waves", "is_met": True},
    ]
    more = tables.estimates([{"role": "gate", "estimate": 0, "low": 3, **one} for one in own])
    table = show.gates(replace(scan_car, estimates=tables.stack(scan_car.estimates, more)))
    headings = [row[0].text for row in table.rows if len(row) == 1]
    assert headings == [
        "Uren en het oordeel van bewoners",
        "Verkennend: de start van de auto",
        "Per kwartaal: afvallocaties buiten de norm",
    ]
    assert [row[0].text for row in table.rows[1:4]] == ["Wijken", "Verband dat we meestal vinden", "Metingen"]
    assert table.rows[-1][0].text == "Kwartalen", "what another model meets stands in the file alone"
    assert len(table.data.rows) == len(table.rows) - len(headings) + 1
    assert f"{headings[0]}: aan alles voldaan." in table.notes
    assert f"{headings[1]}: niet aan alles voldaan." in table.notes


def test_degrees_of_freedom_are_explained_where_they_are_a_gate(scan_car):
    gate = {"role": "gate", "term": "cr2_df", "estimate": 7.07, "low": 13 / 3, "is_met": True}
    asked = replace(scan_car, estimates=tables.estimates([gate], model="within_wijk"))
    table = show.gates(asked)
    assert [cell.text for cell in table.rows[1]][:4] == ["Vrijheidsgraden (CR2)", "minstens 4,3", "7,1", "ja"]
    assert any("hoeveel wijken de uitkomst dragen" in note for note in table.notes)
    assert not any("hoeveel wijken" in note for note in show.gates(scan_car).notes)


def test_what_is_usually_found_is_no_floor_under_what_may_be_found(scan_car):
    for text in (show.estimate_with_placebos(scan_car).alt, " ".join(show.answer(scan_car).sentences)):
        assert "Een samenhang van 2,7 procentpunt per 10 uur vinden we in 8 van de 10 keer." in text
        assert "Een zwakkere missen we vaker." in text and "kunnen we niet zien" not in text


def test_the_answer_tells_both_ways_in_which_the_estimate_can_be_off(scan_car, refused):
    said = show.answer(scan_car).sentences
    assert [word for word in ("te laag", "te hoog") if any(word in one for one in said)] == ["te laag", "te hoog"]
    assert not any("te laag" in one or "te hoog" in one for one in show.answer(refused).sentences)


def test_an_unknown_number_in_a_gate_is_a_dash(scan_car):
    gate = {"role": "gate", "term": "cr2_df", "estimate": math.nan, "low": 4.0, "is_met": False}
    asked = replace(scan_car, estimates=tables.estimates([gate], model="within_wijk"))
    assert [cell.text for cell in show.gates(asked).rows[1]][1:4] == ["minstens 4", "–", "nee"]
