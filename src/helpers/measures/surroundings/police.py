"""Crimes and nuisance that the police registered in the whole municipality per year, beside other areas."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pandas as pd

from helpers.floor.quarter import Quarter
from helpers.floor.regions import COUNTRY, in_all, municipality_of
from helpers.floor.shapes import tables
from helpers.floor.spans import yearly
from helpers.measures import registered
from helpers.measures.registered import ALL_KINDS, Register

YEARS = 10
BASE = 100.0  # of an index, in its first year
# Of so many years ago the inhabitants still do: a town grows by about one in a hundred a year. Our choice.
FURTHEST_YEARS = 3
PER = 1000.0

Counts = Mapping[str, Mapping[int, float]]  # by area and year


@dataclass(frozen=True)
class Subject:
    """What one export of the police counts, as the tables name it; `measure` with _per_1000 and _index besides."""

    register: Register
    measure: str
    split: str
    counted: str


CRIMES = Subject(registered.CRIMES, "yearly_crimes", "crime", "crime")
NUISANCE = Subject(registered.NUISANCE, "yearly_nuisance", "nuisance", "nuisance")


def per_year(
    table: pd.DataFrame,
    subject: Subject,
    people: pd.DataFrame | None,
    wijken: Sequence[str],
    others: Sequence[str],
    quarter: Quarter,
) -> pd.DataFrame:
    """The total and each kind that is given, per whole year of the last ten, and the total of other areas beside it.

    Args:
        people: the inhabitants, `bevolking`; None without them.
        others: the codes of other municipalities; the country counts as one where its rows are there.

    How to read it: per area and year a row of the total (split ""), of the municipality a row of each kind. Where
    every area has inhabitants of at most three years from its newest count, rows per 1,000 inhabitants of the years
    that near, with the day of the count of inhabitants in `start` and its source in `series`; else, beside other
    areas, an index: the first year that all of them have is 100. Kinds do not add up to the total: not all are given.
    Whoever visits a town counts along, and its shops do. `series` of a count is the year of the borders.

    >>> days = {"period_start": pd.Timestamp("2025-01-01"), "period_end": pd.Timestamp("2025-12-31")}
    >>> table = pd.DataFrame({"crime": "0.0.0", "area": ["GM0001", "GM0002"], "crimes": [90, 40], **days})
    >>> people = pd.DataFrame({"area": ["GM0001", "GM0002"], "inhabitants": [3000, 1000], **days})
    >>> found = per_year(table, CRIMES, people, ["WK000101"], ["GM0002"], Quarter(2026, 3))
    >>> found[["measure", "area", "value"]].values.tolist()  # doctest: +NORMALIZE_WHITESPACE
    [['yearly_crimes', 'GM0001', 90.0], ['yearly_crimes', 'GM0002', 40.0],
     ['yearly_crimes_per_1000', 'GM0001', 30.0], ['yearly_crimes_per_1000', 'GM0002', 40.0]]
    """
    own = municipality_of(wijken)
    counts = _totals(registered.with_total(table, subject.register), subject, wijken, others, quarter)
    kinds = registered.in_municipality(table, subject.register, wijken, quarter, YEARS)
    rows = [_row(area, year, value) for area, years in counts.items() for year, value in years.items()]
    rows += [
        _row(own, one["year"], one["value"]) | {"split": subject.split, "group": one["kind"]}
        for one in kinds
        if one["kind"] != ALL_KINDS
    ]
    known = {"unit": "count", "measure": subject.measure, "series": registered.borders(table)}
    living = _inhabitants(people, wijken) if people is not None else {}
    compared = _per_resident(counts, living, subject.measure) or _index(counts, subject.measure)
    sources = people.source.dropna().unique().tolist() if people is not None and "source" in people else []
    told = [known | row for row in rows] + [{"series": ", ".join(sources)} | row for row in compared]
    levels = {own: "municipality", COUNTRY: "country"}
    placed = [{"area_level": levels.get(row["area"], "comparable"), **row} for row in told]
    return tables.measures(placed, counted=subject.counted)


def _totals(
    table: pd.DataFrame, subject: Subject, wijken: Sequence[str], others: Sequence[str], quarter: Quarter
) -> dict[str, dict[int, float]]:
    """The total by area and year, the years in order and our own area first; nothing where ours has none."""
    here = registered.in_municipality(table, subject.register, wijken, quarter, YEARS)
    beside = registered.elsewhere(table, subject.register, [*others, COUNTRY], quarter, YEARS) if here else []
    found: dict[str, dict[int, float]] = {municipality_of(wijken): {}} if here else {}
    for row in sorted([*({"area": municipality_of(wijken), **one} for one in here), *beside], key=_year):
        found.setdefault(row["area"], {})[_year(row)] = float(row["value"])
    return found


def _year(row: Mapping[str, Any]) -> int:
    return int(row["year"])


def _row(area: str, year: int, value: float) -> dict[str, Any]:
    return {"area": area, "period": str(year), "value": value}


def _inhabitants(people: pd.DataFrame, wijken: Sequence[str]) -> Counts:
    """Who lives in each area by year: of our own municipality its row, else its wijken added up."""
    found: dict[str, dict[int, float]] = {}
    for _, rows in yearly(people.dropna(subset="inhabitants")).groupby("year"):
        living = dict(zip(rows.area, rows.inhabitants.astype("float64"), strict=True))
        living[municipality_of(wijken)] = in_all(rows, "inhabitants", wijken)
        for area, count in living.items():
            if count > 0:
                found.setdefault(area, {})[int(rows.year.iloc[0])] = count
    return found


def _per_resident(counts: Counts, living: Counts, measure: str) -> list[dict[str, Any]]:
    """The rate of each year with inhabitants near it; none at all where the newest count of one area has none."""
    rows: list[dict[str, Any]] = []
    for area, years in counts.items():
        known = living.get(area, {})
        for year, count in years.items():
            nearest = min(known, key=lambda one: (abs(one - year), one), default=None)
            if nearest is not None and abs(nearest - year) <= FURTHEST_YEARS:
                rate = {"value": PER * count / known[nearest], "numerator": count, "denominator": known[nearest]}
                about = {"measure": f"{measure}_per_1000", "unit": "per_1000", "start": pd.Timestamp(nearest, 1, 1)}
                rows.append(_row(area, year, count) | rate | about)
            elif year == max(years):
                return []
    return rows


def _index(counts: Counts, measure: str) -> list[dict[str, Any]]:
    """Each year against the first that all areas have; nothing for one area alone, or where that count is 0."""
    shared = set.intersection(*(set(years) for years in counts.values())) if len(counts) > 1 else set()
    first = min(shared, default=0)
    if not first or not all(years[first] for years in counts.values()):
        return []
    return [
        _row(area, year, BASE * value / years[first]) | {"measure": f"{measure}_index", "unit": "index"}
        for area, years in counts.items()
        for year, value in years.items()
        if year >= first
    ]
