"""What the police registered in a municipality per whole year: for who counts crimes, and who counts nuisance."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from helpers.floor.quarter import Quarter
from helpers.floor.regions import in_all
from helpers.floor.shapes import tables
from helpers.floor.spans import per_year

ALL_KINDS = "0.0.0"


@dataclass(frozen=True)
class Register:
    """How an export of the police names its kinds and its counts."""

    kind: str
    value: str


CRIMES, NUISANCE = Register("crime", "crimes"), Register("kind", "registrations")


def last_whole_year(quarter: Quarter) -> int:
    """The newest year that is over by the quarter's end.

    >>> last_whole_year(Quarter(2026, 3)), last_whole_year(Quarter(2026, 4))
    (2025, 2026)
    """
    return quarter.year if quarter.is_last_of_year else quarter.year - 1


def with_total(registered: pd.DataFrame, register: Register) -> pd.DataFrame:
    """The rows of the total as it is given; without one the kinds added up.

    >>> days = {"period_start": pd.Timestamp("2025-01-01"), "period_end": pd.Timestamp("2025-12-31")}
    >>> kinds = pd.DataFrame({"kind": ["a", "b"], "area": "GM0001", "registrations": [2, 3], **days})
    >>> with_total(kinds, NUISANCE)[["kind", "registrations"]].values.tolist()
    [['0.0.0', 5]]
    """
    total = registered[registered[register.kind] == ALL_KINDS]
    if not total.empty:
        return total
    keys = ["area", "period_start", "period_end"]
    added = registered.groupby(keys)[register.value].sum(min_count=1).reset_index()
    return added.assign(**{register.kind: ALL_KINDS})


def in_municipality(
    registered: pd.DataFrame, register: Register, wijken: Sequence[str], quarter: Quarter, years: int
) -> list[dict[str, Any]]:
    """A row for each kind and whole year, of the last so many: kind, year and value.

    The row of the municipality counts, else its wijken added up; of a year the row of the year, else its months.
    A year that is not over by the quarter's end, or is not known whole, has no row.
    """
    counts = _of_years(registered, register, quarter, years)
    rows = [
        {"kind": of_year[register.kind].iloc[0], "year": int(of_year.year.iloc[0])}
        | {"value": in_all(of_year, register.value, wijken)}
        for _, of_year in counts.groupby([register.kind, "year"])
    ]
    return [row for row in rows if row["value"] == row["value"]]


def elsewhere(
    registered: pd.DataFrame, register: Register, areas: Collection[str], quarter: Quarter, years: int
) -> list[dict[str, Any]]:
    """The same of whole other areas, such as another municipality: area, kind, year and value, of their own rows."""
    counts = _of_years(registered, register, quarter, years)
    ours = counts[counts.area.isin(list(areas))].rename(columns={register.kind: "kind", register.value: "value"})
    return [{"area": one.area, "kind": one.kind, "year": one.year, "value": one.value} for one in tables.each_row(ours)]


def borders(registered: pd.DataFrame) -> str:
    """The year of the borders to which all years were recast; "" where it is not given."""
    known = registered.borders_year.dropna() if "borders_year" in registered else pd.Series(dtype=float)
    return str(int(known.max())) if len(known) else ""


def _of_years(registered: pd.DataFrame, register: Register, quarter: Quarter, years: int) -> pd.DataFrame:
    last = last_whole_year(quarter)
    counts = per_year(registered, [register.kind, "area"], register.value)
    return counts[counts.year.between(last - years + 1, last)]
