"""What `dashboard` does: the page of a month, and what is said of its end."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from helpers.runner.command.outcome import complain
from helpers.runner.editions import disk, holding
from helpers.runner.kept import orders
from helpers.runner.storage import working_copy

if TYPE_CHECKING:
    from helpers.runner.batch.plan import Order
    from helpers.runner.dashboard.running import Ended

_STANDS = "Er is niets veranderd sinds de vorige keer. Het dashboard stond al klaar."
Tell = Callable[[str], object]


def run(ordered: Callable[[], Order], out: str, tell: Tell) -> int:
    """Make the dashboard that was ordered and publish it in `out`; the exit code.

    The order is made once no other run is there. Raises AskedWrongly, BadInput or RunFailed.
    """
    with working_copy.reports(out, tell) as copy:
        holding.refuse_if_held(copy.folder)  # before what takes seconds to import
        from helpers.runner.dashboard import planning

        order = ordered()
        with working_copy.exports(order.data) as exports:
            order = replace(order, data=exports, out=copy.folder, only=planning.NOTEBOOK)
            inputs = orders.inputs_of(order, out)
            if not order.is_again and (lines := orders.told(orders.key_of(order, inputs))):
                planning.planned(order)  # what was asked wrongly is refused here too
                for line in lines:
                    tell(line)
                return 0
            ended = _run(order)
            copy.send(tell)
            for line in _said(ended):
                tell(line)
            for failure in ended.failures:
                complain(failure)
            if ended.published and not ended.is_log_mended and orders.inputs_of(order, out) == inputs:
                again = replace(ended, published=replace(ended.published, is_new=False))
                orders.keep(orders.key_of(order, inputs), [*ended.about, _STANDS, *_said(again)])
    return 1 if ended.failures else 0


def _run(order: Order) -> Ended:
    from helpers.runner.batch import progress
    from helpers.runner.dashboard import running

    with progress.shown() as shown:
        return running.run(order, shown)


def _said(ended: Ended) -> list[str]:
    """What stands now, and where."""
    if (one := ended.published) is None:
        return []
    what = "is gepubliceerd" if one.is_new else "blijft staan: er is niets veranderd"
    mended = ["Het logboek signals.csv is hersteld uit de edities."] if ended.is_log_mended else []
    return [
        f"{one.quarter}: editie {one.edition} van het dashboard {what}.",
        *one.told,
        *mended,
        disk.shown_path(one.index),
    ]
