"""Counts of boa's and of those with a bodycam in use."""

from helpers.sources.cells import parsers
from helpers.sources.contract import Column, Contract, at_most

CONTRACT = Contract(
    dataset="bodycams",
    title="Bodycams",
    row="een telling van boa's",
    columns=(
        Column("counted_on", "Peildatum", parsers.day, "De dag van de telling."),
        Column("boas", "Boa's", parsers.whole, "Het aantal boa's.", low=1),
        Column(
            "boas_with_bodycam", "Met bodycam", parsers.whole, "Hoeveel boa's een bodycam in gebruik hebben.", low=0
        ),
    ),
    key=("counted_on",),
    rules=(at_most("boas_with_bodycam", "boas", "{boas_with_bodycam} boa's met bodycam is meer dan de {boas} boa's."),),
    cadence="quarter",
    days=("counted_on",),
    counted="row",
    judged_in=("safety_indicators",),
)
