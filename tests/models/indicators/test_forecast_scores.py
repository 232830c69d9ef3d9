"""Expectations: a published example, and rows counted by hand."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.floor.quarter import Quarter
from helpers.floor.shapes import tables
from helpers.models.indicators import forecast_scores

PAIRS = st.lists(st.tuples(st.sampled_from([0, 0.1, 0.35, 0.5, 0.8, 1]), st.booleans()), min_size=1)


def case(chance, is_met, *, quarter="2026-Q2", is_hindsight=False, value=180.0, basis="sessions"):
    return {
        "indicator_id": "VE-1-4", "measure": "elderly_trained", "quarter": quarter, "year": 2026,
        "is_hindsight": is_hindsight, "basis": basis, "level": 0.9, "chance": chance, "low": 150.0, "middle": 175.0, "high": 200.0,
        "unit": "persons", "value": value, "is_met": is_met,
    }  # fmt: skip


def scores(*cases):
    return forecast_scores.scores(pd.DataFrame(cases, columns=list(forecast_scores.CASE_COLUMNS)))


def test_the_score_is_that_of_the_example_of_scikit_learn():
    # scikit-learn user guide, brier_score_loss: y_true 0 1 1 0, y_prob .1 .9 .8 .3 gives 0.037 (cut, not rounded).
    assert forecast_scores.brier([0.1, 0.9, 0.8, 0.3], [0, 1, 1, 0]) == pytest.approx(0.0375)


@given(PAIRS)
def test_turning_chances_and_outcomes_round_gives_the_same_score(pairs):
    said, happened = (np.array(one, dtype=float) for one in zip(*pairs, strict=True))
    assert forecast_scores.brier(1 - said, 1 - happened) == pytest.approx(forecast_scores.brier(said, happened))


def test_perfect_is_0_and_guessing_is_a_quarter():
    assert forecast_scores.brier([1, 0], [1, 0]) == 0
    assert forecast_scores.brier([0.5, 0.5, 0.5], [1, 0, 0]) == forecast_scores.GUESSING


def test_an_interval_holds_its_ends():
    found = scores(*[case(0.9, True, value=value) for value in (149.0, 150.0, 200.0, 201.0)])
    assert tables.the(found, term="inside").estimate == 2


@pytest.mark.parametrize(
    ("chance", "is_met"), [([], []), ([0.5], [1, 0]), ([1.2], [1]), ([float("nan")], [1]), ([0.5], [2])]
)
def test_what_is_no_forecast_with_its_outcome_is_refused(chance, is_met):
    with pytest.raises(ValueError):
        forecast_scores.brier(chance, is_met)


def test_below_five_forecasts_there_are_counts_and_no_score():
    found = scores(*[case(0.9, True)] * 4)
    assert not tables.the(found, term="scored").is_met
    assert tables.rows_of(found, term="brier").empty
    assert tables.the(found, term="came_true").rule == "Van de 4 verwachtingen in 2026 kwamen alle uit."
    assert tables.the(found, term="scored").rule.endswith("nodig. Er zijn er 4.")


def test_six_forecasts_are_counted_and_scored_as_by_hand():
    found = scores(*[case(0.9, True)] * 4, case(0.1, False, value=140.0), case(0.8, False))
    assert tables.the(found, term="came_true").rule == "Van de 6 verwachtingen in 2026 kwamen er 5 uit."
    assert tables.the(found, term="brier").estimate == pytest.approx((5 * 0.01 + 0.64) / 6)
    assert tables.the(found, term="brier").rule == "De Brierscore is 0,12: 0 is volmaakt en 0,25 is raden."
    assert tables.the(found, term="inside").estimate == 5
    on_track = tables.the(found, term="calibration", verdict="op koers")
    assert (on_track.estimate, on_track.n, on_track["at"]) == (4, 5, pytest.approx(0.88))
    assert (
        on_track.rule == "Bij een kans van 8 op 10 of meer hoorden 5 verwachtingen; de streefwaarde is 4 keer gehaald."
    )


def test_outcomes_turned_round_turn_the_sentences_round():
    good, bad = scores(*[case(0.9, True)] * 5), scores(*[case(0.9, False, value=140.0)] * 5)
    assert tables.the(bad, term="came_true").rule == "Van de 5 verwachtingen in 2026 kwam geen enkele uit."
    assert tables.the(good, term="came_true").rule == "Van de 5 verwachtingen in 2026 kwamen alle uit."
    assert tables.the(good, term="calibration").rule.endswith("de streefwaarde is 5 keer gehaald.")
    assert tables.the(bad, term="calibration").rule.endswith("de streefwaarde is geen enkele keer gehaald.")
    assert tables.the(good, term="brier").estimate < tables.the(bad, term="brier").estimate


@pytest.mark.parametrize(("is_met", "said"), [(True, "kwam uit"), (False, "kwam niet uit")])
def test_one_forecast_is_said_in_the_singular(is_met, said):
    found = scores(case(0.7, is_met))
    assert tables.the(found, term="came_true").rule == f"De ene verwachting in 2026 {said}."
    assert tables.the(found, term="scored").rule.endswith("Er is er 1.")


def test_of_two_forecasts_one_comes_true_in_the_singular():
    found = scores(case(0.7, True), case(0.7, False))
    assert tables.the(found, term="came_true").rule == "Van de 2 verwachtingen in 2026 kwam er 1 uit."


def test_hindsight_is_scored_apart():
    found = scores(*[case(0.9, True)] * 5, *[case(0.9, False, is_hindsight=True)] * 5)
    by_group = tables.rows_of(found, term="brier").set_index("group").estimate
    assert by_group.to_dict() == {"beforehand": pytest.approx(0.01), "hindsight": pytest.approx(0.81)}


def test_made_says_only_of_hindsight_that_more_was_known():
    assert forecast_scores.made(Quarter(2026, 2), True).rule.item().startswith("Deze verwachtingen zijn achteraf")
    assert forecast_scores.made(Quarter(2026, 2), False).rule.item() == ""


def test_what_cannot_be_scored_is_counted():
    assert forecast_scores.unknown(0).empty
    assert forecast_scores.unknown(1).rule.item().startswith("1 eerdere verwachting is niet te toetsen")
    assert forecast_scores.unknown(2).rule.item().startswith("2 eerdere verwachtingen zijn niet te toetsen")


def test_without_forecasts_there_is_nothing():
    assert scores().empty


def test_each_kind_is_scored_by_itself():
    found = scores(*[case(0.9, True, basis="sessions")] * 5, *[case(0.9, False, basis="pace")] * 6)
    told = tables.rows_of(found, term="brier").set_index("basis")
    assert told.n.to_dict() == {"pace": 6, "sessions": 5}
    assert told.estimate.round(2).to_dict() == {"pace": 0.81, "sessions": 0.01}
