"""Days on which the safety dashboard was updated."""

from helpers.sources.cells import parsers
from helpers.sources.contract import Column, Contract

CONTRACT = Contract(
    dataset="dashboard_updates",
    title="Verversingen van het dashboard",
    row="een verversing",
    columns=(
        Column("date", "Datum", parsers.day, "De dag van de verversing."),
        Column("what", "Wat", parsers.text, "Wat er is ververst.", is_required=False),
    ),
    feeds=("VE-3-1",),
    days=("date",),
)
