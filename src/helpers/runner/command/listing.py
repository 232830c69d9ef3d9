"""What `list` shows: every run that `report` would do, with all that it would be given."""

from collections.abc import Callable

from helpers import sources
from helpers.floor.quarter import Quarter
from helpers.runner.batch.plan import Order, data_in_dutch, planned
from helpers.runner.storage import copies


def run(order: Order, tell: Callable[[str], object]) -> int:
    """Tell in Dutch; a run is named as in `run.json`. Gives the exit code; raises what `report` would."""
    plan = planned(order)
    tell(data_in_dutch(plan.delivery, order.data))
    for quarter in plan.quarters or [Quarter.parse(sources.newest_quarter(plan.delivery))]:
        for one in plan.runs(quarter):
            tell(f"{quarter.label}/{one.name}  {one.title}")
            for name, value in plan.given(one, quarter.label, copies.shown(plan.delivery) or "").items():
                tell(f"    {name}: {value}")
    return 0
