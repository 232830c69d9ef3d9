"""What the parts of a workbook say and its cells do not: extent, errors, formulas without a result."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from xml.etree import ElementTree

NO_RESULT = "#GEEN UITKOMST"
_CELL = re.compile(rb"<c\s([^>]*?)(?:/>|>(.*?)</c>)", re.DOTALL)
_PLACE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
_ROW = re.compile(rb'<row\s[^>]*?\br="(\d{1,7})"')
_FAR_COLUMN = re.compile(rb'\sr="([A-Z]{2,3})\d')
_VALUE = re.compile(rb"<v>([^<]+)</v>")


def unanswered(content: bytes) -> dict[str, dict[tuple[int, int], str]]:
    """By sheet, the text of each such cell at (row, column), both counted from 0; {} for the old .xls.

    An error cell gives its sign, such as #DIV/0!, a formula that was never computed "#GEEN UITKOMST".
    """
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return {}
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return {name: found for name, part in _parts(book) if (found := dict(_cells(book.read(part))))}


def extents(content: bytes) -> dict[str, tuple[int, int]]:
    """The rows and columns of each sheet, up to its furthest cell; {} for the old .xls.

    A reader fills all cells in between, so one stray cell far away can take all memory.
    """
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return {}
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return {name: _extent(book.read(part)) for name, part in _parts(book)}


def unpacked_bytes(content: bytes) -> int:
    """How large the workbook is once unpacked, by its own word; 0 for the old .xls."""
    if not zipfile.is_zipfile(io.BytesIO(content)):
        return 0
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return sum(part.file_size for part in book.infolist())


def _parts(book: zipfile.ZipFile) -> Iterator[tuple[str, str]]:
    """The name of each sheet and the part of the file that holds it; nothing when it is no .xlsx."""
    if "xl/_rels/workbook.xml.rels" not in book.namelist() or "xl/workbook.xml" not in book.namelist():
        return
    relations = ElementTree.fromstring(book.read("xl/_rels/workbook.xml.rels"))
    targets = {one.get("Id"): one.get("Target", "") for one in relations}
    for sheet in ElementTree.fromstring(book.read("xl/workbook.xml")).iter():
        if sheet.tag.endswith("}sheet"):
            relation = next((value for key, value in sheet.attrib.items() if key.endswith("}id")), "")
            target = targets.get(relation, "")
            part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
            if part in book.namelist():
                yield sheet.get("name", ""), part


def _extent(xml: bytes) -> tuple[int, int]:
    rows = max((int(row) for row in _ROW.findall(xml)), default=0)
    return rows, max((_column(letters) for letters in set(_FAR_COLUMN.findall(xml))), default=26)


def _cells(xml: bytes) -> Iterator[tuple[tuple[int, int], str]]:
    if b't="e"' not in xml and b"<f" not in xml:
        return
    for attributes, inside in _CELL.findall(xml):
        value = _VALUE.search(inside)
        place = _PLACE.search(attributes)
        if place is None:
            continue
        if b't="e"' in attributes:
            yield _at(place), value[1].decode() if value else "#N/A"
        elif b"<f" in inside and value is None and b't="str"' not in attributes:
            yield _at(place), NO_RESULT


def _at(place: re.Match[bytes]) -> tuple[int, int]:
    return int(place[2]) - 1, _column(place[1]) - 1


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number
