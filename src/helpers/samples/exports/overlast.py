"""Nuisance per wijk: years among their months, as the police give them."""

from helpers.floor.areas import Areas
from helpers.samples import forms
from helpers.samples.chance import stream
from helpers.samples.truth import NUISANCE_PER_1000, Truth

FILE = "overlast.csv"
HEADER = ("Overlast", "Wijken en buurten", "Perioden", "Geregistreerde overlast", "Indeling")
YEARS = (2024, 2025)
BORDERS = 2025


def export(truth: Truth, areas: Areas) -> bytes:
    """The file: per wijk twelve months, and then the year that they add up to."""
    random = stream(truth, "overlast")
    rows: list[tuple] = []
    for year in YEARS:
        for wijk, people in zip(areas.codes, areas.table.inhabitants.tolist(), strict=True):
            months = [int(random.poisson(people * NUISANCE_PER_1000 / 1000 / 12)) for _ in range(12)]
            counts = {f"{year}MM{at:02}": count for at, count in enumerate(months, 1)} | {f"{year}JJ00": sum(months)}
            rows += [
                ("Totaal registraties overlast", f"{wijk:10}", period, count, BORDERS)
                for period, count in counts.items()
            ]
    return forms.csv_file(HEADER, rows)
