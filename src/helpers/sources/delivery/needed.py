"""Which exports are needed: by an indicator, or by a notebook that is not left out. Light: a name asks for it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from helpers.floor import paths

if TYPE_CHECKING:
    from helpers.floor.params.settings import Settings


def by_notebook(folder: Path = paths.NOTEBOOKS, key: Literal["needs", "uses"] = "needs") -> dict[str, tuple[str, ...]]:
    """What each notebook cannot do without, as its metadata says, or what it shows where it is there: by its name.

    One that cannot be read needs nothing.

    >>> by_notebook()["dealer_compliance"], by_notebook(key="uses")["safety_indicators"]
    (('opkoper_controles', 'opkopers'), ('wijkatlas',))
    """
    return {file.stem: _of(file, key) for file in sorted(folder.glob("*.ipynb"))}


def may_be_left_out(folder: Path = paths.NOTEBOOKS) -> list[str]:
    """The notebooks that params may leave out: those that need an export of their own, and those that say so.

    >>> "surroundings" in may_be_left_out(), "management_summary" in may_be_left_out()
    (True, False)
    """
    asked = {file.stem: _about(file) for file in sorted(folder.glob("*.ipynb"))}
    return [name for name, about in asked.items() if about.get("needs") or about.get("is_optional") is True]


def _of(file: Path, key: str) -> tuple[str, ...]:
    try:
        return tuple(_about(file).get(key, ()))
    except TypeError:
        return ()


def _about(file: Path) -> dict[str, Any]:
    try:
        return dict(json.loads(file.read_text("utf-8"))["metadata"]["helpers"])
    except (OSError, ValueError, LookupError, TypeError, RecursionError):  # what is wrong with it, the runner says
        return {}


def in_year(settings: Settings, year: int) -> frozenset[str]:
    """The exports that a report on a year needs: for what its budget promises, and for the notebooks."""
    return frozenset({*settings.at(year).sources, *_for_notebooks(settings)})


def read(settings: Settings) -> frozenset[str]:
    """The exports that are read where they are there: those that any year needs, and what a notebook shows beside."""
    every = [*settings.indicators, *(one for several in settings.budgets.values() for one in several)]
    of_indicators = (name for one in every for name in one.sources)
    return frozenset({*of_indicators, *_for_notebooks(settings), *_for_notebooks(settings, "uses")})


def _for_notebooks(settings: Settings, key: Literal["needs", "uses"] = "needs") -> list[str]:
    left_out = settings.municipality.chapters_left_out
    return [name for stem, names in by_notebook(key=key).items() if stem not in left_out for name in names]
