"""The register of dealers in used goods."""

from helpers.sources.cells import parsers
from helpers.sources.contract import Column, Contract, announced, milestone, not_before

CONTRACT = Contract(
    dataset="opkopers",
    title="Register van opkopers",
    row="een opkoper in het register",
    columns=(
        Column("dealer", "Opkopernr", parsers.code, "Het nummer van de opkoper.", holds="thing"),
        Column("sector", "Branche", parsers.text, "De branche van de opkoper.", is_required=False, holds="thing"),
        Column("wijk", "Wijkcode", parsers.wijk_code, "De wijk van de zaak.", is_required=False),
        Column(
            "registered_on",
            "Ingeschreven sinds",
            parsers.day,
            "De dag van inschrijving.",
            may_lie_ahead=True,
            may_be_old=True,
        ),
        Column(
            "deregistered_on",
            "Uitgeschreven op",
            parsers.end_day,
            "De dag van uitschrijving; leeg zolang de zaak bestaat.",
            is_required=False,
            may_lie_ahead=True,
            may_be_old=True,
        ),
    ),
    key=("dealer",),
    rules=(
        not_before("deregistered_on", "registered_on", "De opkoper is uitgeschreven vóór de inschrijving."),
        *milestone("registered_on", "De inschrijving gaat pas in op {registered_on}."),
        announced("deregistered_on", "De uitschrijving gaat pas in op {deregistered_on}."),
    ),
    days=("registered_on", "deregistered_on"),
    counted="dealer",
    moves_on=("sector", "wijk", "deregistered_on"),
)
