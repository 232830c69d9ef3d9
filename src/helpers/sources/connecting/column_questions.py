"""What is asked about a column of the contract: which column of the file it is, or one value for all rows."""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import partial
from typing import Any

from helpers.floor import dutch, paths
from helpers.floor.faults import AskedWrongly
from helpers.sources.cells import parsers
from helpers.sources.cells.cell_parser import Unreadable, shown
from helpers.sources.connecting import likeness
from helpers.sources.connecting.matching import Fit, Match, Matching
from helpers.sources.connecting.own_table import OwnColumn
from helpers.sources.connecting.questions import CONSTANT, NONE, PerText, Question, meanings, numbers
from helpers.sources.contract import Column
from helpers.sources.places.places import located

KEY = "kolom "
_MOST_CHOICES, _MOST_WAVES = 5, 12
_A_DAY = "1-9-2024"
_ONE_THING = "1"  # the number that stands for the only one there is
_TELLS = 0.4  # a form that tells so much may be the column, whatever its header


def decided_headers(decided: Mapping[str, Any]) -> dict[str, str]:
    """The own header of each column that was decided, "" where there is none or a value for all rows."""
    found = {key.removeprefix(KEY): one for key, one in decided.items() if key.startswith(KEY)}
    return {
        header: one if isinstance(one, str) and not one.startswith(CONSTANT) else NONE for header, one in found.items()
    }


def of(match: Match, matching: Matching) -> Question | None:
    """The question about a column that is doubtful; None where it is not."""
    column = match.column
    if match.is_sure or column.is_optional:
        return None
    if match.best is None and matching.is_events and column.is_additive:
        return None  # each row counts
    candidates = _candidates(match, matching)
    if match.best is None and not column.is_required and not candidates:
        return None  # unknown in all rows; said, and nothing is lost
    if not candidates and (waves := _waves(match, matching)):
        return _per_wave(column, waves)
    return _question(match, candidates, matching)


def asked(match: Match, matching: Matching, decided: object = None) -> Question:
    """The question about a column that a person wants to decide otherwise; Enter keeps what was decided."""
    candidates = _candidates(match, matching)
    if isinstance(decided, PerText) and (waves := _waves(match, matching)):
        return _per_wave(match.column, waves, decided.meant)
    kept = decided.removeprefix(CONSTANT) if isinstance(decided, str) and decided.startswith(CONSTANT) else ""
    return _question(match, candidates, matching, kept)


def starred(file: str) -> str:
    """The name of a file with a star for its numbers, as `from` in exports.yml has it."""
    return re.sub(r"\d+(?:[-_.]\d+)*", "*", file).replace("[", "?")


def _waves(match: Match, matching: Matching) -> OwnColumn | None:
    """The column that tells the few waves of an export, of which each may have a day of its own."""
    if match.best or match.column.parser.kind != "datum":
        return None
    key = next((one for one in matching.matches if one.column.name == next(iter(matching.contract.key), "")), None)
    if key is None or key.best is None or key.column.parser is not parsers.code:
        return None
    return key.best.own if 1 < len(key.best.own.filled) <= _MOST_WAVES else None


def _per_wave(column: Column, waves: OwnColumn, known: Mapping[str, str] | None = None) -> Question:
    texts = list(waves.filled)
    hint = f"Typ bijvoorbeeld {'; '.join(f'{at}={_A_DAY}' for at in range(1, len(texts) + 1))}."
    text = f"Wat is {column.header}, per {waves.header}? {column.help}"
    read = partial(_days_of, column, waves.header, texts, known or {})
    proposed = "die blijven zo" if known else ""
    return Question(f"{KEY}{column.header}", text, tuple(map(shown, texts)), hint, proposed, read)


def _days_of(column: Column, own: str, texts: list[str], known: Mapping[str, str], answer: str) -> PerText:
    if answer and "=" not in answer:
        raise AskedWrongly(f"Schrijf een datum zoals {_A_DAY}.", f"Zet het nummer ervoor: 1={_A_DAY}.")
    meant = {**known, **{text: _day_of(column, day) for text, day in meanings(answer, texts).items()}}
    if missing := [str(at) for at, text in enumerate(texts, 1) if text not in meant]:
        raise AskedWrongly(
            f"Er ontbreekt een dag voor {dutch.listing(missing)}.", "Typ ze achter elkaar, met ; ertussen."
        )
    return PerText(own, meant)


def _day_of(column: Column, day: str) -> str:
    try:
        return _readable(column, day)
    except AskedWrongly as wrong:
        raise AskedWrongly(wrong.message, f"Schrijf een datum zoals {_A_DAY}.") from None


def _candidates(match: Match, matching: Matching) -> list[Fit]:
    needed = [one for one in matching.matches if one is not match and not one.column.is_optional]
    taken = {one.best.own.header for one in needed if one.best}
    free = [one for one in match.others if one.own.header not in taken]
    near = [one for one in free if one.nearness >= likeness.NEAR or one.form.telling >= _TELLS]
    return near[:_MOST_CHOICES]


def _question(match: Match, candidates: list[Fit], matching: Matching, kept: str = "") -> Question:
    column, best = match.column, match.best
    if best is None and not kept and column.is_required and len(candidates) == 1:
        best = candidates[0]  # the only one that can be read so is proposed, whatever its header
    found = [one for one in candidates if best is None or one.own is not best.own]
    choices = [*([best] if best else []), *found][:_MOST_CHOICES]
    told = tuple(_told(one) for one in choices)
    constant = kept or (_proposed_constant(column, matching) if not choices else "")
    if best:
        proposed = f"“{best.own.header}”"
    else:
        proposed = (
            f"{constant} voor alle rijen" if constant else ("" if column.is_required else "uw bestand heeft dit niet")
        )
    text = f"Welke kolom is {column.header}? {column.help}"
    hint = f"Typ = met één waarde voor alle rijen, zoals {CONSTANT}{_example(column)}."
    if not column.is_required:
        hint += " Typ 0 als uw bestand dit niet heeft."
    read = partial(_decision, column, [one.own.header for one in choices], best, constant)
    return Question(f"{KEY}{column.header}", text, told, hint, proposed, read)


def _told(one: Fit) -> str:
    return f"{one.own.header} ({100 * one.form.share:.0f}% leesbaar)"


def _proposed_constant(column: Column, matching: Matching) -> str:
    """The one thing there is, or the wijk that the name of the file or a title names."""
    if column.parser is parsers.wijk_code:
        texts = [matching.table.sheet.file.rpartition(".")[0], *matching.table.titles]
        words = [word for text in texts for word in re.findall(r"[^\W\d_][^\W\d_'’-]{3,}", text)]
        places = located("name", [(word,) for word in words], paths.REFERENCE)
        named = {place.wijk for place in places if place.state == "found"}
        return named.pop() if len(named) == 1 else ""
    return _ONE_THING if column.holds == "thing" and column.parser is parsers.code else ""


def _example(column: Column) -> str:
    by_kind = {"wijkcode": "WK000101", "datum": "2026-03-31", "ja of nee": "ja"}
    by_kind["keuze"] = next(iter(column.parser.choices), "")
    return by_kind.get(column.parser.kind, _ONE_THING)


def _decision(column: Column, headers: list[str], best: Fit | None, constant: str, answer: str) -> str:
    if answer.startswith(CONSTANT):
        return CONSTANT + _readable(column, answer.removeprefix(CONSTANT).strip())
    if answer == "0" and not column.is_required:
        return NONE
    if not answer:
        if best is None and not constant and column.is_required:
            raise AskedWrongly("Hier is een antwoord nodig.", f"{column.header} moet in elke rij een waarde hebben.")
        return best.own.header if best else CONSTANT + constant if constant else NONE
    if not headers:
        hint = f"Typ bijvoorbeeld {CONSTANT}{_example(column)}."
        raise AskedWrongly("Geen kolom van uw bestand past hier.", hint)
    [place] = numbers(answer, len(headers))[:1]
    return headers[place]


def _readable(column: Column, value: str) -> str:
    if column.parser is parsers.wijk_code:
        place = located("name", [(value,)], paths.REFERENCE)[0]
        if not place.wijk:
            raise AskedWrongly(place.message or "Hier ontbreekt een wijk.", place.hint)
        return place.wijk
    try:
        is_empty = column.parser.read(value) is None
    except Unreadable as error:
        raise AskedWrongly(error.message, error.hint) from None
    if is_empty:
        raise AskedWrongly("Hier ontbreekt een waarde.", f"Typ bijvoorbeeld {CONSTANT}{_example(column)}.")
    return value
