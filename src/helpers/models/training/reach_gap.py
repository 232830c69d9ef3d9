"""Whether reach goes along an axis that was laid down beforehand, such as the distance to a session.

A difference in reach, and no more: it does not say why, and nothing about persons. Takes protected counts.

The wijk is the unit: wijken differ by themselves, and an interval that counts persons takes that for a relation
(found falsely in 16 to 32% of the years, tests/benchmarks/calibration_reach.py). So the slope over all wijken
decides, and the thirds only describe.
"""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import numpy as np
import pandas as pd

from helpers.floor import dutch
from helpers.floor.shapes import tables
from helpers.models.statistics import inequality, rates
from helpers.models.statistics.domain import LEVEL

MODEL, MEASURE, UNIT = "reach_gap", "elderly_trained", "per_1000"
LEAST_WIJKEN_PER_THIRD = 3
THIRDS = ("lowest", "middle", "highest")
_ALL_ALIKE = "Alle wijken liggen hier gelijk: er is niets om naar te vergelijken."
_NOT_MEASURED = {
    "age_band": "Naar leeftijd is niet gemeten: inwoners per leeftijdsklasse zijn niet bekend.",
    "income": "Naar inkomen is niet gemeten: er zijn geen cijfers over inkomen per wijk.",
    "venue_distance": "Naar afstand is niet gemeten: de plaats van wijken of bijeenkomsten ontbreekt.",
}


def along(cells: pd.DataFrame, places: pd.DataFrame, axis: str, period: str) -> pd.DataFrame:
    """How reach goes along all of an axis, with the rates of its thirds beside it: an estimate table.

    `cells` are those of `models.reach` (area, count, population), `places` measure rows with the value of each wijk
    on the axis. Rows have split = axis. Terms: slope_index (primary; per 1,000, high end less low end, with its
    interval), relative_index and concentration_index (exploratory), and third_rate (exploratory, without an interval:
    per 1,000; group lowest, middle, highest; at = the mean place). Gates: eight wijken that do not all lie equally
    far for the slope, three in each outer third for the thirds; where one is not met, its terms are not there.
    How to read it: a relation only where the interval of the slope leaves out 0.
    Source: Mackenbach & Kunst 1997, Soc Sci Med 44:757.
    """
    about = {"model": MODEL, "measure": MEASURE, "split": axis, "period": period, "unit": UNIT}
    found = cells.assign(place=cells.area.map(places.set_index("area").value)).dropna(subset=["place"])
    is_spread = found.place.nunique() > 1
    is_enough = is_spread and len(found) >= inequality.LEAST_GROUPS
    rule = _slope_rule(len(found)) if is_spread or found.empty else _ALL_ALIKE
    rows = [tables.gate("slope_index", len(found), inequality.LEAST_GROUPS, rule, is_met=is_enough)]
    if is_enough:
        rows += _slope_rows(found)
    third = inequality.thirds(found.place, found.population) if len(found) else np.array([], dtype=int)
    fewest = min(int((third == one).sum()) for one in (0, 2))
    rows.append(tables.gate("thirds", fewest, LEAST_WIJKEN_PER_THIRD, _thirds_rule(fewest)))
    if rows[-1]["is_met"]:
        rows += _third_rows(found, third)
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


def _third_rows(found: pd.DataFrame, third: np.ndarray) -> Iterator[dict[str, Any]]:
    found = found.assign(weighed=found.place * found.population)
    sums = found.groupby(third)[["count", "population", "weighed"]].sum()
    for one in tables.each_row(sums):
        yield {
            "term": "third_rate",
            "role": "exploratory",
            "group": THIRDS[one.Index],
            "at": one.weighed / one.population,
            "estimate": rates.PER * one.count / one.population,
            "n": one.population,
            "n_clusters": int((third == one.Index).sum()),
        }


def _slope_rows(found: pd.DataFrame) -> Iterator[dict[str, Any]]:
    counts, people, place = (found[name].to_numpy() for name in ("count", "population", "place"))
    slope = inequality.slope_index(counts, people, place)
    if slope is None:
        return
    values = (rates.PER * value for value in (slope.index, slope.low, slope.high))
    numbers = dict(zip(("estimate", "low", "high"), values, strict=True))
    about: dict[str, Any] = {"n_clusters": len(found)}
    yield {"term": "slope_index", "role": "primary", "level": LEVEL, "df": len(found) - 2, **about, **numbers}
    about |= {"role": "exploratory", "unit": "ratio"}
    yield {"term": "relative_index", "estimate": slope.relative, **about}
    index = inequality.concentration_index(counts, people, place)
    yield {"term": "concentration_index", "estimate": index, **about}


def _thirds_rule(fewest: int) -> str:
    have = dutch.counted(fewest, "wijk", "wijken") if fewest else "geen enkele wijk"
    verb = "zitten" if fewest > 1 else "zit"
    return f"In de kleinste groep (dichtbij of ver weg) {verb} {have}; nodig zijn er {LEAST_WIJKEN_PER_THIRD}."


def _slope_rule(wijken: int) -> str:
    have = dutch.counted(wijken, "wijk", "wijken") if wijken else "geen enkele wijk"
    return f"Van {have} is het bereik bekend, nodig: {inequality.LEAST_GROUPS}."
