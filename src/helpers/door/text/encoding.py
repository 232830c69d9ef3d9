"""Bytes to text. The encoding is decided by what the bytes can be, never by a guess from their frequency."""

import re

from helpers.door.text import garbling
from helpers.floor.faults import BadInput, Fault

_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
_UTF_32 = (b"\xff\xfe\0\0", b"\0\0\xfe\xff")
_QUOTED = re.compile(r'"[^"]*(?:"|$)')
_LINE_END = re.compile(r"\r\n|\r|\n")
_AS_CSV_UTF8 = "Bewaar het bestand in Excel opnieuw als “CSV UTF-8”."


def decode(content: bytes, file: str) -> str:
    r"""The text of a file in UTF-8, UTF-16 with a byte order mark, or Windows-1252.

    Raises BadInput on NUL bytes, on bytes that fit none of these, and on text that was garbled before.

    >>> decode("Financiën".encode("cp1252"), "a.csv") == decode("Financiën".encode(), "a.csv")
    True
    """
    text = _decoded(content, file)
    if "\0" in text:
        raise _refused("Het bestand bevat NUL-tekens en is geen gewone tekst.", file)
    found = garbling.garbled(text)
    if found:
        start, signs = found
        value = signs if signs.isprintable() else ""
        raise garbling.refusal(file, row=row_at(text[:start]), value=value)
    return text


def row_at(before: str) -> int:
    """The row, as Excel counts them, after this text: a line end between quotes starts no row.

    >>> row_at('a;b\\r\\n1;"twee\\nregels"\\r\\n3;')
    3
    """
    return len(_LINE_END.findall(_QUOTED.sub("", before))) + 1


def _decoded(content: bytes, file: str) -> str:
    if content.startswith(_UTF_32):
        raise _refused("Het bestand is in UTF-32 bewaard; dat wordt niet gelezen.", file)
    for mark, encoding in _MARKS:
        if content.startswith(mark):
            return _strictly(content[len(mark) :], encoding, file)
    if b"\0" in content:
        raise _refused("Het bestand bevat NUL-tekens en is geen gewone tekst.", file)
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return _strictly(content, "cp1252", file)


def _strictly(content: bytes, encoding: str, file: str) -> str:
    try:
        return content.decode(encoding)
    except UnicodeDecodeError as error:
        row = row_at(content[: error.start].decode(encoding, "ignore"))
        raise _refused("Het bestand bevat tekens die niet te lezen zijn.", file, row) from None


def _refused(message: str, file: str, row: int | None = None) -> BadInput:
    return BadInput([Fault(message, _AS_CSV_UTF8, file, row=row, rule="codering")])
