"""Which editions stand: of each quarter the current one, with what the archive and the long table show of it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from helpers.floor.quarter import Quarter
from helpers.runner.editions.disk import Files
from helpers.sources.earlier import edition_folders, run_json

TABLE = "tables/indicators.csv"
_LEAD = "management_summary.html"  # where an edition opens that was made before editions had their own one file


@dataclass(frozen=True)
class Listed:
    """One edition of a quarter; `href` and `pdf` lead to it from the archive, "" where there is none."""

    number: int
    kind: str
    href: str
    pdf: str


@dataclass(frozen=True)
class Standing:
    """The current edition of a quarter: its run.json, its table of indicators, and all editions, newest first."""

    quarter: Quarter
    run: Mapping[str, Any]
    table: bytes
    listed: Sequence[Listed]


def file_name(quarter: str, edition: int, suffix: str = ".html") -> str:
    """The name of an edition's own one file, or of its PDF, in the folder of the edition.

    >>> file_name("2026-Q3", 2, ".pdf")
    'rapport-2026-Q3-editie-2.pdf'
    """
    return f"rapport-{quarter}-editie-{edition}{suffix}"


def everywhere(out: Path, is_made_up: bool) -> list[Standing]:
    """Of each quarter what stands in a folder of reports, oldest first; what is damaged is stepped over."""
    return [one for quarter in edition_folders.quarters(out) if (one := _standing(out, quarter, is_made_up))]


def newest(out: Path, is_made_up: bool) -> Standing | None:
    """What stands of the newest quarter that has an edition that counts; None where nothing was published."""
    lying = (_standing(out, quarter, is_made_up) for quarter in reversed(edition_folders.quarters(out)))
    return next((one for one in lying if one), None)


def with_new(standing: Sequence[Standing], quarter: Quarter, run: Mapping[str, Any], files: Files) -> list[Standing]:
    """The same, as it is once this edition stands too; one that stands already is replaced by what it becomes."""
    others = {one.quarter: one for one in standing}
    number = run["edition"]
    before = [one for one in others[quarter].listed if one.number != number] if quarter in others else []
    listed = [_listed(quarter.label, number, run["kind"], files.__contains__), *before]
    return sorted(
        [*(one for one in standing if one.quarter != quarter), Standing(quarter, run, files.get(TABLE, b""), listed)],
        key=lambda one: one.quarter,
    )


def whole(out: Path, quarter: str, is_made_up: bool) -> dict[int, dict[str, Any]]:
    """The run.json of each edition of a quarter that counts, by number, lowest first."""
    found = {}
    for number in edition_folders.numbers(out, quarter):
        try:
            run = run_json.read(out, quarter, number)
        except run_json.Unfit:
            continue
        if run["is_made_up"] is is_made_up:
            found[number] = run
    return found


def _standing(out: Path, quarter: Quarter, is_made_up: bool) -> Standing | None:
    found = whole(out, quarter.label, is_made_up)
    if not found:
        return None
    listed = []
    for number, run in sorted(found.items(), reverse=True):
        folder = out / quarter.label / str(number)
        one = _listed(quarter.label, number, run["kind"], lambda name, folder=folder: (folder / name).is_file())
        listed.append(one)
    current = max(found)
    table = out / quarter.label / str(current) / TABLE
    return Standing(quarter, found[current], table.read_bytes() if table.is_file() else b"", listed)


def _listed(quarter: str, number: int, kind: str, holds: Any) -> Listed:
    names = [name for name in (file_name(quarter, number), _LEAD) if holds(name)]
    pdf = file_name(quarter, number, ".pdf")
    folder = f"{quarter}/{number}"
    beside = f"../{pdf}"  # where it lay before editions kept their own
    at = next((f"{folder}/{pdf}" if one == pdf else f"{quarter}/{pdf}" for one in (pdf, beside) if holds(one)), "")
    return Listed(number, kind, f"{folder}/{names[0]}" if names else "", at)
