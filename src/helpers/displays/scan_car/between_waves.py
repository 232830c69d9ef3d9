"""Between two survey waves: how the hours of the scan car and the residents' judgement changed together."""

import pandas as pd
import seaborn as sns
from matplotlib.figure import Figure as Drawing
from matplotlib.ticker import MaxNLocator

from helpers.displays import readings
from helpers.displays.drawing.columns import Column
from helpers.displays.drawing.figure import figure, grid
from helpers.displays.drawing.palette import C1, INK, PAPER
from helpers.displays.scan_car.cleanliness import CLEAN_CHANGE, DATASETS
from helpers.displays.source_lines import cannot_tell, line
from helpers.floor import dutch
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Figure, Text
from helpers.floor.shapes.tables import rows_of

HOURS_CHANGE = "hours_change"
_NAMES = {"area": "wijk", "group": "from_wave", "period": "to_wave", CLEAN_CHANGE: "points_change"}


def change_against_change(result: Result) -> Figure | Text:
    """Between two waves: the change in the share beside the change in hours, one dot a wijk and step.

    How to read it: an association within wijken, never proof of what the car does.
    """
    of_wijken = rows_of(result.measures, area_level="wijk")
    by = ["area", "start", "group", "period"]
    steps = readings.side_by_side(of_wijken, by, HOURS_CHANGE, CLEAN_CHANGE).rename(columns=_NAMES)
    if steps.empty:
        return cannot_tell(result, "de verandering in uren en in het oordeel van bewoners", *DATASETS)
    title = step_title(steps.hours_change, steps.points_change)
    return figure(
        lambda drawing: _paint(drawing, steps),
        name="change_against_change",
        title=title,
        subtitle="Verschil tussen twee metingen: uren van de scanauto en aandeel dat de buurt schoon noemt. "
        "Elke stip is een wijk tussen twee metingen.",
        alt=[
            f"Een puntenwolk met {dutch.counted(len(steps), 'stip', 'stippen')}.",
            f"De uren veranderden {_range(steps.hours_change, 'hours')}.",
            f"Het aandeel veranderde {_range(steps.points_change, 'percent')}.",
            "Dit is een samenhang: iets anders kan hetzelfde beeld geven.",
        ],
        source=line(result, *DATASETS),
        height=3.9,
        frame=steps,
        columns=[
            Column("wijk", "Wijk", written=lambda row: result.areas.name(row.wijk)),
            Column("from_wave", "Van", decimals=0),
            Column("to_wave", "Naar", decimals=0),
            Column("hours_change", "Verschil uren", "hours", is_change=True),
            Column("points_change", "Verschil aandeel", "percent", 1, is_change=True),
        ],
    )


def step_title(hours: pd.Series, points: pd.Series) -> str:
    """The message: how often more hours and a cleaner judgement went together, beside fewer hours.

    >>> step_title(pd.Series([5.0, 8.0, -3.0]), pd.Series([1.0, 2.0, -1.0]))
    'Bij meer uren steeg het oordeel in 2 van de 2 gevallen, bij minder uren in 0 van de 1'
    """
    groups = {"meer": points[hours > 0], "minder": points[hours < 0]}
    counts = {word: (int((group > 0).sum()), len(group)) for word, group in groups.items() if len(group)}
    if not counts:
        return "De uren bleven overal gelijk; een samenhang is niet te zien"
    (first, (k, n)), *rest = counts.items()
    start = f"Bij {first} uren steeg het oordeel in {k} van de {dutch.counted(n, 'geval', 'gevallen')}"
    return start + "".join(f", bij {word} uren in {k} van de {n}" for word, (k, n) in rest)


def _range(values: pd.Series, unit: str) -> str:
    return f"van {dutch.difference(values.min(), unit)} tot {dutch.difference(values.max(), unit)}"


def _paint(drawing: Drawing, steps: pd.DataFrame) -> None:
    axes = drawing.subplots()
    axes.axhline(0, color=INK, linewidth=1)
    axes.axvline(0, color=INK, linewidth=1)
    sns.scatterplot(
        x=steps.hours_change.tolist(),
        y=steps.points_change.tolist(),
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
