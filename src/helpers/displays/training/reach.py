"""How much of the elderly of each wijk the training reached: a table in code order, no ranking."""

from dataclasses import replace
from typing import Any

import pandas as pd

from helpers.displays.drawing.columns import Column, table
from helpers.displays.source_lines import cannot_tell, line, why_withdrawn
from helpers.displays.training.attendance import rounding_notes
from helpers.displays.training.pacing import DATASETS, MEASURE
from helpers.floor import dutch
from helpers.floor.quarter import Quarter
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Absent, Table, Text
from helpers.floor.shapes.tables import rows_of
from helpers.floor.shapes.words import WIJK, WITHDRAWN

MODEL = "reach"
_DRAWN_NOTES = [
    "De laatste kolom is gecorrigeerd voor toeval: een kleine wijk staat dichter bij het gemiddelde.",
    "De volgorde is die van de wijkcodes; het is geen ranglijst.",
]


def reach_by_wijk(result: Result) -> Table | Text:
    """Per wijk how many elderly took part, and where inhabitants are known the rate; small numbers hidden."""
    wijken, what = of_wijken(result), "het bereik van de cybertraining per wijk"
    if wijken.empty:
        return cannot_tell(result, what, *DATASETS)
    if (wijken.withheld == WITHDRAWN).all():
        return Absent(what, why_withdrawn(result, WIJK), "reach_by_wijk")
    reach, has_rates = _with_rates(result, wijken), not estimates(result, "rate").empty
    columns = [
        Column("wijk"),
        Column("wijk_name", "Wijk", is_in_file=False),
        Column("value", "Ouderen", unit="persons"),
        *_rate_columns(result, is_on_page=has_rates),
        Column("withheld"),
    ]
    return table(
        "reach_by_wijk",
        f"Ouderen bij de cybertraining naar woonwijk, {of_year(wijken)}",
        reach,
        columns,
        notes=[
            *yearly_notes(result),
            *_no_home_notes(result),
            *rounding_notes(result, wijken, "ouderen"),
            *population_notes(result),
            *(_DRAWN_NOTES if has_rates else []),
        ],
        source=line(result, *DATASETS),
    )


def _no_home_notes(result: Result) -> list[str]:
    found = rows_of(result.measures, measure="elderly_home_unknown")
    if found.empty or found.value.iloc[0] == 0 or found.withheld.iloc[0] == "missing":
        return []
    fewest = result.settings.municipality.small_numbers.hidden_below
    few = f"minder dan {fewest}" if found.withheld.iloc[0] else f"ongeveer {dutch.number(found.value.iloc[0])}"
    if found.withheld.iloc[0] == WITHDRAWN:
        few = "een deel van de"
    return [f"Van {few} ouderen is de woonwijk niet bekend; zij staan niet in deze tabel."]


def population_notes(result: Result) -> list[str]:
    """Where the inhabitants come from; of an estimate that it is one, and from which group."""
    found = rows_of(result.measures, measure="elderly_population", area_level="wijk")
    if found.empty:
        return [f"{without_inhabitants(result)}; daarom staat hier geen bereik per 1.000."]
    base, source = found.iloc[0].series, _population_source(result)
    if not base:
        return [f"Inwoners van {age(result)} per wijk: cijfers van {found.iloc[0].period}.", *source]
    from_age = base.removeprefix("aged_").removesuffix("_plus")
    return [
        f"Inwoners van {age(result)} per wijk zijn een schatting.",
        f"Het aantal van de gemeente in {found.iloc[0].period} is verdeeld naar inwoners van {from_age}+ per wijk.",
        *source,
    ]


def not_published(result: Result) -> str:
    """That the counts per wijk are not published; "" where they are."""
    is_withdrawn = (of_wijken(result).withheld == WITHDRAWN).any()
    return "De aantallen per wijk zijn niet gepubliceerd" if is_withdrawn else ""


def without_inhabitants(result: Result) -> str:
    """That the inhabitants of the wijken are not known; "" where they are."""
    found = rows_of(result.measures, measure="elderly_population", area_level="wijk")
    return f"Inwoners van {age(result)} per wijk zijn niet bekend" if found.empty else ""


def _population_source(result: Result) -> list[str]:
    population = result.areas.population
    if "source" not in population:
        return []
    known = population[["source", "year"]].drop_duplicates().itertuples(index=False)
    return [f"Bron van de inwoners: {dutch.listing([f'{one.source} ({one.year})' for one in known])}."]


def inhabitants(result: Result) -> str:
    """What the inhabitants are called: "Inwoners 65+", and that they are an estimate where they are."""
    found = rows_of(result.measures, measure="elderly_population", area_level="wijk")
    is_estimate = bool((found.series != "").any())
    return f"Inwoners {age(result)}" + (" (schatting)" if is_estimate else "")


def of_wijken(result: Result) -> pd.DataFrame:
    """The rows of the wijken of the last yearly quarter, in code order; none where it has no data."""
    wijken = rows_of(result.measures, measure=MEASURE, area_level="wijk", split="").sort_values("area")
    wijken = wijken[wijken.withheld != "missing"].rename(columns={"area": "wijk"})
    return wijken.assign(wijk_name=wijken.wijk.map(result.areas.name))


def of_year(wijken: pd.DataFrame) -> str:
    """Up to which day of a year the counts per wijk add up: they are of the year, not of its last quarter.

    >>> of_year(pd.DataFrame({"period": ["2025-Q4"]}))
    '1 januari tot en met 31 december 2025'
    """
    return f"1 januari tot en met {dutch.day(Quarter.parse(wijken.period.iloc[0]).end)}"


def yearly_notes(result: Result) -> list[str]:
    """That these figures appear once a year, and about when they are; nothing in the quarter itself."""
    found = of_wijken(result)
    if found.empty or found.iloc[0].period == result.quarter.label:
        return []
    about = Quarter.parse(found.iloc[0].period)
    return [f"Deze cijfers verschijnen één keer per jaar. Ze gaan over het jaar tot en met {dutch.day(about.end)}."]


def estimates(result: Result, term: str, **more: str) -> pd.DataFrame:
    """The rows of one term of the model of reach that may be shown."""
    return rows_of(result.estimates, model=MODEL, measure=MEASURE, term=term, withheld="", **more)


def age(result: Result) -> str:
    """From which age somebody counts as elderly, such as "65+"."""
    return f"{result.settings.municipality.elderly_from_age}+"


def rates_by_wijk(result: Result, term: str = "rate") -> pd.Series:
    """Of the wijken that may be shown, the rate per 1,000; or that of another term."""
    return estimates(result, term).set_index("area").estimate


def _with_rates(result: Result, wijken: pd.DataFrame) -> pd.DataFrame:
    rates = estimates(result, "rate").rename(columns={"area": "wijk", "estimate": "per_1000", "n": "inhabitants"})
    beside = wijken.merge(rates[["wijk", "inhabitants", "per_1000", "low", "high"]], on="wijk", how="left")
    drawn = beside.wijk.map(rates_by_wijk(result, "shrunken_rate"))
    return beside.assign(value=beside.value.where(beside.withheld == ""), shrunken_per_1000=drawn)


def _rate_columns(result: Result, is_on_page: bool) -> list[Column]:
    nothing: dict[str, Any] = {"missing": dutch.NOTHING}
    columns = [
        Column("inhabitants", inhabitants(result), decimals=0, **nothing),
        Column("per_1000", "Per 1.000", decimals=1, **nothing),
        Column("low", "95%-interval", decimals=1, until="high", **nothing),
        Column("high"),
        Column("shrunken_per_1000", "Gecorrigeerd voor toeval", decimals=1, **nothing),
    ]
    return columns if is_on_page else [replace(column, heading="") for column in columns]
