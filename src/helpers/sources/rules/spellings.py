"""One thing has one code in every export: a spelling that differs from the register's is read as the register's."""

from collections.abc import Mapping
from dataclasses import replace

from helpers.floor import dutch
from helpers.floor.faults import Fault
from helpers.sources.cells.cell_parser import quoted
from helpers.sources.cells.codes import folded
from helpers.sources.sheets.columns import place_of
from helpers.sources.sheets.reading import Reading

RULE = "andere schrijfwijze"
_LINKS = (
    ("opkoper_controles", "dealer", "opkopers"),
    ("cybertraining_deelnemers", "session", "cybertraining_bijeenkomsten"),
)


def agreed(readings: Mapping[str, Reading]) -> tuple[dict[str, Reading], list[Fault]]:
    """The readings with each code as the other export writes it, and a warning where that changed it."""
    result, faults = dict(readings), []
    for dataset, column, other in _LINKS:
        if (
            dataset in result
            and other in result
            and result[dataset].table is not None
            and result[other].table is not None
        ):
            result[dataset], found = _as_in(result[dataset], result[other], column)
            faults += found
    return result, faults


def _as_in(reading: Reading, register: Reading, column: str) -> tuple[Reading, list[Fault]]:
    own, known = reading.rows[column], set(register.rows[column].dropna())
    spelled: dict[str, list[str]] = {}
    for code in known:
        spelled.setdefault(folded(code), []).append(code)
    others = {code: spelled.get(folded(code), []) for code in own.dropna().unique() if code not in known}
    changed = {code: codes[0] for code, codes in others.items() if len(codes) == 1}
    if not changed:
        return reading, []
    rows = own.isin(changed).to_numpy().nonzero()[0]
    first = own.iloc[rows[0]]
    count = dutch.counted(len(rows), "cel schrijft", "cellen schrijven")
    example = "" if column in reading.private else f", zoals {quoted(first)} voor {quoted(changed[first])}"
    message = f"{count} een nummer anders dan “{register.contract.title}”{example}."
    place = {**place_of(reading.contract.column(column), reading.places), **reading.where}
    told = Fault(message, "Schrijf beide gelijk.", row=reading.numbers[rows[0]], rule=RULE, level="warning", **place)
    return replace(reading, table=reading.rows.assign(**{column: own.replace(changed)})), [told]
