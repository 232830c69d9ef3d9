"""How soon the lot would answer: what is usually found after so many quarters, in the survey and in the counts."""

from typing import Any

import pandas as pd

from helpers.displays.drawing.columns import Column, table
from helpers.displays.source_lines import cannot_tell, line, one_wijk
from helpers.floor import dutch
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Table, Text
from helpers.floor.shapes.tables import rows_of

DATASETS = ("scanauto_inzet", "wijkatlas")
MODEL = "deployment"
EACH_QUARTER, BY_SURVEY = "detectable_after", "detectable_by_survey"
OUTCOMES = {  # column: (measure, term, heading, decimals)
    "asked_each_quarter": ("clean_percent", EACH_QUARTER, "Oordeel, elk kwartaal gevraagd", 1),
    "asked_by_survey": ("clean_percent", BY_SURVEY, "Oordeel, in de Wijkatlas", 1),
    "sites_out_of_norm": ("sites_out_of_norm_percent", EACH_QUARTER, "Afvallocaties buiten de norm", 2),
    "litter_reports": ("litter_reports_per_1000", EACH_QUARTER, "Meldingen over afval", 2),
}


def detectable_after(result: Result) -> Table | Text:
    """Per number of quarters what association the lot would let us find in 8 of 10 repetitions, by outcome."""
    found = _found(result)
    if found.empty:
        what = "hoe snel een loting een verband laat zien"
        return one_wijk(result, what) or cannot_tell(result, what, *DATASETS)
    shown = [name for name in OUTCOMES if name in found]
    until = found.index.map(lambda at: result.quarter.shift(int(at)))
    frame = found.reset_index(names="quarters").assign(quarter=until, until=[one.label for one in until])
    columns = [
        Column("quarters", "Na", written=lambda row: dutch.counted(int(row.quarters), "kwartaal", "kwartalen")),
        Column("until", "Tot en met", written=lambda row: row.quarter.in_dutch),
        *(Column(name, OUTCOMES[name][2], f"{name} unit", OUTCOMES[name][3]) for name in shown),
        Column("simulations"),
    ]
    every = result.settings.municipality.survey_every_years
    return table(
        "detectable_after",
        "Welk verband we na een loting in 8 van de 10 keer vinden, per 10 uur",
        frame,
        columns,
        notes=[
            f"De Wijkatlas vraagt bewoners eens per {dutch.counted(every, 'jaar', 'jaar')}. "
            "De eerste kolom geldt als we dat elk kwartaal zouden doen.",
            "Een zwakker verband kan er wel zijn. Dat missen we dan vaker.",
            f"Het is nagebootst, {dutch.number(found.simulations.max())} keer per getal, "
            "met aannames over bewoners en wijken.",
            "Een streepje: er is dan nog geen meting, of zo ver is niet gerekend.",
        ],
        source=line(result, *DATASETS),
    )


def found_said(result: Result) -> list[str]:
    """What the lot would give in words: the last number of each of the three clocks that is known."""
    found = _found(result)
    said = []
    clocks = {
        "asked_by_survey": "Met alleen de Wijkatlas",
        "asked_each_quarter": "Met elk kwartaal een enquête",
        "sites_out_of_norm": "In de tellingen van afvallocaties",
    }
    for name, words_for in clocks.items():
        known = found[name].dropna() if name in found else pd.Series(dtype="float64")
        if len(known):
            size = dutch.quantity(known.iloc[-1], "percentage_points", OUTCOMES[name][3])
            after = _after(int(known.index[-1]))
            said.append(f"{words_for} duurt het {after} voor een verschil van {size} per 10 uur meestal opvalt.")
    return said


def _after(quarters: int) -> str:
    """A number of quarters, in years where it is whole: "2 jaar"."""
    return dutch.counted(quarters, "kwartaal", "kwartalen") if quarters % 4 else f"{dutch.number(quarters // 4)} jaar"


def _found(result: Result) -> pd.DataFrame:
    """By number of quarters, in order: a column for each outcome with its unit, and the number of simulations."""
    rows = rows_of(result.estimates, model=MODEL, role="forecast", withheld="").dropna(subset="estimate")
    parts: dict[str, Any] = {}
    for name, (measure, term, *_) in OUTCOMES.items():
        part = rows_of(rows, measure=measure, term=term).set_index("at")
        if len(part):
            unit = "percentage_points" if measure == "clean_percent" else part.unit.iloc[0]
            parts[name], parts[f"{name} unit"] = part.estimate, unit
    if not parts:
        return pd.DataFrame()
    return pd.DataFrame(parts).sort_index().assign(simulations=rows.n.max())
