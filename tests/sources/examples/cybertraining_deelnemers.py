"""Deelnemers cybertraining, by hand: a file without a fault."""

FILE = (
    "sessienr;deelnemer;leeftijdsklasse;wijkcode;voormeting;nameting\nS1;P1;75-84;WK000001;2;\nS1;P2;85+;WK000002;4;3\n"
)

VALID = {
    "session": "S1",
    "participant": "P1",
    "age_low": 75,
    "age_high": 84,
    "wijk": "WK000001",
    "mark_before": 2,
    "mark_after": 4,
}

BROKEN = [({"age_low": None, "age_high": None}, "age is known", "warning")]
