"""The estimate beside its placebos: all of them, and those that refuse named without a number."""

import math
import re
from dataclasses import replace

from helpers import displays as show
from helpers.floor.shapes import tables
from helpers.floor.shapes.pieces import Text

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
    assert isinstance(show.estimate_with_placebos(refused), Text)


def test_a_gate_says_what_is_needed_and_seen(scan_car, refused):
    rows = show.gates(scan_car).rows
    assert [cell.text for cell in rows[0]][:4] == ["Wijken", "minstens 8", "13", "ja"]
    assert [cell.text for cell in rows[1]][:4] == ["Kleinste zichtbare verband", "hooguit 5", "2,7", "ja"]
    assert show.gates(refused).rows[0][3].text == "nee"


def test_degrees_of_freedom_are_explained_where_they_are_a_gate(scan_car):
    gate = {"role": "gate", "term": "cr2_df", "estimate": 7.07, "low": 13 / 3, "is_met": True}
    asked = replace(scan_car, estimates=tables.estimates([gate], model="within_wijk"))
    table = show.gates(asked)
    assert [cell.text for cell in table.rows[0]][:4] == ["Vrijheidsgraden (CR2)", "minstens 4,3", "7,1", "ja"]
    assert "hoeveel wijken de uitkomst dragen" in table.notes[0]
    assert show.gates(scan_car).notes == []


def test_an_unknown_number_in_a_gate_is_a_dash(scan_car):
    gate = {"role": "gate", "term": "cr2_df", "estimate": math.nan, "low": 4.0, "is_met": False}
    asked = replace(scan_car, estimates=tables.estimates([gate], model="within_wijk"))
    assert [cell.text for cell in show.gates(asked).rows[0]][1:4] == ["minstens 4", "–", "nee"]
