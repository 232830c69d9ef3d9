"""A series and where it is counted, in words; and the signals of the dashboard."""

import pandas as pd

from helpers.displays.dashboard.subjects import BY_MEASURE
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Cell
from helpers.floor.shapes.tables import rows_of

WHOLE = "Hele gemeente"
NUMBERED, SAID = "numbered_signals", "said_signals"
KEY = ["area", "measure", "group"]


def what(row: pd.Series) -> str:
    """What is counted: "Meldingen: Zwerfvuil", or the heading of the subject where it has no categories."""
    return f"Meldingen: {row.group}" if row.group else BY_MEASURE[row.measure].heading


def where(result: Result, area: str) -> str:
    """The name of a wijk, or that it is the whole municipality."""
    return result.areas.name(area) if area else WHOLE


def linked(result: Result, area: str) -> Cell:
    """The same as a cell, which leads to the profile of the wijk where one stands."""
    return Cell(where(result, area), link=area)


def numbered(result: Result) -> pd.DataFrame:
    """The signals of this month in the order of `models.signals.log`, most remarkable first.

    With `persists`; `asks`, the sentence that asks whether the level is new; and `word`, that of the owner on what an
    earlier page gave. Each is "" where there is none.
    """
    found = rows_of(result.estimates, model=NUMBERED).reset_index(drop=True)
    beside = {
        term: rows_of(result.estimates, model="signals", term=term).set_index([*KEY, "period"]).rule
        for term in ("persistent", "new_level")
    }
    words = rows_of(result.estimates, model=SAID).set_index("term").rule
    keys = list(zip(*(found[name] for name in [*KEY, "period"]), strict=True))
    return found.assign(
        persists=[beside["persistent"].get(key, "") for key in keys],
        asks=[beside["new_level"].get(key, "") for key in keys],
        word=[words.get(number, "") for number in found.term],
    )


def named(result: Result, row: pd.Series) -> str:
    """A signal in a few words: "meer meldingen “Zwerfvuil” dan gewoon in Noord"."""
    thing = f"meldingen “{row.group}”" if row.group else BY_MEASURE[row.measure].many
    place = result.areas.short_name(row.area) if row.area else "de hele gemeente"
    return f"{row.verdict.replace(' dan', f' {thing} dan', 1)} in {place}"
