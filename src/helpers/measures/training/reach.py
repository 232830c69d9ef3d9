"""Whom the training could reach: the elderly inhabitants of each wijk, and how far they live from a session."""

import re
from collections.abc import Sequence

import numpy as np
import pandas as pd

from helpers.floor.quarter import Quarter
from helpers.floor.shapes import tables
from helpers.measures.days import in_the_year

_KM_PER_DEGREE = 111.19  # of latitude; a sphere with the radius of 6,371 km
_COLUMN = re.compile(r"aged_(\d+)_plus")


def elderly_population(
    population: pd.DataFrame, wijken: Sequence[str], municipality: str, from_age: int
) -> pd.DataFrame:
    """The inhabitants of `from_age` and over, per wijk and in all; no rows where that cannot be told.

    Read the series: "" is a published figure. Otherwise it is an estimate and the series names its base, such as
    aged_61_plus: the municipality's figure times the wijk's share of that group, the nearest age that is known
    for every wijk; to the nearest ten. The period is the year of the figure, of an estimate the year of
    the municipality's.

    >>> people = pd.DataFrame({"wijk": ["a", "b", "GM0001"], "year": [2020, 2020, 2022],
    ...                        "aged_61_plus": [300, 100, None], "aged_65_plus": [None, None, 200]})
    >>> elderly_population(people, ["a", "b"], "GM0001", 65)[["area", "value", "series"]].values.tolist()
    [['a', 150.0, 'aged_61_plus'], ['b', 50.0, 'aged_61_plus'], ['GM0001', 200.0, '']]
    """
    wanted = f"aged_{from_age}_plus"
    of_wijken = population[population.wijk.isin(wijken)]
    base = _base(of_wijken, wijken, from_age)
    if not base:
        return tables.measures()
    counts = of_wijken.set_index("wijk")[base].astype("float64").loc[list(wijken)]
    whole = population[population.wijk == municipality]
    total, year = counts.sum(), of_wijken.year.max()
    is_estimate = base != wanted
    if is_estimate:
        if wanted not in whole or not whole[wanted].notna().any():
            return tables.measures()
        total, year = float(whole[wanted].dropna().iloc[-1]), whole.year.max()
        counts = (counts / counts.sum() * total).round(-1)  # its base is rounded too
    rows = [
        {"area_level": "wijk", "area": wijk, "value": n, "series": base if is_estimate else ""}
        for wijk, n in counts.items()
    ]
    rows.append({"area_level": "municipality", "area": municipality, "value": total})
    return tables.measures(
        rows, measure="elderly_population", period=str(int(year)), unit="persons", counted="inhabitant"
    )


def venue_distance(sessions: pd.DataFrame, areas: pd.DataFrame, quarter: Quarter) -> pd.DataFrame:
    """Per wijk the distance in km to the nearest wijk with a held session this year; no rows where unknown.

    Between the middles of wijken, as the crow flies; 0 for a session in the own wijk. `areas` has wijk, lon and lat
    in degrees. Source: the equirectangular approximation, good to metres over these distances.

    >>> sessions = pd.DataFrame({"wijk": ["a"], "date": pd.to_datetime(["2026-09-30"]), "status": ["gehouden"]})
    >>> areas = pd.DataFrame({"wijk": ["a", "b"], "lon": [4.40, 4.40], "lat": [52.0, 52.1]})
    >>> venue_distance(sessions, areas, Quarter(2026, 3)).value.round(1).tolist()
    [0.0, 11.1]
    """
    held = sessions[(sessions.status == "gehouden") & in_the_year(sessions.date, quarter)]
    if not {"lon", "lat"} <= set(areas) or areas[["lon", "lat"]].isna().any(axis=None):
        return tables.measures()
    venues = areas[areas.wijk.isin(held.wijk.dropna())]
    if venues.empty:
        return tables.measures()
    north = areas.lat.to_numpy()[:, None] - venues.lat.to_numpy()
    east = (areas.lon.to_numpy()[:, None] - venues.lon.to_numpy()) * np.cos(np.radians(areas.lat.mean()))
    nearest = _KM_PER_DEGREE * np.hypot(north, east).min(axis=1)
    rows = [{"area": wijk, "value": float(km)} for wijk, km in zip(areas.wijk, nearest, strict=True)]
    about = {"area_level": "wijk", "period": quarter.label, "start": quarter.year_start, "end": quarter.end}
    return tables.measures(rows, measure="venue_distance", unit="km", counted="km", **about)


def _base(of_wijken: pd.DataFrame, wijken: Sequence[str], from_age: int) -> str:
    """The column of the nearest age that is known for every wijk, with somebody in each; "" where there is none."""
    if len(wijken) == 0 or not set(wijken) <= set(of_wijken.wijk):
        return ""
    ages = {name: int(found[1]) for name in of_wijken.columns if (found := _COLUMN.fullmatch(name))}
    known = [name for name in ages if (of_wijken[name] > 0).all()]
    return min(known, key=lambda name: (abs(ages[name] - from_age), ages[name]), default="")
