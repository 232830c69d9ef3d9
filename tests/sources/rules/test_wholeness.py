from datetime import date, timedelta

import pandas as pd
import pytest

from helpers.floor.areas import Areas
from helpers.sources.rules import wholeness

WIJKEN = [f"WK{number:06}" for number in range(1, 11)]
AREAS = Areas(pd.DataFrame({"wijk": WIJKEN, "name": WIJKEN}).astype("str"))
END = date(2026, 9, 30)


def said(*readings):
    faults = wholeness.check({reading.contract.dataset: reading for reading in readings}, AREAS)
    return [(fault.file.removesuffix(".csv"), fault.rule, fault.level) for fault in faults]


@pytest.fixture
def log(reading_of):
    """A log with a row every few days, up to so many days before the end, going round the wijken."""

    def made(dataset="interventies", step=3, short=0, wijken=WIJKEN, count=60):
        last = END - timedelta(days=short)
        days = [pd.Timestamp(last - timedelta(days=step * at)) for at in reversed(range(count))]
        about = {"is_dashboard_based": True, "vehicle": "SA-1", "purpose": "afval", "hours": 2.0, "what": "x"}
        return reading_of(
            dataset, [{"date": day, "wijk": wijken[at % len(wijken)], **about} for at, day in enumerate(days)]
        )

    return made


@pytest.fixture
def months(reading_of):
    def made(dataset="bestuursdwang", last="2026-09"):
        return reading_of(
            dataset, [{"month": moment.to_timestamp()} for moment in pd.period_range("2025-01", last, freq="M")]
        )

    return made


@pytest.mark.parametrize(("short", "level"), [(3, None), (4, "warning"), (6, "warning"), (7, "error"), (60, "error")])
def test_a_log_that_stops_while_others_go_on_is_told(log, months, short, level):
    found = said(log(short=short), log("dashboard_updates"), log("scanauto_inzet"), months())
    assert found == ([("interventies", "stopt eerder", level)] if level else [])


def test_one_other_that_goes_on_is_no_proof_nor_is_a_log_without_rhythm(log, months):
    assert said(log(short=60), log("dashboard_updates")) == []
    assert said(log(short=60, count=19), log("dashboard_updates"), log("scanauto_inzet")) == []


def test_a_day_that_is_still_to_come_is_no_reach(log, reading_of):
    ahead = [{"date": pd.Timestamp("2099-01-01")}, {"date": pd.Timestamp(END)}]
    assert said(log(), reading_of("dashboard_updates", ahead), reading_of("crisisoefeningen", ahead)) == []


@pytest.mark.parametrize(
    ("last", "found"), [("2026-09", []), ("2026-08", [("bestuursdwang", "stopt eerder", "warning")])]
)
def test_a_monthly_export_that_misses_the_last_month_is_told(log, months, last, found):
    assert said(months(last=last), log(), log("dashboard_updates")) == found


def test_a_month_that_is_not_over_is_not_missed(log, months):
    assert said(months(last="2026-08"), log(short=8), log("dashboard_updates", short=7)) == []


@pytest.mark.parametrize(
    ("wijken", "count", "level"),
    [(WIJKEN, 60, None), (WIJKEN[:6], 60, None), (WIJKEN[:5], 60, "warning"), (WIJKEN[:1], 60, "error"), (WIJKEN[:1], 6, "warning"),
     (WIJKEN[:1], 4, None)],
)  # fmt: skip
def test_an_export_that_names_few_wijken_while_another_names_them_all_is_told(log, wijken, count, level):
    found = said(log(wijken=wijken, count=count), log("scanauto_inzet"))
    assert found == ([("interventies", "weinig wijken", level)] if level else [])


def test_few_wijken_everywhere_are_no_filter(log):
    assert said(log(wijken=WIJKEN[:2]), log("scanauto_inzet", wijken=WIJKEN[:2])) == []


@pytest.mark.parametrize(("count", "level"), [(10, None), (9, "warning"), (6, "warning"), (5, "error"), (1, "error")])
def test_a_register_of_all_wijken_may_miss_none(reading_of, count, level):
    found = said(reading_of("wijkveiligheidsscans", [{"wijk": wijk} for wijk in WIJKEN[:count]]))
    assert found == ([("wijkveiligheidsscans", "wijken ontbreken", level)] if level else [])


@pytest.mark.parametrize(
    ("named", "found"),
    [(3, []), (2, []), (1, []), (0, [("cybertraining_deelnemers", "deelnemers ontbreken", "error")])],
)
def test_the_last_sessions_have_participants(reading_of, named, found):
    days = ["2026-03-02", "2026-04-02", "2026-05-02", "2026-06-02", "2026-12-02"]
    status = ["gehouden"] * 4 + ["gepland"]
    sessions = [
        {"session": f"S{at}", "date": pd.Timestamp(day), "status": status[at], "attendance": 12 if at < 4 else None}
        for at, day in enumerate(days)
    ]
    people = reading_of(
        "cybertraining_deelnemers", [{"session": f"S{at}", "participant": "P1"} for at in range(named + 1)]
    )
    assert said(reading_of("cybertraining_bijeenkomsten", sessions), people) == found
