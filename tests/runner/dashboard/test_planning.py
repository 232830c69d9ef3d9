"""What is asked of a dashboard wrongly is refused before anything runs."""

from datetime import date

import pytest

from helpers.floor.faults import AskedWrongly
from helpers.floor.month import Month
from helpers.runner.dashboard import planning

PARAMETERS = 'month: str = "newest"\ndelivery: str = "sample"'


def test_a_month_that_is_not_over_by_the_clock_is_refused_with_the_last_that_is():
    planning.refuse_if_not_over(Month(2026, 10), date(2026, 11, 1))
    for day in (date(2026, 10, 1), date(2026, 10, 31)):
        with pytest.raises(AskedWrongly, match="oktober 2026 is nog niet voorbij: de klok zegt") as caught:
            planning.refuse_if_not_over(Month(2026, 10), day)
        assert caught.value.hint == "Kies een maand tot en met 2026-09."


@pytest.mark.parametrize("month", ["2026-13", "oktober", "2026-Q3", "2026-10..2026-11"])
def test_what_is_no_month_is_refused(order, write, month):
    write("safety_dashboard", "print(month)", parameters=PARAMETERS, per="month", audience="dashboard")
    write("hoofdstuk", chapter=1)
    with pytest.raises(AskedWrongly, match="is geen maand"):
        planning.planned(order(month=month))


def test_the_notebook_gets_its_month_and_delivery_and_no_quarter(order, write):
    write("safety_dashboard", "print(month)", parameters=PARAMETERS, per="month", audience="dashboard")
    write("hoofdstuk", chapter=1)
    plan = planning.planned(order(month="2026-08"))
    assert plan.given(Month(2026, 8), "snapshot:a") == {"month": "2026-08", "delivery": "snapshot:a"}
    run = plan.run_of(Month(2026, 8))
    assert (run.name, run.title) == ("safety_dashboard-2026-08", "Titel van safety_dashboard: augustus 2026")


def test_without_the_notebook_or_with_one_per_quarter_it_says_so(order, write):
    write("hoofdstuk", chapter=1)
    with pytest.raises(AskedWrongly, match="Er is geen notebook “safety_dashboard”"):
        planning.planned(order())
    write("safety_dashboard", audience="dashboard")
    with pytest.raises(AskedWrongly, match="draait niet per maand"):
        planning.planned(order())
