"""Whether reach goes along an axis that was laid down beforehand, such as the distance to a session.

A gap in reach, and no more: it does not say why, and nothing about persons. Takes protected counts.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from helpers.floor import dutch
from helpers.floor.shapes import tables
from helpers.models.statistics import inequality, proportions, rates
from helpers.models.statistics.domain import LEVEL

MODEL, MEASURE, UNIT = "reach_gap", "elderly_trained", "per_1000"
LEAST_WIJKEN_PER_THIRD = 2
THIRDS = ("lowest", "middle", "highest")
_NOT_MEASURED = {
    "age_band": "Naar leeftijd is niet gemeten: inwoners per leeftijdsklasse zijn niet bekend.",
    "income": "Naar inkomen is niet gemeten: er zijn geen cijfers over inkomen per wijk.",
    "venue_distance": "Naar afstand is niet gemeten: de plaats van wijken of bijeenkomsten ontbreekt.",
}


def along(cells: pd.DataFrame, places: pd.DataFrame, axis: str, period: str) -> pd.DataFrame:
    """The gap between the lowest and the highest third of an axis, and the slope along all of it: an estimate table.

    `cells` are those of `models.reach` (area, count, population), `places` measure rows with the value of each wijk
    on the axis. Rows have split = axis. Terms: third_rate (per 1,000; group lowest, middle, highest; at = the mean
    place), gap (lowest less highest, Newcombe's interval), slope_index (high end less low end), relative_index,
    concentration_index. Gates: two wijken in each outer third for the gap, eight for the slope; where one is
    not met, its terms are not there.
    Source: Newcombe 1998, Stat Med 17:873; Mackenbach & Kunst 1997, Soc Sci Med 44:757.
    """
    about = {"model": MODEL, "measure": MEASURE, "split": axis, "period": period, "unit": UNIT}
    found = cells.assign(place=cells.area.map(places.set_index("area").value)).dropna(subset=["place"])
    third = inequality.thirds(found.place, found.population) if len(found) else np.array([], dtype=int)
    fewest = min(int((third == one).sum()) for one in (0, 2))
    rows = [tables.gate("gap", fewest, LEAST_WIJKEN_PER_THIRD, _gap_rule(fewest))]
    if rows[0]["is_met"]:
        rows += _gap_rows(found, third)
    rows.append(tables.gate("slope_index", len(found), inequality.LEAST_GROUPS, _slope_rule(len(found))))
    if rows[-1]["is_met"]:
        rows += _slope_rows(found)
    return tables.estimates(rows, **about)


def of_axes(
    cells: pd.DataFrame, places: Mapping[str, pd.DataFrame], declared: Sequence[str], period: str
) -> pd.DataFrame:
    """`along` for every declared axis with places; for the others a gate that says what is not measured."""
    parts = [
        along(cells, places[axis], axis, period)
        if axis in places and len(places[axis])
        else _not_measured(axis, period)
        for axis in declared
    ]
    return tables.stack(tables.estimates(), *parts)


def _not_measured(axis: str, period: str) -> pd.DataFrame:
    gate = tables.gate("axis", None, None, _NOT_MEASURED[axis], is_met=False)
    return tables.estimates([gate], model=MODEL, measure=MEASURE, split=axis, period=period)


def _gap_rows(found: pd.DataFrame, third: np.ndarray) -> Iterator[dict[str, Any]]:
    found = found.assign(weighed=found.place * found.population)
    sums = found.groupby(third)[["count", "population", "weighed"]].sum()
    for one in tables.each_row(sums):
        rate, low, high = rates.rate(one.count, one.population)
        figures = {"estimate": rate, "low": low, "high": high, "level": LEVEL, "n": one.population}
        wijken = int((third == one.Index).sum())
        yield {
            "term": "third_rate",
            "role": "primary",
            "group": THIRDS[one.Index],
            "at": one.weighed / one.population,
            "n_clusters": wijken,
            **figures,
        }
    k, n = sums["count"], sums.population
    limits = (float(limit) for limit in proportions.difference(k[0], n[0], k[2], n[2]))
    yield {"term": "gap", "role": "primary", "level": LEVEL, **_per_1000(k[0] / n[0] - k[2] / n[2], *limits)}


def _slope_rows(found: pd.DataFrame) -> Iterator[dict[str, Any]]:
    counts, people, place = (found[name].to_numpy() for name in ("count", "population", "place"))
    slope = inequality.slope_index(counts, people, place)
    if slope is None:
        return
    about = {"role": "exploratory", "n_clusters": len(found)}
    numbers = _per_1000(slope.index, slope.low, slope.high)
    yield {"term": "slope_index", "level": LEVEL, "df": len(found) - 2, **about, **numbers}
    yield {"term": "relative_index", "estimate": slope.relative, **about, "unit": "ratio"}
    index = inequality.concentration_index(counts, people, place)
    yield {"term": "concentration_index", "estimate": index, **about, "unit": "ratio"}


def _per_1000(estimate: float, low: float, high: float) -> dict[str, float]:
    values = (rates.PER * float(value) for value in (estimate, low, high))
    return dict(zip(("estimate", "low", "high"), values, strict=True))


def _gap_rule(fewest: int) -> str:
    have = dutch.counted(fewest, "wijk", "wijken")
    return f"Het kleinste van de twee uiterste derden telt {have}; nodig zijn er {LEAST_WIJKEN_PER_THIRD}."


def _slope_rule(wijken: int) -> str:
    have = dutch.counted(wijken, "wijk", "wijken")
    return f"Voor een helling over alle wijken zijn er {inequality.LEAST_GROUPS} nodig; bekend is er van {have}."
