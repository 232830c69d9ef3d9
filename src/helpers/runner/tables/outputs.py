"""The figures behind the report: every table of the executed notebooks, and a table as CSV."""

import csv
import io
import math
import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from helpers.runner.notebooks.piece_harvest import pieces
from helpers.runner.tables.book import Rows, Sheet

# Where a spreadsheet could begin a cell with a formula: a Dutch Excel splits a file with commas at each semicolon.
_RISKY = re.compile(r"(^|(?<=[;\n]))(?=[=+@\t\n-])")
_LINE_END = re.compile("\r\n?")  # a bare \r gets no quotes, and Excel takes what follows for a row


def tables(notebooks: Iterable[tuple[str, Any]], named: Collection[str] = ()) -> dict[str, Sheet]:
    """The tables of the executed notebooks (name, notebook), by the name their pieces give them.

    Two pieces with one name and other figures both stay: the later one gets its notebook's name in front. Those of
    the notebooks that are `named` always have it.
    """
    found: dict[str, Sheet] = {}
    for stem, notebook in notebooks:
        for _, piece in pieces(notebook):
            data = piece.get("data")
            if not data or not data["columns"]:
                continue
            rows, names = [data["columns"], *data["rows"]], data.get("names", {})
            sheet = Sheet(rows, _title(piece), piece.get("source") or "", names)
            name = piece["name"]
            is_free = stem not in named and (name not in found or found[name].rows == sheet.rows)
            found[name if is_free else f"{stem}_{name}"] = sheet
    return found


def _title(piece: Mapping[str, Any]) -> str:
    return piece["caption"] if "caption" in piece else f"{piece['title']}. {piece['subtitle']}"


def as_csv(rows: Rows) -> bytes:
    """Comma-separated, decimal point, UTF-8; empty where a value is missing.

    What a spreadsheet would run as a formula gets an apostrophe in front. Lines in a text end with a line feed.

    >>> as_csv([["wijk", "percent"], ["=A1", 64.5], ["-3", None]]).decode()
    "wijk,percent\\n'=A1,64.5\\n-3,\\n"
    """
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([[_cell(value) for value in row] for row in rows])
    return text.getvalue().encode("utf-8")


def _cell(value: Any) -> str:
    if value is None or (isinstance(value, float) and not math.isfinite(value)):
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, float):
        return repr(value).removesuffix(".0")
    text = _LINE_END.sub("\n", str(value))
    return text if _is_number(text) else _RISKY.sub("'", text)


def _is_number(text: str) -> bool:
    return bool(re.fullmatch(r"[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?", text, re.ASCII))
