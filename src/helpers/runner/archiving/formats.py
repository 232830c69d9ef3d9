"""The format of a file as an archive names it: its name and its code (PUID) in the PRONOM register."""

import re
from pathlib import PurePosixPath

# An executed notebook is JSON; PRONOM tells formats apart by their bytes.
_JSON = ("JSON Data Interchange Format", "fmt/817")
_BY_SUFFIX = {
    ".html": ("Hypertext Markup Language 5", "fmt/471"),
    ".csv": ("Comma Separated Values", "x-fmt/18"),
    ".xlsx": ("Microsoft Excel for Windows 2007 onwards", "fmt/214"),
    ".ods": ("OpenDocument Spreadsheet 1.3", "fmt/1755"),
    ".docx": ("Microsoft Word for Windows 2007 onwards", "fmt/412"),
    ".json": _JSON,
    ".ipynb": _JSON,
}
_PDF_A = ("Acrobat PDF/A - Portable Document Format 2b", "fmt/477")
_IS_PDF_A = re.compile(rb"<pdfaid:part[^>]*>2<")  # as pdf_a writes it
_PDF = {4: "fmt/18", 5: "fmt/19", 6: "fmt/20", 7: "fmt/276"}  # by the second part of the version


def of(name: str, content: bytes) -> tuple[str, str]:
    """Name and code of the format; the code is "" where it is not known here.

    >>> of("tables/a.csv", b""), of("rapport.pdf", b"%PDF-1.4"), of("x.bin", b"")
    (('Comma Separated Values', 'x-fmt/18'), ('Acrobat PDF 1.4 - Portable Document Format', 'fmt/18'), ('bin', ''))
    """
    suffix = PurePosixPath(name).suffix.lower()
    if suffix == ".pdf":
        return _pdf(content)
    return _BY_SUFFIX.get(suffix, (suffix.removeprefix(".") or "onbekend", ""))


def _pdf(content: bytes) -> tuple[str, str]:
    if _IS_PDF_A.search(content):
        return _PDF_A
    version = content[7:8]
    number = int(version) if version.isdigit() else 0
    return f"Acrobat PDF 1.{number} - Portable Document Format", _PDF.get(number, "")
