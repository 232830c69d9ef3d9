"""Whether reach differs along what was laid down beforehand, such as the distance to a session. No causes."""

import pandas as pd

from helpers.displays.drawing.columns import FILE_ONLY, Column, cells, file_only, headings, in_file
from helpers.displays.source_lines import cannot_tell, line, one_wijk, refused
from helpers.displays.training.pacing import DATASETS, MEASURE
from helpers.displays.training.reach import (
    not_published,
    of_wijken,
    population_notes,
    without_inhabitants,
    yearly_notes,
)
from helpers.floor import dutch
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Cell, Table, Text
from helpers.floor.shapes.tables import rows_of

MODEL, UNIT = "reach_gap", "per_1000"
AXIS = "venue_distance"  # the one axis that has words here
_HEADING = "Afstand tot een bijeenkomst"
# The rows of the page, in its order: term and third.
_NAMES = {
    ("third_rate", "lowest"): "Dichtbij",
    ("third_rate", "middle"): "Ertussenin",
    ("third_rate", "highest"): "Verder weg",
    ("slope_index", ""): "Lijn door alle wijken: verst min dichtst",
}
_UNSEEN = "Met zo weinig wijken blijft ook een groot verschil vaak onopgemerkt."
_THIRDS = "De groepen beschrijven alleen; de lijn door alle wijken is de toets."
_NO_CAUSE = "Dit is een verschil in bereik. Waardoor het komt, is hiermee niet te zeggen."
_NO_ORIGIN = "Herkomst van personen staat niet in de gegevens; daarover zegt deze vergelijking niets."
_DISTANCE = "Afstand: hemelsbreed, tussen het midden van de wijk en de dichtstbijzijnde wijk met een bijeenkomst."


def reach_gaps(result: Result) -> Table | Text:
    """How reach goes along the declared axis, the reach of its thirds, and what was not measured."""
    estimates = rows_of(result.estimates, model=MODEL, measure=MEASURE, withheld="")
    not_met = rows_of(estimates, role="gate")
    not_met = not_met[~not_met.is_met.astype("bool")]
    slope = rows_of(estimates, split=AXIS, term="slope_index", role="primary")
    if slope.empty:
        return _silent(result, not_met)
    columns = [
        *file_only("axis", "term"),
        Column("group", "Groep", written=lambda row: _NAMES[row.term, row.group]),
        Column("mean_place", "Gemiddelde afstand", unit="km"),
        Column("wijken", "Wijken", decimals=0, written=_wijken),
        Column("estimate", "Per 1.000", decimals=1),
        Column("low", "95%-interval", decimals=1, until="high", missing=dutch.NOTHING),
        Column("high"),
    ]
    figures = _figures(estimates)
    return Table(
        "reach_gaps",
        slope_title(slope.iloc[0]),
        headings(columns),
        [[Cell(_HEADING)], *cells(figures, columns)],
        notes=[*not_met.rule, *_seen(slope.iloc[0]), *_notes(result), *population_notes(result)],
        source=line(result, *DATASETS),
        data=in_file(figures, columns),
    )


def slope_title(slope: pd.Series) -> str:
    """The message: whether reach goes along the distance, with the difference from end to end.

    >>> slope_title(pd.Series({"estimate": -4.0, "low": -7.0, "high": -1.0}))
    'Verder van een bijeenkomst deden minder ouderen mee: van dichtst naar verst 4,0 per 1.000 minder'
    >>> slope_title(pd.Series({"estimate": 4.0, "low": 1.0, "high": 7.0}))
    'Verder van een bijeenkomst deden meer ouderen mee: van dichtst naar verst 4,0 per 1.000 meer'
    >>> slope_title(pd.Series({"estimate": 4.0, "low": -1.0, "high": 9.0}))
    'Of het bereik verandert met de afstand tot een bijeenkomst, is niet te zien'
    """
    if not _is_seen(slope):
        return "Of het bereik verandert met de afstand tot een bijeenkomst, is niet te zien"
    more, size = "meer" if slope.estimate > 0 else "minder", dutch.quantity(abs(slope.estimate), UNIT)
    return f"Verder van een bijeenkomst deden {more} ouderen mee: van dichtst naar verst {size} {more}"


def _is_seen(slope: pd.Series) -> bool:
    return bool(slope.low > 0 or slope.high < 0)


def _seen(slope: pd.Series) -> list[str]:
    return [_THIRDS] if _is_seen(slope) else [_THIRDS, _UNSEEN]


def _figures(estimates: pd.DataFrame) -> pd.DataFrame:
    figures = estimates[estimates.role != "gate"]
    figures = figures.rename(columns={"split": "axis", "at": "mean_place", "n_clusters": "wijken"})
    is_named = [pair in _NAMES for pair in zip(figures.term, figures.group, strict=True)]
    return figures.assign(**{FILE_ONLY: ~pd.Series(is_named, index=figures.index)})


def _wijken(row: pd.Series) -> str:
    """Of how many wijken a third is; the slope is of all."""
    return dutch.number(row.wijken) if row.term == "third_rate" else dutch.NOTHING


def _notes(result: Result) -> list[str]:
    hidden = int((of_wijken(result).withheld == "small").sum())
    notes = [*yearly_notes(result), *_laid_down(result), _NO_CAUSE, _NO_ORIGIN, _DISTANCE]
    if hidden:
        wijken = dutch.counted(hidden, "afgeschermde wijk telt", "afgeschermde wijken tellen")
        notes.insert(0, f"{wijken} niet mee. Met die wijken erbij kan het verschil anders zijn.")
    return notes


def _laid_down(result: Result) -> list[str]:
    fingerprint = result.settings.preregistered
    if not fingerprint:
        return ["Vooraf is niets vastgelegd; lees dit als verkennend."]
    return [f"Waarnaar we vergelijken, ligt vast in preregistration.yml; vingerafdruk {fingerprint}."]


def _silent(result: Result, not_met: pd.DataFrame) -> Text:
    """Why there is no gap: the axes that are not measured, or the data."""
    what, why = "wie we bereiken en wie niet", not_met.rule[not_met.term != "thirds"].tolist()
    if alone := one_wijk(result, what):
        return alone
    if withdrawn := not_published(result):
        return refused(what, [withdrawn])
    if not result.settings.preregistration.fairness_axes:
        why = ["er is vooraf niet vastgelegd waarnaar we vergelijken"]
    elif not why and len(of_wijken(result)) and (unknown := without_inhabitants(result)):
        why = [unknown]
    return refused(what, why) if why else cannot_tell(result, what, *DATASETS)
