"""The tables of the promises: the headlines of every quarter, exact as the documents ask, and what is beside them."""

from typing import Any

from helpers.disclosure.published.entries import Count, Entry, counted, derived, harmless
from helpers.floor.shapes.words import MISSING, WITHDRAWN

# What each measure of a promise counts; a measure that is not here counts persons.
COUNTED_OF = {
    "crisis_agreements_percent": "process",
    "register_agreements_percent": "process",
    "crisis_protocols_percent": "protocol",
    "crisis_protocols_by_date_percent": "protocol",
    "local_exercises": "exercise",
    "adequate_exercises": "exercise",
    "trained_members_percent": "member",
    "role_awareness_percent": "staff",
    "scanned_wijken_percent": "wijk",
    "consulted_wijken_percent": "wijk",
    "planned_wijken_percent": "wijk",
    "data_driven_plans_percent": "wijk",
    "elderly_trained": "person",
    "scan_car_hours": "hour",
    "urgent_enforcement_percent": "violation",
    "bodycam_percent": "boa",
    "compliant_dealers_percent": "dealer",
    "first_inspection_percent": "dealer",
    "dashboard_months": "month",
    "dashboard_interventions": "intervention",
}
_FIGURES = "indicator_id quarter value numerator denominator unit target status"
_PROMISED: dict[str, Any] = {"measure": "{promised}", "counted": "{promised_of}", "unit": "{unit}", "blank": MISSING}
_HEADLINE = Count(value="value", numerator="numerator", denominator="denominator", **_PROMISED)

TABLES: dict[str, Entry] = {
    "indicators": counted("the headlines", _FIGURES, "indicator_id", _HEADLINE),
    "all_indicators": counted(
        "the headlines of every quarter, in the folder of reports",
        f"municipality name quarter_end edition kind is_made_up {_FIGURES}",
        "indicator_id quarter",
        _HEADLINE,
    ),
    "goal": counted(
        "the headlines by goal, and their other readings",
        f"{_FIGURES} other_value",
        "indicator_id",
        _HEADLINE,
        Count("{otherwise}", "{otherwise_of}", "other_value", unit="{unit}", blank=WITHDRAWN),
    ),
    "trend": counted(
        "the headlines of earlier quarters",
        "indicator_id quarter value unit target",
        "indicator_id quarter",
        Count(value="value", is_earlier=True, **_PROMISED),
    ),
    "changes": counted(
        "the headlines beside those of a quarter and a year before",
        "indicator_id quarter value previous change year_before year_change unit previous_from",
        "indicator_id",
        Count(value="value", **_PROMISED),
        Count(value="previous", period="{quarter_before}", is_earlier=True, **_PROMISED),
        Count(value="year_before", period="{year_before}", is_earlier=True, **_PROMISED),
    ),
    "revisions": derived(
        "a headline as it was published and what it would be now",
        "indicator_id quarter published edition revision new_facts unit",
    ),
    "enforcement_chain": counted(
        "violations, and where urgent action was applied; where it was possible and effective are the headline's parts",
        "until violations urgent_possible urgent_applied urgent_effective withheld",
        "until",
        Count("violations", "violation", "violations", blank=WITHDRAWN),
        Count("urgent_applied", "violation", "urgent_applied", blank=WITHDRAWN),
        Count(
            "urgent_enforcement_percent",
            "violation",
            numerator="urgent_effective",
            denominator="urgent_possible",
            unit="percent",
            blank=MISSING,
        ),
    ),
    "gaps": derived("headlines less targets", "indicator_id status missing"),
    "forecasts": derived(
        "made of headlines, and of the sessions as they are told",
        "indicator_id quarter made_on model basis target chance low middle high level unit is_hindsight",
    ),
    "forecast_outcomes": derived(
        "earlier forecasts beside the headline", "indicator_id quarter is_hindsight chance low high value unit is_met"
    ),
    "owners": derived("statuses as the scorecard tells them, by owner", "owner indicator_id status is_explanation_due"),
    "status_rules": derived("sentences about headlines and targets", "indicator_id status standing rule"),
    "commentary": harmless("which explanations are given", "indicator_id quarter status owner is_given"),
    "open": harmless("protocols, processes, wijken and months", "indicator_id quarter unit wijk department"),
}
