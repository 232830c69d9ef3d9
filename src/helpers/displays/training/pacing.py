"""The cyber-resilience training: how many elderly followed it, where the year may end, and who is reached."""

import math
from dataclasses import dataclass

import pandas as pd
from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing
from matplotlib.ticker import MaxNLocator

from helpers.displays import readings, words
from helpers.displays.drawing.columns import FILE_ONLY, Column, file_only
from helpers.displays.drawing.figure import figure, grid, label, target_line
from helpers.displays.drawing.palette import BAND, BAND_LIGHT, C1, INK
from helpers.displays.readings import target_of
from helpers.displays.source_lines import cannot_tell, line
from helpers.floor import dutch, targets, verdicts
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Figure, Text
from helpers.floor.shapes.tables import rows_of

MEASURE = "elderly_trained"
_LIKELY = {"op koers": "is waarschijnlijk", "onzeker": "is onzeker", "achter": "is onwaarschijnlijk"}
DATASETS = ("cybertraining_deelnemers", "cybertraining_bijeenkomsten")
_HALF, _MOST = 0.5, 0.9  # the levels of the two bands
_YEAR, _YEAR_AND_LABEL = 365, 436  # in days: the axis leaves room for the expectation beside the fan


@dataclass(frozen=True)
class Outlook:
    """Where the count stands and where the model expects it; None where the model is silent."""

    count: float
    target: float | None
    expected: float | None = None
    low: float | None = None
    high: float | None = None
    chance: float | None = None
    is_final: bool = False
    is_left_open: bool = False  # for what is unknown of the participants, or because an export is strange
    is_held_back: bool = False  # because an export is strange
    operator: str = targets.AT_LEAST

    @property
    def is_decided(self) -> bool:
        """Whether what is still to come can change nothing about the target."""
        if self.is_final or self.target is None:
            return self.is_final
        return targets.is_settled(self.count, self.target, self.operator)


def pacing(result: Result) -> Figure | Text:
    """The count so far, a fan of 50% and 90% to the year's end, and the target."""
    now = outlook(result)
    if now is None:
        return cannot_tell(result, "het aantal ouderen bij de cybertraining", *DATASETS, name="pacing")
    days = _days(result)
    title = pacing_title(now)
    columns = [
        Column("date", "Datum", written=lambda row: dutch.day(row.date)),
        *file_only("kind", "level"),
        Column("value", "Ouderen", unit="persons"),
        Column("low", "Bandbreedte (90%)", unit="persons", until="high"),
        Column("high"),
    ]
    return figure(
        lambda drawing: _paint(drawing, result, now, days),
        name="pacing",
        title=title,
        subtitle=f"Verschillende ouderen bij de cybertraining, opgeteld in {result.quarter.year}; gemeente "
        f"{result.settings.municipality.name}. Banden: kans {_in_percent(_HALF)} en {_in_percent(_MOST)}.",
        alt=[
            f"De lijn eindigt op {dutch.day(result.quarter.end)} bij {dutch.number(now.count)}.",
            *outlook_sentences(result, now),
        ],
        source=line(result, *DATASETS),
        height=3.7,
        frame=days.assign(**{FILE_ONLY: days.level == _HALF}),
        columns=columns,
    )


def outlook(result: Result) -> Outlook | None:
    """The count of the year and its forecast; None where the count is not known."""
    now = readings.municipal(result, MEASURE)
    if now is None or not readings.is_shown(now):
        return None
    end = _forecast(result, "year_end")
    end, chance = rows_of(end, level=_MOST), _forecast(result, "reach_target")
    numbers = {name: float(end.iloc[0][name]) if len(end) else None for name in ("estimate", "low", "high")}
    return Outlook(
        float(now.value),
        target_of(result, MEASURE),
        numbers["estimate"],
        numbers["low"],
        numbers["high"],
        chance=float(chance.iloc[0].estimate) if len(chance) else None,
        is_final=result.quarter.is_last_of_year,
        is_left_open=readings.is_left_open(result, MEASURE),
        is_held_back=readings.measure_is_held_back(result, MEASURE),
        operator=readings.operator_of(result, MEASURE),
    )


def pacing_title(now: Outlook) -> str:
    """The message: whether the target is reached, within reach, uncertain or out of reach.

    >>> pacing_title(Outlook(121, 200, 161, 150, 173, 0.02))
    'We verwachten 161 ouderen; 200 halen is onwaarschijnlijk'
    """
    so_far = f"{dutch.number(now.count)} ouderen volgden de training"
    if now.target is None:
        return so_far
    target = dutch.aim(now.target, "persons", now.operator)
    if now.is_held_back:
        return f"{so_far}; het oordeel over {target} wacht"
    if now.is_left_open:
        return f"Minstens {so_far}; voor een oordeel over {target} is te veel onbekend"
    if now.is_decided:
        if targets.is_reached(now.count, now.target, now.operator):
            return f"De streefwaarde van {target} is gehaald: {so_far}"
        return f"{so_far}; de streefwaarde van {target} is niet gehaald"
    if now.expected is None or now.chance is None:
        return f"{so_far}, van de {target}; een verwachting is er nog niet"
    verdict = _LIKELY[verdicts.by_chance(now.chance)]
    wanted = f"{target} {'blijven' if now.operator == targets.AT_MOST else 'halen'}"
    return f"We verwachten {dutch.number(now.expected)} ouderen; {wanted} {verdict}"


def outlook_sentences(result: Result, now: Outlook) -> list[str]:
    """The sentences on where the year may end, or what each session must bring."""
    unknown = readings.unknown_said(result, MEASURE)
    if now.is_final or now.is_left_open:
        return unknown
    sentences = unknown
    if now.expected is not None:
        spread = dutch.interval(now.low, now.high, "persons")
        sentences.append(f"Eind {result.quarter.year} verwachten we {spread} ouderen (kans {_in_percent(_MOST)}).")
    if now.chance is not None and now.target is not None and not now.is_decided:
        word = "hooguit" if now.operator == targets.AT_MOST else "minstens"
        sentences.append(f"De kans op {word} {dutch.number(now.target)} is {dutch.chances(now.chance)}.")
    needed = rows_of(result.estimates, model="pacing", measure=MEASURE, term="needed_per_period", withheld="")
    gate = rows_of(result.estimates, model="pacing", measure=MEASURE, role="gate")
    if now.expected is None and len(gate):
        sentences.append(gate.iloc[0].rule)
    return sentences + [rule for rule in needed.rule if rule and not now.is_decided]


def _in_percent(level: float) -> str:
    return dutch.quantity(100 * level, "percent")


def _forecast(result: Result, term: str) -> pd.DataFrame:
    if readings.is_left_open(result, MEASURE):
        return result.estimates.head(0)
    forecast = rows_of(result.estimates, model="pacing", measure=MEASURE, term=term, withheld="")
    return forecast[forecast.estimate.notna()]


def _days(result: Result) -> pd.DataFrame:
    """The days at which the year was counted, then those for which it is expected, at each level."""
    counted = rows_of(result.measures, measure=MEASURE, area_level="municipality", split="", withheld="")
    is_of_year = (counted.end.dt.year == result.quarter.year) & (counted.end.dt.date <= result.quarter.end)
    counted = counted[is_of_year].sort_values("end")
    path = _forecast(result, "path")
    path = path[path.period.str.fullmatch(r"\d{4}-\d\d-\d\d")].sort_values(["level", "at"])
    both = [
        counted.assign(date=counted.end, kind="geteld"),
        path.assign(date=pd.to_datetime(path.period), kind="verwacht", value=path.estimate),
    ]
    names = ["date", "kind", "level", "value", "low", "high"]
    return pd.concat(both, ignore_index=True).reindex(columns=names)


def _paint(drawing: Drawing, result: Result, now: Outlook, days: pd.DataFrame) -> None:
    axes, start = drawing.subplots(), pd.Timestamp(result.quarter.year_start)
    at = days.assign(day=(days.date - start).dt.days)
    seen, path = rows_of(at, kind="geteld"), rows_of(at, kind="verwacht")
    for level, colour in ((_MOST, BAND_LIGHT), (_HALF, BAND)):
        _fan(axes, rows_of(path, level=level), seen.iloc[-1], colour)
    axes.plot(
        [0, *seen.day], [0, *seen.value], color=C1, linewidth=2.4, marker="o", markersize=3.5, markevery=slice(1, None)
    )
    label(axes, f"{dutch.number(now.count)} ouderen", (seen.day.iloc[-1], now.count), (-6, 9), ha="right")
    if now.expected is not None and now.low is not None and len(path):
        text = f"verwacht {dutch.number(now.expected)}\n({dutch.interval(now.low, now.high, 'persons')})"
        label(axes, text, (_YEAR, now.expected), (7, 0), va="center")
    width = _YEAR if path.empty else _YEAR_AND_LABEL
    if now.target is not None:
        target_line(axes, now.target, f"streefwaarde {dutch.number(now.target)}", until=_YEAR / width)
    axes.set_xlim(0, width)
    highest = max(x for x in (now.count, now.target, now.high) if x is not None and math.isfinite(x))
    axes.set_ylim(0, highest * 1.08)
    axes.set_xticks([15 + 30.4 * i for i in range(12)], words.MONTHS)
    axes.yaxis.set_major_locator(MaxNLocator(5))
    axes.yaxis.set_major_formatter(lambda value, _: dutch.number(value))
    axes.spines["bottom"].set_color(INK)
    grid(axes)


def _fan(axes: Axes, path: pd.DataFrame, now: pd.Series, colour: str) -> None:
    """After the last session nobody is added: the fan runs level to the year's end."""
    if path.empty:
        return
    days = [now.day, *path.day, _YEAR]
    low, middle, high = ([now.value, *path[name], path[name].iloc[-1]] for name in ("low", "value", "high"))
    axes.fill_between(days, low, high, color=colour, linewidth=0)
    axes.plot(days, middle, color=C1, linewidth=1.6, linestyle=(0, (2, 2)))
