"""The updates of the dashboard that this suite published: dashboard_updates.csv, a line for each new page.

It has the headers of the export of that name, and stands in for it where a delivery has none of its own.
"""

import hashlib
import re
from datetime import date
from pathlib import Path

from helpers.door import files
from helpers.floor.faults import BadInput, Fault
from helpers.sources.earlier import edition_folders

DATASET = "dashboard_updates"
FILE = f"{edition_folders.DASHBOARD}/{DATASET}.csv"  # in the folder of the reports; so it is called as an export too
_HEADER = "Datum;Wat"
_LINE = re.compile(r"\d{4}-\d{2}-\d{2};Dashboard over \d{4}-\d{2}, editie \d+, vingerafdruk [0-9a-f]{20}", re.ASCII)
_LARGEST_BYTES = 1_000_000
_HINT = "Zet het terug uit een kopie, of haal het weg: dan begint het opnieuw."


def content(reports: Path, is_made_up: bool) -> bytes | None:
    """The log of the dashboards on this kind of data, None where there is none.

    Raises BadInput where it is not as this suite writes it: nothing is counted from it, and nothing added.
    """
    file = edition_folders.place(reports, is_made_up) / FILE
    if not file.exists():
        return None
    try:
        found = files.read_bytes(file, largest=_LARGEST_BYTES)
        header, *lines = found.decode("utf-8").removesuffix("\n").split("\n")
    except (BadInput, ValueError):
        header, lines = "", []
    wrong = [] if header == _HEADER else [1]
    wrong += [row for row, line in enumerate(lines, 2) if not _is_written(line)]
    if wrong:
        raise BadInput([Fault("Deze regel schreef het dashboard niet.", _HINT, FILE, row=row) for row in wrong])
    return found


def with_new(log: bytes | None, day: date, month: str, edition: int, page: bytes) -> bytes:
    r"""The log once this page stands too.

    >>> print(with_new(None, date(2026, 11, 3), "2026-10", 1, b"page").decode())
    Datum;Wat
    2026-11-03;Dashboard over 2026-10, editie 1, vingerafdruk 3660315a9af3df255d8f
    <BLANKLINE>
    """
    mark = hashlib.sha256(page).hexdigest()[:20]
    line = f"{day.isoformat()};Dashboard over {month}, editie {edition}, vingerafdruk {mark}\n"
    return (log if log is not None else f"{_HEADER}\n".encode()) + line.encode()


def days(log: bytes | None) -> dict[tuple[str, int], str]:
    """The day on which each edition of each month was published, as the log has it.

    >>> days(with_new(None, date(2026, 11, 3), "2026-10", 1, b"page"))
    {('2026-10', 1): '2026-11-03'}
    """
    found = re.findall(r"^(\S+);Dashboard over (\S+), editie (\d+),", (log or b"").decode("utf-8"), re.MULTILINE)
    return {(month, int(edition)): day for day, month, edition in found}


def _is_written(line: str) -> bool:
    try:
        date.fromisoformat(line[:10])
    except ValueError:
        return False
    return bool(_LINE.fullmatch(line))
