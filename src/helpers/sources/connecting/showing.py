"""What may be shown of an own file: five rows of its table, and the proposal as a table."""

from __future__ import annotations

from pathlib import Path

import pandas as pd

from helpers.door.persons import personal
from helpers.floor import dutch
from helpers.sources.cells.cell_parser import shown
from helpers.sources.connecting.proposal import Connecting, Proposal
from helpers.sources.contract import Column, Contract
from helpers.sources.mapping import telling

_ROWS = 5
_HIDDEN = ("pseudonym", "free text")


def first_rows(contract: Contract, table: pd.DataFrame) -> list[tuple[str, ...]]:
    """The headers and the first rows as text; of what is of persons only that there is something."""
    is_filled = {one.name: table[one.parser.names(one.name)].notna().to_numpy().any() for one in contract.columns}
    kept = [one for one in contract.columns if not one.is_optional or is_filled[one.name]]
    rows = [tuple(column.header for column in kept)]
    for at in range(min(_ROWS, len(table))):
        rows.append(tuple(_cell(column, table.iloc[at]) for column in kept))
    return rows


def _cell(column: Column, row: pd.Series) -> str:
    value = row[column.parser.names(column.name)[0]]
    if pd.isna(value):
        return ""
    if column.parser.is_private or column.holds in _HIDDEN:
        return personal.MASK
    if isinstance(value, pd.Timestamp):
        return f"{value:%d-%m-%Y}"
    if column.parser.dtype == "boolean":
        return "ja" if value else "nee"
    if column.parser.is_number:
        return dutch.number(float(value), 0 if float(value).is_integer() else 2)
    return shown(str(value))


def as_table(file: Path | str, dataset: str = "") -> pd.DataFrame:
    """The proposal for a file: per column of the contract its own header, the share that is read, and what is asked.

    A question has a row of its own; `voorstel` is what connect takes with Enter.
    """
    connecting = Connecting.of(Path(file), dataset)
    which = [question] if (question := connecting.which()) else []
    for one in which:
        connecting.decide(one, "")
    proposal = connecting.proposal()
    asked = [
        {"kolom": "", "vraag": one.text, "keuzes": "; ".join(one.choices), "voorstel": one.proposed}
        for one in (*which, *proposal.questions)
    ]
    return pd.DataFrame([*_lines(proposal), *asked]).assign(export=proposal.dataset).fillna("")


def _lines(proposal: Proposal) -> list[dict[str, object]]:
    mapping = proposal.draft.mapping
    return [
        {
            "kolom": one.column.header,
            "in uw bestand": one.best.own.header if one.best else "",
            "leesbaar (%)": round(100 * one.best.form.share) if one.best else "",
            "hoe": telling.of_column(mapping, one.column.header),
        }
        for one in proposal.lines
    ]
