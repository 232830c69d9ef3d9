"""From a registration to a person who came: what became of the seats of the training, and who came back."""

from typing import Any

import numpy as np
import pandas as pd

from helpers.floor.params.small_numbers import SmallNumbers
from helpers.floor.quarter import Quarter
from helpers.floor.shapes import tables
from helpers.measures.days import has_begun
from helpers.measures.figures import count, of_quarter, share
from helpers.measures.training.year import TrainingYear, status_on_the_date

_WITHHELD = {"value": np.nan, "numerator": np.nan, "denominator": np.nan, "withheld": "small"}


def session_counts(sessions: pd.DataFrame, quarter: Quarter) -> pd.DataFrame:
    """Sessions of the year by status as seen on the date, held sessions by how full, and the seats offered.

    Rows: measure sessions, split status (gehouden, vervallen, gepland) and split fullness, of the held ones
    with a known capacity: known, not_full (fewer came than there are seats), less_than_half, over_attended
    and over_registered (more came, or more registered, than seats; a session can be in several), and split unknown:
    held sessions of which the registrations are not known; measure seats. Sessions are not persons: nothing is
    hidden. Missing before the first session.

    >>> sessions = pd.DataFrame({"session": ["s1"], "date": pd.to_datetime(["2026-09-30"]), "status": ["gehouden"],
    ...                          "capacity": [20], "registrations": [22], "attendance": [18]})
    >>> found = session_counts(sessions, Quarter(2026, 3))
    >>> found[found.value == 1].group.tolist()
    ['gehouden', 'known', 'not_full', 'over_registered']
    """
    of_year, is_known = status_on_the_date(sessions, quarter), has_begun(sessions.date, quarter)
    every = of_year[of_year.seen == "gehouden"]
    held = every.dropna(subset=["capacity"])
    seats, came = held.capacity.astype("float64"), held.attendance.astype("float64")
    sizes = {("status", one): (of_year.seen == one).sum() for one in ("gehouden", "vervallen", "gepland")}
    sizes |= {
        ("fullness", "known"): len(held),
        ("fullness", "not_full"): (came < seats).sum(),
        ("fullness", "less_than_half"): (2 * came < seats).sum(),
        ("fullness", "over_attended"): (came > seats).sum(),
        ("fullness", "over_registered"): (held.registrations.astype("float64") > seats).sum(),
        ("unknown", "registrations"): every.registrations.isna().sum(),
    }
    rows: list[dict[str, Any]] = [
        {"measure": "sessions", "split": split, "group": group, **count(size, is_known=is_known)}
        for (split, group), size in sizes.items()
    ]
    offered = {"measure": "seats", "counted": "seat", **count(seats.sum(), is_known=is_known)}
    return tables.measures([*({"counted": "session"} | row for row in rows), offered], **of_quarter(quarter))


def funnel(year: TrainingYear, limits: SmallNumbers) -> pd.DataFrame:
    """Held sessions of the year: registrations, attendances and different persons of all ages, to be protected.

    Rows: measure training_funnel, split step (registrations, attendances, persons), and measure
    came_percent: of the registrations so many came, at most as many a session as registered (who came
    without registering is not told apart). The indicator counts elderly only and stands beside it exactly,
    so what it would give away is withheld: persons when fewer than `limits.hidden_below` of them are
    younger or of unknown age, attendances when they exceed the elderly by less than the rounding.
    Missing before the first session, and registrations where none is recorded.

    >>> sessions = pd.DataFrame({"session": ["s1"], "date": pd.to_datetime(["2026-09-30"]), "status": ["gehouden"],
    ...                          "registrations": [40], "attendance": [32]})
    >>> people = pd.DataFrame({"session": ["s1"], "participant": ["p1"], "age_low": [85], "wijk": ["a"]})
    >>> funnel(TrainingYear(people, sessions, Quarter(2026, 3), 65), SmallNumbers()).value.tolist()
    [40.0, 32.0, nan, 80.0]
    """
    held, people, is_known = year.held, year.participants, year.has_begun
    persons = people[people.session.isin(held.session)].participant.nunique()
    registered, came = held.registrations.astype("float64"), held.attendance.astype("float64")
    attendances = float(came.sum())
    is_exposed = attendances - year.n_elderly < limits.rounded_to
    # The persons of unknown age stand beside it as well, where they are not few.
    told_apart = year.n_of_unknown_age if year.n_of_unknown_age >= limits.hidden_below else 0
    few_younger = persons - year.n_elderly - told_apart < limits.hidden_below
    is_registered = is_known and bool(registered.notna().any())
    of_registered = share(np.minimum(came, registered).sum() if is_registered else np.nan, registered.sum())
    step = {"measure": "training_funnel", "split": "step"}
    rows = [
        step | {"group": "registrations", **count(registered.sum(), is_known=is_registered)},
        step | {"group": "attendances", **_unless(is_known and is_exposed, count(attendances, is_known=is_known))},
        step | {"group": "persons", **_unless(is_known and few_younger, count(persons, "persons", is_known))},
        {"measure": "came_percent", "split": "step", "group": "attendances"}
        | _unless(is_registered and is_exposed, of_registered),
    ]
    return tables.measures(rows, counted="person", **of_quarter(year.quarter))


def returning(year: TrainingYear) -> pd.DataFrame:
    """The elderly of the year by how often they came and by whether they came in an earlier year, to be protected.

    Rows: elderly_by_visits, split visits (one, two, more) and elderly_seen_before, split earlier_year (yes,
    no), each with its total, so that a small group takes another with it. Missing where nobody came, and
    earlier years before the export holds a session of one.

    >>> sessions = pd.DataFrame({"session": ["s1", "s2"], "date": pd.to_datetime(["2025-03-01", "2026-03-01"]),
    ...                          "status": ["gehouden", "gehouden"]})
    >>> people = pd.DataFrame({"session": ["s1", "s2"], "participant": ["p1", "p1"], "age_low": [65, 65],
    ...                        "wijk": ["a", "a"]})
    >>> found = returning(TrainingYear(people, sessions, Quarter(2026, 3), 65))
    >>> found[found.value == 1].group.tolist()
    ['', 'one', '', 'yes']
    """
    visits = year.elderly.groupby("participant").session.nunique()
    sessions, people = year.sessions, year.participants
    is_earlier = (sessions.status == "gehouden") & (sessions.date < pd.Timestamp(year.quarter.year_start))
    earlier = people[people.session.isin(sessions.session[is_earlier])].participant
    was_seen = visits.index.isin(earlier)
    is_known, is_told = len(visits) > 0, len(visits) > 0 and bool(is_earlier.any())
    by_visits = {"one": (visits == 1).sum(), "two": (visits == 2).sum(), "more": (visits > 2).sum()}
    rows = [
        *_split("elderly_by_visits", "visits", by_visits, is_known),
        *_split("elderly_seen_before", "earlier_year", {"yes": was_seen.sum(), "no": (~was_seen).sum()}, is_told),
    ]
    return tables.measures(rows, counted="person", **of_quarter(year.quarter))


def _split(measure: str, split: str, sizes: dict[str, int], is_known: bool) -> list[dict[str, Any]]:
    total = {"measure": measure, **count(sum(sizes.values()), "persons", is_known)}
    return [
        total,
        *(
            {"measure": measure, "split": split, "group": group, **count(size, "persons", is_known)}
            for group, size in sizes.items()
        ),
    ]


def _unless(is_withheld: bool, figure: dict[str, Any]) -> dict[str, Any]:
    return figure | _WITHHELD if is_withheld else figure
