"""Whether reach differs along what was laid down beforehand, such as the distance to a session. No causes."""

import pandas as pd

from helpers.displays.drawing.columns import FILE_ONLY, Column, cells, file_only, headings, in_file
from helpers.displays.source_lines import cannot_tell, line
from helpers.displays.training.pacing import DATASETS, MEASURE
from helpers.displays.training.reach import of_wijken, population_notes, yearly_notes
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
    ("gap", ""): "Verschil: dichtbij min verder weg",
    ("slope_index", ""): "Helling over alle wijken: verst min dichtst",
}
_NO_CAUSE = "Dit is een verschil in bereik. Waardoor het komt, is hiermee niet te zeggen."
_NO_ORIGIN = "Herkomst van personen staat niet in de gegevens; daarover zegt deze vergelijking niets."
_DISTANCE = "Afstand: hemelsbreed, tussen het midden van de wijk en de dichtstbijzijnde wijk met een bijeenkomst."


def reach_gaps(result: Result) -> Table | Text:
    """The reach of the lowest and highest third of the declared axis, their difference, and what was not measured."""
    estimates = rows_of(result.estimates, model=MODEL, measure=MEASURE, withheld="")
    not_met = rows_of(estimates, role="gate")
    not_met = not_met[~not_met.is_met.astype("bool")]
    gap = rows_of(estimates, split=AXIS, term="gap", role="primary")
    if gap.empty:
        return _silent(result, not_met)
    columns = [
        *file_only("axis", "term"),
        Column("group", "Groep", written=lambda row: _NAMES[row.term, row.group]),
        Column("mean_place", "Gemiddelde afstand", unit="km"),
        Column("wijken", "Wijken", decimals=0, written=_wijken),
        Column("estimate", "Per 1.000", decimals=1),
        Column("low", "95%-interval", decimals=1, until="high"),
        Column("high"),
    ]
    figures = _figures(estimates)
    return Table(
        "reach_gaps",
        gap_title(gap.iloc[0]),
        headings(columns),
        [[Cell(_HEADING)], *cells(figures, columns)],
        notes=[*not_met.rule, *_notes(result), *population_notes(result)],
        source=line(result, *DATASETS),
        data=in_file(figures, columns),
    )


def gap_title(gap: pd.Series) -> str:
    """The message: who took part more often, with the difference; or that it cannot be seen.

    >>> gap_title(pd.Series({"estimate": 4.0, "low": 1.0, "high": 7.0}))
    'Ouderen dicht bij een bijeenkomst deden vaker mee dan ouderen verder weg: 4,0 per 1.000 meer'
    >>> gap_title(pd.Series({"estimate": -4.0, "low": -7.0, "high": -1.0}))
    'Ouderen dicht bij een bijeenkomst deden minder vaak mee dan ouderen verder weg: 4,0 per 1.000 minder'
    >>> gap_title(pd.Series({"estimate": 4.0, "low": -1.0, "high": 9.0}))
    'Of ouderen dicht bij een bijeenkomst vaker meedoen dan ouderen verder weg, is niet te zien'
    """
    if gap.low <= 0 <= gap.high:
        return "Of ouderen dicht bij een bijeenkomst vaker meedoen dan ouderen verder weg, is niet te zien"
    often, more = ("vaker", "meer") if gap.estimate > 0 else ("minder vaak", "minder")
    size = dutch.quantity(abs(gap.estimate), UNIT)
    return f"Ouderen dicht bij een bijeenkomst deden {often} mee dan ouderen verder weg: {size} {more}"


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
    if len(not_met):
        return Text([*not_met.rule, _NO_ORIGIN])
    if not result.settings.preregistration.fairness_axes:
        return Text(["Er is vooraf niet vastgelegd waarnaar het bereik wordt vergeleken."])
    if len(of_wijken(result)):
        return Text(population_notes(result))
    return cannot_tell(result, "verschillen in bereik", *DATASETS)
