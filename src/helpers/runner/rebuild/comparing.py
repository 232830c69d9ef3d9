"""An edition that was made again beside what stands and what was published: file by file, by SHA-256."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from helpers.floor import dutch
from helpers.runner.editions import disk
from helpers.runner.rebuild.asked import Standing

_SAME, _OTHER, _GONE, _BESIDE = "gelijk", "anders", "ontbreekt", "niet herbouwd"


@dataclass(frozen=True)
class Compared:
    """`lines` tell of each file, `differing` names those that are not what was made again."""

    lines: list[str]
    differing: list[str]
    unpublished: list[str]  # made again otherwise than they were when the edition was published

    @property
    def is_same(self) -> bool:
        return not self.differing and not self.unpublished


def compared(asked: Standing, again: disk.Files) -> Compared:
    """What stands beside what was made again. What lies beside the pages, such as a PDF, is not made again."""
    lines = []
    for name in sorted({*asked.files, *again}):
        here, new = _hash(asked.files.get(name)), _hash(again.get(name))
        word = _BESIDE if not new else _SAME if new == here else _OTHER if here else _GONE
        lines.append(f"  {word:<13}  {new or here}  {name}")
        lines += [f"  {'er staat':<13}  {here}"] if word == _OTHER else []
    differing = [name for name in again if asked.files.get(name) != again[name]]
    unpublished = [name for name in again if asked.record.files.get(name) != _hash(again[name])]
    return Compared(lines, sorted(differing), sorted(unpublished))


def in_short(asked: Standing, again: disk.Files, found: Compared) -> list[str]:
    """How many files are what stands, and what was published."""
    n = dutch.counted(len(again), "bestand", "bestanden")
    same, published = len(again) - len(found.differing), len(again) - len(found.unpublished)
    return [
        f"{asked.in_dutch}: van {n} {_are(same)} gelijk aan wat er staat,",
        f"en {_are(published)} gelijk aan wat bij het publiceren is vastgelegd.",
    ]


def _are(count: int) -> str:
    return f"{'is' if count == 1 else 'zijn'} er {dutch.number(count)}"


def _hash(content: bytes | None) -> str:
    return "" if content is None else hashlib.sha256(content).hexdigest()
