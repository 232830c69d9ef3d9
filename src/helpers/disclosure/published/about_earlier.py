"""The tables of earlier code that are gone, or had other columns: the editions that stand are still attacked."""

from typing import Any

from helpers.disclosure.published.entries import Count, Entry, counted, harmless
from helpers.floor.shapes.words import WITHDRAWN

_STEP: dict[str, Any] = {"split": "step", "group": "{step}", "blank": WITHDRAWN}

TABLES: dict[str, Entry] = {
    "session_fullness": harmless("sessions by status and by seats", "split group sessions"),
    "session_funnel": counted(
        "registrations, attendances and persons of the year up to its quarter; the last step is the headline",
        "step value",
        "step",
        Count(
            "training_funnel", "person", "value", where={"step": ("registrations", "attendances", "persons")}, **_STEP
        ),
        Count("elderly_trained", "person", "value", where={"step": ("elderly",)}),
    ),
}
