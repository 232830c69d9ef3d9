"""Of how many units an indicator is unknown, how far its value may lie for that, and when there is no judgement.

Takes protected rows, so that nothing here gives away more than the page: a hidden count is 1 to 9 and is taken as
9, a rounded one as the most that it may have been, and one that is withdrawn as all that the share leaves. Is that
rest itself a small number, then nothing is said of it: what is not shown to be so does not count, as in the share.
"""

import math
from collections.abc import Iterable, Iterator

import pandas as pd

from helpers.floor import dutch, targets
from helpers.floor.params.settings import Indicator
from helpers.floor.params.small_numbers import SmallNumbers
from helpers.floor.quarter import Quarter
from helpers.floor.shapes import tables
from helpers.floor.shapes.words import HARMLESS, SMALL, UNKNOWN, WITHDRAWN, unknown_of
from helpers.models.indicators import held_back
from helpers.models.indicators.held_back import NO_VERDICT

MODEL = "unknown"
LEAST_PART = 0.5  # of what is still lacking: unknown units that may fill so much leave a year under way open
# What is not known of one unit, and of more.
SAID: dict[str, tuple[str, str]] = {
    "compliant_dealers_percent": (
        "Van {n} opkoper is de controle niet volledig ingevuld.",
        "Van {n} opkopers is de controle niet volledig ingevuld.",
    ),
    "consulted_wijken_percent": (
        "Van {n} wijk met bijeenkomsten ontbreekt de dag van de eerste.",
        "Van {n} wijken met bijeenkomsten ontbreekt de dag van de eerste.",
    ),
    "crisis_agreements_percent": (
        "Van {n} geborgd proces ontbreekt de dag van vaststelling.",
        "Van {n} geborgde processen ontbreekt de dag van vaststelling.",
    ),
    "crisis_protocols_percent": (
        "Van {n} vastgelegd protocol ontbreekt de dag van actualisatie.",
        "Van {n} vastgelegde protocollen ontbreekt de dag van actualisatie.",
    ),
    "data_driven_plans_percent": (
        "Van {n} wijk met een scan is niet bekend of er een informatiegestuurd plan is.",
        "Van {n} wijken met een scan is niet bekend of er een informatiegestuurd plan is.",
    ),
    "elderly_trained": (
        "Van {n} deelnemer is de leeftijd niet bekend.",
        "Van {n} deelnemers is de leeftijd niet bekend.",
    ),
    "planned_wijken_percent": (
        "Van {n} wijk met een actieplan ontbreekt de dag van de scan of van het plan.",
        "Van {n} wijken met een actieplan ontbreekt de dag van de scan of van het plan.",
    ),
    "scanned_wijken_percent": (
        "Van {n} wijk met een actieplan ontbreekt de dag van de scan.",
        "Van {n} wijken met een actieplan ontbreekt de dag van de scan.",
    ),
    "trained_members_percent": (
        "Van {n} lid is niet bekend of de opleiding nog geldt.",
        "Van {n} leden is niet bekend of de opleiding nog geldt.",
    ),
}


def rest_of(row: pd.Series) -> float:
    """How many units of a share do not count; without an end for a count.

    >>> rest_of(pd.Series({"numerator": 17.0, "denominator": 20.0}))
    3.0
    """
    rest = float(row["denominator"]) - float(row["numerator"])
    return math.inf if math.isnan(rest) else rest


def most(unknown: pd.Series, limits: SmallNumbers, rest: float) -> float:
    """The most units that may be unknown, from the protected row of `measures.unknown` and the `rest` of its share.

    >>> row = tables.measures([{"value": 15, "counted": "person"}, {"withheld": "small"}, {"withheld": "withdrawn"}])
    >>> [most(row.iloc[at], SmallNumbers(), 30.0) for at in range(3)]
    [17.0, 9.0, 30.0]
    """
    if unknown["withheld"] == WITHDRAWN:
        return rest if limits.least_shown <= rest < math.inf else 0.0
    if unknown["withheld"] == SMALL:
        return min(rest, limits.least_shown - 1.0)
    value = 0.0 if pd.isna(unknown["value"]) else float(unknown["value"])
    return min(rest, value if unknown["counted"] in HARMLESS else float(limits.counts_behind(value)[1]))


def reach(row: pd.Series, unknown: pd.Series, limits: SmallNumbers) -> tuple[float, float]:
    """The value when no unknown unit counts, and when all of them do; in the unit of `row`.

    >>> known = tables.measures([{"value": 50, "numerator": 10, "denominator": 20, "unit": "percent"}]).iloc[0]
    >>> reach(known, tables.measures([{"value": 4, "counted": "wijk"}]).iloc[0], SmallNumbers())
    (50.0, 70.0)
    """
    value, more = float(row["value"]), most(unknown, limits, rest_of(row))
    if pd.isna(row["denominator"]):
        return value, value + more
    met, all_ = float(row["numerator"]), float(row["denominator"])
    return value, 100 * min(met + more, all_) / all_


def said(row: pd.Series, unknown: pd.Series, limits: SmallNumbers) -> str:
    """The sentence on how many are unknown of the indicator in `row`; "" where none is, or nothing may be said of it.

    >>> trained = tables.measures([{"measure": "elderly_trained", "value": 11}]).iloc[0]
    >>> said(trained, tables.measures([{"withheld": "small"}]).iloc[0], SmallNumbers())
    'Van minder dan 10 deelnemers is de leeftijd niet bekend.'
    """
    if most(unknown, limits, rest_of(row)) == 0:
        return ""
    one, more = SAID[row["measure"]]
    if unknown["withheld"] == WITHDRAWN:
        return more.format(n="een niet gepubliceerd aantal")
    if unknown["withheld"] == SMALL:
        return more.format(n=f"minder dan {limits.least_shown}")
    about = "" if unknown["counted"] in HARMLESS else "ongeveer "
    return (one if unknown["value"] == 1 else more).format(n=about + dutch.number(unknown["value"]))


def undecided(
    row: pd.Series,
    unknown_row: pd.Series,
    target: float | None,
    operator: str,
    *,
    limits: SmallNumbers,
    is_over: bool = False,
) -> str:
    """Why there is no judgement, in Dutch; "" where the unknown units cannot change one.

    They can where the target is met at one end of `reach` and not at the other, and in a year that is not over where
    they may fill half or more of what is still lacking: then what the pace says is open too (the half is this
    suite's choice). `row` and `unknown_row` are protected measure rows.

    >>> known = tables.measures([{"measure": "elderly_trained", "value": 11, "unit": "persons"}]).iloc[0]
    >>> unknown = tables.measures([{"value": 130, "counted": "person"}]).iloc[0]
    >>> undecided(known, unknown, 200, ">=", limits=SmallNumbers())[-63:]
    'De stand ligt daardoor op 11 tot 143: te ruim voor een oordeel.'
    """
    if target is None or pd.isna(row["value"]):
        return ""
    low, high = reach(row, unknown_row, limits)
    is_met = [targets.is_reached(value, target, operator) for value in (low, high)]
    lacking = target - low
    may_fill = operator == targets.AT_LEAST and high > low and high - low >= LEAST_PART * lacking
    if is_met[0] == is_met[1] and (is_over or is_met[0] or not may_fill):
        return ""
    why = said(row, unknown_row, limits)
    span = dutch.interval(low, high, row["unit"])
    return f"{why} De stand ligt daardoor op {span}: te ruim voor een oordeel."


def told(
    measures: pd.DataFrame, indicators: Iterable[Indicator], quarter: Quarter, limits: SmallNumbers
) -> pd.DataFrame:
    """A row for each indicator of which something is unknown: how far its value may lie, and the sentence (rule).

    `measures` are protected. Role limit; low and high are those of `reach`, NaN where the value itself is not known;
    verdict is "geen oordeel" where that leaves no judgement, and the rule then says so. How to read it: not an
    interval of chance but the ends that are possible.
    """
    rows = []
    for one, row, unknown in _pairs(measures, indicators, quarter):
        low, high = (math.nan, math.nan) if pd.isna(row["value"]) else reach(row, unknown, limits)
        why = _why_open(one, row, unknown, quarter, limits)
        about = {name: row[name] for name in ("measure", "period", "unit")} | {"term": one.id}
        sentence = {"verdict": NO_VERDICT if why else "", "rule": why or said(row, unknown, limits)}
        rows += [about | {"low": low, "high": high} | sentence] if sentence["rule"] else []
    return tables.estimates(rows, model=MODEL, role="limit")


def without_verdict(
    statuses: pd.DataFrame,
    measures: pd.DataFrame,
    indicators: Iterable[Indicator],
    quarter: Quarter,
    limits: SmallNumbers,
) -> pd.DataFrame:
    """The rows of `status`, without a judgement where what is unknown leaves one open; the rule says why.

    `measures` are protected: the rows of every indicator, and of `measures.unknown` beside them.
    """
    pairs = _pairs(measures, indicators, quarter)
    reasons = {one.id: _why_open(one, row, unknown, quarter, limits) for one, row, unknown in pairs}
    return held_back.without_verdict(statuses, reasons)


def _why_open(one: Indicator, row: pd.Series, unknown: pd.Series, quarter: Quarter, limits: SmallNumbers) -> str:
    target, is_over = one.target(quarter.year), quarter.is_last_of_year
    return undecided(row, unknown, target, one.operator, limits=limits, is_over=is_over)


def _pairs(
    measures: pd.DataFrame, indicators: Iterable[Indicator], quarter: Quarter
) -> Iterator[tuple[Indicator, pd.Series, pd.Series]]:
    now = tables.rows_of(measures, period=quarter.label, area_level="municipality")
    places = now.groupby(["measure", "split"]).indices
    for one in indicators:
        row, unknown = places.get((one.measure, ""), []), places.get((unknown_of(one.measure), UNKNOWN), [])
        if len(row) == 1 and len(unknown) == 1:
            yield one, now.iloc[row[0]], now.iloc[unknown[0]]
