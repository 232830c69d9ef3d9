"""What a profile does not show, and why."""

from helpers.floor import dutch
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Text


def wijk_not_shown(result: Result) -> Text:
    """What is hidden because few people are behind it, and what is left out on purpose."""
    limits = result.settings.municipality.small_numbers
    few = dutch.number(limits.hidden_below)
    return Text(
        [
            f"Aantallen personen onder de {few} blijven verborgen, en soms een ander aantal dat ze zou verraden.",
            f"Een aandeel tonen we pas vanaf {dutch.number(limits.survey_base)} antwoorden.",
            "De cybertraining en de opkopers staan hier niet: het gaat in één wijk om te weinig mensen.",
            "Een ranglijst van wijken staat hier niet: toeval bepaalt mee wie bovenaan staat.",
        ],
        is_list=True,
    )
