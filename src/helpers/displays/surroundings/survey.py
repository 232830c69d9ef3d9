"""What residents say of their safety: the municipality beside the country, per wave, with margins."""

from collections.abc import Sequence
from typing import Any

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing
from matplotlib.ticker import MaxNLocator

from helpers.displays import readings
from helpers.displays.drawing.columns import Column, file_only
from helpers.displays.drawing.figure import figure, grid, label
from helpers.displays.drawing.palette import C1, GREY, MUTED
from helpers.displays.residents_say import ASKED, SAFETY, with_margin
from helpers.displays.source_lines import line_of_publisher
from helpers.displays.surroundings.absence import absent
from helpers.floor import dutch
from helpers.floor.regions import COUNTRY
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Absent, Figure, Text
from helpers.floor.shapes.tables import each_row, rows_of

_MODEL, _DIFFERENCE = "safety_survey", "survey_difference"
_COUNTRY, _BEFORE = "country", "before"
# Of the municipality and of the country: colour, mark, and how far beside the year it stands.
_MARKS = {False: (GREY, "s", 0.12), True: (C1, "o", -0.12)}
_LEAST_ROOM = {"percent": 3.0, "mark": 0.3}  # so that the labels of an axis differ
_PANELS = {"unsafe_percent": "Voelt zich weleens onveilig", "liveability_mark": "Rapportcijfer leefbaarheid"}
_COLUMNS = [
    *file_only("measure", "area"),
    Column("question", "Vraag", is_in_file=False),
    Column("place", "Gebied", is_in_file=False),
    Column("period", "Jaar", style="number"),
    Column("estimate", "Antwoord", "unit", 1),
    Column("low", "95%-interval", "unit", 1, until="high", missing=dutch.NOTHING),
    *file_only("high", "unit"),
]
# Of more and of less, beside the country; where the margins leave that open the two figures are the finding.
_TITLES = {
    "unsafe_percent": {
        "hoger": "Hier voelden in {} meer inwoners zich weleens onveilig dan in heel Nederland",
        "lager": "Hier voelden in {} minder inwoners zich weleens onveilig dan in heel Nederland",
    },
    "liveability_mark": {
        "hoger": "Inwoners gaven hun buurt in {} een hoger cijfer dan inwoners van heel Nederland",
        "lager": "Inwoners gaven hun buurt in {} een lager cijfer dan inwoners van heel Nederland",
    },
}
_NOT_TOLD = "niet te zeggen"


def residents_safety(result: Result) -> Figure | Absent:
    """Per wave since the break how safe residents feel and how they rate their neighbourhood, with intervals."""
    every = _every(result)
    if headline(result) == "":
        return absent(result, "hoe veilig inwoners zich voelen", SAFETY, name="residents_safety")
    questions = [one for one in _PANELS if one in set(every.measure)]
    return figure(
        lambda drawing: _paint(drawing, [every[every.measure == one] for one in questions]),
        name="residents_safety",
        title=headline(result),
        subtitle=f"Rondje: gemeente {result.settings.municipality.name}. Vierkant: heel Nederland. "
        "Streep: 95%-interval.",
        alt=[*_said_of_figure(every), *sentences(result)],
        source=line_of_publisher(result, SAFETY, "CBS", every.period.max()),
        height=2.9,
        frame=every,
        columns=_COLUMNS,
    )


def residents_compared(result: Result) -> Text | Absent:
    """The newest answers in words, each beside the country and the wave before; a difference where one is seen."""
    said = sentences(result)
    if not said:
        return absent(result, "hoe veilig inwoners zich voelen", SAFETY)
    return Text([*said, _own(result).rule.iloc[0]], is_list=True)


def headline(result: Result) -> str:
    """The finding of the first question that was asked here: beside the country where that can be; "" without one."""
    newest, compared = _first(result)
    if newest is None:
        return ""
    if compared is not None and compared.verdict != _NOT_TOLD:
        return _TITLES[newest.measure][compared.verdict].format(newest.period)
    beside = "" if compared is None else f"; in heel Nederland {_figure(_other(result, compared))}"
    return dutch.sentence_case(ASKED[newest.measure].format(_figure(newest), newest.period)) + beside


def under_headline(result: Result) -> list[str]:
    """What the headline leaves out: the two figures, or that nobody can tell whether they differ."""
    newest, compared = _first(result)
    if newest is None or compared is None:
        return []
    if compared.verdict == _NOT_TOLD:
        return ["Of dat echt verschilt, is niet te zeggen: de foutmarges zijn daarvoor te groot."]
    return [f"Hier was dat {_figure(newest)}, in heel Nederland {_figure(_other(result, compared))}."]


def _first(result: Result) -> tuple[pd.Series | None, pd.Series | None]:
    """The newest answer to the first question that was asked here, and its difference with the country."""
    own = _own(result)
    for measure in _PANELS:
        waves = rows_of(own, measure=measure)
        if len(waves):
            newest = waves.iloc[-1]
            asked = {"term": _COUNTRY, "measure": measure, "period": newest.period}
            compared = rows_of(result.estimates, model=_DIFFERENCE, **asked)
            return newest, compared.iloc[0] if len(compared) else None
    return None, None


def _figure(row: pd.Series) -> str:
    return dutch.quantity(row.estimate, row.unit, 1)


def sentences(result: Result, *questions: str) -> list[str]:
    """Of each question the newest answer with its margin, and what can be said beside the country and before."""
    own = _own(result)
    return [
        readings.sentence(one)
        for measure in questions or _PANELS
        for one in _answered(result, rows_of(own, measure=measure))
    ]


def _answered(result: Result, waves: pd.DataFrame) -> list[str]:
    if waves.empty:
        return []
    newest = waves.iloc[-1]
    found = rows_of(result.estimates, model=_DIFFERENCE, measure=newest.measure, period=newest.period)
    said = [ASKED[newest.measure].format(with_margin(newest), newest.period)]
    for term, then, now in ((_COUNTRY, "in heel Nederland was dat", "hier"), (_BEFORE, "in {} was dat hier", "nu")):
        for _, apart in rows_of(found, term=term).iterrows():
            other = _other(result, apart)
            said.append(f"{then.format(other.period)} {with_margin(other)}. {dutch.sentence_case(_told(apart, now))}")
    return [*said, *_comparable(result, newest)]


def _comparable(result: Result, newest: pd.Series) -> list[str]:
    """What was answered in comparable municipalities, without a word on who is higher."""
    said = rows_of(result.estimates, model=_MODEL, measure=newest.measure, period=newest.period)
    listed = result.settings.municipality.comparable_municipalities
    rows = [(one.name, row) for one in listed for _, row in rows_of(said, area=one.code).iterrows()]
    return [f"ter vergelijking: {dutch.listing([f'{name} {with_margin(row)}' for name, row in rows])}"] if rows else []


def _other(result: Result, apart: pd.Series) -> pd.Series:
    """The answer that a difference is set against."""
    area = COUNTRY if apart.term == _COUNTRY else apart.area
    return rows_of(result.estimates, model=_MODEL, measure=apart.measure, period=apart.group, area=area).iloc[0]


def _told(apart: pd.Series, now: str) -> str:
    """Whether the two differ: by how much, or that the margins leave it open."""
    amount = dutch.interval(apart.low, apart.high, apart.unit, 1)
    if apart.verdict == _NOT_TOLD:
        return f"of dat verschilt, is niet te zeggen (verschil {amount})"
    return f"{now} ligt het {apart.verdict} (verschil {amount})"


def _own(result: Result) -> pd.DataFrame:
    said = rows_of(result.estimates, model=_MODEL, area=result.settings.municipality.code)
    return said.sort_values("period", kind="stable")


def _every(result: Result) -> pd.DataFrame:
    own, every = result.settings.municipality, rows_of(result.estimates, model=_MODEL)
    every = every[every.area.isin([own.code, COUNTRY])]
    every = every.sort_values(["measure", "period", "area"], key=_in_order, kind="stable")
    is_own = every.area == own.code
    return every.assign(
        question=every.measure.map(_PANELS), place=is_own.map({True: own.name, False: "Nederland"}), is_own=is_own
    )


def _in_order(column: pd.Series) -> pd.Series:
    return column.map(list(_PANELS).index) if column.name == "measure" else column


def _said_of_figure(every: pd.DataFrame) -> list[str]:
    years = dutch.listing(sorted(set(every.period)))
    return [f"Stippen met een streep, voor {years}."]


def _paint(drawing: Drawing, panels: Sequence[pd.DataFrame]) -> None:
    several = drawing.subplots(1, len(panels), squeeze=False)[0]
    for axes, answers in zip(several, panels, strict=True):
        _panel(axes, answers)


def _panel(axes: Axes, answers: pd.DataFrame) -> None:
    years, unit = sorted(set(answers.period)), answers.unit.iloc[0]
    for is_own, (colour, marker, aside) in _MARKS.items():
        ours = answers[answers.is_own == is_own]
        at = [years.index(year) + aside for year in ours.period]
        axes.vlines(at, ours.low, ours.high, color=colour, linewidth=2.4)
        axes.plot(at, ours.estimate, marker, color=colour, markersize=6)
        for place, last in list(zip(at, each_row(ours), strict=True))[-1:]:
            _label(axes, place, last)
    axes.set_title(answers.question.iloc[0])
    axes.set_xticks(range(len(years)), years)
    axes.set_xlim(-0.6, len(years) - 0.4)
    known = answers[["estimate", "low", "high"]]
    middle, half = (known.min().min() + known.max().max()) / 2, (known.max().max() - known.min().min()) / 2
    room = max(half * 1.3, _LEAST_ROOM[unit])
    axes.set_ylim(middle - room, middle + room)
    axes.yaxis.set_major_locator(MaxNLocator(4, steps=[1, 2, 5, 10]))
    axes.yaxis.set_major_formatter(lambda value, _: dutch.quantity(value, unit, 1 if unit == "mark" else 0))
    grid(axes)


def _label(axes: Axes, place: float, last: Any) -> None:
    """The newest value: of the municipality under its interval, of the country beside it."""
    text = dutch.quantity(last.estimate, last.unit, 1)
    if last.is_own:
        under = last.low if pd.notna(last.low) else last.estimate
        label(axes, text, (place, under), (0, -11), ha="center")
    else:
        label(axes, text, (place, last.estimate), (6, 0), MUTED, va="center")
