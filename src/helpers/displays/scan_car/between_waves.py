"""Between two survey waves: how the hours of the scan car and the residents' judgement changed together."""

from __future__ import annotations

import math
from dataclasses import dataclass

import seaborn as sns
from matplotlib.figure import Figure as Drawing
from matplotlib.ticker import MaxNLocator

from helpers.displays.drawing.cells import data, row
from helpers.displays.drawing.figure import alt_text, figure, grid
from helpers.displays.drawing.palette import C1, INK, PAPER
from helpers.displays.scan_car.cleanliness import (
    CLEAN,
    DATASETS,
    EXPOSURE,
    is_comparable,
    known_codes,
    known_waves,
    row_at,
    value_of,
)
from helpers.displays.source_lines import cannot_tell, line
from helpers.floor import dutch
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Figure, Text


@dataclass(frozen=True)
class Step:
    """A wijk between two waves: how the hours and the share of residents changed."""

    wijk: str
    first: str
    last: str
    hours: float
    points: float


def change_against_change(result: Result) -> Figure | Text:
    """Between two waves: the change in the share beside the change in hours, one dot a wijk and step.

    How to read it: an association within wijken, never proof of what the car does.
    """
    steps = _steps(result)
    if not steps:
        return cannot_tell(result, "de verandering in uren en in het oordeel van bewoners", *DATASETS)
    title = step_title(steps)
    return figure(
        lambda drawing: _paint_steps(drawing, steps),
        name="change_against_change",
        title=title,
        subtitle="Verschil tussen twee metingen: uren van de scanauto en aandeel dat de buurt schoon noemt. "
        "Elke stip is een wijk tussen twee metingen.",
        alt=alt_text(
            [
                f"{title}.",
                f"Een puntenwolk met {dutch.counted(len(steps), 'stip', 'stippen')}.",
                f"De uren veranderden {_range([one.hours for one in steps], 'hours')}.",
                f"Het aandeel veranderde {_range([one.points for one in steps], 'percent')}.",
                "Dit is een samenhang: iets anders kan hetzelfde beeld geven.",
            ]
        ),
        source=line(result, *DATASETS),
        height=3.9,
        columns=["Wijk", "Van", "Naar", "Verschil uren", "Verschil aandeel"],
        rows=[
            row(
                result.areas.name(one.wijk),
                one.first,
                one.last,
                dutch.difference(one.hours, "hours"),
                dutch.difference(one.points, "percent", 1),
            )
            for one in steps
        ],
        data=data(
            ["wijk", "from_wave", "to_wave", "hours_change", "points_change"],
            [[one.wijk, one.first, one.last, one.hours, one.points] for one in steps],
        ),
    )


def step_title(steps: list[Step]) -> str:
    """The message: how often more hours and a cleaner judgement went together, beside fewer hours."""
    more = [one.points > 0 for one in steps if one.hours > 0]
    fewer = [one.points > 0 for one in steps if one.hours < 0]
    parts = [
        f"{dutch.k_of_n(sum(group), len(group))} keer bij {word} uren"
        for word, group in (("meer", more), ("minder", fewer))
        if group
    ]
    if not parts:
        return "De uren bleven overal gelijk; een samenhang is niet te zien"
    return f"Vaker schoon genoemd: {' en '.join(parts)}"


def _range(values: list[float], unit: str) -> str:
    return f"van {dutch.difference(min(values), unit)} tot {dutch.difference(max(values), unit)}"


def _steps(result: Result) -> list[Step]:
    waves, steps = known_waves(result), []
    for code in known_codes(result):
        seen = [
            (wave, *(value_of(row_at(result, name, code, wave)) for name in (EXPOSURE, CLEAN)))
            for wave in waves
        ]
        for (first, h0, c0), (last, h1, c1) in zip(seen, seen[1:], strict=False):
            if not any(map(math.isnan, (h0, c0, h1, c1))) and is_comparable(result, first, last):
                steps.append(Step(code, first, last, h1 - h0, c1 - c0))
    return steps


def _paint_steps(drawing: Drawing, steps: list[Step]) -> None:
    axes = drawing.subplots()
    axes.axhline(0, color=INK, linewidth=1)
    axes.axvline(0, color=INK, linewidth=1)
    sns.scatterplot(
        x=[one.hours for one in steps],
        y=[one.points for one in steps],
        ax=axes,
        s=42,
        color=PAPER,
        edgecolor=C1,
        linewidth=1.5,
        legend=False,
        zorder=3,
    )
    axes.set_xlabel("Verschil in uren vóór de meting", loc="right")
    axes.set_ylabel("Verschil in aandeel", loc="top")
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_locator(MaxNLocator(7, integer=True, steps=[1, 2, 5, 10]))
    axes.xaxis.set_major_formatter(lambda value, _: dutch.difference(value, "hours"))
    axes.yaxis.set_major_formatter(lambda value, _: dutch.difference(value, "percent"))
    grid(axes)
