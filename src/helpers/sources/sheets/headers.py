"""Which column of a sheet is which column of the contract."""

import re

from helpers.door.cells import Header, Sheet, column_letter, fold
from helpers.floor import dutch
from helpers.floor.faults import Fault, nearest
from helpers.sources.cells.cell_parser import cleaned, quoted, shown
from helpers.sources.contract import Column, Contract

_MOST_UNKNOWN = 20  # unknown columns named one by one
_MOST_NAMED = 30  # headers in one hint
# StatLine puts a number behind a header that changes between years: Aantal_12
_NUMBERED = re.compile(r"(.+)_\d{1,3}", re.ASCII)


def match(contract: Contract, sheet: Sheet, header: Header) -> tuple[dict[str, int], list[Fault]]:
    """The place of each column by its name in the contract, and what is wrong with the headers.

    A missing or doubled column is an error; an unknown one, or one spelled otherwise, a warning.
    """
    where = {"file": sheet.file, "sheet": sheet.name, "row": sheet.numbers[header.at], "rule": "kolommen"}
    found = {column.name: _found(column, header) for column in contract.columns}
    taken = {place for several in found.values() for place in several}
    faults: list[Fault] = []
    for column in contract.columns:
        faults += _faults_of(column, header, found[column.name], taken, where)
        faults += _respelled(column, sheet.rows[header.at], found[column.name], where)
    places = {name: several[0] for name, several in found.items() if several}
    return places, faults + _unknown(sheet, header, taken, where)


def width(header: Header) -> int:
    """How many columns the table has: empty headers at the end do not count."""
    return max((place + 1 for place, cell in enumerate(header.cells) if cleaned(cell)), default=0)


def _found(column: Column, header: Header) -> list[int]:
    wanted = fold(column.header)
    plain = [place for place, cell in enumerate(header.cells) if fold(cell) == wanted]
    if plain:
        return plain
    numbered = ((place, _NUMBERED.fullmatch(cleaned(cell))) for place, cell in enumerate(header.cells))
    return [place for place, numbers in numbered if numbers and fold(numbers[1]) == wanted]


def _faults_of(column: Column, header: Header, found: list[int], taken: set[int], where: dict) -> list[Fault]:
    if not found:
        if column.is_optional:
            return []
        free = [cell for place, cell in enumerate(header.cells) if cell and place not in taken]
        hint = nearest(column.header, map(shown, free)).replace("Bedoelde u", "Is dit de kolom")
        message = f"De kolom {quoted(column.header)} ontbreekt."
        return [Fault(message, hint or _delivered(header), column=column.header, **where)]
    where = {**where, "column": column.header, "letter": column_letter(found[0])}
    if len(found) > 1:
        letters = dutch.listing([column_letter(place) for place in found[:_MOST_NAMED]])
        times = "twee" if len(found) == 2 else dutch.number(len(found))
        message = f"De kop “{column.header}” staat er {times} keer: kolom {letters}."
        return [Fault(message, "Laat er één staan.", **where)]
    return []


def _respelled(column: Column, cells: list[str], found: list[int], where: dict) -> list[Fault]:
    """The warning that a header is written in another way; what nobody can see does not count."""
    if len(found) != 1:
        return []
    cell = cells[found[0]]
    if cleaned(cell) == column.header and cell.count(" ") <= column.header.count(" "):
        return []
    message = f"De kop {quoted(cell)} is gelezen als “{column.header}”."
    letter = column_letter(found[0])
    return [Fault(message, column=column.header, letter=letter, level="warning", **where)]


def _unknown(sheet: Sheet, header: Header, taken: set[int], where: dict) -> list[Fault]:
    # In a delimited file a cell beyond the table is a delimiter too many: an error of its row.
    end = len(header.cells) if sheet.name else width(header)
    faults = []
    for place, cell in enumerate(header.cells[:end]):
        message = f"De kolom {quoted(cell)} is onbekend en wordt niet gelezen."
        if place in taken:
            continue
        if not cleaned(cell):
            if not any(place < len(cells) and cells[place].strip() for cells in sheet.rows[header.at + 1 :]):
                continue
            message = "Er staan gegevens onder een lege kop; ze worden niet gelezen."
        letter = column_letter(place)
        faults.append(Fault(message, column=shown(cell), letter=letter, level="warning", **where))
    if len(faults) <= _MOST_UNKNOWN:
        return faults
    rest = dutch.number(len(faults) - _MOST_UNKNOWN)
    message = f"Nog {rest} kolommen zijn onbekend en worden niet gelezen."
    return [*faults[:_MOST_UNKNOWN], Fault(message, level="warning", **where)]


def _delivered(header: Header) -> str:
    named = [shown(cell) for cell in header.cells if cleaned(cell)]
    more = " …" if len(named) > _MOST_NAMED else ""
    return f"Deze koppen staan er: {', '.join(named[:_MOST_NAMED])}{more}."
