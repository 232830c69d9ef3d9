"""What is registered and scored per wijk by others: crimes, nuisance, and how liveable it is. Context, no indicator."""

from collections.abc import Sequence
from typing import Any

import pandas as pd

from helpers.floor.quarter import Quarter
from helpers.floor.regions import by_wijk, in_all, is_buurt, of_municipality, wijk_of
from helpers.floor.shapes import tables
from helpers.floor.spans import per_year, yearly
from helpers.measures.registered import ALL_KINDS, NUISANCE, borders, last_whole_year, with_total

# Below this a rate says nothing of residents: a shopping centre has crimes and nobody who lives there. Our choice.
FEWEST_INHABITANTS = 50


def crimes(
    registered: pd.DataFrame, people: pd.DataFrame | None, wijken: Sequence[str], quarter: Quarter
) -> pd.DataFrame:
    """Crimes per wijk in the last whole year, as given in the total, and per 1,000 inhabitants where that is fair.

    The total is the one that is published: kinds that are hidden per wijk are in it, so the kinds do not add up to
    it. The rate leaves out each buurt with crimes and fewer than 50 inhabitants; those are rows of split "buurt",
    with their crimes and their inhabitants. It needs both by buurt: without `people`, or a wijk without buurten,
    there is no rate, since nobody can tell whether a shopping centre lies in it.

    >>> days = {"period_start": pd.Timestamp("2025-01-01"), "period_end": pd.Timestamp("2025-12-31")}
    >>> registered = pd.DataFrame({"crime": "0.0.0", "area": ["BU00010101", "BU00010102"], "crimes": [510, 40],
    ...                            "borders_year": 2025, **days})
    >>> people = pd.DataFrame({"area": ["BU00010101", "BU00010102"], "inhabitants": [0, 800], **days})
    >>> crimes(registered, people, ["WK000101"], Quarter(2026, 3))[["measure", "group", "value"]].values.tolist()
    [['wijk_crimes', '', 550.0], ['wijk_crimes', 'BU00010101', 510.0], ['wijk_crimes_per_1000', '', 50.0]]
    """
    year, counts = _last_year(registered[registered.crime == ALL_KINDS], "crimes", wijken, quarter)
    rows = [{"measure": "wijk_crimes", "unit": "count"} | row for row in _counts(counts, "crimes", wijken)]
    rows += _without_kind(registered, counts, year, wijken)
    if people is not None and year:
        rows += _per_resident(counts, _inhabitants(people, wijken, year), wijken)
    about = _about(registered, year)
    return tables.measures([about | row for row in rows], counted="crime")


def _without_kind(
    registered: pd.DataFrame, totals: pd.DataFrame, year: int, wijken: Sequence[str]
) -> list[dict[str, Any]]:
    """How many crimes of the municipality are in the total and in none of the kinds; nothing without kinds.

    A kind that is known for some wijken counts as far as it is known. An export may hold a few of the kinds only.
    """
    kinds = per_year(registered[registered.crime != ALL_KINDS], ["crime", "area"], "crimes")
    known = [_as_known(rows, wijken) for _, rows in kinds[kinds.year == year].groupby("crime")]
    total = in_all(totals, "crimes", wijken)
    without = total - sum(known)
    if not known or not without > 0:
        return []
    whole = {"area_level": "municipality", "measure": "crimes_without_kind", "unit": "count"}
    return [whole | {"value": without, "denominator": total}]


def _as_known(kind: pd.DataFrame, wijken: Sequence[str]) -> float:
    whole = in_all(kind, "crimes", wijken)
    return whole if whole == whole else float(by_wijk(kind, "crimes", wijken).sum())


def _per_resident(counts: pd.DataFrame, people: pd.DataFrame, wijken: Sequence[str]) -> list[dict[str, Any]]:
    """The buurten where hardly anybody lives, then the rate of each wijk without them.

    A rate has the day of the count of inhabitants in `start`, and its source in `series`.
    """
    living = people.set_index("area").inhabitants.astype("float64").to_dict()
    sources = people.source.dropna().unique().tolist() if "source" in people else []
    told = {"start": people.period_start.max(), "series": ", ".join(sources)}
    of_buurten = counts[is_buurt(counts.area)]
    buurten = of_buurten.assign(wijk=of_buurten.area.map(wijk_of), people=of_buurten.area.map(living))
    is_left_out = (buurten.people < FEWEST_INHABITANTS) & (buurten.crimes > 0)
    left_out = [
        {"measure": "wijk_crimes", "unit": "count", "split": "buurt", "area": one.wijk, "group": one.area}
        | {"value": one.crimes, "denominator": one.people}
        for one in tables.each_row(buurten[is_left_out & buurten.wijk.isin(wijken)])
    ]
    return left_out + [told | rate for wijk in wijken if (rate := _rate(wijk, buurten[~is_left_out]))]


def nuisance(registered: pd.DataFrame, wijken: Sequence[str], quarter: Quarter) -> pd.DataFrame:
    """Registered nuisance per wijk in the last whole year: the total as given, else the kinds added up."""
    year, counts = _last_year(with_total(registered, NUISANCE), "registrations", wijken, quarter)
    rows = _counts(counts, "registrations", wijken)
    return tables.measures(rows, measure="wijk_nuisance", unit="count", counted="nuisance", **_about(registered, year))


def liveability(scores: pd.DataFrame, wijken: Sequence[str], quarter: Quarter) -> pd.DataFrame:
    """The class of the Leefbaarometer per wijk in the last year: its own, else those of its lowest and highest buurt.

    Classes are never averaged: a mean would need how many live in each.
    """
    years = yearly(scores.dropna(subset="score_class"))
    years = years[(years.period_end <= pd.Timestamp(quarter.end)) & _in_wijken(years.area, wijken)]
    last = years[years.year == years.year.max()]
    rows = []
    for wijk in wijken:
        own = last[last.area == wijk]
        found = own if len(own) else last[is_buurt(last.area) & (last.area.map(wijk_of) == wijk)]
        if len(found):
            ends = (("lowest", found.score_class.min()), ("highest", found.score_class.max()))
            rows += [{"measure": f"{end}_liveability_class", "area": wijk, "value": value} for end, value in ends]
    year = int(last.year.iloc[0]) if len(last) else 0
    return tables.measures(rows, unit="count", counted="place", **_about(scores, year))


def _last_year(table: pd.DataFrame, value: str, wijken: Sequence[str], quarter: Quarter) -> tuple[int, pd.DataFrame]:
    """The newest year of the wijken that is over by the quarter's end, and the count of each area in it; else 0.

    A year that only the country or the municipality has is none of the wijken, unless they have none at all.
    """
    counts = per_year(table, ["area"], value)
    counts = counts[counts.year <= last_whole_year(quarter)]
    years = counts.year[_in_wijken(counts.area, wijken)]
    years = years if len(years) else counts.year[of_municipality(counts.area, wijken)]
    year = int(years.max()) if len(years) else 0
    return year, counts[counts.year == year]


def _in_wijken(areas: pd.Series, wijken: Sequence[str]) -> pd.Series:
    return areas.map(wijk_of).isin(list(wijken))


def _inhabitants(people: pd.DataFrame, wijken: Sequence[str], year: int) -> pd.DataFrame:
    """Who lived in each buurt in that year, else in the newest year in which buurten are known."""
    years = yearly(people.dropna(subset="inhabitants"))
    years = years[is_buurt(years.area) & _in_wijken(years.area, wijken)]
    return years[years.year == (year if (years.year == year).any() else years.year.max())]


def _counts(counts: pd.DataFrame, value: str, wijken: Sequence[str]) -> list[dict[str, Any]]:
    found = by_wijk(counts, value, wijken).dropna()
    return [{"area": wijk, "value": count} for wijk, count in found.items()]


def _rate(wijk: str, buurten: pd.DataFrame) -> dict[str, Any]:
    """The crimes per 1,000 inhabitants of the buurten that count; nothing where one of them is not known."""
    ours = buurten[buurten.wijk == wijk]
    total, living = ours.crimes.sum(), ours.people.sum()
    if ours.empty or ours.people.isna().any() or not living:
        return {}
    rate = {"value": 1000 * total / living, "numerator": total, "denominator": living}
    return {"measure": "wijk_crimes_per_1000", "unit": "per_1000", "area": wijk} | rate


def _about(table: pd.DataFrame, year: int) -> dict[str, str]:
    return {"area_level": "wijk", "period": str(year), "series": borders(table)}
