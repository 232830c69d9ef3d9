"""The Leefbaarometer: how liveable an area is by a model of the ministry, per area and year. Context."""

from helpers.sources import regional
from helpers.sources.cells import parsers, statline
from helpers.sources.contract import Column, Contract

_ABOUT = "Hoeveel beter of slechter dan gemiddeld in Nederland; 0 is dat gemiddelde."


def _part(name: str, header: str) -> Column:
    return Column(name, header, parsers.decimal, _ABOUT, is_required=False, is_optional=True, low=-2, high=2)


CONTRACT = Contract(
    dataset="leefbaarometer",
    title="Leefbaarometer",
    row="een gebied in één jaar",
    columns=(
        regional.area("Gebiedscode"),
        Column("period", "Jaar", statline.period, "Het jaar van de score, zoals 2024."),
        Column(
            "score_class",
            "Klasse",
            parsers.whole,
            "De klasse, van 1 (zeer onvoldoende) tot en met 9 (uitstekend).",
            is_required=False,
            low=1,
            high=9,
        ),
        _part("deviation", "Afwijking"),
        _part("housing_deviation", "Afwijking woningvoorraad"),
        _part("surroundings_deviation", "Afwijking fysieke omgeving"),
        _part("facilities_deviation", "Afwijking voorzieningen"),
        _part("cohesion_deviation", "Afwijking sociale samenhang"),
        _part("nuisance_deviation", "Afwijking overlast en onveiligheid"),
    ),
    key=("area", "period_start", "period_end"),
    days=("period_start", "period_end"),
    counted="row",  # a published score of a place
    is_optional=True,
)
