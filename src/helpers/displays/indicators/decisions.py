"""What asks for a decision, by status and owner; and for the analyst which plans are still to fill in."""

from collections.abc import Iterable

from helpers.displays import readings, words
from helpers.displays.indicators import gaps
from helpers.displays.indicators.changes import chapters
from helpers.floor import dutch
from helpers.floor.params import budget_years
from helpers.floor.params.settings import Indicator
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Absent, ChapterAnswers, Text

_ASKS = {
    "niet meer haalbaar": "stel een nieuwe streefwaarde vast",
    "niet gehaald": "besluit wat er volgend jaar mee gebeurt",
    "achter": "stuur bij of pas de streefwaarde aan",
    "onzeker": "besluit of er extra inzet nodig is",
    "geen oordeel": "zorg voor een plan of voor gegevens",
}
_STRANGE = "Levering die opvalt: laat nakijken of zij klopt"
_NO_NUMBER = "Zonder getal: spreek een streefwaarde af"


def decisions(result: Result) -> ChapterAnswers | Absent:
    """A point for each status that asks for a decision, the worst first, with its indicators by owner.

    In the quarter's report the choices of the chapters follow, such as the lot over the hours. What has no
    judgement is named where it is short of its target. The rule behind each stands with the gaps.
    """
    promised = readings.promised(result)
    if not promised:
        return Absent("wat een besluit vraagt", gaps.no_targets(result))
    points = [
        f"{dutch.sentence_case(word)}: {_ASKS[word]}. {_by_owner(asked)}"
        for word in _ASKS
        if (asked := [one for one in promised if _asks(result, one, word)])
    ]
    held_back = [one for one in promised if readings.is_held_back(result, one)]
    if held_back:
        points.append(f"{_STRANGE}. {_by_owner(held_back)}")
    unnumbered = [one for one in result.settings.indicators if one.kind == "no_target"]
    if unnumbered:
        points.append(f"{_NO_NUMBER}. {_by_owner(unnumbered)}")
    return ChapterAnswers(chapters(result), points or ["Geen enkele toezegging vraagt nu om een besluit."])


def plans_to_fill(result: Result) -> Text:
    """For the analyst: where a planned path is lacking, so that the judgement comes from the indicator's own pace."""
    label, year = result.quarter.label, result.quarter.year
    gone = budget_years.without_target(result.settings, year)
    if gone:
        named = dutch.listing([one.id for one in gone])
        return Text([f"Voor {year} is nog geen streefwaarde ingevuld bij {named}.", _where_to_promise(result)])
    open_ = [one for one in readings.promised(result) if one.kind != "no_target"]
    found = [one.id for one in open_ if label not in one.planned_path]
    if not found:
        return Text([f"Elke indicator met een streefwaarde heeft voor {label} een planned_path."])
    return Text(
        [
            f"Vul planned_path in params/{budget_years.name_for(result.settings, year)} in voor {label}.",
            f"Nodig bij {dutch.listing(found)}.",
            "Zonder plan komt het oordeel uit het eigen tempo van de indicator.",
        ]
    )


def _where_to_promise(result: Result) -> str:
    """Which file of params holds for the year, or how the file of that year is made."""
    year = result.quarter.year
    name = budget_years.name_for(result.settings, year)
    is_of_an_earlier_year = any(min(one.targets, default=year) < year for one in result.settings.indicators)
    if name != budget_years.file_name(year) and is_of_an_earlier_year:
        return f"Maak het bestand van {year} met: python run.py new-year {year}."
    return f"Vul targets in params/{name} in."


def _asks(result: Result, indicator: Indicator, word: str) -> bool:
    if readings.status(result, indicator)[0] != word or readings.is_held_back(result, indicator):
        return False
    return word in words.ASKS_DECISION or readings.reading(result, indicator).is_reached is False


def _by_owner(asked: Iterable[Indicator]) -> str:
    owners: dict[str, list[str]] = {}
    for one in asked:
        owners.setdefault(one.owner, []).append(one.name)
    return " ".join(f"{owner}: {dutch.listing(names)}." for owner, names in owners.items())
