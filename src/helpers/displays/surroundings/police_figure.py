"""Crimes and nuisance per year as lines: the municipality, and in grey what else was fetched."""

from collections.abc import Sequence

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing
from matplotlib.ticker import MaxNLocator

from helpers.displays.drawing.columns import Column, file_only
from helpers.displays.drawing.figure import figure, grid
from helpers.displays.drawing.palette import BAND, C1, GREY, MUTED
from helpers.displays.source_lines import line_of_publisher
from helpers.displays.surroundings import police_said
from helpers.displays.surroundings.absence import absent
from helpers.displays.surroundings.police_said import DATASETS, INDEX, PER_1000, SUBJECTS, Subject
from helpers.floor import dutch
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Absent, Figure
from helpers.floor.shapes.tables import each_row, rows_of

_UNITS = {"count": "aantal", "per_1000": "per 1.000 inwoners", "index": "eerste jaar is 100"}
_COLUMNS = [
    *file_only("measure", "area"),
    Column("subject", "Wat", is_in_file=False),
    Column("place", "Gebied", is_in_file=False),
    Column("period", "Jaar", style="number"),
    Column("value", "Waarde", "unit"),
    *file_only("unit", "numerator", "denominator"),
]
_LETTER = 0.1  # of the height of a panel: names do not stand closer


def police_years(result: Result) -> Figure | Absent:
    """Per year what the police registered: counts, or beside other areas per 1,000 inhabitants, or else an index."""
    panels = [(one, rows) for one in SUBJECTS if len(rows := _drawn(result, one))]
    if not panels:
        return absent(result, "wat de politie per jaar registreerde", *DATASETS, name="police_years")
    frame = pd.concat([rows for _, rows in panels], ignore_index=True)
    has_band = any(pd.notna(_range(result, one, rows)[0]) for one, rows in panels)
    return figure(
        lambda drawing: _paint(drawing, [(one, rows, _range(result, one, rows)) for one, rows in panels]),
        name="police_years",
        title=police_said.headline(result),
        subtitle=f"Registraties per jaar. Dikke lijn: gemeente {result.settings.municipality.name}."
        + (" Balk: wat voor het laatste jaar gewoon is." if has_band else ""),
        alt=["Lijnen per jaar.", *(line for one, _ in panels for line in police_said.sentences(result, one))],
        source=" ".join(line_of_publisher(result, one.dataset, "politie", rows.period.max()) for one, rows in panels),
        height=0.2 + 2.1 * len(panels),
        frame=frame,
        columns=_COLUMNS,
    )


def _drawn(result: Result, subject: Subject) -> pd.DataFrame:
    """The rows that a panel shows: those that let areas stand side by side, else the counts alone."""
    endings = (PER_1000, INDEX) if len(police_said.others_of(result, subject)) else ()
    for ending in (*endings, ""):
        rows = rows_of(result.measures, measure=subject.measure + ending, split="")
        if len(rows):
            break
    rows = rows.sort_values(["area", "period"])
    places = [police_said.name_of(result, area) for area in rows.area]
    return rows.assign(subject=subject.title, place=places, is_own=rows.area_level == "municipality")


def _range(result: Result, subject: Subject, rows: pd.DataFrame) -> tuple[float, float]:
    """What is ordinary for the newest year, where counts are drawn."""
    newest = police_said.newest(result, subject)
    is_count = rows.unit.iloc[0] == "count"
    return (newest.low, newest.high) if newest is not None and is_count else (float("nan"), float("nan"))


def _paint(drawing: Drawing, panels: Sequence[tuple[Subject, pd.DataFrame, tuple[float, float]]]) -> None:
    several = drawing.subplots(len(panels), 1, squeeze=False)[:, 0]
    for axes, (subject, rows, ordinary) in zip(several, panels, strict=True):
        _panel(axes, subject, rows, ordinary)


def _panel(axes: Axes, subject: Subject, rows: pd.DataFrame, ordinary: tuple[float, float]) -> None:
    last = int(rows.period.max())
    if pd.notna(ordinary[0]):
        axes.vlines([last], *ordinary, color=BAND, linewidth=11, zorder=1)
    for is_own in (False, True):
        for _, line in rows[rows.is_own == is_own].groupby("area"):
            colour, width = (C1, 2.2) if is_own else (GREY, 1.2)
            at = line.period.astype(int).tolist()
            axes.plot(at, line.value.tolist(), color=colour, linewidth=width, marker="o", markersize=4 * is_own or 2.5)
    top = max([rows.value.max(), *([ordinary[1]] if pd.notna(ordinary[1]) else [])]) or 1.0
    axes.set_ylim(0, top * 1.12)
    axes.set_xlim(int(rows.period.min()) - 0.3, last + 0.25)
    axes.set_title(f"{subject.title}, {_UNITS[rows.unit.iloc[0]]}")
    axes.xaxis.set_major_locator(MaxNLocator(integer=True))
    axes.xaxis.set_major_formatter(lambda value, _: str(int(value)))
    axes.yaxis.set_major_locator(MaxNLocator(4, integer=True))
    axes.yaxis.set_major_formatter(lambda value, _: dutch.number(value))
    _name(axes, rows[rows.period == str(last)], top * 1.12)
    grid(axes)


def _name(axes: Axes, ends: pd.DataFrame, height: float) -> None:
    """The newest value of each area at the end of its line; names that would touch move apart."""
    in_order = ends.sort_values("value")
    for one, at in zip(each_row(in_order), _apart(in_order.value.tolist(), _LETTER * height), strict=True):
        text = dutch.number(one.value) if len(ends) == 1 else f"{one.place} {dutch.number(one.value)}"
        colour, weight = (C1, "bold") if one.is_own else (MUTED, "normal")
        axes.annotate(
            text,
            (1, at),
            xycoords=("axes fraction", "data"),
            xytext=(6, 0),
            textcoords="offset points",
            color=colour,
            fontweight=weight,
            fontsize=9,
            va="center",
            annotation_clip=False,
        )


def _apart(places: Sequence[float], least: float) -> list[float]:
    """Rising places, at least so far apart, and on average where they were.

    >>> _apart([1.0, 1.0], 2.0)
    [0.0, 2.0]
    """
    moved: list[float] = []
    for place in places:
        moved.append(max(place, moved[-1] + least) if moved else place)
    down = (sum(moved) - sum(places)) / len(places)
    return [place - down for place in moved]
