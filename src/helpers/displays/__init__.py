"""From a protected result to pieces: figures, tables and sentences. No number that is not in the result."""

# ruff: noqa: F401 (what a notebook may call is what is imported here)

from helpers.displays.answers import answer
from helpers.displays.dashboard.hours import hours_beside_signals
from helpers.displays.dashboard.judged import not_judged
from helpers.displays.dashboard.last_month import last_signals
from helpers.displays.dashboard.signal_months import signal_months
from helpers.displays.dashboard.signals import more_signals, signals
from helpers.displays.dashboard.wijken import wijken_per_month
from helpers.displays.dealers.compliance import compliance
from helpers.displays.dealers.inspections import items, selection
from helpers.displays.dealers.reinspections import reinspections, time_to_compliance
from helpers.displays.dealers.sectors import sectors
from helpers.displays.indicators.by_goal import indicator_table, indicators_by_goal
from helpers.displays.indicators.by_owner import indicators_by_owner
from helpers.displays.indicators.changes import changes, changes_said, chapter_answers
from helpers.displays.indicators.commentary import commentary, explanations_due, promises
from helpers.displays.indicators.decisions import decisions, plans_to_fill
from helpers.displays.indicators.definitions import definitions
from helpers.displays.indicators.forecasts import forecast_log, forecast_scores
from helpers.displays.indicators.gaps import largest_gaps, status_rules
from helpers.displays.indicators.revisions import revisions
from helpers.displays.indicators.scorecard import scorecard, status_counts
from helpers.displays.indicators.trend import indicator_trend, indicator_trends
from helpers.displays.indicators.untrained_roles import untrained_roles
from helpers.displays.own_figure import own_figure
from helpers.displays.profile.in_view import wijk_in_view
from helpers.displays.profile.liveability import wijk_liveability
from helpers.displays.profile.milestones import wijk_milestones
from helpers.displays.profile.not_shown import wijk_not_shown, wijk_sources
from helpers.displays.profile.people import wijk_people
from helpers.displays.profile.place import wijk_place
from helpers.displays.profile.police import wijk_police, wijk_police_counts
from helpers.displays.profile.residents import wijk_residents
from helpers.displays.profile.street import wijk_street, wijk_work
from helpers.displays.quality.audited import audited
from helpers.displays.quality.compared import compared
from helpers.displays.quality.data_quality import exports_read, warnings_by_rule
from helpers.displays.quality.freshness import freshness
from helpers.displays.quality.ground_rules import ground_rules, hidden_figures
from helpers.displays.quality.own_files import own_files
from helpers.displays.scan_car.association import estimate_with_placebos
from helpers.displays.scan_car.between_waves import change_against_change
from helpers.displays.scan_car.cleanliness import wijk_small_multiples
from helpers.displays.scan_car.deployment import deployment_choice, deployment_plan
from helpers.displays.scan_car.detectable import detectable_after
from helpers.displays.scan_car.exploratory import exploratory
from helpers.displays.scan_car.gates import gates
from helpers.displays.scan_car.hours import hours_map, hours_per_wijk
from helpers.displays.scan_car.precision import survey_precision
from helpers.displays.scan_car.preregistration import preregistration
from helpers.displays.scan_car.purposes import hours_by_purpose
from helpers.displays.scan_car.quarterly_outcomes import quarterly_outcomes
from helpers.displays.scan_car.robustness import leave_one_out, robustness
from helpers.displays.scan_car.start_of_car import start_of_car
from helpers.displays.scan_car.survey import survey_intervals
from helpers.displays.source_lines import data_sources
from helpers.displays.surroundings.chapter import surroundings_sources
from helpers.displays.surroundings.kinds import crime_kinds, nuisance_kinds
from helpers.displays.surroundings.liveability import liveability
from helpers.displays.surroundings.neighbourhoods import about_neighbourhoods, neighbourhoods
from helpers.displays.surroundings.police_figure import police_years
from helpers.displays.surroundings.police_said import police_compared
from helpers.displays.surroundings.survey import residents_compared, residents_safety
from helpers.displays.training.attendance import sessions
from helpers.displays.training.before_after import before_after, before_after_said
from helpers.displays.training.before_after_table import before_after_table
from helpers.displays.training.pacing import pacing
from helpers.displays.training.reach import reach_by_wijk
from helpers.displays.training.reach_funnel import reach_funnel
from helpers.displays.training.reach_gap import reach_gaps
from helpers.displays.training.registered_crime import registered_crime
from helpers.displays.training.session_funnel import returning, session_funnel

__all__ = [name for name, one in vars().items() if callable(one) and not name.startswith("_")]
