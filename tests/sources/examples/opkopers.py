"""Register van opkopers, by hand: a file without a fault, a valid row, and what breaks each rule."""

FILE = (
    "Opkopernr;Branche;Wijkcode;Ingeschreven sinds;Uitgeschreven op\n"
    "OP1;Kringloop;WK000001;01-09-2017;\n"
    "OP2;Juwelier;WK000002;01-09-2017;01-02-2026\n"
)

VALID = {"dealer": "OP1", "registered_on": "2017-09-01", "deregistered_on": "2017-09-01"}

BROKEN = [({"deregistered_on": "2017-08-31"}, "deregistered_on >= registered_on", "error")]

TRIED_ELSEWHERE = (  # in tests/sources/cells/test_future.py
    "deregistered_on: announced",
    "registered_on: announced",
    "registered_on: not after next year",
)
