"""What residents say of their safety in the Veiligheidsmonitor: the municipality and the country, with limits."""

from collections.abc import Collection
from typing import Any

import pandas as pd

from helpers.floor.quarter import Quarter
from helpers.floor.regions import COUNTRY
from helpers.floor.shapes import tables
from helpers.floor.spans import yearly

# CBS changed sample and questions in 2021 and advises against comparing the years before with those after.
BREAK_YEAR = 2021
BEFORE, SINCE = f"before {BREAK_YEAR}", f"since {BREAK_YEAR}"  # the series on either side of it
ASKED = {"unsafe_percent": "percent", "liveability_mark": "mark"}


def residents_say(
    survey: pd.DataFrame, municipality: str, quarter: Quarter, comparable: Collection[str] = ()
) -> pd.DataFrame:
    """What share feels unsafe at times in their neighbourhood, and their mark for it, per year.

    Only years that are over by the quarter's end. The group is the value or an end of its interval of 95%. Read
    only years of one series together: between "before 2021" and "since 2021" the survey changed. What is not
    published has no row.

    >>> survey = pd.DataFrame({"margin": ["waarde"], "area": ["GM0001"], "unsafe_percent": [17.2],
    ...                        "liveability_mark": [None], "period_start": ["2023-01-01"],
    ...                        "period_end": ["2023-12-31"]})
    >>> survey = survey.astype({"period_start": "datetime64[us]", "period_end": "datetime64[us]"})
    >>> residents_say(survey, "GM0001", Quarter(2026, 3))[["group", "period", "value", "series"]].values.tolist()
    [['waarde', '2023', 17.2, 'since 2021']]
    """
    levels = dict.fromkeys(comparable, "comparable") | {municipality: "municipality", COUNTRY: "country"}
    years = yearly(survey[survey.area.isin(list(levels))])
    rows = [
        _row(one, name, levels[one.area])
        for one in tables.each_row(years[years.period_end <= pd.Timestamp(quarter.end)].sort_values(["year", "area"]))
        for name in _asked(years.columns)
        if pd.notna(getattr(one, name))
    ]
    return tables.measures(rows, split="limit", counted="inhabitant")  # published: no respondent can be told from it


def _asked(columns: Collection[str]) -> list[str]:
    return [name for name in ASKED if name in columns]


def _row(one: Any, name: str, level: str) -> dict[str, Any]:
    return {
        "measure": name,
        "area_level": level,
        "area": one.area,
        "group": one.margin,
        "period": str(one.year),
        "start": one.period_start,
        "end": one.period_end,
        "value": getattr(one, name),
        "unit": ASKED[name],
        "series": SINCE if one.year >= BREAK_YEAR else BEFORE,
    }
