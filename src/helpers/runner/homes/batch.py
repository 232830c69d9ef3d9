"""`report` for several homes: each published by a process of its own, in one pool, with one summary."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from helpers.floor import home, paths
from helpers.floor.faults import AskedWrongly, UserFault
from helpers.floor.system_words import in_dutch
from helpers.runner.batch import ledger, plan
from helpers.runner.batch.plan import Order
from helpers.runner.command import notifying, outcome
from helpers.runner.command.outcome import Outcome, PassedOn, complain, of_error
from helpers.runner.editions import disk
from helpers.runner.homes import children, choice, overview, remote, summary
from helpers.runner.homes.choice import Home
from helpers.runner.homes.summary import Ended
from helpers.runner.notebooks import chapters
from helpers.runner.pool import lending
from helpers.runner.pool.job import Pool

_OF_THE_BATCH = ("--home", "--out", "--notify")  # what a child gets otherwise, or not at all
_OF_THE_POOL = ("--jobs", "--engine", "--scheduler")
Tell = Callable[[str], object]


@dataclass(frozen=True)
class Asked:
    """What was asked for all homes; `arguments` are those of the command as typed, `out` is "" where none was."""

    named: Sequence[str]
    arguments: Sequence[str]
    order: Order
    out: str = ""
    notify: str = ""


def run(asked: Asked, tell: Tell) -> int:
    """Report for every home that is named; the exit code, which is the worst of theirs.

    Raises AskedWrongly before anything runs where the homes or the options cannot be.
    """
    words = notifying.words_of(asked.notify) if asked.notify else []
    try:
        ended, page = _ended(asked, tell)
    except BaseException as error:
        if words:
            notifying.tell(words, of_error(error), asked.order.quarters, None)
        raise
    lines = summary.lines(ended)
    for line in (*lines, *([disk.shown_path(page)] if page else [])):
        tell(line)
    code = summary.worst([one.exit_code for one in ended])
    if words:
        told = Outcome(summary.WORDS[code], code, "\n".join(lines))
        notifying.tell(words, told, summary.quarters(ended), page, summary.by_home(ended))
    return code


def _ended(asked: Asked, tell: Tell) -> tuple[list[Ended], Path | None]:
    """How each home ended, and the page over all of them."""
    if asked.order.data:
        raise AskedWrongly("--data hoort bij één gemeente.", "Zet de exports van elke gemeente in haar data/raw.")
    plan.refuse_unfit(asked.order)
    homes, passed_over = choice.chosen(asked.named)
    if asked.out:
        choice.refuse_same_names(homes)
    is_beside = asked.out or not any(one.address for one in homes)
    page = overview.place([one.folder for one in homes], asked.out) if is_beside else None
    for folder in passed_over:
        tell(f"Overgeslagen: {folder} heeft geen params/.")
    ended = _reported(asked, homes, tell)
    if page:
        try:
            overview.write(page, [one.folder for one in homes], asked.out)
        except OSError as error:
            complain(f"Het overzicht {page} is niet te schrijven ({in_dutch(error)}).")
            page = None
    return ended, page


def _reported(asked: Asked, homes: Sequence[Home], tell: Tell) -> list[Ended]:
    with _lent(asked, tell) as (lent, work):
        homes, refused = _brought(homes, work)
        shared = {ledger.BATCH: ledger.now()} | ({lending.ADDRESS: lent} if lent else {})
        files = [work / f"{number}.json" for number, _ in enumerate(homes)]
        started = [
            (one.name, _arguments(asked, one, lent), shared | _environment(one, file))
            for one, file in zip(homes, files, strict=True)
        ]
        # Without one pool for all, each home has its own: then one after another, or they would be too many.
        codes = children.exit_codes(started, asked.order.jobs if lent else 1, tell, complain)
        ended = [Ended(one, code, outcome.passed_on(file)) for one, code, file in zip(homes, codes, files, strict=True)]
        return [*map(_sent_back, ended), *refused]


def _brought(homes: Sequence[Home], work: Path) -> tuple[list[Home], list[Ended]]:
    """The homes, each in a folder of this computer, and those in a store that could not be brought."""
    here, refused = [], []
    for number, one in enumerate(homes):
        folder = work / str(number) / one.folder.name if one.address else one.folder
        try:
            if one.address:
                remote.bring(one.address, folder)
        except UserFault as fault:
            complain(f"{one.name}: {fault}")
            refused.append(Ended(one, fault.exit_code, PassedOn(str(fault), "", "")))
        else:
            here.append(replace(one, folder=folder))
    return here, refused


def _sent_back(one: Ended) -> Ended:
    """A home in a store gets what its next report needs, also of a batch of which only a part was published."""
    if not one.home.address:
        return one
    try:
        remote.send_back(one.home.address, one.home.folder)
    except UserFault as fault:
        complain(f"{one.home.name}: {fault}")
        if not one.exit_code:
            return replace(one, exit_code=fault.exit_code, told=PassedOn(str(fault), "", ""))
    return one


def _arguments(asked: Asked, one: Home, lent: str) -> list[str]:
    dropped = _OF_THE_BATCH + (_OF_THE_POOL if lent else ())
    out = ["--out", f"{asked.out.rstrip('/')}/{one.folder.name}"] if asked.out else []
    if one.address and not asked.out:
        out = ["--out", f"{one.address}/reports"]
    return [*without(asked.arguments, dropped), *out]


def without(arguments: Sequence[str], dropped: Sequence[str]) -> list[str]:
    """The arguments of a command without these options and what stands behind them.

    >>> without(["report", "--home", "a", "--final", "--out=x"], ["--home", "--out"])
    ['report', '--final']
    """
    kept, words = [], iter(arguments)
    for word in words:
        name, sign, _ = word.partition("=")
        if name not in dropped:
            kept.append(word)
        elif not sign:
            next(words, None)
    return kept


def _environment(one: Home, file: Path) -> dict[str, str]:
    return {home.GIVEN: str(one.folder), home.TYPED: one.typed, outcome.PASSED_ON_IN: str(file)}


@contextmanager
def _lent(asked: Asked, tell: Tell) -> Iterator[tuple[str, Path]]:
    """The address of one pool for all homes, "" where this machine has no sockets for it; and a private folder."""
    try:
        lender = lending.Lender(lambda: _made(asked.order, tell))
    except OSError as error:
        tell(f"De gemeenten gaan na elkaar. De reden: {in_dutch(error)}.")
        with tempfile.TemporaryDirectory(prefix="helpers-", ignore_cleanup_errors=True) as work:
            yield "", Path(work)
        return
    with _without_home(lender.folder):
        try:
            if asked.order.engine:
                lender.start()
            yield lender.address, lender.folder
        finally:
            lender.end()


@contextmanager
def _without_home(folder: Path) -> Iterator[None]:
    """Let what the pool starts have a home with nothing in it: a run sees what came with it, and no other's."""
    before: Mapping[str, str] = {name: os.environ[name] for name in (home.GIVEN,) if name in os.environ}
    os.environ[home.GIVEN] = str(folder)
    try:
        yield
    finally:
        del os.environ[home.GIVEN]
        os.environ |= before


def _made(order: Order, tell: Tell) -> Pool:
    if order.engine:
        from helpers.runner.pool.dask_pool import DaskPool

        return DaskPool(order.scheduler, order.jobs)
    from helpers.runner.pool.crew import Crew

    return Crew(order.jobs, notebooks=[one.path for one in chapters.find(paths.NOTEBOOKS)], say=tell)
