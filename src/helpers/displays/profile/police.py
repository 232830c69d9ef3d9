"""What the police registered in the wijk per year: counts, and the buurten where hardly anybody lives in words."""

import pandas as pd

from helpers.displays import buurten
from helpers.displays.drawing.columns import Column, table
from helpers.displays.profile import chance
from helpers.displays.source_lines import cannot_tell, line_of_publisher
from helpers.floor import dutch
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Table, Text
from helpers.floor.shapes.tables import rows_of

_COUNTED = {"wijk_crimes_per_year": ("Misdrijven", "misdrijven"), "wijk_nuisance_per_year": ("Overlast", "overlast")}


def wijk_police(result: Result) -> Text:
    """Whether crimes and nuisance changed otherwise than in the other wijken, and what a count does not tell."""
    figures = [figure for measure in _COUNTED for figure in _moved(result, measure)]
    told = [*chance.block(figures), *_of_shops(result)]
    return Text(told, is_list=True) if told else _absent(result)


def wijk_police_counts(result: Result) -> Table | Text:
    """Crimes and nuisance per whole year: counts, never per inhabitant."""
    rows = rows_of(result.measures, measure=list(_COUNTED), area=result.wijk)
    if rows.empty:
        return _absent(result)
    years = sorted(set(rows.period))
    counts = rows.pivot(index="measure", columns="period", values="value").reindex([*_COUNTED]).dropna(how="all")
    return table(
        "wijk_police_counts",
        "Wat de politie registreerde, per jaar",
        counts.reset_index().assign(title=[_COUNTED[measure][0] for measure in counts.index]),
        [
            Column("title", "Geregistreerd", is_in_file=False),
            Column("measure"),
            *(Column(year, year, decimals=0) for year in years),
        ],
        notes=[
            "Een misdrijf telt waar het gebeurde, niet waar dader of slachtoffer woont.",
            "Hier staan alleen aantallen: ook wat in een winkelgebied gebeurt, telt mee.",
            "Per inwoner zegt een cijfer pas iets zonder een buurt met bijna geen inwoners.",
        ],
        source=" ".join(line_of_publisher(result, _COUNTED[one][1], "politie", years[-1]) for one in counts.index),
    )


def _absent(result: Result) -> Text:
    return cannot_tell(result, "wat de politie hier registreerde", *(dataset for _, dataset in _COUNTED.values()))


def _moved(result: Result, measure: str) -> list[tuple[str, pd.Series]]:
    row = chance.beside_others(result, measure)
    if row is None:
        return []
    now = f"{_COUNTED[measure][0]}: in {row.period} {chance.moved(row, 'in het jaar ervoor')}."
    return [(f"{now} {chance.others_moved(row)}", row)]


def _of_shops(result: Result) -> list[str]:
    """The buurten with crimes where hardly anybody lives, in words."""
    return [
        f"In {buurten.named(result, one.group)} {'gebeurde' if one.value == 1 else 'gebeurden'} "
        f"{dutch.counted(one.value, 'misdrijf', 'misdrijven')} in {one.period}. Daar {_living(one.denominator)}."
        for _, one in rows_of(buurten.left_out(result), area=result.wijk).iterrows()
    ]


def _living(number: float) -> str:
    return f"{'woont' if number == 1 else 'wonen'} {dutch.number(number)} mensen" if number else "woont niemand"
