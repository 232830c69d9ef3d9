"""Who took part: pseudonyms, some of them more than once; one wijk is reached less."""

from typing import NamedTuple

import numpy as np

from helpers.floor.areas import Areas
from helpers.samples import forms
from helpers.samples.chance import pick, stream
from helpers.samples.exports import cybertraining_bijeenkomsten
from helpers.samples.truth import (
    AGE_SHARES,
    REACH_OF_THAT_WIJK,
    RETURNING_SHARE,
    WIJK_REACHED_LESS,
    Truth,
    planted_wijk,
)

FILE = "cybertraining_deelnemers.csv"
HEADER = ("sessienr", "deelnemer", "leeftijdsklasse", "wijkcode", "voormeting", "nameting")


_Shares = tuple[dict[str, float], dict[str, float]]  # of the age bands and of the wijken


class Person(NamedTuple):
    pseudonym: str
    age_band: str
    wijk: str


def export(truth: Truth, areas: Areas) -> bytes:
    """The file: one row a person at a held session."""
    random = stream(truth, "cybertraining_deelnemers")
    known: list[Person] = []
    shares = _age_bands(truth.elderly_from_age), _inhabitants(areas)
    rows = []
    for session in cybertraining_bijeenkomsten.sessions(truth, areas):
        for person in _present(session.attendance or 0, known, random, shares):
            rows.append((session.number, *person, *_marks(truth, random)))
    return forms.csv_file(HEADER, rows)


def _present(seats: int, known: list[Person], random: np.random.Generator, shares: _Shares) -> list[Person]:
    earlier, present = list(known), []
    for _ in range(seats):
        is_back = bool(earlier) and random.random() < RETURNING_SHARE
        if is_back:
            present.append(earlier.pop(int(random.integers(len(earlier)))))
        else:
            known.append(_new_person(len(known) + 1, random, shares))
            present.append(known[-1])
    return present


def _new_person(number: int, random: np.random.Generator, shares: _Shares) -> Person:
    return Person(f"P{number:04d}", *(pick(random, each) for each in shares))


def _age_bands(elderly: int) -> dict[str, float]:
    """The share of each band of ten years; none has the age of the elderly inside it."""
    lows = [elderly - 10, elderly, elderly + 10]
    return dict(zip([*(f"{low}-{low + 9}" for low in lows), f"{elderly + 20}+"], AGE_SHARES, strict=True))


def _inhabitants(areas: Areas) -> dict[str, float]:
    """How many come of each wijk, beside the others: as many as live there, but of one wijk fewer."""
    less = planted_wijk(areas.codes, WIJK_REACHED_LESS)
    people = zip(areas.codes, areas.table.inhabitants.tolist(), strict=True)
    return {wijk: count * (REACH_OF_THAT_WIJK if wijk == less else 1) for wijk, count in people}


def _marks(truth: Truth, random: np.random.Generator) -> tuple[object, object]:
    before = random.normal(4.8, 1.5)
    after = before + random.normal(truth.mark_gain, 1.0)
    gave_before, gave_after = random.random() < 0.97, random.random() < 0.85
    return _mark(before) if gave_before else None, _mark(after) if gave_after else None


def _mark(value: float) -> int:
    return int(np.clip(round(value), 1, 10))
