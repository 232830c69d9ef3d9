"""What a person is asked about an own file, with a proposal and numbered choices, and how an answer is read."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from helpers.door.cells import fold
from helpers.floor.faults import AskedWrongly
from helpers.sources.mapping.own_parsers import EMPTY

CONSTANT = "="  # before a value that holds for all rows
NOT_COUNTED = "(telt niet)"  # what a word may mean: its rows do not count
NONE = ""  # the decision that the file does not have a column


@dataclass(frozen=True)
class Question:
    """One thing to decide. `proposed` says in words what Enter takes, "" where nothing can be proposed.

    `choices` are numbered from 1. `read` gives the decision of an answer, of "" the proposed one, and raises
    AskedWrongly. `key` names the question, so that its decision can be kept.
    """

    key: str
    text: str
    choices: tuple[str, ...]
    hint: str
    proposed: str
    read: Callable[[str], Any]


@dataclass(frozen=True)
class Choice:
    """What was chosen besides the columns, such as which rows count, and the question to choose otherwise."""

    title: str
    told: str
    question: Question


@dataclass(frozen=True)
class PerText:
    """The decision that a column follows from another column of the file: what each of its texts means."""

    own: str
    meant: Mapping[str, str]


def numbers(answer: str, most: int) -> list[int]:
    """The places, from 0, of the numbers in an answer such as "1,3". Raises AskedWrongly.

    >>> numbers("1, 3", 3)
    [0, 2]
    """
    found = re.split(r"[,; ]+", answer.strip())
    if not all(re.fullmatch(r"\d{1,3}", one, re.ASCII) and 1 <= int(one) <= most for one in found):
        raise AskedWrongly(f"Dit zijn geen nummers van 1 tot en met {most}.", "Typ bijvoorbeeld 1,2.")
    return [int(one) - 1 for one in dict.fromkeys(found)]


def meanings(answer: str, own: Sequence[str]) -> dict[str, str]:
    """What an answer such as "1,2=afval; 3=(leeg)" says that the own words mean. Raises AskedWrongly.

    Instead of its number a word may be written out.

    >>> meanings("1,2=afval; X=beide", ["A", "GA", "X"])
    {'A': 'afval', 'GA': 'afval', 'X': 'beide'}
    """
    by_name = {fold(word) or word: word for word in own}
    found: dict[str, str] = {}
    for part in filter(str.strip, _parts(answer)):
        left, sign, meant = (one.strip() for one in part.partition("="))
        if not sign or not left:
            raise AskedWrongly(
                f"In “{part.strip()}” ontbreekt wat het betekent.", "Typ bijvoorbeeld 1=afval; 2=(leeg)."
            )
        named = by_name.get(fold(left) or left)
        words = [named] if named else [own[at] for at in numbers(left, len(own))]
        found |= dict.fromkeys(words, _SAID.get(meant.casefold(), meant))
    return found


_SAID = {EMPTY: "", "leeg": "", NOT_COUNTED: NOT_COUNTED, "telt niet": NOT_COUNTED}


def _parts(answer: str) -> list[str]:
    """The parts of an answer: apart by semicolons, else by commas behind what a word means."""
    if ";" in answer:
        return answer.split(";")
    parts: list[str] = []
    for piece in answer.split(","):
        is_open = bool(parts) and "=" not in parts[-1]
        if is_open:
            parts[-1] += f",{piece}"
        else:
            parts.append(piece)
    return parts
