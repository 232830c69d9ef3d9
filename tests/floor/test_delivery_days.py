"""Which rows of a table are of the quarter that a delivery is looked at from, and of its year so far."""

import pandas as pd

from helpers.floor.quarter import Quarter
from helpers.floor.shapes.delivery import Delivery

DAYS = pd.Series(pd.to_datetime(["2025-12-31", "2026-01-01", "2026-06-30 23:59", "2026-07-01", "2026-09-30 23:59", "2026-10-01", None], format="ISO8601"))  # fmt: skip
DELIVERY = Delivery(Quarter(2026, 3), {}, {}, None, None)


def test_a_quarter_holds_its_first_and_its_last_day_whole():
    assert DAYS[DELIVERY.in_quarter(DAYS)].index.tolist() == [3, 4]


def test_a_year_runs_from_its_first_day_up_to_the_end_of_the_quarter():
    assert DAYS[DELIVERY.in_year(DAYS)].index.tolist() == [1, 2, 3, 4]
