"""The Excel form that owners fill in: its columns, and what they answered, checked cell by cell."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from xml.etree import ElementTree

from helpers.door import files, opening
from helpers.door.cells import Header, Sheet, column_letter, find_header
from helpers.door.workbooks import workbook
from helpers.floor.faults import BadInput, Fault
from helpers.floor.params.commentary import TEXTS
from helpers.floor.params.explanation import Explanation
from helpers.floor.params.yaml_text import Document, Place
from helpers.floor.printable import printable
from helpers.floor.quarter import Quarter
from helpers.sources import commentary
from helpers.sources.cells import calendar_days
from helpers.sources.cells.cell_parser import Unreadable

SHEET = "Toelichting"
NUMBER = "Nummer"
ANSWERS = {
    "cause": "Oorzaak",
    "consequence": "Gevolg",
    "measure": "Maatregel",
    "promised_on": "Beloofd op",
}
LARGEST_BYTES = 5_000_000
_COLUMNS = {"id": NUMBER, **ANSWERS}
_QUARTER = re.compile(r"(?<!\w)\d{4}-Q[1-4](?!\w)", re.ASCII)
_ZIP = b"PK\x03\x04"
_RULE = "formulier"
_DAY_HINT = "Schrijf een dag zoals 31-12-2026, of laat leeg."
_ASK_AGAIN = "Maak een nieuw formulier en neem de antwoorden over."


@dataclass(frozen=True)
class Form:
    """A form as it came back: the sheet, its header, and by row of Excel what stands in each wanted column."""

    file: str
    sheet: Sheet
    header: Header
    rows: Mapping[int, Mapping[str, str]]  # {"id": …, "cause": …}; every row with an answer
    formulas: frozenset[str]  # cells such as "J8"

    @cached_property
    def quarters(self) -> set[str]:
        """The quarters that are named above the header; a form names one."""
        above = self.sheet.rows[: self.header.at]
        return {label for row in above for cell in row for label in _QUARTER.findall(cell)}

    def fault(self, message: str, hint: str, field: str = "", row: int | None = None) -> Fault:
        """A fault in one cell, as Excel names it."""
        column = _COLUMNS.get(field, "")
        letter = column_letter(self.header.places(column)[0]) if column else ""
        where = {"file": self.file, "sheet": self.sheet.name, "row": row, "column": column, "letter": letter}
        return Fault(message, hint, rule=_RULE, **where)


def opened(path: Path) -> Form:
    """A form with its answers as text, not yet judged. Raises BadInput when it is no form."""
    name = printable(path.name, 120)
    content = files.read_bytes(path, largest=LARGEST_BYTES)
    if not content.startswith(_ZIP):
        hint = "Bewaar het formulier in Excel als .xlsx."
        raise BadInput([Fault("Dit is geen Excelbestand (.xlsx).", hint, name, rule=_RULE)])
    sheets = opening.sheets(content, name)
    headers = [(sheet, find_header(sheet, _COLUMNS.values())) for sheet in sheets]
    sheet, header = max(headers, key=lambda one: one[1].found if one[1] else 0, default=(None, None))
    if sheet is None or header is None:
        raise BadInput([Fault("Dit is geen formulier voor toelichtingen.", _ASK_AGAIN, name, rule=_RULE)])
    full = [one.name for one, seen in headers if seen and seen.found == len(_COLUMNS)]
    if len(full) > 1:
        hint = "Laat er één staan, met alle antwoorden."
        raise BadInput([Fault("Het formulier staat op meer dan één blad.", hint, name, rule=_RULE)])
    if faults := _unfit(name, sheet, header):
        raise BadInput(faults)
    return Form(name, sheet, header, _answered(sheet, header), _formulas(content, sheet.name))


def answers(
    form: Form, quarter: Quarter, known: Collection[str] | None
) -> tuple[dict[int, Explanation], list[Fault]]:
    """What the owners explained, by row of Excel; or nothing, with every fault of the form."""
    if form.quarters != {quarter.label}:
        return {}, [_of_another_quarter(form, quarter)]
    rows = list(form.rows)
    listed: list[dict[str, str]] = []
    places: dict[Place, int] = {}
    faults = _computed(form)
    for at, number in enumerate(rows):
        answered = dict(form.rows[number])
        try:
            answered["promised_on"] = _day(answered["promised_on"])
        except Unreadable:  # its words repeat the text
            faults.append(form.fault("Dit is geen dag.", _DAY_HINT, "promised_on", number))
            answered["promised_on"] = ""
        listed.append(answered)
        places |= {("explanations", at, field): number for field in _COLUMNS}
    document = Document({"explanations": listed}, places)
    said, found = commentary.checked(document, form.file, quarter, known, _column)
    told = [_in_excel(form, one) for one in found] + faults
    if told:
        return {}, sorted(told, key=lambda one: (one.row or 0, one.letter))
    return dict(zip(rows, said, strict=True)), []


def unread(form: Form, said: Iterable[Explanation]) -> list[int]:
    """The rows of Excel whose answers are not what the file of commentary holds."""
    known = {(one.id, *_plain(_texts(one))) for one in said}
    rows = form.rows.items()
    return [row for row, answered in rows if (answered["id"], *_plain(answered)) not in known]


def _texts(one: Explanation) -> dict[str, str]:
    return {field: str(getattr(one, field) or "") for field in ANSWERS}


def _plain(answered: Mapping[str, str]) -> list[str]:
    try:
        promised_on = _day(answered["promised_on"])
    except Unreadable:
        promised_on = answered["promised_on"]
    return [promised_on, *(" ".join(answered[field].split()) for field in TEXTS)]


def _unfit(file: str, sheet: Sheet, header: Header) -> list[Fault]:
    where = {"file": file, "sheet": sheet.name, "row": sheet.numbers[header.at], "rule": _RULE}
    faults = []
    for column in _COLUMNS.values():
        count = len(header.places(column))
        if count == 0:
            faults.append(Fault(f"De kolom “{column}” ontbreekt.", _ASK_AGAIN, **where))
        elif count > 1:
            message = f"De kolom “{column}” staat er {count} keer."
            faults.append(Fault(message, "Laat er één staan.", **where))
    return faults


def _answered(sheet: Sheet, header: Header) -> dict[int, dict[str, str]]:
    places = {field: header.places(column)[0] for field, column in _COLUMNS.items()}
    found: dict[int, dict[str, str]] = {}
    below = slice(header.at + 1, None)
    for number, row in zip(sheet.numbers[below], sheet.rows[below], strict=True):
        cells = {field: row[at].strip() if at < len(row) else "" for field, at in places.items()}
        if any(cells[field] for field in ANSWERS):
            found[number] = cells
    return found


def _formulas(content: bytes, sheet: str) -> frozenset[str]:
    """The cells of a sheet that are computed: what they show is no answer that an owner typed."""
    with workbook.opened(content, sheet) as book:
        tree = ElementTree.fromstring(workbook.xml_of(book, "xl/workbook.xml"))
        names = [printable(one.get("name", "")) for one in tree.iter() if one.tag.endswith("}sheet")]
        part = dict(zip(names, workbook.sheet_parts(book), strict=False)).get(sheet, "")
        cells = ElementTree.fromstring(workbook.xml_of(book, part)).iter()
        return frozenset(
            cell.get("r", "")
            for cell in cells
            if cell.tag.endswith("}c") and any(part.tag.endswith("}f") for part in cell)
        )


def _computed(form: Form) -> list[Fault]:
    letters = {field: column_letter(form.header.places(column)[0]) for field, column in _COLUMNS.items()}
    return [
        form.fault("Deze cel bevat een formule.", "Typ de tekst zelf.", field, row)
        for row in form.rows
        for field, letter in letters.items()
        if f"{letter}{row}" in form.formulas
    ]


def _of_another_quarter(form: Form, quarter: Quarter) -> Fault:
    if not form.quarters:
        return form.fault("Boven de tabel staat geen kwartaal.", _ASK_AGAIN)
    named = ", ".join(sorted(form.quarters))
    message = f"Dit formulier hoort bij {named}, niet bij {quarter.label}."
    return form.fault(message, "Controleer het kwartaal achter --quarter.")


def _day(text: str) -> str:
    return calendar_days.day(text).isoformat() if text else ""


def _column(place: Place) -> str:
    return _COLUMNS[str(place[-1])]


def _in_excel(form: Form, fault: Fault) -> Fault:
    field = next((field for field, column in _COLUMNS.items() if column == fault.column), "")
    return replace(form.fault(fault.message, fault.hint, field, fault.row), rule=fault.rule)
