"""Geregistreerde misdrijven, by hand: keys padded as the police pads them, a wijk and its only buurt."""

FILE = (
    "Soort misdrijf;Wijken en buurten;Perioden;Geregistreerde misdrijven;Indeling\n"
    "0.0.0 ;WK000001  ;2025JJ00;12;2024\n"
    "0.0.0 ;BU00000101;2025JJ00;12;2024\n"
    "3.7.4 ;WK000001  ;2025JJ00;.;2024\n"
    "0.0.0 ;GM0000    ;2025JJ00;20;2024\n"
)
