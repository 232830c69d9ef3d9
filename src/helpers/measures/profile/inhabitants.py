"""Who lives in a wijk."""

import pandas as pd

from helpers.floor.regions import municipality_of
from helpers.floor.shapes import tables
from helpers.measures.figures import share


def inhabitants(areas: pd.DataFrame) -> pd.DataFrame:
    """The inhabitants of each wijk and of the municipality: published counts, rounded at their source.

    `areas` is the table of floor.areas. The period is the year of the count; of wijken that were counted in
    different years the newest, and then there is no total.

    >>> areas = pd.DataFrame({"wijk": ["WK000101", "WK000102"], "inhabitants": [900, 100], "inhabitants_year": 2024})
    >>> inhabitants(areas)[["area", "value", "period"]].values.tolist()
    [['WK000101', 900.0, '2024'], ['WK000102', 100.0, '2024'], ['GM0001', 1000.0, '2024']]
    """
    years = areas.inhabitants_year.unique()
    rows = [
        {"area_level": "wijk", "area": wijk, "value": n, "period": str(year)}
        for wijk, n, year in zip(areas.wijk, areas.inhabitants, areas.inhabitants_year, strict=True)
    ]
    if len(years) == 1:
        whole = {"area_level": "municipality", "area": municipality_of(areas.wijk.tolist())}
        rows.append(whole | {"value": areas.inhabitants.sum(), "period": str(years[0])})
    return tables.measures(rows, measure="inhabitants", unit="persons", counted="inhabitant")


def elderly_share(people: pd.DataFrame, elderly: pd.DataFrame) -> pd.DataFrame:
    """The elderly of `reach.elderly_population` in percent of the inhabitants of the same year; no row of an estimate.

    >>> people = tables.measures([{"area": "a", "period": "2024", "value": 400}], area_level="wijk")
    >>> elderly_share(people, people.assign(value=100.0)).value.item()
    25.0
    """
    known = elderly[elderly.series == ""]
    both = known.merge(people[["area", "period", "value"]], on=["area", "period"], suffixes=("", " of"), validate="1:1")
    rows = [
        {"area_level": one.area_level, "area": one.area, "period": one.period} | share(one.value, of)
        for one, of in zip(tables.each_row(both), both["value of"], strict=True)
    ]
    return tables.measures(rows, measure="elderly_share", counted="inhabitant")
