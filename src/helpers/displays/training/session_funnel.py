"""From a registration to an elderly person who came: the funnel, how full the sessions were, who came back."""

from __future__ import annotations

from dataclasses import dataclass

import pandas as pd
from matplotlib.figure import Figure as Drawing
from matplotlib.ticker import MaxNLocator

from helpers.displays import readings
from helpers.displays.drawing.cells import data, row
from helpers.displays.drawing.figure import alt_text, figure, grid, label
from helpers.displays.drawing.palette import C1, GREY, MUTED
from helpers.displays.source_lines import cannot_tell, line
from helpers.displays.training.pacing import DATASETS, MEASURE
from helpers.floor import dutch
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Figure, Table, Text
from helpers.floor.shapes.tables import rows_of

STEPS = {"registrations": "Aanmeldingen", "attendances": "Aanwezig", "persons": "Verschillende personen"}
_WHAT = "aanmeldingen en aanwezigen bij de cybertraining"
FULLNESS = {
    "known": "Gehouden, aantal plaatsen bekend",
    "not_full": "Niet vol",
    "less_than_half": "Minder dan half vol",
    "over_registered": "Meer aanmeldingen dan plaatsen",
    "over_attended": "Meer aanwezigen dan plaatsen",
}
STATUS = {"gehouden": "Gehouden", "vervallen": "Vervallen", "gepland": "Nog gepland"}


@dataclass(frozen=True)
class Step:
    """A line of the funnel: its name and its number, None where there is none to show, with why."""

    name: str
    key: str
    value: float | None
    text: str


def session_funnel(result: Result) -> Figure | Text:
    """Registrations, attendances, different persons and different elderly of the held sessions of the year."""
    steps, came = funnel_steps(result), _came(result)
    if not any(one.value is not None for one in steps[:-1]):
        return cannot_tell(result, _WHAT, *DATASETS)
    title = funnel_title(steps, came)
    return figure(
        lambda drawing: _paint(drawing, steps),
        name="session_funnel",
        title=title,
        subtitle="Gehouden bijeenkomsten van de cybertraining, van 1 januari tot en met "
        f"{dutch.day(result.quarter.end)}; gemeente {result.settings.municipality.name}. {funnel_said(result)[0]}",
        alt=alt_text([f"{title}.", *(f"{one.name}: {one.text}." for one in steps), *funnel_said(result)]),
        source=line(result, *DATASETS),
        height=2.6,
        columns=["Stap", "Aantal"],
        rows=[row(one.name, one.text) for one in steps],
        data=data(["step", "value"], [[one.key, one.value] for one in steps]),
    )


def funnel_steps(result: Result) -> list[Step]:
    """The four lines; the last is the indicator, and exact."""
    found = rows_of(result.measures, measure="training_funnel", period=result.quarter.label)
    rows = {one.group: one for _, one in found.iterrows()}
    steps = [_step(name, key, rows.get(key)) for key, name in STEPS.items()]
    return [*steps, _step("Verschillende ouderen", "elderly", readings.municipal(result, MEASURE))]


def funnel_title(steps: list[Step], came: pd.Series | None) -> str:
    """The message: which part of the registrations came, and how many different elderly that were."""
    elderly = steps[-1]
    is_one = elderly.value == 1
    people = (
        f"er {'was' if is_one else 'waren'} {elderly.text} {'oudere' if is_one else 'verschillende ouderen'}"
    )
    if came is None and elderly.value is None:
        return "Hoeveel van de aanmeldingen ook kwamen, is niet te tonen"
    if came is None:
        return f"{dutch.sentence_case(people)} op de gehouden bijeenkomsten"
    part = f"{readings.shown(came)} van wie zich aanmeldde, kwam ook"
    return part if elderly.value is None else f"{part}; {people}"


def funnel_said(result: Result) -> list[str]:
    """What each line counts, and the seats."""
    limits = result.settings.municipality
    said = [
        f"De eerste drie aantallen zijn afgerond op {limits.small_numbers.rounded_to} en tellen alle leeftijden.",
        f"De indicator telt alleen personen vanaf {limits.elderly_from_age} jaar.",
    ]
    seats = readings.municipal(result, "seats")
    if seats is not None and readings.is_shown(seats):
        said.append(f"Er waren {readings.shown(seats)} plaatsen.")
    return said


def session_fullness(result: Result) -> Table | Text:
    """Sessions of the year by status, and the held ones by how full they were."""
    found = rows_of(result.measures, measure="sessions", period=result.quarter.label)
    counts = {(one.split, one.group): one for _, one in found.iterrows() if readings.is_shown(one)}
    if not counts:
        return cannot_tell(result, "hoe vol de bijeenkomsten van de cybertraining waren", *DATASETS)
    lines = [("status", STATUS), ("fullness", FULLNESS)]
    named = [(name, counts[split, group]) for split, of in lines for group, name in of.items()]
    return Table(
        "session_fullness",
        f"Hoe vol de bijeenkomsten waren, van 1 januari tot en met {dutch.day(result.quarter.end)}",
        ["Bijeenkomsten", "Aantal"],
        [row(name, readings.shown(one)) for name, one in named],
        notes=[
            "Niet vol: er kwamen minder mensen dan er plaatsen waren. Een bijeenkomst kan vaker meetellen."
        ],
        source=line(result, "cybertraining_bijeenkomsten"),
        data=data(["split", "group", "sessions"], [[one.split, one.group, one.value] for _, one in named]),
    )


def returning(result: Result) -> Text:
    """How many elderly came more than once in a year, and how many had come in an earlier year."""
    visits = {one.group: one for _, one in rows_of(result.measures, measure="elderly_by_visits").iterrows()}
    before = {one.group: one for _, one in rows_of(result.measures, measure="elderly_seen_before").iterrows()}
    total = visits.get("")
    if total is None or not readings.is_shown(total):
        return cannot_tell(result, "wie terugkwam bij de cybertraining", *DATASETS)
    when = f"Van 1 januari tot en met {dutch.day(total.end.date())}"
    return Text(
        [
            f"{when} kwamen {dutch.counted(total.value, 'verschillende oudere', 'verschillende ouderen')}.",
            *_visits_said(visits),
            *_earlier_said(before),
            "Aantallen zijn afgerond en verschijnen één keer per jaar. Kleine aantallen blijven afgeschermd.",
        ]
    )


def _visits_said(visits: dict[str, pd.Series]) -> list[str]:
    often = {"one": "één bijeenkomst", "two": "twee bijeenkomsten", "more": "drie of meer bijeenkomsten"}
    told = [
        f"{dutch.number(visits[group].value)} naar {what}"
        for group, what in often.items()
        if group in visits and readings.is_shown(visits[group]) and visits[group].value > 0
    ]
    if not told:
        return ["Hoe vaak zij dat jaar kwamen, blijft afgeschermd."]
    return [f"Van hen kwamen er ongeveer {dutch.listing(told)}."]


def _earlier_said(before: dict[str, pd.Series]) -> list[str]:
    yes = before.get("yes")
    if yes is None or yes.withheld == "missing":
        return ["Of zij in een eerder jaar kwamen, is niet bekend: de export begint later."]
    if not readings.is_shown(yes):
        return ["Hoeveel van hen in een eerder jaar kwamen, blijft afgeschermd."]
    return [f"Ongeveer {dutch.number(yes.value)} van hen kwamen ook in een eerder jaar."]


def _step(name: str, key: str, one: pd.Series | None) -> Step:
    if one is None:
        return Step(name, key, None, "geen gegevens")
    return Step(name, key, float(one.value) if readings.is_shown(one) else None, readings.shown(one))


def _came(result: Result) -> pd.Series | None:
    found = rows_of(result.measures, measure="came_percent", period=result.quarter.label)
    return None if found.empty or not readings.is_shown(found.iloc[0]) else found.iloc[0]


def _paint(drawing: Drawing, steps: list[Step]) -> None:
    axes = drawing.subplots()
    for at, one in enumerate(steps):
        colour = C1 if one is steps[-1] else GREY
        if one.value is not None:
            axes.barh(at, one.value, color=colour, height=0.55)
        text_colour = MUTED if one.value is None or one is not steps[-1] else C1
        label(axes, one.text, (one.value or 0, at), colour=text_colour, va="center")
    axes.set_yticks(range(len(steps)), [one.name.replace(" ", "\n") for one in steps])
    axes.set_ylim(len(steps) - 0.4, -0.6)
    axes.set_xlim(0, max([one.value for one in steps if one.value is not None] + [1]) * 1.12)
    axes.xaxis.set_major_locator(MaxNLocator(5, integer=True))
    axes.xaxis.set_major_formatter(lambda value, _: dutch.number(value))
    grid(axes, "x")
