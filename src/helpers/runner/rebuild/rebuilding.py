"""An edition made again: the notebooks run on what was kept, under the stamp of the edition."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpers.floor import paths
from helpers.floor.faults import AskedWrongly, RunFailed
from helpers.runner.batch import publication
from helpers.runner.batch.ledger import Ledger
from helpers.runner.batch.plan import Order, Plan
from helpers.runner.batch.progress import Progress, Silent
from helpers.runner.commentary import final_gate
from helpers.runner.editions import disk, edition_content, editions, manifest
from helpers.runner.kept import places
from helpers.runner.kept.pool import KeepingPool
from helpers.runner.notebooks import chapters
from helpers.runner.pool.crew import Crew
from helpers.runner.pool.job import result_of
from helpers.runner.rebuild import made_with
from helpers.runner.rebuild.asked import Standing
from helpers.sources.earlier.history import Past

if TYPE_CHECKING:
    from helpers.floor.shapes.delivery import Delivery


def rebuilt(asked: Standing, order: Order, progress: Progress | None = None) -> disk.Files:
    """The files of the edition, made again: no file of params, no export and no report is read, only what was kept.

    Only the house style is read, and refused where it is another. Every notebook runs. Of an order the notebooks count
    and how many run at once. Raises AskedWrongly where what it was made with is not here, RunFailed where a notebook
    fails.
    """
    progress = progress or Silent()
    made_with.refuse_other_code(asked.record.run, asked.in_dutch)
    made_with.refuse_other_style(asked.record.run, order.params, asked.in_dutch)
    frozen = _opened(asked)
    plan = _planned(asked, frozen, order)
    with ExitStack() as held:
        held.enter_context(places.in_use())
        notebooks = [one.path for one in plan.notebooks]
        crew = held.enter_context(
            Crew(order.jobs, lambda job, cell: progress.at(job.run, cell), notebooks, progress.say)
        )
        work = _executed(plan, frozen, crew, progress)
        return _built(asked, plan, frozen, work)


def _opened(asked: Standing) -> Delivery:
    from helpers import sources

    record = asked.record
    name = f"snapshot:{record.snapshot}{f'+{record.history}' if record.history else ''}"
    try:
        return sources.open_delivery(name, asked.quarter.label)
    except AskedWrongly as gone:
        store = disk.shown_path(paths.snapshots())
        hint = f"Zet de map {store} terug uit een reservekopie: daarin staat wat elke editie las."
        raise AskedWrongly(f"{asked.in_dutch} is niet te herbouwen. {gone.message}", hint) from None


def _planned(asked: Standing, frozen: Delivery, order: Order) -> Plan:
    """The runs of the edition with their parameters, as its run.json has them."""
    run = asked.record.run
    given: Mapping[str, Mapping[str, Any]] = run["parameters"]
    ran = {one["name"] for one in run["notebooks"]}
    every = [one for one in chapters.find(order.notebooks) if not one.is_internal]
    plan = Plan(order, [asked.quarter], f"snapshot:{frozen.name}", every, {}, frozen.areas.names)
    runs = [one for one in plan.runs(asked.quarter) if one.name in ran]
    made_with.refuse_other_notebooks(run, runs, asked.in_dutch)
    stems = {one.stem: given[one.name] for one in runs}
    return replace(plan, notebooks=[one for one in every if one.stem in stems], parameters=stems)


def _executed(plan: Plan, frozen: Delivery, crew: Crew, progress: Progress) -> Path:
    """Where the executed notebooks lie."""
    (quarter,) = plan.quarters
    progress.expect(len(plan.runs(quarter)))
    pool = KeepingPool(crew, frozen, Ledger(), is_again=True)  # what was kept of a run proves nothing
    failed = []
    for waiting in publication.queue(plan, frozen, quarter, crew.folder, pool):
        outcome = result_of(waiting)
        progress.done(outcome.job.run, outcome.used.wall_seconds if outcome.used else None)
        failed += [str(outcome.failure)] if outcome.failure else []
    pool.tidy()
    if failed:
        raise RunFailed("\n".join([*failed, f"{quarter.label} is niet herbouwd."]))
    return crew.folder / quarter.label


def _built(asked: Standing, plan: Plan, frozen: Delivery, work: Path) -> disk.Files:
    told = asked.record.run
    run = publication.run_of(plan, frozen, Past(frozen.history, told[editions.HISTORY]))
    executed = edition_content.executed_in(work, run.notebooks)
    reasons = final_gate.recorded(executed, frozen)
    run = replace(run, without_explanation=reasons, params_then=_params_then(told, frozen))
    return edition_content.build(run, executed, editions.stamp_of(told)).files


def _params_then(told: Mapping[str, Any], frozen: Delivery) -> dict[str, str]:
    """The hashes of the params as they were: of what lies with the delivery its own, of the other what was told.

    Those others count nowhere else: what a file gives a notebook is told in full, and commentary is in the history.
    """
    kept = manifest.hashes_in(paths.snapshots() / frozen.name / "params")
    return {name: kept.get(name, sha256) for name, sha256 in told["params"].items() if not _is_commentary(name)} | kept


def _is_commentary(name: str) -> bool:
    from helpers.sources import commentary

    return name.startswith(f"{commentary.FOLDER}/")
