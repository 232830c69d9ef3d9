"""Crisisoefeningen, by hand: a file without a fault."""

FILE = "Datum;Soort;Regionaal betrokken;Evaluatie\n06-09-2026;Oefening;nee;Nog niet geëvalueerd\n"
