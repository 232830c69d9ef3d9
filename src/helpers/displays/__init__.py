"""From a protected result to pieces: figures, tables and sentences. No number that is not in the result."""

from helpers.displays.answers import answer
from helpers.displays.association import estimate_with_placebos
from helpers.displays.attendance import reach_by_wijk, sessions
from helpers.displays.change import change_against_change
from helpers.displays.changes import changes, chapter_answers, decisions
from helpers.displays.cleanliness import wijk_small_multiples
from helpers.displays.data_quality import exports_read, warnings_by_rule
from helpers.displays.dealers import compliance
from helpers.displays.deployment import deployment_map, deployment_plan
from helpers.displays.detectable import detectable_after
from helpers.displays.exploratory import exploratory
from helpers.displays.freshness import freshness
from helpers.displays.gates import gates
from helpers.displays.hours import hours_map, hours_per_wijk
from helpers.displays.indicators import definitions, indicator_table, indicator_trend, indicators_by_goal
from helpers.displays.inspections import items, selection
from helpers.displays.precision import survey_precision
from helpers.displays.preregistration import preregistration
from helpers.displays.quarterly_outcomes import quarterly_outcomes
from helpers.displays.robustness import leave_one_out, robustness
from helpers.displays.scan_car import hours_by_purpose
from helpers.displays.scorecard import scorecard, status_counts, status_rules
from helpers.displays.sources import data_sources
from helpers.displays.start_of_car import start_of_car
from helpers.displays.survey import survey_intervals
from helpers.displays.training import pacing

__all__ = [
    "answer",
    "change_against_change",
    "changes",
    "chapter_answers",
    "compliance",
    "data_sources",
    "decisions",
    "definitions",
    "deployment_map",
    "deployment_plan",
    "detectable_after",
    "estimate_with_placebos",
    "exploratory",
    "exports_read",
    "freshness",
    "gates",
    "hours_by_purpose",
    "hours_map",
    "hours_per_wijk",
    "indicator_table",
    "indicator_trend",
    "indicators_by_goal",
    "items",
    "leave_one_out",
    "pacing",
    "preregistration",
    "quarterly_outcomes",
    "reach_by_wijk",
    "robustness",
    "scorecard",
    "selection",
    "sessions",
    "start_of_car",
    "status_counts",
    "status_rules",
    "survey_intervals",
    "survey_precision",
    "warnings_by_rule",
    "wijk_small_multiples",
]
