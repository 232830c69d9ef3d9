"""Reports of residents on public space, per wijk, month and category."""

from helpers.sources.cells import parsers
from helpers.sources.contract import Column, Contract, Series

CONTRACT = Contract(
    dataset="meldingen",
    title="Meldingen openbare ruimte",
    row="een categorie in één wijk en één maand",
    columns=(
        Column("month", "maand", parsers.month, "De maand van de melding, zoals 2026-01."),
        Column("wijk", "wijkcode", parsers.wijk_code, "De wijk waarover de melding gaat."),
        Column(
            "category",
            "categorie",
            parsers.text,
            "Waarover de melding gaat; elke naam hoort in `report_categories` van params/municipality.yml.",
            holds="thing",
        ),
        Column("reports", "aantal", parsers.whole, "Het aantal meldingen.", low=0, is_additive=True),
    ),
    key=("month", "wijk", "category"),
    cadence="month",
    days=("month",),
    series=Series("month", ("reports",), group="category"),
    counted="row",
)
