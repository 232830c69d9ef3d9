"""The signals at the top as lines: thirteen months of each, and what this month would have been ordinary."""

import math
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing

from helpers.displays.dashboard import judged, period, series, signals
from helpers.displays.dashboard.month_table import short
from helpers.displays.drawing.columns import Column, file_only
from helpers.displays.drawing.figure import figure, grid, label
from helpers.displays.drawing.palette import BAND, C1, C2, GREY
from helpers.displays.source_lines import line
from helpers.floor import dutch
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Figure, Text
from helpers.floor.shapes.tables import rows_of

_ACROSS = 3
_INCHES = 1.9


def signal_months(result: Result) -> Figure | Text:
    """A line for each signal at the top, with the band of ordinary counts at its end; no word without a signal."""
    found = series.numbered(result)[: signals.MOST]
    if found.empty:
        return Text()
    months = [one.label for one in period.months(result)]
    frame = pd.DataFrame([_row(result, one, months) for _, one in found.iterrows()])
    return figure(
        lambda drawing: _paint(drawing, frame, months, _ends(result)),
        name="signal_months",
        title=_title(result, found),
        subtitle=f"Aantal per maand, van {short(period.months(result)[0])} tot en met {_ends(result)[1]}. "
        "Vlak: wat deze maand gewoon is. Streep: wat verwacht was.",
        alt=[_alt(one, months[-1]) for _, one in frame.iterrows()],
        source=line(result, *judged.datasets(result)),
        height=_INCHES * math.ceil(len(frame) / _ACROSS),
        frame=frame,
        columns=[
            *file_only("number", "wijk"),
            Column("what", "Wat en waar"),
            *(Column(one.label, short(one), decimals=0) for one in period.months(result)),
            Column("expected", "Verwacht", decimals=0),
            Column("low", "Gewoon", "count", until="high"),
            *file_only("high"),
        ],
    )


def _row(result: Result, one: pd.Series, months: list[str]) -> dict[str, Any]:
    place = {"area": one.area, "area_level": "wijk" if one.area else "municipality"}
    rows = rows_of(result.measures, measure=one.measure, split=one.split, group=one.group, **place)
    name = result.areas.short_name(one.area) if one.area else series.WHOLE
    return {
        "number": one.term,
        "wijk": one.area,
        "place": name,
        "thing": one.group or series.what(one),
        "what": f"{one.group or series.what(one)}, {name}",
        **dict(zip(months, rows.set_index("period").value.reindex(months), strict=True)),
        "expected": one.estimate,
        "low": one.low,
        "high": one.high,
    }


def _title(result: Result, found: pd.DataFrame) -> str:
    month = period.of(result).in_dutch
    if len(found) == 1:
        return f"{dutch.sentence_case(series.named(result, found.iloc[0]))}, {month}"
    is_above = found.n > found.high
    side = "boven" if is_above.all() else "buiten" if is_above.any() else "onder"
    return f"{dutch.number(len(found))} aantallen {side} wat gewoon is in {month}"


def _alt(one: pd.Series, last: str) -> str:
    band = dutch.interval(one.low, one.high, "count")
    return f"{one.what}: {dutch.number(one[last])} in de laatste maand; gewoon is {band}."


def _ends(result: Result) -> tuple[str, str]:
    months = period.months(result)
    return short(months[0]), short(months[-1])


def _paint(drawing: Drawing, frame: pd.DataFrame, months: list[str], ends: tuple[str, str]) -> None:
    deep = math.ceil(len(frame) / _ACROSS)
    axes = drawing.subplots(deep, _ACROSS, squeeze=False).flat
    for i, area in enumerate(axes):
        if i >= len(frame):
            area.set_axis_off()
            continue
        _paint_one(area, frame.iloc[i], [frame[one].iloc[i] for one in months], ends)


def _paint_one(axes: Axes, one: pd.Series, values: list[float], ends: tuple[str, str]) -> None:
    last = len(values) - 1
    axes.bar([last], [one.high - one.low], bottom=[one.low], width=0.9, color=BAND)
    axes.hlines([one.expected], [last - 0.45], [last + 0.45], color=GREY, lw=1.6)
    axes.plot(values, color=C1, lw=1.8, marker="o", ms=2.6)
    axes.plot([last], values[last:], "D", color=C2, ms=5.5)
    label(axes, dutch.number(values[last]), (last, values[last]), (6, 0), colour=C2, va="center")
    axes.set_title(f"{one.place}\n{one.thing}")
    axes.set_xlim(-0.5, last + 2.2)
    top = max([*(value for value in values if not math.isnan(value)), one.high])
    axes.set_ylim(0, top * 1.12)
    first, _ = axes.set_xticks([0, last], ends, fontsize=8)
    first.label1.set_horizontalalignment("left")
    axes.set_yticks([0, top], ["0", dutch.number(top)])
    grid(axes)
