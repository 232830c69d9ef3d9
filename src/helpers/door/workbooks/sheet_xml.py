"""What the XML of one sheet says and a reader of its cells does not: extent, errors, percentages, what is hidden."""

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from helpers.door.cells import column_number
from helpers.door.workbooks import unplaced
from helpers.door.workbooks.workbook import Broken

NO_RESULT = "#GEEN UITKOMST"
_MOST_FORMULAS = 10_000  # a form has fewer; to name all of a large export takes time
Place = tuple[int, int]
# Some programs write a prefix before each name: <x:c r="A1">.
_CELL = rb"<(?:\w+:)?c\s"
_PLACE = re.compile(rb'\sr="([A-Z]{1,3})(\d{1,7})"')
# Begins with plain text: a search for that is seven times as fast.
_FAR_WITH_VALUE = re.compile(rb' r="([A-Z]{2,3})\d+"[^>]*(?<!/)>\s*<(?:\w+:)?(?:v|is|f)\b')
_ERROR = re.compile(_CELL + rb'([^>]*?\bt="e"[^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)', re.DOTALL)
_FORMULA = re.compile(
    _CELL + rb"([^>]*)(?<!/)>\s*<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*(<(?:\w+:)?v>\s*[^<\s])?"
)
_VALUE = re.compile(rb"<(?:\w+:)?v>([^<]+)<")
_HAIR = re.compile(_CELL + rb"([^>]*)(?<!/)>\s*<(?:\w+:)?v>\d{5}\.99999999")
_TYPE = re.compile(rb'\st="(\w+)"')
_HIDDEN = re.compile(rb'<(?:\w+:)?(row|col)\s([^>]*?\bhidden="(?:1|true)"[^>]*)>')
_NUMBERS = {name: re.compile(rb'\b%s="(\d{1,7})"' % name) for name in (b"r", b"min", b"max")}
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\s[^>]*?ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')
_PREFIXED = re.compile(rb"<\w+:sheetData")
_SINGLE_QUOTED = re.compile(rb"(\s[\w:]+)='([^'\"<>]*)'")


@dataclass(frozen=True)
class Marks:
    """All places are (row, column), counted from 0; a merged range is first row, last row, first, last column."""

    rows: int = 0  # up to the last cell with a value
    columns: int = 0  # up to the furthest cell with a value, 0 when none stands past column Z
    signs: dict[Place, str] = field(default_factory=dict)  # errors, formulas that were never computed
    percentages: list[Place] = field(default_factory=list)
    merged: list[tuple[int, int, int, int]] = field(default_factory=list)
    hidden_rows: list[int] = field(default_factory=list)
    hidden_columns: list[int] = field(default_factory=list)
    formulas: frozenset[Place] = frozenset()
    hairs: list[Place] = field(default_factory=list)  # moments less than a millisecond before midnight


def marks(xml: bytes, percent_styles: set[int]) -> Marks:
    """What the XML of a sheet says."""
    if b" r='" in xml:
        xml = _SINGLE_QUOTED.sub(rb'\1="\2"', xml)
    try:
        return _marks(xml if unplaced.has_places(xml) else unplaced.with_places(xml), percent_styles)
    except Broken:  # cells that matter do not say where they stand, others do
        return _marks(unplaced.with_places(xml), percent_styles)


def _marks(xml: bytes, percent_styles: set[int]) -> Marks:
    formulas = dict(_formulas(xml))
    unanswered = {place: NO_RESULT for place, has_answer in formulas.items() if not has_answer}
    signs = {**dict(_errors(xml)), **unanswered}
    percentages = list(_percentages(xml, percent_styles))
    merged = [_range(one) for one in _MERGED.findall(xml)] if b"mergeCell " in xml else []
    end = _end_of_values(xml)
    hidden = list(_hidden(xml, end)) if b'hidden="' in xml else []
    return Marks(
        *_extent(xml, end),
        signs,
        percentages,
        merged,
        sorted({at for kind, at in hidden if kind == b"row"}),
        sorted({at for kind, at in hidden if kind == b"col"}),
        frozenset(formulas),
        list(_hairs(xml)),
    )


def _end_of_values(xml: bytes) -> int:
    return max(xml.rfind(sign) for sign in (b"</v>", b":v>", b"</is>", b":is>"))


def _extent(xml: bytes, end: int) -> tuple[int, int]:
    """The last row with a value, and the furthest column with one when that is past Z (else 0).

    A reader fills all cells in between, so one stray value far away can take all memory.
    """
    start = end
    found = None
    while start > 0 and found is None:
        start = xml.rfind(b' r="', 0, start)
        found = _PLACE.match(xml, start) if start > 0 else None
    far = set(_FAR_WITH_VALUE.findall(xml))
    return int(found[2]) if found else 0, max(map(_column, far), default=0)


def _errors(xml: bytes) -> Iterator[tuple[Place, str]]:
    if b't="e"' in xml:
        for found in _ERROR.finditer(xml):
            value = _VALUE.search(found[2] or b"")
            yield _at(found[1]), html.unescape(value[1].decode()) if value else "#N/A"


def _formulas(xml: bytes) -> Iterator[tuple[Place, bool]]:
    """The cells with a formula, and whether it was computed: all that were not, and the first that were."""
    if b"<f" in xml or _PREFIXED.search(xml):
        for count, found in enumerate(_FORMULA.finditer(xml)):
            is_computed = found[2] is not None or _type(found[1]) in (b"str", b"e")
            if not is_computed or (count < _MOST_FORMULAS and _PLACE.search(b" " + found[1])):
                yield _at(found[1]), is_computed


def _percentages(xml: bytes, styles: set[int]) -> Iterator[Place]:
    used = [b"%d" % style for style in sorted(styles) if b's="%d"' % style in xml]
    if used:
        for found in re.finditer(_CELL + rb'([^>]*?\bs="(?:' + b"|".join(used) + rb')"[^>]*)(?<!/)>', xml):
            if _type(found[1]) in (b"", b"n"):
                yield _at(found[1])


def _hairs(xml: bytes) -> Iterator[Place]:
    if b".99999999" in xml:
        for found in _HAIR.finditer(xml):
            yield _at(found[1])


def _hidden(xml: bytes, end: int) -> Iterator[tuple[bytes, int]]:
    for kind, attributes in _HIDDEN.findall(xml, 0, max(0, end)):
        first, last = (b"r", b"r") if kind == b"row" else (b"min", b"max")
        low, high = (_NUMBERS[name].search(attributes) for name in (first, last))
        if low and high:
            for number in range(int(low[1]), min(int(high[1]), int(low[1]) + 20_000) + 1):
                yield kind, number - 1


def _type(attributes: bytes) -> bytes:
    found = _TYPE.search(b" " + attributes)
    return found[1] if found else b""


def _at(attributes: bytes) -> Place:
    found = _PLACE.search(b" " + attributes)
    if found is None:
        raise Broken
    return int(found[2]) - 1, _column(found[1]) - 1


def _range(found: tuple[bytes, bytes, bytes, bytes]) -> tuple[int, int, int, int]:
    first_column, first_row, last_column, last_row = found
    return int(first_row) - 1, int(last_row) - 1, _column(first_column) - 1, _column(last_column) - 1


def _column(letters: bytes) -> int:
    return column_number(letters.decode())
