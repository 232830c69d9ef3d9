"""Nuisance that the police registered, per area, kind and period: context beside the indicators."""

from helpers.sources import regional
from helpers.sources.cells import parsers, statline
from helpers.sources.contract import Column, Contract

CONTRACT = Contract(
    dataset="overlast",
    title="Geregistreerde overlast",
    row="een soort overlast in één gebied en één periode",
    columns=(
        Column(
            "kind",
            "Overlast",
            statline.nuisance,
            "De soort overlast, of Totaal. Staat er geen totaal, dan tellen de soorten op.",
            holds="thing",
        ),
        regional.area(),
        Column("period", "Perioden", statline.period, "Het jaar, het kwartaal of de maand, zoals 2026MM01."),
        Column(
            "registrations",
            "Geregistreerde overlast",
            parsers.whole,
            "Het aantal registraties.",
            is_required=False,
            low=0,
        ),
        regional.BORDERS_YEAR,
    ),
    key=("kind", "area", "period_start", "period_end"),
    days=("period_start", "period_end"),
    counted="row",  # published by the police for everyone, as crimes are
    is_optional=True,
)
