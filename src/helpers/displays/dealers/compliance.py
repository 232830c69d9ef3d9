"""The inspected dealers: how many comply, and what that says of all dealers."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure as Drawing

from helpers.displays import readings
from helpers.displays.drawing.cells import data, row
from helpers.displays.drawing.figure import alt_text, figure, label, percent_axis, target_line
from helpers.displays.drawing.palette import C1, C2
from helpers.displays.readings import target_of
from helpers.displays.source_lines import cannot_tell, line
from helpers.floor import dutch, targets
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Figure, Text
from helpers.floor.shapes.tables import rows_of

MEASURE = "compliant_dealers_percent"
DATASET = "opkoper_controles"
_FIRST = "first_inspection_percent"


def compliance(result: Result) -> Figure | Text:
    """The share of inspected dealers that comply, beside the target and what it says of all dealers."""
    fact = readings.municipal(result, MEASURE)
    if fact is None or not readings.is_shown(fact):
        return cannot_tell(result, "de naleving door opkopers", DATASET)
    target, first, all_dealers = (
        target_of(result, MEASURE),
        readings.municipal(result, _FIRST),
        everyone(result),
    )
    facts = [("Laatste controle", fact)]
    if first is not None and readings.is_shown(first):
        facts.append(("Eerste controle", first))
    title = compliance_title(fact, target)
    return figure(
        lambda drawing: _paint(drawing, facts, all_dealers, target),
        name="compliance",
        title=title,
        subtitle="Aandeel gecontroleerde opkopers dat voldoet aan het Digitaal Opkopersregister, van "
        f"1 januari tot en met {dutch.day(result.quarter.end)}. Streep: waar het aandeel van alle opkopers kan liggen.",
        alt=alt_text(
            [
                f"{title}.",
                *(f"{name}: {k_of_n(one)} voldoen, {readings.shown(one)}." for name, one in facts),
                *everyone_said(result),
            ]
        ),
        source=line(result, DATASET, "opkopers"),
        height=2.6,
        columns=["Wat", "Voldoet", "Aandeel", "Interval"],
        rows=[
            *(row(name, k_of_n(one), readings.shown(one), dutch.NOTHING) for name, one in facts),
            *(
                row(
                    name,
                    dutch.NOTHING,
                    dutch.quantity(one.estimate, "percent"),
                    dutch.interval(one.low, one.high, "percent"),
                )
                for name, one in _estimates(result)
            ),
        ],
        data=data(
            ["measure", "value", "numerator", "denominator", "low", "high"],
            [
                *([one.measure, one.value, one.numerator, one.denominator, None, None] for _, one in facts),
                *(
                    [one.term, one.estimate, None, one["at"], one.low, one.high]
                    for _, one in _estimates(result)
                ),
            ],
        ),
    )


def compliance_title(fact: pd.Series, target: float | None) -> str:
    """The message: how many comply, on which side of the target."""
    numbers = f"{dutch.number(fact.numerator)} van de {dutch.number(fact.denominator)}"
    start = f"{numbers} gecontroleerde opkopers {'voldoet' if fact.numerator == 1 else 'voldoen'}"
    if target is None:
        return start
    is_below, is_above = (
        not targets.is_reached(fact.value, target, operator)
        for operator in (targets.AT_LEAST, targets.AT_MOST)
    )
    side = "onder" if is_below else "boven" if is_above else "op"
    return f"{start}: {side} de streefwaarde van {dutch.quantity(target, 'percent')}"


def everyone(result: Result) -> pd.Series | None:
    """What may be said of all registered dealers: from those drawn by lot, else the bounds; else None."""
    for term in ("all_dealers_random", "bounds"):
        found = rows_of(
            result.estimates, measure=[MEASURE, "drawn_compliance_percent"], term=term, withheld=""
        )
        found = found[found.low.notna() & found.high.notna()]
        if len(found):
            return found.iloc[0]
    return None


def everyone_said(result: Result) -> list[str]:
    """The sentences on all dealers: an estimate from the lot, or only bounds and what would mend that."""
    found = everyone(result)
    if found is None:
        refused = rows_of(result.estimates, model="finite_population", term="bounds", withheld="missing")
        return ["Over alle opkopers samen kunnen we niets zeggen.", *refused.rule]
    number = dutch.number(found["at"])
    if found.low == found.high:
        return [f"Alle {number} ingeschreven opkopers zijn gecontroleerd: er is geen onzekerheid."]
    share = f"tussen {dutch.number(found.low)} en {dutch.quantity(found.high, 'percent')}"
    if found.term == "all_dealers_random":
        return [f"De steekproef zegt: voor alle {number} opkopers ligt het aandeel {share}."]
    advice = rows_of(result.estimates, model="selection", term=["random_needed", "random_needed_per_quarter"])
    return [
        "Te weinig opkopers zijn door het lot gekozen om alle opkopers te schatten.",
        f"Zeker is alleen: van alle {number} opkopers voldoet {share}.",
        *advice.rule,
    ]


def _estimates(result: Result) -> list[tuple[str, pd.Series]]:
    """The rows on all dealers, the one to go by first; the others carry their condition in their name."""
    names = {
        "all_dealers_random": "Alle opkopers, uit de steekproef",
        "bounds": "Alle opkopers, uiterste grenzen",
        "all_dealers": "Alle opkopers, als de gecontroleerde doorsnee zijn",
        "all_dealers_wilson": "Hetzelfde, smaller interval (Wilson)",
    }
    found = rows_of(result.estimates, term=list(names), withheld="")
    found = found[found.low.notna() & found.high.notna()]
    return [(name, one) for term, name in names.items() for _, one in rows_of(found, term=term).iterrows()]


def k_of_n(one: pd.Series) -> str:
    """The numbers behind a share: "13 van 20"."""
    return dutch.k_of_n(one.numerator, one.denominator)


def _paint(
    drawing: Drawing, facts: list[tuple[str, pd.Series]], everyone_: pd.Series | None, target: float | None
) -> None:
    axes = drawing.subplots()
    names = [f"{name} ({k_of_n(one)})" for name, one in facts]
    values = [one.value for _, one in facts]
    if everyone_ is not None:
        is_drawn = everyone_.term == "all_dealers_random"
        names.append(f"Alle opkopers, {'steekproef' if is_drawn else 'grenzen'}")
    axes.barh(range(len(values)), values, color=C1, height=0.42)
    for at, value in enumerate(values):
        label(axes, dutch.quantity(value, "percent"), (value, at), colour=C1, va="center")
    if everyone_ is not None:
        at = len(values)
        axes.plot([everyone_.low, everyone_.high], [at, at], color=C2, linewidth=3.2, solid_capstyle="butt")
        label(
            axes,
            dutch.interval(everyone_.low, everyone_.high, "percent"),
            (everyone_.high, at),
            colour=C2,
            va="center",
        )
    if target is not None:
        target_line(axes, target, f"streefwaarde {dutch.quantity(target, 'percent')}", is_upright=True)
    percent_axis(axes, names)
