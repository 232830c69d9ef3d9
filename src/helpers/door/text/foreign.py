"""What else a file can be, known from its first bytes, and what to do with it."""

import re

from helpers.floor.faults import BadInput, Fault

_EXPORT = "Lever de export als CSV, Excel (.xlsx) of Parquet."
_TABLE = "Open het in Excel en bewaar het als .xlsx."
_UNPACK = "Pak het uit en lever de bestanden zelf."
# First bytes → what it is, what to do.
_MARKS: tuple[tuple[bytes, str, str], ...] = (
    (b"%PDF", "een PDF", _EXPORT),
    (b"\x89PNG", "een afbeelding", _EXPORT),
    (b"\xff\xd8\xff", "een afbeelding", _EXPORT),
    (b"GIF8", "een afbeelding", _EXPORT),
    (b"II*\0", "een afbeelding", _EXPORT),
    (b"MM\0*", "een afbeelding", _EXPORT),
    (b"7z\xbc\xaf\x27\x1c", "een 7z-bestand", _UNPACK),
    (b"Rar!", "een rar-bestand", _UNPACK),
    (b"BZh", "een bz2-bestand", _UNPACK),
    (b"\xfd7zXZ", "een xz-bestand", _UNPACK),
    (b"\x28\xb5\x2f\xfd", "een zst-bestand", _UNPACK),
    (b"PK\x05\x06", "een leeg zipbestand", _EXPORT),
    (b"PARE", "een versleuteld Parquetbestand", "Lever het zonder versleuteling."),
    (b"ARROW1", "een Feather-bestand", "Lever het als Parquet of CSV."),
    (b"SQLite format 3", "een database", _EXPORT),
    (b"\0\x01\0\0Standard", "een Access-database", _EXPORT),
    (b"$FL2", "een SPSS-bestand", _EXPORT),
    (b"{\\rtf", "een tekstdocument", _EXPORT),
    (b"MZ", "een programma", _EXPORT),
    (b"\x7fELF", "een programma", _EXPORT),
    (b"\x09\x00\x04\x00", "een zeer oud Excelbestand", _TABLE),
    (b"\x09\x02\x06\x00", "een zeer oud Excelbestand", _TABLE),
    (b"\x09\x04\x06\x00", "een zeer oud Excelbestand", _TABLE),
    (b"\x09\x08\x08\x00", "een zeer oud Excelbestand", _TABLE),
    (b"\x09\x08\x10\x00", "een zeer oud Excelbestand", _TABLE),
)
_WITH_NUL = (b"MZ", b"BZh")  # letters that a table may start with: only beside a NUL
_TAGS = "html|head|body|table|t[rdh]|div|meta|script|style|center|font|span|p|br|h\\d"
_HTML = re.compile(rf"<(?:!doctype html|{_TAGS})\b", re.IGNORECASE)
_XML = re.compile(r"<(?:\?xml|!doctype|!--|[A-Za-z_][\w:.-]*[\s/>])", re.IGNORECASE)
_JSON = re.compile(r"""\{\s*["}]|\[\s*(?:[\[{"]|\])""")
# A web page with its pictures in one file, as a mail: what Excel calls "Webpagina, één bestand".
_MAIL = re.compile(r"(?:[\w-]+:[^\n]*(?:\n[ \t][^\n]*)*\n)*?(?:mime-version|content-type): ?\S", re.IGNORECASE)
_BEGINNING = 2_000


def refuse_bytes(content: bytes, file: str) -> None:
    """Raises BadInput when the first bytes are those of something that holds no table of text."""
    for mark, what, hint in _MARKS:
        if content.startswith(mark) and (mark not in _WITH_NUL or b"\0" in content[:_BEGINNING]):
            raise refusal(what, hint, file)


def is_json(text: str) -> bool:
    """Whether a text begins as a list or an object of JSON.

    >>> is_json('{"value": []}'), is_json("[Datum];[Uren]")
    (True, False)
    """
    return _JSON.match(_start(text)) is not None


def refuse_text(text: str, file: str) -> None:
    """Raises BadInput when a text is a web page, also one kept as a mail, or XML.

    >>> refuse_text("<html><body>", "a.csv")
    Traceback (most recent call last):
    helpers.floor.faults.BadInput: ... a.csv: Dit is een webpagina, geen CSV of Excelbestand. ...
    """
    start = _start(text).replace("\r\n", "\n")
    if _MAIL.match(start) or _HTML.match(start) or (start.startswith("<") and "<html" in start.lower()):
        raise refusal("een webpagina", _TABLE, file)
    if "urn:schemas-microsoft-com:office:spreadsheet" in start or 'progid="Excel.Sheet"' in start:
        raise refusal("een Excelbestand in XML", _TABLE, file, "gewoon Excelbestand")
    if start.startswith("<svg"):
        raise refusal("een afbeelding", _EXPORT, file)
    if _XML.match(start):
        raise refusal("XML", _EXPORT, file)


def refuse_as_json(text: str, file: str) -> None:
    """Raises BadInput for a text that has the name of JSON and is something else."""
    start = _start(text)
    what = "een webpagina" if _HTML.match(start) else "XML" if _XML.match(start) else "iets anders"
    raise refusal(what, "Haal het bestand opnieuw op; vaak is dit een foutpagina van de dienst.", file, "JSON")


def _start(text: str) -> str:
    return text[:_BEGINNING].lstrip("\ufeff \t\r\n")


def refusal(what: str, hint: str, file: str, wanted: str = "CSV of Excelbestand") -> BadInput:
    """The refusal of a file that is something else."""
    return BadInput([Fault(f"Dit is {what}, geen {wanted}.", hint, file, rule="bestand")])
