"""Afspraken over cruciale processen, by hand: a file without a fault, a valid row, and what breaks each rule."""

FILE = "Proces;Afdeling;Vastgesteld op;Geborgd op\nToezicht;Handhaving;10-09-2025;27-11-2025\n"

VALID = {"process": "Toezicht", "adopted_on": "2025-09-10", "anchored_on": "2025-09-10"}

BROKEN = [
    ({"anchored_on": "2025-09-09"}, "anchored_on >= adopted_on", "warning"),
    ({"adopted_on": None}, "anchored is adopted", "warning"),
]
TRIED_ELSEWHERE = (  # in tests/sources/cells/test_future.py
    "adopted_on: announced",
    "adopted_on: not after next year",
    "anchored_on: announced",
    "anchored_on: not after next year",
)
