"""Where published editions lie: reports/<quarter>/<number>/run.json. Light to import."""

from pathlib import Path

from helpers.floor.faults import AskedWrongly
from helpers.floor.quarter import Quarter

RUN = "run.json"


def quarters(reports: Path) -> list[Quarter]:
    """The quarters that have a folder, oldest first; [] where there are no reports."""
    if not reports.is_dir():
        return []
    found = (_quarter(folder.name) for folder in reports.iterdir() if folder.is_dir())
    return sorted(quarter for quarter in found if quarter)


def numbers(reports: Path, quarter: str) -> list[int]:
    """The numbers of the editions of a quarter, lowest first: a folder without run.json is none."""
    folders = (reports / quarter).glob("*") if (reports / quarter).is_dir() else ()
    return sorted(int(one.name) for one in folders if one.name.isdecimal() and (one / RUN).is_file())


def _quarter(name: str) -> Quarter | None:
    try:
        return Quarter.parse(name)
    except AskedWrongly:
        return None
