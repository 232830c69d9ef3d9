"""A pool that remembers: what was run before with the same inputs comes back at once, and no kernel starts."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future
from dataclasses import replace
from functools import cache
from typing import TYPE_CHECKING

from helpers.floor import paths
from helpers.floor.kept import reads
from helpers.floor.kept.reads import Part
from helpers.floor.kept.shelf import Shelf
from helpers.floor.month import Month
from helpers.floor.quarter import Quarter
from helpers.runner.batch.ledger import Ledger
from helpers.runner.kept import places
from helpers.runner.kept.keys import Keys
from helpers.runner.pool.job import Job, Outcome, Pool

if TYPE_CHECKING:
    from helpers.floor.shapes.delivery import Delivery

_OF_EVERY_QUARTER = "table"


class KeepingPool:
    """Runs in `pool` what is not kept, and keeps what is done. For the runs of one batch on one frozen delivery.

    With `is_again` all is run, whatever is kept. What failed is not kept.
    """

    def __init__(self, pool: Pool, frozen: Delivery, ledger: Ledger, *, is_again: bool = False) -> None:
        self._pool, self._frozen, self._ledger, self._is_again = pool, frozen, ledger, is_again
        self._keys, self._shelf = Keys(), Shelf(paths.KEPT / places.NOTEBOOKS)
        self._prints: dict[tuple[str, Part], str] = {}
        self._seen_from = cache(self._opened)
        self.n_kept = 0

    def submit(self, job: Job) -> Future[Outcome]:
        """Queue a job, or give at once what was kept of it: `is_kept`, with the executed notebook at `job.output`."""
        key = self._keys.of(job)
        told: Future[Outcome] = Future()
        kept = self._shelf.found(key, self._print_of(job)) if key and not self._is_again else None
        if kept:
            job.folder.mkdir(parents=True, exist_ok=True)
            job.output.write_bytes(kept.content)
            self.n_kept += 1
            self._tell(told, Outcome(job, None, is_kept=True), key)
            return told
        results = job.folder.parent / ".results" if self._is_again else paths.KEPT / places.RESULTS
        noted = job.folder / f".reads-{job.name}"
        variables = {reads.FILE: str(noted), reads.RESULTS: str(results), **job.variables}
        ran = self._pool.submit(replace(job, variables=variables))
        ran.add_done_callback(lambda ran: self._ended(ran, told, key))
        return told

    def end(self) -> None:
        """Stop the pool; the oldest of what is kept goes where there is too much."""
        self._pool.end()
        self.tidy()

    def tidy(self) -> None:
        """Let go of what was used longest ago, of notebooks and of tables, and of old lines of the ledger."""
        for place in (places.NOTEBOOKS, places.RESULTS, places.LAB):
            Shelf(paths.KEPT / place).let_go()
        self._ledger.let_go()

    def _ended(self, ran: Future[Outcome], told: Future[Outcome], key: str) -> None:
        try:
            outcome = ran.result()
        except BaseException as error:  # whatever it is, who waits must hear of it
            told.set_exception(error)
            return
        try:
            if key and outcome.failure is None:
                self._keep(outcome.job, key)
        finally:
            self._tell(told, outcome, key)

    def _tell(self, told: Future[Outcome], outcome: Outcome, key: str) -> None:
        self._ledger.write(outcome, key)
        told.set_result(outcome)

    def _keep(self, job: Job, key: str) -> None:
        """Keep an executed notebook, if what it read is known: of its own delivery, opened from its own period."""
        try:
            parts = reads.written_in(job.folder / f".reads-{job.name}")
            content = job.output.read_bytes()
        except (OSError, ValueError, TypeError):
            return
        given = Part(reads.OPENED, job.parameters["delivery"], _period(job))
        if {part for part in parts if part.name == reads.OPENED} != {given} or not self._keys.is_still(job, key):
            return
        print_of = self._print_of(job)
        self._shelf.put(key, {part: print_of(part) for part in parts if part != given}, content)

    def _print_of(self, job: Job) -> Callable[[Part], str]:
        """The fingerprints of the parts of the delivery as a job sees it, each taken once."""
        from helpers.floor.kept.watched import print_of

        period = _period(job)

        def print_now(part: Part) -> str:
            place = "" if part.name == _OF_EVERY_QUARTER else period, part
            if place not in self._prints:
                self._prints[place] = print_of(self._seen_from(period), part)
            return self._prints[place]

        return print_now

    def _opened(self, period: str) -> Delivery:
        from helpers import sources

        if "Q" in period:
            return sources.seen_from(self._frozen, Quarter.parse(period))
        month = Month.parse(period)
        return sources.seen_from(self._frozen, month.quarter, month)


def _period(job: Job) -> str:
    """From which quarter a job looks at its delivery, or from which month where it is given no quarter."""
    return job.parameters.get("quarter") or job.parameters["month"]
