"""Whether a judgement by pace is as sure as it may be. Run: python tests/benchmarks/calibration_pace.py [years] [seed]

Made-up years (default 2,000 a process) of units, shares, months and small counts that go steadily, in a year-end
rush, with stalled last ones, with a step, or in bursts (pace_years.py), seen after 3, 6 and 9 months. Prints per
process and pooled: how often the 80% interval holds the end; the Brier score of the chance beside a straight line,
"as last year", today's state (each 0 or 1) and the base rate; how often "op koers" came true and "achter" failed, of
how many that may be called so. Ends with exit code 1 when a target is missed. Few years may miss one by chance.
Four minutes of computing for 2,000 years, over the cores there are.
"""

from __future__ import annotations

import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor

import numpy as np
import pace_years
import pandas as pd

from helpers.floor import verdicts

SEED = 20261129
CHUNK = 100
CANDIDATES = 4000  # a tenth of what the page draws
COVERS, HOLDS = (0.78, 0.93), 0.85  # whole months and a few exercises leave no interval near 80%
RIVALS = ("line", "last year", "today")


def simulate(kind: str, process: str, seed: int, numbers: range) -> pd.DataFrame:
    """One row a year and moment that was still open."""
    rows = []
    place = (list(pace_years.KINDS).index(kind), pace_years.PROCESSES.index(process))
    with pace_years.in_haste(CANDIDATES):
        for number in numbers:
            random = np.random.default_rng([seed, *place, number])
            for moment in pace_years.KINDS[kind](process, random):
                rows.append({"kind": kind, "process": process, **pace_years.scored(moment)})
    return pd.DataFrame(rows)


def summary(table: pd.DataFrame, of: list[str]) -> pd.DataFrame:
    """Cases, coverage, Brier scores, and what became of the calls, for each group."""
    scored = table.reset_index(drop=True)
    for name in ("ours", *RIVALS):
        scored[f"brier {name}"] = (scored[name] - scored.reached) ** 2
    verdict = scored.ours.map(verdicts.by_chance)
    scored["ok"] = (verdict == "op koers") & scored.may_on_course
    scored["behind"] = (verdict == "achter") & scored.may_behind
    groups = scored.groupby(of, sort=False)
    found = groups[["reached", "cover", "brier ours", *(f"brier {one}" for one in RIVALS)]].mean()
    found["brier base"] = found.reached * (1 - found.reached)
    found.insert(0, "cases", groups.size())
    for word, came_true in (("ok", scored.reached), ("behind", 1 - scored.reached)):
        found[f"{word} n"] = groups[word].sum()
        found[f"{word} held"] = came_true[scored[word]].groupby([scored[one] for one in of], sort=False).mean()
    return found


def missed(pooled: pd.DataFrame) -> list[str]:
    """The targets that are not met, in words."""
    faults = []
    for (kind, months), row in pooled.iterrows():
        where = f"{kind} after {months} months"
        if not COVERS[0] <= row.cover <= COVERS[1]:
            faults.append(f"{where}: the 80% interval covers {row.cover:.3f}")
        if row["brier ours"] >= min(row[f"brier {one}"] for one in RIVALS):
            faults.append(f"{where}: a simpler rule scores better than {row['brier ours']:.3f}")
        for word in ("ok", "behind"):
            if row[f"{word} n"] and row[f"{word} held"] < HOLDS:
                faults.append(f"{where}: {word} held in {row[f'{word} held']:.3f} of {row[f'{word} n']:.0f}")
    return faults


def main(years: int = 2000, seed: int = SEED) -> int:
    started = time.monotonic()
    chunks = [range(at, min(at + CHUNK, years)) for at in range(0, years, CHUNK)]
    with ProcessPoolExecutor(min(4, os.cpu_count() or 1)) as pool:
        jobs = [
            pool.submit(simulate, kind, process, seed, chunk)
            for kind in pace_years.KINDS
            for process in pace_years.PROCESSES
            for chunk in chunks
        ]
        found = pd.concat([job.result() for job in jobs], ignore_index=True)
    print(f"{years} years a process in {time.monotonic() - started:.0f} seconds, seed {seed}")
    pooled = summary(found, ["kind", "months"])
    print(summary(found, ["kind", "process", "months"]).round(3).to_string())
    print(f"\npooled\n{pooled.round(3).to_string()}")
    faults = missed(pooled)
    print("\n".join(faults) or "every target is met")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*(int(one) for one in sys.argv[1:3])))
