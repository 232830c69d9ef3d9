"""Veiligheidsmonitor, by hand: the municipality and the Netherlands, with margins."""

FILE = (
    "Marges;Regio's;Perioden;Voelt zich weleens onveilig in buurt\n"
    "Waarde;GM0000;2025;17,2\n"
    "Ondergrens 95%-interval;GM0000;2025;14,9\n"
    "Bovengrens 95%-interval;GM0000;2025;19,8\n"
    "MW00000;NL01  ;2025JJ00;15,0\n"
)
