"""The association of hours and a clean neighbourhood within wijken: estimate, placebos and gates."""

from __future__ import annotations

import math

import pandas as pd
from matplotlib.figure import Figure as Drawing

from helpers.displays import words
from helpers.displays.cells import data
from helpers.displays.figure import alt_text, figure, grid
from helpers.displays.figure import label as direct_label
from helpers.displays.palette import C1, GREY, INK, MUTED
from helpers.displays.readings import sentence
from helpers.displays.sources import cannot_tell, line
from helpers.floor import dutch
from helpers.floor.delivery import Result
from helpers.floor.pieces import Cell, Figure, Table, Text
from helpers.floor.tables import rows_of

MODEL = "within_wijk"
DATASETS = ("scanauto_inzet", "wijkatlas")
UNIT = "percentage_points"
TITLES = {
    "toename": "Meer uren gaan samen met een schoner oordeel, maar dat bewijst nog geen oorzaak",
    "afname": "Meer uren gaan samen met een minder schoon oordeel, maar dat bewijst nog geen oorzaak",
    "onzeker": "Of meer uren samengaan met een schoner oordeel, blijft onzeker",
}
GATES = {
    "wijken": "Wijken", "waves": "Metingen", "wijken_with_change": "Wijken met andere uren",
    "minimal_detectable": "Kleinste zichtbare verband", "inspected": "Gecontroleerde opkopers",
    "periods_seen": "Bijeenkomsten tot nu toe",
}  # fmt: skip
_AT_MOST = ("minimal_detectable",)


def estimate_with_placebo(result: Result) -> Figure | Text:
    """The estimate with its interval beside the placebos; a Text with the reasons where the model refuses."""
    primary = rows_of(result.estimates, model=MODEL, role="primary", measure="clean_percent")
    if primary.empty:
        return cannot_tell(result, "de samenhang tussen uren en een schone buurt", *DATASETS)
    first = primary.iloc[0]
    if not _is_known(first):
        return Text(refusal(result, first))
    placebos = rows_of(result.estimates, model=MODEL, role="placebo")
    shown = [first, *(one for _, one in placebos.iterrows() if _is_known(one))]
    title = TITLES.get(first.verdict, TITLES["onzeker"])
    limit = detectable(result)
    return figure(
        lambda drawing: _paint(drawing, shown, limit),
        name="estimate_with_placebo",
        title=title,
        subtitle="Verschil in procentpunten per 10 uur scanauto, binnen wijken; "
        f"{dutch.number(first.n_clusters)} wijken, "
        f"{dutch.quantity(100 * first.level, 'percent')}-interval",
        alt=alt_text(
            [
                f"{title}.",
                *(f"{label(one)}: {_said(one)}." for one in shown),
                *limit_said(limit),
                "Een controle hoort rond nul te liggen.",
            ]
        ),
        source=line(result, *DATASETS),
        height=0.9 + 0.62 * len(shown),
        columns=["Uitkomst", "Schatting", "Interval", "Wijken"],
        rows=[
            [
                Cell(label(one)),
                Cell(dutch.difference(one.estimate, UNIT), "number"),
                Cell(dutch.interval(one.low, one.high, UNIT), "number"),
                Cell(dutch.number(one.n_clusters), "number"),
            ]
            for one in shown
        ],
        data=data(
            ["measure", "term", "role", "estimate", "low", "high", "level", "n", "n_clusters"],
            [
                [
                    one[name]
                    for name in (
                        "measure",
                        "term",
                        "role",
                        "estimate",
                        "low",
                        "high",
                        "level",
                        "n",
                        "n_clusters",
                    )
                ]
                for one in shown
            ],
        ),
    )


def gates(result: Result) -> Table | Text:
    """What the model needs before it may speak, what it saw, and whether that is enough."""
    found = rows_of(result.estimates, role="gate")
    if found.empty:
        return Text(["Er is geen schatting gemaakt, dus ook geen voorwaarde getoetst."])
    rows = [
        [
            Cell(words.label(GATES, one.term)),
            Cell(_required(one), "number"),
            Cell(_amount(one.estimate), "number"),
            Cell(_met(one.is_met)),
            Cell(one.rule or dutch.NOTHING),
        ]
        for _, one in found.iterrows()
    ]
    return Table(
        "gates",
        "Wanneer de schatting iets mag zeggen",
        ["Voorwaarde", "Nodig", "Gezien", "Voldaan", "Uitleg"],
        rows,
        source=line(result, *DATASETS),
        data=data(
            ["model", "term", "required", "seen", "is_met"],
            [[one.model, one.term, one.low, one.estimate, one.is_met] for _, one in found.iterrows()],
        ),
    )


def refusal(result: Result, primary: pd.Series) -> list[str]:
    """The sentences that say why there is no estimate, and what could be seen at best."""
    reasons = [primary.rule] if primary.rule else []
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
    outcome = words.label(words.OUTCOMES, one.measure)
    if one.role == "primary":
        return outcome
    if one.measure == "clean_percent":
        return f"Controle: {words.TERMS.get(one.term, 'uren ná de meting')}"
    return f"Controle: {outcome.lower()}"


def limit_said(limit: float | None) -> list[str]:
    """The sentence on what is too small to see; none where that is unknown."""
    if limit is None:
        return []
    return [f"Een verband kleiner dan {dutch.quantity(limit, UNIT)} per 10 uur kunnen we niet zien."]


def _is_known(one: pd.Series) -> bool:
    return one.withheld == "" and all(map(math.isfinite, (one.estimate, one.low, one.high)))


def _said(one: pd.Series) -> str:
    return f"{dutch.difference(one.estimate, UNIT)}, interval {dutch.interval(one.low, one.high, UNIT)}"


def _amount(value: float) -> str:
    return dutch.number(value, 0 if not math.isfinite(value) or float(value).is_integer() else 1)


def _required(one: pd.Series) -> str:
    if math.isfinite(one.low):
        return f"{'hooguit' if one.term in _AT_MOST else 'minstens'} {_amount(one.low)}"
    return f"hooguit {_amount(one.high)}" if math.isfinite(one.high) else dutch.NOTHING


def _met(value: object) -> str:
    return "niet bekend" if pd.isna(value) else ("ja" if value else "nee")


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
    axes.set_yticks(range(len(shown)), [label(one) for one in reversed(shown)])
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
    axes.xaxis.set_major_formatter(lambda value, _: dutch.number(value, 1))
    grid(axes, "x")
