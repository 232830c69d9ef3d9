"""What the model of the association needs before it may speak."""

import math

import pandas as pd

from helpers.displays import words
from helpers.displays.drawing.columns import Column, table
from helpers.displays.scan_car.association import DATASETS
from helpers.displays.source_lines import line
from helpers.floor import dutch
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Table, Text
from helpers.floor.shapes.tables import rows_of

GATES = {
    "wijken": "Wijken", "waves": "Metingen", "wijken_with_change": "Wijken met andere uren",
    "cr2_df": "Vrijheidsgraden (CR2)", "minimal_detectable": "Kleinste zichtbare verband",
    "starting_wijken": "Wijken waar de auto begon", "wijken_to_compare": "Wijken zonder auto, ter vergelijking",
    "inspected": "Gecontroleerde opkopers", "periods_seen": "Bijeenkomsten tot nu toe",
}  # fmt: skip
_AT_MOST = ("minimal_detectable",)
_DF_NOTE = [
    "Vrijheidsgraden zeggen ruwweg hoeveel wijken de uitkomst dragen. "
    "Zijn het er weinig, dan geven enkele wijken de doorslag."
]


def gates(result: Result) -> Table | Text:
    """What the model needs before it may speak, what it saw, and whether that is enough."""
    found = rows_of(result.estimates, role="gate")
    if found.empty:
        return Text(["Er is geen schatting gemaakt, dus ook geen voorwaarde getoetst."])
    return table(
        "gates",
        "Wanneer de schatting iets mag zeggen",
        found.rename(columns={"low": "required", "estimate": "seen"}),
        [
            Column("model"),
            Column("term", "Voorwaarde", written=lambda row: words.label(GATES, row.term)),
            Column("required", "Nodig", decimals=0, written=_required),
            Column("seen", "Gezien", decimals=0, written=lambda row: _amount(row.seen)),
            Column("is_met", "Voldaan", written=lambda row: _met(row.is_met)),
            Column("rule", "Uitleg", is_in_file=False),
        ],
        notes=_DF_NOTE if "cr2_df" in set(found.term) else [],
        source=line(result, *DATASETS),
    )


def _amount(value: float) -> str:
    return dutch.number(value, 0 if not math.isfinite(value) or float(value).is_integer() else 1)


def _required(one: pd.Series) -> str:
    if math.isfinite(one.required):
        return f"{'hooguit' if one.term in _AT_MOST else 'minstens'} {_amount(one.required)}"
    return f"hooguit {_amount(one.high)}" if math.isfinite(one.high) else dutch.NOTHING


def _met(value: bool | None) -> str:
    return "niet bekend" if pd.isna(value) else ("ja" if value else "nee")
