"""The sheets of a file, read in a process of its own where the system has limits for one."""

import sys

from helpers.door import kinds
from helpers.door.cells import Sheet
from helpers.floor.faults import BadInput, Fault
from helpers.floor.printable import printable

_LONGEST_NAME = 120


def sheets(content: bytes, file: str) -> list[Sheet]:
    """The cells of a file; what it is shows from its bytes, not from its name.

    Raises BadInput when it cannot be read right, or only with too much time or memory.

    >>> sheets(b"Datum;Uren\\n2-1-2026;1,75\\n", "a.csv")[0].rows[1]
    ['2-1-2026', '1,75']
    """
    file = printable(file, _LONGEST_NAME)
    if not content:
        raise BadInput([Fault("Het bestand is leeg.", "Maak de export opnieuw.", file, rule="bestand")])
    if sys.platform == "win32" or not sys.executable:
        return kinds.attempt(content, file)
    from helpers.door.process import READER, NoProcess

    try:
        return READER.sheets(content, file)
    except NoProcess:
        return kinds.attempt(content, file)
