"""Reach in the analysis: once a year, from protected counts, and not a byte about who stands in a hidden cell."""

from dataclasses import replace

import pandas as pd
import pytest

from helpers import displays as show
from helpers.analyses import cyber_training
from helpers.floor.quarter import Quarter
from helpers.floor.shapes import tables
from helpers.measures.training import participants

YEARLY = Quarter(2025, 4)
DISPLAYS = (show.answer, show.sessions, show.reach_by_wijk, show.reach_funnel, show.reach_gaps)
PEOPLE = "cybertraining_deelnemers"


@pytest.fixture(scope="module")
def yearly(sample):
    return sample.at(YEARLY)


def pieces(delivery):
    result = cyber_training.analyse(delivery)
    return [display(result).as_json() for display in DISPLAYS]


def moved(delivery, from_wijk, to_wijk, persons):
    """The delivery in which so many elderly of the year live in another wijk."""
    people = delivery[PEOPLE]
    last = cyber_training.year_of(delivery).elderly.drop_duplicates("participant", keep="last")
    who = last[last.wijk == from_wijk].participant.head(persons)
    assert len(who) == persons
    table = people.assign(wijk=people.wijk.mask(people.participant.isin(who), to_wijk))
    return replace(delivery, tables={**delivery.tables, PEOPLE: table})


def exact(delivery):
    year = cyber_training.year_of(delivery)
    return participants.elderly_by_wijk(year, delivery.areas.codes).set_index("area").value


def test_moving_persons_between_hidden_wijken_changes_no_published_byte(yearly):
    counts, shown = exact(yearly), cyber_training.analyse(yearly).measures
    cells = tables.rows_of(shown, measure="elderly_trained", area_level="wijk")
    small = [area for area in cells[cells.withheld == "small"].area if 2 <= counts[area] <= 7]
    assert len(small) >= 2
    before = pieces(yearly)
    for from_wijk, to_wijk in zip(small, small[1:], strict=False):
        other = moved(yearly, from_wijk, to_wijk, 1)
        assert exact(other)[from_wijk] == counts[from_wijk] - 1
        assert pieces(other) == before


def test_moving_persons_between_shown_wijken_is_seen(yearly):
    shown = cyber_training.analyse(yearly).measures
    cells = tables.rows_of(shown, measure="elderly_trained", area_level="wijk", withheld="")
    large = cells.sort_values("value", ascending=False).area.tolist()
    assert pieces(moved(yearly, large[0], large[1], 9)) != pieces(yearly)


def test_no_estimate_stands_on_a_hidden_wijk(yearly):
    result = cyber_training.analyse(yearly)
    cells = tables.rows_of(result.measures, measure="elderly_trained", area_level="wijk")
    told = tables.rows_of(result.estimates, model="reach")
    assert set(told.area) - {""} <= set(cells[cells.withheld == ""].area)
    assert len(told)


@pytest.mark.parametrize("number", [1, 2, 3])
def test_in_another_quarter_reach_is_that_of_the_last_yearly_one(analysed, number):
    result = analysed(cyber_training, Quarter(2025, number))
    reached = tables.rows_of(result.estimates, model=["reach", "reach_gap"])
    assert set(reached.period) <= {"2024-Q4"} and len(reached)


def test_without_population_there_are_counts_and_no_rates(yearly):
    areas = replace(yearly.areas, population=pd.DataFrame(columns=["wijk", "year"]))
    result = cyber_training.analyse(replace(yearly, areas=areas))
    assert not {"reach", "reach_gap"} & set(result.estimates.model)
    assert "niet bekend" in show.reach_funnel(result).why


def test_only_declared_axes_are_compared(yearly):
    plan = yearly.settings.preregistration.model_copy(update={"fairness_axes": []})
    settings = yearly.settings.model_copy(update={"preregistration": plan})
    result = cyber_training.analyse(replace(yearly, settings=settings))
    assert "reach_gap" not in set(result.estimates.model)
    assert "niet vastgelegd" in show.reach_gaps(result).why
