"""Planted differences between surveys are named, turned round they turn, and what the margins leave open is left."""

import pytest

from helpers.floor.shapes import tables
from helpers.models.indicators import safety_outcome
from helpers.models.surroundings import survey_differences

OWN, COUNTRY = "GM0001", "NL00"


def said(*answers, half=2.0, measure="unsafe_percent", unit="percent"):
    """Answers as (area, year, value), each with an interval of the same width on either side."""
    rows = [
        {"area": area, "period": str(year), "estimate": value, "low": value - half, "high": value + half}
        for area, year, value in answers
    ]
    return tables.estimates(rows, measure=measure, unit=unit)


def verdicts(found):
    return dict(zip(found.term, found.verdict, strict=True))


@pytest.mark.parametrize(("here", "word"), [(19.0, "hoger"), (11.0, "lager"), (16.0, "niet te zeggen")])
def test_a_difference_with_the_country_is_named_where_the_interval_leaves_out_0(here, word):
    found = survey_differences.differences(said((OWN, 2025, here), (COUNTRY, 2025, 15.0)), OWN)
    assert verdicts(found) == {"country": word}
    assert found.estimate.item() == pytest.approx(here - 15.0) and found.unit.item() == "percentage_points"


def test_the_wave_before_is_the_last_of_our_own_and_the_country_is_that_of_the_same_year():
    answers = said((OWN, 2021, 25.0), (OWN, 2023, 12.0), (OWN, 2025, 16.0), (COUNTRY, 2023, 30.0))
    found = survey_differences.differences(answers, OWN)
    assert verdicts(found) == {"before": "hoger"} and found.group.item() == "2023"


def test_years_from_before_the_break_are_compared_with_nothing():
    rows = [
        {"group": end, "value": value + side, "period": str(year), "series": series, "area": OWN}
        for year, series, value in ((2019, "before 2021", 30.0), (2021, "since 2021", 15.0))
        for end, side in (("waarde", 0), ("ondergrens", -1), ("bovengrens", 1))
    ]
    shown = tables.measures(rows, measure="unsafe_percent", split="limit", unit="percent")
    assert survey_differences.differences(safety_outcome.outcomes(shown), OWN).empty
    one_series = shown.assign(series="since 2021")
    found = survey_differences.differences(safety_outcome.outcomes(one_series), OWN)
    assert verdicts(found) == {"before": "lager"}


def test_an_answer_without_an_interval_or_outside_it_is_compared_with_nothing():
    answers = said((OWN, 2025, 19.0), (COUNTRY, 2025, 15.0))
    assert len(survey_differences.differences(answers, OWN)) == 1
    for change in ({"low": float("nan")}, {"high": 14.0}):
        broken = answers.copy()
        broken.loc[broken.area == COUNTRY, list(change)] = list(change.values())
        assert survey_differences.differences(broken, OWN).empty


def test_a_mark_that_differs_by_its_rounding_alone_is_left_open():
    marks = {"measure": "liveability_mark", "unit": "mark"}
    close = survey_differences.differences(said((OWN, 2025, 7.6), (COUNTRY, 2025, 7.4), half=0.1, **marks), OWN)
    far = survey_differences.differences(said((OWN, 2025, 7.8), (COUNTRY, 2025, 7.4), half=0.1, **marks), OWN)
    assert (verdicts(close), verdicts(far)) == ({"country": "niet te zeggen"}, {"country": "hoger"})
