"""Leefbaarometer, by hand: two years of one wijk."""

FILE = "Gebiedscode;Jaar;Klasse;Afwijking\nWK000001;2022;6;-0,0006\nWK000001;2024;7;0,0544\n"
