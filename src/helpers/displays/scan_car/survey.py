"""How sure the survey is of a wijk: the last wave with its intervals, in code order and without a ranking."""

from __future__ import annotations

import math

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing

from helpers.displays import readings, words
from helpers.displays.drawing.cells import data
from helpers.displays.drawing.figure import alt_text, figure, grid
from helpers.displays.drawing.palette import C1, GREY, INK, MUTED
from helpers.displays.scan_car.cleanliness import CLEAN, known_waves, row_at, value_of
from helpers.displays.scan_car.precision import DATASET, MODEL, OF_ALL, PAIR, UNIT, estimate_of, limit
from helpers.displays.source_lines import cannot_tell, line
from helpers.floor import dutch
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Cell, Figure, Text
from helpers.floor.shapes.tables import rows_of

_FIGURES = ("estimate", "low", "high", "level", "n")


def survey_intervals(result: Result) -> Figure | Text:
    """The last wave: per wijk, in code order, the share that calls it clean with its interval. No ranking."""
    waves = known_waves(result)
    wave = waves[-1] if waves else ""
    found = rows_of(
        result.estimates, model=MODEL, role="primary", term="share", measure=CLEAN, period=wave
    ).sort_values("area")
    shown = [one for _, one in found.iterrows() if _is_known(one)]
    if not shown:
        return cannot_tell(result, "het aandeel per wijk met zijn foutmarge", DATASET)
    title, whole = _title(result, wave, len(shown)), value_of(row_at(result, CLEAN, "", wave))
    return figure(
        lambda drawing: _paint(drawing, result, found, whole),
        name="survey_intervals",
        title=title,
        subtitle=f"Aandeel bewoners dat de buurt schoon noemt, meting {wave}, in volgorde van wijkcode. "
        f"Streep: {dutch.quantity(100 * shown[0].level, 'percent')}-interval.",
        alt=alt_text(
            [
                f"{title}.",
                "Een stip met een streep per wijk, in volgorde van code.",
                *_hidden(result, found),
                *_limit_said(result, wave, OF_ALL),
                *(f"{result.areas.short_name(one.area)}: {_said(one)}." for one in shown),
            ]
        ),
        source=line(result, DATASET),
        height=0.7 + 0.27 * len(found),
        columns=["Wijk", "Buurt is schoon", "Interval", "Respondenten"],
        rows=[_row(result, one) for _, one in found.iterrows()],
        data=data(
            ["wave", "wijk", "estimate", "low", "high", "level", "respondents", "withheld"],
            [
                [wave, one.area, *(one[name] if _is_known(one) else None for name in _FIGURES), one.withheld]
                for _, one in found.iterrows()
            ],
        ),
    )


def _title(result: Result, wave: str, known: int) -> str:
    smallest = estimate_of(limit(result, wave, PAIR))
    if math.isnan(smallest):
        return f"Van {dutch.counted(known, 'wijk', 'wijken')} is het aandeel in {wave} bekend"
    points = dutch.quantity(math.floor(smallest), UNIT, 0)
    return f"Verschillen tussen wijken van minder dan {points} passen in {wave} bij toeval"


def _limit_said(result: Result, wave: str, term: str) -> list[str]:
    one = limit(result, wave, term)
    return [] if one is None or not one.rule else [readings.sentence(one.rule)]


def _is_known(one: pd.Series) -> bool:
    return one.withheld == "" and all(map(math.isfinite, (one.estimate, one.low, one.high)))


def _why(one: pd.Series) -> str:
    return words.WITHHELD.get(one.withheld or "missing", "geen gegevens")


def _said(one: pd.Series) -> str:
    return f"{dutch.quantity(one.estimate, 'percent')} ({dutch.interval(one.low, one.high, 'percent')})"


def _hidden(result: Result, found: pd.DataFrame) -> list[str]:
    gone = [one for _, one in found.iterrows() if not _is_known(one)]
    return [f"{result.areas.short_name(one.area)}: {_why(one)}." for one in gone]


def _row(result: Result, one: pd.Series) -> list[Cell]:
    texts = (
        [
            dutch.quantity(one.estimate, "percent"),
            dutch.interval(one.low, one.high, "percent"),
            dutch.number(one.n),
        ]
        if _is_known(one)
        else [_why(one), dutch.NOTHING, dutch.NOTHING]
    )
    return [Cell(result.areas.name(one.area)), *(Cell(text, "number") for text in texts)]


def _paint(drawing: Drawing, result: Result, found: pd.DataFrame, whole: float) -> None:
    axes = drawing.subplots()
    known = [one for _, one in found.iterrows() if _is_known(one)]
    low, high = min(one.low for one in known), max(one.high for one in known)
    if not math.isnan(whole):
        _paint_whole(axes, whole)
    for at, (_, one) in enumerate(found.iterrows()):
        if _is_known(one):
            axes.plot([one.low, one.high], [at, at], color=C1, linewidth=2.6, solid_capstyle="butt")
            axes.plot([one.estimate], [at], "o", color=C1, markersize=6)
            text, colour, weight = dutch.quantity(one.estimate, "percent"), INK, "bold"
        else:
            text, colour, weight = _why(one), MUTED, "normal"
        axes.text(
            1.01, at, text, transform=axes.get_yaxis_transform(), color=colour, fontweight=weight, va="center"
        )
    axes.set_yticks(range(len(found)), [result.areas.short_name(code) for code in found.area])
    axes.set_ylim(len(found) - 0.4, -0.6)
    axes.set_xlim(max(0, 5 * math.floor((low - 1) / 5)), min(100, 5 * math.ceil((high + 1) / 5)))
    axes.xaxis.set_major_formatter(lambda value, _: dutch.quantity(value, "percent"))
    grid(axes, "x")


def _paint_whole(axes: Axes, whole: float) -> None:
    axes.axvline(whole, color=GREY, linewidth=1.6, zorder=1)
    axes.annotate(
        f"gemeente {dutch.quantity(whole, 'percent')}",
        (whole, 1),
        xycoords=("data", "axes fraction"),
        xytext=(0, 3),
        textcoords="offset points",
        ha="center",
        color=MUTED,
        fontsize=9,
        annotation_clip=False,
    )
