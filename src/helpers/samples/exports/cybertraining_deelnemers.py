"""Who took part: pseudonyms, some of them more than once; one wijk is reached less."""

from typing import NamedTuple

import numpy as np

from helpers.floor.areas import Areas
from helpers.samples import forms
from helpers.samples.chance import pick, stream
from helpers.samples.exports import cybertraining_bijeenkomsten
from helpers.samples.truth import AGE_BANDS, REACH_OF_THAT_WIJK, RETURNING_SHARE, WIJK_REACHED_LESS, Truth

FILE = "cybertraining_deelnemers.csv"
HEADER = ("sessienr", "deelnemer", "leeftijdsklasse", "wijkcode", "voormeting", "nameting")


class Person(NamedTuple):
    pseudonym: str
    age_band: str
    wijk: str


def export(truth: Truth, areas: Areas) -> bytes:
    """The file: one row a person at a held session."""
    random = stream(truth, "cybertraining_deelnemers")
    known: list[Person] = []
    rows = []
    for session in cybertraining_bijeenkomsten.sessions(truth, areas):
        for person in _present(session.attendance or 0, known, random, areas):
            rows.append((session.number, *person, *_marks(truth, random)))
    return forms.csv_file(HEADER, rows)


def _present(seats: int, known: list[Person], random: np.random.Generator, areas: Areas) -> list[Person]:
    earlier, present = list(known), []
    for _ in range(seats):
        is_back = bool(earlier) and random.random() < RETURNING_SHARE
        if is_back:
            present.append(earlier.pop(int(random.integers(len(earlier)))))
        else:
            known.append(_new_person(len(known) + 1, random, areas))
            present.append(known[-1])
    return present


def _new_person(number: int, random: np.random.Generator, areas: Areas) -> Person:
    weights = {
        wijk: people * (REACH_OF_THAT_WIJK if wijk == WIJK_REACHED_LESS else 1)
        for wijk, people in zip(areas.codes, areas.table.inhabitants.tolist(), strict=True)
    }
    return Person(f"P{number:04d}", pick(random, AGE_BANDS), pick(random, weights))


def _marks(truth: Truth, random: np.random.Generator) -> tuple[object, object]:
    before = random.normal(4.8, 1.5)
    after = before + random.normal(truth.mark_gain, 1.0)
    gave_before, gave_after = random.random() < 0.97, random.random() < 0.85
    return _mark(before) if gave_before else None, _mark(after) if gave_after else None


def _mark(value: float) -> int:
    return int(np.clip(round(value), 1, 10))
