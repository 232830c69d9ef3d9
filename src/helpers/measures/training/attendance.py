"""From a seat to who sat on it: what became of the seats of the training, and who came back."""

from typing import Any

import numpy as np
import pandas as pd

from helpers.floor.params.small_numbers import SmallNumbers
from helpers.floor.shapes import tables
from helpers.floor.shapes.words import UNKNOWN
from helpers.measures.figures import count, of_quarter
from helpers.measures.training.year import TrainingYear

_WITHHELD = {"value": np.nan, "numerator": np.nan, "withheld": "small"}


def funnel(year: TrainingYear, limits: SmallNumbers) -> pd.DataFrame:
    """Held sessions of the year: seats, registrations and attendances of all ages, to be protected.

    Rows: measure training_funnel, split step (seats, registrations, attendances), and measure sessions, split
    unknown (seats, registrations): of so many sessions that number is not known. The elderly of the indicator stand
    beside it exactly, so what a subtraction would leave few of is withheld: registrations when fewer than
    `limits.hidden_below` more registered than came, attendances when fewer are left beside the elderly and the
    persons of unknown age, of whom a hidden number is at most the largest that is hidden. Missing before the first
    session, and where nothing is recorded.

    >>> from helpers.floor.quarter import Quarter
    >>> sessions = pd.DataFrame({"session": ["s1"], "date": pd.to_datetime(["2026-09-30"]), "status": ["gehouden"],
    ...                          "capacity": [60], "registrations": [40], "attendance": [32]})
    >>> people = pd.DataFrame({"session": ["s1"], "participant": ["p1"], "age_low": [85], "wijk": ["a"]})
    >>> funnel(TrainingYear(people, sessions, Quarter(2026, 3), 65), SmallNumbers()).value.tolist()
    [60.0, nan, 32.0, 0.0, 0.0]
    """
    held, is_known = year.held, year.has_begun
    seats, registered, came = (held[name].astype("float64") for name in ("capacity", "registrations", "attendance"))
    # In all, not a session each: what is shown may not turn on who came to which.
    stayed_away = (registered - came).sum()
    unknown_age = year.n_of_unknown_age
    most_unknown = max(unknown_age, limits.hidden_below - 1) if unknown_age else 0
    others = came.sum() - year.n_elderly - most_unknown
    steps = {
        "seats": count(seats.sum(), is_known=is_known and bool(seats.notna().any())) | {"counted": "seat"},
        "registrations": _unless(
            stayed_away < limits.hidden_below,
            count(registered.sum(), is_known=is_known and bool(registered.notna().any())),
        ),
        "attendances": _unless(others < limits.hidden_below, count(came.sum(), is_known=is_known)),
    }
    of_sessions: dict[str, Any] = {"measure": "sessions", "split": UNKNOWN, "counted": "session"}
    rows: list[dict[str, Any]] = [
        *({"measure": "training_funnel", "split": "step", "group": group, **step} for group, step in steps.items()),
        *(
            of_sessions | {"group": group, **count(numbers.isna().sum(), is_known=is_known)}
            for group, numbers in (("seats", seats), ("registrations", registered))
        ),
    ]
    return tables.measures([{"counted": "person"} | row for row in rows], **of_quarter(year.quarter))


def seen_before(year: TrainingYear) -> pd.DataFrame:
    """The elderly of the year by whether they came in an earlier year, to be protected.

    Rows: elderly_seen_before, split earlier_year (yes, no), with the total, so that a small group takes the other with
    it. Missing where nobody came, and before the export holds a session of an earlier year.

    >>> from helpers.floor.quarter import Quarter
    >>> sessions = pd.DataFrame({"session": ["s1", "s2"], "date": pd.to_datetime(["2025-03-01", "2026-03-01"]),
    ...                          "status": ["gehouden", "gehouden"]})
    >>> people = pd.DataFrame({"session": ["s1", "s2"], "participant": ["p1", "p1"], "age_low": [65, 65],
    ...                        "wijk": ["a", "a"]})
    >>> seen_before(TrainingYear(people, sessions, Quarter(2026, 3), 65))[["group", "value"]].values.tolist()
    [['', 1.0], ['yes', 1.0], ['no', 0.0]]
    """
    sessions, people = year.sessions, year.participants
    is_earlier = (sessions.status == "gehouden") & (sessions.date < pd.Timestamp(year.quarter.year_start))
    earlier = people[people.session.isin(sessions.session[is_earlier])].participant
    now = year.elderly.participant.drop_duplicates()
    was_seen, is_known = now.isin(earlier), len(now) > 0 and bool(is_earlier.any())
    rows: list[dict[str, Any]] = [
        count(len(now), "persons", is_known),
        *(
            {"split": "earlier_year", "group": group, **count(size, "persons", is_known)}
            for group, size in (("yes", was_seen.sum()), ("no", (~was_seen).sum()))
        ),
    ]
    return tables.measures(rows, measure="elderly_seen_before", counted="person", **of_quarter(year.quarter))


def _unless(is_exposed: bool, figure: dict[str, Any]) -> dict[str, Any]:
    is_missing = figure["withheld"] == "missing"
    return figure | _WITHHELD if is_exposed and not is_missing else figure
