"""The scorecard that management reads first: the same values and statuses as the chapter on all indicators."""

from __future__ import annotations

from dataclasses import replace

from helpers.analyses import safety_indicators
from helpers.floor.delivery import Delivery, Result

SUBJECT = "management_summary"


def analyse(delivery: Delivery) -> Result:
    """Every indicator with its status and its earlier quarters, as a result for the summary's displays."""
    return replace(safety_indicators.analyse(delivery), subject=SUBJECT)
