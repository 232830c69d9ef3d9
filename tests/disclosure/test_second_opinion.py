"""What the reader of the benchmarks found in random deliveries, and `linked` must find too; each as small as it gets."""

import numpy as np

from helpers.disclosure import linked
from helpers.floor.params.small_numbers import SmallNumbers
from helpers.floor.shapes import tables

LIMITS = SmallNumbers()
HEADLINES = {"elderly_trained", "compliant_dealers_percent", "dashboard_interventions"}
HIDDEN = {"value": np.nan, "withheld": "small"}


def leaks(*rows, counted, period="2025-Q4", level="municipality"):
    about = {"counted": counted, "area_level": level, "period": period}
    table = tables.measures([{**about, **row} for row in rows])
    return linked.leaks(table, LIMITS, HEADLINES)


def share(met, base):
    return {"value": 100 * met / base, "numerator": met, "denominator": base, "unit": "percent"}


NO_SHARE = {**HIDDEN, "unit": "percent"}


def test_the_months_of_a_wijk_add_up_to_its_year():
    about = {"area_level": "wijk", "area": "a"}
    months = [{"measure": "interventions_in_wijk", "period": f"2025-{n:02}", **about, **HIDDEN} for n in range(1, 12)]
    december = {"measure": "interventions_in_wijk", "period": "2025-12", "value": 10, **about}
    year = {"measure": "wijk_interventions", "value": 10, **about}
    found = leaks(*months, december, year, counted="intervention")
    assert found["interventions_in_wijk, wijk a, 2025-01"] == (0, 2)


def test_the_months_of_the_municipality_add_up_to_its_year():
    months = [{"measure": "monthly_interventions", "period": f"2025-{n:02}", **HIDDEN} for n in range(1, 12)]
    december = {"measure": "monthly_interventions", "period": "2025-12", "value": 10}
    year = {"measure": "wijk_interventions", "value": 20}
    assert "monthly_interventions, 2025-01" in leaks(*months, december, year, counted="intervention")


def test_the_pairs_are_the_base_of_what_was_sufficient():
    """They have a group of their own, `both`, beside which each moment stands."""
    both = {"measure": "mark_response_percent", "split": "marks", "group": "both", **share(40, 60)}
    after = {"measure": "mark_sufficient_percent", "split": "moment", "group": "na", **NO_SHARE}
    met = [
        {"measure": "mark_sufficient_change", "split": "sufficient", "group": group, "value": 20}
        for group in ("werd voldoende", "bleef voldoende")
    ]
    others = [one | HIDDEN | {"group": one["group"].replace("voldoende", "onvoldoende")} for one in met]
    assert "mark_sufficient_percent, moment na, 2025-Q4, rest" in leaks(both, after, *met, *others, counted="person")


def test_interventions_that_the_dashboard_did_not_lead_to_are_a_rest():
    every, based = {"measure": "wijk_interventions", "value": 10}, {"measure": "dashboard_interventions", "value": 8}
    assert leaks(every, based, counted="intervention")


def test_a_month_is_no_less_than_what_the_dashboard_led_to_in_its_quarter():
    months = [{"measure": "monthly_interventions", "period": f"2025-{n}", "value": 10} for n in (10, 11)]
    hidden = {"measure": "monthly_interventions", "period": "2025-12", **HIDDEN}
    based = [{"measure": "dashboard_interventions", "period": f"2025-Q{q}", "value": n} for q, n in ((3, 63), (4, 92))]
    # 92 less 63 is 29, of which 12 at most in each of the two months.
    assert leaks(*months, hidden, *based, counted="intervention")["monthly_interventions, 2025-12"] == (5, np.inf)
    assert not leaks(*months[:1], hidden, *based, counted="intervention")
