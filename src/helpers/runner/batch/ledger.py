"""The ledger: one line a run, with what it took and how it ended; what a slow quarter is explained from."""

from __future__ import annotations

import contextlib
import json
import os
import statistics
import threading
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.floor import paths
from helpers.floor.kept.shelf import write_aside

if TYPE_CHECKING:
    from helpers.runner.pool.job import Outcome

FILE = "ledger.jsonl"
BATCH = "HELPERS_BATCH"  # in the environment of a report that is part of a batch: when that began
DONE, FAILED = "klaar", "mislukt"
HERE = "deze computer"
_MOST = 20_000  # lines
_MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Line:
    """One run. Times are of UTC; what the system did not tell is None. `key` is "" where it cannot be kept."""

    batch: str  # when the batch began
    at: str  # when the run ended
    run: str  # such as 2026-Q3/cyber_training
    key: str
    outcome: str
    is_kept: bool
    wall_seconds: float | None
    cpu_seconds: float | None
    peak_bytes: int | None
    where: str
    home: str = ""  # the folder of the municipality; "" for the checkout

    @property
    def notebook(self) -> str:
        return self.run.partition("/")[2]


class Ledger:
    """Writes the lines of one batch. What cannot be written is only not remembered."""

    def __init__(self, where: str = HERE) -> None:
        self._batch = os.environ.get(BATCH) or now()
        self._where, self._lock = where, threading.Lock()

    def write(self, outcome: Outcome, key: str) -> None:
        """Add the line of a run that ended."""
        used = outcome.used
        line = Line(
            self._batch,
            now(),
            outcome.job.run,
            key,
            FAILED if outcome.failure else DONE,
            outcome.is_kept,
            used.wall_seconds if used else None,
            used.cpu_seconds if used else None,
            used.peak_bytes if used else None,
            self._where,
            "" if paths.HOME == paths.ROOT else paths.HOME.name,
        )
        with self._lock, contextlib.suppress(OSError):
            _file().parent.mkdir(parents=True, exist_ok=True)
            with _file().open("a", encoding="utf-8") as file:
                # A new line first, for a hard stop may have left half a line.
                file.write("\n" * _is_broken_off() + json.dumps(asdict(line), ensure_ascii=False) + "\n")

    def let_go(self, most: int = _MOST) -> None:
        """Keep no more than the newest lines."""
        with self._lock, contextlib.suppress(OSError):
            lines = _file().read_bytes().splitlines(keepends=True)
            if len(lines) > most:
                write_aside(_file(), b"".join(lines[-most:]))


def read() -> list[Line]:
    """Every line, oldest first; what cannot be read, as after a hard stop, is passed over."""
    return list(_lines())


def times(lines: Sequence[Line]) -> list[str]:
    """The last batch and the usual time of each notebook, in Dutch.

    >>> line = Line("2026-10-01T07:00:00", "", "2026-Q3/cyber_training", "", DONE, False, 4.2, 2.5, 210_000_000, HERE)
    >>> print(*times([line]), sep="\\n")
    De laatste keer, op 2026-10-01 om 07:00 (UTC):
      2026-Q3/cyber_training: klaar in 4,2 s, rekentijd 2,5 s, geheugen 210 MB, op deze computer
    Zo lang duurt een notebook meestal:
      cyber_training: 4,2 s (1 keer)
    """
    if not lines:
        return ["Er is nog niets bijgehouden. Maak eerst een rapport."]
    last = [line for line in lines if line.batch == lines[-1].batch]
    day, _, clock = last[0].batch.partition("T")
    ran: dict[str, list[float]] = {}
    for line in lines:
        if line.wall_seconds is not None and not line.is_kept and line.outcome == DONE:
            ran.setdefault(line.notebook, []).append(line.wall_seconds)
    usual = [f"  {name}: {_seconds(statistics.median(took))} ({len(took)} keer)" for name, took in sorted(ran.items())]
    return [
        f"De laatste keer, op {day} om {clock[:5]} (UTC):",
        *(f"  {_whose(line)}: {_told(line)}" for line in last),
        *(["Zo lang duurt een notebook meestal:", *usual] if usual else []),
    ]


def _whose(line: Line) -> str:
    return f"{line.home} {line.run}" if line.home else line.run


def _told(line: Line) -> str:
    if line.is_kept:
        return "stond al klaar"
    parts = [f"{line.outcome} in {_seconds(line.wall_seconds)}" if line.wall_seconds is not None else line.outcome]
    if line.cpu_seconds is not None:
        parts.append(f"rekentijd {_seconds(line.cpu_seconds)}")
    if line.peak_bytes is not None:
        parts.append(f"geheugen {line.peak_bytes / _MEGABYTE:.0f} MB")
    return ", ".join([*parts, f"op {line.where}"])


def _seconds(seconds: float) -> str:
    return f"{seconds:.1f} s".replace(".", ",")


def _lines() -> Iterator[Line]:
    try:
        written = _file().read_text("utf-8", errors="replace").splitlines()
    except OSError:
        return
    for line in written:
        with contextlib.suppress(ValueError, TypeError):
            yield Line(**json.loads(line))


def _is_broken_off() -> bool:
    with _file().open("rb") as file:
        file.seek(max(file.seek(0, os.SEEK_END) - 1, 0))
        return file.read() not in (b"", b"\n")


def now() -> str:
    """By which a batch is known."""
    return datetime.now(UTC).isoformat(timespec="milliseconds").removesuffix("+00:00")


def _file() -> Path:
    return paths.KEPT / FILE
