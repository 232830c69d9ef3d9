"""Days on which the safety dashboard was updated."""

from helpers.sources.cells import parsers
from helpers.sources.contract import Column, Contract

CONTRACT = Contract(
    dataset="dashboard_updates",
    title="Updates van het dashboard",
    row="een update",
    columns=(
        Column("date", "Datum", parsers.day, "De dag van de update."),
        Column("what", "Wat", parsers.text, "Wat er is bijgewerkt.", is_required=False, holds="free text"),
    ),
    days=("date",),
    counted="row",
    judged_in=("safety_indicators",),
)
