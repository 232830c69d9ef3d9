"""Who must be trained next, by role: a sheet of the owner's form."""

from helpers.displays.drawing.columns import Column, table
from helpers.displays.source_lines import cannot_tell, line
from helpers.floor import dutch
from helpers.floor.printable import printable
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Absent, Table
from helpers.floor.shapes.tables import rows_of

_REGISTER = "crisisrollen"
_COLUMNS = [Column("role", "Rol"), Column("members", "Leden zonder geldige opleiding", decimals=0)]


def untrained_roles(result: Result) -> Table | Absent:
    """Per role the members in function who lack a valid training; a role in which nobody does has no row."""
    if not result.exports:
        return cannot_tell(result, "de rollen zonder opleiding", _REGISTER)
    rows = rows_of(result.measures, measure="untrained_members", split="role")
    counted = (
        "Wie twee rollen heeft, telt bij elke rol waarvoor een geldige opleiding ontbreekt."
        if len(rows)
        else "Elk lid in functie heeft een geldige opleiding."
    )
    return table(
        "untrained_roles",
        "Rollen zonder opleiding",
        rows.assign(role=rows.group.map(printable), members=rows.value),
        _COLUMNS,
        notes=[
            f"Stand op {dutch.day(result.quarter.end)}. {counted}",
            "Alleen voor de eigenaar die dit register bijhoudt. De aantallen zijn klein: stuur dit blad niet door.",
        ],
        source=line(result, _REGISTER),
    )
