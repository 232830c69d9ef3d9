"""Where published editions lie: reports/<quarter>/<number>/run.json. Light to import."""

from collections.abc import Iterator
from pathlib import Path

from helpers.floor.faults import AskedWrongly
from helpers.floor.quarter import Quarter

RUN = "run.json"
SAMPLE = "voorbeeld"  # the folder of the reports on made-up data, within that of the real ones


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
    if not reports.is_dir():
        return []
    found = (_quarter(folder.name) for folder in reports.iterdir() if folder.is_dir())
    return sorted({quarter for quarter in found if quarter})


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


def _quarter(name: str) -> Quarter | None:
    try:
        return Quarter.parse(name)
    except AskedWrongly:
        return None
