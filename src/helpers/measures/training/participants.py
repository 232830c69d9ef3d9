"""The cyber-resilience training: how many elderly people took part, and who was new at each session."""

from collections.abc import Sequence

import pandas as pd

from helpers.floor.quarter import Quarter
from helpers.floor.shapes import tables
from helpers.measures import unknown
from helpers.measures.days import by_the_date
from helpers.measures.figures import count, headline, of_quarter, share
from helpers.measures.training.year import TrainingYear, status_on_the_date


def elderly_trained(year: TrainingYear) -> pd.DataFrame:
    """Different persons of `from_age` and over who took part in a held session in the year (VE-1-4).

    Read it as persons, not attendances: who came twice counts once. Persons of unknown age do not count, and are
    counted by `of_unknown_age`.
    No age band straddles `from_age`: such a delivery is refused when it is read.

    >>> sessions = pd.DataFrame({"session": ["s1"], "date": pd.to_datetime(["2026-09-30"]), "status": ["gehouden"]})
    >>> people = pd.DataFrame({"session": ["s1", "s1"], "participant": ["p1", "p2"], "age_low": [85, 0],
    ...                        "wijk": ["a", "a"]})
    >>> elderly_trained(TrainingYear(people, sessions, Quarter(2026, 3), 65)).value.item()
    1.0
    """
    figure = count(year.n_elderly, "persons", is_known=year.has_begun)
    return headline(figure, "elderly_trained", year.quarter, "person")


def of_unknown_age(year: TrainingYear) -> pd.DataFrame:
    """Different persons at a held session in the year of whom the age is not known: they may be elderly.

    >>> sessions = pd.DataFrame({"session": ["s1"], "date": pd.to_datetime(["2026-09-30"]), "status": ["gehouden"]})
    >>> people = pd.DataFrame({"session": ["s1", "s1"], "participant": ["p1", "p2"], "age_low": [85, None],
    ...                        "wijk": ["a", "a"]})
    >>> of_unknown_age(TrainingYear(people, sessions, Quarter(2026, 3), 65)).value.item()
    1.0
    """
    return unknown.beside("elderly_trained", year.n_of_unknown_age, year.quarter, "person", year.has_begun)


def of_unknown_home(year: TrainingYear) -> pd.DataFrame:
    """The persons of `elderly_trained` of whom no wijk is known: what `elderly_by_wijk` falls short of the headline.

    >>> sessions = pd.DataFrame({"session": ["s1"], "date": pd.to_datetime(["2026-09-30"]), "status": ["gehouden"]})
    >>> people = pd.DataFrame({"session": ["s1"], "participant": ["p1"], "age_low": [85], "wijk": [None]})
    >>> of_unknown_home(TrainingYear(people, sessions, Quarter(2026, 3), 65)).value.item()
    1.0
    """
    homes = year.elderly.dropna(subset=["wijk"]).participant.nunique()
    return unknown.beside("elderly_home", year.n_elderly - homes, year.quarter, "person", year.has_begun)


def elderly_by_wijk(year: TrainingYear, wijken: Sequence[str] = ()) -> pd.DataFrame:
    """The persons of `elderly_trained` by the wijk they live in; who moved counts where they lived last.

    Every code in `wijken` gets a row. The wijken add up to less than the headline when a home is not known.
    Small numbers: protect before anything is shown.

    >>> sessions = pd.DataFrame({"session": ["s1"], "date": pd.to_datetime(["2026-09-30"]), "status": ["gehouden"]})
    >>> people = pd.DataFrame({"session": ["s1"], "participant": ["p1"], "age_low": [85], "wijk": ["a"]})
    >>> elderly_by_wijk(TrainingYear(people, sessions, Quarter(2026, 3), 65), ["a", "b"]).value.tolist()
    [1.0, 0.0]
    """
    homes = year.elderly.dropna(subset=["wijk"]).drop_duplicates("participant", keep="last")
    by_wijk = homes.groupby("wijk").participant.nunique()
    rows = [
        {"area": wijk, **count(by_wijk.get(wijk, 0), "persons", year.has_begun)}
        for wijk in sorted({*wijken, *by_wijk.index})
    ]
    about = {**of_quarter(year.quarter), "area_level": "wijk"}
    return tables.measures(rows, measure="elderly_trained", counted="person", **about)


def new_elderly_per_session(year: TrainingYear) -> pd.DataFrame:
    """Per session of the year: the elderly persons not seen earlier that year; together they are `elderly_trained`.

    Group is the status as seen on the date: a later session is "gepland", whatever the export says today,
    unless it was called off. Only a held session has a value.

    >>> sessions = pd.DataFrame({"session": ["s1", "s2"], "date": pd.to_datetime(["2026-09-30", "2026-10-01"]),
    ...                          "status": ["gehouden", "gehouden"]})
    >>> people = pd.DataFrame({"session": ["s1"], "participant": ["p1"], "age_low": [85], "wijk": ["a"]})
    >>> found = new_elderly_per_session(TrainingYear(people, sessions, Quarter(2026, 3), 65))
    >>> found[["period", "group", "value"]].values.tolist()
    [['s1', 'gehouden', 1.0], ['s2', 'gepland', nan]]
    """
    new = year.elderly.drop_duplicates("participant", keep="first").groupby("session").participant.nunique()
    of_year = status_on_the_date(year.sessions, year.quarter)
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


def planned_days(new_elderly: pd.DataFrame) -> list[str]:
    """The ISO dates of the sessions that are still planned, from the rows of `new_elderly_per_session`.

    >>> planned_days(tables.measures([{"group": "gepland", "start": "2026-10-01"}, {"group": "gehouden"}]))
    ['2026-10-01']
    """
    return list(tables.rows_of(new_elderly, group="gepland").start.dt.strftime("%Y-%m-%d"))


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


def cancel_rate(sessions: pd.DataFrame, quarter: Quarter) -> float:
    """`cancelled_percent` as a chance of 0 to 1; 0 while no session is known to be held or called off.

    >>> sessions = pd.DataFrame({"date": pd.to_datetime(["2026-10-01"]), "status": ["gepland"]})
    >>> cancel_rate(sessions, Quarter(2026, 3))
    0.0
    """
    return float(cancelled_percent(sessions, quarter).value.fillna(0).item() / 100)
