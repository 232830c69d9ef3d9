"""Crimes that the police registered, per area, kind and period: context beside the indicators."""

from helpers.sources import regional
from helpers.sources.cells import parsers, statline
from helpers.sources.contract import Column, Contract

CONTRACT = Contract(
    dataset="misdrijven",
    title="Geregistreerde misdrijven",
    row="een soort misdrijf in één gebied en één periode",
    columns=(
        Column(
            "crime",
            "Soort misdrijf",
            statline.crime,
            "Het nummer van de politie, zoals 3.7.4, of Totaal misdrijven. Het totaal telt zoals de politie het "
            "geeft: zedenmisdrijven staan niet per wijk bij de soorten, maar wel in het totaal.",
            holds="thing",
        ),
        regional.area(),
        Column("period", "Perioden", statline.period, "Het jaar, het kwartaal of de maand, zoals 2026JJ00."),
        # Not additive: the parts do not add up to the total, and buurten and wijken may stand in one file.
        Column(
            "crimes",
            "Geregistreerde misdrijven",
            parsers.whole,
            "Het aantal geregistreerde misdrijven. Een 0 telt als 0, ook als de naam van de gemeente ontbreekt.",
            is_required=False,
            low=0,
        ),
        regional.BORDERS_YEAR,
    ),
    key=("crime", "area", "period_start", "period_end"),
    days=("period_start", "period_end"),
    # Published by the police for everyone, per buurt: a warning that quotes a count gives nobody away.
    counted="row",
    is_optional=True,
)
