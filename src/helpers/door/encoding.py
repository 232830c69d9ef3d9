"""Bytes to text. The encoding is decided by what the bytes can be, never by a guess from their frequency."""

from __future__ import annotations

import re

from helpers.floor.faults import BadInput, Fault

_MARKS = ((b"\xef\xbb\xbf", "utf-8"), (b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be"))
# UTF-8 that was once read as Windows-1252 shows as these pairs, such as "Ã«" for "ë".
_MOJIBAKE = re.compile("[ÂÃ][\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|\ufffd")
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
    garbled = _MOJIBAKE.search(text)
    if garbled:
        row = text.count("\n", 0, garbled.start()) + 1
        raise _refused("Letters met accenten zijn verminkt.", file, row, garbled[0])
    return text


def _decoded(content: bytes, file: str) -> str:
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
        row = content.count(b"\n", 0, error.start) + 1
        raise _refused("Het bestand bevat tekens die niet te lezen zijn.", file, row) from None


def _refused(message: str, file: str, row: int | None = None, value: str = "") -> BadInput:
    return BadInput([Fault(message, _AS_CSV_UTF8, file, row=row, value=value, rule="codering")])
