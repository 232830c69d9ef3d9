"""Which column of a sheet is which column of the contract."""

from __future__ import annotations

from helpers.door.cells import Header, Sheet, column_letter, fold
from helpers.floor.faults import Fault, nearest
from helpers.sources.contract import Column, Contract


def match(contract: Contract, sheet: Sheet, header: Header) -> tuple[dict[str, int], list[Fault]]:
    """The place of each column by its name in the contract, and what is wrong with the headers.

    A missing or doubled column is an error; an unknown one, or one spelled otherwise, a warning.
    """
    row = sheet.numbers[header.at]
    places: dict[str, int] = {}
    faults: list[Fault] = []
    for column in contract.columns:
        found = header.places(column.header)
        if found:
            places[column.name] = found[0]
        faults += _faults_of(contract, column, header, found, sheet, row)
    return places, faults + _unknown(contract, sheet, header, row)


def _faults_of(
    contract: Contract, column: Column, header: Header, found: list[int], sheet: Sheet, row: int
) -> list[Fault]:
    where = {"file": sheet.file, "sheet": sheet.name, "row": row, "column": column.header, "rule": "kolommen"}
    if not found:
        free = [cell for cell in header.cells if cell and not _is_known(contract, cell)]
        level = "warning" if column.is_optional else "error"
        hint = nearest(column.header, free).replace("Bedoelde u", "Is dit de kolom")
        message = f"De kolom “{column.header}” ontbreekt."
        return [Fault(message, hint or _delivered(header), level=level, **where)]
    if len(found) > 1:
        letters = " en ".join(column_letter(place) for place in found)
        message = f"De kop “{column.header}” staat er twee keer: {letters}."
        return [Fault(message, "Laat er één staan.", **where)]
    if header.cells[found[0]] != column.header:
        message = f"De kop “{header.cells[found[0]]}” is gelezen als “{column.header}”."
        return [Fault(message, level="warning", **where)]
    return []


def _unknown(contract: Contract, sheet: Sheet, header: Header, row: int) -> list[Fault]:
    faults = []
    for place, cell in enumerate(header.cells):
        message = f"De kolom “{cell}” is onbekend en wordt niet gelezen."
        if not cell:
            if not any(place < len(cells) and cells[place].strip() for cells in sheet.rows[header.at + 1 :]):
                continue
            message = "Er staan gegevens onder een lege kop; ze worden niet gelezen."
        elif _is_known(contract, cell):
            continue
        where = {"file": sheet.file, "sheet": sheet.name, "row": row, "column": cell or column_letter(place)}
        faults.append(Fault(message, level="warning", rule="kolommen", **where))
    return faults


def _is_known(contract: Contract, cell: str) -> bool:
    return fold(cell) in {fold(header) for header in contract.headers}


def _delivered(header: Header) -> str:
    return f"Deze koppen staan er: {', '.join(cell for cell in header.cells if cell)}."
