"""The Excel form in which owners explain, judge and plan: what is told is grey and fixed, what is asked is white."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

from openpyxl import Workbook
from openpyxl.styles import Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation
from openpyxl.worksheet.worksheet import Worksheet

from helpers.floor import dutch
from helpers.floor.params.explanation import ANSWERS, DAYS, FIELDS, LONGEST_TEXT, judgements
from helpers.floor.params.indicator_rules import MOST
from helpers.floor.quarter import Quarter
from helpers.runner.commentary import signal_sheet
from helpers.runner.commentary.commentary_due import Asked
from helpers.runner.commentary.form_cells import (
    ANSWER_WIDTH,
    ASKED,
    HEADER,
    HEADER_ROW,
    SHOWN,
    TEXT,
    TOLD,
    WRAPPED,
    lay_out,
    made_with,
    put,
)
from helpers.runner.tables import xlsx
from helpers.sources import signal_form
from helpers.sources.commentary_contract import columns, planned_quarters, promise_days
from helpers.sources.commentary_form import SHEET
from helpers.sources.signal_form import AskedSignal

READING_GUIDE = "Leeswijzer"
_DAY, _NUMBER = "dd-mm-yyyy", "General"
_DUE = {**TOLD, "font": Font(bold=True)}
_PLAN_WIDTH = 10  # letters
_WIDTHS = {
    "id": 9,
    "name": 24,
    "owner": 18,
    "status": 18,
    "stand": 16,
    "aim": 14,
    "rule": 36,
    "judgement": 19,
    "reason": 30,
    "needed": 12,
    "promise": 30,
    "promised_on": 14,
    "code": 11,
}
_GUIDE = (
    ("Wie vult dit in?", "De eigenaar van de indicator. De naam van de afdeling staat in de kolom Eigenaar."),
    ("Wat vult u in?", "Alleen de witte cellen. De grijze cellen komen uit het rapport en staan vast."),
    *((str(FIELDS[name].title), str(FIELDS[name].description)) for name in ANSWERS),
    ("Toelichting", "Bij “nodig” vraagt het rapport om oorzaak, gevolg en maatregel. Bij “welkom” mag het."),
    ("Uw oordeel", "Het staat in het rapport naast het onze als het anders is. Het vervangt onze status niet."),
    ("Planning", "De stand die u op de laatste dag van het kwartaal wilt hebben. Tellingen lopen vanaf 1 januari."),
    ("Grijs in de planning", "Dat kwartaal is voorbij, of voor dat jaar is nog geen streefwaarde."),
    ("Signalen", "Als er signalen waren, staan ze op een eigen blad. Kies daar ja of nee en schrijf één zin."),
    ("Leeg", "Een lege cel verandert niets aan wat er al stond."),
    ("Code", "Hieraan ziet de analist of de rij is gewijzigd. Laat de code staan."),
    ("Hoe lang?", f"Hooguit {LONGEST_TEXT} tekens per cel, in gewone zinnen. Geen formules en geen opmaak."),
    ("Geen personen", "Noem geen namen, telefoonnummers of andere persoonsgegevens."),
    ("Wat gebeurt ermee?", "De tekst komt in het rapport. Volgend kwartaal staat uw toezegging naast de uitkomst."),
)  # fmt: skip


def as_workbook(
    quarter: Quarter,
    asked: Sequence[Asked],
    tables: Sequence[Mapping[str, Any]] = (),
    signals: Sequence[AskedSignal] = (),
    is_made_up: bool = False,
) -> bytes:
    """The form as an Excel workbook, with a sheet for the signals and for each table; the same gives the same bytes.

    It says whether it was made with real or made-up data, by which it is known when it comes back.
    """
    book = Workbook()
    sheet = book.active
    sheet.title = SHEET
    _title(sheet, quarter, is_made_up)
    for at, column in enumerate(columns(quarter), 1):
        is_planned = column.name in _plans(quarter)
        width = _PLAN_WIDTH if is_planned else _WIDTHS.get(column.name, ANSWER_WIDTH)
        sheet.column_dimensions[get_column_letter(at)].width = width
        put(sheet.cell(HEADER_ROW, at), column.header, **HEADER)
        for row, one in enumerate(asked, HEADER_ROW + 1):
            put(sheet.cell(row, at), one.cell(column.name), **_style(column.name, one))
    for rule in _held(quarter, asked):
        sheet.add_data_validation(rule)
    lay_out(sheet)
    if signals:
        signal_sheet.fill(book.create_sheet(signal_form.SHEET), quarter, signals, is_made_up)
    _guide(book.create_sheet(READING_GUIDE))
    for table in tables:
        _tell(book.create_sheet(table["caption"]), table)
    stream = io.BytesIO()
    book.save(stream)
    return xlsx.without_time(stream.getvalue())


def _plans(quarter: Quarter) -> list[str]:
    return [one.label for one in planned_quarters(quarter)]


def _title(sheet: Worksheet, quarter: Quarter, is_made_up: bool) -> None:
    title = f"Toelichting, oordeel en planning bij het {quarter.in_dutch} ({quarter.label})"
    put(sheet.cell(1, 1), title, font=Font(bold=True, size=14))
    put(sheet.cell(2, 1), "Vul de witte cellen in en stuur het bestand terug naar de analist.")
    put(sheet.cell(3, 1), f"Uitleg staat op het blad {READING_GUIDE}. Noem geen personen.")
    put(sheet.cell(4, 1), made_with(is_made_up))


def _style(column: str, one: Asked) -> dict[str, Any]:
    if column in ANSWERS:
        return {**ASKED, "number_format": _DAY if column in DAYS else TEXT}
    if column in one.open or column in one.planned:
        return {**(ASKED if column in one.open else TOLD), "number_format": _NUMBER}
    return {**(_DUE if column == "needed" and one.is_due else TOLD), "number_format": TEXT}


def _held(quarter: Quarter, asked: Sequence[Asked]) -> list[DataValidation]:
    """What Excel refuses while an owner types; each rule with the cells it holds."""
    rules = {"day": _day_rule(quarter), "judgement": _choice_rule(quarter)}
    rules |= {unit: _amount_rule(MOST.get(unit)) for unit in dict.fromkeys(one.unit for one in asked)}
    for at, column in enumerate(columns(quarter), 1):
        for row, one in enumerate(asked, HEADER_ROW + 1):
            held = "day" if column.name in DAYS else one.unit if column.name in one.open else column.name
            if held in rules:
                rules[held].add(f"{get_column_letter(at)}{row}")
    return [rule for rule in rules.values() if str(rule.sqref)]


def _day_rule(quarter: Quarter) -> DataValidation:
    days = promise_days(quarter)
    first, last = (f"DATE({day.year},{day.month},{day.day})" for day in days)
    return DataValidation(
        type="date",
        operator="between",
        formula1=first,
        formula2=last,
        errorTitle="Geen geldige dag",
        error=f"Vul een dag in van {dutch.day(days[0])} tot en met {dutch.day(days[1])}.",
        promptTitle="Beloofd op",
        prompt="De dag waarop de maatregel klaar is, zoals 31-12-2026.",
        **SHOWN,
    )


def _choice_rule(quarter: Quarter) -> DataValidation:
    return DataValidation(
        type="list",
        formula1=f'"{",".join(judgements(quarter))}"',
        errorTitle="Kies uit de lijst",
        error="Kies een woord uit de lijst, of laat de cel leeg.",
        promptTitle="Uw oordeel",
        prompt="Kies een woord uit de lijst. Leeg mag ook.",
        **SHOWN,
    )


def _amount_rule(most: float | None) -> DataValidation:
    limits: Mapping[str, Any] = {"operator": "greaterThanOrEqual", "formula1": "0"}
    if most is not None:
        limits = {"operator": "between", "formula1": "0", "formula2": f"{most}"}
    return DataValidation(
        type="decimal",
        errorTitle="Geen geldig getal",
        error="Vul een getal in" + (f" van 0 tot en met {most}." if most is not None else " van 0 of hoger."),
        promptTitle="Planning",
        prompt="De stand die u tot en met dit kwartaal plant.",
        **limits,
        **SHOWN,
    )


def _guide(sheet: Worksheet) -> None:
    for row, (term, text) in enumerate(_GUIDE, 1):
        put(sheet.cell(row, 1), term, font=Font(bold=True), alignment=WRAPPED)
        put(sheet.cell(row, 2), text, alignment=WRAPPED)
    sheet.column_dimensions["A"].width = 22
    sheet.column_dimensions["B"].width = 90
    sheet.protection.sheet = True


def _tell(sheet: Worksheet, table: Mapping[str, Any]) -> None:
    """A table as it was shown, with what it says above it."""
    above = [table["caption"], *table["notes"], table["source"]]
    for row, text in enumerate(above, 1):
        put(sheet.cell(row, 1), text, font=Font(bold=row == 1))
    for row, values in enumerate([table["columns"], *table["data"]["rows"]], len(above) + 2):
        for at, value in enumerate(values, 1):
            put(sheet.cell(row, at), value, **(HEADER if row == len(above) + 2 else TOLD))
    for letter in ("A", "B"):
        sheet.column_dimensions[letter].width = ANSWER_WIDTH
    sheet.protection.sheet = True
