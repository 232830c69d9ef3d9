"""Crisis protocols: when each was last updated and laid down."""

from helpers.sources.cells import parsers
from helpers.sources.contract import Column, Contract

CONTRACT = Contract(
    dataset="crisisprotocollen",
    title="Crisisprotocollen",
    row="een protocol",
    columns=(
        Column("protocol", "Protocol", parsers.text, "De naam van het protocol.", holds="thing"),
        Column(
            "department", "Afdeling", parsers.text, "De afdeling van het protocol.", is_required=False, holds="thing"
        ),
        Column(
            "updated_on", "Geactualiseerd op", parsers.day, "De dag van de laatste actualisatie.", is_required=False
        ),
        Column(
            "laid_down_on",
            "Vastgelegd op",
            parsers.day,
            "De dag van vastlegging in het werkproces; mag in de toekomst liggen.",
            is_required=False,
            may_lie_ahead=True,
        ),
    ),
    key=("protocol",),
    feeds=("BR-1-2",),
    days=("updated_on",),
    counted="row",
    moves_on=("department", "updated_on", "laid_down_on"),
)
