"""Crisis exercises and legal scenarios, and how they were evaluated."""

from helpers.sources.cells import parsers
from helpers.sources.contract import Column, Contract

CONTRACT = Contract(
    dataset="crisisoefeningen",
    title="Crisisoefeningen",
    row="een oefening of juridisch scenario",
    columns=(
        Column("date", "Datum", parsers.day, "De dag van de oefening."),
        Column("kind", "Soort", parsers.choice("oefening", "juridisch scenario"), "Oefening of juridisch scenario."),
        Column("is_regional", "Regionaal betrokken", parsers.yes_no, "Of de veiligheidsregio meedeed."),
        Column(
            "evaluation",
            "Evaluatie",
            parsers.choice("adequaat", "niet adequaat", "nog niet geëvalueerd"),
            "Het oordeel van de evaluatie.",
        ),
    ),
    days=("date",),
    counted="row",
    moves_on=("evaluation",),
)
