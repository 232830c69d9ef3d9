"""How firm the association is: each check with its reading, and every wijk left out in order of code."""

import math
import re
from dataclasses import replace

import pytest

from helpers import displays as show
from helpers.displays import words
from helpers.floor.shapes import tables
from helpers.floor.shapes.pieces import Text

WITHOUT = {"model": "within_wijk", "role": "leave_one_out"}


def seen(table):
    return {row[0].text: row[1].text for row in table.rows}


def test_every_check_has_its_outcome_and_one_reading(scan_car):
    table = show.robustness(scan_car)
    assert seen(table) == {
        "Tweede manier van rekenen (wild bootstrap)": "p-waarde 0,03",
        "Verband dat we in 8 van de 10 keer vinden": "2,7 procentpunt per 10 uur",
        "Hoe sterk iets onbekends moet zijn": "minstens 34%",
        "Telkens één wijk weggelaten": "2,8 tot 3,4 procentpunt per 10 uur; 0 van de 13 keer een andere richting",
    }
    assert all(row[2].text.endswith(".") for row in table.rows)


def test_a_check_that_was_not_made_has_no_row(scan_car, estimates_replaced):
    fewer = scan_car.estimates[~scan_car.estimates.term.isin(["robustness_value", "wild_bootstrap"])]
    assert len(show.robustness(replace(scan_car, estimates=fewer)).rows) == 2
    shuffled = estimates_replaced(scan_car, {"term": "wild_bootstrap"}, term="permutation")
    assert "Tweede manier van rekenen (uren omwisselen tussen wijken)" in seen(show.robustness(shuffled))
    unknown = estimates_replaced(scan_car, {"term": "wild_bootstrap"}, p=math.nan)
    assert len(show.robustness(unknown).rows) == 3


def test_at_least_is_never_rounded_up_and_less_than_one_percent_is_said_so(scan_car, estimates_replaced):
    weak = estimates_replaced(scan_car, {"term": "robustness_value"}, estimate=0.7)
    assert seen(show.robustness(weak))["Hoe sterk iets onbekends moet zijn"] == "minder dan 1%"


def test_a_wijk_that_turns_the_direction_is_counted_in_the_table_and_in_the_title(scan_car, estimates_replaced):
    area = {**WITHOUT, "area": scan_car.areas.codes[3]}
    turned = estimates_replaced(scan_car, area, estimate=-0.4)
    assert "1 van de 13 keer een andere richting" in seen(show.robustness(turned))["Telkens één wijk weggelaten"]
    assert show.leave_one_out(turned).title == "Zonder 1 van de 13 wijken wisselt de samenhang van richting"
    assert "blijft tussen 2,8 en 3,4 procentpunt" in show.leave_one_out(scan_car).title


def test_the_wijken_stand_in_order_of_code_and_never_of_size(scan_car):
    estimates = scan_car.estimates.sort_values("estimate", ascending=False).reset_index(drop=True)
    figure = show.leave_one_out(replace(scan_car, estimates=estimates))
    assert [row[0] for row in figure.data.rows] == [*scan_car.areas.codes, ""]
    assert [row[0].text for row in figure.rows[:-1]] == [scan_car.areas.name(c) for c in scan_car.areas.codes]


def test_a_withheld_estimate_without_a_wijk_is_in_no_byte(scan_car, estimates_replaced):
    area = {**WITHOUT, "area": scan_car.areas.codes[3]}
    hidden = estimates_replaced(scan_car, area, estimate=9.87, withheld="small")
    figure, table = show.leave_one_out(hidden), show.robustness(hidden)
    drawn = re.findall(r">([^<]+)</text>", figure.svg)
    for text in [*drawn, figure.title, figure.alt, str(figure.rows), str(table.rows)]:
        assert not re.search(r"9,9|9\.87", text)
    assert 9.87 not in [value for row in [*figure.data.rows, *table.data.rows] for value in row]
    assert len(figure.data.rows) == 13 and "Niet getoond: 1 wijk." in figure.alt
    name = scan_car.areas.name(scan_car.areas.codes[3])
    assert [row[1].text for row in figure.rows if row[0].text == name] == ["afgeschermd"]


def test_a_refusal_gives_its_reason(refused):
    for display in (show.robustness, show.leave_one_out):
        piece = display(refused)
        assert isinstance(piece, Text) and "nodig zijn er 3" in " ".join(piece.sentences)


def test_an_estimate_that_nothing_was_held_against_is_said_so(scan_car):
    alone = replace(scan_car, estimates=scan_car.estimates[scan_car.estimates.role == "primary"])
    assert show.robustness(alone).sentences == ["De uitkomst is niet op een andere manier nagegaan."]
    assert isinstance(show.leave_one_out(alone), Text)


def test_without_a_model_nothing_can_be_told(scan_car):
    for display in (show.robustness, show.leave_one_out):
        assert "niets laten zien" in display(replace(scan_car, estimates=tables.estimates())).sentences[0]


@pytest.mark.parametrize(
    ("p", "said"),
    [(0.03, "0,03"), (0.0001, "kleiner dan 0,001"), (0.001, "0,001"), (0.0495, "0,050"), (0.2, "0,20"), (1, "1,00")],
)
def test_a_small_p_value_is_never_written_as_nought(p, said):
    assert words.p_value(p) == said


def test_a_small_find_says_how_much_too_large_it_looks(scan_car):
    row = {"model": "within_wijk", "measure": "clean_percent", "term": "exaggeration", "role": "limit"}
    small = replace(scan_car, estimates=tables.stack(scan_car.estimates, tables.estimates([row | {"estimate": 1.34}])))
    assert seen(show.robustness(small))["Hoeveel te groot zo'n vondst lijkt"] == "gemiddeld ongeveer 1,3 keer, of meer"
    assert not any("te groot" in name for name in seen(show.robustness(scan_car)))
    assert "ongeveer 1,3 keer te groot" in " ".join(show.answer(small).sentences)
    assert "te groot" not in " ".join(show.answer(scan_car).sentences)
    assert "ongeveer 1,3 keer te groot" in show.estimate_with_placebos(small).alt
