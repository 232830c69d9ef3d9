"""Total rows in a table: recognised, checked against the sum of the parts, and left out aloud."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import numpy as np
import pandas as pd

from helpers.door.cells import fold
from helpers.floor import dutch
from helpers.floor.faults import Fault
from helpers.sources.cells.cell_parser import Parse, Unreadable, cleaned, quoted, shown
from helpers.sources.contract import Column, Contract
from helpers.sources.sheets.columns import Texts, place_of

MOST = 2_000  # total rows that are checked; a file with more is refused
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
        "totaalgeneraal",
    ]
)
_MAY_BE = re.compile(r"tota|gemeente|som|gm\d{4}", re.ASCII)
_MUNICIPALITY = re.compile(r"GM\d{4}", re.ASCII | re.IGNORECASE)
_LONGER = re.compile(r"(sub|eind)?totaal\b.|totalen\b.|gemeente\b.", re.IGNORECASE)
_NAMES = ("tekst", "code")  # kinds of column in which a longer label may be a name
_TOLERANCE = 0.005
_ROUNDING = 0.5  # percentage points


@dataclass(frozen=True)
class TotalRow:
    """A row that sums others: its number, its label, and its cells by column name."""

    number: int
    label: str
    cells: dict[str, str]


def marked(
    contract: Contract, places: Mapping[str, int], texts: Mapping[str, Texts], is_filled_at: Mapping[int, np.ndarray]
) -> np.ndarray:
    """The total rows: a label comes first in the row, or stands in or beside an empty key.

    A row that has no sum to check and lacks nothing is data, whatever it is called. A longer label,
    such as “Totaal 2026”, counts only where the row lacks something: a category may be called “Totaal verkeer”.
    """
    rows = len(next(iter(texts.values())).codes) if texts else 0
    if not any(_MAY_BE.search("\n".join(column.different).lower()) for column in texts.values()):
        return np.zeros(rows, bool)
    is_short = {name: column.where(is_label) for name, column in texts.items()}
    is_longer = {name: column.where(_is_longer) for name, column in texts.items()}
    if not any(mask.any() for mask in (*is_short.values(), *is_longer.values())):
        return np.zeros(rows, bool)
    is_filled = {name: is_filled_at[places[name]] for name in texts}
    keys = [name for name in contract.key if name in texts]
    in_order = sorted(texts, key=lambda name: places[name])
    by_label = _leads(is_short, is_filled, in_order)
    uncoded = _any(~is_filled[name] | is_short[name] for name in keys)
    by_label |= uncoded & _any(is_short.values())
    columns = [column for column in contract.columns if column.name in texts]
    lacks = _any(~is_filled[one.name] for one in columns if one.is_required and not one.is_additive)
    has_sum = _any(is_filled[one.name] for one in columns if one.is_additive)
    is_total = by_label & (has_sum | lacks)
    lacks |= _any(is_longer[one.name] for one in columns if one.parser.kind not in _NAMES)
    return is_total | (_leads(is_longer, is_filled, in_order) & lacks)


def label(cells: Mapping[str, str]) -> str:
    """The text that makes a row a total row."""
    return next((text for text in cells.values() if is_label(text) or _is_longer(text)), "")


def check(
    contract: Contract,
    total: TotalRow,
    table: pd.DataFrame,
    reads: Mapping[str, Parse],
    places: Mapping[str, int],
    block: np.ndarray | None = None,
) -> list[Fault]:
    """One error for each sum that is wrong; when all are right, the warning that the row was left out.

    `block` marks the rows since the total row before this one: a subtotal is the sum of those.
    """
    is_part = _parts(contract, total, table, reads)
    checked, faults = [], []
    for column in contract.columns:
        text = total.cells.get(column.name, "")
        if not cleaned(text) or _is_any_label(text) or column.parser.parts:
            continue
        values, read = table[column.name], reads[column.name]
        if not column.is_additive:
            said, is_right = _within(column, text, values[is_part], read)
        else:
            said, is_right = _compare(column, text, values[is_part], read)
            if not is_right and block is not None and block.any():
                of_block, is_right = _compare(column, text, values[is_part & block], read)
                said = of_block if is_right else said
        if not said:
            continue
        checked.append(said)
        if not is_right:
            hint = "Herstel het totaal of de delen; een totaalrij mag ook weg."
            place = place_of(column, places)
            faults.append(Fault(said, hint, row=total.number, rule="totaalrij", value=shown(text), **place))
    if faults:
        return faults
    proof = " ".join(checked) or "Er was niets na te rekenen."
    message = f"Dit is een totaalrij ({quoted(total.label)}); zij telt niet mee. {proof}"
    return [Fault(message, row=total.number, rule="totaalrij", level="warning")]


def _leads(is_wanted: Mapping[str, np.ndarray], is_filled: Mapping[str, np.ndarray], in_order: list[str]) -> np.ndarray:
    """The rows whose first filled cell is wanted."""
    leads = seen = np.zeros(len(is_filled[in_order[0]]), bool)
    for name in in_order:
        leads = leads | (is_wanted[name] & ~seen)
        seen = seen | is_filled[name]
    return leads


def _any(masks: Iterable[np.ndarray]) -> np.ndarray | bool:
    found: np.ndarray | bool = False
    for mask in masks:
        found = found | mask
    return found


def _compare(column: Column, text: str, parts: pd.Series, read: Parse) -> tuple[str, bool]:
    try:
        given = read(text)
    except Unreadable as error:
        return error.message, False
    if given is None:
        return f"{column.header} is niet ingevuld.", True
    added = float(parts.sum())
    if abs(added - given) <= _TOLERANCE:
        return f"{column.header} klopt met de som van de delen: {_said(given)}.", True
    return f"{column.header} is {_said(given)}, maar de delen zijn samen {_said(added)}.", False


def _within(column: Column, text: str, parts: pd.Series, read: Parse) -> tuple[str, bool]:
    """A percentage of the whole lies between those of the parts; what cannot be compared is passed over."""
    if column.parser.kind != "percentage" or parts.isna().all():
        return "", True
    try:
        given = read(text)
    except Unreadable as error:
        return error.message, False
    if given is None or parts.min() - _ROUNDING <= given <= parts.max() + _ROUNDING:
        return "", True
    between = f"van {_said(parts.min())} tot {_said(parts.max())}"
    return f"{column.header} is {_said(given)}, maar de delen lopen {between}.", False


def _parts(contract: Contract, total: TotalRow, table: pd.DataFrame, reads: Mapping[str, Parse]) -> np.ndarray:
    """The rows of which this is the total: those that share the keys it names."""
    is_part = np.ones(len(table), bool)
    for name in contract.key:
        text = total.cells.get(name, "")
        if not cleaned(text) or _is_any_label(text):
            continue
        try:
            wanted = reads[name](text)
        except Unreadable:
            wanted = None
        if wanted is None:
            return np.zeros(len(table), bool)
        wanted = pd.Series([wanted], dtype=table[name].dtype)[0]
        is_part &= (table[name] == wanted).fillna(False).to_numpy(bool)
    return is_part


def is_label(cell: str) -> bool:
    """Whether a cell says that its row is a total, as “Totaal” and “Gemeente” do."""
    if not _MAY_BE.search(cell.lower()):
        return False
    return fold(cell) in _LABELS or bool(_MUNICIPALITY.fullmatch(cleaned(cell)))


def _is_longer(cell: str) -> bool:
    return bool(_MAY_BE.search(cell.lower()) and _LONGER.match(cleaned(cell)) and not is_label(cell))


def _is_any_label(cell: str) -> bool:
    return is_label(cell) or _is_longer(cell)


def _said(value: float) -> str:
    return dutch.number(value, 0 if float(value).is_integer() else 2)
