"""What residents say of their neighbourhood beside the hours of the scan car, per wijk and survey wave."""

import math

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing

from helpers.displays import readings
from helpers.displays.drawing.columns import Column
from helpers.displays.drawing.figure import as_printed, figure, grid, label
from helpers.displays.drawing.palette import BAND, C1, GREY, MUTED
from helpers.displays.source_lines import cannot_tell, line
from helpers.floor import dutch
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Figure, Text
from helpers.floor.shapes.tables import rows_of

CLEAN, EXPOSURE, CLEAN_CHANGE = "clean_percent", "exposure_hours", "clean_change"
DATASETS = ("wijkatlas", "scanauto_inzet")
_COLUMNS = 5


def wijk_small_multiples(result: Result) -> Figure | Text:
    """Per wijk: the share that calls it clean, above the hours before each wave; equal axes."""
    waves = waves_of(result)
    cells = _cells(result, waves.period)
    if cells.empty:
        return cannot_tell(result, "een schone buurt per wijk", *DATASETS)
    title, count = municipal_title(result), cells.wijk.nunique()
    asked = rows_of(result.measures, measure=CLEAN, area_level="wijk", split="")
    hidden = int((asked.value.isna() | (asked.withheld != "")).sum())
    return figure(
        lambda drawing: _paint(drawing, result, cells, waves),
        name="wijk_small_multiples",
        title=title,
        subtitle="Lijn: aandeel dat de buurt schoon noemt, per meting. Grijs: de gemeente. Balk: uren van "
        f"de scanauto vóór de meting. Metingen {waves.period.iloc[0]} tot en met {waves.period.iloc[-1]}.",
        alt=[
            f"Per wijk een kleine grafiek, {count} in totaal, met gelijke assen.",
            f"Elke toont {dutch.counted(len(waves), 'meting', 'metingen')} en de uren ervoor.",
            *([f"Niet getoond: {dutch.counted(hidden, 'cel', 'cellen')}."] if hidden else []),
            "Kleine verschillen tussen wijken kunnen toeval zijn.",
        ],
        source=line(result, *DATASETS),
        height=0.4 + 2.05 * math.ceil(count / _COLUMNS),
        frame=cells,
        columns=[
            Column("wijk", "Wijk", written=lambda row: result.areas.name(row.wijk)),
            Column("wave", "Meting", decimals=0),
            Column(CLEAN, "Buurt is schoon", "percent"),
            Column(EXPOSURE, "Uren vóór de meting", "hours"),
        ],
    )


def waves_of(result: Result) -> pd.DataFrame:
    """A row of the survey for each wave, in order of time: its period, and its series."""
    rows = rows_of(result.measures, measure=CLEAN, split="").sort_values("start", kind="stable")
    return rows.drop_duplicates("period")


def municipal_share(result: Result) -> pd.Series:
    """The share of the municipality that calls it clean by wave, in order of time, where it is shown."""
    rows = rows_of(result.measures, measure=CLEAN, area_level="municipality", split="", withheld="")
    return rows.sort_values("start", kind="stable").set_index("period").value.dropna()


def _cells(result: Result, waves: pd.Series) -> pd.DataFrame:
    """The share and the hours in every wave of every wijk of the survey, in code order."""
    rows = rows_of(result.measures, area_level="wijk", split="", period=list(waves))
    cells = readings.side_by_side(rows, ["area", "period"], CLEAN, EXPOSURE).set_index(["area", "period"])
    wijken = cells.index.get_level_values("area").unique().sort_values()
    grid = pd.MultiIndex.from_product([wijken, waves], names=["wijk", "wave"])
    every = cells.reindex(grid).reset_index()
    why = ["withheld", f"{EXPOSURE} withheld"]
    return every.assign(**every[why].fillna("").replace("", "missing"))


def municipal_title(result: Result) -> str:
    """The message: the share of the municipality now, and how it moved since the wave before."""
    shares = municipal_share(result)
    if shares.empty:
        return "Het aandeel bewoners dat de buurt schoon noemt, verschilt per wijk"
    now = f"In de gemeente noemt {dutch.quantity(shares.iloc[-1], 'percent')} van de bewoners de buurt schoon"
    last = {"area_level": "municipality", "period": shares.index[-1]}
    change = rows_of(result.measures, measure=CLEAN_CHANGE, **last).value
    if change.empty:
        return now
    moved = dutch.difference(change.iloc[0], "percent")
    return f"{now}, {'evenveel als' if moved == '0 pp' else f'{moved} sinds'} de vorige meting"


def _paint(drawing: Drawing, result: Result, cells: pd.DataFrame, waves: pd.DataFrame) -> None:
    labels, series = waves.period.tolist(), waves.series.tolist()
    clean, hours = (cells.groupby("wijk")[name].agg(list) for name in (CLEAN, EXPOSURE))
    codes, deep = clean.index, math.ceil(len(clean) / _COLUMNS)
    axes = drawing.subplots(2 * deep, _COLUMNS, squeeze=False, height_ratios=(5, 3) * deep)
    grey = [as_printed(share) for share in municipal_share(result).reindex(labels)]
    cuts = [at for at in range(1, len(series)) if series[at] != series[at - 1]]
    longest = max(cells[EXPOSURE].max(), 1.0) if cells[EXPOSURE].notna().any() else 1.0
    scale = shared_scale([*grey, *cells[CLEAN]])
    for i in range(deep * _COLUMNS):
        above, below = axes[2 * (i // _COLUMNS)][i % _COLUMNS], axes[2 * (i // _COLUMNS) + 1][i % _COLUMNS]
        if i >= len(codes):
            above.set_axis_off()
            below.set_axis_off()
            continue
        for start, end in zip([0, *cuts], [*cuts, len(labels)], strict=True):
            above.plot(range(start, end), grey[start:end], color=GREY, linewidth=1.3)
            above.plot(range(start, end), clean[codes[i]][start:end], color=C1, lw=2, marker="o", ms=3)
        _label_clean(above, clean[codes[i]], grey, result.areas.short_name(codes[i]), scale, i)
        _paint_hours(below, hours[codes[i]], labels, longest, i)


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
        [0, len(values) - 1] if len(values) > 1 else [0], [waves[0], waves[-1]] if len(waves) > 1 else waves, fontsize=8
    )


def _frame(axes: Axes, count: int, scale: tuple[float, float], ticks: list[float], i: int) -> None:
    axes.set_xlim(-0.5, count - 0.5 + 0.75)
    axes.set_ylim(*scale)
    axes.set_xticks([])
    axes.set_yticks(ticks, [dutch.quantity(t, "percent") for t in ticks] if i % _COLUMNS == 0 else [""] * len(ticks))
    grid(axes)
