"""What a profile does not show, and why; and where what it shows comes from."""

from helpers.floor import dutch
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Text

_OF_FEW = {"cyber_training": "De cybertraining staat", "dealer_compliance": "De controles bij opkopers staan"}


def wijk_not_shown(result: Result) -> Text:
    """What is hidden because few people are behind it, and what is left out on purpose."""
    own = result.settings.municipality
    few = dutch.number(own.small_numbers.hidden_below)
    return Text(
        [
            f"Aantallen personen onder de {few} blijven verborgen, en soms een ander aantal dat ze zou verraden.",
            f"Een aandeel tonen we pas vanaf {dutch.number(own.small_numbers.survey_base)} antwoorden.",
            *(
                f"{what} hier niet: het gaat in één wijk om te weinig mensen."
                for chapter, what in _OF_FEW.items()
                if chapter not in own.chapters_left_out
            ),
            "Een ranglijst van wijken staat hier niet: toeval bepaalt mee wie bovenaan staat.",
        ],
        is_list=True,
    )


def wijk_sources(result: Result) -> Text:
    """The exports behind the page in a few lines: it has two sides of paper; the report has the table of files."""
    read = [export.dataset for export in result.exports]
    if not read:
        return Text(["Voor deze pagina is geen export gelezen."])
    own = [name for name in read if not result.descriptions[name].is_optional]
    said = {"Van de gemeente": own, "Van anderen": [name for name in read if name not in own]}
    named = {whose: dutch.listing([result.title_of(name) for name in names]) for whose, names in said.items() if names}
    made_up = " Dit zijn voorbeelddata." if result.is_made_up else ""
    return Text(
        [
            *(f"{whose}: {names}." for whose, names in named.items()),
            f"Alles tot en met {dutch.day(result.quarter.end)}.{made_up}",
            "Het kwartaalrapport noemt elk bestand met zijn kenmerk.",
        ]
    )
