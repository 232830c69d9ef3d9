"""Bodycams, by hand: a file without a fault, a valid row, and what breaks each rule."""

FILE = "Peildatum;Boa's;Met bodycam\n30-06-2026;18;16\n30-09-2026;18;18\n"

CADENCE = "quarter"

VALID = {"counted_on": "2026-09-30", "boas": 18, "boas_with_bodycam": 18}

BROKEN = [({"boas_with_bodycam": 19}, "boas_with_bodycam <= boas", "error")]
