"""Rolbewustzijn van medewerkers, by hand: a file without a fault, a valid row, and what breaks each rule."""

FILE = "Peildatum;Medewerkers;Aantoonbaar bewust\n21-09-2026;649;512\n"

CADENCE = "quarter"

VALID = {"counted_on": "2026-09-21", "staff": 649, "aware": 649}

BROKEN = [({"aware": 650}, "aware <= staff", "error")]
