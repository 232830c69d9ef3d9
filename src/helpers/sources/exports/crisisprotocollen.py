"""Crisis protocols: when each was last updated and laid down."""

from helpers.sources.cells import parsers
from helpers.sources.contract import Column, Contract, milestone

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
            "updated_on",
            "Geactualiseerd op",
            parsers.done_day,
            "De dag van de laatste actualisatie.",
            is_required=False,
            may_lie_ahead=True,
        ),
        Column(
            "laid_down_on",
            "Vastgelegd op",
            parsers.done_day,
            "De dag van vastlegging in het werkproces.",
            is_required=False,
            may_lie_ahead=True,
        ),
    ),
    key=("protocol",),
    rules=(
        *milestone(
            "updated_on", "Het protocol wordt pas geactualiseerd op {updated_on}; tot die dag telt het niet mee."
        ),
        *milestone(
            "laid_down_on", "Het protocol wordt pas vastgelegd op {laid_down_on}; tot die dag telt het niet mee."
        ),
    ),
    days=("updated_on",),
    counted="row",
    moves_on=("department", "updated_on", "laid_down_on"),
)
