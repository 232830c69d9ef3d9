"""Hidden numbers swapped for others that fit as well, on both deliveries and any quarter: does a page tell?

    python tests/benchmarks/swaps.py [TRIALS] [SEED]

A trial draws a delivery, a quarter and a kind of swap (`swapping.EDITS`), and looks for one that leaves all that may
be told as it is and moves something hidden. Then every chapter that reads that export is made of both: their tables
compared whole, and where these differ all their pieces, byte for byte. It prints the trials of each kind, and per chapter
the pieces that differ. It ends with 1 where any does.
"""

from __future__ import annotations

import sys
from collections import Counter
from pathlib import Path
from random import Random

sys.path[:0] = [str(Path(__file__).resolve().parents[1])]

import swapping  # noqa: E402
from helpers import sources  # noqa: E402
from helpers.floor import paths  # noqa: E402
from helpers.floor.quarter import Quarter, quarters_between  # noqa: E402
from helpers.floor.shapes.delivery import Delivery  # noqa: E402

OF_OTHERS = paths.ROOT.parent / "shared" / "exports" / "2026-Q3"
QUARTERS = quarters_between(Quarter(2025, 1), Quarter(2026, 3))
EACH = 6  # trials of one state: what the chapters make of it is kept meanwhile


def main(trials: int = 200, seed: int = 20261130) -> int:
    rng, done, none = Random(seed), Counter[str](), Counter[str]()
    told: Counter[tuple[str, str, str]] = Counter()
    deliveries = [sources.open_delivery("sample", "2026-Q3")]
    if OF_OTHERS.is_dir():
        deliveries.append(sources.open_delivery(str(OF_OTHERS), "2026-Q3"))
    while done.total() < trials:
        _of_state(rng.choice(deliveries).at(rng.choice(QUARTERS)), rng, done, none, told)
        print(f"{done.total()} trials, {sum(told.values())} pieces that differ", flush=True)
    for name in swapping.EDITS:
        print(f"{name}: {done[name]} trials; {none[name]} times no swap was found")
    for (chapter, piece, name), count in sorted(told.items()):
        print(f"DIFFERS {chapter}, {piece}: {count} times, {name}")
    return bool(told)


def _of_state(
    base: Delivery, rng: Random, done: Counter[str], none: Counter[str], told: Counter[tuple[str, str, str]]
) -> None:
    kept: swapping.Kept = {}
    for name in rng.sample(list(swapping.EDITS), EACH):
        found = swapping.trial(base, name, rng, kept)
        if found is None:
            none[name] += 1
            continue
        done[name] += 1
        print(f"{base.quarter.label}, {name}: {found.differs or 'the same'}", flush=True)
        told.update((chapter, piece, name) for chapter, pieces in found.differs.items() for piece in pieces)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
