"""Crimes per buurt and year: the total everywhere, a few kinds for the municipality, many crimes among the shops."""

from helpers.floor.areas import Areas
from helpers.floor.regions import municipality_of
from helpers.samples import forms
from helpers.samples.chance import stream
from helpers.samples.exports import bevolking
from helpers.samples.truth import (
    COUNTED_AMONG,
    CRIMES_AMONG_SHOPS,
    CRIMES_PER_1000,
    CYBERCRIMES,
    FRAUDS,
    SEXUAL_OFFENCES,
    Truth,
)

FILE = "misdrijven.csv"
HEADER = ("Soort misdrijf", "Wijken en buurten", "Perioden", "Geregistreerde misdrijven", "Indeling")
YEARS = tuple(range(2020, 2026))
BORDERS = 2025


def export(truth: Truth, areas: Areas) -> bytes:
    """The file: codes padded as the police pad them."""
    random = stream(truth, "misdrijven")
    times = float(areas.table.inhabitants.sum()) / COUNTED_AMONG
    among_shops, hidden = (round(count * times) for count in (CRIMES_AMONG_SHOPS, SEXUAL_OFFENCES))
    rows: list[tuple] = []
    for at, year in enumerate(YEARS):
        counts = {
            buurt: int(random.poisson(people * CRIMES_PER_1000 / 1000)) if people else among_shops
            for buurt, people in bevolking.buurten(areas, bevolking.YEARS[-1]).items()
        }
        total = sum(counts.values())
        kinds = {"3.7.4": CYBERCRIMES[at], "3.9.1": FRAUDS[at], "3.9.2": 2, "3.9.3": FRAUDS[at] // 4}
        kinds = {kind: round(count * times) for kind, count in kinds.items()}
        kinds["1.6.2"] = max(total - sum(kinds.values()) - hidden, 0)
        whole = {("0.0.0", municipality_of(areas.codes)): total}
        whole |= {(kind, municipality_of(areas.codes)): count for kind, count in kinds.items()}
        for (kind, area), count in (whole | {("0.0.0", buurt): count for buurt, count in counts.items()}).items():
            rows.append((f"{kind:6}", f"{area:10}", f"{year}JJ00", count, BORDERS))
    return forms.csv_file(HEADER, rows)
