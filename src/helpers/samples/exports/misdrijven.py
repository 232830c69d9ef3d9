"""Crimes per buurt and year, and per wijk and month: the total everywhere, a few kinds for the municipality.

Many of them are among the shops. The months of a year add up to it, as those of the police do.
"""

from collections import Counter
from collections.abc import Mapping

from helpers.floor.areas import Areas
from helpers.floor.regions import municipality_of, wijk_of
from helpers.samples import forms, timeline
from helpers.samples.chance import stream
from helpers.samples.exports import bevolking
from helpers.samples.truth import (
    COUNTED_AMONG,
    CRIMES_AMONG_SHOPS,
    CRIMES_PER_1000,
    CYBERCRIMES,
    FIRST_MONTH_OF_CRIMES,
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
    of_wijken: dict[int, Counter[str]] = {}
    for at, year in enumerate(YEARS):
        counts = {
            buurt: int(random.poisson(people * CRIMES_PER_1000 / 1000)) if people else among_shops
            for buurt, people in bevolking.buurten(areas, bevolking.YEARS[-1]).items()
        }
        total = sum(counts.values())
        of_wijken[year] = Counter()
        for buurt, count in counts.items():
            of_wijken[year][wijk_of(buurt)] += count
        kinds = {"3.7.4": CYBERCRIMES[at], "3.9.1": FRAUDS[at], "3.9.2": 2, "3.9.3": FRAUDS[at] // 4}
        kinds = {kind: round(count * times) for kind, count in kinds.items()}
        kinds["1.6.2"] = max(total - sum(kinds.values()) - hidden, 0)
        whole = {("0.0.0", municipality_of(areas.codes)): total}
        whole |= {(kind, municipality_of(areas.codes)): count for kind, count in kinds.items()}
        for (kind, area), count in (whole | {("0.0.0", buurt): count for buurt, count in counts.items()}).items():
            rows.append((f"{kind:6}", f"{area:10}", f"{year}JJ00", count, BORDERS))
    rows += [
        (f"{'0.0.0':6}", f"{wijk:10}", month, count, BORDERS)
        for (month, wijk), count in _per_month(truth, areas, of_wijken).items()
    ]
    return forms.csv_file(HEADER, rows)


def _per_month(truth: Truth, areas: Areas, of_years: Mapping[int, Mapping[str, int]]) -> dict[tuple[str, str], int]:
    """Each year of a wijk over its months, from a stream of their own; a year that is not over is like the last."""
    random = stream(truth, "months of misdrijven")
    months = [month for month in timeline.months() if month >= FIRST_MONTH_OF_CRIMES]
    made: dict[tuple[str, str], int] = {}
    for year in sorted({month.year for month in months}):
        for wijk in areas.codes:
            known = of_years.get(year)
            count = known[wijk] if known else random.poisson(of_years[YEARS[-1]][wijk])
            parts = random.multinomial(count, [1 / 12] * 12).tolist()
            made |= {(f"{year}MM{month:02}", wijk): part for month, part in enumerate(parts, 1)}
    asked = [f"{month:%YMM%m}" for month in months]
    return {(month, wijk): made[month, wijk] for month in asked for wijk in areas.codes}
