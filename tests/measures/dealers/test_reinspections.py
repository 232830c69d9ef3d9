"""After a failed inspection: the next one that shows anything, and the days until one was in order."""

from __future__ import annotations

import pandas as pd
from hypothesis import given
from hypothesis import settings as how
from hypothesis import strategies as st

from helpers.floor.quarter import Quarter
from helpers.measures.dealers.reinspections import after_failure, days_to_compliance

QUARTER = Quarter(2026, 3)
MET, FAILED, NOTHING = ("ja",) * 7, ("nee",) + ("ja",) * 6, ("nvt",) * 7
PARTLY = (None,) + ("ja",) * 6
FOUND = {MET: "again_met", FAILED: "again_failed", PARTLY: "again_unknown"}
INSPECTIONS = [
    ("C01", "2026-01-10", "o1", "risico", *FAILED),
    ("C02", "2026-01-20", "o1", "hercontrole", *NOTHING),  # shows nothing
    ("C03", "2026-02-09", "o1", "hercontrole", *MET),  # again, in order after 30 days
    ("C13", "2026-08-01", "o1", "risico", *MET),  # in order once more: the first time counts
    ("C04", "2026-01-10", "o2", "melding", *FAILED),
    ("C05", "2026-02-10", "o2", "hercontrole", *FAILED),  # again, not in order
    ("C06", "2026-03-11", "o2", "risico", *MET),  # in order after 60 days, but not at the next one
    ("C07", "2026-09-20", "o3", "steekproef", *FAILED),  # not seen again by the date
    ("C08", "2026-10-05", "o3", "hercontrole", *MET),  # after the date
    ("C09", "2026-01-10", "o4", "steekproef", *MET),  # never failed
    ("C10", "2026-01-10", "o5", "hercontrole", *FAILED),  # only a re-inspection
    ("C11", "2025-12-01", "o6", "risico", *FAILED),  # failed last year
    ("C12", "2026-01-10", "o6", "hercontrole", *MET),
]
REGISTER = pd.DataFrame({"dealer": ["o1", "o2", "o3"], "deregistered_on": pd.to_datetime([None, None, "2026-09-25"])})


def test_the_next_inspection_that_shows_anything_decides(typed):
    found = after_failure(typed("opkoper_controles", INSPECTIONS), QUARTER).set_index("group").value
    assert found.to_dict() == {"": 3, "again_met": 1, "again_failed": 1, "again_unknown": 0, "not_again": 1}


def test_before_the_first_inspection_nothing_is_known(typed):
    found = after_failure(typed("opkoper_controles", INSPECTIONS), Quarter(2025, 3))
    assert set(found.withheld) == {"missing"}


def test_days_run_from_the_first_failure_in_any_year_to_the_inspection_that_complied(typed):
    cases = days_to_compliance(typed("opkoper_controles", INSPECTIONS), None, QUARTER)
    # o1 and o2, o3 until the end of September, o6 across the turn of the year.
    assert sorted(cases[cases.is_event].days) == [30, 40, 60]
    assert cases[~cases.is_event].days.tolist() == [10]


def test_who_left_the_register_is_followed_until_that_day(typed):
    cases = days_to_compliance(typed("opkoper_controles", INSPECTIONS), REGISTER, QUARTER)
    assert cases[~cases.is_event].days.tolist() == [5]


def test_of_two_inspections_on_one_day_the_later_number_is_the_next(typed):
    rows = [("C2", "2026-01-10", "o1", "hercontrole", *MET), ("C1", "2026-01-10", "o1", "risico", *FAILED)]
    found = after_failure(typed("opkoper_controles", rows), QUARTER).set_index("group").value
    assert found["again_met"] == 1
    assert days_to_compliance(typed("opkoper_controles", rows), None, QUARTER).values.tolist() == [[0, True]]


visits = st.tuples(
    st.integers(0, 300),
    st.sampled_from(["o1", "o2", "o3"]),
    st.sampled_from(["risico", "hercontrole", "steekproef"]),
    st.sampled_from([MET, FAILED, NOTHING, PARTLY]),
)


@given(st.lists(visits, min_size=1, max_size=12))
@how(max_examples=60, deadline=None)
def test_the_parts_add_up_and_agree_with_a_walk_through_the_visits(typed, drawn):
    start = pd.Timestamp("2026-01-01")
    rows = [
        (f"C{i:02}", start + pd.Timedelta(days=day), dealer, reason, *items)
        for i, (day, dealer, reason, items) in enumerate(drawn)
    ]
    found = after_failure(typed("opkoper_controles", rows), Quarter(2026, 4)).set_index("group").value
    expected = dict.fromkeys([*FOUND.values(), "not_again"], 0)
    for dealer in {row[2] for row in rows}:
        seen = sorted(row for row in rows if row[2] == dealer and row[4:] != NOTHING)
        seen = sorted(seen, key=lambda row: (row[1], row[0]))
        first = next((at for at, row in enumerate(seen) if row[3] != "hercontrole"), None)
        if first is None or seen[first][4:] != FAILED:
            continue
        after = seen[first + 1 :]
        expected[FOUND[after[0][4:]] if after else "not_again"] += 1
    if not found.isna().any():
        assert {name: found[name] for name in expected} == expected and found[""] == sum(expected.values())
