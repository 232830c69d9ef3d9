"""How often the reach of wijken seems to go along an axis, where it does not and where it does.

Run: python tests/benchmarks/calibration_reach.py [years] [seed]

Simulated years (default 2,000) of a municipality of 13 and of 48 wijken, with counts as the page uses them: below 10
hidden, the others to the nearest 5. Wijken differ by themselves, by a coefficient of variation (cv) of 0, .3 and .5.
Prints how often an interval leaves out 0: of the slope over all wijken, which the page goes by (`models.reach_gap`),
and, to compare, of the gap between outer thirds of two or of three wijken with persons as the unit (Newcombe). Without a
relation that is a false find; where reach along the axis falls to half, or to a quarter, a true one. Ends with exit
code 1 when the slope is found falsely in more than 7% of the years. Five minutes for 2,000 years on 2 cores.
"""

from __future__ import annotations

import os
import sys
import time
from concurrent.futures import ProcessPoolExecutor

import numpy as np
import pandas as pd

from helpers.floor.params.small_numbers import SmallNumbers
from helpers.floor.shapes import tables
from helpers.models.statistics import inequality, proportions
from helpers.models.training import reach_gap

SEED = 20261129
CHUNK = 100
MOST_FALSE = 0.07
WIJKEN, VARIATION = (13, 48), (0.0, 0.3, 0.5)
RATIOS = {"none": 1.0, "to half": 0.5, "to a quarter": 0.25}  # the rate at the far end over that at the near end
ELDERLY = (350, 2100)  # inhabitants of a wijk: those of the 13 wijken in inputs.md lie between
RATE = 200 / 17_844  # the target over the elderly of the municipality
WITH_VENUE, FURTHEST = 1 / 3, 4.0  # of the wijken; km
SMALL = SmallNumbers()


def year(wijken: int, variation: float, ratio: float, random: np.random.Generator) -> tuple[pd.DataFrame, pd.DataFrame]:
    """The cells that may be shown, and how far each wijk lies from a session."""
    people = random.integers(*ELDERLY, wijken)
    km = random.uniform(0.5, FURTHEST, wijken) * (random.random(wijken) >= WITH_VENUE)
    own = random.gamma(variation**-2, variation**2, wijken) if variation else np.ones(wijken)
    along = ratio ** inequality.ridits(km, people)
    expected = RATE * people * own * along * people.sum() / (along @ people)
    count = random.poisson(expected)
    shown = count >= SMALL.hidden_below
    names = np.array([f"w{at:02d}" for at in range(wijken)])
    told = SMALL.rounded_to * np.floor(count / SMALL.rounded_to + 0.5)
    cells = pd.DataFrame({"area": names, "count": told, "population": people.astype(float)})[shown]
    return cells.reset_index(drop=True), pd.DataFrame({"area": names, "value": km})


def found_by_slope(cells: pd.DataFrame, places: pd.DataFrame) -> float:
    """1 where the interval of the page's slope leaves out 0, 0 where it holds it, NaN where there is none."""
    slope = tables.rows_of(reach_gap.along(cells, places, "venue_distance", "2026"), term="slope_index")
    slope = tables.rows_of(slope, role="primary")
    return float(slope.low.item() > 0 or slope.high.item() < 0) if len(slope) else np.nan


def found_by_gap(cells: pd.DataFrame, places: pd.DataFrame, least: int = 2) -> float:
    """The same for the gap between the outer thirds, each of at least so many wijken, with persons as the unit."""
    if cells.empty:
        return np.nan
    place = cells.area.map(places.set_index("area").value)
    third = inequality.thirds(place, cells.population)
    near, far = (cells[third == one] for one in (0, 2))
    if min(len(near), len(far)) < least:
        return np.nan
    sums = (sum_ for one in (near, far) for sum_ in (one["count"].sum(), one.population.sum()))
    low, high = proportions.difference(*sums)
    return float(low > 0 or high < 0)


def simulate(wijken: int, variation: float, relation: str, seed: int, numbers: range) -> pd.DataFrame:
    rows = []
    for number in numbers:
        random = np.random.default_rng([seed, wijken, int(10 * variation), list(RATIOS).index(relation), number])
        shown = year(wijken, variation, RATIOS[relation], random)
        found = {"slope": found_by_slope(*shown), "gap": found_by_gap(*shown), "gap of 3": found_by_gap(*shown, 3)}
        rows.append({"relation": relation, "wijken": wijken, "cv": variation, "shown": len(shown[0]), **found})
    return pd.DataFrame(rows)


def summary(years: pd.DataFrame) -> pd.DataFrame:
    """Per case: how many wijken may be shown, how often the slope speaks, and the shares of years with a find."""
    of = years.groupby(["relation", "wijken", "cv"], sort=False)
    found = of[["shown", "slope", "gap", "gap of 3"]].mean()
    found.insert(1, "speaks", of.slope.agg(lambda one: one.notna().mean()))
    return found


def missed(found: pd.DataFrame) -> list[str]:
    """Where the slope is found too often without a relation, in words."""
    false = found.loc["none"].slope
    return [f"{at}: the slope is found falsely in {rate:.3f}" for at, rate in false.items() if rate > MOST_FALSE]


def main(years: int = 2000, seed: int = SEED) -> int:
    started = time.monotonic()
    chunks = [range(at, min(at + CHUNK, years)) for at in range(0, years, CHUNK)]
    cases = [(n, cv, relation) for relation in RATIOS for n in WIJKEN for cv in VARIATION]
    with ProcessPoolExecutor(min(4, os.cpu_count() or 1)) as pool:
        jobs = [pool.submit(simulate, *case, seed, chunk) for case in cases for chunk in chunks]
        found = summary(pd.concat([job.result() for job in jobs], ignore_index=True))
    print(f"{years} years of each kind in {time.monotonic() - started:.0f} seconds, seed {seed}")
    print(found.round(3).to_string())
    faults = missed(found)
    print("\n".join(faults) or f"no slope is found falsely in more than {MOST_FALSE} of the years")
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main(*(int(one) for one in sys.argv[1:3])))
