"""The association of hours and a clean neighbourhood within wijken: estimate and placebos."""

from __future__ import annotations

import math
import textwrap

import pandas as pd
from matplotlib.figure import Figure as Drawing

from helpers.displays import words
from helpers.displays.drawing.cells import data, row
from helpers.displays.drawing.figure import alt_text, figure, grid
from helpers.displays.drawing.figure import label as direct_label
from helpers.displays.drawing.palette import C1, GREY, INK, MUTED
from helpers.displays.readings import sentence
from helpers.displays.source_lines import cannot_tell, line
from helpers.floor import dutch
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Figure, Text
from helpers.floor.shapes.tables import rows_of

MODEL = "within_wijk"
DATASETS = ("scanauto_inzet", "wijkatlas")
UNIT = "percentage_points"
TITLES = {
    "toename": "Meer uren gaan samen met een schoner oordeel, maar dat bewijst nog geen oorzaak",
    "afname": "Meer uren gaan samen met een minder schoon oordeel, maar dat bewijst nog geen oorzaak",
    "onzeker": "Of meer uren samengaan met een schoner oordeel, blijft onzeker",
}
PLACEBOS = {
    "lighting_percent": "straatverlichting",
    "later_hours": "uren van na de meting",
    "lighting_reports_per_1000": "meldingen over straatverlichting",
}
_NAMES = ["measure", "term", "role"]
_NUMBERS = ["estimate", "low", "high", "level", "p", "q", "n", "n_clusters"]


def estimate_with_placebos(result: Result) -> Figure | Text:
    """The estimate with its interval beside every placebo; a Text with the reasons where the model refuses.

    A placebo that refuses has no place in the drawing; the table with it and the alt text name it.
    """
    first = primary(result)
    if first is None:
        return cannot_tell(result, "de samenhang tussen uren en een schone buurt", *DATASETS)
    if not is_known(first):
        return Text(refusal(result, first))
    every = [first, *(one for _, one in rows_of(result.estimates, model=MODEL, role="placebo").iterrows())]
    shown, silent = [one for one in every if is_known(one)], [one for one in every if not is_known(one)]
    title, limit = TITLES.get(first.verdict, TITLES["onzeker"]), detectable(result)
    return figure(
        lambda drawing: _paint(drawing, shown, limit),
        name="estimate_with_placebos",
        title=title,
        subtitle="Verschil in procentpunten per 10 uur scanauto, binnen wijken; "
        f"{dutch.number(first.n_clusters)} wijken, {level_said(first)}",
        alt=alt_text(
            [
                f"{title}.",
                *(f"{label(one)}: {_said(one)}." for one in shown),
                *(f"{label(one)}: {silence(one)}." for one in silent),
                *limit_said(limit),
                *(["Een controle hoort rond nul te liggen."] if len(every) > 1 else []),
            ]
        ),
        source=line(result, *DATASETS),
        height=0.9 + 0.62 * len(shown),
        columns=["Uitkomst", "Schatting", "Interval", "Wijken"],
        rows=[
            *(row(label(one), *_limits(one), dutch.number(one.n_clusters)) for one in shown),
            *(row(label(one), silence(one), dutch.NOTHING, dutch.NOTHING) for one in silent),
        ],
        data=data(
            [*_NAMES, *_NUMBERS],
            [
                *([one[name] for name in (*_NAMES, *_NUMBERS)] for one in shown),
                *([*(one[name] for name in _NAMES), *[None] * len(_NUMBERS)] for one in silent),
            ],
        ),
    )


def primary(result: Result) -> pd.Series | None:
    """The row of the association itself; None where no model was made."""
    found = rows_of(result.estimates, model=MODEL, role="primary", measure="clean_percent")
    return None if found.empty else found.iloc[0]


def refusal(result: Result, first: pd.Series) -> list[str]:
    """The sentences that say why there is no estimate, and what could be seen at best."""
    reasons = [first.rule] if first.rule else []
    own = ["De samenhang tussen uren en een schone buurt is nog niet te zien."]
    gate = rows_of(result.estimates, model=MODEL, role="gate", term="minimal_detectable")
    is_said = bool(reasons) and not gate.is_met.fillna(True).all()  # then the rule gives the limit already
    return [
        *(map(sentence, reasons) if reasons else own),
        *([] if is_said else limit_said(detectable(result))),
        "Dat zegt niet dat er geen verband is.",
    ]


def detectable(result: Result) -> float | None:
    """The smallest association this panel can show, in points per 10 hours; None where unknown."""
    found = rows_of(result.estimates, model=MODEL, role="limit", term="minimal_detectable", withheld="")
    found = found[found.estimate.map(math.isfinite)]
    return None if found.empty else float(found.iloc[0].estimate)


def label(one: pd.Series) -> str:
    """What an estimate is of: the outcome, or the control it is."""
    if one.role == "primary":
        return words.label(words.OUTCOMES, one.measure)
    return f"Controle: {PLACEBOS.get(one.measure) or words.label(words.OUTCOMES, one.measure).lower()}"


def limit_said(limit: float | None) -> list[str]:
    """The sentence on what is too small to see; none where that is unknown."""
    if limit is None:
        return []
    return [f"Een verband kleiner dan {dutch.quantity(limit, UNIT)} per 10 uur kunnen we niet zien."]


def tick(value: float) -> str:
    """A number along an axis of associations; zero says what it stands for.

    >>> tick(2.0), tick(0.0)
    ('2,0', '0\\ngeen samenhang')
    """
    return dutch.number(value, 1) if abs(value) > 1e-9 else "0\ngeen samenhang"


def is_known(one: pd.Series) -> bool:
    """Whether an estimate may be shown with its interval."""
    return one.withheld == "" and all(map(math.isfinite, (one.estimate, one.low, one.high)))


def silence(one: pd.Series) -> str:
    """Why an estimate shows no number: hidden, or not to be estimated."""
    return words.WITHHELD["small"] if one.withheld == "small" else "niet te schatten"


def level_said(one: pd.Series) -> str:
    """Which interval it is: "95%-interval"."""
    return f"{dutch.quantity(100 * one.level, 'percent')}-interval"


def _limits(one: pd.Series) -> tuple[str, str]:
    return dutch.difference(one.estimate, UNIT), dutch.interval(one.low, one.high, UNIT)


def _said(one: pd.Series) -> str:
    return "{}, interval {}".format(*_limits(one))


def _paint(drawing: Drawing, shown: list[pd.Series], limit: float | None) -> None:
    axes = drawing.subplots()
    axes.axvline(0, color=INK, linewidth=1.2)
    for at, one in enumerate(reversed(shown)):
        colour = C1 if one.role == "primary" else GREY
        axes.plot([one.low, one.high], [at, at], color=colour, linewidth=3.2, solid_capstyle="butt")
        axes.plot([one.estimate], [at], "D" if one.role == "primary" else "o", color=colour, markersize=7)
        direct = dutch.difference(one.estimate, UNIT)
        direct_label(
            axes, direct, (one.estimate, at), (0, 9), C1 if one.role == "primary" else MUTED, ha="center"
        )
    axes.set_yticks(range(len(shown)), [textwrap.fill(label(one), 17) for one in reversed(shown)])
    axes.set_ylim(-0.6, len(shown) - 0.25)
    if limit is not None:
        for edge in (-limit, limit):
            axes.axvline(edge, color=MUTED, linewidth=1, linestyle=(0, (2, 2)))
        axes.annotate(
            "daarbinnen niet te zien",
            (limit, 1),
            xycoords=("data", "axes fraction"),
            xytext=(-3, 2),
            textcoords="offset points",
            ha="right",
            color=MUTED,
            fontsize=8.5,
            annotation_clip=False,
        )
    axes.set_xlabel("Procentpunt per 10 uur", loc="right")
    axes.xaxis.set_major_formatter(lambda value, _: tick(value))
    grid(axes, "x")
