"""What is asked about the words of a file: what they mean to the contract, and what an empty yes or no means."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import partial
from typing import TYPE_CHECKING, Any

from helpers.floor import dutch, paths
from helpers.floor.faults import AskedWrongly
from helpers.sources.cells import parsers
from helpers.sources.cells.cell_parser import Unreadable, shown
from helpers.sources.connecting import chosen_rows, likeness, questions, synonyms
from helpers.sources.connecting.forms import MOST_WORDS
from helpers.sources.connecting.matching import Match
from helpers.sources.connecting.meanings import SURE, Meaning
from helpers.sources.connecting.questions import NOT_COUNTED, Choice, Question, numbers
from helpers.sources.contract import Column, Contract
from helpers.sources.mapping.own_parsers import EMPTY
from helpers.sources.places.places import located

if TYPE_CHECKING:
    from helpers.sources.connecting.drafting import Draft

KEY, UNKNOWN = "woorden ", "leeg"
_NO, _YES = "nee", "ja"


def put(made: Draft, decided: Mapping[str, Any]) -> None:
    """Put the meaning of own words in a draft, and ask what is doubtful."""
    for one in made.matching.matches:
        _put_words(made, one, decided)
    _put_unknown(made, decided)


def _put_words(made: Draft, one: Match, decided: Mapping[str, Any]) -> None:
    if one.best is None:
        return
    header, words = one.column.header, _words(made.matching.contract, one)
    decided_words = decided.get(f"{KEY}{header}", {})
    words |= {own: Meaning(what, SURE) for own, what in decided_words.items() if own in one.best.own.filled}
    if words:
        made.words[header] = _question(made, one, words, list(words))
    if doubtful := [text for text, meaning in words.items() if not meaning.is_sure]:
        made.questions.append(_question(made, one, words, doubtful))
    meant = {own: one.meant for own, one in words.items() if one.meant is not None} | decided_words
    if gone := [own for own, what in meant.items() if what == NOT_COUNTED]:
        made.put("not_rows", one.best.own.header, gone)
    if kept := {own: what or EMPTY for own, what in meant.items() if what != NOT_COUNTED}:
        made.put("values", header, kept)


def _words(contract: Contract, match: Match) -> dict[str, Meaning]:
    """The own words of a column with what they most likely mean; what must be filled in is never sure to be empty."""
    if match.best is None:
        return {}
    column, own = match.column, match.best.own
    known = synonyms.known_names(contract, column)
    if known and len(own.filled) <= MOST_WORDS:
        return {} if set(own.filled) <= set(known) else {text: _named(text, known) for text in own.filled}
    found = dict(match.best.form.words)
    if column.parser.choices:
        gone = [text for text, one in found.items() if one.meant is None and chosen_rows.says_not_counted(text)]
        found |= dict.fromkeys(gone, Meaning(NOT_COUNTED, 0.5))
    if column.is_required:
        found = {text: Meaning(None) if one.meant == "" else one for text, one in found.items()}
    return found


def _named(text: str, known: Mapping[str, tuple[str, ...]]) -> Meaning:
    """The known name that is near, else the word itself: it stays as it is."""
    near = {name: likeness.nearness(text, others) for name, others in known.items()}
    best = max(near, key=lambda name: near[name])
    return Meaning(best if near[best] >= likeness.SURE else text, SURE if text in known else 0.5)


def _question(made: Draft, one: Match, words: Mapping[str, Meaning], doubtful: list[str]) -> Question:
    assert one.best  # only of a column of the file words are known
    column, own = one.column, one.best.own
    is_hidden = column.parser.is_private or chosen_rows.is_of_persons(own)
    told = tuple(_told(text, words[text], own.filled, is_hidden=is_hidden) for text in doubtful)
    names = tuple(synonyms.known_names(made.matching.contract, column))
    choices = column.parser.choices or names
    known = f" {column.header} kent: {', '.join(choices)}." if choices else ""
    known += " Een ander woord blijft zoals het is." if names else ""
    text = f"Wat betekenen deze woorden uit “{own.header}” voor {column.header}?{known}"
    is_complete = all(words[text].meant is not None for text in doubtful)
    hint = f"Typ alleen wat anders is of nog een ? heeft, zoals {_example(choices)}; {EMPTY} is onbekend."
    hint += f" {NOT_COUNTED} laat de rijen weg." if column.parser.choices else ""
    read = partial(_decision, made, column, words, doubtful)
    return Question(f"{KEY}{column.header}", text, told, hint, "zo is het goed" if is_complete else "", read)


def _example(choices: tuple[str, ...]) -> str:
    first, second = choices[:2] if len(choices) > 1 else (EMPTY, "…")
    return f"1={first}, of meer tegelijk: 1,2={first}; 3={second}"


def _told(text: str, meaning: Meaning, counts: Counter[str], *, is_hidden: bool) -> str:
    own = "•••" if is_hidden else shown(text)
    meant = "?" if meaning.meant is None else meaning.meant or EMPTY
    count = dutch.number(counts[text])
    return f"“{own}” ({count} keer) {'blijft zoals het is' if meant == text else f'= {meant}'}"


def _decision(
    made: Draft, column: Column, words: Mapping[str, Meaning], doubtful: list[str], answer: str
) -> dict[str, str]:
    meant = {own: one.meant for own, one in words.items()}
    if answer:
        meant |= {own: _readable(made, column, what) for own, what in questions.meanings(answer, doubtful).items()}
    open_words = [own for own, what in meant.items() if what is None]
    if open_words:
        at = dutch.listing([str(doubtful.index(own) + 1) for own in open_words])
        raise AskedWrongly(f"Nog zonder betekenis: {at}.", "Typ bijvoorbeeld 1=… met een woord van de export.")
    return {own: what for own, what in meant.items() if what is not None}


def _readable(made: Draft, column: Column, meant: str) -> str:
    """What an own word means, as the contract reads it. Raises AskedWrongly."""
    if not meant or meant == NOT_COUNTED:
        return meant
    if column.parser is parsers.wijk_code:
        place = located("name", [(meant,)], paths.REFERENCE)[0]
        if not place.wijk:
            raise AskedWrongly(place.message, place.hint)
        return place.wijk
    is_count = made.matching.is_events and column.is_additive
    try:
        (parsers.yes_no if is_count else column.parser).read(meant)
    except Unreadable as error:
        raise AskedWrongly(error.message, error.hint) from None
    return meant


def _put_unknown(made: Draft, decided: Mapping[str, Any]) -> None:
    """Ask what an unknown yes or no means, once for all columns where it matters."""
    doubtful = [one for one in made.matching.matches if _is_doubtful(made, one)]
    if not doubtful:
        return
    counts = {one.column.header: _unknown(one) for one in doubtful}
    signs = {header: [sign or EMPTY for sign in found] for header, found in counts.items()}
    named = dutch.listing(list(dict.fromkeys(f"“{sign}”" for found in signs.values() for sign in found)))
    count = sum(sum(found.values()) for found in counts.values())
    where = dutch.listing([f"“{one.best.own.header}”" for one in doubtful if one.best])
    text = f"In {where} staat {dutch.number(count)} keer {named}. Wat betekent dat?"
    choices = ("nee: het was niet zo", "onbekend: dat blijft zo, en kan een fout geven")
    question = Question(UNKNOWN, text, choices, "Typ 1 of 2.", choices[0], _no_or_unknown)
    is_no = made.rules and any(set(found) & set(made.rules.values.get(name, {})) for name, found in signs.items())
    known = (_NO if is_no else UNKNOWN) if made.rules else None
    answer = decided.get(UNKNOWN, known) if known else made.ask(question, decided)
    made.choices.append(Choice("(leeg)", f"{named} is {'onbekend' if answer == UNKNOWN else _NO}", question))
    if answer != UNKNOWN:
        for header, found in signs.items():
            words = made.parts.get("values", {}).get(header, {})
            made.put("values", header, {**words, **dict.fromkeys(found, _NO)})


def _no_or_unknown(answer: str) -> str:
    return (_NO, UNKNOWN)[numbers(answer or "1", 2)[0]]


def _is_doubtful(made: Draft, one: Match) -> bool:
    """Whether an unknown yes or no matters: where each row must have one, or where only the yeses are written."""
    column = one.column
    is_count = made.matching.is_events and column.is_additive
    is_yes_no = is_count or column.parser is parsers.yes_no or _YES in column.parser.choices
    if one.best is None or not is_yes_no or not _unknown(one) or not one.best.own.filled:
        return False
    words = one.best.form.words
    only_yes = {words[text].meant if text in words else text.casefold() for text in one.best.own.filled} <= _YESES
    return is_count or column.is_required or only_yes


def _unknown(one: Match) -> dict[str, int]:
    """The signs for "not known" in a column, with how often each stands there; “nvt” may be an answer."""
    signs = one.best.own.signs if one.best else {}
    return {sign: count for sign, count in signs.items() if sign.casefold() in one.column.parser.missing}


_YESES = {"ja", "j", "1", "waar", "true", "yes", "y"}
