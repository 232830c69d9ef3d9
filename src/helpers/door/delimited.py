"""Delimited text to cells: the delimiter is the sign that cuts most rows alike."""

from __future__ import annotations

import csv
import io
from collections import Counter
from contextlib import suppress
from itertools import islice

from helpers.door.cells import Sheet
from helpers.floor.faults import BadInput, Fault

# In this order: a comma may be a decimal sign, the others are not.
_DELIMITERS = ("\t", ";", ",")
_MOST = 0.6
_LOOKED_AT = 100


def read(text: str, file: str) -> Sheet:
    """The cells of a delimited file. Rows that are too short or too long stay as they are, with their number.

    Raises BadInput with the row where the quotes are broken.

    >>> read("Datum;Uren\\n2-1-2026;1,75\\n", "a.csv").rows
    [['Datum', 'Uren'], ['2-1-2026', '1,75']]
    """
    rows: list[list[str]] = []
    try:
        for row in _rows(text, delimiter(text)):
            rows.append(row)
    except csv.Error as error:
        message = f"De aanhalingstekens of regels kloppen hier niet ({error})."
        hint = "Een tekst met een aanhalingsteken erin hoort tussen dubbele aanhalingstekens."
        raise BadInput([Fault(message, hint, file, row=len(rows) + 1, rule="csv")]) from None
    return Sheet(file, "", rows, list(range(1, len(rows) + 1)))


def delimiter(text: str) -> str:
    """The sign that cuts most rows into equally many cells; a decimal comma is no delimiter.

    >>> delimiter("a;b;c\\n1,5;2,5;3,5\\n"), delimiter("maand,aantal\\n2026-01,3\\n")
    (';', ',')
    """
    for sign in _DELIMITERS:
        if _share_of_rows(text, sign) >= _MOST:
            return sign
    return max(_DELIMITERS, key=lambda sign: _share_of_rows(text, sign))


def _share_of_rows(text: str, sign: str) -> float:
    """The share of the rows that have the commonest number of cells, 0 when that is one."""
    widths: Counter[int] = Counter()
    # Broken quotes are met again, and named, when the rows themselves are read.
    with suppress(csv.Error):
        for row in islice(_rows(text, sign), _LOOKED_AT):
            widths[len(row)] += bool(row)
    several = [count for width, count in widths.items() if width > 1]
    return max(several, default=0) / max(1, widths.total())


def _rows(text: str, sign: str) -> csv.reader:
    return csv.reader(io.StringIO(text, newline=""), delimiter=sign, strict=True)
