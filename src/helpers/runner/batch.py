"""A batch, from what was asked to what was published."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.floor.faults import RunFailed
from helpers.floor.quarter import NEWEST, Quarter
from helpers.runner import archive, disk, edition_content, editions, execution, provenance
from helpers.runner.editions import DRAFT, Published, Stamp
from helpers.runner.execution import Crew, Job, Outcome
from helpers.runner.manifest import Run
from helpers.runner.plan import Order, Plan, data_in_dutch, planned
from helpers.runner.progress import Progress, Silent

if TYPE_CHECKING:
    from helpers.floor.delivery import Delivery

DRAFTS = "concepten"


@dataclass
class Ended:
    """How a batch ended: what stands, newest last, and what failed, in Dutch."""

    published: list[Published] = field(default_factory=list)
    drafts: list[Path] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)

    @property
    def exit_code(self) -> int:
        return 1 if self.failures else 0

    @property
    def report(self) -> Path | None:
        """The page to open: the newest one."""
        pages = [one.index for one in self.published] + self.drafts
        return pages[-1] if pages else None


def run(order: Order, progress: Progress | None = None) -> Ended:
    """Do what was asked: freeze the delivery, run the notebooks, publish each quarter that is whole.

    Raises AskedWrongly or BadInput before any notebook runs; what goes wrong after that stands in the result.
    """
    from helpers.sources import period

    progress = progress or Silent()
    plan = planned(order)
    with disk.held(order.out):
        progress.say(data_in_dutch(plan.delivery, order.data))
        frozen, quarters = _frozen(plan)
        if not plan.quarters and (why := period.lag(frozen.tables)):
            progress.say(why)
        progress.say(f"Kwartaal: {_span(quarters)}. Notebooks: {len(plan.notebooks)}.")
        return _run_all(plan, frozen, quarters, progress)


def _frozen(plan: Plan) -> tuple[Delivery, Sequence[Quarter]]:
    """The delivery, read once, and the quarters to run: every one of them complete in it."""
    from helpers import sources
    from helpers.sources import period

    asked = [quarter.label for quarter in plan.quarters] or [NEWEST]
    _, frozen = sources.freeze(plan.delivery, asked[0], plan.order.missing)
    return frozen, [period.choose(label, frozen.tables) for label in asked]


def _span(quarters: Sequence[Quarter]) -> str:
    first, last = quarters[0].label, quarters[-1].label
    return first if first == last else f"{first} tot en met {last}"


def _run_all(plan: Plan, frozen: Delivery, quarters: Sequence[Quarter], progress: Progress) -> Ended:
    ended = Ended()
    progress.expect(len(quarters) * len(plan.notebooks))
    with (
        tempfile.TemporaryDirectory(prefix="helpers-", ignore_cleanup_errors=True) as work,
        Crew(plan.order.jobs, lambda job, cell: progress.at(job.run, cell)) as crew,
    ):
        queued = {quarter: _queue(plan, frozen, quarter, Path(work), crew, progress) for quarter in quarters}
        for quarter, futures in queued.items():
            outcomes = [execution.result_of(future) for future in futures]
            _finish(plan, frozen.at(quarter), Path(work) / quarter.label, outcomes, ended)
    if ended.published:
        archive.refresh(plan.order.out, frozen.settings.municipality.name)
    return ended


def _queue(
    plan: Plan, frozen: Delivery, quarter: Quarter, work: Path, crew: Crew, progress: Progress
) -> list[Future[Outcome]]:
    futures = []
    for notebook in plan.notebooks:
        job = Job(
            notebook.path,
            f"{quarter.label}/{notebook.stem}",
            plan.given(notebook.stem, quarter.label, f"snapshot:{frozen.name}"),
            work / quarter.label,
            plan.order.timeout,
        )
        future = crew.submit(job)
        future.add_done_callback(lambda _, run=job.run: progress.done(run))
        futures.append(future)
    return futures


def _finish(plan: Plan, delivery: Delivery, work: Path, outcomes: Sequence[Outcome], ended: Ended) -> None:
    quarter = delivery.quarter.label
    failed = [str(outcome.failure) for outcome in outcomes if outcome.failure]
    if not failed:
        given = {outcome.job.notebook.stem: outcome.job.parameters for outcome in outcomes}
        run = Run(delivery.quarter, delivery, plan.notebooks, given, plan.order.params)
        try:
            _write(plan, run, work, ended)
        except RunFailed as fault:
            failed = [str(fault)]
    if failed:
        kept = editions.keep_failed(plan.order.out, quarter, work)
        ended.failures += failed
        where = f"De uitgevoerde notebooks staan in {shown_path(kept)}."
        ended.failures.append(f"{quarter} is niet gepubliceerd. {where}")


def _write(plan: Plan, run: Run, work: Path, ended: Ended) -> None:
    order = plan.order
    executed = edition_content.executed_in(work, [one.stem for one in plan.notebooks])
    if order.only:
        page = edition_content.draft(run, executed, Stamp(0, DRAFT, order.built_at, provenance.commit()))
        file = order.out / DRAFTS / run.quarter.label / f"{order.only}.html"
        disk.replace_file(file, page)
        ended.drafts.append(file)
        return
    published = editions.publish(
        order.out,
        run.quarter.label,
        lambda stamp: edition_content.build(run, executed, stamp),
        is_final=order.is_final,
        built_at=order.built_at,
        commit=provenance.commit(),
    )
    ended.published.append(published)


def shown_path(path: Path) -> str:
    """A path as the command prints it: relative to the working directory when it lies below it."""
    absolute = Path(os.path.abspath(path))
    here = Path.cwd()
    return str(absolute.relative_to(here)) if absolute.is_relative_to(here) else str(absolute)
