"""The association of hours and a clean neighbourhood within wijken: estimate and placebos."""

import math
import re
import textwrap

import pandas as pd
from matplotlib.figure import Figure as Drawing

from helpers.displays import words
from helpers.displays.drawing.columns import Column, file_only, texts
from helpers.displays.drawing.figure import as_printed, figure, grid
from helpers.displays.drawing.figure import label as direct_label
from helpers.displays.drawing.palette import C1, GREY, INK, MUTED
from helpers.displays.readings import sentence
from helpers.displays.source_lines import cannot_tell, line, one_wijk, refused
from helpers.floor import dutch
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Absent, Figure
from helpers.floor.shapes.tables import rows_of

MODEL = "within_wijk"
WHAT = "de samenhang tussen uren en het oordeel van bewoners"
_NOT_SEEN = "Een verband is nog niet te zien."
DATASETS = ("scanauto_inzet", "wijkatlas")
UNIT = "percentage_points"
# The two ways in which the hours can follow the dirt pull the estimate apart (docs/statistics.md, 13).
BIAS = [
    "Rijdt de auto naar het vuil van dat moment, dan valt de schatting te laag uit.",
    "Volgt hij het vorige oordeel van bewoners, dan valt zij te hoog uit.",
]
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
NUMBERS = ["estimate", "low", "high", "level", "p", "q", "n", "n_clusters"]


def estimate_with_placebos(result: Result) -> Figure | Absent:
    """The estimate with its interval beside every placebo; what is not there, and why, where the model refuses.

    A placebo that refuses has no place in the drawing; the table with it and the alt text name it.
    """
    first = primary(result)
    if first is None:
        return cannot_tell(result, WHAT, *DATASETS, name="estimate_with_placebos")
    if alone := one_wijk(result, WHAT, "estimate_with_placebos"):
        return alone
    if not is_known(first):
        return absent(first, WHAT, "estimate_with_placebos")
    both = where_known(rows_of(result.estimates, model=MODEL, role=["primary", "placebo"]), NUMBERS)
    every = both.sort_values(["is_known", "role"], ascending=False)  # the primary first, a refusal last
    title, limit = TITLES.get(first.verdict, TITLES["onzeker"]), detectable(result)
    columns = [
        Column("label", "Uitkomst", written=label, is_in_file=False),
        *file_only("measure", "term", "role"),
        Column("estimate", "Schatting", UNIT, written=_estimate),
        Column("low", "Interval", UNIT, until="high", missing=dutch.NOTHING),
        *file_only("high", "level", "p", "q", "n"),
        Column("n_clusters", "Wijken", decimals=0, missing=dutch.NOTHING),
    ]
    told = texts(every, columns).assign(is_known=every.is_known)
    return figure(
        lambda drawing: _paint(drawing, every[every.is_known], limit),
        name="estimate_with_placebos",
        title=title,
        subtitle="Verschil in procentpunten per 10 uur scanauto, binnen wijken; "
        f"{dutch.number(first.n_clusters)} wijken, {interval_name(first)}",
        alt=[
            *(
                f"{one.label}: {one.estimate}{f', interval {one.low}' if one.is_known else ''}."
                for one in told.itertuples()
            ),
            *limit_said(limit),
            *find_said(result),
            *(["Een controle hoort rond nul te liggen."] if len(every) > 1 else []),
        ],
        source=line(result, *DATASETS),
        height=0.9 + 0.62 * int(every.is_known.sum()),
        frame=every,
        columns=columns,
    )


def primary(result: Result) -> pd.Series | None:
    """The row of the association itself; None where no model was made."""
    found = rows_of(result.estimates, model=MODEL, role="primary", measure="clean_percent")
    return None if found.empty else found.iloc[0]


def absent(first: pd.Series, what: str, name: str) -> Absent:
    """That a piece about the estimate is not there, with the first reason; the gates have them all."""
    why = _first_reason(first) or f"De schatting is {silence(first)}."
    return refused(what, [why], name)


def refusal(result: Result, first: pd.Series) -> list[str]:
    """The sentences that say that there is no estimate, the first reason, and what is usually found with such data."""
    reason = _first_reason(first)
    gate = rows_of(result.estimates, model=MODEL, role="gate", term="minimal_detectable")
    is_said = bool(reason) and not gate.is_met.fillna(True).all()  # then a gate gives the limit already
    own = [_NOT_SEEN, reason] if reason else [f"{dutch.sentence_case(WHAT)} is nog niet te zien."]
    return [*own, *([] if is_said else limit_said(detectable(result))), "Dat zegt niet dat er geen verband is."]


def _first_reason(first: pd.Series) -> str:
    """The first sentence of the rule after the one that says that nothing is seen; "" where there is none to tell."""
    if first.withheld == "small":
        return ""
    return sentence(re.split(r"(?<=\.) ", first.rule.removeprefix(_NOT_SEEN).strip())[0]) if first.rule else ""


def detectable(result: Result) -> float | None:
    """What such a panel finds in 8 of 10 repetitions, in points per 10 hours; None where unknown."""
    found = rows_of(result.estimates, model=MODEL, role="limit", term="minimal_detectable", withheld="")
    found = found[found.estimate.map(math.isfinite)]
    return None if found.empty else float(found.iloc[0].estimate)


def label(one: pd.Series) -> str:
    """What an estimate is of: the outcome, or the control it is."""
    if one.role == "primary":
        return words.label(words.OUTCOMES, one.measure)
    return f"Controle: {PLACEBOS.get(one.measure) or words.label(words.OUTCOMES, one.measure).lower()}"


def limit_said(limit: float | None) -> list[str]:
    """What is found in 8 of 10 repetitions, which is no floor under what may be found; none where it is unknown."""
    if limit is None:
        return []
    size = f"{dutch.quantity(limit, UNIT)} per 10 uur"
    return [f"Een samenhang van {size} vinden we in 8 van de 10 keer.", "Een zwakkere missen we vaker."]


def exaggeration(result: Result) -> float | None:
    """How many times too large such a find looks on average, or more; None where nothing small was found."""
    found = rows_of(result.estimates, model=MODEL, role="limit", term="exaggeration", withheld="")
    found = found[found.estimate.map(math.isfinite)]
    return None if found.empty else float(found.iloc[0].estimate)


def times_said(times: float) -> str:
    """The times in words: "ongeveer 1,3 keer"."""
    return f"ongeveer {dutch.number(times, 1)} keer"


def find_said(result: Result) -> list[str]:
    """Where a find is smaller than what is usually found: that it is likely too large, and by how much."""
    times = exaggeration(result)
    if times is None:
        return []
    return [
        "De schatting is kleiner dan dat.",
        f"Zo'n vondst is gemiddeld {times_said(times)} te groot, of meer: vooral uitschieters vallen op.",
    ]


def tick(value: float) -> str:
    """A number along an axis of associations; zero says what it stands for.

    >>> tick(2.0), tick(0.0)
    ('2,0', '0\\ngeen samenhang')
    """
    return dutch.number(value, 1) if abs(value) > 1e-9 else "0\ngeen samenhang"


def is_known(one: pd.Series) -> bool:
    """Whether an estimate may be shown with its interval."""
    return one.withheld == "" and all(map(math.isfinite, (one.estimate, one.low, one.high)))


def where_known(found: pd.DataFrame, names: list[str]) -> pd.DataFrame:
    """The estimates with `is_known` beside them, and these columns empty in a row that is not."""
    known = pd.Series([is_known(one) for _, one in found.iterrows()], index=found.index, dtype="bool")
    return found.assign(**{name: found[name].where(known) for name in names}, is_known=known)


def silence(one: pd.Series) -> str:
    """Why an estimate shows no number: hidden, or not to be estimated."""
    return words.WITHHELD["small"] if one.withheld == "small" else "niet te schatten"


def interval_name(one: pd.Series) -> str:
    """Which interval it is: "95%-interval"."""
    return f"{dutch.quantity(100 * one.level, 'percent')}-interval"


def _estimate(one: pd.Series) -> str:
    return dutch.difference(one.estimate, UNIT) if one.is_known else silence(one)


def _paint(drawing: Drawing, shown: pd.DataFrame, limit: float | None) -> None:
    axes = drawing.subplots()
    axes.axvline(0, color=INK, linewidth=1.2)
    upwards = [one for _, one in shown[::-1].iterrows()]
    for at, one in enumerate(upwards):
        colour = C1 if one.role == "primary" else GREY
        axes.plot([one.low, one.high], [at, at], color=colour, linewidth=3.2, solid_capstyle="butt")
        axes.plot([one.estimate], [at], "D" if one.role == "primary" else "o", color=colour, markersize=7)
        direct = dutch.difference(one.estimate, UNIT)
        direct_label(axes, direct, (one.estimate, at), (0, 9), C1 if one.role == "primary" else MUTED, ha="center")
    axes.set_yticks(range(len(shown)), [textwrap.fill(label(one), 17) for one in upwards])
    axes.set_ylim(-0.6, len(shown) - 0.25)
    if limit is not None:
        for edge in (-as_printed(limit, 1), as_printed(limit, 1)):
            axes.axvline(edge, color=MUTED, linewidth=1, linestyle=(0, (2, 2)))
        axes.annotate(
            "hierbinnen vaker gemist",
            (as_printed(limit, 1), 1),
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
