"""What `report` does: the batch, what is said of its end, and who hears of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.runner.command import notifying, outcome
from helpers.runner.command.outcome import DONE, FAILED, Outcome, complain, of_error
from helpers.runner.editions import disk, holding
from helpers.runner.kept import orders
from helpers.runner.storage import working_copy

if TYPE_CHECKING:
    from helpers.runner.batch.finishing import Ended
    from helpers.runner.batch.plan import Order

_STANDS = "Er is niets veranderd sinds de vorige keer. Alle notebooks stonden al klaar."
Tell = Callable[[str], object]


@dataclass
class _Heard:
    """What is known of the outcome by the time that it must be told."""

    quarters: str
    report: Path | None = None
    shown: str = ""  # the same as a user finds it: a folder that stands for an address is gone by then
    lines: list[str] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)


def run(ordered: Callable[[], Order], out: str, tell: Tell, *, quarters: str = "", notify: str = "") -> int:
    """Make what was ordered and publish it in `out`; the exit code. The order is made once no other run is there.

    `notify` is a command that hears the outcome, also of what this raises: AskedWrongly, BadInput or RunFailed.
    """
    words = notifying.words_of(notify) if notify else []
    heard = _Heard(quarters)
    try:
        exit_code = _published(ordered, out, heard, tell)
    except BaseException as error:
        _tell(words, of_error(error), heard)
        raise
    text = "\n".join(heard.failures or heard.lines)
    _tell(words, Outcome(FAILED if heard.failures else DONE, exit_code, text), heard)
    return exit_code


def _tell(words: list[str], ended: Outcome, heard: _Heard) -> None:
    outcome.pass_on(ended, heard.quarters, heard.shown)
    if words:
        notifying.tell(words, ended, heard.quarters, heard.report)


def _published(ordered: Callable[[], Order], out: str, heard: _Heard, tell: Tell) -> int:
    with working_copy.reports(out, tell) as copy:
        holding.refuse_if_held(copy.folder)  # before what takes seconds to import
        from helpers.runner.batch import asked_extras
        from helpers.runner.batch.plan import planned

        order = ordered()
        with working_copy.exports(order.data) as exports:
            order = replace(order, data=exports, out=copy.folder)
            inputs = orders.inputs_of(order, out)
            if not order.also and not order.is_again and (lines := orders.told(orders.key_of(order, inputs))):
                planned(order)  # what was asked wrongly is refused here too
                heard.lines = lines[lines.index(_STANDS) :]
                heard.shown = lines[-1]  # as `_after` gives it
                heard.report = None if copy.store else Path(heard.shown)
                for line in lines:
                    tell(line)
                return 0
            asked_extras.refuse_impossible(order.also, order.params)
            ended = _run(order)
            heard.quarters = " ".join(one.quarter for one in ended.published) or heard.quarters
            heard.report, heard.lines, heard.failures = ended.report, _said(ended), ended.failures
            heard.shown = disk.shown_path(ended.report) if ended.report else ""
            copy.send(tell)
            for line in (*heard.lines, *_after(ended)):
                tell(line)
            for failure in ended.failures:
                complain(failure)
            if ended.published and not ended.failures:
                _remember(order, out, ended, inputs)
    return ended.exit_code


def _run(order: Order) -> Ended:
    from helpers.runner.batch import progress, publication

    with progress.shown() as shown:
        return publication.run(order, shown)


def _remember(order: Order, out: str, ended: Ended, inputs: str) -> None:
    """Keep what is to be said when the same is asked again and nothing changed, also not while the batch ran."""
    if orders.inputs_of(order, out) != inputs:
        return
    again = replace(ended, published=[replace(one, is_new=False, also=()) for one in ended.published])
    orders.keep(orders.key_of(order, inputs), [*ended.about, _STANDS, *_said(again), *_after(again)])


def _said(ended: Ended) -> list[str]:
    """What stands now."""
    lines = []
    for one in ended.published:
        what = "is gepubliceerd" if one.is_new else "blijft staan: er is niets veranderd"
        lines.append(f"{one.quarter}: editie {one.edition} ({one.kind}) {what}.")
        lines += one.told
    if ended.drafts:
        lines.append("Dit is een concept van één notebook, geen editie.")
    return lines


def _after(ended: Ended) -> list[str]:
    """What is still to do, and where the report is."""
    from helpers.runner.commentary import filing as owners

    newest = ended.published[-1] if ended.published else None
    reminder = owners.reminder(newest.quarter, newest.index.parent.parent) if newest else ""
    files = [ended.report, *(file for one in ended.published for file in one.also)]
    return [*([reminder] if reminder else []), *(disk.shown_path(file) for file in files if file)]
