"""How sure the survey is of a wijk: the last wave with its intervals, in code order and without a ranking."""

import math

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing

from helpers.displays.drawing.columns import Column, file_only, texts
from helpers.displays.drawing.figure import as_printed, figure, grid
from helpers.displays.drawing.palette import C1, GREY, INK, MUTED
from helpers.displays.scan_car.association import interval_name, where_known
from helpers.displays.scan_car.cleanliness import CLEAN, municipal_share, waves_of
from helpers.displays.scan_car.precision import DATASET, MODEL, OF_ALL, PAIR, beyond_chance, limits_of_waves
from helpers.displays.source_lines import cannot_tell, line
from helpers.floor import dutch
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Figure, Text
from helpers.floor.shapes.tables import rows_of

_NUMBERS = ["estimate", "low", "high", "level", "n"]
_NAMES = {"period": "wave", "area": "wijk", "n": "respondents"}


def survey_intervals(result: Result) -> Figure | Text:
    """The last wave: per wijk, in code order, the share that calls it clean with its interval. No ranking."""
    wave = next(reversed(waves_of(result).period.tolist()), "")
    every = _shares(result, wave)
    known = every[every.is_known]
    if known.empty:
        return cannot_tell(result, "het aandeel per wijk met zijn foutmarge", DATASET)
    columns = [
        *file_only("wave", "wijk"),
        Column("wijk_name", "Wijk", is_in_file=False),
        Column("estimate", "Buurt is schoon", "percent"),
        Column("low", "Interval", "percent", until="high", missing=dutch.NOTHING),
        *file_only("high", "level"),
        Column("respondents", "Respondenten", decimals=0, missing=dutch.NOTHING),
        Column("withheld"),
    ]
    told = texts(every, columns).assign(short=every.wijk.map(result.areas.short_name), is_known=every.is_known)
    title = _title(result, wave, len(known))
    return figure(
        lambda drawing: _paint(drawing, told, every, municipal_share(result).get(wave, math.nan)),
        name="survey_intervals",
        title=title,
        subtitle=f"Aandeel bewoners dat de buurt schoon noemt, meting {wave}, in volgorde van wijkcode. "
        f"Streep: {interval_name(known.iloc[0])}.",
        alt=[
            "Een stip met een streep per wijk, in volgorde van code.",
            *(f"{one.short}: {one.estimate}." for one in told[~told.is_known].itertuples()),
            *_of_two(result, wave),
            *(f"{one.short}: {one.estimate} ({one.low})." for one in told[told.is_known].itertuples()),
        ],
        source=line(result, DATASET),
        height=0.7 + 0.27 * len(every),
        frame=every,
        columns=columns,
    )


def _shares(result: Result, wave: str) -> pd.DataFrame:
    """The shares of a wave, in code order, without the numbers of those that are not known."""
    found = rows_of(result.estimates, model=MODEL, role="primary", term="share", measure=CLEAN, period=wave)
    every = where_known(found.sort_values("area"), _NUMBERS).rename(columns=_NAMES)
    why = every.withheld.replace("", "missing")
    return every.assign(wijk_name=every.wijk.map(result.areas.name), **{"estimate withheld": why})


def _title(result: Result, wave: str, known: int) -> str:
    """From what difference there is more than chance for who looks at all wijken, as this figure asks to do."""
    smallest = limits_of_waves(result)[OF_ALL].get(wave, math.nan)
    if math.isnan(smallest):
        return f"Van {dutch.counted(known, 'wijk', 'wijken')} is het aandeel in {wave} bekend"
    return f"Wie in {wave} alle wijken vergelijkt, ziet pas vanaf {beyond_chance(smallest)} meer dan toeval"


def _of_two(result: Result, wave: str) -> list[str]:
    smallest = limits_of_waves(result)[PAIR].get(wave, math.nan)
    if math.isnan(smallest):
        return []
    return [f"Voor twee wijken die vooraf zijn gekozen, is dat vanaf {beyond_chance(smallest)}."]


def _paint(drawing: Drawing, told: pd.DataFrame, every: pd.DataFrame, whole: float) -> None:
    axes = drawing.subplots()
    if not math.isnan(whole):
        _paint_whole(axes, as_printed(whole))
    for at, (text, (_, one)) in enumerate(zip(told.estimate, every.iterrows(), strict=True)):
        colour, weight = (INK, "bold") if one.is_known else (MUTED, "normal")
        if one.is_known:
            axes.plot([one.low, one.high], [at, at], color=C1, linewidth=2.6, solid_capstyle="butt")
            axes.plot([one.estimate], [at], "o", color=C1, markersize=6)
        axes.text(1.01, at, text, transform=axes.get_yaxis_transform(), color=colour, fontweight=weight, va="center")
    axes.set_yticks(range(len(told)), told.short)
    axes.set_ylim(len(told) - 0.4, -0.6)
    low, high = every.low.min(), every.high.max()
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
