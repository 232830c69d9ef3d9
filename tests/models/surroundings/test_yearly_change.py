"""A planted change of a yearly count is seen, turned round it turns, and few years say nothing."""

import pytest

from helpers.floor.shapes import tables
from helpers.models.surroundings import yearly_change

ORDINARY = (1000, 1050, 1000, 1050, 1000, 1040)


def judged(counts, years=None, **more):
    named = years or range(2020, 2020 + len(counts))
    rows = [{"period": str(year), "value": count} for year, count in zip(named, counts, strict=True)]
    shown = tables.measures(rows, measure="yearly_crimes", area_level="municipality", **more)
    return yearly_change.changes(shown, "yearly_crimes")


@pytest.mark.parametrize(
    ("newest", "verdict"), [(1300, "meer dan gewoon"), (760, "minder dan gewoon"), (1080, "gewoon")]
)
def test_a_newest_year_is_judged_by_the_years_before_it(newest, verdict):
    row = judged((*ORDINARY, newest)).iloc[0]
    assert row.verdict == verdict and row.n == newest and row["at"] == ORDINARY[-1]
    assert row.estimate == pytest.approx(100 * (newest - 1040) / 1040)
    assert (row.low <= newest <= row.high) == (verdict == "gewoon")


def test_both_ends_of_the_printed_range_are_ordinary_and_one_beyond_is_not():
    row = judged((*ORDINARY, 1040)).iloc[0]
    words = {
        count: judged((*ORDINARY, count)).verdict.item() for count in (row.low - 1, row.low, row.high, row.high + 1)
    }
    assert list(words.values()) == ["minder dan gewoon", "gewoon", "gewoon", "meer dan gewoon"]


def test_too_few_years_or_a_gap_among_them_say_nothing_and_why():
    few = judged((1000, 2000)).iloc[0]
    assert few.verdict == "niet beoordeeld" and "cijfers van 2 jaren op rij, nodig zijn er 6" in few.rule
    years = [2015, 2016, 2017, 2018, 2020, 2021]
    assert judged(ORDINARY, years).verdict.item() == "niet beoordeeld"
    assert judged(ORDINARY).verdict.item() == "gewoon"


def test_a_year_with_fewer_than_ten_says_nothing_and_why():
    row = judged((3, 0, 4, 1, 2, 200)).iloc[0]
    assert row.verdict == "niet beoordeeld" and row[["low", "high"]].isna().all()
    assert row.rule == "Of dat gewoon is, is niet te zeggen: in een van de jaren ervoor waren het er minder dan 10."
    assert judged((10,) * 5 + (200,)).verdict.item() == "meer dan gewoon"


def test_only_the_total_of_the_municipality_is_judged():
    assert judged(ORDINARY, split="crime", group="3.7.4").empty
    rows = [{"period": "2025", "value": 9.0}]
    elsewhere = tables.measures(rows, measure="yearly_crimes", area_level="comparable", area="GM0002")
    assert yearly_change.changes(elsewhere, "yearly_crimes").empty
