"""The form in which owners explain, judge and plan: what came back, read as every export is."""

import hashlib
import json
import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import astuple, dataclass, field, replace
from pathlib import Path

import pandas as pd

from helpers.door.cells import Sheet, column_letter
from helpers.floor.faults import Fault
from helpers.floor.params.explanation import ANSWERS, FIELDS, Explanation
from helpers.floor.quarter import Quarter
from helpers.sources.cells.cell_parser import cleaned
from helpers.sources.commentary_contract import CODE, PART, SIGNALS, contract, planned_quarters
from helpers.sources.delivery import candidates
from helpers.sources.delivery.finding import Found
from helpers.sources.sheets.reading import Reading, read_sheet

SHEET = "Toelichting"
_CODE_LENGTH = 8
DATA = {True: "voorbeelddata, verzonnen", False: "eigen exports"}  # what a form says it was made with
_QUARTER = re.compile(r"(?<!\w)\d{4}-Q[1-4](?!\w)", re.ASCII)


@dataclass(frozen=True)
class Answer:
    """What an owner changed in one row; `planned` has the amounts as texts, such as "12.5" or "80%", by quarter."""

    said: Explanation
    planned: Mapping[str, str]


@dataclass(frozen=True)
class ReturnedForm:
    """What came back: the answers by row of Excel, and every fault of the form.

    Of a row with an error only the plan is in the answers. `places` has where each column stands: sheet, header and
    letter, for the faults that only show beside other forms.
    """

    answers: Mapping[int, Answer]
    faults: Sequence[Fault]
    places: Mapping[str, Fault] = field(default_factory=dict)


def code_of(said: Explanation, planned: Mapping[str, str]) -> str:
    """What shows whether a row is as it was issued: a row that nobody touched says nothing, however old it is."""
    told = json.dumps([*map(str, astuple(said)), *sorted(planned.items())], ensure_ascii=False)
    return "c" + hashlib.sha256(told.encode("utf-8")).hexdigest()[:_CODE_LENGTH]


def read(path: Path, quarter: Quarter, known: Collection[str] | None, is_made_up: bool = False) -> ReturnedForm:
    """A form that came back. A row without an answer, and one that nobody touched, say nothing.

    A form on real data is refused beside a report on made-up data, and the reverse.
    """
    found, faults = candidates.only_sheet(contract(quarter, known), path)
    if found is None:
        return ReturnedForm({}, faults)
    if misfit := misfit_of(found, quarter, is_made_up):
        return ReturnedForm({}, [misfit])
    faults = [fault for fault in faults if fault.sheet != SIGNALS]
    reading, of_rows, places = read_rows(found, [*ANSWERS, *(one.label for one in planned_quarters(quarter))])
    faults += of_rows
    wrong = {fault.row for fault in faults if fault.level == "error"}
    answers = _answers(reading, wrong, quarter)
    return ReturnedForm(answers, sorted(faults, key=lambda fault: (fault.row or 0, fault.letter)), places)


def read_rows(found: Found, asked: Sequence[str]) -> tuple[Reading, list[Fault], dict[str, Fault]]:
    """The rows of a sheet that have an answer in a column that is asked, their faults, and where each column stands."""
    reading = read_sheet(found.contract, _answered(found, asked), found.header, [])
    where = Fault("", file=found.sheet.file, sheet=str(reading.where["sheet"]))
    places = {
        name: replace(where, column=found.contract.column(name).header, letter=column_letter(at))
        for name, at in reading.places.items()
    }
    return reading, _told_once([fault for fault in reading.faults if fault.rule != "leeg"]), places


def _told_once(faults: list[Fault]) -> list[Fault]:
    """A cell that cannot be read is no empty cell too."""
    cells = {(fault.row, fault.letter) for fault in faults if fault.rule != PART}
    return [fault for fault in faults if fault.rule != PART or (fault.row, fault.letter) not in cells]


def misfit_of(found: Found, quarter: Quarter, is_made_up: bool) -> Fault | None:
    """What is wrong with the quarter, or with the kind of data, that stand above the table.

    A form from before the kind of data stood there fits both.
    """
    above = " ".join(cell for row in found.sheet.rows[: found.header.at] for cell in row)
    named = sorted(set(_QUARTER.findall(above)))
    if named == [quarter.label]:
        return _of_other_data(found, above) if DATA[not is_made_up] in above else None
    message = f"Dit formulier hoort bij {', '.join(named)}, niet bij {quarter.label}."
    told = message, "Controleer het kwartaal achter --quarter."
    if not named:
        told = "Boven de tabel staat geen kwartaal.", "Maak een nieuw formulier en neem de antwoorden over."
    return Fault(*told, found.sheet.file, rule="formulier")


def _of_other_data(found: Found, above: str) -> Fault:
    made_with, other = sorted(DATA.values(), key=above.find, reverse=True)
    message = f"Dit formulier hoort bij een rapport over {made_with}; het rapport hier gaat over {other}."
    return Fault(message, "Maak een nieuw formulier en neem de antwoorden over.", found.sheet.file, rule="formulier")


def _answered(found: Found, asked: Sequence[str]) -> Sheet:
    """The sheet with its rows without an answer made empty, and with = before what a formula shows."""
    sheet, width = found.sheet, len(found.header.cells)
    places = [place for name in asked for place in found.header.places(found.contract.column(name).header)]
    rows = sheet.rows[: found.header.at + 1]
    for at, row in enumerate(sheet.rows[len(rows) :], len(rows)):
        cells = [f"={cell}" if (at, place) in sheet.formulas else cell for place, cell in enumerate(row)]
        has_answer = any(cleaned(cells[place]) for place in places if place < len(cells))
        rows.append(cells if has_answer else [""] * width)
    return replace(sheet, rows=rows)


def _answers(reading: Reading, wrong: Collection[int | None], quarter: Quarter) -> dict[int, Answer]:
    if reading.table is None:
        return {}
    days = {"promised_on": reading.table.promised_on.dt.date}
    cells = reading.table.assign(**days).astype(object).to_dict("records")
    answers = {}
    for row, told in zip(reading.numbers, cells, strict=True):
        given = {str(name): value for name, value in told.items() if pd.notna(value)}
        if "id" not in given:
            continue
        said = Explanation(**{name: given[name] for name in FIELDS if name in given})
        planned = {one.label: given[one.label] for one in planned_quarters(quarter) if one.label in given}
        if given.get(CODE) != code_of(said, planned):
            answers[row] = Answer(Explanation(said.id) if row in wrong else said, planned)
    return answers
