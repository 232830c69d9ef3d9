"""The inhabitants that a delivery brings along: they take the place of those in data/reference."""

from collections.abc import Mapping
from dataclasses import replace

import pandas as pd

from helpers.floor import dutch
from helpers.floor.areas import Areas
from helpers.floor.regions import by_wijk, in_all, municipality_of
from helpers.floor.spans import yearly
from helpers.sources.catalogue import contracts

DATASET = "bevolking"


def with_delivered(areas: Areas, tables: Mapping[str, pd.DataFrame], until: int | None = None) -> Areas:
    """The areas with the inhabitants of the newest year, up to `until`, in which every wijk is known.

    Buurten are added up to wijken by code. Without the export, or such a year, the areas as they are; where
    those of 65 and over are not known for every wijk, the age table of data/reference stays.
    """
    table = tables.get(DATASET)
    if table is None:
        return areas
    years = yearly(table)
    for year in sorted(years.year.unique(), reverse=True):
        rows = years[years.year == year]
        inhabitants = by_wijk(rows, "inhabitants", areas.codes)
        if inhabitants.notna().all() and (until is None or year <= until):
            return _replaced(areas, rows, inhabitants, int(year))
    return areas


def _replaced(areas: Areas, rows: pd.DataFrame, inhabitants: pd.Series, year: int) -> Areas:
    source = dutch.listing(rows.source.dropna().unique().tolist()) or contracts()[DATASET].title
    counts = inhabitants.astype("int64").to_numpy()
    table = areas.table.assign(inhabitants=counts, inhabitants_year=year, inhabitants_source=source)
    elderly = by_wijk(rows, "aged_65_plus", areas.codes)
    if not elderly.notna().all():
        return replace(areas, table=table)
    whole = [in_all(rows, name, areas.codes) for name in ("inhabitants", "aged_65_plus")]
    people = pd.DataFrame(
        {
            "wijk": [*areas.codes, municipality_of(areas.codes)],
            "year": year,
            "inhabitants": [*inhabitants, whole[0]],
            "aged_65_plus": [*elderly, whole[1]],
            "source": source,
        }
    )
    return replace(areas, table=table, population=people)
