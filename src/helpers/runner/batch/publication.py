"""A batch, from what was asked to what was published."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from concurrent.futures import Future
from contextlib import AbstractContextManager, ExitStack
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.floor import paths
from helpers.floor.faults import Fault, shortened
from helpers.floor.quarter import NEWEST, Quarter
from helpers.runner.batch import finishing
from helpers.runner.batch.finishing import Ended
from helpers.runner.batch.ledger import Ledger
from helpers.runner.batch.plan import Order, Plan, data_in_dutch, planned
from helpers.runner.batch.progress import Progress, Silent
from helpers.runner.commentary import final_gate
from helpers.runner.editions import belonging, edition_content, holding
from helpers.runner.editions.holding import Hold
from helpers.runner.editions.manifest import Run
from helpers.runner.kept import places
from helpers.runner.kept.pool import KeepingPool
from helpers.runner.pool import lending
from helpers.runner.pool.crew import Crew
from helpers.runner.pool.job import Job, Outcome, Pool, result_of
from helpers.runner.pool.lending import LentPool
from helpers.runner.pool.parcel import Parcel

if TYPE_CHECKING:
    from helpers.floor.shapes.delivery import Delivery
    from helpers.runner.pool.dask_pool import DaskPool
    from helpers.sources.earlier.history import Past

_MOST_NAMED = 10  # earlier editions that are left out


def run(order: Order, progress: Progress | None = None) -> Ended:
    """Do what was asked: freeze the delivery, run the notebooks, publish each quarter that is whole.

    Raises AskedWrongly or BadInput before any notebook runs; what goes wrong after that stands in the result, but for
    a final report that misses explanations: that is AskedWrongly too, before anything of the batch is published.
    """
    progress = progress or Silent()
    plan = planned(order)
    with ExitStack() as held:
        hold = held_folder(held, order.out, progress)
        held.enter_context(places.in_use())
        crew = held.enter_context(_crew(plan, progress))
        progress.say(data_in_dutch(plan.delivery, order.data))
        plan, frozen, quarters, past = _frozen(plan)
        if plan.order.out != order.out:
            hold = held_folder(held, plan.order.out, progress)
        plan = replace(plan, wijken=frozen.areas.names) if plan.wijken else plan
        about = _about(plan, frozen, quarters, past)
        for line in about:
            progress.say(line)
        _refuse_early(plan, frozen, _gated(order, quarters), past)
        finishing.refuse_if_stuck(plan.order, quarters)
        ended = _run_all(plan, frozen, quarters, past, crew, hold, progress)
        ended.about = [data_in_dutch(plan.delivery, order.data), *about]
        return ended


def _about(plan: Plan, frozen: Delivery, quarters: Sequence[Quarter], past: Past) -> list[str]:
    """What is said before anything runs: the quarters, and what to know of the exports and of earlier reports."""
    from helpers.sources import period

    lag = "" if plan.quarters else period.lag(frozen.tables, frozen.settings)
    left_out = shortened(_left_out(plan, quarters, past), _MOST_NAMED)
    return [
        *([lag] if lag else []),
        f"Kwartaal: {_span(quarters)}. Notebooks: {len(plan.notebooks)}.",
        *(": ".join(part for part in (fault.file, fault.message) if part) for fault in left_out),
        *_held_back(frozen, quarters),
        *finishing.not_over(plan.order, quarters),
    ]


def held_folder(held: ExitStack, out: Path, progress: Progress) -> Hold:
    """Keep a folder until the end, and finish there what an interrupted run left."""
    hold = held.enter_context(holding.held(out))
    for line in finishing.resumed(hold):
        progress.say(line)
    return hold


def _left_out(plan: Plan, quarters: Sequence[Quarter], past: Past) -> list[Fault]:
    """The editions that do not count, each named once: of earlier quarters, and of those that are run."""
    from helpers.sources.earlier import published

    return [*past.left_out, *(fault for one in quarters for fault in published.damaged(plan.order.out, one.label))]


def _frozen(plan: Plan) -> tuple[Plan, Delivery, Sequence[Quarter], Past]:
    """The delivery, read once, with the reports before it, and the quarters to run: each complete in it.

    The plan comes back with the folder where reports on such data belong: those on made-up data lie apart.
    """
    from helpers import sources
    from helpers.sources import period
    from helpers.sources.earlier import accepted as acceptance

    asked = [quarter.label for quarter in plan.quarters] or [NEWEST]
    _, frozen = sources.freeze(plan.delivery, asked[0], plan.order.missing, plan.order.out)
    quarters = [period.choose(label, frozen.tables, frozen.settings) for label in asked]
    belonging.refuse_others(plan.order.out, frozen.settings.municipality.code)
    plan = finishing.placed(plan, frozen.is_made_up)
    if not plan.order.only:
        belonging.refuse_mixed(plan.order.out, quarters, frozen.is_made_up)
    order, accepted = plan.order, acceptance.given(plan.order.accepted)
    reasons = final_gate.reasons(order.out, quarters, order.without_explanation)
    past = sources.freeze_history(order.out, order.params, frozen, quarters[0], quarters[-1], reasons, accepted)
    frozen = replace(frozen, history=past.history)
    acceptance.refuse_needless(frozen, quarters, accepted)
    return plan, frozen, quarters, past


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


def _crew(plan: Plan, progress: Progress) -> AbstractContextManager[Crew | DaskPool | LentPool]:
    """Made before the delivery is read: its warm process imports meanwhile."""
    if lent := os.environ.get(lending.ADDRESS):  # of a batch over several homes
        return LentPool(lent)
    if plan.order.engine:
        from helpers.runner.pool.dask_pool import DaskPool

        return DaskPool(plan.order.scheduler, plan.order.jobs)
    notebooks = [notebook.path for notebook in plan.notebooks]
    return Crew(plan.order.jobs, lambda job, cell: progress.at(job.run, cell), notebooks, progress.say)


def _run_all(
    plan: Plan,
    frozen: Delivery,
    quarters: Sequence[Quarter],
    past: Past,
    crew: Crew | DaskPool | LentPool,
    hold: Hold,
    progress: Progress,
) -> Ended:
    ended = Ended()
    progress.expect(sum(len(plan.runs(quarter)) for quarter in quarters))
    pool = KeepingPool(crew, frozen, Ledger(), is_again=plan.order.is_again)
    queued = {quarter: queue(plan, frozen, quarter, crew.folder, pool) for quarter in quarters}
    waited = [future for futures in queued.values() for future in futures]
    if pool.n_kept:
        progress.say(f"{pool.n_kept} van {len(waited)} notebooks stonden al klaar.")
    for future in waited:
        future.add_done_callback(partial(_tell_end, progress))
    gated = {quarter: queued[quarter] for quarter in _gated(plan.order, quarters)}
    _refuse_late(plan, frozen, gated, crew.folder, progress)
    for quarter, futures in queued.items():
        outcomes = [result_of(future) for future in futures]
        progress.publishing(quarter.label)
        ran = run_of(plan, frozen.at(quarter), past)
        finishing.finish(plan.order, ran, crew.folder / quarter.label, outcomes, ended, hold)
    pool.tidy()
    return ended


def _tell_end(progress: Progress, future: Future[Outcome]) -> None:
    if future.exception() is None:
        outcome = future.result()
        seconds = outcome.used.wall_seconds if outcome.used else None
        progress.done(outcome.job.run, seconds, outcome.is_kept)


def queue(plan: Plan, frozen: Delivery, quarter: Quarter, work: Path, pool: Pool) -> list[Future[Outcome]]:
    """Give every run of a quarter to a pool; the executed notebooks come in a folder of `work` with its name."""
    from helpers import sources

    futures = []
    parcel = Parcel(paths.snapshots(), sources.name_with_history(frozen))
    for notebook in plan.runs(quarter):
        job = Job(
            notebook.path,
            f"{quarter.label}/{notebook.name}",
            plan.given(notebook, quarter.label, parcel.name),
            work / quarter.label,
            plan.order.timeout,
            parcel=parcel,
        )
        futures.append(pool.submit(job))
    return futures


def _gated(order: Order, quarters: Sequence[Quarter]) -> list[Quarter]:
    """The quarters that are published as final, and so with every explanation."""
    return [] if order.without_explanation else [one for one in quarters if finishing.is_final(order, one)]


def _refuse_early(plan: Plan, frozen: Delivery, quarters: Sequence[Quarter], past: Past) -> None:
    """Raise AskedWrongly where is known, of every quarter and without a notebook, which explanations are missing."""
    runs = [run_of(plan, frozen.at(quarter), past) for quarter in quarters]
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


def run_of(plan: Plan, delivery: Delivery, past: Past) -> Run:
    """What the manifest and the pages of a quarter need to know of how it was run."""
    # Without the history, which run.json tells apart: it may differ where the report does not.
    quarter, name = delivery.quarter, f"snapshot:{delivery.name}"
    runs = plan.runs(quarter)
    given = {one.name: plan.given(one, quarter.label, name) for one in runs}
    return Run(quarter, delivery, runs, given, plan.order.params, past.read)
