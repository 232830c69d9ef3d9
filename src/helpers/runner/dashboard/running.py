"""A dashboard, from what was asked to what was published."""

from __future__ import annotations

from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.floor import paths
from helpers.floor.faults import Fault, RunFailed, shortened
from helpers.floor.month import Month
from helpers.floor.system_words import in_dutch
from helpers.runner.batch import publication
from helpers.runner.batch.ledger import Ledger
from helpers.runner.batch.plan import Order, data_in_dutch
from helpers.runner.batch.progress import Progress, Silent
from helpers.runner.dashboard import planning, publishing
from helpers.runner.dashboard.planning import Plan
from helpers.runner.editions import belonging, disk, editions, showing
from helpers.runner.editions.editions import Published
from helpers.runner.editions.holding import Hold
from helpers.runner.editions.manifest import Run
from helpers.runner.kept import places
from helpers.runner.kept.pool import KeepingPool
from helpers.runner.pool.crew import Crew
from helpers.runner.pool.job import Job, Outcome, result_of
from helpers.runner.pool.parcel import Parcel
from helpers.sources.delivery import needed
from helpers.sources.earlier import edition_folders, said_signals, update_log

if TYPE_CHECKING:
    from helpers.floor.shapes.delivery import Delivery

_MOST_NAMED = 10  # parts of the log that are left out


@dataclass
class Ended:
    """How it ended: what stands, or what failed, in Dutch; `about` was said before it ran."""

    published: Published | None = None
    failures: list[str] = field(default_factory=list)
    about: list[str] = field(default_factory=list)
    is_log_mended: bool = False  # the log of signals was broken, and made again from the editions


def run(order: Order, progress: Progress | None = None) -> Ended:
    """Freeze the delivery, run the notebook of its month, and publish the dashboard with the log and the update.

    Raises AskedWrongly or BadInput before the notebook runs; what goes wrong after that stands in the result.
    """
    progress = progress or Silent()
    plan = planning.planned(order)
    with ExitStack() as held:
        hold = publication.held_folder(held, order.out, progress)
        held.enter_context(places.in_use())
        crew = held.enter_context(_crew(plan, progress))
        told = data_in_dutch(plan.delivery, order.data)
        progress.say(told)
        frozen = _frozen(plan)
        out = _place(order.out, frozen)
        if out != order.out:
            hold = publication.held_folder(held, out, progress)
        plan = replace(plan, order=replace(plan.order, out=out))
        frozen, left_out = _with_history(plan, frozen)
        about = _about(plan, frozen, left_out)
        for line in about:
            progress.say(line)
        ended = Ended(about=[told, *about])
        publishing.refuse_if_stuck(out, frozen)
        outcome = _outcome(plan, frozen, crew, progress)
        _finish(plan, frozen, outcome, crew.folder / _month(frozen).label, ended, hold)
        ended.is_log_mended = ended.published is not None and said_signals.is_log_broken(left_out)
        return ended


def _crew(plan: Plan, progress: Progress) -> Crew:
    """Made before the delivery is read: its warm process imports meanwhile."""
    return Crew(1, lambda job, cell: progress.at(job.run, cell), [plan.notebook.path], progress.say)


def _frozen(plan: Plan) -> Delivery:
    """The delivery looked at from the month that was asked, else from the newest that is whole and over."""
    from helpers import sources

    frozen = sources.freeze_month(plan.delivery, plan.order.month or "newest")
    over = Month.of(plan.order.today).shift(-1)
    return frozen if _month(frozen) <= over else sources.freeze_month(plan.delivery, over.label)


def _place(out: Path, frozen: Delivery) -> Path:
    """Where dashboards on such data belong. Raises AskedWrongly where others lie there."""
    belonging.refuse_others(out, frozen.settings.municipality.code)
    place = edition_folders.place(out, frozen.is_made_up)
    belonging.refuse_mixed(place, (), frozen.is_made_up)
    update_log.content(out, frozen.is_made_up)
    return place


def _with_history(plan: Plan, frozen: Delivery) -> tuple[Delivery, tuple[Fault, ...]]:
    from helpers import sources

    past = sources.freeze_signals(plan.order.out, plan.order.params, frozen)
    return replace(frozen, history=past.history), past.left_out


def _about(plan: Plan, frozen: Delivery, left_out: tuple[Fault, ...]) -> list[str]:
    """What is said before it runs: the month, and what to know of the exports and of earlier dashboards."""
    used = needed.by_notebook(plan.notebook.path.parent, "uses").get(plan.notebook.stem, ())
    absent = frozen.missing_of(*used)
    return [
        f"Maand: {_month(frozen).in_dutch}.",
        *(f"De export “{frozen.descriptions[name].title}” ontbreekt. Het dashboard komt er zonder." for name in absent),
        *(f"{fault.file}: {fault.message}" for fault in shortened(left_out, _MOST_NAMED)),
        *frozen.held_back.values(),
    ]


def _outcome(plan: Plan, frozen: Delivery, crew: Crew, progress: Progress) -> Outcome:
    """How the notebook ended: run, or kept of an earlier time."""
    from helpers import sources

    month = _month(frozen)
    parcel = Parcel(paths.snapshots(), sources.name_with_history(frozen))
    job = Job(
        plan.notebook.path,
        f"{month.label}/{plan.run_of(month).name}",
        plan.given(month, parcel.name),
        crew.folder / month.label,
        plan.order.timeout,
        parcel=parcel,
    )
    progress.expect(1)
    pool = KeepingPool(crew, frozen, Ledger(), is_again=plan.order.is_again)
    outcome = result_of(pool.submit(job))
    pool.tidy()
    progress.done(job.run, outcome.used.wall_seconds if outcome.used else None, outcome.is_kept)
    return outcome


def _finish(plan: Plan, frozen: Delivery, outcome: Outcome, work: Path, ended: Ended, hold: Hold) -> None:
    """Publish where the notebook is done; else keep what ran, and say what failed."""
    out, month = plan.order.out, _month(frozen)
    failed = str(outcome.failure) if outcome.failure else ""
    if not failed:
        try:
            hold.refuse_if_lost()
            ended.published = publishing.publish(plan.order, _run_of(plan, frozen), work)
        except showing.Unfinished as fault:
            ended.failures.append(str(fault))
            return
        except RunFailed as fault:
            failed = str(fault)
        except OSError as error:
            failed = f"{Path(error.filename or out).name}: {in_dutch(error)}."
    if failed:
        kept = editions.keep_failed(out, month.label, work)
        where = f" Het uitgevoerde notebook staat in {disk.shown_path(kept)}." if kept else ""
        ended.failures += [failed, f"Het dashboard over {month.in_dutch} is niet gepubliceerd.{where}"]


def _run_of(plan: Plan, frozen: Delivery) -> Run:
    month = _month(frozen)
    ran = plan.run_of(month)
    given = {ran.name: plan.given(month, f"snapshot:{frozen.name}")}
    return Run(frozen.quarter, frozen, [ran], given, plan.order.params)


def _month(frozen: Delivery) -> Month:
    assert frozen.month  # it was frozen from a month
    return frozen.month
