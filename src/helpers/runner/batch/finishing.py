"""The end of a batch: each quarter that ran is published, or it is said why not and what to do."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from helpers.floor import dutch
from helpers.floor.faults import RunFailed
from helpers.floor.params import budget_years, house_style
from helpers.floor.params.settings import Settings
from helpers.floor.quarter import Quarter
from helpers.floor.system_words import FULL, MAKE_ROOM, in_dutch
from helpers.runner.archiving import copying
from helpers.runner.batch import asked_extras
from helpers.runner.batch.plan import Order, Plan
from helpers.runner.commentary import final_gate
from helpers.runner.editions import (
    archive,
    disk,
    edition_content,
    editions,
    long_table,
    provenance,
    publishing,
    showing,
)
from helpers.runner.editions.editions import DRAFT, Published, Stamp
from helpers.runner.editions.holding import Hold
from helpers.runner.editions.manifest import Run
from helpers.runner.editions.publishing import Reports
from helpers.runner.pool.job import Outcome
from helpers.sources.earlier import edition_folders


@dataclass
class Ended:
    """How a batch ended: what stands, newest last, and what failed, in Dutch; `about` was said before it ran."""

    published: list[Published] = field(default_factory=list)
    drafts: list[Path] = field(default_factory=list)
    failures: list[str] = field(default_factory=list)
    about: list[str] = field(default_factory=list)

    @property
    def exit_code(self) -> int:
        return 1 if self.failures else 0

    @property
    def report(self) -> Path | None:
        """The page to open: the newest one."""
        pages = [one.index for one in self.published] + self.drafts
        return pages[-1] if pages else None


def resumed(hold: Hold) -> list[str]:
    """Finish what an interrupted run left in a folder; what to tell. Raises showing.Unfinished when that cannot."""
    return [line for line in (hold.warning, showing.resume(hold.out)) if line]


def placed(plan: Plan, is_made_up: bool) -> Plan:
    """The plan with the folder where reports on such data belong."""
    return replace(plan, order=replace(plan.order, out=edition_folders.place(plan.order.out, is_made_up)))


def is_final(order: Order, quarter: Quarter) -> bool:
    """Whether a quarter is published as final: it was asked, and by the clock the quarter is over."""
    return order.is_final and quarter.end < order.today


def not_over(order: Order, quarters: Sequence[Quarter]) -> list[str]:
    """What to tell of quarters that stay a concept though final was asked: by the clock they are not over."""
    return [
        f"De klok zegt {dutch.day(order.today)}, maar {one.label} loopt tot en met {dutch.day(one.end)}. "
        "Dit rapport wordt daarom een concept. Klopt de klok van deze computer?"
        for one in quarters
        if order.is_final and not is_final(order, one)
    ]


def refuse_if_stuck(order: Order, quarters: Sequence[Quarter]) -> None:
    """Raise RunFailed before anything runs, where a page or table cannot be replaced at the end."""
    pages = [archive.INDEX, *(f"{one.label}/{archive.INDEX}" for one in quarters)]
    for name in () if order.only else (*pages, *long_table.FILES):
        showing.refuse_if_stuck(order.out / name)


def finish(order: Order, run: Run, work: Path, outcomes: Sequence[Outcome], ended: Ended, hold: Hold) -> None:
    """Publish one quarter of which every notebook is done; else keep what ran, and say what failed."""
    failed = [str(outcome.failure) for outcome in outcomes if outcome.failure]
    if not failed:
        try:
            hold.refuse_if_lost()
            _write(order, run, work, ended)
        except showing.Unfinished as fault:
            ended.failures.append(str(fault))
            return
        except RunFailed as fault:
            failed = [str(fault)]
        except OSError as error:
            failed = [_of_the_disk(error)]
    if failed:
        quarter = run.quarter.label
        kept = editions.keep_failed(order.out, quarter, work)
        where = f" De uitgevoerde notebooks staan in {disk.shown_path(kept)}." if kept else ""
        ended.failures += [*failed, f"{quarter} is niet gepubliceerd.{where}"]


def _of_the_disk(error: OSError) -> str:
    """What the system said, with the file that it is about; without one it may be any disk, such as the temporary one.

    >>> _of_the_disk(OSError(28, "No space left on device"))
    'De schijf is vol. Maak ruimte, ook in de tijdelijke map.'
    """
    words = in_dutch(error)
    if error.filename:
        return f"{Path(error.filename).name}: {words}."
    return f"{words[0].upper()}{words[1:]}.{f' {MAKE_ROOM}' if error.errno in FULL else ''}"


def _write(order: Order, run: Run, work: Path, ended: Ended) -> None:
    from helpers import sources

    executed = edition_content.executed_in(work, run.notebooks)
    if order.only:
        stamp = Stamp(0, DRAFT, order.built_at, provenance.commit())
        for name, page in edition_content.drafts(run, executed, stamp):
            file = order.out / showing.DRAFTS / run.quarter.label / f"{name}.html"
            disk.replace_file(file, page)
            ended.drafts.append(file)
        return
    run = replace(run, without_explanation=final_gate.recorded(executed, run.delivery))
    settings, is_for_ever = run.delivery.settings, is_final(order, run.quarter)
    published = publishing.publish(
        Reports(
            order.out,
            settings.municipality.name,
            partial(budget_years.names_in, settings),
            run.delivery.is_made_up,
            house_style.load(run.params),
            audit=partial(_audit, order.out, settings),
        ),
        run.quarter.label,
        lambda stamp: edition_content.build(run, executed, stamp),
        is_final=is_for_ever,
        built_at=order.built_at,
        commit=provenance.commit(),
        also=[*asked_extras.of(order.also, run, executed), *([copying.extra(run, executed)] if is_for_ever else [])],
    )
    sources.mark_published(run.delivery.name)
    _keep_record(order.out / published.quarter / str(published.edition), run)
    ended.published.append(published)
    ended.failures += published.lacking


def _keep_record(edition: Path, run: Run) -> None:
    """Keep what `rebuild` needs beside the frozen delivery."""
    from helpers import sources

    files = disk.files_in(edition)
    hashes = {name: hashlib.sha256(content).hexdigest() for name, content in files.items()}
    sources.keep_record(json.loads(files[edition_folders.RUN]), run.delivery.history.name, hashes)


def _audit(out: Path, settings: Settings, folder: str, files: disk.Files) -> list[str]:
    from helpers.runner.audit import refusing  # with what solves it

    return refusing.refuse(out, folder, files, settings)
