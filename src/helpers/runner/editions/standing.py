"""Which editions stand: of each quarter the current one, with what the archive and the long table show of it."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from helpers.floor import regions
from helpers.floor.quarter import Quarter
from helpers.runner.editions.disk import Files
from helpers.runner.tables import indicators_json
from helpers.sources.earlier import edition_folders, run_json

TABLE = "tables/indicators.csv"
_PROFILE = re.compile(rf"wijk_profile-({regions.WIJK})", re.ASCII)  # the run whose page is the profile of a wijk
_DOCUMENTS = {".pdf": "PDF", ".docx": "Word"}  # by the suffix of the file: the word for it on the page
_LEAD = "management_summary.html"  # where an edition opens that was made before editions had their own one file


@dataclass(frozen=True)
class Listed:
    """One edition of a quarter; `href` leads to it from the archive, "" where there is nothing to open.

    `documents` has what else it can be read as: the word for it and where it lies.
    """

    number: int
    kind: str
    href: str
    documents: Sequence[tuple[str, str]]


@dataclass(frozen=True)
class Standing:
    """The current edition of a quarter: its run.json, its table of indicators, and all editions, newest first.

    `told` are its indicators as JSON, nothing where it was made before editions had those.
    `profiles` has by the code of a wijk its name, where the edition has a page of it: `profile_page`.
    """

    quarter: Quarter
    run: Mapping[str, Any]
    table: bytes
    listed: Sequence[Listed]
    profiles: Mapping[str, str] = field(default_factory=dict)
    told: bytes = b""

    @property
    def folder(self) -> str:
        """Where the current edition lies in the folder of reports."""
        return f"{self.quarter.label}/{self.run['edition']}"


def profile_page(wijk: str) -> str:
    """The name of the profile of a wijk in the folder of an edition.

    >>> profile_page("WK000001")
    'wijk_profile-WK000001.html'
    """
    return f"wijk_profile-{wijk}.html"


def file_name(quarter: str, edition: int, suffix: str = ".html") -> str:
    """The name of an edition's own one file, or of its PDF or Word file, in the folder of the edition.

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
    profiles, told = _profiles(run, files.__contains__), files.get(indicators_json.FILE, b"")
    new = Standing(quarter, run, files.get(TABLE, b""), listed, profiles, told)
    return sorted([*(one for one in standing if one.quarter != quarter), new], key=lambda one: one.quarter)


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
    folder = out / quarter.label / str(current)
    table, told = (
        (folder / name).read_bytes() if (folder / name).is_file() else b"" for name in (TABLE, indicators_json.FILE)
    )
    profiles = _profiles(found[current], lambda name: (folder / name).is_file())
    return Standing(quarter, found[current], table, listed, profiles, told)


def _profiles(run: Mapping[str, Any], holds: Callable[[str], bool]) -> dict[str, str]:
    """The wijken of which an edition has a profile, each with the name in the title of its page."""
    runs = [(_PROFILE.fullmatch(one.get("name", "")), one.get("title", "")) for one in run.get("notebooks", ())]
    named = {found[1]: title.partition(": ")[2] for found, title in runs if found}
    return {wijk: name or wijk for wijk, name in named.items() if holds(profile_page(wijk))}


def _listed(quarter: str, number: int, kind: str, holds: Any) -> Listed:
    names = [name for name in (file_name(quarter, number), _LEAD) if holds(name)]
    folder = f"{quarter}/{number}"
    documents = []
    for suffix, word in _DOCUMENTS.items():
        name = file_name(quarter, number, suffix)
        beside = f"../{name}"  # where a PDF lay before editions kept their own
        places = {name: f"{folder}/{name}", beside: f"{quarter}/{name}"}
        documents += [(word, at) for one, at in places.items() if holds(one)][:1]
    return Listed(number, kind, f"{folder}/{names[0]}" if names else "", documents)
