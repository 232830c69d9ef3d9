"""Writing a table of texts in the kinds of files that come in: delimited, workbooks, Parquet, JSON."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pandas as pd

Rows = list[list[Any]]
Write = Callable[[Path, Rows], None]


def delimited(delimiter: str, encoding: str) -> Write:
    def write(file: Path, rows: Rows) -> None:
        file.write_bytes(_text(rows, delimiter).encode(encoding))

    return write


def gzipped(file: Path, rows: Rows) -> None:
    file.write_bytes(gzip.compress(_text(rows, ";").encode("utf-8"), mtime=0))


def _text(rows: Rows, delimiter: str) -> str:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter, lineterminator="\r\n").writerows(rows)
    return text.getvalue()


def workbook(sheet: str, *title: str, total: tuple[str, str] = ("", "")) -> Write:
    """A workbook with a reading guide first, then the table below its title rows.

    `total` is a label and the header of the column that a total row at the end adds up; the label stands first.
    """

    def write(file: Path, rows: Rows) -> None:
        book = openpyxl.Workbook()
        book.active.append(["Leeswijzer bij dit bestand"])
        here = book.create_sheet(sheet)
        for line in (*([text] for text in title), *([[]] if title else []), *rows, *_total(rows, *total)):
            here.append(line)
        book.save(file)

    return write


def _total(rows: Rows, label: str, header: str) -> Rows:
    if not label:
        return []
    place = rows[0].index(header)
    total: list[Any] = [None] * len(rows[0])
    total[0 if place else 1], total[place] = label, sum(row[place] or 0 for row in rows[1:])
    return [total]


def parquet(file: Path, rows: Rows) -> None:
    pd.DataFrame(rows[1:], columns=rows[0]).to_parquet(file, index=False)


def records(file: Path, rows: Rows) -> None:
    """JSON as an interface gives it: a page with the records under one name."""
    page = {"value": [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]}
    file.write_text(json.dumps(page, ensure_ascii=False), "utf-8")
