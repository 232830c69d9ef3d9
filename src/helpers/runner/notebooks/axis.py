"""What a notebook runs per: once a quarter, or once for each wijk or month, which gives each a page of its own."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from helpers.floor.faults import AskedWrongly, nearest
from helpers.floor.month import Month, months_up_to
from helpers.floor.quarter import Quarter
from helpers.floor.regions import municipality_of
from helpers.runner.notebooks.chapters import MONTH, WIJK, Notebook
from helpers.sources.reference.wijk_names import plain_names

_IN_DUTCH = {WIJK: "wijk", MONTH: "maand"}


def spread(notebooks: Sequence[Notebook], quarter: Quarter, wijken: Mapping[str, str]) -> list[Notebook]:
    """Every run of a quarter: a notebook that runs per wijk or month once for each, in the order of the codes or time.

    `wijken` has the name of each wijk by its code.
    """
    values = {WIJK: wijken, MONTH: months(quarter)}
    return [run for one in notebooks for run in (_each(one, values[one.per]) if one.per in values else [one])]


def _each(notebook: Notebook, values: Mapping[str, str]) -> list[Notebook]:
    return [replace(notebook, at=value, title=f"{notebook.title}: {name}") for value, name in values.items()]


def months(quarter: Quarter) -> dict[str, str]:
    """The months of a quarter with their Dutch names.

    >>> months(Quarter(2026, 3))
    {'2026-07': 'juli 2026', '2026-08': 'augustus 2026', '2026-09': 'september 2026'}
    """
    return {one.label: one.in_dutch for one in months_up_to(Month.of(quarter.end), 3)}


def quarter_of(month: str) -> Quarter:
    """The quarter of a month such as 2026-08. Raises AskedWrongly on any other form."""
    return Month.parse(month).quarter


def wijken_in(reference: Path) -> Mapping[str, str]:
    """The wijken of data/reference with their names, in code order. Raises BadInput where those files do not fit."""
    if names := plain_names(reference):
        return names
    from helpers.sources.reference.reading import areas_in  # only here, so that `list` starts at once

    return areas_in(reference).names


def refuse_wijk(wijk: str, wijken: Collection[str]) -> None:
    """Raise AskedWrongly where a code is none of these wijken, with the nearest or all of them."""
    if wijk in wijken:
        return
    others = "Er zijn: " + ", ".join(wijken) + "."
    if wijk[:2] == "WK" and municipality_of([wijk]) != municipality_of([*wijken]):
        raise AskedWrongly(f"De wijk {wijk} hoort niet bij deze gemeente.", others)
    raise AskedWrongly(f"Er is geen wijk “{wijk}”.", nearest(wijk, wijken) or others)


def refuse_axis(option: str, per: str, only: str, notebooks: Sequence[Notebook]) -> None:
    """Raise AskedWrongly unless `only` names a notebook that runs per what the option narrows to."""
    fitting = [one.stem for one in notebooks if one.per == per]
    if only in fitting:
        return
    kind = _IN_DUTCH[per]
    hint = f"Kies er een met --only: {', '.join(fitting)}." if fitting else f"Geen enkel notebook draait per {kind}."
    raise AskedWrongly(f"{option} hoort bij een notebook dat per {kind} draait.", hint)
