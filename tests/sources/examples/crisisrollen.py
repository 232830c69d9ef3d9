"""Rollen in de crisisorganisatie, by hand: a file without a fault, a valid row, and what breaks each rule."""

FILE = (
    "Lid;Rol;Opgeleid op;Geldig tot;In functie van;Uit functie op\nL001;Juridisch;15-08-2026;15-08-2029;01-01-2022;\n"
)

VALID = {
    "member": "L1",
    "role": "x",
    "trained_on": "2026-08-15",
    "valid_until": "2029-08-15",
    "in_function_from": "2022-01-01",
    "left_on": "2026-05-01",
}

BROKEN = [
    ({"valid_until": "2026-08-14"}, "valid_until >= trained_on", "error"),
    ({"left_on": "2021-12-31"}, "left_on >= in_function_from", "error"),
    ({"trained_on": None}, "valid training has a day", "warning"),
    ({"valid_until": None, "left_on": None}, "training has an end", "warning"),
]

TRIED_ELSEWHERE = (  # in tests/sources/cells/test_future.py
    "left_on: announced",
    "trained_on: announced",
    "trained_on: not after next year",
    "in_function_from: announced",
    "in_function_from: not after next year",
)
