"""Wijkatlas, by hand: a file without a fault."""

FILE = (
    "Meting;Veldwerk van;Veldwerk tot;Wijkcode;Wijk;Respondenten;% buurt is schoon;% tevreden over straatverlichting\n"
    "2026;01-03-2026;30-04-2026;WK000001;Noord;132;62,9;63,6\n"
)

TRIED_ELSEWHERE = [
    "fieldwork_end >= fieldwork_start",
    "respondents > 0",
    "respondents are many enough",
    "one method",
    "like numbers of respondents",
    "waves apart",
    "waves in order",
]  # tests/sources/rules/test_waves.py
