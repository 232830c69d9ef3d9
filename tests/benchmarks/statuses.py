"""Every status of a delivery over its quarters, to be read line by line: python tests/benchmarks/statuses.py FOLDER."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from helpers import sources
from helpers.analyses import safety_indicators
from helpers.floor import dutch
from helpers.floor.quarter import Quarter, parse_range
from helpers.floor.shapes.tables import rows_of

LAST_QUARTERS = 7


def table(folder: str, quarters: list[Quarter]) -> list[str]:
    """The rows of a Markdown table: indicator, quarter, status, probability and rule."""
    lines = ["| indicator | kwartaal | status | kans | regel |", "|---|---|---|---|---|"]
    delivery = sources.open_delivery(folder, quarters[-1].label)
    found = [
        safety_indicators.analyse(delivery.at(quarter)).estimates.query("model == 'status'") for quarter in quarters
    ]
    for one in delivery.settings.indicators:
        for quarter, estimates in zip(quarters, found, strict=True):
            (row,) = rows_of(estimates, term=one.id).itertuples()
            chance = dutch.number(row.estimate, 2)
            lines.append(f"| {one.id} | {quarter.label} | {row.verdict} | {chance} | {row.rule} |")
    return lines


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("folder", help="a folder with exports, or sample")
    asked.add_argument("--quarters", default="", help="such as 2025-Q1..2026-Q3; by default the last seven")
    given = asked.parse_args()
    newest = sources.open_delivery(given.folder, "newest").quarter
    last = [newest.shift(-i) for i in reversed(range(LAST_QUARTERS))]
    folder = given.folder if given.folder == "sample" else str(Path(given.folder))
    sys.stdout.write("\n".join(table(folder, parse_range(given.quarters) if given.quarters else last)) + "\n")


if __name__ == "__main__":
    main()
