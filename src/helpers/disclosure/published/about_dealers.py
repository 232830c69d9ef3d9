"""The tables of the chapter on the dealers: who complies, why they were inspected, and what came after."""

from typing import Any

from helpers.disclosure.published.entries import Count, Entry, counted, derived

_SHARE: dict[str, Any] = {
    "counted": "dealer",
    "value": "value",
    "numerator": "numerator",
    "denominator": "denominator",
    "unit": "percent",
}
_FACTS = ("compliant_dealers_percent", "first_inspection_percent")
_DRAWN = ("drawn_compliance_percent",)
_OF_ALL = ("bounds", "all_dealers", "all_dealers_wilson", "all_dealers_random")

TABLES: dict[str, Entry] = {
    "compliance": counted(
        "the headline, the other reading, and how many dealers are registered; intervals are made of those",
        "measure value numerator denominator low high withheld",
        "measure",
        Count("{measure}", where={"measure": _FACTS}, **_SHARE),
        Count("{measure}", where={"measure": _DRAWN}, split="reason", group="steekproef", **_SHARE),
        Count("registered_dealers", "dealer", "denominator", where={"measure": _OF_ALL}, unit="dealers"),
    ),
    "items": counted(
        "dealers that met each item of the law, of those to whom it applied",
        "item value numerator denominator low high withheld",
        "item",
        Count("item_met_percent", split="item", group="{item}", **_SHARE),
    ),
    "selection": counted(
        "dealers that comply, by the reason of their last inspection",
        "reason value numerator denominator withheld",
        "reason",
        Count("compliant_dealers_percent", split="reason", group="{reason}", **_SHARE),
    ),
    "sectors": counted(
        "dealers inspected and complying, by sector, once a year",
        "sector inspected met of percent shrunken_percent withheld",
        "sector",
        Count("inspected_dealers", "dealer", "inspected", split="sector", group="{sector}", period="{yearly}"),
        Count(
            "sector_compliance_percent",
            "dealer",
            "percent",
            "met",
            "of",
            split="sector",
            group="{sector}",
            period="{yearly}",
            unit="percent",
        ),
    ),
    "time_to_compliance": derived(
        "a curve in stretches of at least so many dealers as the rule asks, of rounded counts",
        "days still_failing_percent low high at_risk",
    ),
}
