"""How a cell of an own file is read: in its own unit, by its own words, or as the place that gives the wijk."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from helpers.floor.params.export_mapping import Unit
from helpers.sources.cells import numbers
from helpers.sources.cells.cell_parser import Parse, Parser, Remark, Unreadable, cleaned, quoted
from helpers.sources.cells.hours import hour
from helpers.sources.places.place import MISSING, Place

# What one of each is in the unit of the contract: hours, or percent.
FACTORS: Mapping[str, float] = {"hours": 1, "minutes": 1 / 60, "days": 24, "percent": 1, "fraction": 100}
TIMES: tuple[Unit, ...] = ("hours", "minutes", "days", "hh:mm")
SHARES: tuple[Unit, ...] = ("percent", "fraction")
EMPTY = "(leeg)"  # how exports.yml names a cell in which nothing stands
_NAMING = ("tekst", "code")  # kinds that take any text
_CLOCK = re.compile(r"(?:1899-12-3[01][ T])?(\d{1,3}):([0-5]\d)(?::([0-5]\d)(?:[.,]0+)?)?", re.ASCII)
_DECIMALS = 9  # 20 minutes are a third of an hour: what is rounded away is a millionth of a second


def in_unit(base: Parser, unit: Unit) -> Parser:
    """A parser of numbers that stand in another unit than the contract's.

    >>> from helpers.sources.cells.hours import number_of_hours
    >>> in_unit(number_of_hours, "minutes").read("90"), in_unit(number_of_hours, "hh:mm").read("4:30")
    (1.5, 4.5)
    >>> from helpers.sources.cells.parsers import percent
    >>> in_unit(percent, "fraction").read("0,85"), in_unit(percent, "fraction").read("85%")
    (85.0, 85.0)
    """
    if unit == "hours":
        return base
    if unit == "hh:mm":
        return replace(base, parse=_on_clock, for_column=None)

    def for_column(texts: Sequence[str]) -> tuple[Parse, list[Remark]]:
        bare = numbers.bare if unit in SHARES else str
        read, remarks = numbers.decimals([bare(text) for text in texts])
        scaled, plain = (_times(factor, lambda text: read(bare(text))) for factor in (FACTORS[unit], 1))
        # a workbook shows 0,85 as 85% where its cell has that form
        return lambda text: plain(text) if unit in SHARES and text.endswith("%") else scaled(text), remarks

    return replace(base, for_column=for_column)


def _times(factor: float, read: Callable[[str], float | None]) -> Parse:
    def scaled(text: str) -> float | None:
        value = read(text)
        return None if value is None else round(value * factor, _DECIMALS)

    return scaled


def _on_clock(text: str) -> float:
    found = _CLOCK.fullmatch(text)
    if found:
        hours, minutes, seconds = (int(part or 0) for part in found.groups())
        return round(hours + minutes / 60 + seconds / 3600, _DECIMALS)
    try:
        if numbers.form(text):
            return round((numbers.decimal(text) or 0.0) * FACTORS["days"], _DECIMALS)  # as Excel keeps it
        return round(hour(text) or 0.0, _DECIMALS)  # 30 uur, as the door tells a duration of more than a day
    except Unreadable:
        message = f"{quoted(text)} is geen duur in uren en minuten."
        raise Unreadable(message, "Schrijf een duur zoals 4:30.") from None


def by_words(base: Parser, words: Mapping[str, str], dataset: str, header: str) -> Parser:
    """A parser that first turns the own words of a file into those of the contract.

    A name or code that is not named here is refused. Of a day, a number or one of a few words the parser itself
    refuses what it does not know, so that only the odd ones need naming, such as 9999-12-31 for none. “(leeg)”
    is the empty cell, on either side.

    >>> from helpers.sources.cells import parsers
    >>> by_words(parsers.choice("afval", "parkeren"), {"A": "afval"}, "x", "Doel").read("a")
    'afval'
    """
    known = _plain(words)
    own_missing = {cell(own).casefold() for own in words}
    hint = f"Zet deze waarde bij values van {dataset} in params/exports.yml, onder {header}."

    def meant(text: str) -> str:
        plain = cleaned(text).casefold()
        if plain in known:
            return known[plain]
        if base.choices or base.kind not in _NAMING:
            return text
        said = "Deze waarde" if base.is_private else quoted(text)
        raise Unreadable(f"{said} staat niet in params/exports.yml.", hint)

    def for_column(texts: Sequence[str]) -> tuple[Parse, list[Remark]]:
        texts = [words_of for text in texts if (words_of := _or_nothing(meant, text))]
        read, remarks = base.among(texts)

        def parse(text: str) -> Any:
            try:
                return read(meant(text))
            except Unreadable as error:
                raise Unreadable(error.message, hint) from None

        return parse, remarks

    return replace(base, for_column=for_column, missing=base.missing - own_missing)


def renaming(words: Mapping[str, str]) -> Callable[[str], str | None]:
    """What a text is called by `words`; None where they do not name it.

    >>> named = renaming({"Noord": "WK000001"})
    >>> named(" noord"), named("Zuid")
    ('WK000001', None)
    """
    known = _plain(words)
    return lambda text: known.get(cleaned(text).casefold()) if known else None


def _plain(words: Mapping[str, str]) -> dict[str, str]:
    return {cleaned(cell(own)).casefold(): cell(meant) for own, meant in words.items()}


def cell(text: str) -> str:
    """What stands in a cell: nothing where exports.yml says so.

    >>> cell("(leeg)"), cell("afval")
    ('', 'afval')
    """
    return "" if text == EMPTY else text


def _or_nothing(meant: Callable[[str], str], text: str) -> str:
    try:
        return meant(text)
    except Unreadable:
        return ""


def by_place(places: Mapping[str, Place], is_private: bool, hint: str) -> Parser:
    """A parser of a wijk from what was found for each text; a place outside the municipality is no wijk.

    Of a postcode or a point no text ever stands in a message.
    """
    found = {cleaned(text): place for text, place in places.items()}

    def parse(text: str) -> str | None:
        place = found.get(text, MISSING)  # its header stands there twice, which is said: nothing was looked up
        if place.wijk or place.state in ("outside", "missing"):
            return place.wijk or None
        raise Unreadable(place.message, f"{place.hint} {hint}".strip())

    return Parser("plaats", "str", parse, is_private=is_private)
