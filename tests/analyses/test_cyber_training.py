from dataclasses import replace

import pandas as pd
import pytest

from helpers.analyses import cyber_training
from helpers.floor.quarter import Quarter
from helpers.floor.shapes import tables
from helpers.measures.training import participants


def test_the_forecast_starts_at_what_was_counted_and_never_falls_below_it(analysed):
    result = analysed(cyber_training)
    persons = tables.the(result.measures, measure="elderly_trained", period="2026-Q3").value
    assert (tables.rows_of(result.estimates, term=["year_end", "path"]).low >= persons).all()


def test_the_session_count_adds_up_to_the_headline_before_protection(sample):
    year = cyber_training.year_of(sample)
    headline = participants.elderly_trained(year).value.item()
    assert participants.new_elderly_per_session(year).value.sum() == headline


def test_no_group_below_ten_persons_leaves_the_analysis(analysed):
    shown = analysed(cyber_training, Quarter(2025, 4)).measures
    groups = shown[(shown.counted == "person") & ((shown.area_level == "wijk") | (shown.split != ""))]
    assert not groups.value.between(1, 9).any()


def test_a_year_without_a_target_has_no_chance_of_reaching_it(analysed):
    estimates = analysed(cyber_training, Quarter(2025, 2)).estimates
    assert "reach_target" not in set(estimates.term)
    assert "year_end" in set(estimates.term)


@pytest.mark.parametrize("dataset", cyber_training.SOURCES)
def test_without_one_of_its_exports_the_chapter_is_empty(sample, without, dataset):
    result = cyber_training.analyse(without(sample, dataset))
    assert result.measures.empty
    assert result.estimates.empty


def test_participants_per_wijk_are_those_of_one_quarter_a_year_and_stay_the_same_until_the_next(analysed):
    def shown(year, quarter):
        measures = analysed(cyber_training, Quarter(year, quarter)).measures
        return measures[measures.area_level == "wijk"].reset_index(drop=True)

    assert [set(shown(2025, q).period) - {"2024"} for q in (1, 2, 3, 4)] == [{"2024-Q4"}] * 3 + [{"2025-Q4"}]
    pd.testing.assert_frame_equal(shown(2025, 1), shown(2025, 3))


def moved(delivery, where_from, where_to):
    """The same delivery with one elderly person, who came once, at another session of the quarter."""
    people = delivery["cybertraining_deelnemers"].copy()
    is_there = (people.session == where_from) & (people.age_low >= 65)
    once = people.participant.map(people.participant.value_counts()) == 1
    people.loc[people.index[is_there & once][0], "session"] = where_to
    return replace(delivery, tables={**delivery.tables, "cybertraining_deelnemers": people})


@pytest.mark.parametrize("pair", [("S2026-12", "S2026-15"), ("S2026-08", "S2026-09")])
def test_a_person_more_in_a_hidden_session_leaves_the_forecast_as_it_was(sample, pair):
    """Draws can be repeated: a forecast of the exact counts fitted one number for a hidden session."""
    other = moved(sample, *pair)
    counts = [participants.new_elderly_per_session(cyber_training.year_of(one)) for one in (sample, other)]
    assert counts[0].value.tolist() != counts[1].value.tolist()
    one, two = (cyber_training.analyse(delivery) for delivery in (sample, other))
    told = [tables.rows_of(found.estimates, model="pacing") for found in (one, two)]
    assert len(told[0]) > 3
    pd.testing.assert_frame_equal(*told)
    pd.testing.assert_frame_equal(*(tables.rows_of(found.measures, measure="new_elderly") for found in (one, two)))


@pytest.mark.parametrize("quarter", [Quarter(2025, 1), Quarter(2025, 4), Quarter(2026, 2), Quarter(2026, 3)])
def test_no_quarter_hides_one_session_alone(analysed, quarter):
    """The growth of the exact headline less the shown sessions would be the hidden one."""
    held = tables.rows_of(analysed(cyber_training, quarter).measures, measure="new_elderly")
    held = held[held.group == "gehouden"]
    hidden = (held.withheld == "small").groupby(held.start.dt.to_period("Q")).sum()
    assert hidden.sum() > 1 and not (hidden == 1).any()
