"""Updates van het dashboard, by hand: a file without a fault."""

FILE = "Datum;Wat\n01-09-2026;maandverversing\n"
