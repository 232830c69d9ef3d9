"""A funnel of reach: which wijken lie outside what chance gives, and how large a difference must be to show."""

from collections import Counter

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing
from matplotlib.ticker import MaxNLocator

from helpers.displays import words
from helpers.displays.drawing.columns import PAGE_ONLY, Column, file_only
from helpers.displays.drawing.figure import figure, grid, label
from helpers.displays.drawing.palette import BAND, BAND_LIGHT, C2, GREY, INK, MUTED, PAPER
from helpers.displays.source_lines import cannot_tell, line, one_wijk, refused
from helpers.displays.training.pacing import DATASETS
from helpers.displays.training.reach import (
    estimates,
    inhabitants,
    not_published,
    of_wijken,
    of_year,
    population_notes,
    rates_by_wijk,
    without_inhabitants,
)
from helpers.floor import dutch
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Figure, Text
from helpers.floor.shapes.tables import each_row

UNIT = "per_1000"
_FITS = "past bij toeval"
_ALARM = 0.99  # above it lies the wider of the two limits
_JUDGED = ["inhabitants", "municipal_per_1000", "low", "high", "level", "verdict"]


def reach_funnel(result: Result) -> Figure | Text:
    """The rate of each wijk within the limits of chance; a wijk is named only where it lies outside them."""
    limits = estimates(result, "funnel_limit")
    if limits.empty or len(result.areas.codes) < 2:
        return _no_funnel(result)
    wijken = _wijken(result, limits[limits.level > _ALARM])
    judged = wijken[~wijken[PAGE_ONLY]]
    title = funnel_title(judged.verdict.tolist())
    columns = [
        Column("wijk"),
        Column("wijk_name", "Wijk", is_in_file=False),
        Column("inhabitants"),
        Column("per_1000", "Per 1.000", decimals=1, missing=dutch.NOTHING),
        Column("municipal_per_1000"),
        Column("low", "Grenzen van toeval (99,8%)", decimals=1, until="high", missing=dutch.NOTHING),
        *file_only("high", "level"),
        Column("verdict", "Oordeel"),
    ]
    return figure(
        lambda drawing: _paint(drawing, result, judged),
        name="reach_funnel",
        title=title,
        subtitle=f"Deelnemers per 1.000 {inhabitants(result).lower()}, naar omvang van de wijk; "
        f"{of_year(limits)}, gemeente {result.settings.municipality.name}. " + " ".join(_by_chance(result)),
        alt=[*funnel_sentences(result, judged), *_outside_sentences(result, judged)],
        source=" ".join([line(result, *DATASETS), *population_notes(result)]),
        height=4.0,
        frame=wijken,
        columns=columns,
    )


def funnel_title(verdicts: list[str]) -> str:
    """The message: in how many wijken reach is clearly lower or higher, of how many that may be shown.

    >>> funnel_title(["duidelijk lager"] * 2 + ["past bij toeval"] * 9)
    'In 2 van de 11 wijken is het bereik duidelijk lager dan gemiddeld; bij de andere past het verschil bij toeval'
    >>> funnel_title(["duidelijk lager", "mogelijk lager", "past bij toeval"])
    'In 1 van de 3 wijken is het bereik duidelijk lager dan gemiddeld; bij de andere is dat niet duidelijk'
    >>> funnel_title(["past bij toeval", "mogelijk hoger"])
    'In geen van de 2 wijken is het bereik duidelijk lager of hoger dan gemiddeld'
    """
    seen, all_ = Counter(verdicts), len(verdicts)
    outside = [(seen[f"duidelijk {way}"], way) for way in ("lager", "hoger") if seen[f"duidelijk {way}"]]
    if not outside:
        return f"In geen van de {all_} wijken is het bereik duidelijk lager of hoger dan gemiddeld"
    (first, way), *more = outside
    title = f"In {first} van de {all_} wijken is het bereik duidelijk {way}"
    title += "".join(f" en in {n} duidelijk {other}" for n, other in more) + " dan gemiddeld"
    others = {verdict for verdict in seen if not verdict.startswith("duidelijk")}
    if not others:
        return title
    return f"{title}; bij de andere {'past het verschil bij toeval' if others == {_FITS} else 'is dat niet duidelijk'}"


def funnel_sentences(result: Result, judged: pd.DataFrame) -> list[str]:
    """How large a difference must be to show, what lies near a limit, and what is hidden."""
    typical = estimates(result, "typical_limit").iloc[0]
    size, low, high = dutch.number(typical["at"]), dutch.lower_limit(typical.low, 1), dutch.upper_limit(typical.high, 1)
    sentences = [
        f"Gemiddeld deden {dutch.quantity(typical.estimate, UNIT)} mee.",
        f"Een wijk met {size} ouderen valt pas op onder {low} of boven {high}.",
    ]
    near = int(judged.verdict.str.startswith("mogelijk").sum())
    if near:
        wijken = dutch.counted(near, "wijk ligt", "wijken liggen")
        sentences.append(f"{wijken} alleen buiten de binnenste band.")
    sentences += _by_chance(result)
    hidden = int((of_wijken(result).withheld == "small").sum())
    if hidden:
        wijken = dutch.counted(hidden, "wijk is", "wijken zijn")
        sentences.append(f"{wijken} afgeschermd; een laag bereik kan daar onzichtbaar blijven.")
    widened = estimates(result, "spread", verdict="verruimd")
    return sentences + [rule for rule in widened.rule if rule]


def _by_chance(result: Result) -> list[str]:
    """How many wijken chance alone puts outside each band."""
    return estimates(result, "by_chance").sort_values("level").rule.tolist()


def _no_funnel(result: Result) -> Text:
    gate = estimates(result, "wijken", role="gate")
    what = "de verschillen in bereik tussen wijken"
    if alone := one_wijk(result, what, "reach_funnel"):
        return alone
    if withdrawn := not_published(result):
        return refused(what, [withdrawn], "reach_funnel")
    if len(gate):
        return refused(what, gate.rule, "reach_funnel")
    if len(of_wijken(result)) and (unknown := without_inhabitants(result)):
        return refused(what, [unknown], "reach_funnel")
    return cannot_tell(result, what, *DATASETS, name="reach_funnel")


def _wijken(result: Result, limits: pd.DataFrame) -> pd.DataFrame:
    """Every wijk in code order; one that is not judged has why in place of its verdict, and is not in the file."""
    wijken = of_wijken(result)[["wijk", "wijk_name", "withheld"]]
    names = {"area": "wijk", "at": "inhabitants", "estimate": "municipal_per_1000"}
    judged = limits.rename(columns=names)[["wijk", *_JUDGED]]
    wijken = wijken.merge(judged, on="wijk", how="left")
    is_judged, why = wijken.verdict.notna(), wijken.withheld.map(words.WITHHELD).fillna("te weinig inwoners")
    wijken["per_1000"] = wijken.wijk.map(rates_by_wijk(result))
    return wijken.assign(verdict=wijken.verdict.where(is_judged, why), **{PAGE_ONLY: ~is_judged})


def _outside_sentences(result: Result, judged: pd.DataFrame) -> list[str]:
    return [
        f"{result.areas.short_name(row.wijk)}: {dutch.quantity(row.per_1000, UNIT)}, {row.verdict}."
        for row in each_row(judged[judged.verdict != _FITS])
    ]


def _paint(drawing: Drawing, result: Result, judged: pd.DataFrame) -> None:
    axes, curve = drawing.subplots(), estimates(result, "funnel_curve").sort_values("at")
    for is_alarm, colour in ((True, BAND_LIGHT), (False, BAND)):
        band = curve[(curve.level > _ALARM) == is_alarm]
        axes.fill_between(band["at"], band.low, band.high, color=colour, linewidth=0)
        text = "99,8%-grens" if is_alarm else "95%-grens"
        _beside(axes, text, (band["at"].iloc[-1], band.high.iloc[-1]))
    least, most = curve["at"].min(), curve["at"].max()
    mean = judged.municipal_per_1000.iloc[0]
    axes.plot([least, most], [mean, mean], color=INK, linewidth=1.6)
    _beside(axes, f"gemiddelde {dutch.number(mean, 1)}", (most, mean), INK)
    for row in each_row(judged):
        _mark(axes, result.areas.short_name(row.wijk), (row.inhabitants, row.per_1000), row.verdict)
    axes.set_xlim(max(0.0, least * 0.9), most * 1.16)
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
