"""The forms in which real systems deliver: CSV and Excel, the same bytes every time."""

import csv
import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date

from openpyxl import Workbook

Row = Sequence[object]
_A_MOMENT = (2026, 10, 1, 0, 0, 0)
_STAMP = b"2026-10-01T00:00:00Z"


def csv_file(header: Row, rows: Iterable[Row], delimiter: str = ";", encoding: str = "cp1252") -> bytes:
    """A CSV as Windows writes it: CRLF, quotes only where needed, None as an empty cell.

    Where the old signs of Windows lack one, it is UTF-8 with a mark, as Excel writes it then.
    """
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=delimiter, lineterminator="\r\n")
    writer.writerow(header)
    writer.writerows(rows)
    try:
        return text.getvalue().encode(encoding)
    except UnicodeEncodeError:
        return text.getvalue().encode("utf-8-sig")


def excel_file(sheets: dict[str, Iterable[Row]]) -> bytes:
    """An Excel workbook; the time of writing does not show in it."""
    book = Workbook()
    book.remove(book.active)
    for title, rows in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows:
            sheet.append(list(row))
    written = io.BytesIO()
    book.save(written)
    return _without_the_clock(written.getvalue())


def dutch_date(day: date | None) -> str:
    """A date as 31-12-2026; empty when there is none."""
    return "" if day is None else f"{day:%d-%m-%Y}"


def decimal_comma(value: float, decimals: int = 2) -> str:
    """A number as 3,75."""
    return f"{value:.{decimals}f}".replace(".", ",")


def _without_the_clock(workbook: bytes) -> bytes:
    fixed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(workbook)) as old, zipfile.ZipFile(fixed, "w") as new:
        for name in old.namelist():
            entry = zipfile.ZipInfo(name, _A_MOMENT)
            entry.create_system, entry.external_attr = 3, 0o600 << 16
            # Stored, since another zlib would pack the same text into other bytes.
            new.writestr(entry, _with_fixed_dates(old.read(name)), zipfile.ZIP_STORED)
    return fixed.getvalue()


def _with_fixed_dates(part: bytes) -> bytes:
    return re.sub(rb'(xsi:type="dcterms:W3CDTF">)[^<]*', rb"\g<1>" + _STAMP, part)
