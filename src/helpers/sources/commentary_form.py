"""The form in which owners explain: its contract, and what came back, read as every export is.

Its contract stands outside `exports/`: no delivery holds it, and none misses it.
"""

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path

import pandas as pd

from helpers.door.cells import Sheet
from helpers.floor import dutch
from helpers.floor.faults import Fault
from helpers.floor.params import explanation
from helpers.floor.params.explanation import ANSWERS, FIELDS, NUMBER, Explanation
from helpers.floor.quarter import Quarter
from helpers.sources.cells import parsers
from helpers.sources.cells.cell_parser import BLANK_SIGNS, Parser, Unreadable, cleaned
from helpers.sources.contract import Column, Contract, Rule
from helpers.sources.delivery import candidates
from helpers.sources.delivery.finding import Found
from helpers.sources.sheets import persons
from helpers.sources.sheets.reading import read_sheet

SHEET = "Toelichting"
_LAST_YEARS_AHEAD = 5  # a later day is nearly always a year typed wrong
_QUARTER = re.compile(r"(?<!\w)\d{4}-Q[1-4](?!\w)", re.ASCII)
_TOLD = {  # what the form tells the owner
    "name": "Indicator",
    "owner": "Eigenaar",
    "status": "Status",
    "stand": "Stand",
    "aim": "Streefwaarde",
    "rule": "Waarom deze status",
    "needed": "Nodig",
    "promise": "Vorige belofte",
}


def _checked(kind: str, check: Callable[[str], str], *, is_verbatim: bool = False) -> Parser:
    def parse(text: str) -> str:
        try:
            return check(text)
        except ValueError as refusal:
            raise Unreadable(*refusal.args) from None

    return Parser(kind, "str", parse, BLANK_SIGNS, is_private=True, is_verbatim=is_verbatim)


_NUMBER = _checked("nummer", explanation.indicator_number)
_TEXT = _checked(persons.WRITTEN, explanation.owner_text, is_verbatim=True)


def _asked(name: str) -> Column:
    field = FIELDS[name]
    parser = _NUMBER if name == "id" else _TEXT if field.annotation is str else parsers.day
    title, description = field.title or name, field.description or ""
    # The rule below is stricter on days.
    return Column(name, title, parser, description, field.is_required(), may_lie_ahead=True, may_be_old=True)


COLUMNS = (
    _asked("id"),
    *(
        Column(name, header, parsers.text, "Staat vast.", is_required=False, is_optional=True, holds="thing")
        for name, header in _TOLD.items()
    ),
    *map(_asked, ANSWERS),
)


@dataclass(frozen=True)
class ReturnedForm:
    """What came back: the answers of the rows without an error, by row of Excel, and every fault of the form."""

    answers: Mapping[int, Explanation]
    faults: Sequence[Fault]


def contract(quarter: Quarter, known: Collection[str] | None) -> Contract:
    """What the form of a quarter holds; `known` are the indicators of the municipality, None when not known."""
    return Contract(
        dataset="toelichting",
        title="Toelichting van de eigenaren",
        row="een indicator",
        columns=COLUMNS,
        key=("id",),
        rules=rules(quarter, known),
    )


def rules(quarter: Quarter, known: Collection[str] | None) -> tuple[Rule, ...]:
    """What no explanation may say, in the form or in the file of commentary."""
    first, last = map(pd.Timestamp, promise_days(quarter))
    return (
        Rule(
            "indicator of the municipality",
            "error",
            "Dit is geen indicator van deze gemeente.",
            lambda t: t.id.str.fullmatch(NUMBER, na=False) & ~t.id.isin(t.id if known is None else known),
            "id",
        ),
        Rule(
            "promised_on: in time",
            "error",
            f"De beloofde dag ligt niet van {dutch.day(first)} tot en met {dutch.day(last)}.",
            lambda t: (t.promised_on < first) | (t.promised_on > last),
            "promised_on",
            "Controleer het jaar.",
        ),
    )


def promise_days(quarter: Quarter) -> tuple[date, date]:
    """The first and the last day that an owner may promise."""
    return quarter.next.start, date(quarter.year + _LAST_YEARS_AHEAD, 12, 31)


def read(path: Path, quarter: Quarter, known: Collection[str] | None) -> ReturnedForm:
    """A form that came back. A row without an answer says nothing."""
    found, faults = candidates.only_sheet(contract(quarter, known), path)
    if found is None:
        return ReturnedForm({}, faults)
    if misfit := _misfit(found, quarter):
        return ReturnedForm({}, [misfit])
    reading = read_sheet(found.contract, _answered(found), found.header, [])
    faults += [fault for fault in reading.faults if fault.rule != "leeg"]
    wrong = {fault.row for fault in faults if fault.level == "error"}
    answers = zip(reading.numbers, _explained(reading.table), strict=True)
    right = {row: answer for row, answer in answers if row not in wrong}
    return ReturnedForm(right, sorted(faults, key=lambda fault: (fault.row or 0, fault.letter)))


def _misfit(found: Found, quarter: Quarter) -> Fault | None:
    """What is wrong with the quarter that stands above the table."""
    above = " ".join(cell for row in found.sheet.rows[: found.header.at] for cell in row)
    named = sorted(set(_QUARTER.findall(above)))
    if named == [quarter.label]:
        return None
    message = f"Dit formulier hoort bij {', '.join(named)}, niet bij {quarter.label}."
    told = message, "Controleer het kwartaal achter --quarter."
    if not named:
        told = "Boven de tabel staat geen kwartaal.", "Maak een nieuw formulier en neem de antwoorden over."
    return Fault(*told, found.sheet.file, rule="formulier")


def _answered(found: Found) -> Sheet:
    """The sheet with its rows without an answer made empty, and with = before what a formula shows."""
    sheet, width = found.sheet, len(found.header.cells)
    places = [place for name in ANSWERS for place in found.header.places(FIELDS[name].title or name)]
    rows = sheet.rows[: found.header.at + 1]
    for at, row in enumerate(sheet.rows[len(rows) :], len(rows)):
        cells = [f"={cell}" if (at, place) in sheet.formulas else cell for place, cell in enumerate(row)]
        has_answer = any(cleaned(cells[place]) for place in places if place < len(cells))
        rows.append(cells if has_answer else [""] * width)
    return replace(sheet, rows=rows)


def _explained(table: pd.DataFrame | None) -> list[Explanation]:
    if table is None:
        return []
    plain = table[list(FIELDS)].assign(promised_on=table.promised_on.dt.date).astype(object)
    return [Explanation(*cells) for cells in plain.where(plain.notna(), None).itertuples(index=False)]
