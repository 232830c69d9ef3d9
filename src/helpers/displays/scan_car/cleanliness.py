"""What residents say of their neighbourhood beside the hours of the scan car, per wijk and survey wave."""

from __future__ import annotations

import math

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing

from helpers.displays import readings
from helpers.displays.drawing.cells import data, row
from helpers.displays.drawing.figure import alt_text, figure, grid, label
from helpers.displays.drawing.palette import BAND, C1, GREY, MUTED
from helpers.displays.source_lines import cannot_tell, line
from helpers.floor import dutch
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Figure, Text
from helpers.floor.shapes.tables import rows_of

CLEAN, EXPOSURE = "clean_percent", "exposure_hours"
DATASETS = ("wijkatlas", "scanauto_inzet")
_COLUMNS = 5


def wijk_small_multiples(result: Result) -> Figure | Text:
    """Per wijk: the share that calls it clean, above the hours before each wave; equal axes."""
    waves, codes = known_waves(result), known_codes(result)
    if not waves or not codes:
        return cannot_tell(result, "een schone buurt per wijk", *DATASETS)
    title = _wave_title(result, waves)
    cells = [
        (code, wave, row_at(result, CLEAN, code, wave), row_at(result, EXPOSURE, code, wave))
        for code in codes
        for wave in waves
    ]
    hidden = sum(clean is not None and not readings.is_shown(clean) for _, _, clean, _ in cells)
    deep = math.ceil(len(codes) / _COLUMNS)
    return figure(
        lambda drawing: _paint(drawing, result, codes, waves),
        name="wijk_small_multiples",
        title=title,
        subtitle="Lijn: aandeel dat de buurt schoon noemt, per meting. Grijs: de gemeente. Balk: uren van "
        f"de scanauto vóór de meting. Metingen {waves[0]} tot en met {waves[-1]}.",
        alt=alt_text(
            [
                f"{title}.",
                f"Per wijk een kleine grafiek, {len(codes)} in totaal, met gelijke assen.",
                f"Elke toont {dutch.counted(len(waves), 'meting', 'metingen')} en de uren ervoor.",
                *([f"Niet getoond: {dutch.counted(hidden, 'cel', 'cellen')}."] if hidden else []),
                "Kleine verschillen tussen wijken kunnen toeval zijn.",
            ]
        ),
        source=line(result, *DATASETS),
        height=0.4 + 2.05 * deep,
        columns=["Wijk", "Meting", "Buurt is schoon", "Uren vóór de meting"],
        rows=[
            row(result.areas.name(code), wave, _said(clean), _said(hours))
            for code, wave, clean, hours in cells
        ],
        data=data(
            ["wijk", "wave", CLEAN, EXPOSURE],
            [[code, wave, value_of(clean), value_of(hours)] for code, wave, clean, hours in cells],
        ),
    )


def known_waves(result: Result) -> list[str]:
    """The survey waves, in order of time."""
    found = rows_of(result.measures, measure=CLEAN, split="").sort_values("start", kind="stable")
    return list(dict.fromkeys(found.period))


def known_codes(result: Result) -> list[str]:
    """The wijken of the survey, in order of code."""
    return sorted(set(rows_of(result.measures, measure=CLEAN, area_level="wijk", split="").area))


def is_comparable(result: Result, earlier: str, later: str) -> bool:
    """Whether two waves were asked in the same way: no line and no difference goes across a break."""
    found = rows_of(result.measures, measure=CLEAN, period=[earlier, later])
    return found.series.nunique() <= 1


def row_at(result: Result, measure: str, area: str, wave: str) -> pd.Series | None:
    """The row of a wijk, or of the municipality when `area` is "", in a wave; None where there is none."""
    all_ = result.measures
    is_ours = (all_.measure == measure) & (all_.area == area) & (all_.split == "") & (all_.period == wave)
    found = all_[is_ours & (all_.area_level == ("wijk" if area else "municipality"))]
    return None if found.empty else found.iloc[0]


def value_of(found: pd.Series | None) -> float:
    """The value of a row; NaN where there is none, or none to show."""
    return float(found.value) if found is not None and readings.is_shown(found) else math.nan


def _said(found: pd.Series | None) -> str:
    return "geen gegevens" if found is None else readings.shown(found)


def _wave_title(result: Result, waves: list[str]) -> str:
    seen = [wave for wave in waves if not math.isnan(value_of(row_at(result, CLEAN, "", wave)))]
    if len(seen) > 1 and not is_comparable(result, seen[-2], seen[-1]):
        seen = seen[-1:]
    known = [value_of(row_at(result, CLEAN, "", wave)) for wave in seen]
    if not known:
        return "Het aandeel bewoners dat de buurt schoon noemt, verschilt per wijk"
    now = dutch.quantity(known[-1], "percent")
    if len(known) < 2:
        return f"In de gemeente noemt {now} van de bewoners de buurt schoon"
    moved = dutch.difference(known[-1] - known[-2], "percent")
    direction = "evenveel als" if moved == "0 pp" else f"{moved} sinds"
    return f"In de gemeente noemt {now} van de bewoners de buurt schoon, {direction} de vorige meting"


def _paint(drawing: Drawing, result: Result, codes: list[str], waves: list[str]) -> None:
    deep = math.ceil(len(codes) / _COLUMNS)
    axes = drawing.subplots(2 * deep, _COLUMNS, squeeze=False, height_ratios=(5, 3) * deep)
    grey = [value_of(row_at(result, CLEAN, "", wave)) for wave in waves]
    clean = {code: [value_of(row_at(result, CLEAN, code, wave)) for wave in waves] for code in codes}
    hours = {code: [value_of(row_at(result, EXPOSURE, code, wave)) for wave in waves] for code in codes}
    cuts = [at for at in range(1, len(waves)) if not is_comparable(result, waves[at - 1], waves[at])]
    longest = max([value for values in hours.values() for value in values if not math.isnan(value)] + [1.0])
    scale = shared_scale([*grey, *(value for values in clean.values() for value in values)])
    for i in range(deep * _COLUMNS):
        above, below = axes[2 * (i // _COLUMNS)][i % _COLUMNS], axes[2 * (i // _COLUMNS) + 1][i % _COLUMNS]
        if i >= len(codes):
            above.set_axis_off()
            below.set_axis_off()
            continue
        for start, end in zip([0, *cuts], [*cuts, len(waves)], strict=True):
            above.plot(range(start, end), grey[start:end], color=GREY, linewidth=1.3)
            above.plot(range(start, end), clean[codes[i]][start:end], color=C1, lw=2, marker="o", ms=3)
        _label_clean(above, clean[codes[i]], grey, result.areas.short_name(codes[i]), scale, i)
        _paint_hours(below, hours[codes[i]], waves, longest, i)


def shared_scale(values: list[float]) -> tuple[float, float]:
    """The one scale of all small multiples: whole tens around the values, at least 20 points high.

    >>> shared_scale([54.0, 61.0, float("nan")])
    (50.0, 70.0)
    """
    known = [value for value in values if not math.isnan(value)] or [0.0, 100.0]
    low, high = 10.0 * math.floor(min(known) / 10), 10.0 * math.ceil(max(known) / 10)
    high = min(100.0, max(high, low + 20))
    return min(low, high - 20), high


def _label_clean(
    axes: Axes, values: list[float], grey: list[float], name: str, scale: tuple[float, float], i: int
) -> None:
    if not math.isnan(values[-1]):
        label(axes, dutch.quantity(values[-1], "percent"), (len(values) - 1, values[-1]), va="center")
    if i == 0 and not math.isnan(grey[0]):
        height = free_height([*values[:3], *grey[:3]], scale)
        axes.text(0.02, height, "grijs: gemeente", transform=axes.transAxes, color=MUTED, fontsize=8)
    axes.set_title(name, fontsize=9)
    _frame(axes, len(values), scale, [scale[0], scale[1]], i)


def free_height(values: list[float], scale: tuple[float, float]) -> float:
    """Where a word keeps clear of the lines: at the foot, or at the head where a line runs along the foot.

    >>> free_height([70.0, 75.0], (60.0, 90.0)), free_height([61.0, 75.0], (60.0, 90.0))
    (0.05, 0.9)
    """
    foot = scale[0] + 0.25 * (scale[1] - scale[0])
    return 0.9 if any(value < foot for value in values) else 0.05


def _paint_hours(axes: Axes, values: list[float], waves: list[str], longest: float, i: int) -> None:
    axes.bar(range(len(values)), [0 if math.isnan(v) else v for v in values], color=BAND, width=0.55)
    for at, value in enumerate(values):
        text = "?" if math.isnan(value) else dutch.number(value)
        axes.annotate(
            text,
            (at, 0 if math.isnan(value) else value),
            xytext=(0, 1.5),
            textcoords="offset points",
            ha="center",
            color=MUTED,
            fontsize=7.5,
        )
    _frame(axes, len(values), (0, longest * 1.35), [0], i)
    axes.set_yticks([])
    if i % _COLUMNS == 0:
        axes.set_ylabel("uren", fontsize=8.5)
    axes.set_xticks(
        [0, len(values) - 1] if len(values) > 1 else [0],
        [waves[0], waves[-1]] if len(waves) > 1 else waves,
        fontsize=8,
    )


def _frame(axes: Axes, count: int, scale: tuple[float, float], ticks: list[float], i: int) -> None:
    axes.set_xlim(-0.5, count - 0.5 + 0.75)
    axes.set_ylim(*scale)
    axes.set_xticks([])
    axes.set_yticks(
        ticks, [dutch.quantity(t, "percent") for t in ticks] if i % _COLUMNS == 0 else [""] * len(ticks)
    )
    grid(axes)
