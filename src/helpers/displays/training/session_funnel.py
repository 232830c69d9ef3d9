"""From a registration to an elderly person who came: the funnel, how full the sessions were, who came back."""

import pandas as pd
from matplotlib.figure import Figure as Drawing
from matplotlib.ticker import MaxNLocator

from helpers.displays import readings
from helpers.displays.drawing.columns import Column, table, texts
from helpers.displays.drawing.figure import figure, grid, label
from helpers.displays.drawing.palette import C1, GREY, MUTED
from helpers.displays.source_lines import cannot_tell, line
from helpers.displays.training.pacing import DATASETS, MEASURE
from helpers.floor import dutch
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Figure, Table, Text
from helpers.floor.shapes.tables import each_row, rows_of
from helpers.floor.shapes.words import UNKNOWN

STEPS = {
    "registrations": "Aanmeldingen",
    "attendances": "Aanwezig",
    "persons": "Verschillende personen",
    "elderly": "Verschillende ouderen",
}
_WHAT = "aanmeldingen en aanwezigen bij de cybertraining"
# Sessions by status, then the held ones by how full they were.
SESSIONS = {
    "gehouden": "Gehouden",
    "vervallen": "Vervallen",
    "gepland": "Nog gepland",
    "known": "Gehouden, aantal plaatsen bekend",
    "not_full": "Niet vol",
    "less_than_half": "Minder dan half vol",
    "over_registered": "Meer aanmeldingen dan plaatsen",
    "over_attended": "Meer aanwezigen dan plaatsen",
}
_OFTEN = {"one": "één bijeenkomst", "two": "twee bijeenkomsten", "more": "drie of meer bijeenkomsten"}


def session_funnel(result: Result) -> Figure | Text:
    """Registrations, attendances, different persons and different elderly of the held sessions of the year."""
    steps = _steps(result)
    if steps.value[:-1].isna().all():
        return cannot_tell(result, _WHAT, *DATASETS)
    columns = [Column("step", "Stap", written=lambda row: STEPS[row.step]), Column("value", "Aantal", unit="persons")]
    lines = texts(steps, columns)
    title, caption = funnel_title(_came(result), steps.value.iloc[-1]), funnel_sentences(result)
    return figure(
        lambda drawing: _paint(drawing, steps.value, lines),
        name="session_funnel",
        title=title,
        subtitle="Gehouden bijeenkomsten van de cybertraining, van 1 januari tot en met "
        f"{dutch.day(result.quarter.end)}; gemeente {result.settings.municipality.name}. {caption[0]}",
        alt=[*(f"{row.step}: {row.value}." for row in each_row(lines)), *caption, *_unknown(result)],
        source=" ".join([line(result, *DATASETS), *_unknown(result)]),
        height=2.6,
        frame=steps,
        columns=columns,
    )


def funnel_title(came: str, elderly: float) -> str:
    """The message: which part of the registrations came, and how many different elderly that were.

    >>> funnel_title("87%", 121.0)
    '87% van wie zich aanmeldde, kwam ook; er waren 121 verschillende ouderen'
    """
    people = dutch.counted(elderly, "oudere", "verschillende ouderen")
    people = f"er {'was' if elderly == 1 else 'waren'} {people}" if pd.notna(elderly) else ""
    if came:
        return "; ".join(filter(None, [f"{came} van wie zich aanmeldde, kwam ook", people]))
    if not people:
        return "Hoeveel van de aanmeldingen ook kwamen, is niet te tonen"
    return f"{dutch.sentence_case(people)} op de gehouden bijeenkomsten"


def funnel_sentences(result: Result) -> list[str]:
    """What each line counts, and the seats."""
    limits = result.settings.municipality
    rounded = f"afgerond op {limits.small_numbers.rounded_to}"
    some_hidden = _steps(result).value[:-1].isna().any()
    sentences = [
        f"De eerste drie stappen tellen alle leeftijden; wat daarvan te zien is, is {rounded}."
        if some_hidden
        else f"De eerste drie aantallen zijn {rounded} en tellen alle leeftijden.",
        f"De indicator telt alleen personen vanaf {limits.elderly_from_age} jaar.",
    ]
    seats = readings.municipal(result, "seats")
    if seats is not None and readings.is_shown(seats):
        sentences.append(f"Er waren {readings.shown(seats)} plaatsen.")
    return sentences


def _unknown(result: Result) -> list[str]:
    """Of how many sessions the first bar knows nothing."""
    found = rows_of(result.measures, measure="sessions", split=UNKNOWN, period=result.quarter.label)
    return [
        f"Van {dutch.counted(row.value, 'bijeenkomst', 'bijeenkomsten')} ontbreekt het aantal aanmeldingen; "
        "de eerste balk telt die niet."
        for row in each_row(found)
        if row.value > 0
    ]


def session_fullness(result: Result) -> Table | Text:
    """Sessions of the year by status, and the held ones by how full they were."""
    sessions = rows_of(result.measures, measure="sessions", period=result.quarter.label, withheld="")
    sessions = sessions[sessions.split != UNKNOWN]
    if sessions.value.isna().all():
        return cannot_tell(result, "hoe vol de bijeenkomsten van de cybertraining waren", *DATASETS)
    columns = [
        Column("split"),
        Column("group", "Bijeenkomsten", written=lambda row: SESSIONS[row.group]),
        Column("sessions", "Aantal", decimals=0, written=_n_sessions),
    ]
    order = list(SESSIONS).index
    sessions = sessions.sort_values("group", key=lambda groups: groups.map(order))
    return table(
        "session_fullness",
        f"Hoe vol de bijeenkomsten waren, van 1 januari tot en met {dutch.day(result.quarter.end)}",
        sessions.rename(columns={"value": "sessions"}),
        columns,
        notes=["Niet vol: er kwamen minder mensen dan er plaatsen waren. Een bijeenkomst kan vaker meetellen."],
        source=line(result, "cybertraining_bijeenkomsten"),
    )


def _n_sessions(row: pd.Series) -> str:
    return dutch.number(row.sessions) if row.sessions else "geen"


def returning(result: Result) -> Text:
    """How many elderly came more than once in a year, and how many had come in an earlier year."""
    visits = rows_of(result.measures, measure="elderly_by_visits")
    total = rows_of(visits, group="", withheld="")
    if total.value.isna().all():
        return cannot_tell(result, "wie terugkwam bij de cybertraining", *DATASETS)
    elderly = dutch.counted(total.value.iloc[0], "verschillende oudere", "verschillende ouderen")
    return Text(
        [
            f"Van 1 januari tot en met {dutch.day(total.end.iloc[0].date())} kwamen {elderly}.",
            *_visits_sentences(visits),
            *_earlier_sentences(rows_of(result.measures, measure="elderly_seen_before", group="yes")),
            "Aantallen zijn afgerond, en kleine aantallen afgeschermd; alleen de indicator zelf staat er altijd.",
        ]
    )


def _visits_sentences(visits: pd.DataFrame) -> list[str]:
    known = visits[(visits.withheld == "") & (visits.value > 0)].set_index("group").value
    often = [f"{dutch.number(known[group])} naar {what}" for group, what in _OFTEN.items() if group in known]
    if not often:
        return ["Hoe vaak zij dat jaar kwamen, blijft afgeschermd."]
    return [f"Van hen kwamen er ongeveer {dutch.listing(often)}."]


def _earlier_sentences(earlier: pd.DataFrame) -> list[str]:
    if earlier.empty or earlier.withheld.iloc[0] == "missing":
        return ["Of zij in een eerder jaar kwamen, is niet bekend: de export begint later."]
    if not readings.is_shown(earlier.iloc[0]):
        return ["Hoeveel van hen in een eerder jaar kwamen, blijft afgeschermd."]
    return [f"Ongeveer {dutch.number(earlier.value.iloc[0])} van hen kwamen ook in een eerder jaar."]


def _steps(result: Result) -> pd.DataFrame:
    """The four lines: step, value and why it is withheld; the last is the indicator, and exact."""
    steps = rows_of(result.measures, measure="training_funnel", period=result.quarter.label)
    steps = steps.set_index("group")
    elderly = readings.municipal(result, MEASURE)
    if elderly is not None:
        steps.loc["elderly"] = elderly
    steps = steps.reindex(list(STEPS)).rename_axis("step").reset_index()
    shown = steps.value.where(steps.withheld == "")
    return steps.assign(value=shown, withheld=steps.withheld.fillna("missing"))


def _came(result: Result) -> str:
    """Which part of the registrations came; "" where that is not shown."""
    came = rows_of(result.measures, measure="came_percent", period=result.quarter.label, withheld="")
    return "".join(readings.shown(row) for _, row in came.iterrows() if readings.is_shown(row))


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
