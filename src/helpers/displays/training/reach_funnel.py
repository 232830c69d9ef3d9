"""A funnel of reach: which wijken lie outside what chance gives, and how large a difference must be to show."""

from __future__ import annotations

from collections import Counter

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing
from matplotlib.ticker import MaxNLocator

from helpers.displays import readings
from helpers.displays.drawing.cells import data, row
from helpers.displays.drawing.figure import alt_text, figure, grid, label
from helpers.displays.drawing.palette import BAND, BAND_LIGHT, C2, GREY, INK, MUTED, PAPER
from helpers.displays.source_lines import cannot_tell, line
from helpers.displays.training.pacing import DATASETS
from helpers.displays.training.reach import estimates, inhabitants, of_wijken, population_notes
from helpers.floor import dutch
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Cell, Figure, Text
from helpers.floor.shapes.tables import rows_of

UNIT = "per_1000"
_FITS = "past bij toeval"
_ALARM = 0.99  # above it lies the wider of the two limits


def reach_funnel(result: Result) -> Figure | Text:
    """The rate of each wijk within the limits of chance; a wijk is named only where it lies outside them."""
    found = estimates(result, "funnel_limit")
    found = found[found.level > _ALARM].sort_values("area")
    if found.empty:
        return _no_funnel(result)
    rates = estimates(result, "rate").set_index("area").estimate
    title = funnel_title(found.verdict.tolist())
    return figure(
        lambda drawing: _paint(drawing, result, found, rates),
        name="reach_funnel",
        title=title,
        subtitle=f"Deelnemers per 1.000 {inhabitants(result).lower()}, naar omvang van de wijk; "
        f"{found.iloc[0].period}, gemeente {result.settings.municipality.name}. "
        "Buiten de lichte band is toeval onwaarschijnlijk.",
        alt=alt_text([f"{title}.", *funnel_said(result, found), *_outside_said(result, found, rates)]),
        source=" ".join([line(result, *DATASETS), *population_notes(result)]),
        height=4.0,
        columns=["Wijk", "Per 1.000", "Grenzen van toeval (99,8%)", "Oordeel"],
        rows=[_funnel_row(result, code, found, rates) for code in of_wijken(result).area],
        data=data(
            ["wijk", "inhabitants", "per_1000", "municipal_per_1000", "low", "high", "level", "verdict"],
            [
                [one.area, one.at, rates[one.area], one.estimate, one.low, one.high, one.level, one.verdict]
                for one in found.itertuples()
            ],
        ),
    )


def funnel_title(verdicts: list[str]) -> str:
    """The message: in how many wijken reach is clearly lower or higher, of how many that may be shown.

    >>> funnel_title(["duidelijk lager"] * 2 + ["past bij toeval"] * 9)
    'In 2 van de 11 wijken is het bereik duidelijk lager dan gemiddeld; bij de andere past het verschil bij toeval'
    >>> funnel_title(["past bij toeval", "mogelijk hoger"])
    'In geen van de 2 wijken is het bereik duidelijk lager of hoger dan gemiddeld'
    """
    seen, all_ = Counter(verdicts), len(verdicts)
    outside = [(seen[f"duidelijk {way}"], way) for way in ("lager", "hoger") if seen[f"duidelijk {way}"]]
    if not outside:
        return f"In geen van de {all_} wijken is het bereik duidelijk lager of hoger dan gemiddeld"
    (first, way), *more = outside
    said = f"In {first} van de {all_} wijken is het bereik duidelijk {way}"
    said += "".join(f" en in {n} duidelijk {other}" for n, other in more) + " dan gemiddeld"
    left = all_ - sum(n for n, _ in outside)
    if left == 0:
        return said
    return f"{said}; bij de andere past het verschil bij toeval"


def funnel_said(result: Result, found: pd.DataFrame) -> list[str]:
    """How large a difference must be to show, what lies near a limit, and what is hidden."""
    middle = found.sort_values("at").iloc[len(found) // 2]
    said = [
        f"Gemiddeld deden {dutch.quantity(middle.estimate, UNIT)} mee.",
        f"Een wijk met {dutch.number(round(middle['at'], -1))} ouderen valt pas op onder {dutch.number(middle.low, 1)} "
        f"of boven {dutch.number(middle.high, 1)}.",
    ]
    near = int(found.verdict.str.startswith("mogelijk").sum())
    if near:
        wijken = dutch.counted(near, "wijk ligt", "wijken liggen")
        said.append(
            f"{wijken} alleen buiten de binnenste band; bij toeval gebeurt dat bij 1 op de 20 wijken."
        )
    hidden = int((of_wijken(result).withheld == "small").sum())
    if hidden:
        wijken = dutch.counted(hidden, "wijk is", "wijken zijn")
        said.append(f"{wijken} afgeschermd; een laag bereik kan daar onzichtbaar blijven.")
    widened = estimates(result, "spread", verdict="verruimd")
    return said + [rule for rule in widened.rule if rule]


def _no_funnel(result: Result) -> Text:
    gate = estimates(result, "wijken", role="gate")
    if len(gate):
        return Text([gate.iloc[0].rule])
    if len(of_wijken(result)):
        return Text(population_notes(result))
    return cannot_tell(result, "de verschillen in bereik tussen wijken", *DATASETS)


def _funnel_row(result: Result, code: str, found: pd.DataFrame, rates: pd.Series) -> list[Cell]:
    head, seen = result.areas.name(code), rows_of(found, area=code)
    if seen.empty:
        hidden = rows_of(of_wijken(result), area=code).iloc[0]
        why = readings.withheld(hidden) if not readings.is_shown(hidden) else "te weinig inwoners"
        return [Cell(head), *(Cell(dutch.NOTHING, "number") for _ in range(2)), Cell(why)]
    one = seen.iloc[0]
    return [
        *row(head, dutch.number(rates[code], 1), dutch.interval(one.low, one.high, "count", 1)),
        Cell(one.verdict),
    ]


def _outside_said(result: Result, found: pd.DataFrame, rates: pd.Series) -> list[str]:
    outside = found[found.verdict != _FITS]
    return [
        f"{result.areas.short_name(one.area)}: {dutch.quantity(rates[one.area], UNIT)}, {one.verdict}."
        for one in outside.itertuples()
    ]


def _paint(drawing: Drawing, result: Result, found: pd.DataFrame, rates: pd.Series) -> None:
    axes, curve = drawing.subplots(), estimates(result, "funnel_curve").sort_values("at")
    for is_alarm, colour in ((True, BAND_LIGHT), (False, BAND)):
        band = curve[(curve.level > _ALARM) == is_alarm]
        axes.fill_between(band["at"], band.low, band.high, color=colour, linewidth=0)
        text = "99,8%-grens" if is_alarm else "95%-grens"
        _beside(axes, text, (band["at"].iloc[-1], band.high.iloc[-1]))
    mean = float(found.estimate.iloc[0])
    axes.plot([curve["at"].min(), curve["at"].max()], [mean, mean], color=INK, linewidth=1.6)
    _beside(axes, f"gemiddelde {dutch.number(mean, 1)}", (curve["at"].iloc[-1], mean), INK)
    for one in found.itertuples():
        _mark(axes, result.areas.short_name(one.area), (one.at, float(rates[one.area])), one.verdict)
    axes.set_xlim(max(0.0, float(curve["at"].min()) * 0.9), float(curve["at"].max()) * 1.16)
    axes.set_ylim(0, None)
    axes.set_xlabel(f"{inhabitants(result)} van de wijk", loc="right")
    axes.yaxis.set_major_locator(MaxNLocator(6, integer=True))
    for axis in (axes.xaxis, axes.yaxis):
        axis.set_major_formatter(lambda value, _: dutch.number(value))
    grid(axes)


def _beside(axes: Axes, text: str, at: tuple[float, float], colour: str = MUTED) -> None:
    label(axes, text, at, (4, 0), colour, va="center", weight="normal")


def _mark(axes: Axes, name: str, at: tuple[float, float], verdict: str) -> None:
    is_clear = verdict.startswith("duidelijk")
    if is_clear:
        axes.plot(*at, "D", color=C2, markersize=8, zorder=3)
    else:
        axes.plot(*at, "o", markerfacecolor=PAPER, markeredgecolor=GREY, markeredgewidth=1.8, zorder=3)
    if verdict != _FITS:
        text = f"{name} {dutch.number(at[1], 1)}"
        label(axes, text, at, (9, 0), C2 if is_clear else MUTED, va="center")
