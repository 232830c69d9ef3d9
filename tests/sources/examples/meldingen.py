"""Meldingen openbare ruimte, by hand: a file without a fault."""

FILE = "maand,wijkcode,categorie,aantal\n2026-08,WK000001,Zwerfvuil,7\n2026-09,WK000001,Zwerfvuil,4\n"

CADENCE = "month"
