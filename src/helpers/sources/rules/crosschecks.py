"""Rules between tables: each with its level, in this one place."""

from collections.abc import Callable, Container, Mapping
from dataclasses import dataclass, replace

import pandas as pd

from helpers.floor.faults import Fault, Level, nearest
from helpers.sources.cells import future
from helpers.sources.contract import about
from helpers.sources.sheets.reading import Reading

_MOST_HINTS = 100  # looking for the nearest of many is slow, and a reader needs a few


@dataclass(frozen=True)
class CrossRule:
    """A rule of one dataset that another must answer: `check(table, other)` marks the rows that break it.

    `known` is a column of the other table: the hint names the value in it that is nearest.
    """

    name: str
    level: Level
    dataset: str
    column: str
    other: str
    message: str
    check: Callable[[pd.DataFrame, pd.DataFrame], pd.Series]
    hint: str = ""
    known: str = ""


def between(datasets: Container[str]) -> list[CrossRule]:
    """The rules whose two exports are both there."""
    return [rule for rule in RULES if rule.dataset in datasets and rule.other in datasets]


def check(readings: Mapping[str, Reading]) -> list[Fault]:
    """The faults of every rule whose two tables were read."""
    faults: list[Fault] = []
    for rule in between([dataset for dataset, reading in readings.items() if reading.table is not None]):
        reading, other = readings[rule.dataset], readings[rule.other]
        words = about(reading.contract, rule.message)
        shown = Fault(rule.message, rule.hint, column=rule.column, rule=rule.name, level=rule.level, about=words)
        broken = reading.breaches(rule.check(reading.rows, other.rows), shown)
        is_shown = rule.known and rule.known not in other.private
        faults += _with_nearest(broken, other.rows[rule.known]) if is_shown else broken
    return faults


def _with_nearest(faults: list[Fault], known: pd.Series) -> list[Fault]:
    """The faults with the known value that is nearest in front of the hint; each value is looked up once."""
    names = known.dropna().unique().tolist()
    asked = {value: nearest(value, names) for value in {fault.value for fault in faults[:_MOST_HINTS]}}
    return [replace(fault, hint=f"{asked.get(fault.value, '')} {fault.hint}".strip()) for fault in faults]


def _is_unknown(values: pd.Series, known: pd.Series) -> pd.Series:
    return values.notna() & ~values.isin(known.dropna())


def _looked_up(values: pd.Series, table: pd.DataFrame, key: str, column: str) -> pd.Series:
    known = table.dropna(subset=[key]).drop_duplicates(key).set_index(key)[column]
    return values.map(known)


def _after_deregistration(inspections: pd.DataFrame, dealers: pd.DataFrame) -> pd.Series:
    return inspections.date > _looked_up(inspections.dealer, dealers, "dealer", "deregistered_on")


def _before_registration(inspections: pd.DataFrame, dealers: pd.DataFrame) -> pd.Series:
    return inspections.date < _looked_up(inspections.dealer, dealers, "dealer", "registered_on")


def _not_held(participants: pd.DataFrame, sessions: pd.DataFrame) -> pd.Series:
    status = _looked_up(participants.session, sessions, "session", "status")
    return status.notna() & (status != "gehouden")


def _is_still_to_come(participants: pd.DataFrame, sessions: pd.DataFrame) -> pd.Series:
    held = sessions[sessions.status == "gehouden"]  # one that is not held has a rule of its own
    return future.is_today_or_ahead(_looked_up(participants.session, held, "session", "date"))


def _named(sessions: pd.DataFrame, participants: pd.DataFrame) -> pd.Series:
    return sessions.session.map(participants.session.value_counts()).fillna(0)


def _differs_from_participants(sessions: pd.DataFrame, participants: pd.DataFrame) -> pd.Series:
    is_held = (sessions.status == "gehouden") & sessions.attendance.notna()
    return is_held & (sessions.attendance != _named(sessions, participants))


RULES = (
    CrossRule(
        "dealer is registered",
        "error",
        "opkoper_controles",
        "dealer",
        "opkopers",
        "De opkoper {dealer} staat niet in het register van opkopers.",
        lambda inspections, dealers: _is_unknown(inspections.dealer, dealers.dealer),
        "Vul het register aan of herstel het nummer.",
        known="dealer",
    ),
    CrossRule(
        "inspected while registered",
        "warning",
        "opkoper_controles",
        "date",
        "opkopers",
        "De controle op {date} ligt na de uitschrijving van opkoper {dealer}.",
        _after_deregistration,
    ),
    CrossRule(
        "inspected once registered",
        "warning",
        "opkoper_controles",
        "date",
        "opkopers",
        "De controle op {date} ligt vóór de inschrijving van opkoper {dealer}.",
        _before_registration,
    ),
    CrossRule(
        "session is known",
        "error",
        "cybertraining_deelnemers",
        "session",
        "cybertraining_bijeenkomsten",
        "De bijeenkomst {session} staat niet bij de bijeenkomsten.",
        lambda participants, sessions: _is_unknown(participants.session, sessions.session),
        "Vul de bijeenkomsten aan of herstel het nummer.",
        known="session",
    ),
    CrossRule(
        "session was held",
        "error",
        "cybertraining_deelnemers",
        "session",
        "cybertraining_bijeenkomsten",
        "De bijeenkomst {session} heeft deelnemers, maar is niet gehouden.",
        _not_held,
        "Herstel de status van de bijeenkomst of haal de deelnemers weg.",
    ),
    CrossRule(
        "attendance = participants",
        "warning",
        "cybertraining_bijeenkomsten",
        "attendance",
        "cybertraining_deelnemers",
        "Bij bijeenkomst {session} staan {attendance} aanwezigen; het aantal deelnemers is anders.",
        _differs_from_participants,
    ),
    CrossRule(
        "participants of a past session",
        "error",
        "cybertraining_deelnemers",
        "session",
        "cybertraining_bijeenkomsten",
        "De bijeenkomst {session} heeft deelnemers, maar moet nog komen.",
        _is_still_to_come,
        "Herstel de datum van de bijeenkomst of haal de deelnemers weg.",
    ),
    CrossRule(
        "participants <= capacity",
        "warning",
        "cybertraining_bijeenkomsten",
        "capacity",
        "cybertraining_deelnemers",
        "Bij bijeenkomst {session} staan meer deelnemers dan de {capacity} plaatsen.",
        lambda sessions, participants: _named(sessions, participants) > sessions.capacity,
    ),
)
