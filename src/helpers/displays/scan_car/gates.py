"""What each model needs before it may speak, under the name of the model that it guards."""

import math

import pandas as pd

from helpers.displays import words
from helpers.displays.drawing.columns import FILE_ONLY, Column, table
from helpers.displays.scan_car.association import DATASETS
from helpers.displays.source_lines import line
from helpers.floor import dutch
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Table, Text
from helpers.floor.shapes.tables import rows_of

GATES = {
    "wijken": "Wijken", "waves": "Metingen", "wijken_with_change": "Wijken met andere uren",
    "cr2_df": "Vrijheidsgraden (CR2)", "minimal_detectable": "Verband dat we meestal vinden",
    "starting_wijken": "Wijken waar de auto begon", "wijken_to_compare": "Wijken zonder auto, ter vergelijking",
}  # fmt: skip
GUARDED = {
    "within_wijk": "Uren en het oordeel van bewoners",
    "quarterly": "Per kwartaal",
    "event_study": "Verkennend: de start van de auto",
}
_AT_MOST = ("minimal_detectable",)
_DF_NOTE = [
    "Vrijheidsgraden zeggen ruwweg hoeveel wijken de uitkomst dragen. "
    "Zijn het er weinig, dan geven enkele wijken de doorslag."
]
_SIZE_NOTE = [
    "Een verband dat we meestal vinden: in 8 van de 10 keer. "
    "Bij het oordeel volgt het uit de spreiding van alle metingen samen."
]


def gates(result: Result) -> Table | Text:
    """Per model what it needs before it may speak, what it saw, and whether that is enough.

    Of a model beside the main one the page shows only what is not met; the file has all.
    """
    found = rows_of(result.estimates, role="gate").copy()
    if found.empty:
        return Text(["Er is geen schatting gemaakt, dus ook geen voorwaarde getoetst."])
    found["guarded"] = found.apply(_guarded, axis=1)
    order = list(dict.fromkeys(found.guarded))
    found = found.sort_values("guarded", key=lambda names: names.map(order.index), kind="stable")
    is_met = found.is_met.fillna(False).astype(bool)
    found[FILE_ONLY] = is_met & (found.guarded != found.guarded.iloc[0])
    found["explained"] = found.rule.mask(is_met, dutch.NOTHING)
    return table(
        "gates",
        "Wanneer elke berekening iets mag zeggen",
        found.rename(columns={"low": "required", "estimate": "seen"}),
        [
            Column("model"),
            Column("measure"),
            Column("term", "Voorwaarde", written=_condition),
            Column("required", "Nodig", decimals=0, written=_required),
            Column("seen", "Gezien", decimals=0, written=lambda row: _amount(row.seen, row.unit)),
            Column("is_met", "Voldaan", written=lambda row: _met(row.is_met)),
            Column("explained", "Uitleg", is_in_file=False),
        ],
        grouped_by="guarded",
        notes=_notes(found),
        source=line(result, *DATASETS),
    )


def _guarded(one: pd.Series) -> str:
    name = GUARDED.get(one.model, one.model.replace("_", " "))
    return f"{name}: {words.label(words.OUTCOMES, one.measure).lower()}" if one.model == "quarterly" else name


def _condition(one: pd.Series) -> str:
    return "Kwartalen" if (one.model, one.term) == ("quarterly", "waves") else words.label(GATES, one.term)


def _notes(found: pd.DataFrame) -> list[str]:
    """What holds for all models, and of each whether it may speak."""
    is_open = found.groupby("guarded", sort=False).is_met.apply(lambda met: bool(met.fillna(False).all()))
    said = [f"{name}: {'aan alles voldaan' if met else 'niet aan alles voldaan'}." for name, met in is_open.items()]
    terms = set(found.term)
    return [*said, *(_DF_NOTE if "cr2_df" in terms else []), *(_SIZE_NOTE if "minimal_detectable" in terms else [])]


def _amount(value: float, unit: str) -> str:
    if not math.isfinite(value) or float(value).is_integer():
        return dutch.number(value)
    return dutch.number(value, 2 if unit in ("per_1000", "percentage_points") else 1)


def _required(one: pd.Series) -> str:
    if math.isfinite(one.required):
        return f"{'hooguit' if one.term in _AT_MOST else 'minstens'} {_amount(one.required, one.unit)}"
    return f"hooguit {_amount(one.high, one.unit)}" if math.isfinite(one.high) else dutch.NOTHING


def _met(value: bool | None) -> str:
    return "niet bekend" if pd.isna(value) else ("ja" if value else "nee")
