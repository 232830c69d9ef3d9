"""How much of the elderly of each wijk the training reached: a table in code order, no ranking."""

from __future__ import annotations

import pandas as pd

from helpers.displays import readings
from helpers.displays.drawing.cells import data, row
from helpers.displays.source_lines import cannot_tell, line
from helpers.displays.training.attendance import rounding_notes
from helpers.displays.training.pacing import DATASETS, MEASURE
from helpers.floor import dutch
from helpers.floor.quarter import Quarter
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Cell, Table, Text
from helpers.floor.shapes.tables import rows_of

MODEL = "reach"


def reach_by_wijk(result: Result) -> Table | Text:
    """Per wijk how many elderly took part, and where inhabitants are known the rate; small numbers hidden."""
    found = of_wijken(result)
    if found.empty:
        return cannot_tell(result, "het bereik van de cybertraining per wijk", *DATASETS)
    rates = estimates(result, "rate").set_index("area")
    columns = ["Wijk", "Ouderen"]
    if len(rates):
        columns += [inhabitants(result), "Per 1.000", "95%-interval", "Naar het gemiddelde getrokken"]
    drawn = estimates(result, "shrunken_rate").set_index("area")
    return Table(
        "reach_by_wijk",
        f"Ouderen bij de cybertraining naar woonwijk, {found.iloc[0].period}",
        columns,
        [_row(result, one, rates, drawn) for _, one in found.iterrows()],
        notes=[
            *yearly_notes(result),
            *rounding_notes(result, found, "ouderen"),
            *population_notes(result),
            *_drawn_notes(rates),
        ],
        source=line(result, *DATASETS),
        data=data(
            ["wijk", "value", "inhabitants", "per_1000", "low", "high", "shrunken_per_1000", "withheld"],
            [_data_row(one, rates, drawn) for _, one in found.iterrows()],
        ),
    )


def population_notes(result: Result) -> list[str]:
    """Where the inhabitants come from; of an estimate that it is one, and from which group."""
    found = rows_of(result.measures, measure="elderly_population", area_level="wijk")
    if found.empty:
        return [
            f"Inwoners van {age(result)} per wijk zijn niet bekend; daarom staat hier geen bereik per 1.000."
        ]
    base, source = found.iloc[0].series, _population_source(result)
    if not base:
        return [f"Inwoners van {age(result)} per wijk: cijfers van {found.iloc[0].period}.", *source]
    from_age = base.removeprefix("aged_").removesuffix("_plus")
    return [
        f"Inwoners van {age(result)} per wijk zijn een schatting.",
        f"Het aantal van de gemeente in {found.iloc[0].period} is verdeeld naar inwoners van {from_age}+ per wijk.",
        *source,
    ]


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
    found = rows_of(result.measures, measure=MEASURE, area_level="wijk", split="").sort_values("area")
    return found[found.withheld != "missing"]


def yearly_notes(result: Result) -> list[str]:
    """That these figures appear once a year, and about when they are; nothing in the quarter itself."""
    found = of_wijken(result)
    if found.empty or found.iloc[0].period == result.quarter.label:
        return []
    about = Quarter.parse(found.iloc[0].period)
    return [
        f"Deze cijfers verschijnen één keer per jaar. Ze gaan over het jaar tot en met {dutch.day(about.end)}."
    ]


def estimates(result: Result, term: str, **more: str) -> pd.DataFrame:
    """The rows of one term of the model of reach that may be shown."""
    return rows_of(result.estimates, model=MODEL, measure=MEASURE, term=term, withheld="", **more)


def age(result: Result) -> str:
    """From which age somebody counts as elderly, such as "65+"."""
    return f"{result.settings.municipality.elderly_from_age}+"


def _drawn_notes(rates: pd.DataFrame) -> list[str]:
    if rates.empty:
        return []
    return [
        "De laatste kolom trekt kleine wijken naar het gemeentelijk gemiddelde. Zo telt toeval minder mee.",
        "De volgorde is die van de wijkcodes; het is geen ranglijst.",
    ]


def _row(result: Result, one: pd.Series, rates: pd.DataFrame, drawn: pd.DataFrame) -> list[Cell]:
    head = result.areas.name(one.area)
    if rates.empty:
        return row(head, readings.shown(one))
    if one.area not in rates.index:
        return row(head, readings.shown(one), *[dutch.NOTHING] * 4)
    known = rates.loc[one.area]
    return row(
        head,
        readings.shown(one),
        dutch.number(known.n),
        dutch.number(known.estimate, 1),
        dutch.interval(known.low, known.high, "count", 1),
        dutch.number(drawn.estimate[one.area], 1),
    )


def _data_row(one: pd.Series, rates: pd.DataFrame, drawn: pd.DataFrame) -> list[object]:
    value = one.value if readings.is_shown(one) else None
    if one.area not in rates.index:
        return [one.area, value, *[None] * 5, one.withheld]
    known = rates.loc[one.area]
    figures = (known.n, known.estimate, known.low, known.high, drawn.estimate[one.area])
    return [one.area, value, *figures, one.withheld]
