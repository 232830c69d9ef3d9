"""The hours of the scan car: per month towards the target, and for which purpose."""

from __future__ import annotations

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing
from matplotlib.ticker import MaxNLocator

from helpers.displays import readings, words
from helpers.displays.drawing.cells import data, row
from helpers.displays.drawing.figure import alt_text, figure, grid, label, target_line
from helpers.displays.drawing.palette import C1, INK
from helpers.displays.source_lines import cannot_tell, line
from helpers.floor import dutch, targets, verdicts
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Figure, Text
from helpers.floor.shapes.tables import rows_of

MEASURE = "scan_car_hours"
DATASET = "scanauto_inzet"


def hours_by_purpose(result: Result) -> Figure | Text:
    """Hours of the year so far: added up per month beside the target, and per purpose."""
    total = readings.municipal(result, MEASURE)
    if total is None or not readings.is_shown(total):
        return cannot_tell(result, "de uren van de scanauto", DATASET)
    purposes, months = _purposes(result), _months(result)
    target = readings.target_of(result, MEASURE)
    parts = [(words.label(words.PURPOSES, one.group), one.value) for one in purposes.itertuples()]
    months_said = [(dutch.month(one.start), one.value, one.so_far) for one in months.itertuples()]
    title = title_of(total.value, target, readings.operator_of(result, MEASURE), parts)
    return figure(
        lambda drawing: _paint(drawing, months, parts, total.value, target),
        name="hours_by_purpose",
        title=title,
        subtitle=f"Uren van de scanauto, opgeteld van 1 januari tot en met {dutch.day(result.quarter.end)}; "
        f"gemeente {result.settings.municipality.name}",
        alt=alt_text(
            [
                f"{title}.",
                "Links een lijn met de opgetelde uren per maand, rechts een balk per doel.",
                *(f"{name}: {dutch.quantity(value, 'hours')}." for name, value in parts),
                *(f"Eind {name}: {dutch.quantity(so_far, 'hours')}." for name, _, so_far in months_said[-3:]),
            ]
        ),
        source=line(result, DATASET),
        height=3.1,
        columns=["Wat", "Uren", "Opgeteld"],
        rows=[
            *(row(name, dutch.number(hours), dutch.number(so_far)) for name, hours, so_far in months_said),
            *(row(f"Doel: {name.lower()}", dutch.number(value), dutch.NOTHING) for name, value in parts),
            row("Totaal", dutch.number(total.value), dutch.number(total.value)),
        ],
        data=data(
            ["measure", "group", "start", "hours"],
            [
                *(["monthly_hours", "", one.start, one.value] for one in months.itertuples()),
                *([MEASURE, one.group, one.start, one.value] for one in purposes.itertuples()),
                [MEASURE, "", total.start, total.value],
            ],
        ),
    )


def title_of(hours: float, target: float | None, operator: str, parts: list[tuple[str, float]]) -> str:
    """The message: how far the hours are, and what most of them are for.

    >>> title_of(1236, 1500, ">=", [("Afval", 400), ("Parkeren", 836)])
    'De scanauto maakte 1.236 van de 1.500 uur; de meeste uren waren voor parkeren'
    """
    if target is None:
        start = f"De scanauto maakte {dutch.quantity(hours, 'hours')}"
    elif operator == targets.AT_MOST:
        aim = verdicts.aim(target, "hours", operator)
        start = f"De scanauto maakte {dutch.quantity(hours, 'hours')}, bij een streefwaarde van {aim}"
    elif targets.is_reached(hours, target, operator):
        start = f"De scanauto haalde de {dutch.quantity(target, 'hours')} al: {dutch.number(hours)} uur"
    else:
        start = f"De scanauto maakte {dutch.number(hours)} van de {dutch.quantity(target, 'hours')}"
    if not parts:
        return start
    most = max(parts, key=lambda part: part[1])[0].lower()
    return f"{start}; de meeste uren waren voor {most}"


def _purposes(result: Result) -> pd.DataFrame:
    found = rows_of(
        result.measures,
        measure=MEASURE,
        split="purpose",
        area_level="municipality",
        period=result.quarter.label,
        withheld="",
    )
    return found[found.value.notna()]


def _months(result: Result) -> pd.DataFrame:
    found = rows_of(
        result.measures, measure="monthly_hours", area_level="municipality", split="", withheld=""
    )
    found = found[(found.start.dt.year == result.quarter.year) & found.value.notna()].sort_values("start")
    return found.assign(so_far=found.value.cumsum())


def _paint(
    drawing: Drawing, months: pd.DataFrame, parts: list[tuple[str, float]], total: float, target: float | None
) -> None:
    left, right = drawing.subplots(1, 2, width_ratios=(3, 2))
    _paint_months(left, months, total, target)
    names, values = [name for name, _ in parts][::-1], [value for _, value in parts][::-1]
    right.barh(names, values, color=C1, height=0.5)
    for name, value in zip(names, values, strict=True):
        label(right, dutch.quantity(value, "hours"), (value, name), colour=INK, va="center")
    right.set_title("Per doel")
    right.set_xlim(0, max([*values, 1]) * 1.35)
    right.set_xticks([])
    grid(right, "x")


def _paint_months(axes: Axes, months: pd.DataFrame, total: float, target: float | None) -> None:
    at = [0, *months.start.dt.month]
    axes.plot(at, [0, *months.so_far], color=C1, linewidth=2.6, solid_capstyle="round")
    last = at[-1] if len(months) else 12
    axes.plot([last], [total], "o", color=C1)
    label(axes, f"{dutch.quantity(total, 'hours')}\nopgeteld", (last, total), (7, -4), va="top")
    if target is not None:
        target_line(axes, target, f"streefwaarde {dutch.quantity(target, 'hours')}")
    axes.set_title("Opgeteld per maand")
    axes.set_xlim(0, 12.4)
    axes.set_ylim(0, max(total, target or 0) * 1.12)
    axes.set_xticks([1, 3, 6, 9, 12], [words.MONTHS[i - 1] for i in (1, 3, 6, 9, 12)])
    axes.yaxis.set_major_locator(MaxNLocator(5))
    axes.yaxis.set_major_formatter(lambda value, _: dutch.number(value))
    grid(axes)
