"""From a seat to an elderly person who sat on it: the funnel, and who came back."""

import pandas as pd
from matplotlib.figure import Figure as Drawing
from matplotlib.ticker import MaxNLocator

from helpers.displays import readings
from helpers.displays.drawing.columns import Column, texts
from helpers.displays.drawing.figure import figure, grid, label
from helpers.displays.drawing.palette import C1, GREY, MUTED
from helpers.displays.source_lines import cannot_tell, line
from helpers.displays.training.pacing import DATASETS, MEASURE
from helpers.floor import dutch
from helpers.floor.quarter import Quarter
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Figure, Text
from helpers.floor.shapes.tables import each_row, rows_of
from helpers.floor.shapes.words import UNKNOWN

STEPS = {
    "seats": "Plaatsen",
    "registrations": "Aanmeldingen",
    "attendances": "Aanwezig",
    "elderly": "Verschillende ouderen",
}
_WHAT = "aanmeldingen en aanwezigen bij de cybertraining"
_NOT_KNOWN = {"seats": "aantal plaatsen", "registrations": "aantal aanmeldingen"}


def session_funnel(result: Result) -> Figure | Text:
    """Seats, registrations, attendances and different elderly of the held sessions of a year."""
    steps = _steps(result)
    if steps.value[:-1].isna().all():
        return cannot_tell(result, _WHAT, *DATASETS, name="session_funnel")
    columns = [
        Column("step", "Stap", written=lambda row: STEPS[row.step]),
        Column("value", "Aantal", unit="persons"),
        Column("withheld"),
    ]
    lines = texts(steps, columns)
    caption = funnel_sentences(result)
    return figure(
        lambda drawing: _paint(drawing, steps.value, lines),
        name="session_funnel",
        title=funnel_title(steps.set_index("step").value),
        subtitle="Gehouden bijeenkomsten van de cybertraining, van 1 januari tot en met "
        f"{dutch.day(_about(result).end)}; gemeente {result.settings.municipality.name}. {caption[0]}",
        alt=[*(f"{row.step}: {row.value}." for row in each_row(lines)), *caption, *_unknown(result)],
        source=" ".join([line(result, *DATASETS), *_unknown(result)]),
        height=2.6,
        frame=steps,
        columns=columns,
    )


def funnel_title(steps: pd.Series) -> str:
    """The message: how many registered and came, and how many different elderly were among them.

    >>> funnel_title(pd.Series({"registrations": 190.0, "attendances": 165.0, "elderly": 142.0}))
    'Ongeveer 190 aanmeldingen en 165 aanwezigen, onder wie 142 verschillende ouderen'
    """
    nouns = {"registrations": "aanmeldingen", "attendances": "aanwezigen"}
    rounded = [f"{dutch.number(steps[step])} {noun}" for step, noun in nouns.items() if pd.notna(steps[step])]
    elderly = dutch.counted(steps.elderly, "oudere", "verschillende ouderen") if pd.notna(steps.elderly) else ""
    if not rounded:
        return f"{elderly} op de gehouden bijeenkomsten" if elderly else "Hoeveel mensen kwamen, is niet te tonen"
    start = f"Ongeveer {dutch.listing(rounded)}"
    return f"{start}, onder wie {elderly}" if elderly and pd.notna(steps.attendances) else start


def funnel_sentences(result: Result) -> list[str]:
    """What each line counts."""
    limits = result.settings.municipality
    rounded = f"afgerond op {limits.small_numbers.rounded_to}"
    some_hidden = _steps(result).value[:-1].isna().any()
    return [
        f"De eerste drie stappen tellen alle leeftijden; wat daarvan te zien is, is {rounded}."
        if some_hidden
        else f"De eerste drie aantallen zijn {rounded} en tellen alle leeftijden.",
        f"De indicator telt alleen personen vanaf {limits.elderly_from_age} jaar.",
    ]


def _unknown(result: Result) -> list[str]:
    """Of how many sessions a bar knows nothing."""
    found = rows_of(result.measures, measure="sessions", split=UNKNOWN)
    return [
        f"Van {dutch.counted(row.value, 'bijeenkomst', 'bijeenkomsten')} ontbreekt het {_NOT_KNOWN[row.group]}."
        for row in each_row(found)
        if row.value > 0
    ]


def returning(result: Result) -> Text:
    """How many of the elderly of a year had come in an earlier year."""
    earlier = rows_of(result.measures, measure="elderly_seen_before", group="yes")
    elderly = readings.municipal(result, MEASURE, _about(result))
    if earlier.empty or elderly is None or not elderly.value > 0:
        return cannot_tell(result, "wie terugkwam bij de cybertraining", *DATASETS)
    people = dutch.counted(elderly.value, "verschillende oudere", "verschillende ouderen")
    until = dutch.day(_about(result).end)
    return Text([f"Van 1 januari tot en met {until} kwamen {people}.", *_earlier_sentences(earlier.iloc[0])])


def _about(result: Result) -> Quarter:
    """The quarter of the figures that appear once a year."""
    found = rows_of(result.measures, measure="training_funnel")
    return result.quarter if found.empty else Quarter.parse(found.period.iloc[0])


def _earlier_sentences(earlier: pd.Series) -> list[str]:
    if earlier.withheld == "missing":
        return ["Of zij in een eerder jaar kwamen, is niet bekend: de export begint later."]
    if not readings.is_shown(earlier):
        return ["Hoeveel van hen in een eerder jaar kwamen, blijft afgeschermd."]
    if not earlier.value:
        return ["Geen van hen kwam ook in een eerder jaar."]
    return [f"Ongeveer {dutch.number(earlier.value)} van hen kwamen ook in een eerder jaar."]


def _steps(result: Result) -> pd.DataFrame:
    """The four lines: step, value and why it is withheld; the last is the indicator, and exact."""
    steps = rows_of(result.measures, measure="training_funnel").set_index("group")
    elderly = readings.municipal(result, MEASURE, _about(result))
    if elderly is not None:
        steps.loc["elderly"] = elderly
    steps = steps.reindex(list(STEPS)).rename_axis("step").reset_index()
    shown = steps.value.where(steps.withheld == "")
    return steps.assign(value=shown, withheld=steps.withheld.fillna("missing"))


def _paint(drawing: Drawing, values: pd.Series, lines: pd.DataFrame) -> None:
    axes, last = drawing.subplots(), len(values) - 1
    for at, (value, row) in enumerate(zip(values, each_row(lines), strict=True)):
        is_known, is_last = pd.notna(value), at == last
        if is_known:
            axes.barh(at, value, color=C1 if is_last else GREY, height=0.55)
        colour = C1 if is_known and is_last else MUTED
        label(axes, row.value, (value if is_known else 0, at), colour=colour, va="center")
    axes.set_yticks(range(len(values)), [step.replace(" ", "\n") for step in lines.step])
    axes.set_ylim(last + 0.6, -0.6)
    axes.set_xlim(0, max(values.max(), 1) * 1.12)
    axes.xaxis.set_major_locator(MaxNLocator(5, integer=True))
    axes.xaxis.set_major_formatter(lambda value, _: dutch.number(value))
    grid(axes, "x")
