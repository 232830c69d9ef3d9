"""Codes from text: one thing has one code, whatever its capitals and spaces; what Excel spoiled is named."""

import re
from collections.abc import Sequence

from helpers.sources.cells.cell_parser import Parse, Remark, Unreadable, quoted

_SHORTENED = re.compile(r"\d([.,]\d+)?e\+?\d+", re.ASCII | re.IGNORECASE)
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}( \d{2}:\d{2}:\d{2})?", re.ASCII)
_SIGNAL = re.compile(r"S\d{4}-(0[1-9]|1[0-2])-[1-9]\d{0,3}", re.ASCII)
_KEPT_DIGITS = 15  # by Excel, of any number
_LEAST_ZEROS = 3  # behind those: by chance once in a thousand
_MOST_NAMED = 100  # codes of a column; of more it is said only here
_AS_TEXT = "Kies in Excel de opmaak Tekst en vul de code opnieuw in."


def code(text: str) -> str:
    """A code as it stands. Raises Unreadable when Excel wrote it as a power of ten."""
    if _SHORTENED.fullmatch(text):
        message = f"{quoted(text)} is een code die Excel heeft ingekort."
        raise Unreadable(message, "Kies in Excel de opmaak Tekst en vul de hele code in.")
    return text


def signal(text: str) -> str:
    """The number of a signal, as a dashboard gives it. Raises Unreadable on any other form.

    >>> signal("s2026-10-3")
    'S2026-10-3'
    """
    number = text.upper().replace(" ", "")
    if not _SIGNAL.fullmatch(number):
        hint = "Neem één nummer over van het dashboard, zoals S2026-10-3."
        raise Unreadable(f"{quoted(text)} is geen nummer van een signaal.", hint)
    return number


def codes(texts: Sequence[str]) -> tuple[Parse, list[Remark]]:
    """How to read the codes of a column with these different texts, and what to say of it.

    Two spellings of one code are read as the first.

    >>> read, remarks = codes(["A-1", "a-1", "A -1", "B-1"])
    >>> [read(text) for text in ("A-1", "a-1", "A -1", "B-1")], len(remarks)
    (['A-1', 'A-1', 'A-1', 'B-1'], 2)
    """
    first: dict[str, str] = {}
    for text in texts:
        first.setdefault(folded(text), text)
    others = [text for text in texts if first[folded(text)] != text]
    dates = [text for text in texts if _DATE.fullmatch(text)]
    remarks = [
        *(_spelled(text, first[folded(text)]) for text in others[:_MOST_NAMED]),
        *(Remark(f"Excel heeft van deze code misschien een datum gemaakt: {quoted(text)}.", _AS_TEXT, text=text)
          for text in dates[:_MOST_NAMED]),
        *_rounded(texts),
        *_without_zeros(texts),
    ]  # fmt: skip
    return (lambda text: code(first.get(folded(text), text))) if others else code, remarks


def folded(text: str) -> str:
    """A code without capitals and spaces, so that two spellings compare.

    >>> folded(" A -1") == folded("a-1")
    True
    """
    return "".join(text.casefold().split())


def _spelled(text: str, first: str) -> Remark:
    message = f"{quoted(text)} is gelezen als {quoted(first)}: alleen hoofdletters of spaties verschillen."
    return Remark(message, "Schrijf beide gelijk.", text=text)


def _rounded(texts: Sequence[str]) -> list[Remark]:
    """An error at long numbers that all end in the zeros with which Excel fills what it cannot keep."""
    long = [text for text in texts if text.isdecimal() and len(text) > _KEPT_DIGITS]
    zeros = sum(len(text) - _KEPT_DIGITS for text in long)
    if zeros < _LEAST_ZEROS or any(text[_KEPT_DIGITS:].strip("0") for text in long):
        return []
    message = f"Lange nummers eindigen alle op nullen, zoals {quoted(long[0])}: Excel heeft ze afgerond."
    return [Remark(message, _AS_TEXT, "error")]


def _without_zeros(texts: Sequence[str]) -> list[Remark]:
    """A warning at a number that stands there with and without zeros in front, as 007 and 7."""
    padded = {text.lstrip("0"): text for text in texts if text.isdecimal() and text.startswith("0")}
    bare = [text for text in texts if text in padded]
    return [
        Remark(f"{quoted(text)} en {quoted(padded[text])} verschillen alleen in nullen vooraan.", _AS_TEXT, text=text)
        for text in bare[:_MOST_NAMED]
    ]
