"""What stands beside a count: what residents say beside hours and interventions, and the chain of enforcement."""

import math
from collections.abc import Sequence

import pandas as pd

from helpers.displays import readings
from helpers.displays.drawing.columns import Column, table
from helpers.displays.indicators import scorecard
from helpers.displays.residents_say import ASKED, with_margin
from helpers.displays.source_lines import line
from helpers.floor import dutch
from helpers.floor.params.settings import Indicator
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Table, Text
from helpers.floor.shapes.tables import rows_of

_SURVEY = "wijkatlas"
_SAFETY = "veiligheidsmonitor"
# By group: where nobody, where so many, and where it is hidden how many.
_BY_SIGNAL = {
    "known": (
        "geen van de {all} interventies draagt het nummer van een signaal.",
        "ongeveer {n} van de {all} interventies dragen het nummer van een signaal.",
        "hoeveel van de {all} interventies het nummer van een signaal dragen, blijft afgeschermd.",
    ),
    "unknown": (
        "",
        "bij ongeveer {n} staat een nummer dat op geen dashboard voorkomt.",
        "bij hoeveel een nummer staat dat op geen dashboard voorkomt, blijft afgeschermd.",
    ),
}
_CHAIN = {
    "violations": "Overtredingen, afgerond",
    "urgent_possible": "Spoed mogelijk",
    "urgent_applied": "Spoed toegepast, afgerond",
    "urgent_effective": "Spoed effectief",
}


def neighbourhood(result: Result, indicators: Sequence[Indicator]) -> Text | None:
    """The share of residents who call it clean, beside the hours of the scan car; None without those hours.

    Nor where the survey is not asked for: no chapter needs it then.
    """
    hours = _of_measure(indicators, "scan_car_hours")
    found = rows_of(result.estimates, model="outcome", term="share")
    is_asked = _SURVEY in result.missing or any(export.dataset == _SURVEY for export in result.exports)
    if hours is None or (found.empty and not is_asked):
        return None
    if found.empty or found.withheld.iloc[0]:
        why = readings.unknown(result, None, [_SURVEY]) if found.empty else readings.withheld(found.iloc[0])
        return Text([f"De uitkomst bij {hours.id} is niet gemeten: hoeveel bewoners de buurt schoon noemen ({why})."])
    return Text([*_clean(result, hours, found.iloc[0])])


def _clean(result: Result, hours: Indicator, row: pd.Series) -> list[str]:
    share = dutch.quantity(row.estimate, "percent")
    is_sure = math.isfinite(row.low)
    bounds = dutch.interval(row.low, row.high, "percent") if is_sure else "foutmarge onbekend"
    of_wave = f"({bounds}; meting {row.period})"
    told = [f"De uitkomst bij {hours.id}: {share} van de bewoners noemt de buurt schoon {of_wave}."]
    wijken = len(result.areas.codes)
    if row.n_clusters < wijken:
        told.append(f"Die meting bereikte {dutch.k_of_n(row.n_clusters, wijken)} wijken.")
    return told


def safety(result: Result, indicators: Sequence[Indicator]) -> Text | None:
    """What residents say of their neighbourhood, beside the interventions; None without those."""
    promised = _of_measure(indicators, "dashboard_interventions")
    if promised is None:
        return None
    name, municipality = result.title_of(_SAFETY), result.settings.municipality.code
    said = rows_of(result.estimates, model="safety_survey").sort_values("period", ascending=False, kind="stable")
    own = rows_of(said, area=municipality)
    if own.empty:
        why = readings.unknown(result, None, [_SAFETY])
        what = f"leefbaarheid en veiligheid volgens de {name}"
        return Text([f"De uitkomst bij {promised.id} is niet bekend: {what} ({why})."])
    told = [sentence for measure in ASKED for sentence in _answered(said, rows_of(own, measure=measure))]
    told[0] = f"De uitkomst bij {promised.id}: {told[0]}"
    rest = [f"De cijfers zijn die van de {name}, met hun foutmarge.", own.rule.iloc[0]]
    why_not = "Of de interventies aan deze uitkomst bijdroegen, is hier niet te zien."
    return Text([*map(readings.sentence, [*told, *rest]), why_not], is_list=True)


def _answered(said: pd.DataFrame, waves: pd.DataFrame) -> list[str]:
    """One question: the newest answer with its margin, that of the country, and the one before it."""
    if waves.empty:
        return []
    last = waves.iloc[0]
    country = rows_of(said[said.area != last.area], measure=last.measure, period=last.period)
    beside = [f"in heel Nederland was dat {with_margin(row)}" for _, row in country.iterrows()]
    earlier = [f"in {row.period} was het hier {with_margin(row)}" for _, row in waves.iloc[1:2].iterrows()]
    return [ASKED[last.measure].format(with_margin(last), last.period), *beside, *earlier]


def by_signal(result: Result, indicators: Sequence[Indicator]) -> list[str]:
    """How many of the interventions carry the number of a signal; nothing where the register has no such numbers."""
    promised = _of_measure(indicators, "dashboard_interventions")
    found = rows_of(result.measures, measure="interventions_by_signal", split="signal")
    if promised is None or found.empty or not readings.reading(result, promised).value:
        return []
    rows, said = {row.group: row for _, row in found.iterrows()}, []
    for group, (nobody, so_many, hidden) in _BY_SIGNAL.items():
        row = rows[group]
        text = hidden if not readings.is_shown(row) else so_many if row.value else nobody
        said.append(text.format(n=dutch.number(row.value), all=readings.reading(result, promised).short))
    return [f"{promised.name}: {text}" for text in said if text]


def enforcement_chain(result: Result, indicators: Sequence[Indicator]) -> Table | None:
    """From violations to effective urgent action, in this year; None for a year in which it was never applied.

    Two steps are the parts of the indicator, and exact as it is; the others are rounded, or hidden.
    """
    share = _of_measure(indicators, "urgent_enforcement_percent")
    found = [readings.municipal(result, name) for name in ("violations", "urgent_applied")]
    steps = [row for row in found if row is not None]
    if share is None or len(steps) < len(found):
        return None
    parts = readings.reading(result, share)
    row = {"urgent_possible": parts.denominator, "urgent_effective": parts.numerator}
    row |= {one.measure: one.value for one in steps} | {f"{one.measure} withheld": one.withheld for one in steps}
    return table(
        "enforcement_chain",
        f"{scorecard.named(share)}: van overtreding naar effect in {result.quarter.year}",
        pd.DataFrame([row]).assign(until=result.quarter.end),
        [
            Column("until", "Tot en met", written=lambda row: dutch.day(row.until)),
            *(Column(name, heading, decimals=0) for name, heading in _CHAIN.items()),
        ],
        source=line(result, *share.sources),
    )


def _of_measure(indicators: Sequence[Indicator], measure: str) -> Indicator | None:
    return next((one for one in indicators if one.measure == measure), None)
