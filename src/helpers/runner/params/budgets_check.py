"""The files of indicators laid beside each other: which targets a year still lacks, and what an id stood for before."""

from collections.abc import Iterator
from pathlib import Path

from helpers.floor import dutch, paths
from helpers.floor.faults import Fault
from helpers.floor.params import budget_years
from helpers.floor.params.settings import Settings, load

NEW_YEAR = "python run.py new-year {}"
_RULE = "begroting"


def check(year: int, folder: Path = paths.PARAMS) -> list[Fault]:
    """Warnings on the budget of a year. Raises what reading params raises."""
    settings = load(folder)
    file = budget_years.name_for(settings, year)
    found = [*_without_target(settings, year, file), *_other_promises(settings)]
    return [Fault(message, hint, where, rule=_RULE, level="warning") for message, hint, where in found]


def _without_target(settings: Settings, year: int, file: str) -> Iterator[tuple[str, str, str]]:
    gone = budget_years.without_target(settings, year)
    if not gone:
        return
    asked = [one for one in settings.at(year).indicators if one.kind != "no_target"]
    hint = f"Vul ze in bij targets, zoals {{{year}: 80}}."
    if len(gone) == len(asked):
        message = f"Voor {year} heeft nog geen enkele indicator een streefwaarde."
        is_own = file == budget_years.file_name(year)
        yield message, hint if is_own else f"Maak het bestand van dat jaar met: {NEW_YEAR.format(year)}.", file
    else:
        names = dutch.listing([one.id for one in gone])
        yield f"Voor {year} is er nog geen streefwaarde bij: {names}.", hint, file


def _other_promises(settings: Settings) -> Iterator[tuple[str, str, str]]:
    """An id that a later budget gives to something else: two promises, which nothing joins."""
    for before, first in zip(settings.budgets, list(settings.budgets)[1:], strict=False):
        for id_, then in budget_years.others_in(settings.at(first), before or first - 1).items():
            message = f"{id_} is vanaf {first} een andere toezegging dan “{then.name}” daarvoor."
            hint = "Standen en streefwaarden van daarvoor tellen niet mee. Klopt dat niet? Herstel measure."
            yield message, hint, budget_years.file_name(first)
