"""The measures that an indicator can be counted with: what each of them fixes, so that a check needs no counting."""

from dataclasses import dataclass
from typing import Literal, NamedTuple

Kind = Literal["share_of_register", "cumulative_count", "cumulative_amount", "months_covered", "no_target"]
Accumulation = Literal["within_year", "stand"]
Unit = Literal["percent", "count", "persons", "dealers", "hours", "months", "per_1000"]


class _Way(NamedTuple):
    kind: Kind
    accumulates: Accumulation
    unit: Unit


@dataclass(frozen=True)
class Measure:
    """How a measure counts, and from which exports: an indicator on it can say nothing else."""

    way: _Way
    sources: tuple[str, ...]

    @property
    def kinds(self) -> tuple[Kind, ...]:
        return self.way.kind, "no_target"


_STAND = _Way("share_of_register", "stand", "percent")
_OF_YEAR = _Way("share_of_register", "within_year", "percent")
_COUNT = _Way("cumulative_count", "within_year", "count")
# A test holds these names equal to what the analysis of the indicators can compute, and the rest to what it gives.
MEASURES = {
    "crisis_agreements_percent": Measure(_STAND, ("crisisafspraken",)),
    "register_agreements_percent": Measure(_STAND, ("crisisafspraken",)),
    "crisis_protocols_percent": Measure(_OF_YEAR, ("crisisprotocollen",)),
    "crisis_protocols_by_date_percent": Measure(_STAND, ("crisisprotocollen",)),
    "local_exercises": Measure(_COUNT, ("crisisoefeningen",)),
    "trained_members_percent": Measure(_STAND, ("crisisrollen",)),
    "role_awareness_percent": Measure(_STAND, ("rolbewustzijn",)),
    "adequate_exercises": Measure(_COUNT, ("crisisoefeningen",)),
    "scanned_wijken_percent": Measure(_STAND, ("wijkveiligheidsscans",)),
    "consulted_wijken_percent": Measure(_STAND, ("wijkveiligheidsscans",)),
    "planned_wijken_percent": Measure(_STAND, ("wijkveiligheidsscans",)),
    "data_driven_plans_percent": Measure(_STAND, ("wijkveiligheidsscans",)),
    "elderly_trained": Measure(
        _Way("cumulative_count", "within_year", "persons"), ("cybertraining_bijeenkomsten", "cybertraining_deelnemers")
    ),
    "scan_car_hours": Measure(_Way("cumulative_amount", "within_year", "hours"), ("scanauto_inzet",)),
    "urgent_enforcement_percent": Measure(_OF_YEAR, ("bestuursdwang",)),
    "bodycam_percent": Measure(_STAND, ("bodycams",)),
    "compliant_dealers_percent": Measure(_OF_YEAR, ("opkoper_controles",)),
    "first_inspection_percent": Measure(_OF_YEAR, ("opkoper_controles",)),
    "dashboard_months": Measure(_Way("months_covered", "within_year", "months"), ("dashboard_updates",)),
    "dashboard_interventions": Measure(_COUNT, ("interventies",)),
}
