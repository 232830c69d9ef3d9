"""Whether reach differs along what was laid down beforehand, such as the distance to a session. No causes."""

from __future__ import annotations

import pandas as pd

from helpers.displays.drawing.cells import data, row
from helpers.displays.source_lines import cannot_tell, line
from helpers.displays.training.pacing import DATASETS, MEASURE
from helpers.displays.training.reach import of_wijken, population_notes, yearly_notes
from helpers.floor import dutch
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Cell, Table, Text
from helpers.floor.shapes.tables import rows_of

MODEL, UNIT = "reach_gap", "per_1000"
# axis → what it is called, its lowest, middle and highest third, and how its places are written
AXES = {
    "venue_distance": ("Afstand tot een bijeenkomst", ("Dichtbij", "Ertussenin", "Verder weg"), "km"),
}
_THIRDS = ("lowest", "middle", "highest")
_NO_CAUSE = "Dit is een verschil in bereik. Waardoor het komt, is hiermee niet te zeggen."
_NO_ORIGIN = "Herkomst van personen staat niet in de gegevens; daarover zegt deze vergelijking niets."
_DISTANCE = (
    "Afstand: hemelsbreed, tussen het midden van de wijk en de dichtstbijzijnde wijk met een bijeenkomst."
)


def reach_gaps(result: Result) -> Table | Text:
    """Per declared axis the reach of its lowest and highest third, their difference, and what was not measured."""
    found = rows_of(result.estimates, model=MODEL, measure=MEASURE, withheld="")
    not_shown = rows_of(found, role="gate")
    not_shown = not_shown[~not_shown.is_met.astype("bool")]
    shown = [axis for axis in AXES if len(rows_of(found, split=axis, term="gap", role="primary"))]
    if not shown:
        return _silent(result, not_shown)
    rows = [line_ for axis in shown for line_ in _rows(rows_of(found, split=axis), axis)]
    return Table(
        "reach_gaps",
        "; ".join(
            gap_title(rows_of(found, split=axis, term="gap", role="primary").iloc[0]) for axis in shown
        ),
        ["Groep", "Gemiddelde afstand", "Wijken", "Per 1.000", "95%-interval"],
        rows,
        notes=[*not_shown.rule, *_notes(result), *population_notes(result)],
        source=line(result, *DATASETS),
        data=data(
            ["axis", "term", "group", "mean_place", "wijken", "estimate", "low", "high"],
            [
                [one.split, one.term, one.group, one.at, one.n_clusters, one.estimate, one.low, one.high]
                for one in found[found.role != "gate"].itertuples()
            ],
        ),
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


def _rows(found: pd.DataFrame, axis: str) -> list[list[Cell]]:
    title, names, unit = AXES[axis]
    thirds = rows_of(found, term="third_rate").set_index("group")
    rows = [[Cell(title)]]
    for group, name in zip(_THIRDS, names, strict=True):
        if group in thirds.index:
            one = thirds.loc[group]
            cells = (dutch.quantity(one["at"], unit), dutch.number(one.n_clusters), *_figures(one))
            rows.append(row(name, *cells))
    gap = rows_of(found, term="gap", role="primary").iloc[0]
    rows.append(row(f"Verschil: {names[0].lower()} min {names[2].lower()}", *_figures_only(gap)))
    slope = rows_of(found, term="slope_index", role="exploratory")
    rows += [
        row("Helling over alle wijken: verst min dichtst", *_figures_only(one)) for _, one in slope.iterrows()
    ]
    return rows


def _figures(one: pd.Series) -> tuple[str, str]:
    return dutch.number(one.estimate, 1), dutch.interval(one.low, one.high, "count", 1)


def _figures_only(one: pd.Series) -> tuple[str, ...]:
    return dutch.NOTHING, dutch.NOTHING, *_figures(one)


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


def _silent(result: Result, not_shown: pd.DataFrame) -> Text:
    """Why there is no gap: the axes that are not measured, or the data."""
    if len(not_shown):
        return Text([*not_shown.rule, _NO_ORIGIN])
    if not result.settings.preregistration.fairness_axes:
        return Text(["Er is vooraf niet vastgelegd waarnaar het bereik wordt vergeleken."])
    if len(of_wijken(result)):
        return Text(population_notes(result))
    return cannot_tell(result, "verschillen in bereik", *DATASETS)
