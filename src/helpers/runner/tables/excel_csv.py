"""The tables as CSV for an Excel with Dutch settings: a double click opens them in columns, with numbers as numbers."""

import csv
import io
import re
from collections.abc import Mapping
from pathlib import PurePosixPath

FOLDER = "tables-excel/"
_NUMBER = re.compile(r"-?\d+(\.\d+)?([eE][+-]?\d+)?", re.ASCII)
_WORDS = {"true": "WAAR", "false": "ONWAAR", "": ""}
_NAMES = ("indicator_id", "group")  # text that may look like a number: 3.1 is a promise of a budget
_MARK = b"\xef\xbb\xbf"  # by it Excel knows UTF-8


def of_tables(files: Mapping[str, bytes]) -> dict[str, bytes]:
    """Of every table of an edition the same for Excel, by its name in the edition."""
    tables = [name for name in sorted(files) if name.startswith("tables/") and name.endswith(".csv")]
    return {f"{FOLDER}{PurePosixPath(name).name}": as_excel_csv(files[name]) for name in tables}


def as_excel_csv(plain: bytes) -> bytes:
    """A published CSV with semicolons, decimal commas, WAAR and ONWAAR, CRLF, and the mark by which Excel knows UTF-8.

    >>> as_excel_csv(b"wijk,percent,is_met\\nNoord,64.5,true\\n")[3:].decode()
    'wijk;percent;is_met\\r\\nNoord;64,5;WAAR\\r\\n'
    """
    header, *rows = csv.reader(io.StringIO(plain.decode("utf-8")), strict=True)
    columns = [_column(name, list(cells)) for name, cells in zip(header, zip(*rows, strict=True), strict=False)]
    text = io.StringIO()
    csv.writer(text, delimiter=";", lineterminator="\r\n").writerows([header, *zip(*columns, strict=True)])
    return _MARK + text.getvalue().encode("utf-8")


def _column(name: str, cells: list[str]) -> list[str]:
    if all(cell in _WORDS for cell in cells):
        return [_WORDS[cell] for cell in cells]
    is_text = name in _NAMES
    return [cell.replace(".", ",") if not is_text and _NUMBER.fullmatch(cell) else cell for cell in cells]
