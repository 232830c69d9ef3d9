"""Waarnemingen bij afvallocaties, by hand: a file without a fault, a valid row, and what breaks each rule."""

FILE = "datum;wijkcode;locaties_gezien;met_bijplaatsing;buiten_norm\n2026-09-28;WK000001;48;6;1\n"

CADENCE = "month"

VALID = {"date": "2026-09-28", "wijk": "WK000001", "sites_seen": 48, "sites_with_waste": 6, "sites_out_of_norm": 1}

BROKEN = [
    ({"sites_out_of_norm": 7}, "sites_out_of_norm <= sites_with_waste", "error"),
    ({"sites_with_waste": 49}, "sites_with_waste <= sites_seen", "error"),
    ({"sites_seen": 0, "sites_with_waste": 0, "sites_out_of_norm": 0}, "sites_seen > 0", "warning"),
]
