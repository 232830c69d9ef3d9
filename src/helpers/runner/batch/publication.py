"""A batch, from what was asked to what was published."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.floor.faults import RunFailed, shortened
from helpers.floor.quarter import NEWEST, Quarter
from helpers.runner.batch.plan import Order, Plan, data_in_dutch, planned
from helpers.runner.batch.progress import Progress, Silent
from helpers.runner.commentary import final_gate
from helpers.runner.editions import archive, disk, edition_content, editions, long_table, provenance
from helpers.runner.editions.editions import DRAFT, Published, Stamp
from helpers.runner.editions.manifest import Run
from helpers.runner.pool.crew import Crew
from helpers.runner.pool.job import Job, Outcome, result_of

if TYPE_CHECKING:
    from helpers.floor.shapes.delivery import Delivery
    from helpers.sources.earlier.history import Past

DRAFTS = "concepten"
_MOST_NAMED = 10  # earlier editions that are left out


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

    Raises AskedWrongly or BadInput before any notebook runs; what goes wrong after that stands in the result, but for
    a final report that misses explanations: that is AskedWrongly too, before anything of the batch is published.
    """
    from helpers.sources import period

    progress = progress or Silent()
    plan = planned(order)
    with disk.held(order.out), _crew(plan, progress) as crew:
        progress.say(data_in_dutch(plan.delivery, order.data))
        frozen, quarters, past = _frozen(plan)
        plan = replace(plan, wijken=frozen.areas.names) if plan.wijken else plan
        if not plan.quarters and (why := period.lag(frozen.tables)):
            progress.say(why)
        progress.say(f"Kwartaal: {_span(quarters)}. Notebooks: {len(plan.notebooks)}.")
        for fault in shortened(past.left_out, _MOST_NAMED):
            progress.say(": ".join(part for part in (fault.file, fault.message) if part))
        for line in _held_back(frozen, quarters):
            progress.say(line)
        if _is_gated(order):
            _refuse_early(plan, frozen, quarters, past)
        return _run_all(plan, frozen, quarters, past, crew, progress)


def _frozen(plan: Plan) -> tuple[Delivery, Sequence[Quarter], Past]:
    """The delivery, read once, with the reports before it, and the quarters to run: each complete in it."""
    from helpers import sources
    from helpers.sources import period
    from helpers.sources.earlier import accepted as acceptance

    asked = [quarter.label for quarter in plan.quarters] or [NEWEST]
    _, frozen = sources.freeze(plan.delivery, asked[0], plan.order.missing)
    quarters = [period.choose(label, frozen.tables) for label in asked]
    order, accepted = plan.order, acceptance.given(plan.order.accepted)
    reasons = final_gate.reasons(order.out, quarters, order.without_explanation)
    past = sources.freeze_history(order.out, order.params, frozen, quarters[0], quarters[-1], reasons, accepted)
    frozen = replace(frozen, history=past.history)
    acceptance.refuse_needless(frozen, quarters, accepted)
    return frozen, quarters, past


def _held_back(frozen: Delivery, quarters: Sequence[Quarter]) -> list[str]:
    """What the command says of exports by which nothing is judged, each once."""
    told = {name: why for one in quarters for name, why in frozen.at(one).held_back.items()}
    return [
        f'{why} Kijk dit na. Klopt het? Maak het rapport dan met --accept {name}="de reden".'
        for name, why in told.items()
    ]


def _span(quarters: Sequence[Quarter]) -> str:
    first, last = quarters[0].label, quarters[-1].label
    return first if first == last else f"{first} tot en met {last}"


def _crew(plan: Plan, progress: Progress) -> Crew:
    """Made before the delivery is read: its warm process imports meanwhile."""
    notebooks = [notebook.path for notebook in plan.notebooks]
    return Crew(plan.order.jobs, lambda job, cell: progress.at(job.run, cell), notebooks, progress.say)


def _run_all(
    plan: Plan, frozen: Delivery, quarters: Sequence[Quarter], past: Past, crew: Crew, progress: Progress
) -> Ended:
    ended = Ended()
    progress.expect(sum(len(plan.runs(quarter)) for quarter in quarters))
    queued = {quarter: _queue(plan, frozen, quarter, crew, progress) for quarter in quarters}
    if _is_gated(plan.order):
        _refuse_late(plan, frozen, queued, crew.folder, progress)
    for quarter, futures in queued.items():
        outcomes = [result_of(future) for future in futures]
        _finish(plan, frozen.at(quarter), past, crew.folder / quarter.label, outcomes, ended)
    if ended.published:
        archive.refresh(plan.order.out, frozen.settings.municipality.name)
        long_table.refresh(plan.order.out, {one.id: one.name for one in frozen.settings.indicators})
    return ended


def _telling(progress: Progress, run: str) -> Callable[[object], None]:
    return lambda _: progress.done(run)


def _queue(plan: Plan, frozen: Delivery, quarter: Quarter, crew: Crew, progress: Progress) -> list[Future[Outcome]]:
    from helpers import sources

    futures = []
    for notebook in plan.runs(quarter):
        job = Job(
            notebook.path,
            f"{quarter.label}/{notebook.name}",
            plan.given(notebook, quarter.label, sources.name_with_history(frozen)),
            crew.folder / quarter.label,
            plan.order.timeout,
        )
        future = crew.submit(job)
        future.add_done_callback(_telling(progress, job.run))
        futures.append(future)
    return futures


def _is_gated(order: Order) -> bool:
    return order.is_final and not order.only and not order.without_explanation


def _refuse_early(plan: Plan, frozen: Delivery, quarters: Sequence[Quarter], past: Past) -> None:
    """Raise AskedWrongly where is known, of every quarter and without a notebook, which explanations are missing."""
    runs = [_run_of(plan, frozen.at(quarter), past) for quarter in quarters]
    known = {run.quarter.label: final_gate.missing_before(plan.order.out, run) for run in runs}
    if None not in known.values():
        final_gate.refuse({label: gone for label, gone in known.items() if gone}, plan.order.out)


def _refuse_late(
    plan: Plan, frozen: Delivery, queued: Mapping[Quarter, Sequence[Future[Outcome]]], work: Path, progress: Progress
) -> None:
    """Raise AskedWrongly with what is missing of every quarter, once all have run and before one is published."""
    gone = {}
    for quarter, futures in queued.items():
        failed = [outcome.failure for outcome in map(result_of, futures) if outcome.failure]
        if not failed:
            executed = edition_content.executed_in(work / quarter.label, plan.runs(quarter))
            gone[quarter.label] = final_gate.missing_in(executed, frozen.at(quarter))
        for failure in failed:
            progress.say(str(failure))
    final_gate.refuse(gone, plan.order.out)


def _run_of(plan: Plan, delivery: Delivery, past: Past) -> Run:
    # Without the history, which run.json tells apart: it may differ where the report does not.
    quarter, name = delivery.quarter, f"snapshot:{delivery.name}"
    runs = plan.runs(quarter)
    given = {one.name: plan.given(one, quarter.label, name) for one in runs}
    return Run(quarter, delivery, runs, given, plan.order.params, past.read)


def _finish(plan: Plan, delivery: Delivery, past: Past, work: Path, outcomes: Sequence[Outcome], ended: Ended) -> None:
    quarter = delivery.quarter.label
    failed = [str(outcome.failure) for outcome in outcomes if outcome.failure]
    if not failed:
        try:
            _write(plan, _run_of(plan, delivery, past), work, ended)
        except RunFailed as fault:
            failed = [str(fault)]
    if failed:
        kept = editions.keep_failed(plan.order.out, quarter, work)
        ended.failures += failed
        where = f"De uitgevoerde notebooks staan in {disk.shown_path(kept)}."
        ended.failures.append(f"{quarter} is niet gepubliceerd. {where}")


def _write(plan: Plan, run: Run, work: Path, ended: Ended) -> None:
    from helpers import sources

    order = plan.order
    executed = edition_content.executed_in(work, run.notebooks)
    if order.only:
        stamp = Stamp(0, DRAFT, order.built_at, provenance.commit())
        for name, page in edition_content.drafts(run, executed, stamp):
            file = order.out / DRAFTS / run.quarter.label / f"{name}.html"
            disk.replace_file(file, page)
            ended.drafts.append(file)
        return
    run = replace(run, without_explanation=final_gate.recorded(executed, run.delivery))
    published = editions.publish(
        order.out,
        run.quarter.label,
        lambda stamp: edition_content.build(run, executed, stamp),
        is_final=order.is_final,
        built_at=order.built_at,
        commit=provenance.commit(),
    )
    sources.mark_published(run.delivery.name)
    ended.published.append(published)
