"""Expectations: published examples, sums over all pairs, and rows counted by hand."""

import numpy as np
import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.floor.quarter import Quarter
from helpers.floor.shapes import tables
from helpers.models.indicators import forecast_scores

# Wilks 1995, Statistical Methods in the Atmospheric Sciences, table 7.3: 12,402 forecasts of rain.
SAID = np.array([0, 0.05, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1])
SHARE_MET = np.array([.006, .019, .059, .15, .277, .377, .511, .587, .723, .799, .934, .933])  # fmt: skip
USED = np.array([.4112, .0671, .1833, .0986, .0616, .0366, .0303, .0275, .0245, .022, .017, .0203])  # fmt: skip
PAIRS = st.lists(st.tuples(st.sampled_from([0, 0.1, 0.35, 0.5, 0.8, 1]), st.booleans()), min_size=1)


def wilks():
    """The table written out as forecasts one by one."""
    counts = np.round(USED * 12_402).astype(int)
    met = np.round(counts * SHARE_MET).astype(int)
    said = np.repeat(SAID, counts)
    happened = np.concatenate([np.arange(n) < k for n, k in zip(counts, met, strict=True)])
    return said, happened


def case(chance, is_met, *, quarter="2026-Q2", is_hindsight=False, value=180.0):
    return {
        "indicator_id": "VE-1-4", "measure": "elderly_trained", "quarter": quarter, "year": 2026,
        "is_hindsight": is_hindsight, "chance": chance, "low": 150.0, "middle": 175.0, "high": 200.0,
        "unit": "persons", "value": value, "is_met": is_met,
    }  # fmt: skip


def scores(*cases):
    return forecast_scores.scores(pd.DataFrame(cases, columns=list(forecast_scores.CASE_COLUMNS)))


def test_the_score_is_that_of_the_example_of_scikit_learn():
    # scikit-learn user guide, brier_score_loss: y_true 0 1 1 0, y_prob .1 .9 .8 .3 gives 0.037 (cut, not rounded).
    assert forecast_scores.brier([0.1, 0.9, 0.8, 0.3], [0, 1, 1, 0]) == pytest.approx(0.0375)


def test_the_forecasts_of_rain_have_the_published_base_rate_and_its_uncertainty():
    said, happened = wilks()
    assert happened.mean() == pytest.approx(0.162, abs=5e-4)
    assert forecast_scores.murphy(said, happened).uncertainty == pytest.approx(0.162 * 0.838, abs=5e-4)


def test_the_parts_of_the_forecasts_of_rain_are_those_of_the_formulas_on_the_table():
    parts = forecast_scores.murphy(*wilks())
    base = np.sum(USED * SHARE_MET)
    assert parts.reliability == pytest.approx(np.sum(USED * (SAID - SHARE_MET) ** 2), abs=5e-5)
    assert parts.resolution == pytest.approx(np.sum(USED * (SHARE_MET - base) ** 2), abs=2e-4)


@given(PAIRS)
def test_the_parts_add_up_to_the_score_and_are_never_negative(pairs):
    said, happened = zip(*pairs, strict=True)
    parts = forecast_scores.murphy(said, happened)
    whole = parts.reliability - parts.resolution + parts.uncertainty
    assert whole == pytest.approx(forecast_scores.brier(said, happened), abs=1e-12)
    assert min(parts.reliability, parts.resolution, parts.uncertainty) >= -1e-12


@given(PAIRS)
def test_turning_chances_and_outcomes_round_gives_the_same_score(pairs):
    said, happened = (np.array(one, dtype=float) for one in zip(*pairs, strict=True))
    assert forecast_scores.brier(1 - said, 1 - happened) == pytest.approx(
        forecast_scores.brier(said, happened)
    )


def test_within_a_bin_the_parts_still_add_up():
    said, happened = [0.9, 0.85, 0.3, 0.6, 0.1], [1, 0, 0, 1, 0]
    parts = forecast_scores.murphy(said, happened, ["a", "a", "b", "b", "c"])
    # By hand: bins a (.875, .5), b (.45, .5), c (.1, 0), weights .4 .4 .2.
    assert parts.reliability == pytest.approx(0.4 * 0.375**2 + 0.4 * 0.05**2 + 0.2 * 0.01)
    assert parts.uncertainty == pytest.approx(0.24)
    assert parts.reliability - parts.resolution + parts.uncertainty == pytest.approx(
        forecast_scores.brier(said, happened)
    )


def test_perfect_is_0_guessing_is_a_quarter_and_skill_follows():
    assert forecast_scores.brier([1, 0], [1, 0]) == 0
    assert forecast_scores.brier([0.5, 0.5, 0.5], [1, 0, 0]) == forecast_scores.GUESSING
    assert [forecast_scores.skill(score) for score in (0, 0.25, 0.5)] == [1, 0, -1]


def test_an_interval_holds_its_ends():
    assert forecast_scores.coverage([1, 2, 3, 4], [1, 1, 1, 1], [3, 3, 3, 3]) == 0.75


@pytest.mark.parametrize(
    ("chance", "is_met"), [([], []), ([0.5], [1, 0]), ([1.2], [1]), ([float("nan")], [1]), ([0.5], [2])]
)
def test_what_is_no_forecast_with_its_outcome_is_refused(chance, is_met):
    with pytest.raises(ValueError):
        forecast_scores.brier(chance, is_met)


def test_the_reference_of_skill_must_leave_something_to_gain():
    with pytest.raises(ValueError):
        forecast_scores.skill(0.1, 0)


def test_below_five_forecasts_there_are_counts_and_no_score():
    found = scores(*[case(0.9, True)] * 4)
    assert not tables.the(found, term="scored").is_met
    assert tables.rows_of(found, term=("brier", "reliability", "skill")).empty
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
    assert on_track.rule == "Bij “op koers” hoorden 5 verwachtingen; de streefwaarde is 4 keer gehaald."


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
    assert (
        forecast_scores.made(Quarter(2026, 2), True)
        .rule.item()
        .startswith("Deze verwachtingen zijn achteraf")
    )
    assert forecast_scores.made(Quarter(2026, 2), False).rule.item() == ""


def test_what_cannot_be_scored_is_counted():
    assert forecast_scores.unknown(0).empty
    assert forecast_scores.unknown(1).rule.item().startswith("1 eerdere verwachting is niet te toetsen")
    assert forecast_scores.unknown(2).rule.item().startswith("2 eerdere verwachtingen zijn niet te toetsen")


def test_without_forecasts_there_is_nothing():
    assert scores().empty
