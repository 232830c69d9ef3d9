"""The register of dealers."""

from datetime import date
from typing import NamedTuple

from helpers.floor.areas import Areas
from helpers.samples import forms
from helpers.samples.chance import pick, stream
from helpers.samples.truth import DEALERS, DEREGISTERED, Truth

FILE = "opkopers.csv"
HEADER = ("Opkopernr", "Branche", "Wijkcode", "Ingeschreven sinds", "Uitgeschreven op")
SECTORS = {
    "Telefoons en elektronica": 0.32,
    "Juwelier en goud": 0.26,
    "Kringloop en antiek": 0.2,
    "Fietsen": 0.12,
    "Auto-onderdelen": 0.1,
}


class Dealer(NamedTuple):
    number: str
    sector: str
    wijk: str
    registered_on: date
    deregistered_on: date | None

    def is_registered(self, day: date) -> bool:
        return self.registered_on <= day and (self.deregistered_on is None or day < self.deregistered_on)


def export(truth: Truth, areas: Areas) -> bytes:
    """The file: dates as 31-12-2026."""
    rows = [(*dealer[:3], *(forms.dutch_date(day) for day in dealer[3:])) for dealer in dealers(truth, areas)]
    return forms.csv_file(HEADER, rows)


def dealers(truth: Truth, areas: Areas) -> list[Dealer]:
    """Every dealer that ever registered."""
    random = stream(truth, "opkopers")
    gone = set(random.permutation([place for place in range(DEALERS) if not _is_new(place)])[:DEREGISTERED])
    made = []
    for place in range(DEALERS):
        year = int(random.integers(2023, 2026)) if _is_new(place) else int(random.integers(2012, 2023))
        since = date(year, int(random.integers(1, 13)), 1)
        left = date(int(random.integers(2024, 2027)), int(random.integers(1, 9)), 28)
        wijk = areas.codes[int(random.integers(len(areas.codes)))]
        sector = pick(random, SECTORS)
        made.append(Dealer(f"OP{place + 1:03d}", sector, wijk, since, left if place in gone else None))
    return made


def _is_new(place: int) -> bool:
    # Most were there before 2023; every ninth came in the years of the sample.
    return place % 9 == 8
