"""What the municipality does in the wijk, and how clean its streets are: hours, interventions, sites and reports."""

import pandas as pd

from helpers.displays import readings
from helpers.displays.profile import chance
from helpers.displays.source_lines import cannot_tell
from helpers.floor import dutch
from helpers.floor.quarter import Quarter
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Text
from helpers.floor.shapes.tables import rows_of

HOURS, INTERVENTIONS = "wijk_quarter_hours", "wijk_interventions"
SITES, REPORTS = "sites_out_of_norm_percent", "waste_reports"
_PLANNED = "Die uren plant de gemeente. Een verschil met andere wijken is een keuze, geen toeval."

# The dashboard may give a signal of a month in which nothing is said here.
_OVER_A_YEAR = "Dit gaat over vier kwartalen samen; het dashboard van de gemeente kijkt naar één maand."


def wijk_work(result: Result) -> Text:
    """The hours of the scan car in the quarter and a year before, and the interventions of a year."""
    told = [*_hours(result), *_interventions(result)]
    return Text(told) if told else cannot_tell(result, "wat de gemeente hier deed", "scanauto_inzet", "interventies")


def wijk_street(result: Result) -> Text:
    """The waste sites out of norm and the reports of waste, each beside the other wijken."""
    told = chance.block([*_sites(result), *_reports(result)])
    what = "hoe schoon het op straat is"
    return (
        Text([*told, _OVER_A_YEAR], is_list=True)
        if told
        else cannot_tell(result, what, "afvalwaarnemingen", "meldingen")
    )


def _of_quarter(result: Result, measure: str, quarter: Quarter) -> pd.Series | None:
    found = rows_of(result.measures, measure=measure, area=result.wijk, period=quarter.label, withheld="")
    return None if found.empty else found.iloc[0]


def _hours(result: Result) -> list[str]:
    now = _of_quarter(result, HOURS, result.quarter)
    if now is None:
        return []
    before = _of_quarter(result, HOURS, result.quarter.year_before)
    earlier = "" if before is None else f"; een jaar eerder {dutch.quantity(before.value, 'hours')}"
    driven = f"In het {result.quarter.in_dutch} reed de scanauto hier {dutch.quantity(now.value, 'hours')}"
    return [f"{driven}{earlier}.", _PLANNED]


def _interventions(result: Result) -> list[str]:
    found = rows_of(result.measures, measure=INTERVENTIONS, area=result.wijk)
    if found.empty or found.iloc[0].withheld == "missing":
        return []
    row = found.iloc[0]
    when = (
        f"in {row.start.year}" if _is_whole_year(row) else f"van {dutch.day(row.start)} tot en met {dutch.day(row.end)}"
    )
    if not readings.is_shown(row):
        hidden = f"Hoeveel interventies er {when} waren, blijft afgeschermd."
        return [hidden, "Een klein aantal kan over één persoon gaan, of een ander klein aantal verraden."]
    number = f"ongeveer {dutch.number(row.value)}" if row.value else "geen"
    return [f"Er waren {number} interventies {when}.", "Dat aantal verschijnt één keer per jaar."]


def _is_whole_year(row: pd.Series) -> bool:
    """Whether a row of measures is about 1 January to 31 December."""
    return (row.start.month, row.start.day, row.end.month, row.end.day) == (1, 1, 12, 31)


def _sites(result: Result) -> list[tuple[str, pd.Series]]:
    row = chance.beside_others(result, SITES)
    if row is None:
        return []
    share = chance.percent(row, "estimate")
    said = f"In de laatste vier kwartalen was {share} van de bekeken afvallocaties buiten de norm"
    return [(f"{said}. In de andere wijken samen was dat {chance.others(row)}.", row)]


def _reports(result: Result) -> list[tuple[str, pd.Series]]:
    row = chance.beside_others(result, REPORTS)
    if row is None:
        return []
    times = f"Bewoners meldden in de laatste vier kwartalen {dutch.number(row.n)} keer afval"
    if row.verdict == chance.NOT_JUDGED:
        return [(f"{times}.", row)]
    moved = chance.moved(row, "in de vier kwartalen ervoor")
    return [(f"{times}: {moved}. {chance.others_moved(row)}", row)]
