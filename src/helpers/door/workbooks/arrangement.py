"""How a sheet of Excel was laid out: merged cells filled, and what was hidden named."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from itertools import islice

from helpers.door.cells import Sheet, column_letter
from helpers.door.limits import LARGEST_CELLS, refuse_if_vast
from helpers.floor.faults import Fault

Range = tuple[int, int, int, int]  # first and last row, first and last column, counted from 0
_NAMED = 10


def arranged(sheet: Sheet, merged: Iterable[Range], hidden_rows: Sequence[int], hidden_columns: Sequence[int]) -> Sheet:
    """The sheet without blank rows at its end, merged cells filled, with a note on hidden rows and columns."""
    rows = sheet.rows
    while rows and not any(rows[-1]):
        rows.pop()
    filled = _fill(sheet, merged)
    width = max(map(len, rows), default=0)
    names = [str(at + 1) for at in hidden_rows if at < len(rows) and any(rows[at])]
    hidden_places = {at for at in hidden_columns if at < width}
    letters = [column_letter(at) for at in sorted(hidden_places) if any(at < len(row) and row[at] for row in rows)]
    notes = [*sheet.notes]
    if names:
        notes.append(_hidden("Rij", [int(name) for name in names], names, sheet))
    if letters:
        numbers = [at for at in sorted(hidden_places) if column_letter(at) in set(letters)]
        notes.append(_hidden("Kolom", numbers, letters, sheet))
    numbers = list(range(1, len(rows) + 1))
    return replace(sheet, numbers=numbers, filled=frozenset(filled), notes=tuple(notes))


def _fill(sheet: Sheet, merged: Iterable[Range]) -> set[tuple[int, int]]:
    """Repeat the value of each merged range; a row with no value of its own stays blank."""
    rows = sheet.rows
    has_values = [any(row) for row in rows]
    filled: set[tuple[int, int]] = set()
    cells = 0
    for first, last, left, right in merged:
        value = rows[first][left] if first < len(rows) and left < len(rows[first]) else ""
        if not value:
            continue
        for at in range(first, min(last + 1, len(rows))):
            if not has_values[at]:
                continue
            cells += right + 1 - left
            if cells > LARGEST_CELLS // 5:
                refuse_if_vast(LARGEST_CELLS, right + 1, sheet.file, sheet.name)
            row = rows[at]
            row.extend([""] * (right + 1 - len(row)))
            row[left : right + 1] = [value] * (right + 1 - left)
            filled.update((at, place) for place in range(left, right + 1) if (at, place) != (first, left))
    return filled


def _hidden(what: str, numbers: list[int], names: list[str], sheet: Sheet) -> Fault:
    runs = list(_runs(numbers, names))
    shown = runs[:_NAMED] + ([f"nog {len(runs) - _NAMED}"] if len(runs) > _NAMED else [])
    listed = shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} en {shown[-1]}"
    verbs = "is verborgen in Excel; zij telt mee" if len(names) == 1 else "zijn verborgen in Excel; zij tellen mee"
    hint = "Wis wat niet mee mag tellen."
    row, letter = (numbers[0], "") if what == "Rij" else (None, names[0])
    return Fault(
        f"{what} {listed} {verbs}.", hint, sheet.file, sheet.name, row, letter=letter, rule="verborgen", level="warning"
    )


def _runs(numbers: list[int], names: list[str]) -> Iterable[str]:
    """Neighbours together: "5 tot en met 7"."""
    start = 0
    for at in range(1, len(numbers) + 1):
        if at == len(numbers) or numbers[at] != numbers[at - 1] + 1:
            run = list(islice(names, start, at))
            yield run[0] if len(run) == 1 else f"{run[0]} tot en met {run[-1]}"
            start = at
