"""Deelnemers cybertraining, by hand: a file without a fault."""

FILE = (
    "sessienr;deelnemer;leeftijdsklasse;wijkcode;voormeting;nameting\nS1;P1;75-84;WK000001;2;\nS1;P2;85+;WK000002;4;3\n"
)
