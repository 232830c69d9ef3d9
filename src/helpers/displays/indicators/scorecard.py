"""The scorecard: where every indicator stands, how it got there, and the rule behind its status."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from helpers.displays import readings
from helpers.displays.drawing import graphics
from helpers.displays.drawing.columns import Column, table
from helpers.displays.readings import Reading
from helpers.floor import dutch, verdicts
from helpers.floor.params.settings import Indicator
from helpers.floor.quarter import Quarter, quarters_between
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Absent, Cell, Counts, Table
from helpers.floor.shapes.tables import rows_of

# What of an indicator goes into a file; the page adds columns between them.
FIGURES = [Column(name) for name in ("indicator_id", "quarter", "value", "numerator", "denominator", "unit", "target")]
STATUS = Column("status", "Status", written=lambda row: Cell(row.standing, "status"))
NAMED = Column("named", "Indicator", is_in_file=False)
AIM = Column("aim", "Streefwaarde", written=lambda row: _aim(row), is_in_file=False, style="number")
STAND = Column("stand", "Stand", written=lambda row: row.reading.stand, is_in_file=False, style="number")
CHANGE, PREVIOUS, YEAR_BEFORE = "change", "previous", "year_before"
NEW_YEAR = "telling begon opnieuw"
_QUARTERS_BACK = 7


def status_counts(result: Result) -> Counts | Absent:
    """How many promises have each status; a status that none has is left out.

    Counted over the indicators with a target this year: a year without makes no claim.
    """
    seen = [readings.status(result, one)[0] for one in readings.promised(result)]
    if not seen:
        return Absent("het aantal per status", f"voor {result.quarter.year} is geen streefwaarde vastgesteld")
    counts = [(word, seen.count(word)) for word in verdicts.VERDICTS if word in seen]
    return Counts(f"Status van de {dutch.counted(len(seen), 'toezegging', 'toezeggingen')} met een getal", counts)


def scorecard(result: Result) -> Table:
    """Every indicator by goal: target, value, progress, course, change and status.

    Of a year without targets only value, course and change. Its data are the figures for tables/indicators.csv:
    one row an indicator, unrounded, shares in percent.
    """
    has_targets = bool(readings.promised(result))
    progress = Column("progress", "Voortgang", written=lambda row: _progress(result, row.reading), is_in_file=False)
    course = Column("course", "Verloop", written=lambda row: _course(result, row.reading.indicator), is_in_file=False)
    columns = [
        *FIGURES,
        NAMED,
        *([AIM] if has_targets else []),
        stand_column(result),
        *([progress] if has_targets else []),
        course,
        change_column(result),
        STATUS if has_targets else Column("status"),
    ]
    return table(
        "indicators",
        f"Scorekaart: {len(result.settings.indicators)} indicatoren op {dutch.day(result.quarter.end)}",
        indicator_frame(result),
        columns,
        grouped_by="goal",
        notes=[
            ("Balk: de stand. Streep: de streefwaarde. " if has_targets else "")
            + "Lijn: het verloop over de laatste kwartalen. Wat elk jaar opnieuw telt, begint elk jaar een nieuwe lijn."
            + (" Blauwe band: wat nu gepland was." if _has_plan(result) else ""),
            "Verandering: het verschil met een kwartaal eerder.",
            *read_otherwise(result),
        ],
        source=source(result),
    )


def _has_plan(result: Result) -> bool:
    return any(result.quarter.label in one.planned_path for one in result.settings.indicators)


def indicator_frame(result: Result, indicators: Sequence[Indicator] | None = None) -> pd.DataFrame:
    """A row for each indicator (all of them, by goal, by default): its reading, figures, status and the rule behind."""
    listed = [one for ours in by_goal(result).values() for one in ours] if indicators is None else indicators
    word, rule = zip(*(readings.status(result, one) for one in listed), strict=True)
    goals = [heading(one) for one in listed]
    frame = readings_frame([readings.reading(result, one) for one in listed])
    return frame.assign(status=word, rule=rule, goal=goals, standing=[readings.standing(result, one) for one in listed])


def readings_frame(known: Sequence[Reading]) -> pd.DataFrame:
    """A row for each reading: the reading itself, and its figures as they go into a file."""
    about = [one.indicator for one in known]
    return pd.DataFrame([vars(one) for one in known]).assign(
        reading=pd.Series(known, dtype=object),
        named=[named(one) for one in about],
        indicator_id=[one.id for one in about],
        unit=[one.unit for one in about],
        quarter=[one.quarter.label for one in known],
    )


def stand_column(result: Result) -> Column:
    """The value, and beside it what the other reading of the promise gives, for the page."""
    return replace(STAND, written=lambda row: _stand(result, row.reading))


def change_column(result: Result) -> Column:
    """The change since a quarter ago, for the page."""

    def written(row: pd.Series) -> Cell:
        return Cell(change(result, row.indicator), "number")

    return Column("moved", "Verandering", written=written, is_in_file=False)


def by_goal(result: Result) -> dict[str, list[Indicator]]:
    """The indicators under each goal of the budget, by its heading; goals in order of their first indicator."""
    goals: dict[str, list[Indicator]] = {}
    for one in result.settings.indicators:
        goals.setdefault(heading(one), []).append(one)
    return goals


def heading(indicator: Indicator) -> str:
    """The goal of an indicator as heading: the council's words."""
    return dutch.sentence_case(" ".join(indicator.goal.split()).rstrip("."))


def goal_name(result: Result, piece: str, goal: str) -> str:
    """The name of a figure or table about a goal: "goal_2" for the second."""
    return f"{piece}_{1 + list(by_goal(result)).index(goal)}"


def named(indicator: Indicator) -> str:
    """Code and name of an indicator."""
    return f"{indicator.id} {indicator.name}"


def change(result: Result, indicator: Indicator, term: str = PREVIOUS) -> str:
    """The change since an earlier quarter, or why there is none: the same number wherever it stands."""
    if term == PREVIOUS and indicator.accumulates == "within_year" and result.quarter.number == 1:
        return NEW_YEAR
    found = moved(result, indicator, term)
    if found is None:
        return "niet bekend"
    return "gelijk" if found.verdict == "gelijk" else dutch.difference(found.estimate, indicator.unit)


def moved(result: Result, indicator: Indicator, term: str = PREVIOUS) -> pd.Series | None:
    """The row that says what changed in an indicator; None where nothing can be said."""
    found = rows_of(result.estimates, model=CHANGE, group=indicator.id, term=term, withheld="")
    found = found[found.estimate.notna()]
    return None if found.empty else found.iloc[0]


def source(result: Result) -> str:
    """The source line under a table of indicators."""
    made_up = " Voorbeelddata." if result.is_made_up else ""
    name = result.settings.municipality.name
    return f"Bron: registraties van de gemeente {name}.{made_up}"


def _stand(result: Result, now: Reading) -> str:
    other = readings.other_value(result, now.indicator)
    return now.stand + ("" if other is None else f" of {dutch.quantity(other, now.indicator.unit)}")


def read_otherwise(result: Result, indicators: Sequence[Indicator] | None = None) -> list[str]:
    """What two values in one cell mean; nothing where no promise of these (all by default) is counted in two ways."""
    if all(readings.other_value(result, one) is None for one in indicators or result.settings.indicators):
        return []
    return ["Twee standen: de toezegging is op twee manieren te lezen. De eerste telt."]


def _aim(row: pd.Series) -> str:
    return row.reading.aim if row.reading.target is not None else dutch.NOTHING


def _progress(result: Result, now: Reading) -> Cell:
    if now.value is None:
        return Cell("geen gegevens")
    if now.target is None:
        return Cell(dutch.NOTHING)
    planned = now.indicator.planned_path.get(result.quarter.label)
    text = f"stand {now.short}, streefwaarde {now.aim}"
    if planned is not None:
        text += f", gepland {dutch.quantity(planned, now.indicator.unit)}"
    interval = _interval(result, now.indicator)
    if interval:
        text += f", interval {dutch.interval(*interval, now.indicator.unit)}"
    drawing = graphics.bullet(now.value, now.target, planned, now.indicator.unit == "percent", interval)
    return Cell(text, "graphic", drawing)


def _interval(result: Result, indicator: Indicator) -> tuple[float, float] | None:
    found = rows_of(result.estimates, measure=indicator.measure, role="primary", unit=indicator.unit, withheld="")
    found = found[found.low.notna() & found.high.notna()]
    return None if found.empty else (float(found.iloc[0].low), float(found.iloc[0].high))


def _course(result: Result, indicator: Indicator) -> Cell:
    quarters = quarters_between(result.quarter.shift(-_QUARTERS_BACK), result.quarter)
    seen = [readings.reading(result, indicator, quarter) for quarter in quarters]
    known = [one for one in seen if one.value is not None]
    if len(known) < 2:
        return Cell("nog geen verloop")
    first, last = (f"{one.short} ({one.quarter.label})" for one in (known[0], known[-1]))
    breaks = year_breaks(quarters) if indicator.accumulates == "within_year" else ()
    drawing = graphics.sparkline([one.value for one in seen], breaks)
    return Cell(f"van {first} naar {last}", "graphic", drawing)


def year_breaks(quarters: list[Quarter]) -> list[int]:
    """The places in a row of quarters where a year begins."""
    return [i for i, quarter in enumerate(quarters) if quarter.number == 1]
