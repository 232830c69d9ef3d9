"""How an indicator stands in a quarter, read from a result: its value, target, status and rule."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from helpers.displays import words
from helpers.floor import dutch, targets, verdicts
from helpers.floor.params.settings import Indicator
from helpers.floor.quarter import Quarter
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.tables import rows_of


@dataclass(frozen=True)
class Reading:
    """One indicator in one quarter. `value` is None where it is not known or not shown; `reason` says why."""

    indicator: Indicator
    quarter: Quarter
    value: float | None
    numerator: float | None
    denominator: float | None
    target: float | None
    reason: str

    @property
    def stand(self) -> str:
        """The value as text: "65% (13 van 20)", or why there is none."""
        if self.value is None:
            return self.reason
        text = dutch.quantity(self.value, self.indicator.unit)
        if self.indicator.unit != "percent" or self.numerator is None or not self.denominator:
            return text
        return f"{text} ({dutch.k_of_n(self.numerator, self.denominator)})"

    @property
    def short(self) -> str:
        """The value without its base: "65%", or the en dash."""
        return dutch.quantity(self.value, self.indicator.unit)

    @property
    def aim(self) -> str:
        """The target as text, or that there is none."""
        if self.target is None:
            return "geen streefwaarde"
        return dutch.aim(self.target, self.indicator.unit, self.indicator.operator)

    @property
    def is_reached(self) -> bool | None:
        """Whether the value stands on the right side of the target; None where one is unknown."""
        if self.value is None or self.target is None:
            return None
        return targets.is_reached(self.value, self.target, self.indicator.operator)


def reading(result: Result, indicator: Indicator, quarter: Quarter | None = None) -> Reading:
    """How one indicator stands in a quarter, by default the quarter of the result."""
    at = quarter or result.quarter
    row = municipal(result, indicator.measure, at)
    known = row if row is not None and is_shown(row) else None
    reason = unknown(result, row, indicator.sources) if known is None else ""
    value, above, below = (
        (float(known[name]) if known is not None and pd.notna(known[name]) else None)
        for name in ("value", "numerator", "denominator")
    )
    return Reading(indicator, at, value, above, below, indicator.target(at.year), reason)


def promised(result: Result) -> list[Indicator]:
    """The indicators with a target in the year of the quarter: the promises that can be counted."""
    return [one for one in result.settings.indicators if one.target(result.quarter.year) is not None]


def other_value(result: Result, indicator: Indicator) -> float | None:
    """What the other reading of the promise gives; None where there is none, or it is not known."""
    row = municipal(result, indicator.other_measure) if indicator.other_measure else None
    return float(row.value) if row is not None and is_shown(row) else None


def other_reading(result: Result, indicator: Indicator) -> str:
    """The other reading with its number, to stand beside the value: "ook te lezen als 89%"; "" without one."""
    value = other_value(result, indicator)
    return "" if value is None else f"ook te lezen als {dutch.quantity(value, indicator.unit)}"


def status(result: Result, indicator: Indicator) -> tuple[str, str]:
    """The status word of an indicator and the rule that gave it."""
    found = rows_of(result.estimates, model="status", term=indicator.id)
    if found.empty:
        now = reading(result, indicator)
        return "geen oordeel", sentence(now.reason) if now.reason else "Er is geen status berekend."
    row = found.iloc[-1]
    return row.verdict or "geen oordeel", row.rule or "Er is geen regel vastgelegd."


def standing(result: Result, indicator: Indicator) -> str:
    """The status with what it rests on, as its chip says it: "op koers, naar tempo"."""
    found = rows_of(result.estimates, model="status", term=indicator.id)
    basis = verdicts.BASES[found.basis.iloc[-1]] if len(found) else ""
    return ", ".join(part for part in (status(result, indicator)[0], basis) if part)


def owners_word(result: Result, indicator: Indicator) -> str:
    """What stands beside our status where the owner judges otherwise: "Eigenaar: op koers"; "" where not."""
    listed = result.commentary.get(result.quarter.label, ())
    theirs = next((one.judgement for one in listed if one.id == indicator.id), "")
    return f"Eigenaar: {theirs}" if theirs not in ("", status(result, indicator)[0]) else ""


def unknown_said(result: Result, measure: str) -> list[str]:
    """Of how many units the indicator with this measure is neither yes nor no; nothing where all is known."""
    return _unknown(result, measure).rule.tolist()


def unknown_of(result: Result, indicator: Indicator) -> list[str]:
    """The same of one indicator."""
    return rows_of(result.estimates, model="unknown", term=indicator.id).rule.tolist()


def _unknown(result: Result, measure: str) -> pd.DataFrame:
    found, promise = rows_of(result.estimates, model="unknown", measure=measure), result.settings.of_measure(measure)
    return found if promise is None else rows_of(found, term=promise.id)


def is_held_back(result: Result, indicator: Indicator) -> bool:
    """Whether an export of the indicator is too strange to judge by, and nobody accepted it."""
    return not result.held_back.keys().isdisjoint(indicator.sources)


def held_back_said(result: Result) -> list[str]:
    """Which promises are left out of what is said, because nobody looked into a strange export."""
    names = [one.name for one in promised(result) if is_held_back(result, one)]
    verb = "tellen" if len(names) > 1 else "telt"
    return [f"{dutch.listing(names)} {verb} hier niet mee tot de levering is nagekeken."] if names else []


def is_left_open(result: Result, measure: str) -> bool:
    """Whether there is no judgement: so much of an indicator is unknown, or its export is strange."""
    return bool((_unknown(result, measure).verdict != "").any()) or measure_is_held_back(result, measure)


def measure_is_held_back(result: Result, measure: str) -> bool:
    """Whether the promise on a measure is held back."""
    promise = result.settings.of_measure(measure)
    return promise is not None and is_held_back(result, promise)


def municipal(result: Result, measure: str, quarter: Quarter | None = None) -> pd.Series | None:
    """The row of the whole municipality, without a split; None where there is none."""
    all_, label = result.measures, (quarter or result.quarter).label
    wanted = {"measure": measure, "area_level": "municipality", "split": "", "period": label}
    # As arrays: a scorecard asks hundreds of times, and filtering a frame takes five times as long.
    is_ours = np.logical_and.reduce([all_[name].to_numpy() == value for name, value in wanted.items()])
    found = np.flatnonzero(is_ours)
    return all_.iloc[found[-1]] if found.size else None


def side_by_side(table: pd.DataFrame, by: str | list[str], *measures: str) -> pd.DataFrame:
    """A row for each `by` (area, group, period), sorted, and a column for each measure; a hidden value is missing.

    `withheld` says why that of the first measure is, "<measure> withheld" that of another. A `by` without a row
    of the first measure is left out. Raises ValueError where a measure has two rows for one `by`.

    >>> from helpers.floor.shapes import tables
    >>> rows = [{"measure": "a", "area": "x", "value": 1}, {"measure": "b", "area": "x", "withheld": "small"}]
    >>> side_by_side(tables.measures(rows), "area", "a", "b").values.tolist()
    [['x', 1.0, nan, '', 'small']]
    """
    values = {}
    for i, measure in enumerate(measures):
        rows = rows_of(table, measure=measure).set_index(by)
        if not rows.index.is_unique:
            raise ValueError(f"{measure} has two rows for one {by}")
        values[measure] = rows.value.where(rows.withheld == "")
        values[f"{measure} withheld" if i else "withheld"] = rows.withheld
    order = values["withheld"].index.sort_values()
    beside = pd.DataFrame({name: column.reindex(order) for name, column in values.items()})
    why = [name for name in beside.columns if name.endswith("withheld")]
    first = [*order.names, *measures, *why]
    return beside.fillna(dict.fromkeys(why, "")).reset_index()[first]


def also_promised(result: Result, measure: str) -> list[str]:
    """What other indicators on a measure ask of the same number; a chapter is about the first alone."""
    ours = result.settings.of_measure(measure)
    others = [one for one in promised(result) if one.measure == measure and one != ours]
    return [f"Ook toegezegd: {one.name}, {reading(result, one).aim}." for one in others]


def target_of(result: Result, measure: str) -> float | None:
    """The target of this year for the indicator with this measure; None where there is none."""
    promise = result.settings.of_measure(measure)
    return promise.target(result.quarter.year) if promise else None


def operator_of(result: Result, measure: str) -> str:
    """Whether the indicator with this measure wants at least or at most its target."""
    promise = result.settings.of_measure(measure)
    return promise.operator if promise else targets.AT_LEAST


def is_shown(row: pd.Series) -> bool:
    """Whether a row of measures has a value that may be shown."""
    return bool(pd.notna(row.value)) and row.withheld == ""


def shown(row: pd.Series) -> str:
    """A row of measures as text: its value with unit, or why it is not there."""
    return dutch.quantity(row.value, row.unit) if is_shown(row) else withheld(row)


def withheld(row: pd.Series) -> str:
    """Why a row shows no value."""
    return words.WITHHELD.get(row.withheld or "missing", "geen gegevens")


def unknown(result: Result, row: pd.Series | None, datasets: list[str]) -> str:
    """Why a value is not there: a missing export and its reason, nothing to share by, or what the row says."""
    given = [result.missing[name].strip().rstrip(".") for name in datasets if name in result.missing]
    if given:
        return f"geen gegevens: {'; '.join(given)}"
    read = {export.dataset for export in result.exports}
    if any(result.descriptions[name].is_optional and name not in read for name in datasets):
        return "niet geleverd"
    if row is None:
        return "geen gegevens"
    counted = rows_of(result.estimates, model="no_value", measure=row.measure, period=row.period)
    return counted.rule.iloc[0] if len(counted) else withheld(row)


def sentence(text: str) -> str:
    """The text as a sentence, with capital and full stop."""
    return dutch.sentence_case(text.strip().rstrip(".")) + "."
