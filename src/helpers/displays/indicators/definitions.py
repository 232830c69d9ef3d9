"""How each indicator is counted: the budget's words, marked as such, and the suite's own apart from them."""

from helpers.displays import readings
from helpers.displays.indicators import scorecard
from helpers.floor import dutch
from helpers.floor.params import budget_years
from helpers.floor.params.settings import Indicator
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Facts
from helpers.floor.shapes.tables import rows_of
from helpers.floor.shapes.words import HARMLESS


def definitions(result: Result) -> Facts:
    """Per indicator what the budget says, how it is counted, what is not, and the other reading with its number."""
    return Facts([(scorecard.named(one), "\n".join(_lines(result, one))) for one in result.settings.indicators])


def _lines(result: Result, one: Indicator) -> list[str]:
    rule = rows_of(result.estimates, model="counting_rule", measure=one.measure).rule
    budget = " ".join(readings.sentence(part) for part in (one.text, one.target_text))
    before = budget_years.others_in(result.settings, result.quarter.year - 1).get(one.id)
    lines = [
        f"De begroting zegt: “{budget}”",
        f"Let op: vóór {result.quarter.year} was {one.id} een andere toezegging, “{before.name}”." if before else "",
        *(f"Zo tellen we: {said[:1].lower()}{said[1:]}" for said in rule),
        f"Niet geteld: {one.not_counted}" if one.not_counted else "",
        f"{readings.sentence(one.other_reading)}{_counted_otherwise(result, one)}" if one.other_reading else "",
    ]
    return [line for line in lines if line]


def _counted_otherwise(result: Result, one: Indicator) -> str:
    """What the other reading gives, where it can be counted, with its own base; of persons or dealers it is rounded."""
    found = readings.municipal(result, one.other_measure) if one.other_measure else None
    if found is None or found.withheld == "missing":
        return ""
    if not readings.is_shown(found):
        return f" Zo gelezen is de stand {readings.withheld(found)}."
    base = dutch.k_of_n(found.numerator, found.denominator)
    if found.counted in HARMLESS:
        return f" Zo gelezen is de stand {readings.shown(found)} ({base})."
    return f" Zo gelezen is de stand ongeveer {readings.shown(found)} ({base}, afgerond)."
