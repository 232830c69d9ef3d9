"""What is asked about the rows of a file: which of them count. It is never guessed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING, Any

from helpers.floor import dutch
from helpers.sources.cells.cell_parser import shown
from helpers.sources.connecting import chosen_rows
from helpers.sources.connecting.chosen_rows import States
from helpers.sources.connecting.questions import Choice, Question, numbers

if TYPE_CHECKING:
    from helpers.sources.connecting.drafting import Draft

KEY, CODES = "rijen ", "codes "
_MOST_ASKED = 2


def put_states(made: Draft, decided: Mapping[str, Any]) -> None:
    """Put in a draft which rows count by a column that tells how far each is, and ask it."""
    matches = [one for one in made.matching.matches if one.best]
    needed = [(one.best.own, one.best.form.unread) for one in matches if one.column.is_required and one.best]
    found = chosen_rows.states(made.matching.table, made.read, needed)
    for states in found[:_MOST_ASKED]:
        _put_states(made, states, decided)
    asked = [states.own.header for states in found[:_MOST_ASKED]]
    for header, kept in made.rules.rows.items() if made.rules else ():
        if header not in asked:
            made.put("rows", header, list(kept))


def put_odd(made: Draft, decided: Mapping[str, Any]) -> None:
    """Put in a draft the odd codes whose rows do not count, and ask it."""
    for one in made.matching.matches:
        if one.best and one.column.parser.kind == "code" and (odd := chosen_rows.odd_codes(one.best.own)):
            _put_odd(made, one.best.own.header, odd, decided)


def _put_states(made: Draft, states: States, decided: Mapping[str, Any]) -> None:
    header, texts = states.own.header, states.texts
    told = tuple(f"“{shown(text)}” ({_counted(states, text)})" for text in texts)
    kept = _known(made, states, decided)
    proposed = [str(texts.index(text) + 1) for text in kept if text in texts]
    said = "alle rijen" if len(proposed) == len(texts) else f"alleen {dutch.listing(proposed)}"
    text = f"Welke rijen tellen mee volgens “{header}”?"
    hint = "Typ de nummers die meetellen, zoals 1,2; typ 0 voor alle rijen."
    question = Question(f"{KEY}{header}", text, told, hint, said, partial(_kept, texts, kept))
    if not made.rules:
        made.ask(question, decided)
    made.choices.append(Choice("(rijen)", f"{header}: {_told(kept, texts)}", question))
    if not set(texts) <= set(kept):
        made.put("rows", header, list(kept))


def _known(made: Draft, states: States, decided: Mapping[str, Any]) -> Sequence[str]:
    """The texts whose rows count: as decided, else by the rules that stand there, else as proposed."""
    by_rules = made.rules.rows.get(states.own.header, states.texts) if made.rules else states.kept
    return decided.get(f"{KEY}{states.own.header}", by_rules)


def _told(kept: Sequence[str], texts: Sequence[str]) -> str:
    return "alle rijen" if set(texts) <= set(kept) else f"alleen {dutch.listing([f'“{shown(one)}”' for one in kept])}"


def _counted(states: States, text: str) -> str:
    lacks = "; hier ontbreken gegevens" if text in states.lacks else ""
    return f"{dutch.counted(states.counts[text], 'rij', 'rijen')}{lacks}"


def _kept(texts: Sequence[str], proposed: Sequence[str], answer: str) -> tuple[str, ...]:
    if answer == "0":
        return tuple(texts)
    return tuple(texts[at] for at in numbers(answer, len(texts))) if answer else tuple(proposed)


def _put_odd(made: Draft, header: str, odd: list[str], decided: Mapping[str, Any]) -> None:
    named = dutch.listing([f"“{shown(text)}”" for text in odd])
    text = f"In “{header}” staan nummers, en ook {named}. Tellen die rijen mee?"
    choices = ("nee, die rijen tellen niet mee", "ja")
    question = Question(f"{CODES}{header}", text, choices, "Typ 1 of 2.", choices[0], _counts)
    if made.rules:
        is_counted = decided.get(question.key, not set(odd) & set(made.rules.not_rows.get(header, ())))
    else:
        is_counted = made.ask(question, decided)
    made.choices.append(Choice("(codes)", f"{header}: {named} telt {'' if is_counted else 'niet '}mee", question))
    if not is_counted:
        made.put("not_rows", header, odd)


def _counts(answer: str) -> bool:
    return numbers(answer or "1", 2)[0] == 1
