"""Wijkveiligheidsscans, by hand: a file without a fault, a valid row, and what breaks each rule."""

FILE = (
    "Wijkcode;Wijk;Scan afgerond op;Eerste bijeenkomst op;Aantal bijeenkomsten;Actieplan op;Informatiegestuurd\n"
    "WK000001;Noord;20-12-2025;;0;19-02-2026;ja\n"
    "WK000002;Zuid;;;;;\n"
)

VALID = {
    "wijk": "WK000001",
    "scanned_on": "2025-12-20",
    "first_meeting_on": "2025-11-01",
    "meetings": 2,
    "action_plan_on": "2025-12-20",
    "is_data_driven": True,
}

BROKEN = [
    ({"first_meeting_on": None}, "meeting has a date", "warning"),
    ({"is_data_driven": None}, "plan says whether data-driven", "warning"),
    ({"meetings": 0}, "first meeting is a meeting", "warning"),
    ({"meetings": None}, "first meeting is a meeting", "warning"),
    ({"action_plan_on": None}, "data-driven plan has a day", "warning"),
    ({"scanned_on": None}, "plan follows a scan", "warning"),
    ({"scanned_on": "2025-12-21"}, "action_plan_on >= scanned_on", "warning"),
]
TRIED_ELSEWHERE = (  # in tests/sources/cells/test_future.py
    "scanned_on: announced",
    "scanned_on: not after next year",
    "first_meeting_on: announced",
    "first_meeting_on: not after next year",
    "action_plan_on: announced",
    "action_plan_on: not after next year",
)
