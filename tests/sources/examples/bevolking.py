"""Bevolking per wijk, by hand: a file without a fault, a valid row, and what breaks each rule."""

FILE = (
    "Wijken en buurten;Perioden;Aantal inwoners;Bron\n"
    "WK000001;2025;1000;CBS Kerncijfers wijken en buurten\n"
    "WK000002;2025;1500;CBS Kerncijfers wijken en buurten\n"
)

VALID = {
    "area": "WK000001",
    "period_start": "2025-01-01",
    "period_end": "2025-12-31",
    "inhabitants": 1000,
    "aged_65_plus": 1005,
}

BROKEN = [({"aged_65_plus": 1006}, "aged_65_plus <= inhabitants", "error")]
