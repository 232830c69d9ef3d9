"""What is protected over several sums at once: drawn tables of our kind, attacked by the reader of the audit."""

from itertools import accumulate

import pandas as pd
from hypothesis import given
from hypothesis import settings as how
from hypothesis import strategies as st

from helpers.disclosure import protect
from helpers.disclosure.linked import leaks
from helpers.floor.params.small_numbers import SmallNumbers
from helpers.floor.shapes import tables

LIMITS = SmallNumbers()
HEADLINES = {"elderly_trained", "compliant_dealers_percent"}
counts = st.one_of(st.sampled_from([0, 1, 4, 9, 10, 12]), st.integers(0, 60))


def assert_protected(table):
    shown, _ = protect(table, tables.estimates(), LIMITS, HEADLINES)
    assert leaks(shown, LIMITS, HEADLINES) == {}
    pd.testing.assert_frame_equal(protect(shown, tables.estimates(), LIMITS, HEADLINES)[0], shown)
    is_headline = (table.area_level == "municipality") & (table.split == "") & table.measure.isin(HEADLINES)
    told = ["value", "numerator", "denominator", "withheld"]
    pd.testing.assert_frame_equal(shown.loc[is_headline, told], table.loc[is_headline, told])
    nobody = (table.value == 0) & (table.unit == "persons")
    assert not (shown.withheld == "small")[nobody].any()
    return shown


@how(max_examples=12, deadline=None, derandomize=True)
@given(
    quarters=st.lists(st.lists(counts, min_size=1, max_size=3), min_size=4, max_size=4),
    shares=st.lists(st.integers(0, 20), min_size=3, max_size=6),
)
def test_sessions_growth_and_wijken_of_a_year(quarters, shares):
    """The headline grows by the sessions of each quarter; at the end of the year the wijken add up to it."""
    about = {"area_level": "municipality", "counted": "person", "unit": "persons"}
    rows = [
        {"measure": "elderly_trained", "period": f"2025-Q{at}", "value": n, "numerator": n}
        for at, n in enumerate(accumulate(map(sum, quarters)), 1)
    ]
    session = {"measure": "new_elderly", "split": "session", "group": "gehouden"}
    for at, sessions in enumerate(quarters):
        held = ((f"s{at}.{n}", f"2025-{3 * at + 1 + n:02}-10", count) for n, count in enumerate(sessions))
        rows += [{**session, "period": name, "start": start, "value": n, "numerator": n} for name, start, n in held]
    whole = rows[3]["value"]
    homes = [whole * one // max(sum(shares), 1) for one in shares[1:]]
    for at, n in enumerate([whole - sum(homes), *homes]):
        wijk = {"area_level": "wijk", "area": f"w{at}", "value": n, "numerator": n}
        rows.append({"measure": "elderly_trained", "period": "2025-Q4", **wijk})
    unknown = {"measure": "elderly_home_unknown", "split": "unknown", "group": "unknown"}
    rows.append({**unknown, "period": "2025-Q4", "value": 0, "numerator": 0})
    assert_protected(tables.measures([{**about, **row} for row in rows]))


def share(met, rest):
    base = met + rest
    return {"value": 100 * met / base if base else None, "numerator": met, "denominator": base, "unit": "percent"}


@how(max_examples=25, deadline=None, derandomize=True)
@given(groups=st.lists(st.tuples(counts, counts).filter(any), min_size=2, max_size=5))
def test_shares_by_reason_beside_an_exact_headline(groups):
    rows = [{"split": "reason", "group": f"g{at}", **share(*one)} for at, one in enumerate(groups)]
    rows.append(share(*map(sum, zip(*groups, strict=True))))
    about = {"area_level": "municipality", "counted": "dealer", "period": "2025-Q4"}
    assert_protected(tables.measures(rows, measure="compliant_dealers_percent", **about))
