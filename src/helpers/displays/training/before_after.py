"""The marks before and after the training: who went up, by how much on average, and what that does not say."""

from __future__ import annotations

import math

import pandas as pd
from matplotlib.figure import Figure as Drawing

from helpers.displays import readings
from helpers.displays.drawing.cells import data, row
from helpers.displays.drawing.figure import alt_text, figure, grid, label, percent_axis
from helpers.displays.drawing.palette import C1, GREY, MUTED
from helpers.displays.source_lines import cannot_tell, line
from helpers.displays.training.pacing import DATASETS
from helpers.floor import dutch
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Figure, Text
from helpers.floor.shapes.tables import rows_of

MODEL = "paired"
WARNING = "Of zij daardoor weerbaarder zijn, meet dit niet."
GROUPS = {"hoger": "Hoger cijfer", "gelijk": "Gelijk cijfer", "lager": "Lager cijfer"}


def before_after(result: Result) -> Figure | Text:
    """The shares that gave a higher, the same and a lower mark; a hidden group keeps its line without a bar."""
    shares = _shares(result)
    known = {group: one for group, one in shares.items() if readings.is_shown(one)}
    if not known:
        return silence(result)
    title = marks_title(shares)
    told = [f"{GROUPS[group]}: {readings.shown(one)}." for group, one in shares.items()]
    return figure(
        lambda drawing: _paint(drawing, shares),
        name="before_after",
        title=title,
        subtitle="Ouderen die zichzelf vóór en na de training een cijfer gaven; "
        f"gemeente {result.settings.municipality.name}, {period_said(result)}.",
        alt=alt_text([f"{title}.", *told, *response_said(result), WARNING]),
        source=line(result, *DATASETS),
        height=2.0,
        columns=["Cijfer na de training", "Aandeel"],
        rows=[row(GROUPS[group], readings.shown(one)) for group, one in shares.items()],
        data=data(
            ["group", "percent", "withheld"],
            [[group, percent(one), one.withheld] for group, one in shares.items()],
        ),
    )


def marks_title(shares: dict[str, pd.Series]) -> str:
    """The message: the larger of up and down first; what is hidden is not mentioned."""
    known = {group: percent(one) for group, one in shares.items() if readings.is_shown(one)}
    up, down = known.get("hoger"), known.get("lager")
    if up is None and down is None:
        return f"{dutch.quantity(known['gelijk'], 'percent')} gaf zichzelf na de training hetzelfde cijfer"
    if up == down:
        return f"Hoger of lager: beide bij {dutch.quantity(up, 'percent')} van de ouderen"
    first = "hoger" if down is None or (up is not None and up > down) else "lager"
    second = "lager" if first == "hoger" else "hoger"
    start = f"{dutch.quantity(known[first], 'percent')} gaf zichzelf na de training een {first} cijfer"
    return (
        start if second not in known else f"{start}, {dutch.quantity(known[second], 'percent')} een {second}"
    )


def before_after_said(result: Result) -> Text:
    """The sentences: who gave both marks, how far the marks moved on average, and what this does not measure."""
    mean = mean_difference(result)
    if mean is None:
        return silence(result)
    return Text([*response_said(result), *difference_said(mean), *_bounds_said(result), WARNING])


def mean_difference(result: Result) -> pd.Series | None:
    """The row of the mean difference; None where the model refuses."""
    found = rows_of(result.estimates, model=MODEL, term="mean_difference", withheld="")
    return None if found.empty else found.iloc[0]


def difference_said(mean: pd.Series) -> list[str]:
    """How far the marks moved on average, and whether the interval leaves its direction open."""
    spread = dutch.interval(mean.low, mean.high, mean.unit)
    if mean.low > 0 or mean.high < 0:
        side = "hoger" if mean.low > 0 else "lager"
        size = dutch.quantity(abs(mean.estimate), mean.unit)
        return [f"Het cijfer na de training was gemiddeld {size} {side} ({_level(mean)}: {spread})."]
    return [
        "Of het cijfer gemiddeld hoger of lager werd, is niet duidelijk.",
        f"Het gemiddelde verschil was {dutch.difference(mean.estimate, mean.unit)} ({_level(mean)}: {spread}).",
    ]


def response_said(result: Result) -> list[str]:
    """How many of the elderly gave both marks; rounded, or that it is hidden."""
    found = rows_of(result.measures, measure="mark_response_percent")
    if found.empty or not readings.is_shown(found.iloc[0]):
        return ["Hoeveel ouderen twee cijfers gaven, blijft afgeschermd."]
    one = found.iloc[0]
    counts = f"{dutch.number(one.numerator)} van de {dutch.number(one.denominator)}"
    return [f"Ongeveer {counts} ouderen gaven twee cijfers: {readings.shown(one)}."]


def silence(result: Result) -> Text:
    """Why there are no marks to show: too few, hidden or missing."""
    refused = [rule for rule in rows_of(result.estimates, model=MODEL, role="gate").rule if rule]
    if refused:
        return Text([*refused, "Daarom staan hier geen cijfers."])
    return cannot_tell(result, "de cijfers vóór en na de cybertraining", *DATASETS)


def period_said(result: Result) -> str:
    """The year of the marks: whole years where the quarter of the splits is the last."""
    found = rows_of(result.measures, measure="mark_response_percent")
    if found.empty or pd.isna(found.iloc[0].end):
        return str(result.quarter.year)
    return f"1 januari tot en met {dutch.day(found.iloc[0].end.date())}"


def percent(one: pd.Series) -> float | None:
    """A share in whole percents, as it is shown; None where hidden. More places would give counts away."""
    return float(math.floor(one.value + 0.5)) if readings.is_shown(one) else None


def _shares(result: Result) -> dict[str, pd.Series]:
    found = rows_of(result.measures, measure="mark_change_percent", split="mark_change")
    by_group = {one.group: one for _, one in found.iterrows()}
    return {group: by_group[group] for group in GROUPS if group in by_group}


def _level(one: pd.Series) -> str:
    return f"{dutch.quantity(100 * one.level, 'percent')}-interval"


def _bounds_said(result: Result) -> list[str]:
    found = rows_of(result.estimates, model=MODEL, term="bounds", withheld="")
    said = []
    for _, one in found.iterrows():
        what = "het verschil" if one.unit == "mark_points" else "het deel met een hoger cijfer"
        said.append(f"Hadden alle ouderen geantwoord, dan lag {what} tussen {_between(one)}.")
    return said


def _between(one: pd.Series) -> str:
    return (
        f"{dutch.quantity(one.low, one.unit).removesuffix(' punt')} en {dutch.quantity(one.high, one.unit)}"
    )


def _paint(drawing: Drawing, shares: dict[str, pd.Series]) -> None:
    axes = drawing.subplots()
    for at, (group, one) in enumerate(shares.items()):
        if not readings.is_shown(one):
            label(axes, readings.withheld(one), (0, at), colour=MUTED, va="center")
            continue
        axes.barh(at, one.value, color=C1 if group != "gelijk" else GREY, height=0.5)
        label(
            axes, readings.shown(one), (one.value, at), colour=C1 if group != "gelijk" else MUTED, va="center"
        )
    percent_axis(axes, [GROUPS[group] for group in shares])
    grid(axes, "x")
