"""The hours of the scan car: per month towards the target, and for which purpose."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing
from matplotlib.ticker import MaxNLocator

from helpers.displays import readings, words
from helpers.displays.drawing.columns import Column, file_only
from helpers.displays.drawing.figure import figure, grid, label, target_line
from helpers.displays.drawing.palette import C1, INK
from helpers.displays.source_lines import cannot_tell, line
from helpers.floor import dutch, targets
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Figure, Text
from helpers.floor.shapes.tables import each_row, rows_of

MEASURE = "scan_car_hours"
DATASET = "scanauto_inzet"


def hours_by_purpose(result: Result) -> Figure | Text:
    """Hours of the year so far: added up per month beside the target, and per purpose."""
    whole = _of_year(result, split="").assign(what="Totaal")
    if whole.empty:
        return cannot_tell(result, "de uren van de scanauto", DATASET)
    purposes, months = _of_year(result, split="purpose"), _months(result)
    purposes["what"] = [words.label(words.PURPOSES, purpose) for purpose in purposes.group]
    total, target = whole.hours.iloc[-1], readings.target_of(result, MEASURE)
    aim = None if readings.is_left_open(result, MEASURE) else target
    title = title_of(total, aim, readings.operator_of(result, MEASURE), purposes.set_index("what").hours)
    named = purposes.assign(what="Doel: " + purposes.what.str.lower())
    columns = [
        Column("what", "Wat", is_in_file=False),
        *file_only("measure", "group", "start"),
        Column("hours", "Uren", decimals=0),
        Column("so_far", "Opgeteld", decimals=0, is_in_file=False),
    ]
    return figure(
        lambda drawing: _paint(drawing, months, purposes, total, target),
        name="hours_by_purpose",
        title=title,
        subtitle=f"Uren van de scanauto, opgeteld van 1 januari tot en met {dutch.day(result.quarter.end)}; "
        f"gemeente {result.settings.municipality.name}",
        alt=[
            "Links een lijn met de opgetelde uren per maand, rechts een balk per doel.",
            *(f"{one.what}: {dutch.quantity(one.hours, 'hours')}." for one in each_row(purposes)),
            *(f"Eind {one.what}: {dutch.quantity(one.so_far, 'hours')}." for one in each_row(months[-3:])),
        ],
        source=line(result, DATASET),
        height=3.1,
        frame=pd.concat([months, named, whole.assign(so_far=total)]),
        columns=columns,
    )


def title_of(hours: float, target: float | None, operator: str, purposes: pd.Series) -> str:
    """The message: how far the hours are, and what most of them are for.

    >>> title_of(1236, 1500, ">=", pd.Series({"Afval": 400, "Parkeren": 836}))
    'De scanauto maakte 1.236 van de 1.500 uur; parkeren kreeg de meeste: 836 uur'
    """
    if target is None:
        start = f"De scanauto maakte {dutch.quantity(hours, 'hours')}"
    elif operator == targets.AT_MOST:
        aim = dutch.aim(target, "hours", operator)
        start = f"De scanauto maakte {dutch.quantity(hours, 'hours')}, bij een streefwaarde van {aim}"
    elif targets.is_reached(hours, target, operator):
        start = f"De scanauto haalde de {dutch.quantity(target, 'hours')} al: {dutch.number(hours)} uur"
    else:
        start = f"De scanauto maakte {dutch.number(hours)} van de {dutch.quantity(target, 'hours')}"
    if purposes.empty:
        return start
    return f"{start}; {str(purposes.idxmax()).lower()} kreeg de meeste: {dutch.quantity(purposes.max(), 'hours')}"


def _of_year(result: Result, split: str) -> pd.DataFrame:
    """The hours of the year so far that are shown, of all or by purpose."""
    year = {"area_level": "municipality", "period": result.quarter.label, "withheld": ""}
    rows = rows_of(result.measures, measure=MEASURE, split=split, **year)
    return rows.rename(columns={"value": "hours"}).dropna(subset="hours")


def _months(result: Result) -> pd.DataFrame:
    every = rows_of(result.measures, area_level="municipality", split="")
    months = readings.side_by_side(every, "start", "monthly_hours", "hours_so_far").dropna()
    months = months[months.start.dt.year == result.quarter.year]
    named = months.rename(columns={"monthly_hours": "hours", "hours_so_far": "so_far"})
    return named.assign(measure="monthly_hours", group="", what=months.start.map(dutch.month))


def _paint(drawing: Drawing, months: pd.DataFrame, purposes: pd.DataFrame, total: float, target: float | None) -> None:
    left, right = drawing.subplots(1, 2, width_ratios=(3, 2))
    _paint_months(left, months, total, target)
    names, values = purposes.what.tolist()[::-1], purposes.hours.tolist()[::-1]
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
