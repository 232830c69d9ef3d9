"""Each block of a wijk profile: what is planted is found, turned round it turns round, and chance gives no sentence."""

from __future__ import annotations

import numpy as np
import pandas as pd
import pytest

from helpers.floor.quarter import Quarter
from helpers.floor.shapes import tables
from helpers.models.profile import comparison, counts, residents
from helpers.models.scan_car import survey_waves

QUARTER = Quarter(2026, 3)
WIJKEN = [f"WK9900{i:02}" for i in range(13)]
OTHER = "WK990004"


def survey(shares, respondents=200, wave="2026"):
    rows = [{"area": wijk, "value": p, "denominator": respondents} for wijk, p in zip(WIJKEN, shares, strict=False)]
    about = {"measure": "clean_percent", "area_level": "wijk", "period": wave, "start": f"{wave}-03-01"}
    return tables.measures(rows, unit="percent", counted="respondent", **about)


def said(shares, **more):
    table = survey(shares, **more)
    found = survey_waves.intervals(table, design_effect=1.3, survey_base=50, level=0.95)
    return residents.residents(found, table)


def street(sites, reports, before=None):
    """Rows of sites (out of norm, of 500 seen a quarter) and of reports a quarter, per wijk."""
    rows = []
    for back in range(8):
        label = QUARTER.shift(-back).label
        for at, wijk in enumerate(WIJKEN[: len(reports)]):
            about = {"area_level": "wijk", "area": wijk, "period": label}
            k, n = sites[at], 500
            value = {"value": 100 * k / n, "numerator": k, "denominator": n, "unit": "percent"}
            rows.append(about | value | {"measure": "sites_out_of_norm_percent"})
            count = reports[at] if back < 4 else (before or [40] * len(reports))[at]
            rows.append(about | {"measure": "waste_reports", "value": count, "unit": "count"})
    return counts.in_the_street(tables.measures(rows), QUARTER)


def police(now, before, measure="wijk_crimes_per_year"):
    both = (("2024", before), ("2025", now))
    rows = [
        {"area": wijk, "period": year, "value": n} for year, of in both for wijk, n in zip(WIJKEN, of, strict=False)
    ]
    return counts.by_the_police(tables.measures(rows, measure=measure, area_level="wijk", unit="count"))


def verdicts(found, **where):
    return dict(zip(found.area, tables.rows_of(found, **where).verdict, strict=True)) if len(found) else {}


@pytest.mark.parametrize(("planted", "verdict"), [(92.0, "hoger"), (50.0, "lager"), (75.0, "kan toeval zijn")])
def test_residents_of_one_wijk_that_say_otherwise_are_found_and_no_others(planted, verdict):
    shares = [74.0, 76.0] * 6 + [75.0]
    shares[4] = planted
    found = verdicts(said(shares))
    assert found.pop(OTHER) == verdict
    assert set(found.values()) == {"kan toeval zijn"}


def test_a_difference_that_one_wijk_alone_would_be_told_of_is_not_told_among_thirteen():
    alone, among = said([84.0, 75.0]), said([84.0] + [75.0] * 12)
    assert alone.verdict.tolist() == ["kan toeval zijn"] * 2 and alone.p.iloc[0] < 0.1
    assert among.p.iloc[0] < 0.05 < among.q.iloc[0] and among.verdict.iloc[0] == "kan toeval zijn"


def test_only_the_last_wave_counts_and_a_hidden_share_takes_no_part():
    both = tables.stack(survey([95.0] + [75.0] * 12, wave="2024"), survey([75.0] * 13))
    both.loc[both.area == WIJKEN[5], ["value", "withheld"]] = [np.nan, "small"]
    found = survey_waves.intervals(both, design_effect=1.3, survey_base=50, level=0.95)
    told = residents.residents(found, both)
    assert set(told.period) == {"2026"} and WIJKEN[5] not in set(told.area)
    assert set(told.verdict) == {"kan toeval zijn"}


@pytest.mark.parametrize(("planted", "verdict"), [(150, "hoger"), (1, "lager"), (21, "kan toeval zijn")])
def test_a_share_of_sites_is_an_outlier_only_beyond_what_wijken_ordinarily_differ(planted, verdict):
    sites = [18, 20, 22, 24, 17, 19, 21, 23, 25, 20, 18, 22, 21]
    sites[4] = planted
    found = street(sites, [40] * 13)
    assert verdicts(tables.rows_of(found, measure=counts.SITES))[OTHER] == verdict
    assert set(tables.rows_of(found, measure=counts.REPORTS).verdict) == {"kan toeval zijn"}


@pytest.mark.parametrize(("planted", "verdict"), [(160, "hoger"), (6, "lager"), (44, "kan toeval zijn")])
def test_reports_compare_by_their_change_whatever_their_number(planted, verdict):
    reports = [38, 42, 40, 41, 39, 40, 43, 37, 40, 42, 38, 41, 40]
    many = [10 * n for n in reports]  # one wijk with ten times the reports, always
    reports[4], many[4] = planted, planted
    before = [40] * 13
    assert tables.rows_of(street([20] * 13, reports), measure=counts.REPORTS, area=OTHER).verdict.item() == verdict
    ten_times = [400, *before[1:]]
    found = street([20] * 13, [many[0], *reports[1:]], ten_times)
    assert tables.rows_of(found, measure=counts.REPORTS, area=WIJKEN[0]).verdict.item() == "kan toeval zijn"


@pytest.mark.parametrize("measure", counts.POLICE)
def test_crimes_and_nuisance_compare_by_their_change_and_never_by_inhabitants(measure):
    before = [700, 120, 100, 110, 130, 90, 150, 120, 100, 140, 110, 95, 105]
    now = [710, 118, 104, 112, 126, 93, 148, 123, 98, 143, 108, 97, 103]
    assert set(police(now, before, measure).verdict) == {"kan toeval zijn"}  # a shopping centre alarms nobody
    now[4] = 260
    found = police(now, before, measure)
    assert verdicts(found).pop(OTHER) == "hoger"
    assert tables.the(found, area=OTHER).estimate == pytest.approx(100)
    assert tables.the(found, area=OTHER)["at"] == pytest.approx(100 * (sum(now) - 260) / (sum(before) - 130) - 100)


def test_of_too_few_wijken_or_too_few_counts_nothing_is_judged_and_the_rule_says_why():
    few = police([100, 110, 300], [100, 105, 100])
    assert set(few.verdict) == {"niet beoordeeld"} and set(few.rule) == {
        "Er zijn te weinig andere wijken om mee te vergelijken."
    }
    scarce = police([100] * 12 + [9], [100] * 12 + [3])
    assert scarce.verdict.tolist() == ["kan toeval zijn"] * 12 + ["niet beoordeeld"]
    assert scarce.rule.iloc[-1] == "Daarvoor is te weinig geteld."


def test_a_year_or_a_quarter_that_is_not_known_gives_no_comparison():
    assert police([100] * 13, [np.nan] * 13).empty
    assert said([]).empty and counts.by_the_police(tables.measures()).empty
    assert counts.in_the_street(tables.measures(), QUARTER).empty


def test_where_the_test_and_the_printed_share_point_to_other_sides_nothing_is_told():
    # By precision the others are at 70%, by respondents at 81%: above the one, below the other.
    sampled = ((80, 2, 400), (88, 4.5, 2000), (69, 2, 530), (69, 2, 530))
    rows = [{"area": area, "estimate": p, "se": se, "n": n} for area, (p, se, n) in zip(WIJKEN, sampled, strict=False)]
    intervals = tables.estimates(rows, measure="clean_percent", term="share", period="2026")
    first = residents.residents(intervals, survey([80.0] * 4)).iloc[0]
    assert first["at"] == pytest.approx(81.4, abs=0.05) and first.q < 0.001
    assert first.verdict == "kan toeval zijn"


def test_where_both_printed_averages_are_equal_nothing_is_told():
    frame = pd.DataFrame(
        {"measure": "a", "area": WIJKEN[:5], "period": "2025", "estimate": 1.0, "others": [1.0] + [2.0] * 4, "n": 50.0}
        | {"value": [9.0, 0.0, 0.1, -0.1, 0.0], "variance": 0.01, "is_counted": True}
    )
    found = comparison.judged([frame], has_spread=True)
    assert found.q.iloc[0] < 0.01 and found.verdict.iloc[0] == "kan toeval zijn"
