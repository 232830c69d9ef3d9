"""How much of the past is other than it was, and what of that is ordinary."""

from __future__ import annotations

from datetime import date

import pandas as pd
import pytest

from helpers import sources
from helpers.sources.comparison import past

CONTRACTS = sources.contracts()
UNTIL = date(2026, 6, 30)


@pytest.fixture
def shifts():
    """Twenty shifts of four hours in each of 24 months, up to June 2026."""
    months = pd.period_range("2024-07", "2026-06", freq="M")
    days = [month.start_time + pd.Timedelta(days=n) for month in months for n in range(20)]
    return pd.DataFrame(
        {
            "date": days,
            "wijk": "WK1",
            "vehicle": "A",
            "purpose": "afval",
            "hours": [3.0 + n % 7 for n in range(len(days))],
        }
    )


def of(dataset, before, now):
    return past.of(CONTRACTS[dataset], before, now, UNTIL)


def of_month(table, label):
    return table.date.dt.to_period("M") == label


def test_what_is_the_same_or_only_grew_is_ordinary(shifts):
    july = shifts[of_month(shifts, "2026-06")].assign(date=lambda t: t.date + pd.Timedelta(days=30))
    found = of("scanauto_inzet", shifts, pd.concat([shifts, july]))
    assert (found.gone, found.changed, found.late, found.new) == (0, 0, 0, 20)
    assert not found.is_notable


def test_a_few_rows_that_were_corrected_are_counted_without_alarm(shifts):
    found = of("scanauto_inzet", shifts, shifts.assign(hours=shifts.hours.where(shifts.index % 200 != 0, 1.5)))
    assert found.gone == found.late == 3
    assert not found.is_notable


def test_half_of_the_rows_gone_is_doubtful(shifts):
    found = of("scanauto_inzet", shifts, shifts.iloc[::2])
    assert found.is_doubtful and found.gone == 240 and found.share == pytest.approx(0.5)
    assert found.moved["hours"] == pytest.approx(-0.5, abs=0.02)


def test_a_year_that_was_rewritten_is_seen_in_a_long_history(shifts):
    is_recent = shifts.date >= "2026-01-01"
    changed = shifts.assign(vehicle=shifts.vehicle.mask(is_recent & (shifts.index % 5 == 0), "B"))
    found = of("scanauto_inzet", shifts, changed)
    assert (found.earlier, found.gone, found.late, dict(found.months)) == (480, 24, 24, {})
    # 24 gone and 12 that came more than a quarter late: 8% of all, and 15% of the 240 of the last year
    assert found.is_doubtful and found.share == pytest.approx(0.15)


def test_a_month_that_stands_there_twice_is_doubtful_and_named(shifts):
    found = of("scanauto_inzet", shifts, pd.concat([shifts, shifts[of_month(shifts, "2026-02")]]))
    assert found.is_doubtful and found.share < past.DOUBTFUL
    assert {str(month): share for month, share in found.months.items()} == {"2026-02": 1.0}


def test_rows_that_came_late_about_the_last_quarter_are_ordinary(shifts):
    late = shifts[of_month(shifts, "2026-06")].head(6).assign(vehicle="B")
    found = of("scanauto_inzet", shifts, pd.concat([shifts, late]))
    assert found.late == 6 and not found.is_notable


def test_most_of_a_month_may_come_late_about_the_last_quarter_but_not_twice_or_long_ago(shifts):
    june, january = shifts[of_month(shifts, "2026-06")], shifts[of_month(shifts, "2026-01")]
    late = of("scanauto_inzet", shifts, pd.concat([shifts, june.head(14).assign(vehicle="B")]))
    assert late.late == 14 and not late.is_notable
    doubled = of("scanauto_inzet", shifts, pd.concat([shifts, june]))
    assert doubled.is_doubtful and [str(month) for month in doubled.months] == ["2026-06"]
    assert of("scanauto_inzet", shifts, pd.concat([shifts, january.head(14).assign(vehicle="B")])).is_doubtful


def test_a_total_that_moved_is_doubtful_however_few_the_rows(shifts):
    found = of("scanauto_inzet", shifts, shifts.assign(hours=shifts.hours.where(shifts.index % 60 != 5, 24.0)))
    assert found.share < past.DOUBTFUL and found.moved["hours"] < past.DOUBTFUL and not found.is_doubtful
    heavy = shifts.assign(hours=shifts.hours.where(shifts.index % 30 != 5, 24.0))
    assert of("scanauto_inzet", shifts, heavy).moved["hours"] == pytest.approx(0.1, abs=0.05)


def test_one_row_that_vanished_from_a_register_is_told_and_holds_nothing_back():
    protocols = pd.DataFrame({"protocol": list("abcdefghij"), "department": "Zorg"})
    protocols = protocols.assign(updated_on=pd.Timestamp("2026-01-05"), laid_down_on=pd.NaT)
    one, two = (
        of("crisisprotocollen", protocols, protocols.iloc[1:]),
        of("crisisprotocollen", protocols, protocols.iloc[2:]),
    )
    assert one.is_notable and not one.is_doubtful
    assert two.is_doubtful


def test_a_register_that_was_updated_from_top_to_bottom_is_ordinary():
    protocols = pd.DataFrame({"protocol": list("abcdefghij"), "department": "Zorg"})
    protocols = protocols.assign(updated_on=pd.Timestamp("2025-01-05"), laid_down_on=pd.NaT)
    found = of("crisisprotocollen", protocols, protocols.assign(updated_on=pd.Timestamp("2026-08-01")))
    assert found.updated == 10 and not found.is_notable
