"""Total rows below a table: recognised, checked against the sum of the parts, and left out aloud."""

from __future__ import annotations

import re
from dataclasses import dataclass

import pandas as pd

from helpers.door.cells import fold
from helpers.floor import dutch
from helpers.floor.faults import Fault
from helpers.sources.contract import Column, Contract
from helpers.sources.parsers import Unreadable, quoted

_LABELS = frozenset(
    [
        "totaal",
        "totalen",
        "total",
        "eindtotaal",
        "subtotaal",
        "som",
        "gemeente",
        "gemeentetotaal",
        "totaalgemeente",
    ]
)
_MAY_BE = re.compile(r"tota|gemeente|som|GM\d{4}", re.IGNORECASE)
_MUNICIPALITY = re.compile(r"GM\d{4}", re.ASCII)
_TOLERANCE = 0.005


@dataclass(frozen=True)
class TotalRow:
    """A row that sums others: its number, its label, and its cells by column name."""

    number: int
    label: str
    cells: dict[str, str]


def label(contract: Contract, cells: dict[str, str]) -> str:
    """What makes this row a total row, or "": a label comes first, or stands beside an empty code."""
    if not _MAY_BE.search(" ".join(cells.values())):
        return ""
    filled = [cell.strip() for cell in cells.values() if cell.strip()]
    if filled and _is_label(filled[0]):
        return filled[0]
    is_coded = all(
        cells.get(name, "x").strip() and not _is_label(cells[name]) for name in contract.key if name in cells
    )
    return next((cell for cell in filled if _is_label(cell)), "") if contract.key and not is_coded else ""


def check(
    contract: Contract,
    total: TotalRow,
    texts: dict[str, list[str]],
    table: pd.DataFrame,
    where: dict[str, str],
) -> list[Fault]:
    """One error for each sum that is wrong; when all are right, the warning that the row was left out."""
    is_part = _parts(contract, total, texts, table)
    checked, faults = [], []
    for column in contract.columns:
        text = total.cells.get(column.name, "")
        if not column.is_additive or not text.strip():
            continue
        said, is_right = _compare(column, text, table.loc[is_part, column.name])
        checked.append(said)
        if not is_right:
            hint = "Herstel het totaal of de delen; een totaalrij mag ook weg."
            faults.append(
                Fault(
                    said,
                    hint,
                    row=total.number,
                    column=column.header,
                    value=text,
                    rule="totaalrij",
                    **where,
                )
            )
    if faults:
        return faults
    proof = " ".join(checked) or "Er was niets na te rekenen."
    message = f"Dit is een totaalrij ({quoted(total.label)}); zij telt niet mee. {proof}"
    return [Fault(message, row=total.number, rule="totaalrij", level="warning", **where)]


def _compare(column: Column, text: str, parts: pd.Series) -> tuple[str, bool]:
    try:
        given = column.parser.read(text)
    except Unreadable as error:
        return error.message, False
    if given is None:
        return f"{column.header} is niet ingevuld.", True
    added = float(parts.sum())
    if abs(added - given) <= _TOLERANCE:
        return f"{column.header} klopt met de som van de delen: {_said(given)}.", True
    return f"{column.header} is {_said(given)}, maar de delen zijn samen {_said(added)}.", False


def _parts(
    contract: Contract, total: TotalRow, texts: dict[str, list[str]], table: pd.DataFrame
) -> pd.Series:
    is_part = pd.Series(True, index=table.index)
    for name in contract.key:
        wanted = total.cells.get(name, "").strip()
        if wanted and not _is_label(wanted):
            is_part &= pd.Series([text.strip() == wanted for text in texts[name]], index=table.index)
    return is_part


def _is_label(cell: str) -> bool:
    return fold(cell) in _LABELS or bool(_MUNICIPALITY.fullmatch(cell.strip()))


def _said(value: float) -> str:
    return dutch.number(value, 0 if float(value).is_integer() else 2)
