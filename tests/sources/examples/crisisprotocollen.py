"""Crisisprotocollen, by hand: a file without a fault."""

FILE = "Protocol;Afdeling;Geactualiseerd op;Vastgelegd op\nProtocol 01;HR;06-09-2026;04-11-2026\n"
TRIED_ELSEWHERE = (  # in tests/sources/cells/test_future.py
    "updated_on: announced",
    "updated_on: not after next year",
    "laid_down_on: announced",
    "laid_down_on: not after next year",
)
