"""Hidden numbers swapped for others that fit as well, on both deliveries and any quarter: does a page tell?

    python tests/benchmarks/swaps.py [TRIALS] [SEED]

A trial is a delivery, a quarter and one swap of a kind (`swapping.EDITS`): a person changes session, wijk or marks, a
dealer sector, reason or inspection, an answer or a respondent wijk, an intervention wijk, month or signal, a violation
month. A swap may count where it moves at least one hidden figure and keeps all that follows from the rule itself:

- every figure that is shown or exempt, exactly, not only as it is rounded;
- of every hidden count its kind: nobody, 1 to 9, or 10 and more; met, rest and base of a share alike;
- of every hidden count of 10 or more which of the shown ones beside it are larger: the largest are hidden first, and
  a reader is told so.

Then every chapter that reads the export is made of both. Their protected tables are compared whole, and where these
or what hangs on them differ, every piece of the notebook byte for byte. Per kind it prints the trials, the edits that
were drawn and how often none was found; per chapter the pieces that differ. It ends with 1 where any does.
"""

from __future__ import annotations

import sys
import time
from collections import Counter
from pathlib import Path
from random import Random

sys.path[:0] = [str(Path(__file__).resolve().parents[1])]

import swapping  # noqa: E402
from helpers import sources  # noqa: E402
from helpers.floor import paths  # noqa: E402
from helpers.floor.quarter import Quarter, quarters_between  # noqa: E402
from watching import watched  # noqa: E402

OF_OTHERS = paths.ROOT.parent / "shared" / "exports" / "2026-Q3"
QUARTERS = quarters_between(Quarter(2025, 1), Quarter(2026, 3))
EACH = 20  # trials of one state at most: what the chapters make of it is kept meanwhile


def main(trials: int = 200, seed: int = 20261130) -> int:
    rng, done, drawn, none = Random(seed), Counter[str](), Counter[str](), Counter[str]()
    told: Counter[tuple[str, str, str]] = Counter()
    deliveries = [sources.open_delivery("sample", "2026-Q3")]
    if OF_OTHERS.is_dir():
        deliveries.append(sources.open_delivery(str(OF_OTHERS), "2026-Q3"))
    while done.total() < trials:
        base = rng.choice(deliveries).at(rng.choice(QUARTERS))
        with watched() as watch:
            names = [name for name in swapping.EDITS if base.has(swapping.EDITS[name][0])]
            for name in (rng.choice(names) for _ in range(min(EACH, trials - done.total()))):
                found = swapping.trial(base, name, rng, watch)
                drawn[name] += found.attempts if found else 8
                if found is None:
                    none[name] += 1
                    continue
                done[name] += 1
                print(f"{base.quarter.label}, {name}: {found.differs or 'the same'}", flush=True)
                told.update((chapter, piece, name) for chapter, pieces in found.differs.items() for piece in pieces)
        print(f"{done.total()} trials, {sum(told.values())} differ, {time.process_time():.0f} CPU seconds", flush=True)
    for name in swapping.EDITS:
        print(f"{name}: {done[name]} trials of {drawn[name]} drawn; {none[name]} times none was found")
    for (chapter, piece, name), count in sorted(told.items()):
        print(f"DIFFERS {chapter}, {piece}: {count} times, {name}")
    return bool(told)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
