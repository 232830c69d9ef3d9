"""The tables of the dashboard of a month, and what they say of interventions."""

from typing import Any

from helpers.disclosure.published.entries import Count, Entry, counted, harmless

_MONTHS = "wijk wijk_name <month>"
_OF_MONTH: dict[str, Any] = {"counted": "intervention", "value": "interventions", "period": "{of_month}"}
_SIGNALS = "number month wijk measure category observed expected low high verdict"

TABLES: dict[str, Entry] = {
    "monthly_interventions": counted(
        "interventions of the whole municipality in each month",
        _MONTHS,
        "wijk",
        Count("monthly_interventions", "intervention", each="<month>", area="{wijk}", period="{column}"),
    ),
    "last_signals": counted(
        "interventions in the wijk of a signal, in the month after",
        "number month area measure group then today interventions word",
        "number area",
        Count("interventions_in_wijk", area="{area}", where={"area": ("<wijk>",)}, **_OF_MONTH),
        Count("monthly_interventions", where={"area": ("",)}, **_OF_MONTH),
    ),
    "monthly_reports": harmless("reports of litter and lamps", _MONTHS),
    "monthly_sites_out_of_norm": harmless("waste sites", _MONTHS),
    "monthly_hours": harmless("hours of the scan car", _MONTHS),
    "monthly_crimes": harmless("crimes that the police publish", _MONTHS),
    "monthly_nuisance": harmless("nuisance that the police publish", _MONTHS),
    "signals": harmless("reports and sites that a signal is about", _SIGNALS),
    "more_signals": harmless("reports and sites that a signal is about", _SIGNALS),
    "signal_months": harmless("reports and sites in each month", "number wijk what <month> expected low high"),
    "hours_beside_signals": harmless("hours of the scan car", "wijk signals_before hours signals_now"),
    "not_judged": harmless("series that are not judged", "measure category judged series why"),
}
