"""The budgets in params: the first file of indicators and those of later years, which file holds when, and what then.

A file of a year is complete and holds for that year and later, until a later file.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from helpers.floor.params.settings import Indicator, Settings

FIRST = "indicators.yml"
OF_A_YEAR = ("targets", "planned_path", "planned_sessions")  # of an indicator, by a year or a quarter
_LATER = re.compile(r"indicators-(20[0-9]{2}|2100)\.yml")

Budgets = Mapping[int, "Sequence[Indicator]"]  # the indicators by the year from which they hold; the first by 0


def file_name(year: int) -> str:
    """The name of the file that begins to hold in a year; that of the first for 0."""
    return f"indicators-{year}.yml" if year else FIRST


def begins_in(name: str) -> int | None:
    """The year from which a file of this name holds, 0 for the first; None where it is no file of indicators.

    >>> begins_in("indicators-2027.yml"), begins_in("indicators.yml"), begins_in("indicators-27.yml")
    (2027, 0, None)
    """
    found = _LATER.fullmatch(name)
    return int(found[1]) if found else 0 if name == FIRST else None


def files(folder: Path) -> dict[int, Path]:
    """The files of indicators in a folder of params by the year from which each holds, the first by 0."""
    later = sorted(file.name for file in folder.glob("indicators-*.yml") if begins_in(file.name))
    return {0: folder / FIRST} | {int(name[-8:-4]): folder / name for name in later}


def holding(years: Iterable[int], year: int) -> int:
    """Which of the years that files begin to hold is that of the file for a year.

    >>> holding([0, 2027, 2029], 2028), holding([0, 2027], 2026)
    (2027, 0)
    """
    return max(one for one in years if one <= year)


def file_for(folder: Path, year: int) -> Path:
    """The file of indicators that holds for a year."""
    known = files(folder)
    return known[holding(known, year)]


def name_for(settings: Settings, year: int) -> str:
    """The name of the file of indicators that holds for a year."""
    return file_name(holding(settings.budgets or (0,), year))


def is_same(one: Indicator, other: Indicator) -> bool:
    """Whether two budgets promise the same under one id: counted by the same measure, and so in the same unit."""
    return (one.id, one.measure) == (other.id, other.measure)


def seen_from(budgets: Budgets, year: int) -> tuple[Indicator, ...]:
    """The indicators that hold in a year, each with the targets and plans of every year: from the file of that year.

    A year in which an id was another promise, or asked for at most what is now at least, gives none.
    """
    return tuple(one.model_copy(update=_of_every_year(one, budgets)) for one in budgets[holding(budgets, year)])


def _of_every_year(one: Indicator, budgets: Budgets) -> dict[str, dict[Any, float]]:
    same = {
        first: other
        for first, several in budgets.items()
        for other in several
        if is_same(one, other) and one.operator == other.operator
    }
    return {
        name: {
            key: amount
            for first, other in same.items()
            for key, amount in getattr(other, name).items()
            if holding(budgets, int(str(key)[:4])) == first
        }
        for name in OF_A_YEAR
    }


def others_in(settings: Settings, year: int) -> dict[str, Indicator]:
    """By id what stands for another promise in a year than it does here."""
    here = {one.id: one for one in settings.indicators}
    there = settings.at(year).indicators
    return {one.id: one for one in there if one.id in here and not is_same(one, here[one.id])}


def without_target(settings: Settings, year: int) -> list[Indicator]:
    """The indicators of a year that ask for a target and have none yet."""
    return [one for one in settings.at(year).indicators if one.kind != "no_target" and one.target(year) is None]


def names_in(settings: Settings, year: int) -> dict[str, str]:
    """The names of the indicators in a year, by id."""
    return {one.id: one.name for one in settings.at(year).indicators}
