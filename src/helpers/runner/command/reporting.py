"""What `report` does: the batch, what is said of its end, and who hears of it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.runner.command import notifying
from helpers.runner.command.outcome import DONE, FAILED, Outcome, complain, of_error
from helpers.runner.editions import disk, holding
from helpers.runner.storage import working_copy

if TYPE_CHECKING:
    from helpers.runner.batch.finishing import Ended
    from helpers.runner.batch.plan import Order

Tell = Callable[[str], object]


@dataclass
class _Heard:
    """What is known of the outcome by the time that it must be told."""

    quarters: str
    report: Path | None = None
    lines: list[str] = field(default_factory=list)


def run(
    ordered: Callable[[], Order], out: str, tell: Tell, *, quarters: str = "", is_pdf: bool = False, notify: str = ""
) -> int:
    """Make what was ordered and publish it in `out`; the exit code. The order is made once no other run is there.

    `notify` is a command that hears the outcome, also of what this raises: AskedWrongly, BadInput or RunFailed.
    """
    words = notifying.words_of(notify) if notify else []
    heard = _Heard(quarters)
    try:
        ended = _published(ordered, out, is_pdf, heard, tell)
    except BaseException as error:
        if words:
            notifying.tell(words, of_error(error), heard.quarters, heard.report)
        raise
    if words:
        text = "\n".join(ended.failures or heard.lines)
        outcome = Outcome(FAILED if ended.failures else DONE, ended.exit_code, text)
        notifying.tell(words, outcome, heard.quarters, heard.report)
    return ended.exit_code


def _published(ordered: Callable[[], Order], out: str, is_pdf: bool, heard: _Heard, tell: Tell) -> Ended:
    with working_copy.reports(out, tell) as copy:
        holding.refuse_if_held(copy.folder)  # before what takes seconds to import

        from helpers.runner.batch import progress, publication
        from helpers.runner.page import pdf

        order = ordered()
        with working_copy.exports(order.data) as exports, progress.shown() as shown:
            browser = pdf.browser() if is_pdf else ""
            ended = publication.run(replace(order, data=exports, out=copy.folder, browser=browser), shown)
        heard.quarters = " ".join(one.quarter for one in ended.published) or heard.quarters
        heard.report, heard.lines = ended.report, _said(ended)
        copy.send(tell)
        _tell(ended, heard.lines, tell)
    return ended


def _said(ended: Ended) -> list[str]:
    """What stands now."""
    lines = []
    for one in ended.published:
        what = "is gepubliceerd" if one.is_new else "blijft staan: er is niets veranderd"
        lines.append(f"{one.quarter}: editie {one.edition} ({one.kind}) {what}.")
    if ended.drafts:
        lines.append("Dit is een concept van één notebook, geen editie.")
    return lines


def _tell(ended: Ended, lines: list[str], tell: Tell) -> None:
    from helpers.runner.commentary import filing as owners

    for line in lines:
        tell(line)
    for failure in ended.failures:
        complain(failure)
    newest = ended.published[-1] if ended.published else None
    if newest and (line := owners.reminder(newest.quarter, newest.index.parent.parent)):
        tell(line)
    if ended.report:
        tell(disk.shown_path(ended.report))
    for one in ended.published:
        if one.pdf:
            tell(disk.shown_path(one.pdf))
