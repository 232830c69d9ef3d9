"""Crisisprotocollen, by hand: a file without a fault."""

FILE = "Protocol;Afdeling;Geactualiseerd op;Vastgelegd op\nProtocol 01;HR;06-09-2026;04-11-2026\n"
