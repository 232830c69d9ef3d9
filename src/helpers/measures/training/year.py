"""A year of the training up to a date: its sessions, and the elderly persons who came, looked up once."""

from dataclasses import dataclass
from functools import cached_property

import pandas as pd

from helpers.floor.quarter import Quarter
from helpers.measures.days import by_the_date, has_begun, in_the_year


@dataclass(frozen=True)
class TrainingYear:
    """The validated tables of participants and sessions, from 1 January to the quarter's last day.

    >>> sessions = pd.DataFrame({"session": ["s1"], "date": pd.to_datetime(["2026-09-30"]), "status": ["gehouden"]})
    >>> people = pd.DataFrame({"session": ["s1", "s1"], "participant": ["p2", "p1"], "age_low": [85, 0],
    ...                        "wijk": ["a", "a"]})
    >>> TrainingYear(people, sessions, Quarter(2026, 3), 65).elderly.participant.tolist()
    ['p2']
    """

    participants: pd.DataFrame
    sessions: pd.DataFrame
    quarter: Quarter
    from_age: int  # who is elderly, in years

    @property
    def has_begun(self) -> bool:
        """Whether the export holds a session on or before the date."""
        return has_begun(self.sessions.date, self.quarter)

    @cached_property
    def held(self) -> pd.DataFrame:
        """The sessions held in the year."""
        is_held = (self.sessions.status == "gehouden") & in_the_year(self.sessions.date, self.quarter)
        return self.sessions[is_held]

    @cached_property
    def present(self) -> pd.DataFrame:
        """Every row of a person at a held session, of any age: persons, never shown."""
        days = self.held[["session", "date"]]
        return self.participants.merge(days, on="session", how="inner", validate="m:1")

    @cached_property
    def elderly(self) -> pd.DataFrame:
        """Every row of an elderly person at a held session, in the order of time: persons, never shown.

        The columns are those of `participants` and date.
        """
        elderly = self.present[self.present.age_low >= self.from_age]
        return elderly.sort_values(["date", "session", "participant", "wijk"], ignore_index=True)

    @cached_property
    def n_elderly(self) -> int:
        """Different elderly persons: who came twice counts once."""
        return int(self.elderly.participant.nunique())

    @cached_property
    def n_of_unknown_age(self) -> int:
        """Different persons of whom no row of the year tells the age: neither elderly nor younger."""
        ages = self.present.groupby("participant").age_low.count()
        return int((ages == 0).sum())


def status_on_the_date(sessions: pd.DataFrame, quarter: Quarter) -> pd.DataFrame:
    """The sessions of the year by date, with `seen`: the status as seen on the last day of the quarter.

    A later session is "gepland", whatever the export says today, unless it was called off.

    >>> sessions = pd.DataFrame({"session": ["s1"], "date": pd.to_datetime(["2026-10-01"]), "status": ["gehouden"]})
    >>> status_on_the_date(sessions, Quarter(2026, 3)).seen.tolist()
    ['gepland']
    """
    of_year: pd.DataFrame = sessions[sessions.date.dt.year == quarter.year].sort_values(["date", "session"])
    is_past = by_the_date(of_year.date, quarter)
    return of_year.assign(seen=of_year.status.where(is_past | (of_year.status == "vervallen"), "gepland"))
