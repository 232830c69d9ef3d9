"""Which exports are needed: by an indicator, or by a notebook that is not left out. Light: a name asks for it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.floor import paths

if TYPE_CHECKING:
    from helpers.floor.params.settings import Settings


def by_notebook(folder: Path = paths.NOTEBOOKS) -> dict[str, tuple[str, ...]]:
    """What each notebook cannot do without, as its metadata says: by its name; one that cannot be read needs nothing.

    >>> by_notebook()["dealer_compliance"]
    ('opkoper_controles', 'opkopers')
    """
    return {file.stem: _of(file) for file in sorted(folder.glob("*.ipynb"))}


def _of(file: Path) -> tuple[str, ...]:
    try:
        return tuple(json.loads(file.read_text("utf-8"))["metadata"]["helpers"]["needs"])
    except (OSError, ValueError, LookupError, TypeError, RecursionError):  # what is wrong with it, the runner says
        return ()


def in_year(settings: Settings, year: int) -> frozenset[str]:
    """The exports that a report on a year needs: for what its budget promises, and for the notebooks."""
    return frozenset({*settings.at(year).sources, *_for_notebooks(settings)})


def ever(settings: Settings) -> frozenset[str]:
    """The exports that are needed for any year."""
    every = [*settings.indicators, *(one for several in settings.budgets.values() for one in several)]
    return frozenset({*(name for one in every for name in one.sources), *_for_notebooks(settings)})


def _for_notebooks(settings: Settings) -> list[str]:
    left_out = settings.municipality.chapters_left_out
    return [name for stem, names in by_notebook().items() if stem not in left_out for name in names]
