"""The cyber-resilience training: how many elderly people took part, and who was new at each session."""

from __future__ import annotations

from collections.abc import Sequence

import pandas as pd

from helpers.floor.quarter import Quarter
from helpers.floor.shapes import tables
from helpers.measures.days import by_the_date, has_begun, in_the_year
from helpers.measures.figures import count, headline, of_quarter, share


def elderly_trained(
    participants: pd.DataFrame, sessions: pd.DataFrame, quarter: Quarter, from_age: int
) -> pd.DataFrame:
    """Different persons of `from_age` and over who took part in a held session in the year (VE-1-4).

    Read it as persons, not attendances: who came twice counts once. Persons of unknown age do not count.
    No age band straddles `from_age`: such a delivery is refused when it is read.

    >>> sessions = pd.DataFrame({"session": ["s1"], "date": pd.to_datetime(["2026-09-30"]), "status": ["gehouden"]})
    >>> people = pd.DataFrame({"session": ["s1", "s1"], "participant": ["p1", "p2"], "age_low": [85, 0],
    ...                        "wijk": ["a", "a"]})
    >>> elderly_trained(people, sessions, Quarter(2026, 3), 65).value.item()
    1.0
    """
    persons = attended(participants, sessions, quarter, from_age).participant.nunique()
    figure = count(persons, "persons", is_known=has_begun(sessions.date, quarter))
    return headline(figure, "elderly_trained", quarter, "person")


def elderly_by_wijk(
    participants: pd.DataFrame,
    sessions: pd.DataFrame,
    quarter: Quarter,
    from_age: int,
    wijken: Sequence[str] = (),
) -> pd.DataFrame:
    """The persons of `elderly_trained` by the wijk they live in; who moved counts where they lived last.

    Every code in `wijken` gets a row. The wijken add up to less than the headline when a home is not known.
    Small numbers: protect before anything is shown.

    >>> sessions = pd.DataFrame({"session": ["s1"], "date": pd.to_datetime(["2026-09-30"]), "status": ["gehouden"]})
    >>> people = pd.DataFrame({"session": ["s1"], "participant": ["p1"], "age_low": [85], "wijk": ["a"]})
    >>> elderly_by_wijk(people, sessions, Quarter(2026, 3), 65, ["a", "b"]).value.tolist()
    [1.0, 0.0]
    """
    present = attended(participants, sessions, quarter, from_age)
    homes = present.dropna(subset=["wijk"]).drop_duplicates("participant", keep="last")
    by_wijk = homes.groupby("wijk").participant.nunique()
    is_known = has_begun(sessions.date, quarter)
    rows = [
        {"area": wijk, **count(by_wijk.get(wijk, 0), "persons", is_known)}
        for wijk in sorted({*wijken, *by_wijk.index})
    ]
    about = {**of_quarter(quarter), "area_level": "wijk"}
    return tables.measures(rows, measure="elderly_trained", counted="person", **about)


def new_elderly_per_session(
    participants: pd.DataFrame, sessions: pd.DataFrame, quarter: Quarter, from_age: int
) -> pd.DataFrame:
    """Per session of the year: the elderly persons not seen earlier that year; together they are `elderly_trained`.

    Group is the status as seen on the date: a later session is "gepland", whatever the export says today,
    unless it was called off. Only a held session has a value.

    >>> sessions = pd.DataFrame({"session": ["s1", "s2"], "date": pd.to_datetime(["2026-09-30", "2026-10-01"]),
    ...                          "status": ["gehouden", "gehouden"]})
    >>> people = pd.DataFrame({"session": ["s1"], "participant": ["p1"], "age_low": [85], "wijk": ["a"]})
    >>> new_elderly_per_session(people, sessions, Quarter(2026, 3), 65)[["period", "group", "value"]].values.tolist()
    [['s1', 'gehouden', 1.0], ['s2', 'gepland', nan]]
    """
    present = attended(participants, sessions, quarter, from_age)
    new = present.drop_duplicates("participant", keep="first").groupby("session").participant.nunique()
    of_year = status_on_the_date(sessions, quarter)
    rows = [
        {
            "period": session,
            "group": status,
            "start": day,
            "end": day,
            **count(new.get(session, 0), "persons", is_known=status == "gehouden"),
        }
        for session, day, status in zip(of_year.session, of_year.date, of_year.seen, strict=True)
    ]
    about = {"area_level": "municipality", "split": "session", "counted": "person"}
    return tables.measures(rows, measure="new_elderly", **about)


def attended(
    participants: pd.DataFrame, sessions: pd.DataFrame, quarter: Quarter, from_age: int
) -> pd.DataFrame:
    """Every row of an elderly person at a held session of the year, in the order of time: persons, never shown.

    The columns are those of `participants` and date.

    >>> sessions = pd.DataFrame({"session": ["s1"], "date": pd.to_datetime(["2026-09-30"]), "status": ["gehouden"]})
    >>> people = pd.DataFrame({"session": ["s1", "s1"], "participant": ["p2", "p1"], "age_low": [85, 0],
    ...                        "wijk": ["a", "a"]})
    >>> attended(people, sessions, Quarter(2026, 3), 65).participant.tolist()
    ['p2']
    """
    is_held = (sessions.status == "gehouden") & in_the_year(sessions.date, quarter)
    held = sessions.loc[is_held, ["session", "date"]]
    present = participants.merge(held, on="session", how="inner", validate="m:1")
    elderly = present[present.age_low >= from_age]
    return elderly.sort_values(["date", "session", "participant", "wijk"], ignore_index=True)


def status_on_the_date(sessions: pd.DataFrame, quarter: Quarter) -> pd.DataFrame:
    """The sessions of the year by date, with `seen`: the status as seen on the last day of the quarter.

    A later session is "gepland", whatever the export says today, unless it was called off.

    >>> sessions = pd.DataFrame({"session": ["s1"], "date": pd.to_datetime(["2026-10-01"]), "status": ["gehouden"]})
    >>> status_on_the_date(sessions, Quarter(2026, 3)).seen.tolist()
    ['gepland']
    """
    of_year = sessions[sessions.date.dt.year == quarter.year].sort_values(["date", "session"])
    is_past = by_the_date(of_year.date, quarter)
    return of_year.assign(seen=of_year.status.where(is_past | (of_year.status == "vervallen"), "gepland"))


def cancelled_percent(sessions: pd.DataFrame, quarter: Quarter) -> pd.DataFrame:
    """Sessions of this year and the year before, up to the date, that were called off, in percent.

    Read it as the chance that a planned session falls through. Two years, because one year has few sessions.

    >>> sessions = pd.DataFrame({"session": ["s1", "s2"], "date": pd.to_datetime(["2025-03-01", "2026-03-01"]),
    ...                          "status": ["vervallen", "gehouden"]})
    >>> cancelled_percent(sessions, Quarter(2026, 3)).value.item()
    50.0
    """
    since = Quarter(quarter.year - 1, 1).start
    past = sessions[by_the_date(sessions.date, quarter) & (sessions.date >= pd.Timestamp(since))]
    settled = past[past.status.isin(["gehouden", "vervallen"])]
    figure = share((settled.status == "vervallen").sum(), len(settled))
    return headline(figure, "cancelled_percent", quarter, "session", since)
