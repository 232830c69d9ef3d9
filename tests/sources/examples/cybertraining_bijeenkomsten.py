"""Bijeenkomsten cybertraining, by hand: a file without a fault, a valid row, and what breaks each rule."""

FILE = (
    "Sessienr;Datum;Locatie;Wijkcode;Status;Capaciteit;Aanmeldingen;Aanwezig\n"
    "S1;13-09-2026;Wijkcentrum;WK000001;gehouden;16;8;2\n"
    "S2;13-12-2026;Wijkcentrum;WK000001;gepland;16;;\n"
)

VALID = {
    "session": "S1",
    "date": "2026-09-13",
    "status": "gehouden",
    "capacity": 16,
    "registrations": 16,
    "attendance": 16,
}

BROKEN = [
    ({"attendance": None}, "held has attendance", "error"),
    ({"status": "vervallen"}, "only held has attendance", "error"),
    ({"capacity": 15}, "attendance <= capacity", "warning"),
    ({"registrations": 15}, "attendance <= registrations", "warning"),
    ({"attendance": 0}, "attendance > 0", "warning"),
    ({"date": "2026-11-22"}, "held is past", "error"),
]
