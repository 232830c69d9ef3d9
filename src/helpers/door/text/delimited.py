"""Delimited text to cells: the delimiter is the sign that cuts most rows alike."""

import csv
import io
import re
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from itertools import islice
from typing import TYPE_CHECKING

from helpers.door.cells import Sheet
from helpers.door.limits import LARGEST_CELLS, LARGEST_COLUMNS, LARGEST_ROWS, LONGEST_LINE_SIGNS, refuse_if_vast
from helpers.floor.faults import BadInput, Fault

if TYPE_CHECKING:
    from _csv import Reader

# A comma may be a decimal sign and a bar a sign between two words; the first two are neither.
_SURE = ("\t", ";")
_DELIMITERS = (*_SURE, "|", ",")
_MOST = 0.6
_NEARLY_ALL = 0.9
_LOOKED_AT = 100
_NAMED = re.compile(r'\A"?sep=(.)"?(?:\r\n|\r|\n|\Z)', re.IGNORECASE)
_AS_TEXT = re.compile(r'="([^"]*)"')
_QUOTES_HINT = "Een tekst met een aanhalingsteken erin hoort tussen dubbele aanhalingstekens."


def read(text: str, file: str) -> Sheet:
    """The cells of a delimited file. Rows that are too short or too long stay as they are, with their number.

    Raises BadInput with the row where the quotes are broken or the row does not fit.

    >>> read("Datum;Uren\\n2-1-2026;1,75\\n", "a.csv").rows
    [['Datum', 'Uren'], ['2-1-2026', '1,75']]
    """
    text = text.rstrip("\x1a")  # how DOS ended a file
    named = _NAMED.match(text)
    if named:  # a line for Excel, which does not show it as a row
        text = text[named.end() :]
    rows = _records(text, named[1] if named else delimiter(text), file)
    notes: tuple[Fault, ...] = ()
    if _are_quoted_whole(rows):
        lines = "\n".join(row[0].replace("\n", " ").replace("\r", " ") if row else "" for row in rows)
        rows = _records(lines, delimiter(lines), file)
        notes = (_quoted_whole(file),)
    if '="' in text:
        rows = [[_without_formula(cell) for cell in row] for row in rows]
    return Sheet(file, "", rows, list(range(1, len(rows) + 1)), notes=notes)


def delimiter(text: str) -> str:
    """The sign that cuts most rows into equally many cells; a decimal comma is no delimiter.

    >>> delimiter("a;b;c\\n1,5;2,5;3,5\\n"), delimiter("maand,aantal\\n2026-01,3\\n")
    (';', ',')
    """
    shapes = {sign: _shape(text, sign) for sign in _DELIMITERS}
    sure = [sign for sign in _SURE if shapes[sign][0] >= _MOST]
    if sure and not (shapes[","][0] == 1 > max(shapes[sign][0] for sign in sure)):
        return max(sure, key=lambda sign: shapes[sign][1])
    return max(_DELIMITERS, key=lambda sign: shapes[sign])


def _shape(text: str, sign: str) -> tuple[float, int]:
    """The share of the rows that have the commonest number of cells, 0 when that is one; and that number."""
    widths: Counter[int] = Counter()
    # Broken quotes are met again, and named, when the rows themselves are read.
    with suppress(csv.Error, BadInput):
        for row in islice(_reader(text, sign, ""), _LOOKED_AT):
            widths[len(row)] += bool(row)
    count, width = max(((count, width) for width, count in widths.items() if width > 1), default=(0, 1))
    return count / max(1, widths.total()), width


def _records(text: str, sign: str, file: str) -> list[list[str]]:
    rows: list[list[str]] = []
    cells = 0
    reader = _reader(text, sign, file)
    try:
        for row in reader:
            rows.append(row)
            cells += len(row)
            if cells > LARGEST_CELLS or len(rows) > LARGEST_ROWS or len(row) > LARGEST_COLUMNS:
                columns = max(1, len(row))
                refuse_if_vast(max(len(rows), cells // columns), columns, file)
    except csv.Error as error:
        raise _broken(str(error), len(rows) + 1, file) from None
    while rows and not any(rows[-1]):
        rows.pop()
    if reader.line_num != len(rows):
        _refuse_swallowed(rows, sign, file)
    return rows


def _reader(text: str, sign: str, file: str) -> "Reader":
    # Read as bytes: StringIO takes four bytes for every letter.
    raw = io.BytesIO(text.encode("utf-8", "surrogatepass"))
    lines = io.TextIOWrapper(raw, "utf-8", "surrogatepass", newline="")
    return csv.reader(_lines(lines, file), delimiter=sign, strict=True)


def _lines(lines: io.TextIOWrapper, file: str) -> Iterator[str]:
    for number, line in enumerate(lines, start=1):
        if len(line) > LONGEST_LINE_SIGNS:
            message = "Deze regel is langer dan een miljoen tekens."
            hint = "Maak de export opnieuw; waarschijnlijk ontbreken de regeleinden."
            raise BadInput([Fault(message, hint, file, row=number, rule="csv")])
        yield line


def _refuse_swallowed(rows: list[list[str]], sign: str, file: str) -> None:
    """A quote that closes only rows later would swallow those rows in silence."""
    width = Counter(map(len, rows)).most_common(1)[0][0] if rows else 0
    for number, row in enumerate(rows, start=1):
        for cell in row:
            if ("\n" in cell or "\r" in cell) and width > 1:
                inner = cell.splitlines()[1:-1]
                if any(line.count(sign) >= width - 1 for line in inner):
                    raise _broken("er vallen hele rijen tussen", number, file)


def _broken(reason: str, row: int, file: str) -> BadInput:
    if "field limit" in reason:
        message = "Een cel is hier langer dan 131.072 tekens: de aanhalingstekens of regels kloppen niet."
    elif "unexpected end" in reason:
        message = "De aanhalingstekens of regels kloppen hier niet: een aanhalingsteken sluit nooit."
    elif "expected after" in reason:
        message = "De aanhalingstekens of regels kloppen hier niet: na een aanhalingsteken staat nog tekst."
    else:
        message = "De aanhalingstekens of regels kloppen hier niet: er vallen hele rijen tussen."
    return BadInput([Fault(message, _QUOTES_HINT, file, row=row, rule="csv")])


def _are_quoted_whole(rows: list[list[str]]) -> bool:
    """Whether every row stands, delimiters and all, in its first cell."""
    filled = [row for row in rows if any(row)]
    if not filled or any(len(row) > 1 and any(row[1:]) for row in filled[:5]):
        return False
    whole = [row for row in filled if not any(row[1:]) and _holds_delimiter(row[0])]
    return len(whole) >= _NEARLY_ALL * len(filled)


def _holds_delimiter(cell: str) -> bool:
    return any(sign in cell for sign in _DELIMITERS)


def _quoted_whole(file: str) -> Fault:
    message = "Elke regel staat als geheel tussen aanhalingstekens; de cellen zijn daaruit gehaald."
    hint = "Bewaar de export liever rechtstreeks uit het systeem als CSV."
    return Fault(message, hint, file, rule="csv", level="warning")


def _without_formula(cell: str) -> str:
    """Without the formula that keeps leading zeros in Excel: ="0123" is 0123."""
    found = _AS_TEXT.fullmatch(cell.strip()) if '="' in cell else None
    return found[1] if found else cell
