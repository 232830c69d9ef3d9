"""Where published editions lie: reports/<quarter>/<number>/run.json. Light to import."""

import re
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path
from typing import TypeVar

from helpers.floor import regions
from helpers.floor.faults import AskedWrongly
from helpers.floor.month import Month
from helpers.floor.quarter import Quarter

_WIJK = re.compile(regions.WIJK, re.ASCII)
_Period = TypeVar("_Period", Quarter, Month)
RUN = "run.json"
SAMPLE = "voorbeeld"  # the folder of the reports on made-up data, within that of the real ones
PROFILES = "wijken"  # the folder of the newest profile of each wijk, at an address that stays
DASHBOARD = "dashboard"  # the folder of the dashboards, whose editions lie in it per month


def place(reports: Path, is_made_up: bool) -> Path:
    """The folder of the reports on real or on made-up data, within the one that was named.

    >>> place(Path("reports"), True).as_posix()
    'reports/voorbeeld'
    """
    return reports / SAMPLE if is_made_up and reports.name != SAMPLE else reports


def places(reports: Path, is_made_up: bool) -> list[Path]:
    """Where reports may lie, the best first: reports on made-up data once lay among the real ones."""
    return list(dict.fromkeys((place(reports, is_made_up), reports)))


def quarters(reports: Path) -> list[Quarter]:
    """The quarters that have a folder, oldest first; [] where there are no reports."""
    return _named(reports, Quarter.parse)


def months(reports: Path) -> list[Month]:
    """The months that have a folder of dashboards, oldest first; [] where there are none."""
    return _named(reports / DASHBOARD, Month.parse)


def profiles(reports: Path) -> list[str]:
    """The codes of the wijken whose profile stands at the address that stays, in their order."""
    return sorted(file.stem for file in (reports / PROFILES).glob("*.html") if _WIJK.fullmatch(file.stem))


def numbers(reports: Path, quarter: str) -> list[int]:
    """The numbers of the editions of a quarter, lowest first: a folder without run.json is none."""
    return sorted(number for number, folder in _numbered(reports / quarter) if (folder / RUN).is_file())


def taken(reports: Path, quarter: str) -> list[int]:
    """Every number that the next edition goes past, lowest first: of whatever lies there, whole or not."""
    return sorted(number for number, _ in _numbered(reports / quarter))


def _numbered(folder: Path) -> Iterator[tuple[int, Path]]:
    for one in folder.iterdir() if folder.is_dir() else ():
        if one.name.isdecimal() and one.name == str(int(one.name)):  # as this suite writes it: not 01
            yield int(one.name), one


def _named(folder: Path, parse: Callable[[str], _Period]) -> list[_Period]:
    """The periods after which folders are named, in their order."""
    found = set()
    for one in folder.iterdir() if folder.is_dir() else ():
        with suppress(AskedWrongly):
            found |= {parse(one.name)} if one.is_dir() else set()
    return sorted(found)
