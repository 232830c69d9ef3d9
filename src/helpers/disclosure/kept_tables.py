"""The protected tables of a chapter, kept: what one notebook of an edition computed, the others take.

Closed by default: nothing is kept but where HELPERS_RESULTS names a folder, which a batch and `lab` do for their
kernels. Exact figures are never kept. A tables' making is known by its subject and period, the code, the packages
and all that it read of the delivery; who takes it has read that too.
"""

import io
import os
from collections.abc import Callable
from contextlib import ExitStack, suppress
from pathlib import Path

import pandas as pd
from filelock import FileLock

from helpers.floor.kept import identity
from helpers.floor.kept.reads import RESULTS, Part, recorded, replayed
from helpers.floor.kept.shelf import Kept, Shelf
from helpers.floor.kept.watched import Watched, plain, print_of
from helpers.floor.shapes.delivery import Delivery
from helpers.floor.shapes.tables import ESTIMATE_COLUMNS, MEASURE_COLUMNS

_NO_NUMBERS = ("runner", "displays", "samples", "fetch")  # stages that change no table
# Of the code that this process has loaded: taken before an analysis is, and a kernel that is forked has it too.
_CODE = identity.code(_NO_NUMBERS)
_LENGTH = 12  # digits that say how long the first table is

Protected = tuple[pd.DataFrame, pd.DataFrame]  # measures and estimates


def kept_tables(subject: str, delivery: Delivery, make: Callable[[], Protected]) -> Protected:
    """The tables of this subject, made or taken. Of two processes that need them at once one makes, the other waits."""
    named = os.environ.get(RESULTS, "")
    if not named or not isinstance(delivery, Watched):
        return make()
    own, *others = (Shelf(Path(folder)) for folder in named.split(os.pathsep))
    now = plain(delivery)
    period = (now.month or now.quarter).label
    key = "-".join((subject, period, _CODE[:20], identity.installed()[:20]))

    def print_now(part: Part) -> str:
        return print_of(now, part)

    with ExitStack() as stack:
        with suppress(OSError, NotImplementedError):  # a folder that cannot be locked only costs time
            own.folder.mkdir(parents=True, exist_ok=True)
            stack.enter_context(FileLock(own.folder / f".lock-{subject}-{period}"))
        for shelf in (own, *others):
            if kept := shelf.found(key, print_now):
                replayed(kept.reads)
                return _tables(kept)
        with recorded() as reads:
            made = make()
        if identity.code(_NO_NUMBERS) == _CODE:  # else nobody can say which code made it
            own.put(key, {part: print_now(part) for part in reads}, _content(made))
    return made


def _content(made: Protected) -> bytes:
    measures, estimates = (table.to_parquet(None, engine="pyarrow") for table in made)
    return f"{len(measures):0{_LENGTH}}".encode() + measures + estimates


def _tables(kept: Kept) -> Protected:
    end = _LENGTH + int(kept.content[:_LENGTH])
    parts = kept.content[_LENGTH:end], kept.content[end:]
    measures, estimates = (pd.read_parquet(io.BytesIO(part), engine="pyarrow") for part in parts)
    return measures.astype(MEASURE_COLUMNS), estimates.astype(ESTIMATE_COLUMNS)
