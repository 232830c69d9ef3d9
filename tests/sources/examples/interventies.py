"""Interventies, by hand: a file without a fault."""

FILE = "Datum;Wijkcode;Thema;Op basis van dashboard\n14-09-2026;WK000001;afval;ja\n"
