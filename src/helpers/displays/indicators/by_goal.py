"""The indicators by goal: a table, what is still open by name, and the outcome that belongs to the count."""

import pandas as pd

from helpers.displays import readings
from helpers.displays.drawing.columns import Column, table
from helpers.displays.indicators import scorecard
from helpers.displays.indicators.open_units import open_units
from helpers.displays.indicators.outcomes import by_signal, enforcement_chain, neighbourhood, safety
from helpers.floor import dutch
from helpers.floor.params.settings import Indicator
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Sections, Table, Text


def indicators_by_goal(result: Result) -> Sections:
    """A section for each goal of the budget: its indicators, what is open in a fold, and what stands beside them."""
    beside = (open_units, neighbourhood, enforcement_chain, safety)
    return Sections(
        [
            (goal, [indicator_table(result, goal), *(piece for one in beside if (piece := one(result, ours)))])
            for goal, ours in scorecard.by_goal(result).items()
        ]
    )


def indicator_table(result: Result, goal: str) -> Table | Text:
    """The indicators of one goal, by its heading, with value, status and how much of each is unknown.

    The rule behind a status stands once, in the summary.
    """
    ours = scorecard.by_goal(result).get(goal)
    if not ours:
        return Text(["Onder dit doel staat geen indicator."])
    frame = scorecard.indicator_frame(result, ours)
    notes = [*scorecard.read_otherwise(result, ours), *(said for one in ours for said in _unknown(result, one))]
    columns = [
        *scorecard.FIGURES,
        Column("other_value"),
        scorecard.NAMED,
        scorecard.AIM,
        scorecard.stand_column(result),
        scorecard.change_column(result),
        scorecard.STATUS,
    ]
    return table(
        scorecard.goal_name(result, "goal", goal),
        f"De indicatoren van dit doel op {dutch.day(result.quarter.end)}",
        frame.assign(other_value=pd.Series([readings.other_value(result, one) for one in ours], frame.index, float)),
        columns,
        notes=[*notes, *by_signal(result, ours)],
        source=scorecard.source(result),
    )


def _unknown(result: Result, indicator: Indicator) -> list[str]:
    """How much of an indicator is unknown, after its name."""
    return [f"{indicator.name}: {said[:1].lower()}{said[1:]}" for said in readings.unknown_of(result, indicator)]
