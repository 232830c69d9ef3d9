"""What a reader of seven editions finds of hidden counts: python tests/benchmarks/disclosure_trials.py --deliveries 500.

Random deliveries, or those in folders; the chapters run on every quarter; what they publish together is attacked, as
the outsider who knows the rule and as the insider who can re-run it. With --cells each figure is written down. To
try other code on the same deliveries, set PYTHONPATH to its src: --all-totals where it exempts every total.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Collection, Iterable, Sequence
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import pandas as pd
import random_deliveries
import seven_editions
from reader_of_editions import BELOW
from ties_of_editions import reader_of

from helpers import sources
from helpers.disclosure.attack import ranges
from helpers.floor.quarter import Quarter
from helpers.floor.shapes.delivery import Delivery

COLUMNS = ("hidden", "withdrawn", "shown", "narrower", "exact", "insider", "unprinted", "unprinted_exact")


def attacked(delivery: Delivery, quarters: Sequence[Quarter], exempt: Collection[str] | None = ()) -> pd.DataFrame:
    """Each withheld or unprinted figure: its truth, and its range for the outsider and for the insider.

    `exempt` as `Reader` takes it; () stands for the promises of the delivery.
    """
    rows, truth = seven_editions.published(delivery, quarters), seven_editions.exact(delivery, quarters)
    measures = delivery.settings.by_measure if exempt == () else exempt
    outsider, insider = (reader_of(rows, truth, measures, is_insider=is_inside) for is_inside in (False, True))
    found = pd.DataFrame(outsider.cells)
    for who, reader, cells in (("", outsider, found.name), ("insider_", insider, found.name[_is_primary(found)])):
        spans = ranges(reader.known, set(cells))
        for end, column in enumerate((f"{who}low", f"{who}high")):
            found[column] = [spans[name][end] if name in spans else float("nan") for name in found.name]
    found["least"] = _least_of_marks(found, rows, truth)
    return found.assign(shown=(rows.withheld == "").sum())


def _least_of_marks(found: pd.DataFrame, rows: pd.DataFrame, truth: pd.DataFrame) -> list[float]:
    """The least that each narrower figure is without any number: a total of two hidden counts is 2 or more."""
    marks = rows.assign(withheld=rows.withheld.mask(rows.withheld == "", "withdrawn"))
    alone, names = reader_of(marks, truth, ()), found.name[is_narrower(found.low, found.high)]
    spans = ranges(alone.known, set(names) & alone.known.bounds.keys())
    return [max(1, spans[name][0]) if name in spans else 1 for name in found.name]


def _is_primary(found: pd.DataFrame) -> pd.Series:
    return (found.kind == "hidden") & found.is_count & found.truth.between(1, BELOW - 1)


def is_narrower(low: pd.Series, high: pd.Series, least: pd.Series | float = 1) -> pd.Series:
    """True where a reader can exclude one of `least` to 9, unless it is 10 or more anyhow, or nobody at all."""
    return ((low > least) | (high < BELOW - 1)) & (low < BELOW) & (high > 0)


def is_survey(found: pd.DataFrame) -> pd.Series:
    return found.name.str.match("(?:clean|lighting)_percent")


def summed(found: pd.DataFrame) -> dict[str, int]:
    """The counts of one delivery, by cell: a share that is told in part is told."""
    cell = found.name.str.replace(r":(?:met|rest)$", "", regex=True)
    is_hidden, is_small = found.kind == "hidden", found.truth.between(1, BELOW - 1)
    is_exact = found.low == found.high
    of_unprinted = found.kind == "unprinted"
    # Of few respondents no share is told, whatever they answered: it may be as many more or fewer.
    is_tight = found.high - found.low < BELOW - 1
    picked = {
        "hidden": is_hidden,
        "withdrawn": found.kind == "withdrawn",
        "narrower": is_hidden & is_narrower(found.low, found.high, found.least).where(~is_survey(found), is_tight),
        "exact": is_hidden & is_exact,
        "insider": _is_primary(found) & is_narrower(found.insider_low, found.insider_high),
        "unprinted": of_unprinted & is_small,
        "unprinted_exact": of_unprinted & is_small & is_exact,
    }
    return {**{name: cell[mask].nunique() for name, mask in picked.items()}, "shown": int(found.shown.iloc[0])}


def of_seed(seed: int, quarters: int, exempt: Collection[str] | None) -> tuple[str, pd.DataFrame, float]:
    """One random delivery: its name, what was found, and the seconds that took."""
    started = time.perf_counter()
    made = random_deliveries.delivery(sources.open_delivery("sample", "2026-Q3"), seed)
    found = attacked(made, random_deliveries.QUARTERS[-quarters:], exempt)
    return f"seed {seed}", found, time.perf_counter() - started


def of_folder(folder: str, quarters: int, exempt: Collection[str] | None) -> tuple[str, pd.DataFrame, float]:
    """A delivery in a folder, or "sample"."""
    started = time.perf_counter()
    opened = sources.open_delivery(folder, "2026-Q3")
    found = attacked(opened, random_deliveries.QUARTERS[-quarters:], exempt)
    return Path(folder).name, found, time.perf_counter() - started


def report(results: Iterable[tuple[str, pd.DataFrame, float]], cells: Path | None) -> None:
    """One line a delivery as it comes, and the sum of all."""
    lines = []
    print("delivery".ljust(12), *(name.rjust(15) for name in (*COLUMNS, "seconds")))
    for name, found, seconds in results:
        line = summed(found)
        lines.append(line)
        print(name.ljust(12), *(str(line[one]).rjust(15) for one in COLUMNS), f"{seconds:15.1f}", flush=True)
        if cells:
            found.assign(delivery=name).to_csv(cells, mode="a", header=not cells.exists(), index=False)
    print("all".ljust(12), *(str(sum(line[one] for line in lines)).rjust(15) for one in COLUMNS))


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--deliveries", type=int, default=20)
    parser.add_argument("--seed", type=int, default=0, help="of the first")
    parser.add_argument("--quarters", type=int, default=7, help="the last so many")
    parser.add_argument("--jobs", type=int, default=1)
    parser.add_argument("--folder", nargs="*", default=[], help="these deliveries, and no random ones")
    parser.add_argument("--all-totals", action="store_true", help="the code that is tried exempts every total")
    parser.add_argument("--cells", type=Path, help="a CSV to add each figure to")
    asked = parser.parse_args()
    how = {"quarters": asked.quarters, "exempt": None if asked.all_totals else ()}
    if asked.folder:
        report(map(partial(of_folder, **how), asked.folder), asked.cells)
        return
    seeds = range(asked.seed, asked.seed + asked.deliveries)
    with ProcessPoolExecutor(asked.jobs) as pool:
        report(pool.map(partial(of_seed, **how), seeds), asked.cells)


if __name__ == "__main__":
    main()
