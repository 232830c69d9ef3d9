"""Counts of staff who are demonstrably aware of their role in a crisis."""

from helpers.sources.cells import parsers
from helpers.sources.contract import Column, Contract, at_most

CONTRACT = Contract(
    dataset="rolbewustzijn",
    title="Rolbewustzijn van medewerkers",
    row="een telling van medewerkers",
    columns=(
        Column("counted_on", "Peildatum", parsers.day, "De dag van de telling."),
        Column("staff", "Medewerkers", parsers.whole, "Het aantal medewerkers.", low=1),
        Column(
            "aware", "Aantoonbaar bewust", parsers.whole, "Hoeveel zich aantoonbaar bewust zijn van hun rol.", low=0
        ),
    ),
    key=("counted_on",),
    rules=(at_most("aware", "staff", "{aware} bewuste medewerkers is meer dan de {staff} medewerkers."),),
    cadence="quarter",
    days=("counted_on",),
    counted="row",
    judged_in=("safety_indicators",),
)
