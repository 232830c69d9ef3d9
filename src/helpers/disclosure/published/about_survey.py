"""The tables on the scan car, which hold answers to the survey; where few answered they are hidden."""

from helpers.disclosure.published.entries import Count, Entry, counted, derived, harmless

_ESTIMATE = "measure term role estimate low high level p q n n_clusters unit verdict at df"
_FITTED = "a model over the wijken that are shown"

TABLES: dict[str, Entry] = {
    "survey_intervals": counted(
        "how many answered the survey in each wijk, and which part of them found it clean",
        "wave wijk estimate low high level respondents withheld",
        "wave wijk",
        Count(
            "clean_percent",
            "respondent",
            "estimate",
            denominator="respondents",
            area="{wijk}",
            period="{wave}",
            unit="percent",
        ),
    ),
    "survey_precision": derived(
        "respondents of the wijken that are shown",
        "wave respondents wijken reliability smallest_difference smallest_difference_of_all",
    ),
    "wijk_small_multiples": derived("percents of the wijken that are shown", "wijk wave clean_percent exposure_hours"),
    "change_against_change": derived(
        "differences of percents that are shown", "wijk from_wave to_wave hours_change points_change"
    ),
    "wijk_in_view": derived(
        "percents of the survey that are shown, beside hours, sites and reports",
        "measure period value low high municipality withheld",
    ),
    "estimate_with_placebos": derived(_FITTED, _ESTIMATE),
    "exploratory": derived(_FITTED, _ESTIMATE),
    "quarterly_outcomes": derived(_FITTED, _ESTIMATE),
    "start_of_car": derived(_FITTED, _ESTIMATE),
    "robustness": derived(_FITTED, "term p estimate low high"),
    "leave_one_out": derived(_FITTED, "without estimate"),
    "detectable_after": derived(
        "simulated on the wijken that are shown",
        "quarters until asked_each_quarter asked_by_survey sites_out_of_norm litter_reports simulations",
    ),
    "gates": derived("what a model asks and sees", "model measure term required seen is_met"),
    "hours_by_purpose": harmless("hours of the scan car", "measure group start hours"),
    "hours_map": harmless("hours of the scan car", "quarter wijk wijk_hours_per_1000 withheld"),
    "hours_per_wijk": harmless(
        "hours of the scan car",
        "quarter wijk wijk_name quarterly_hours hours_per_week wijk_hours_per_1000 wijk_hours_per_hectare withheld",
    ),
    "deployment_plan": harmless("planned hours", "quarter wijk wijk_name pair arm base_hours planned_hours"),
    "preregistration": harmless("text of params", "part value"),
}
