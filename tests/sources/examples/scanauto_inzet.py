"""Inzet van de scanauto, by hand: a file without a fault."""

FILE = (
    "Datum;Wijkcode;Wijknaam;Voertuig;Doel;Uren;Opmerking\n"
    "02-07-2026;WK000001  ;Noord;SA-1;afval;1,75;\n"
    "03-08-2026;WK000001;Noord;SA-2;beide;2,25;\n"
    "30-09-2026;WK000002  ;Zuid;SA-1;parkeren;3,00;regen\n"
)

CADENCE = "month"

TRIED_ELSEWHERE = [
    "hours > 0",
    "24 hours a day",
    "one shift at a time",
    "hours = end - begin",
]  # tests/sources/rules/test_shifts.py
