"""The marks before and after the training: who went up, by how much on average, and what that does not say."""

import pandas as pd
from matplotlib.figure import Figure as Drawing

from helpers.displays import readings
from helpers.displays.drawing.columns import Column, texts
from helpers.displays.drawing.figure import figure, grid, label, percent_axis
from helpers.displays.drawing.palette import C1, GREY, MUTED
from helpers.displays.source_lines import cannot_tell, line, refused
from helpers.displays.training.pacing import DATASETS
from helpers.floor import dutch
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Figure, Text
from helpers.floor.shapes.tables import each_row, rows_of

MODEL = "paired"
_WHAT = "de cijfers vóór en na de cybertraining"
WARNING = "Of zij daardoor weerbaarder zijn, meet dit niet."
GROUPS = {"hoger": "Hoger cijfer", "gelijk": "Gelijk cijfer", "lager": "Lager cijfer"}
_BOUNDED = {"mark_points": "het verschil", "percent": "het deel met een hoger cijfer"}


def before_after(result: Result) -> Figure | Text:
    """The shares that gave a higher, the same and a lower mark; a hidden group keeps its line without a bar."""
    shares = _shares(result)
    if shares.percent.isna().all():
        return silence(result)
    columns = [
        Column("group", "Cijfer na de training", written=lambda row: GROUPS[row.group]),
        Column("percent", "Aandeel", unit="percent"),
        Column("withheld"),
    ]
    title, lines = marks_title(shares.set_index("group").percent.dropna()), texts(shares, columns)
    return figure(
        lambda drawing: _paint(drawing, shares.value, lines),
        name="before_after",
        title=title,
        subtitle="Ouderen die zichzelf vóór en na de training een cijfer gaven; "
        f"gemeente {result.settings.municipality.name}, {period(result)}.",
        alt=[*(f"{row.group}: {row.percent}." for row in each_row(lines)), *response_sentences(result), WARNING],
        source=line(result, *DATASETS),
        height=2.0,
        frame=shares,
        columns=columns,
    )


def marks_title(percents: pd.Series) -> str:
    """The message from the percents that are shown, by group: the larger of up and down first.

    >>> marks_title(pd.Series({"hoger": 63.0, "lager": 13.0}))
    '63% gaf zichzelf na de training een hoger cijfer, 13% een lager'
    """
    moved = percents.drop("gelijk", errors="ignore").sort_values(ascending=False, kind="stable")
    shares = [dutch.quantity(value, "percent") for value in moved]
    if not shares:
        return f"{dutch.quantity(percents.gelijk, 'percent')} gaf zichzelf na de training hetzelfde cijfer"
    if shares[1:] == shares[:1]:
        return f"Hoger of lager: beide bij {shares[0]} van de ouderen"
    start = f"{shares[0]} gaf zichzelf na de training een {moved.index[0]} cijfer"
    return start if len(shares) == 1 else f"{start}, {shares[1]} een {moved.index[1]}"


def before_after_said(result: Result) -> Text:
    """Who gave both marks, what part went up, how far the marks moved, and what this does not measure."""
    if may_speak(result):
        said = [*_higher_sentences(result), *_mean_sentences(result), *_bounds_sentences(result)]
        return Text([*response_sentences(result), *said, WARNING])
    return silence(result)


def may_speak(result: Result) -> bool:
    """Whether enough elderly gave both marks, and that may be told."""
    gate = rows_of(result.estimates, model=MODEL, term="pairs", withheld="")
    return bool(gate.is_met.eq(True).any())


def _higher_sentences(result: Result) -> list[str]:
    """The share that went up with its interval; that it is hidden where it is."""
    higher = rows_of(result.estimates, model=MODEL, term="share_higher", withheld="")
    if higher.empty:
        return ["Welk deel een hoger cijfer gaf, blijft afgeschermd."]
    one = higher.iloc[0]
    spread = f"{dutch.interval_name(one.level)}: {dutch.interval(one.low, one.high, one.unit)}"
    return [f"Van hen gaf {dutch.quantity(one.estimate, one.unit)} een hoger cijfer ({spread})."]


def _mean_sentences(result: Result) -> list[str]:
    means = rows_of(result.estimates, model=MODEL, term="mean_difference", withheld="")
    if means.empty:
        return ["Het gemiddelde verschil blijft afgeschermd: het zou iets over een kleine groep zeggen."]
    return difference_sentences(means.iloc[0])


def difference_sentences(mean: pd.Series) -> list[str]:
    """How far the marks moved on average, and whether the interval leaves its direction open."""
    spread = f"{dutch.interval_name(mean.level)}: {dutch.interval(mean.low, mean.high, mean.unit)}"
    if mean.low > 0 or mean.high < 0:
        side = "hoger" if mean.low > 0 else "lager"
        size = dutch.quantity(abs(mean.estimate), mean.unit)
        return [f"Het cijfer na de training was gemiddeld {size} {side} ({spread})."]
    return [
        "Of het cijfer gemiddeld hoger of lager werd, is niet duidelijk.",
        f"Het gemiddelde verschil was {dutch.difference(mean.estimate, mean.unit)} ({spread}).",
    ]


def response_sentences(result: Result) -> list[str]:
    """How many of the elderly gave both marks; rounded, or that it is hidden."""
    response = rows_of(result.measures, measure="mark_response_percent", withheld="")
    if response.value.isna().all():
        return ["Hoeveel ouderen twee cijfers gaven, blijft afgeschermd."]
    share = response.iloc[0]
    # Both are rounded, and the headline stands on the page as well: so it is said of the base too.
    counts = f"{dutch.number(share.numerator)} van ongeveer {dutch.number(share.denominator)}"
    return [f"Ongeveer {counts} ouderen gaven twee cijfers: {readings.shown(share)}."]


def silence(result: Result) -> Text:
    """Why there are no marks to show: too few, hidden or missing."""
    rules = [rule for rule in rows_of(result.estimates, model=MODEL, role="gate").rule if rule]
    if rules:
        return refused(_WHAT, rules)
    return cannot_tell(result, _WHAT, *DATASETS)


def period(result: Result) -> str:
    """The year of the marks: whole years where the quarter of the splits is the last."""
    response = rows_of(result.measures, measure="mark_response_percent")
    if response.empty or pd.isna(response.iloc[0].end):
        return str(result.quarter.year)
    return f"1 januari tot en met {dutch.day(response.iloc[0].end.date())}"


def whole_percents(shares: pd.DataFrame) -> pd.Series:
    """Shares as they are shown, missing where hidden: more places would give counts away."""
    return shares.value.where(shares.withheld == "").map(dutch.rounded, na_action="ignore").astype("float64")


def _shares(result: Result) -> pd.DataFrame:
    """A row for each group, in the order of the page."""
    shares = rows_of(result.measures, measure="mark_change_percent", split="mark_change", group=list(GROUPS))
    shares = shares.sort_values("group", key=lambda groups: groups.map(list(GROUPS).index))
    return shares.assign(percent=whole_percents(shares))


def _bounds_sentences(result: Result) -> list[str]:
    bounds = rows_of(result.estimates, model=MODEL, term="bounds", withheld="")
    return [
        f"Hadden alle ouderen geantwoord, dan was {_BOUNDED[one.unit]} {dutch.interval(one.low, one.high, one.unit)}."
        for one in each_row(bounds)
    ]


def _paint(drawing: Drawing, values: pd.Series, lines: pd.DataFrame) -> None:
    axes = drawing.subplots()
    for at, (value, row) in enumerate(zip(values, each_row(lines), strict=True)):
        is_known, is_same = pd.notna(value), row.group == GROUPS["gelijk"]
        if is_known:
            axes.barh(at, value, color=GREY if is_same else C1, height=0.5)
        colour = C1 if is_known and not is_same else MUTED
        label(axes, row.percent, (value if is_known else 0, at), colour=colour, va="center")
    percent_axis(axes, lines.group.tolist())
    grid(axes, "x")
