"""What changed in wijken once the car began there: only where it began at different dates."""

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing
from matplotlib.ticker import MaxNLocator

from helpers.displays.drawing.columns import PAGE_ONLY, Column, file_only
from helpers.displays.drawing.figure import figure, grid, label, target_line
from helpers.displays.drawing.palette import C1, GREY, INK, MUTED, PAPER
from helpers.displays.scan_car.association import DATASETS, UNIT, interval_name, where_known
from helpers.displays.source_lines import cannot_tell, line, refused
from helpers.floor import dutch
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Absent, Figure
from helpers.floor.shapes.tables import rows_of

MODEL = "event_study"
BASE = -1  # the last wave before the start, which the model sets at 0
AFTER = {
    1: "Vergeleken met andere wijken ging het oordeel na de start vooruit",
    -1: "Vergeleken met andere wijken ging het oordeel na de start achteruit",
    0: "Of het oordeel na de start vooruitging vergeleken met andere wijken, is niet te zien",
}
BEFORE = {
    "apart": "vóór de start liepen zij al uiteen",
    "near": "vóór de start lag het verschil rond nul",
    "wide": "vóór de start is het beeld onzeker",
}
_NUMBERS = ["estimate", "low", "high", "level", "df", "p", "n", "n_clusters", "unit", "verdict"]


def start_of_car(result: Result) -> Figure | Absent:
    """The change before and after the start of the car; the reason where that cannot be compared."""
    found = rows_of(result.estimates, model=MODEL, role="exploratory")
    if found.empty:
        return cannot_tell(result, "de start van de scanauto", *DATASETS)
    every = where_known(found.sort_values("at"), _NUMBERS)  # over all has no `at` and comes last
    known = [one for _, one in every[every.is_known].iterrows()]
    points = [one for one in known if one.term == "event_time"]
    if not points:
        why = next((rule for rule in every.rule if rule), "de schatting is niet te maken").split(". ")[0]
        why = why.replace(" (", ", ").replace(")", "")
        return refused("de start van de scanauto", [why], "start_of_car")
    overall = next((one for one in known if one.term == "overall"), None)
    title, dash = start_title(points, overall), dutch.NOTHING
    return figure(
        lambda drawing: _paint(drawing, points, overall),
        name="start_of_car",
        title=title,
        subtitle=_subtitle(result, points[0]),
        alt=_told(every),
        source=line(result, *DATASETS),
        height=3.4,
        frame=_with_base(every),
        columns=[
            Column("when", "Wanneer", written=_when, is_in_file=False),
            *file_only("term", "at"),
            Column("estimate", "Verschil", UNIT, 1, written=_estimate),
            Column("low", interval_name(points[0]).capitalize(), UNIT, 1, until="high", missing=dash),
            *file_only("high", "level", "df", "p"),
            Column("n", "Wijken met start", decimals=0, missing=dash),
            *file_only("n_clusters", "unit", "verdict"),
        ],
    )


def start_title(points: list[pd.Series], overall: pd.Series | None) -> str:
    """The message: how it went after the start, and whether wijken moved alike before it.

    Points are rows by event time, overall the row over all from the start on. Before the start counts as near
    zero only where every interval holds zero and is smaller than the change after it.
    """
    after = AFTER[0 if overall is None else _side(overall)]
    before = [one for one in points if one["at"] < 0]
    if not before:
        return after
    if any(_side(one) for one in before):
        return f"{after}; {BEFORE['apart']}"
    furthest = max(max(-one.low, one.high) for one in before)
    is_near = overall is not None and _side(overall) != 0 and furthest < abs(overall.estimate)
    return f"{after}; {BEFORE['near' if is_near else 'wide']}"


def _side(one: pd.Series) -> int:
    """Where the interval lies: above zero 1, below it -1, around it 0."""
    return int(one.low > 0) - int(one.high < 0)


def _subtitle(result: Result, first: pd.Series) -> str:
    waves = rows_of(result.measures, measure="clean_percent", area_level="wijk", withheld="").period
    period = f", metingen {waves.min()} tot en met {waves.max()}" if len(waves) else ""
    return (
        "Verkennend: buurt is schoon, in procentpunten naast wijken waar de auto nog niet reed; "
        f"gemeente {result.settings.municipality.name}{period}. Streep: {interval_name(first)}. "
        "IJkpunt: de meting vlak vóór de start. Ligt het daarvóór rond nul, dan bewijst dat nog niets."
    )


def _when(one: pd.Series) -> str:
    if one.term == "overall":
        return "Gemiddeld sinds de start"
    if one["at"] == 0:
        return "Bij de start"
    count = dutch.counted(int(abs(one["at"])), "meting", "metingen")
    return f"{count} {'vóór' if one['at'] < 0 else 'na'} de start"


def _told(every: pd.DataFrame) -> list[str]:
    """The rows as sentences, the one over all first: an alt text may have no room for all."""
    return [
        f"{_when(one)}: {_signed(one.estimate)} ({dutch.interval(one.low, one.high, 'count', 1)})."
        if one.is_known
        else f"{_when(one)}: niet te schatten."
        for _, one in pd.concat([every[-1:], every[:-1]]).iterrows()
    ]


def _with_base(every: pd.DataFrame) -> pd.DataFrame:
    """With the wave just before the start, to which the others are held: for the page alone."""
    base = pd.DataFrame([{"term": "base", "at": float(BASE), PAGE_ONLY: True}])
    return pd.concat([every, base]).sort_values("at", kind="stable")


def _estimate(one: pd.Series) -> str:
    return "ijkpunt" if one.term == "base" else dutch.difference(one.estimate, UNIT, 1)


def _signed(value: float, decimals: int = 1) -> str:
    return dutch.difference(value, "count", decimals)


def _paint(drawing: Drawing, points: list[pd.Series], overall: pd.Series | None) -> None:
    axes = drawing.subplots()
    axes.axhline(0, color=INK, linewidth=1.2)
    for one in points:
        is_after = one["at"] >= 0
        colour = C1 if is_after else GREY
        axes.plot([one["at"]] * 2, [one.low, one.high], color=colour, linewidth=3.2, solid_capstyle="butt")
        axes.plot([one["at"]], [one.estimate], "o", color=colour, markersize=7, markeredgecolor=PAPER)
        label(axes, _signed(one.estimate), (one["at"], one.estimate), (7, 0), C1 if is_after else MUTED, va="center")
    axes.plot([BASE], [0], "o", color=PAPER, markeredgecolor=GREY, markersize=7)
    label(axes, "ijkpunt", (BASE, 0), (0, 9), MUTED, "normal", ha="center")
    target_line(axes, BASE / 2, "start van de auto", is_upright=True)
    if overall is not None:
        _over_all(axes, overall)
    _frame(axes, points)


def _over_all(axes: Axes, overall: pd.Series) -> None:
    limits = dutch.interval(overall.low, overall.high, "count", 1)
    label(
        axes, f"gemiddeld sinds de start {_signed(overall.estimate)} ({limits})", (1, 1), (0, 18), ha="right",
        xycoords="axes fraction",
    )  # fmt: skip


def _frame(axes: Axes, points: list[pd.Series]) -> None:
    ends = [BASE, 0, *(int(one["at"]) for one in points)]
    times = range(min(ends), max(ends) + 1)
    axes.set_xlim(times[0] - 0.5, times[-1] + 0.6)
    axes.set_xticks(times, [_signed(time, 0) for time in times])
    low, high = min(-1.0, *(one.low for one in points)), max(1.0, *(one.high for one in points))
    is_whole = high - low >= 3
    axes.set_ylim(low - 0.06 * (high - low), high + 0.06 * (high - low))
    axes.yaxis.set_major_locator(MaxNLocator(7, integer=is_whole, steps=[1, 2, 5, 10]))
    axes.yaxis.set_major_formatter(lambda value, _: _signed(value, 0 if is_whole else 1))
    axes.set_xlabel("Metingen sinds de start van de auto", loc="right")
    axes.set_ylabel("Procentpunt")
    grid(axes, "y")
