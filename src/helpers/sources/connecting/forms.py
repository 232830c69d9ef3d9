"""How a column of a file can be read as a column of a contract: its unit, its words, its area, and which share."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache

from helpers.floor import paths
from helpers.floor.faults import BadInput
from helpers.floor.params.export_mapping import AreaForm, Unit
from helpers.sources.cells import parsers
from helpers.sources.cells.cell_parser import Parser
from helpers.sources.connecting import likeness, meanings
from helpers.sources.connecting.meanings import Meaning
from helpers.sources.connecting.own_table import OwnColumn
from helpers.sources.contract import Column
from helpers.sources.mapping import own_parsers
from helpers.sources.places.place import Place
from helpers.sources.places.places import located
from helpers.sources.sheets import pseudonyms

MOST_WORDS = 40  # different words of a file that a person can give a meaning
_LOOKED_AT_FIRST = 20
MOST_ODD = 8  # different texts that are no value of their column
_HOURS_A_DAY = 24
_POSTCODE = re.compile(r"[1-9]\d{3} ?-?([A-Za-z]{2})?", re.ASCII)
_DAY_WORDS = ("datum", "date", "dag", "op")
_POINT = re.compile(r"POINT ?\(.+\)", re.IGNORECASE)
_ASKED = re.compile(r"Bedoelde u (.+)\?")
# How much it says that a column can be read so: any column is a text, few are ages.
_TELLING = {
    "leeftijdsklasse": 1.0, "wijkcode": 1.0, "keuze": 0.9, "maand": 0.7, "kwartaal": 0.7, "tijd": 0.6, "ja of nee": 0.6,
    "datum": 0.5, "percentage": 0.5, "uren": 0.5, "getal": 0.4, "heel getal": 0.4, "code": 0.3, "tekst": 0.2,
}  # fmt: skip
_UNIT_WORDS: Mapping[str, Unit] = {
    "min": "minutes", "minuten": "minutes", "minutes": "minutes", "mins": "minutes", "uur": "hours", "uren": "hours",
    "hours": "hours", "hrs": "hours", "dagen": "days", "days": "days",
}  # fmt: skip


@dataclass(frozen=True)
class Form:
    """One way to read a column: the share of its filled cells that is read, and by which rules.

    `words` are the texts that need a name, with what they most likely mean. `telling` says how much it tells that
    the column can be read so, from 0 to 1.
    """

    share: float
    telling: float
    unit: Unit | None = None
    area: AreaForm | None = None
    words: Mapping[str, Meaning] = field(default_factory=dict)
    unread: frozenset[str] = frozenset()  # texts that have no meaning as they stand


UNREADABLE = Form(0.0, 0.0)


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
        return _area(own)
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
        return Form(0.5, 0.0, words=found) if 1 < len(texts) <= MOST_ODD else UNREADABLE
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


@lru_cache(maxsize=1_000)
def _area(own: OwnColumn) -> Form:
    """The form of area that reads most; a point in one cell and a postcode need a table that may not be there."""
    if own.form:
        return Form(1.0, _TELLING["wijkcode"] - 0.1, area=own.form)
    found = [_located(form, own) for form in ("code", "buurtcode", "name")]
    form = max(found, key=lambda one: one.share)
    for other, is_so in (("postcode", _POSTCODE.fullmatch), ("point_wgs84", _POINT.fullmatch)):
        share = _share(own.filled, lambda text, is_so=is_so: bool(is_so(text)))
        if share > max(form.share, 0.8):
            form = Form(share, 0.9, area=other)  # type: ignore[arg-type]
    return form


def _located(form: AreaForm, own: OwnColumn) -> Form:
    texts = list(own.filled)
    try:
        some = [text for text, _ in own.filled.most_common(_LOOKED_AT_FIRST)]
        if not any(place.wijk for place in located(form, [(text,) for text in some], paths.REFERENCE)):
            return UNREADABLE  # looking for the nearest name of many texts takes time
        places = dict(zip(texts, located(form, [(text,) for text in texts], paths.REFERENCE), strict=True))
    except BadInput:
        return UNREADABLE
    if form in ("code", "buurtcode") and not any(re.search(r"\d", text) for text in texts):
        return UNREADABLE
    if form == "code" and all(re.fullmatch(r"\d{1,2}", text) for text in texts):
        return _numbered(own, len({place.wijk for place in places.values() if place.wijk}))
    found = {text for text, place in places.items() if place.wijk or place.state in ("outside", "missing")}
    here = {text for text, place in places.items() if place.wijk}
    share = _share(own.filled, found.__contains__)
    if not here:
        return UNREADABLE
    rest = [text for text in texts if text not in found]
    words = {text: _near_wijk(text, places[text]) for text in rest} if len(rest) <= MOST_ODD else {}
    known = _share(own.filled, lambda text: text in found or (text in words and words[text].is_sure))
    unread = frozenset(text for text in texts if text not in here)
    if share <= 0.5:
        return Form(share, _TELLING["wijkcode"], area=form, unread=unread)
    return Form(known, _TELLING["wijkcode"], area=form, words=words, unread=unread)


def _near_wijk(text: str, place: Place) -> Meaning:
    """The wijk of the name that is nearest, which is asked; nothing where the text says so."""
    if meanings.is_nothing(text):
        return Meaning("", meanings.SURE)
    asked = _ASKED.search(place.hint)
    found = located("name", [(asked[1],)], paths.REFERENCE)[0].wijk if asked else None
    return Meaning(found or None, 0.5)


def _numbered(own: OwnColumn, wijken: int) -> Form:
    """Bare numbers may be those of wijken, and anything else: they tell little."""
    return Form(1.0 if wijken == len(own.filled) else 0.0, 0.2, area="code")


def _share(counts: Counter[str], is_so: Callable[[str], bool]) -> float:
    return sum(count for text, count in counts.items() if is_so(text)) / counts.total()
