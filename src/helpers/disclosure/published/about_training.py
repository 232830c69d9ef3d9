"""The tables of the chapter on the training: who came, from where, and what marks they gave."""

from typing import Any

from helpers.disclosure.published.entries import Count, Entry, counted, derived, harmless

_YEARLY: dict[str, Any] = {"counted": "person", "period": "{yearly}"}
_STEP: dict[str, Any] = {
    "measure": "training_funnel",
    "value": "value",
    "split": "step",
    "group": "{step}",
    "period": "{yearly}",
}

TABLES: dict[str, Entry] = {
    "sessions": counted(
        "new elderly at each session held",
        "session date status new_elderly withheld",
        "session",
        Count(
            "new_elderly",
            "person",
            "new_elderly",
            split="session",
            group="{status}",
            period="{session}",
            start="{date}",
        ),
    ),
    "session_funnel": counted(
        "seats, registrations and attendances of the sessions held; the last step is the headline",
        "step value withheld",
        "step",
        Count(counted="seat", where={"step": ("seats",)}, **_STEP),
        Count(counted="person", where={"step": ("registrations", "attendances")}, **_STEP),
        Count("elderly_trained", value="value", where={"step": ("elderly",)}, **_YEARLY),
    ),
    "reach_by_wijk": counted(
        "elderly by the wijk where they live; rates and intervals are made of those",
        "wijk period value inhabitants per_1000 low high shrunken_per_1000 withheld",
        "wijk",
        Count("elderly_trained", value="value", area="{wijk}", unit="persons", **_YEARLY),
    ),
    "pacing": counted(
        "the headline at the end of each quarter; a forecast is made of the sessions as told",
        "date kind level value low high",
        "date kind",
        Count("elderly_trained", "person", "value", period="{quarter_of_date}", where={"kind": ("geteld",)}),
    ),
    "before_after": counted(
        "elderly by whether their mark went up, as whole percents of rounded counts",
        "group percent numerator denominator withheld",
        "group",
        Count(
            "mark_change_percent",
            value="percent",
            numerator="numerator",
            denominator="denominator",
            split="mark_change",
            group="{group}",
            unit="percent",
            **_YEARLY,
        ),
    ),
    "before_after_marks": derived(
        "intervals and tests of protected shares; the mean is told where no group of marks is hidden",
        "what value low high p withheld",
    ),
    "reach_funnel": derived(
        "rates of the wijken that are shown, and the limits of chance around them",
        "wijk inhabitants per_1000 municipal_per_1000 low high level verdict",
    ),
    "reach_gaps": derived(
        "rates of the wijken that are shown, along the distance to a session",
        "axis term group mean_place wijken estimate low high",
    ),
    "registered_crime": harmless("crimes that the police publish", "period <any>"),
}
