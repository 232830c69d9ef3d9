"""How a column of a file can be read as a column of a contract: its unit, its words, its area, and which share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace
from functools import lru_cache

from helpers.floor.params.export_mapping import Unit
from helpers.sources.cells import parsers
from helpers.sources.cells.cell_parser import Parser
from helpers.sources.connecting import area_forms, likeness, meanings
from helpers.sources.connecting.form import MOST_ODD, UNREADABLE, Form
from helpers.sources.connecting.meanings import Meaning
from helpers.sources.connecting.own_table import OwnColumn
from helpers.sources.contract import Column
from helpers.sources.mapping import own_parsers
from helpers.sources.sheets import pseudonyms

MOST_WORDS = 40  # different words of a file that a person can give a meaning
_HOURS_A_DAY = 24
_DAY_WORDS = ("datum", "date", "dag", "op")
# How much it says that a column can be read so: any column is a text, few are ages.
_TELLING = {
    "leeftijdsklasse": 1.0, "wijkcode": 1.0, "keuze": 0.9, "maand": 0.7, "kwartaal": 0.7, "tijd": 0.6, "ja of nee": 0.6,
    "datum": 0.5, "percentage": 0.5, "uren": 0.5, "getal": 0.4, "heel getal": 0.4, "code": 0.3, "tekst": 0.2,
}  # fmt: skip
_UNIT_WORDS: Mapping[str, Unit] = {
    "min": "minutes", "minuten": "minutes", "minutes": "minutes", "mins": "minutes", "uur": "hours", "uren": "hours",
    "hours": "hours", "hrs": "hours", "dagen": "days", "days": "days",
}  # fmt: skip


@lru_cache(maxsize=20_000)
def best(column: Column, own: OwnColumn, *, is_event: bool = False, is_key: bool = False) -> Form:
    """The best way to read a column of a file as one of a contract.

    `is_event`: each row is an event, so that a month is a day and a count yes or no.
    """
    if not own.filled:
        return replace(UNREADABLE, telling=_TELLING.get(column.parser.kind, 0.0))
    kind = column.parser.kind
    if own.form and column.parser is not parsers.wijk_code:
        return UNREADABLE
    if column.parser is parsers.wijk_code:
        return area_forms.of(own)
    if is_event and column.is_additive:
        return _words(column, parsers.yes_no, own, ("ja", "nee"))
    if is_event and column.parser is parsers.month:
        return replace(_plain(column, parsers.day, own), telling=_TELLING["datum"])
    if column.parser.choices or column.parser is parsers.yes_no:
        return _words(column, column.parser, own, column.parser.choices or ("ja", "nee"))
    if column.high == _HOURS_A_DAY:
        return _hours(column, own)
    if kind == "percentage":
        return _percentage(column, own)
    if kind in ("tekst", "code"):
        return _name(column, own, is_key=is_key)
    return _plain(column, column.parser, own)


def _plain(column: Column, parser: Parser, own: OwnColumn, unit: Unit | None = None) -> Form:
    """Read as it is, with names for the few texts that are none of it."""
    texts = own.filled
    if parser.kind == "datum" and _is_numbers(own):
        return UNREADABLE
    odd = meanings.unread(parser, own)
    strange = sum(count for text, count in odd.items() if not meanings.is_nothing(text))
    are_few = len(odd) <= min(MOST_ODD, len(texts) - 1) and strange * 2 < texts.total()
    # of a kind that is never shown only a text that says so is called empty: an odd one may be a day of birth
    words = {text: _odd(text) for text in odd if are_few and (not parser.is_private or _says_nothing(text))}
    share = 1 - sum(count for text, count in odd.items() if text not in words) / texts.total()
    out = _outside(column, parser, [text for text in texts if text not in odd], texts)
    telling = _TELLING.get(parser.kind, 0.3)
    return Form(max(0.0, share - out), telling, unit, words=words, unread=frozenset(odd))


def _is_numbers(own: OwnColumn) -> bool:
    """Whether a column holds bare numbers under a header that speaks of no day: Excel's days are numbers too."""
    is_day = any(word.endswith(_DAY_WORDS) for word in likeness.words(own.header))
    return not is_day and all(re.fullmatch(r"\d+([.,]\d+)?", text) for text in own.filled)


def _says_nothing(text: str) -> bool:
    return meanings.is_nothing(text) and not any(map(str.isdigit, text))


def _odd(text: str) -> Meaning:
    return Meaning("", meanings.SURE if meanings.is_nothing(text) else 0.3)


def _outside(column: Column, parser: Parser, texts: list[str], counts: Counter[str]) -> float:
    """The share of the cells whose number lies outside what the contract allows."""
    if column.low is None and column.high is None:
        return 0.0
    read, _ = parser.among(texts)
    values = {text: read(text) for text in texts}
    wrong = [
        text
        for text, value in values.items()
        if value is not None
        and ((column.low is not None and value < column.low) or (column.high is not None and value > column.high))
    ]
    return sum(counts[text] for text in wrong) / counts.total()


def _words(column: Column, parser: Parser, own: OwnColumn, choices: tuple[str, ...]) -> Form:
    texts = own.filled
    odd = meanings.unread(parser, own)
    if len(odd) > MOST_WORDS:
        return UNREADABLE
    found = meanings.meanings(odd, choices)
    if all(one.meant is None for one in found.values()) and len(odd) == len(texts):
        # only its header can tell that it is this column: then every word is asked
        return Form(0.5, 0.0, words=found) if "ja" not in choices and 1 < len(texts) <= MOST_ODD else UNREADABLE
    known = sum(count for text, count in texts.items() if text not in found or found[text].meant is not None)
    return Form(known / texts.total(), _TELLING[parser.kind], words=found)


def _hours(column: Column, own: OwnColumn) -> Form:
    named = next((_UNIT_WORDS[word] for word in likeness.words(own.header) if word in _UNIT_WORDS), None)
    if any(":" in text for text in own.filled):
        units: list[Unit] = ["hh:mm"]
    else:
        units = [named] if named else ["hours", "minutes"]
        units += ["days"] if not named and _are_parts(own) else []
    found = []
    for unit in units:
        base = column.parser
        parser = base if unit == "hours" else own_parsers.in_unit(base, unit)
        found.append(_plain(column, parser, own, None if unit == "hours" else unit))
    form = max(found, key=lambda one: (one.share, one.unit == "days"))
    return replace(form, telling=_TELLING["uren"])


def _are_parts(own: OwnColumn) -> bool:
    """Whether every number is below 1 with a long tail, as Excel keeps hours of a day."""
    return all(re.fullmatch(r"0?[.,]\d{3,}|0|1", text) for text in own.filled)


def _percentage(column: Column, own: OwnColumn) -> Form:
    plain = [text.replace(",", ".").strip("% ") for text in own.filled]
    numbers = [float(text) for text in plain if re.fullmatch(r"\d+(\.\d+)?", text)]
    is_fraction = bool(numbers) and max(numbers) <= 1 and not any("%" in text for text in own.filled)
    unit: Unit | None = "fraction" if is_fraction else None
    parser = own_parsers.in_unit(column.parser, "fraction") if unit else column.parser
    return _plain(column, parser, own, unit)


def _name(column: Column, own: OwnColumn, *, is_key: bool) -> Form:
    """A name or code: any text can be one, so that its form only speaks against it."""
    texts = own.filled
    telling = _TELLING[column.parser.kind]
    is_unique = len(texts) >= 0.98 * texts.total()
    days = 1 - sum(meanings.unread(parsers.day, own).values()) / texts.total()
    numbers = 1 - sum(meanings.unread(parsers.decimal, own).values()) / texts.total()
    share = 1.0 - (days if numbers < days or column.parser.kind == "tekst" else 0.0)
    if column.holds == "pseudonym":
        share = min(share, 1 - len(pseudonyms.odd(texts)) / len(texts))
    if column.parser.kind == "tekst":
        share = min(share, 1 - numbers)
    if is_key:
        share = share if is_unique else 0.0
        telling += 0.1
    return Form(max(0.0, share), telling)
