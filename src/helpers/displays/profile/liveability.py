"""The class of the wijk in the Leefbaarometer, with its year."""

from helpers.displays.source_lines import cannot_tell
from helpers.floor import dutch
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Text
from helpers.floor.shapes.tables import rows_of

_ENDS = ("lowest_liveability_class", "highest_liveability_class")


def wijk_liveability(result: Result) -> Text:
    """The class of the last year, or that of the lowest and the highest buurt."""
    rows = rows_of(result.measures, measure=list(_ENDS), area=result.wijk, withheld="")
    if rows.empty:
        return cannot_tell(result, "hoe leefbaar de wijk is", "leefbaarometer")
    ends = dict.fromkeys(dutch.number(value) for value in rows_of(rows, measure=list(_ENDS)).value)
    found = f"In {rows.period.iloc[0]} kreeg de wijk klasse {' tot '.join(ends)} in de Leefbaarometer"
    return Text(
        [
            f"{found}, van 1 (zeer onvoldoende) tot en met 9 (uitstekend).",
            "De klasse komt uit een rekenmodel van het ministerie, zonder foutmarge.",
            "Daarom zeggen we niet of een verschil met andere wijken toeval is.",
        ]
    )
