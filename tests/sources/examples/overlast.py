"""Geregistreerde overlast, by hand: a year among its months, as the police gives it."""

FILE = (
    "Overlast;Wijken en buurten;Perioden;Geregistreerde overlast\n"
    "Totaal registraties overlast;WK000001  ;2025JJ00;7\n"
    "Totaal registraties overlast;WK000001  ;2025MM01;3\n"
    "Totaal registraties overlast;WK000001  ;2025MM02;4\n"
)
