"""The course of the indicators of a goal: a figure with a panel an indicator, and the target of each year."""

from itertools import groupby

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing
from matplotlib.ticker import MaxNLocator

from helpers.displays import readings
from helpers.displays.drawing.columns import Column
from helpers.displays.drawing.figure import figure, grid, label
from helpers.displays.drawing.palette import C1, INK, MUTED
from helpers.displays.indicators import scorecard
from helpers.displays.readings import Reading
from helpers.displays.source_lines import line
from helpers.floor import dutch
from helpers.floor.params.settings import Indicator
from helpers.floor.quarter import quarters_between
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Figure, Sections, Text

_QUARTERS_BACK = 7
_COLUMNS = 3
_TREND = [
    Column("indicator_id"),
    scorecard.NAMED,
    Column("quarter", "Kwartaal", written=lambda row: _tick(row.reading), style="number"),
    scorecard.STAND,
    Column("value"),
    Column("unit"),
    scorecard.AIM,
    Column("target"),
]


def indicator_trends(result: Result) -> Sections:
    """A section for each goal of the budget with the course of its indicators."""
    return Sections([(f"Verloop: {goal}", [indicator_trend(result, goal)]) for goal in scorecard.by_goal(result)])


def indicator_trend(result: Result, goal: str) -> Figure | Text:
    """The course of each indicator of a goal over eight quarters, with the target of each year that has one."""
    courses = [_course(result, one) for one in scorecard.by_goal(result).get(goal, [])]
    courses = [course for course in courses if any(one.value is not None for one in course)]
    if not courses:
        return Text(["Van dit doel kunnen we geen verloop laten zien.", "De gegevens daarvoor ontbreken."])
    title = _title(result, [course[-1] for course in courses])
    known = [one for course in courses for one in course]
    datasets = dict.fromkeys(name for course in courses for name in course[0].indicator.sources)
    deep = -(-len(courses) // _COLUMNS)
    count = dutch.counted(len(courses), "indicator", "indicatoren")
    return figure(
        lambda drawing: _paint(drawing, courses),
        name=scorecard.goal_name(result, "trend", goal),
        title=title,
        subtitle=f"Stand per kwartaal, {_tick(known[0])} tot en met {_tick(known[-1])}; gemeente "
        f"{result.settings.municipality.name}.{_explained(known)}",
        alt=[f"Lijnen per kwartaal van {count}.", *map(_said, courses)],
        source=line(result, *datasets),
        height=0.35 + 1.75 * deep,
        frame=scorecard.readings_frame(known),
        columns=_TREND,
    )


def _course(result: Result, indicator: Indicator) -> list[Reading]:
    quarters = quarters_between(result.quarter.shift(-_QUARTERS_BACK), result.quarter)
    return [readings.reading(result, indicator, quarter) for quarter in quarters]


def _title(result: Result, now: list[Reading]) -> str:
    known = [one for one in now if one.is_reached is not None]
    judged = [one for one in known if not readings.is_held_back(result, one.indicator)]
    if judged:
        unjudged = len(known) - len(judged)
        return _reached(judged) + (f"; {unjudged} zonder oordeel" if unjudged else "")
    if known:
        return "Voor deze indicatoren wacht het oordeel"
    year = now[0].quarter.year
    why = f"in {year} geen streefwaarde" if all(one.target is None for one in now) else "dit kwartaal geen stand"
    return f"Voor deze indicatoren is er {why}"


def _reached(judged: list[Reading]) -> str:
    reached = sum(bool(one.is_reached) for one in judged)
    if len(judged) == 1:
        where = "op of voorbij" if reached else "nog niet op"
        return f"{judged[0].indicator.name} staat {where} de streefwaarde"
    if reached == len(judged):
        return f"Alle {reached} indicatoren staan op of voorbij de streefwaarde"
    many = f"{reached or 'Geen'} van de {len(judged)} indicatoren met een streefwaarde"
    return f"{many} {'staan' if reached > 1 else 'staat'} op of voorbij de streefwaarde"


def _explained(known: list[Reading]) -> str:
    return " Streep: de streefwaarde van dat jaar." if any(one.target is not None for one in known) else ""


def _said(course: list[Reading]) -> str:
    now, before = course[-1], course[-2]
    earlier = f", een kwartaal eerder {before.short}" if before.value is not None else ""
    return f"{now.indicator.name}: {now.short if now.value is not None else now.reason}{earlier}."


def _paint(drawing: Drawing, courses: list[list[Reading]]) -> None:
    deep = -(-len(courses) // _COLUMNS)
    axes = drawing.subplots(deep, _COLUMNS, squeeze=False)
    for i, panel in enumerate(axes.flat):
        if i < len(courses):
            _panel(panel, courses[i])
        else:
            panel.set_axis_off()


def _panel(axes: Axes, course: list[Reading]) -> None:
    indicator, values = course[0].indicator, [one.value for one in course]
    _runs(axes, course, values)
    target = course[-1].target
    known = [one for one in (*values, *(one.target for one in course)) if one is not None]
    top = 100.0 if indicator.unit == "percent" else max([*known, 1.0])
    _targets(axes, course)
    if values[-1] is not None:
        is_near = target is not None and abs(values[-1] - target) < 0.08 * top
        label(axes, course[-1].short, (len(values) - 1, values[-1]), (5, -9 if is_near else 0), va="center")
    axes.set_title(f"{indicator.name}\n", fontsize=9)
    goal = f"streefwaarde {course[-1].aim}" if target is not None else "geen streefwaarde"
    axes.text(0, 1.04, goal, transform=axes.transAxes, color=MUTED, fontsize=8.5)
    axes.set_xlim(-0.4, len(values) + 1.7)
    axes.set_ylim(0, top * 1.08)
    axes.set_xticks([0, len(values) - 1], [_tick(course[0]), _tick(course[-1])], fontsize=8.5)
    axes.get_xticklabels()[0].set_horizontalalignment("left")
    axes.tick_params(axis="x", pad=5)
    axes.yaxis.set_major_locator(MaxNLocator(3, integer=True, steps=[1, 2, 5, 10]))
    axes.yaxis.set_major_formatter(lambda v, _: dutch.quantity(v, indicator.unit))
    grid(axes)


def _targets(axes: Axes, course: list[Reading]) -> None:
    """The target of a year along the quarters of that year alone: the years before promised something else."""
    for year, quarters in groupby(range(len(course)), key=lambda at: course[at].quarter.year):
        first, *_, last = [*quarters] * 2
        target = course[0].indicator.target(year)
        if target is not None:
            axes.plot([first - 0.4, last + 0.4], [target] * 2, color=INK, linewidth=1.1, linestyle=(0, (4, 2)))


def _runs(axes: Axes, course: list[Reading], values: list[float | None]) -> None:
    begins = scorecard.year_breaks([one.quarter for one in course])
    is_reset = course[0].indicator.accumulates == "within_year"
    starts = sorted({0, *(begins if is_reset else ())})
    known = [float("nan") if value is None else value for value in values]
    for first, last in zip(starts, [*starts[1:], len(known)], strict=True):
        axes.plot(
            range(first, last), known[first:last], color=C1, marker="o", markersize=3, linewidth=1.8, clip_on=False
        )


def _tick(one: Reading) -> str:
    return f"K{one.quarter.number} {one.quarter.year}"
