"""Training sessions of four years: held, cancelled, and planned after the delivery."""

from datetime import date
from typing import NamedTuple

import numpy as np

from helpers.floor.areas import Areas
from helpers.samples import forms, timeline
from helpers.samples.chance import stream
from helpers.samples.truth import CANCELLED, PLANNED_AFTER_DELIVERY, SESSIONS, Truth

FILE = "cybertraining_bijeenkomsten.xlsx"
HEADER = ("Sessienr", "Datum", "Locatie", "Wijkcode", "Status", "Capaciteit", "Aanmeldingen", "Aanwezig")
CAPACITY = 20


class Session(NamedTuple):
    number: str
    day: date
    venue: str
    wijk: str
    status: str
    capacity: int
    registrations: int | None
    attendance: int | None


def export(truth: Truth, areas: Areas) -> bytes:
    """The file: one sheet, the header on its first row."""
    return forms.excel_file({"Bijeenkomsten": [HEADER, *sessions(truth, areas)]})


def sessions(truth: Truth, areas: Areas) -> list[Session]:
    """Every session by date."""
    random = stream(truth, "cybertraining_bijeenkomsten")
    made = []
    for year in SESSIONS:
        days = _days(year, random, truth.times_the_sessions)
        past = [place for place, day in enumerate(days) if day <= timeline.SAMPLE.end]
        cancelled = set(random.permutation(past)[: CANCELLED[year]].tolist())
        for place, day in enumerate(days):
            status = "gepland" if day > timeline.LAST.end else "vervallen" if place in cancelled else "gehouden"
            made.append(_session(f"S{year}-{place + 1:02d}", day, status, random, truth, areas))
    return made


def _days(year: int, random: np.random.Generator, times: float) -> list[date]:
    spring = timeline.working_days(date(year, 2, 1), date(year, 6, 30))
    autumn = timeline.working_days(date(year, 9, 1), date(year, 12, 11))
    wanted, planned = round(SESSIONS[year] * times), round(PLANNED_AFTER_DELIVERY * times)
    if year != timeline.SAMPLE.year:
        return _some(spring + autumn, wanted, random)
    before = spring + [day for day in autumn if day <= timeline.SAMPLE.end]
    after = [day for day in autumn if day > timeline.SAMPLE.end]
    return _some(before, wanted - planned, random) + _some(after, planned, random)


def _some(days: list[date], count: int, random: np.random.Generator) -> list[date]:
    return sorted(days[place] for place in random.permutation(len(days))[:count])


def _session(number: str, day: date, status: str, random: np.random.Generator, truth: Truth, areas: Areas) -> Session:
    wijk = areas.codes[int(random.integers(len(areas.codes)))]
    attendance = int(np.clip(random.poisson(truth.mean_attendance), 6, CAPACITY))
    registrations = attendance + int(random.poisson(1.5))
    return Session(
        number,
        day,
        f"Wijkcentrum {areas.name(wijk).split(' / ')[0]}",
        wijk,
        status,
        CAPACITY,
        None if status == "gepland" else registrations,
        attendance if status == "gehouden" else None,
    )
