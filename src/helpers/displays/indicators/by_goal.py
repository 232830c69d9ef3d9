"""The indicators by goal: a table, a figure of their course, and how each is counted."""

from matplotlib.axes import Axes
from matplotlib.figure import Figure as Drawing
from matplotlib.ticker import MaxNLocator

from helpers.displays import readings
from helpers.displays.drawing.columns import Column, table
from helpers.displays.drawing.figure import figure, grid, label
from helpers.displays.drawing.palette import C1, INK, MUTED
from helpers.displays.indicators import scorecard
from helpers.displays.readings import Reading
from helpers.displays.source_lines import line
from helpers.floor import dutch
from helpers.floor.params.settings import Indicator
from helpers.floor.quarter import quarters_between
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Facts, Figure, Sections, Table, Text

_QUARTERS_BACK = 7
_COLUMNS = 3
_TREND = [
    Column("indicator_id"),
    scorecard.NAMED,
    Column("quarter", "Kwartaal", style="number"),
    scorecard.STAND,
    Column("value"),
    Column("unit"),
    scorecard.AIM,
    Column("target"),
]


def indicator_table(result: Result, goal: str) -> Table | Text:
    """The indicators of one goal, such as "BR-1", with value, status and the rule behind it."""
    ours = _of(result, goal)
    if not ours:
        return Text([f"Er is geen indicator onder doel {goal}."])
    columns = [
        *scorecard.FIGURES,
        scorecard.NAMED,
        scorecard.AIM,
        scorecard.STAND,
        scorecard.change_column(result),
        scorecard.STATUS,
        Column("rule", "Waarom", is_in_file=False),
    ]
    return table(
        f"goal_{_key(goal)}",
        f"De indicatoren van dit doel op {dutch.day(result.quarter.end)}",
        scorecard.indicator_frame(result, ours),
        columns,
        source=scorecard.source(result),
    )


def indicators_by_goal(result: Result) -> Sections:
    """A section for each goal of the budget: its indicators as a table, and their course as a figure."""
    goals = dict.fromkeys(one.id.rpartition("-")[0] for one in result.settings.indicators)
    return Sections(
        [
            (scorecard.heading(goal, _of(result, goal)), [indicator_table(result, goal), indicator_trend(result, goal)])
            for goal in goals
        ]
    )


def indicator_trend(result: Result, goal: str) -> Figure | Text:
    """The course of each indicator of a goal over eight quarters, with its target as a labelled line."""
    ours = _of(result, goal)
    courses = [_course(result, one) for one in ours]
    courses = [course for course in courses if any(one.value is not None for one in course)]
    if not courses:
        return Text([f"Van doel {goal} kunnen we geen verloop laten zien.", "De gegevens daarvoor ontbreken."])
    title = _title([course[-1] for course in courses])
    known = [one for course in courses for one in course]
    datasets = dict.fromkeys(name for course in courses for name in course[0].indicator.sources)
    deep = -(-len(courses) // _COLUMNS)
    count = dutch.counted(len(courses), "indicator", "indicatoren")
    return figure(
        lambda drawing: _paint(drawing, courses),
        name=f"trend_{_key(goal)}",
        title=title,
        subtitle=f"Stand per kwartaal, {known[0].quarter.label} tot en met {result.quarter.label}; gemeente "
        f"{result.settings.municipality.name}. Streep: de streefwaarde.",
        alt=[f"Lijnen per kwartaal van {count}.", *map(_said, courses)],
        source=line(result, *datasets),
        height=0.35 + 1.75 * deep,
        frame=scorecard.readings_frame(known),
        columns=_TREND,
    )


def definitions(result: Result) -> Facts:
    """What the council asked of each indicator, and the other way to read it where there is one."""
    return Facts(
        [
            (
                scorecard.named(one),
                " ".join(readings.sentence(part) for part in (one.target_text, one.other_reading) if part)
                + _counted_otherwise(result, one),
            )
            for one in result.settings.indicators
        ]
    )


def _counted_otherwise(result: Result, one: Indicator) -> str:
    """What the other reading gives, where it can be counted; the headline's own base stands beside it."""
    found = readings.municipal(result, one.other_measure) if one.other_measure else None
    if found is None or not readings.is_shown(found):
        return ""
    return f" Zo gelezen is de stand {readings.shown(found)} ({dutch.k_of_n(found.numerator, found.denominator)})."


def _of(result: Result, goal: str) -> list[Indicator]:
    return [one for one in result.settings.indicators if one.id.startswith(f"{goal}-")]


def _key(goal: str) -> str:
    return goal.lower().replace("-", "_")


def _course(result: Result, indicator: Indicator) -> list[Reading]:
    quarters = quarters_between(result.quarter.shift(-_QUARTERS_BACK), result.quarter)
    return [readings.reading(result, indicator, quarter) for quarter in quarters]


def _title(now: list[Reading]) -> str:
    judged = [one for one in now if one.is_reached is not None]
    if not judged:
        return "Geen van deze indicatoren is dit kwartaal met een streefwaarde te vergelijken"
    reached = sum(bool(one.is_reached) for one in judged)
    if len(judged) == 1:
        where = "op of voorbij" if reached else "nog niet op"
        return f"{judged[0].indicator.name} staat {where} de streefwaarde"
    if reached == len(judged):
        return f"Alle {reached} indicatoren staan op of voorbij de streefwaarde"
    many = f"{reached or 'Geen'} van de {len(judged)} indicatoren met een streefwaarde"
    return f"{many} {'staan' if reached > 1 else 'staat'} op of voorbij de streefwaarde"


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
    known = [one for one in (*values, target) if one is not None]
    top = 100.0 if indicator.unit == "percent" else max([*known, 1.0])
    if target is not None:
        axes.axhline(target, color=INK, linewidth=1.1, linestyle=(0, (4, 2)))
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
