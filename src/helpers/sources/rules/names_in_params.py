"""Names that params hold fixed, beside those in the exports: what appeared under no known name, and what went."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pandas as pd

from helpers.door.cells import fold
from helpers.floor import dutch
from helpers.sources.cells.cell_parser import quoted, shown

if TYPE_CHECKING:
    from helpers.sources.rules.params_beside_tables import Breach, Inputs

_MOST_NAMED = 8
_SILENCE = pd.DateOffset(months=2)  # a quarter without any report of a category that had them


def processes_not_named(inputs: Inputs) -> Iterator[Breach]:
    """The crucial processes that the register does not have, with those that it has under a name of its own."""
    crucial = inputs.settings.municipality.crucial_processes
    there = {_folded(one): shown(one) for one in inputs.tables["crisisafspraken"].process.dropna().astype(str)}
    others = [one for folded, one in there.items() if folded not in set(map(_folded, crucial))]
    for at, name in enumerate(crucial):
        if _folded(name) not in there:
            message = f"Het proces {quoted(name)} staat niet in de export."
            if others:
                message += f" Wel staan er: {dutch.listing(others[:_MOST_NAMED])}."
            yield ("crucial_processes", at), name, message


def categories_not_placed(inputs: Inputs) -> Iterator[Breach]:
    """The categories of reports that params give no place, since when, and which placed ones then went."""
    placed = {fold(name) for _, _, name in _placed(inputs)}
    reports = inputs.tables["meldingen"].dropna(subset=["category"])
    months = reports[(reports.reports > 0).fillna(False)].groupby("category").month.agg(["min", "max"])
    is_placed = pd.Series([fold(str(name)) in placed for name in months.index], months.index, dtype=bool)
    for name, since in months["min"][~is_placed].items():
        gone = [quoted(str(one)) for one, until in months["max"][is_placed].items() if until < since]
        message = f"De categorie {quoted(str(name))} staat sinds {dutch.month(since)} in de export, maar niet hier."
        verb = "ontbreekt" if len(gone) == 1 else "ontbreken"
        message += f" Sindsdien {verb} {dutch.listing(gone[:_MOST_NAMED])}." if gone else ""
        yield ("report_categories",), name, message


def categories_gone(inputs: Inputs) -> Iterator[Breach]:
    """The placed categories that the export has no more, at its end or at all."""
    reports = inputs.tables["meldingen"].dropna(subset=["category"])
    until = reports.month.groupby(reports.category.map(fold)).max()
    for kind, at, name in _placed(inputs):
        last, said = until.get(fold(name)), f"De categorie {quoted(name)} staat"
        if last is None:
            yield ("report_categories", kind, at), name, f"{said} niet in de export."
        elif last < reports.month.max() - _SILENCE:
            yield ("report_categories", kind, at), name, f"{said} na {dutch.month(last)} niet meer in de export."


def _placed(inputs: Inputs) -> list[tuple[str, int, str]]:
    kinds = inputs.settings.municipality.report_categories.by_kind
    return [(kind, at, name) for kind, names in kinds.items() for at, name in enumerate(names)]


def _folded(process: str) -> str:
    return process.strip().casefold()
