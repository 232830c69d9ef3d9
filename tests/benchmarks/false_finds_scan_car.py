"""How often the scan car's words are false, on the panels of calibration_scan_car.py, which runs this too.

1. "The hours followed the dirt": by least squares with effects of wijk and wave, as it was, and by `dispatch`, as it
   is; where hours owe nothing to earlier outcomes (random, lasting, static) and where they follow the last score.
2. The gate on what a panel can see: how many panels speak, how often these find what is not there, how often they find
   a slope of 2 and how much too large; by the jackknife's error, as it was, and by that of all cells, as it is.

Run alone: python tests/benchmarks/false_finds_scan_car.py [panels]
"""

from __future__ import annotations

import os
import sys
from concurrent.futures import ProcessPoolExecutor

import numpy as np
import pandas as pd
from calibration_scan_car import CHUNK, HOURS_CELL_SD, LEVEL, SEED, SLOPE, panel
from scipy import stats

from helpers.models.scan_car import sensitivity
from helpers.models.scan_car.dispatch import dispatch
from helpers.models.scan_car.exaggeration import exaggeration
from helpers.models.statistics import fixed_effects

SIZES = ((13, 4), (13, 5), (13, 6), (20, 6))
WIDE = 14.0  # hours that differ more from wave to wave than in statistics.md
CASES = [
    *((kind, slope, HOURS_CELL_SD) for kind in ("random", "lasting", "static", "dynamic") for slope in (0.0, 4.0)),
    ("random", 4.0, WIDE),
]
LIMITS = (5.0, 3.5, 2.5)


def by_least_squares(cells: pd.DataFrame) -> str:
    """The word that was given before: hours on the outcome of the wave before, effects of wijk and wave, CV3."""
    ordered = cells.sort_values(["cluster", "period"])
    before = ordered.groupby("cluster").y.shift()
    known = ordered.assign(before=before, y=ordered.x, weight=1.0).dropna()
    low, high = fixed_effects.fit(known, regressors=("before",)).interval(LEVEL)
    return "followed" if high < 0 else "shunned" if low > 0 else ""


def by_dispatch(cells: pd.DataFrame) -> str:
    words = {"mogelijk gevolgd": "followed", "mogelijk gemeden": "shunned", "niet te zien": "silent"}
    return words.get(dispatch(cells).verdict.item(), "")


def followed(size: tuple[int, int], numbers: range, cases: list = CASES) -> pd.DataFrame:
    """One row a panel and case: the word by both ways."""
    rows = []
    for number in numbers:
        for kind, slope, spread in cases:
            cells = panel([SEED, *size, number], *size, kind, slope, spread)
            rows.append((kind, slope, spread, by_least_squares(cells), by_dispatch(cells)))
    table = pd.DataFrame(rows, columns=["hours", "slope", "spread", "before", "after"])
    return table.assign(size="{}x{}".format(*size))


def seen(size: tuple[int, int], numbers: range) -> pd.DataFrame:
    """One row a panel without an association: the slope and its two errors."""
    rows = []
    for number in numbers:
        cells = panel([SEED + 1, *size, number], *size, "static")
        fit = fixed_effects.fit(cells)
        rows.append((fit.slope, fit.se, sensitivity.ordinary_error(cells), fit.df))
    return pd.DataFrame(rows, columns=["slope", "jackknife", "of_all_cells", "df"]).assign(size="{}x{}".format(*size))


def words_counted(table: pd.DataFrame) -> pd.DataFrame:
    """How often each way says that hours followed the dirt, or shunned it, and how often the second is silent."""
    groups = table.groupby(["size", "hours", "slope", "spread"], sort=False)
    columns = {
        f"{way}_{word}": groups[way].apply(lambda said, word=word: (said == word).mean())
        for way in ("before", "after")
        for word in ("followed", "shunned")
    }
    silent = groups.after.apply(lambda said: (said == "silent").mean())
    return pd.DataFrame(columns).assign(after_silent=silent, panels=groups.size())


def gates_counted(table: pd.DataFrame) -> pd.DataFrame:
    """Per size, limit and error of the gate: speaks, false_find, power at a slope of 2 and times (too large)."""
    rows = []
    for size, of_size in table.groupby("size", sort=False):
        df = of_size.df.iloc[0]
        least, reach = fixed_effects.minimal_detectable(1.0, df), stats.t.ppf((1 + LEVEL) / 2, df)
        for limit in LIMITS:
            for error in ("jackknife", "of_all_cells"):
                speaks = of_size[least * of_size[error] <= limit]
                on_top, edge = (speaks.slope + SLOPE).abs(), reach * speaks.jackknife
                rows.append(
                    {
                        "size": size,
                        "limit": limit,
                        "error": error,
                        "speaks": len(speaks) / len(of_size),
                        "false_find": (speaks.slope.abs() > edge).mean(),
                        "power": (on_top > edge).mean(),
                        "times": on_top[on_top > edge].mean() / SLOPE,
                    }
                )
        times = exaggeration(SLOPE, float(of_size.slope.std()), df)
        rows.append({"size": size, "limit": np.inf, "error": "no gate, in theory", "speaks": 1.0, "times": times})
    return pd.DataFrame(rows).set_index(["size", "limit", "error"])


def missed(words: pd.DataFrame) -> list[str]:
    """Where hours that owe nothing to the outcome are said to follow or shun it more often than 3 Monte Carlo errors above."""
    faults = []
    for (size, kind, slope, spread), row in words.iterrows():
        said = row.after_followed + row.after_shunned
        level = {"random": 0.05, "static": 0.05, "lasting": 0.08}.get(kind, 1.0)
        most = level + 3 * (level * (1 - level) / row.panels) ** 0.5
        if said > most:
            faults.append(f"{size}, {kind}, slope {slope:g}, spread {spread:g}: said in {said:.3f}, at most {most:.3f}")
    return faults


def report(panels: int = 1000) -> list[str]:
    """Prints both tables and gives the targets that are missed."""
    chunks = [range(at, min(at + CHUNK, panels)) for at in range(0, panels, CHUNK)]
    with ProcessPoolExecutor(min(4, os.cpu_count() or 1)) as pool:
        said = [pool.submit(followed, size, chunk) for size in SIZES for chunk in chunks]
        able = [pool.submit(seen, size, chunk) for size in SIZES for chunk in chunks]
        words = words_counted(pd.concat([job.result() for job in said], ignore_index=True))
        gates = gates_counted(pd.concat([job.result() for job in able], ignore_index=True))
    print(f"hours that followed the dirt, {panels} panels of each size")
    print(words.round(3).to_string())
    print(f"the gate on what a panel can see, {panels} panels of each size")
    print(gates.round(3).to_string())
    return missed(words)


if __name__ == "__main__":
    found = report(*(int(one) for one in sys.argv[1:2]))
    print("\n".join(found) or "every target is met")
    sys.exit(1 if found else 0)
