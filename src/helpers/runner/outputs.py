"""The figures behind the report as files: one CSV a table, and one workbook with all of them."""

from __future__ import annotations

import csv
import io
import math
import re
import zipfile
from collections.abc import Iterable, Mapping
from typing import Any

from helpers.runner.piece_harvest import pieces

Rows = list[list[Any]]  # the header first
_RISKY = ("=", "+", "-", "@", "\t", "\r")
_FIXED_DAY = (1980, 1, 1, 0, 0, 0)
_FIXED_TIME = b"1980-01-01T00:00:00Z"
_FORBIDDEN_IN_SHEET_NAME = re.compile(r"[\[\]:*?/\\]")


def tables(notebooks: Iterable[tuple[str, Any]]) -> dict[str, Rows]:
    """The tables of the executed notebooks (name, notebook), by the name their pieces give them.

    Two pieces with one name and other figures both stay: the later one gets its notebook's name in front.
    """
    found: dict[str, Rows] = {}
    for stem, notebook in notebooks:
        for _, piece in pieces(notebook):
            data = piece.get("data")
            if not data or not data["columns"]:
                continue
            rows = [data["columns"], *data["rows"]]
            name = piece["name"]
            found[name if found.get(name, rows) == rows else f"{stem}_{name}"] = rows
    return found


def as_csv(rows: Rows) -> bytes:
    """Comma-separated, decimal point, UTF-8; empty where a value is missing.

    A text that a spreadsheet would run as a formula gets an apostrophe in front.

    >>> as_csv([["wijk", "percent"], ["=A1", 64.5], ["-3", None]]).decode()
    "wijk,percent\\n'=A1,64.5\\n-3,\\n"
    """
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([[_cell(value) for value in row] for row in rows])
    return text.getvalue().encode("utf-8")


def as_workbook(named: Mapping[str, Rows]) -> bytes:
    """All tables as sheets of one workbook; the same tables give the same bytes."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.active)
    taken: set[str] = set()
    for name, rows in named.items():
        sheet = book.create_sheet(_sheet_name(name, taken))
        for row_number, row in enumerate(rows, 1):
            for column_number, value in enumerate(row, 1):
                _fill(sheet.cell(row_number, column_number), value)
        sheet.freeze_panes = "A2"
    if not named:
        book.create_sheet("leeg")
    stream = io.BytesIO()
    book.save(stream)
    return _without_time(stream.getvalue())


def _cell(value: Any) -> str:
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return repr(value).removesuffix(".0")
    text = str(value)
    return f"'{text}" if text.startswith(_RISKY) and not _is_number(text) else text


def _is_number(text: str) -> bool:
    return bool(re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", text, re.ASCII))


def _fill(cell: Any, value: Any) -> None:
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE

    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return
    if isinstance(value, bool | int | float):
        cell.value = value
        return
    cell.value = ILLEGAL_CHARACTERS_RE.sub("", str(value))
    cell.data_type = "s"  # never a formula


def _sheet_name(name: str, taken: set[str]) -> str:
    base = _FORBIDDEN_IN_SHEET_NAME.sub("_", name)[:31] or "tabel"
    chosen, count = base, 1
    while chosen.casefold() in taken:
        count += 1
        chosen = f"{base[: 30 - len(str(count))]}_{count}"
    taken.add(chosen.casefold())
    return chosen


def _without_time(workbook: bytes) -> bytes:
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in sorted(old.namelist()):
            content = old.read(name)
            if name == "docProps/core.xml":
                content = re.sub(rb"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", _FIXED_TIME, content)
            entry = zipfile.ZipInfo(name, _FIXED_DAY)
            entry.create_system = 0  # the same on every platform
            entry.compress_type = zipfile.ZIP_STORED  # zlib versions differ
            new.writestr(entry, content)
    return stream.getvalue()
