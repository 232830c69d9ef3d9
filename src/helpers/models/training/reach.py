"""How much of the elderly of each wijk the training reached, and whether wijken differ by more than chance.

All of it takes protected counts: hidden wijken are not in it, the others are rounded as published. So
whatever stands here follows from what the report shows.
"""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from helpers.floor import dutch
from helpers.floor.shapes import tables
from helpers.models.statistics import funnel, rates, shrinkage
from helpers.models.statistics.domain import LEVEL

MODEL, MEASURE, UNIT = "reach", "elderly_trained", "per_1000"
LEAST_POPULATION = 200
LEAST_WIJKEN = 3
WIDENED = "verruimd"
_POINTS = 40  # of the drawn limits


def cells(counts: pd.DataFrame, population: pd.DataFrame) -> pd.DataFrame:
    """The wijken with a count that may be shown and enough inhabitants: area, count, population; in code order.

    Both are measure tables; the counts are protected.
    """
    shown = counts[(counts.area_level == "wijk") & counts.value.notna() & (counts.withheld == "")]
    people = tables.rows_of(population, area_level="wijk").set_index("area").value
    found = pd.DataFrame({"area": shown.area.to_numpy(), "count": shown.value.to_numpy()})
    found["population"] = found.area.map(people).astype("float64")
    return found[found.population >= LEAST_POPULATION].sort_values("area", ignore_index=True)


def per_wijk(counts: pd.DataFrame, population: pd.DataFrame, period: str) -> pd.DataFrame:
    """Per wijk the rate per 1,000, the rate drawn towards the municipality's, and the limits of chance with a verdict.

    `counts` are the protected rows of the training: one of the municipality and one a wijk; `population` those of
    `measures.reach`. Expected is the municipal rate times the inhabitants of the wijk. Terms: rate, shrunken_rate,
    funnel_limit (at = inhabitants, estimate = municipal rate, level .95 and .998, verdict),
    spread (the variance beyond chance), by_chance (per level: how many of these wijken chance alone puts outside,
    on average) and funnel_curve (what to draw). A gate and no more with fewer than three wijken.
    Source: Spiegelhalter 2005; Clayton & Kaldor 1987; OHID (the intervals).
    """
    found, total = cells(counts, population), _total(counts)
    people = tables.rows_of(population, area_level="municipality").value.sum()
    about = {"model": MODEL, "measure": MEASURE, "period": period, "unit": UNIT}
    if not (total > 0 and people > 0):
        return tables.estimates()
    have = dutch.counted(len(found), "wijk is", "wijken zijn") if len(found) else "geen enkele wijk zijn"
    rule = f"Van {have} de deelnemers bekend, nodig: {LEAST_WIJKEN}."
    gate = tables.gate("wijken", len(found), LEAST_WIJKEN, rule)
    if not gate["is_met"]:
        return tables.estimates([gate], **about)
    whole = total / people
    found["expected"] = whole * found.population
    tau2 = funnel.between_variance(found["count"].tolist(), found.expected.tolist())
    rows = [
        gate,
        {"term": "spread", "role": "exploratory", "estimate": tau2, **_widening(tau2)},
        *_rate_rows(found, whole),
        *_limit_rows(found, tau2, whole),
        *_by_chance(len(found)),
        *_curve(found.population, tau2, whole),
    ]
    return tables.estimates(rows, **about)


def typical_limit(reach: pd.DataFrame) -> pd.DataFrame:
    """The wider limits of chance of the wijk of middling size in `per_wijk`: a row of term typical_limit.

    `at` is its inhabitants to the nearest ten, estimate the municipal rate; no row without limits.
    How to read it: a wijk of about that size stands out only below `low` or above `high`.

    >>> limits = [{"at": at, "low": 90 / at, "term": "funnel_limit", "level": funnel.ALARM} for at in (48, 90, 14)]
    >>> typical_limit(tables.estimates(limits))[["at", "low"]].values.tolist()
    [[50.0, 1.875]]
    """
    limits = tables.rows_of(reach, term="funnel_limit", level=funnel.ALARM).sort_values("at", ignore_index=True)
    middle = limits[limits.index == len(limits) // 2]
    return middle.assign(term="typical_limit", at=middle["at"].round(-1), area="", n=np.nan, verdict="")


def _total(counts: pd.DataFrame) -> float:
    found = tables.rows_of(counts, area_level="municipality", split="", withheld="")
    return float(found.value.iloc[-1]) if len(found) else np.nan


def _widening(tau2: float) -> dict[str, Any]:
    if tau2 == 0:
        return {"rule": "De wijken samen verschillen niet meer dan bij toeval past."}
    rule = "De wijken samen verschillen meer dan gemiddeld bij toeval. Daarom zijn de grenzen verruimd."
    return {"verdict": WIDENED, "rule": rule}


def _rate_rows(found: pd.DataFrame, whole: float) -> Iterator[dict[str, Any]]:
    ratios = shrinkage.gamma_poisson(found["count"].tolist(), found.expected.tolist(), mean=1.0)
    for one, ratio in zip(tables.each_row(found), ratios, strict=True):
        rate, low, high = rates.rate(one.count, one.population)
        about = {"area": one.area, "n": one.population, "role": "primary"}
        yield {**about, "term": "rate", "estimate": rate, "low": low, "high": high, "level": LEVEL}
        yield {**about, "term": "shrunken_rate", "estimate": rates.PER * whole * float(ratio)}


def _limit_rows(found: pd.DataFrame, tau2: float, whole: float) -> Iterator[dict[str, Any]]:
    warned = funnel.limits(found.expected, funnel.WARNING, tau2)
    alarmed = funnel.limits(found.expected, funnel.ALARM, tau2)
    for at, one in enumerate(tables.each_row(found)):
        verdict = _verdict(one.count, [(low[at], high[at]) for low, high in (warned, alarmed)])
        for level, (low, high) in ((funnel.WARNING, warned), (funnel.ALARM, alarmed)):
            bounds = (rates.PER * float(count[at]) / one.population for count in (low, high))
            yield {
                **_limit(level, one.population, whole, *bounds),
                "term": "funnel_limit",
                "area": one.area,
                "n": one.population,
                "verdict": verdict,
            }


def _by_chance(wijken: int) -> Iterator[dict[str, Any]]:
    # Each wijk lies outside with a chance of 1 - level, at most: exact limits of counts are wider.
    for level, band in ((funnel.WARNING, "binnenste"), (funnel.ALARM, "buitenste")):
        outside = wijken * (1 - level)
        about = {"term": "by_chance", "role": "limit", "level": level, "estimate": outside, "n": wijken}
        often = f"liggen gemiddeld {dutch.number(outside, 1)} van de {wijken} wijken"
        if outside < 0.5:
            once = 1 / (1 - level**wijken)
            often = f"valt ongeveer eens in de {dutch.number(once)} keer een wijk"
        yield {**about, "unit": "count", "rule": f"Ook door toeval alleen {often} buiten de {band} band."}


def _verdict(count: float, bounds: list[tuple[float, float]]) -> str:
    """Where a count lies: within both limits, outside the first only, or outside both."""
    outside = ["lager" if count < low else "hoger" if count > high else "" for low, high in bounds]
    if outside[1]:
        return f"duidelijk {outside[1]}"
    return f"mogelijk {outside[0]}" if outside[0] else "past bij toeval"


def _curve(population: pd.Series, tau2: float, whole: float) -> Iterator[dict[str, Any]]:
    people = np.linspace(0.8 * population.min(), 1.05 * population.max(), _POINTS)
    for level in (funnel.WARNING, funnel.ALARM):
        low, high = funnel.limits(people * whole, level, tau2)
        for size, least, most in zip(people, low, high, strict=True):
            bounds = (rates.PER * float(count) / float(size) for count in (least, most))
            yield {**_limit(level, float(size), whole, *bounds), "term": "funnel_curve"}


def _limit(level: float, at: float, whole: float, low: float, high: float) -> dict[str, Any]:
    about = {"role": "limit", "level": level, "at": at, "estimate": rates.PER * whole}
    return {**about, "low": low, "high": high}
