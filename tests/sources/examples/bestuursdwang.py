"""Spoedeisende bestuursdwang, by hand: a file without a fault, a valid row, and what breaks each rule."""

FILE = "Maand;Overtredingen;Spoed mogelijk;Toegepast;Effectief\n2026-09;23;12;8;8\n"

CADENCE = "month"

VALID = {"month": "2026-09-01", "violations": 23, "urgent_possible": 12, "applied": 8, "effective": 8}

BROKEN = [
    ({"effective": 9}, "effective <= applied", "error"),
    ({"applied": 13}, "applied <= urgent_possible", "error"),
    ({"urgent_possible": 24}, "urgent_possible <= violations", "error"),
]
