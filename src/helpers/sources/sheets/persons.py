"""Personal data stop here: columns, headers and titles that look personal are refused, never repeated."""

from collections.abc import Iterator
from dataclasses import dataclass

from helpers.door.cells import Header, Sheet, column_letter, fold
from helpers.door.persons import personal
from helpers.door.persons.personal import Look
from helpers.floor import dutch
from helpers.floor.faults import Fault
from helpers.sources.contract import Column, Contract
from helpers.sources.sheets import personal_headers, pseudonyms

RULE = "persoonsgegevens"
WRITTEN = "toelichting"  # the kind of texts that somebody wrote
_HINT = "Haal de kolom weg en lever de export opnieuw."
_HINT_ABOVE = "Haal de tekst weg en lever de export opnieuw."
_ABOUT = "persoonsgegevens in de export"
_MANY = {
    personal.BSN: "burgerservicenummers",
    personal.EMAIL: "e-mailadressen",
    personal.PHONE: "telefoonnummers",
    personal.IBAN: "IBAN's",
    personal.BIRTH: "geboortedatums",
    personal.NAME: "namen",
    personal.ADDRESS: "adressen",
    personal_headers.PLATE: "kentekens",
}

# How a column is searched: by the kind of its cells where that leaves no room for a text, else by what its
# contract says that it holds, which may be nothing.
_CLOSED_KINDS = ("getal", "heel getal", "uren", "percentage", "keuze", "ja of nee", "wijkcode", "tijd")
_FREE_TEXT = Look(names=personal.LISTED)
_BY_KIND = {
    **dict.fromkeys(_CLOSED_KINDS, Look(names=personal.INITIALLED)),
    **dict.fromkeys(("datum", "maand", "kwartaal"), Look(names=personal.INITIALLED, may_hold_dates=True)),
    "plaats": Look(names=personal.INITIALLED, may_hold_addresses=True),
    "leeftijdsklasse": Look(names=personal.INITIALLED, holds_ages=True),
    WRITTEN: personal.WRITTEN,
}
_BY_CONTENT = {
    "": Look(),
    "pseudonym": Look(names=personal.INITIALLED),
    "free text": _FREE_TEXT,
    "place": Look(names=personal.TITLED, may_hold_addresses=True),
    "thing": Look(names=personal.INITIALLED),
}


@dataclass(frozen=True)
class _Cells:
    """One column below the header: its cells with the rows of Excel."""

    place: int
    header: str
    texts: list[str]
    numbers: list[int]
    column: Column | None  # of the contract

    @property
    def distinct(self) -> list[str]:
        return [text for text in dict.fromkeys(self.texts) if text and not text.isspace()]

    def rows_of(self, texts: set[str]) -> list[int]:
        return [number for number, text in zip(self.numbers, self.texts, strict=True) if text in texts]


def faults(contract: Contract, sheet: Sheet, header: Header, places: dict[str, int]) -> list[Fault]:
    """An error for every column and kind of personal data, also in headers, titles and unknown columns.

    `places` are the columns of the contract that `headers.match` found. No message repeats a value.
    """
    found = _above(contract, sheet, header)
    for cells in _columns(contract, sheet, header, places):
        found += _of_column(contract, sheet, header, cells)
    return found


def on_another_sheet(sheet: Sheet) -> list[Fault]:
    """An error for each kind of personal data on a sheet that holds no export: it came along all the same."""
    texts: dict[str, int] = {}
    for number, row in zip(sheet.numbers, sheet.rows, strict=True):
        for text in row:
            texts.setdefault(text, number)
    result = []
    for kind, found in personal.found([text for text in texts if text.strip()], look=_FREE_TEXT).items():
        first = min(texts[text] for text in found)
        message = f"Dit blad wordt niet gelezen, maar lijkt {_MANY[kind]} te bevatten (de eerste in rij {first})."
        hint = "Haal het blad weg en lever de export opnieuw."
        result.append(Fault(message, hint, sheet.file, sheet.name, first, rule=RULE, about=_ABOUT))
    return result


def alarms(text: str) -> list[tuple[str, str]]:
    """What to say, with a hint, of each kind of personal data in a text that somebody wrote."""
    hint = "Schrijf over de zaak, niet over een persoon."
    return [(f"De tekst lijkt een {kind} te bevatten.", hint) for kind in personal.found_alone(text)]


def _of_column(contract: Contract, sheet: Sheet, header: Header, cells: _Cells) -> list[Fault]:
    distinct = cells.distinct
    look = _look(cells.column)
    if look is personal.WRITTEN:
        wrong = [(text, told) for text in distinct for told in alarms(text)]
        return [_fault(sheet, cells, *told, row) for text, told in wrong for row in cells.rows_of({text})]
    named = None if _is_known(contract, cells.header) else personal_headers.kind_of(cells.header)
    found = personal.found(distinct, cells.header, look) if distinct else {}
    result = [_held(sheet, cells, kind, cells.rows_of(texts)) for kind, texts in found.items()]
    if named and named not in found:
        result.append(_named(sheet, cells, named, sheet.numbers[header.at], len(distinct) > 0))
    if cells.column and cells.column.holds == "pseudonym":
        suspect = {text for texts in found.values() for text in texts}
        result += _no_pseudonyms(sheet, header, cells, [text for text in distinct if text not in suspect])
    return result


def _held(sheet: Sheet, cells: _Cells, kind: str, rows: list[int]) -> Fault:
    count = "1 cel, in" if len(rows) == 1 else f"{dutch.counted(len(rows), 'cel', 'cellen')}, de eerste in"
    message = f"{_label(cells)} lijkt {_MANY[kind]} te bevatten ({count} rij {rows[0]})."
    return _fault(sheet, cells, message, _HINT, rows[0])


def _named(sheet: Sheet, cells: _Cells, kind: str, row: int, is_filled: bool) -> Fault:
    state = "" if is_filled else " Zij is leeg, maar mag ook leeg niet mee."
    message = f"{_label(cells)} hoort er niet in: de kop noemt {_MANY[kind]}.{state}"
    return _fault(sheet, cells, message, _HINT, row)


def _no_pseudonyms(sheet: Sheet, header: Header, cells: _Cells, distinct: list[str]) -> list[Fault]:
    odd = pseudonyms.odd([text for text in distinct if fold(text) != fold(cells.header)])
    width = len(header.cells)
    # a foot note or the label of a total stands alone in its row
    alone = {
        row[cells.place]
        for row in sheet.rows[header.at + 1 :]
        if odd
        and cells.place < len(row)
        and row[cells.place] in odd
        and not any(cell.strip() for at, cell in enumerate(row[:width]) if at != cells.place)
    }
    rows = cells.rows_of(odd - alone)
    if not rows:
        return []
    if len(odd - alone) == 1:
        message = f"{_label(cells)} hoort een pseudoniem te hebben; in rij {rows[0]} staat iets dat er geen is."
        hint = "Een pseudoniem heeft een cijfer, geen spatie en geen naam, zoals P0001."
        return [_fault(sheet, cells, message, hint, rows[0])]
    count = dutch.counted(len(rows), "cel", "cellen")
    message = f"{_label(cells)} lijkt namen te bevatten ({count}, de eerste in rij {rows[0]})."
    return [_fault(sheet, cells, message, "Vervang elke naam door een pseudoniem, zoals P0001.", rows[0])]


def _above(contract: Contract, sheet: Sheet, header: Header) -> list[Fault]:
    """Titles above the header, and the headers that the contract does not know."""
    texts = {
        text: (number, place)
        for number, row in zip(sheet.numbers[: header.at + 1], sheet.rows[: header.at + 1], strict=True)
        for place, text in enumerate(row)
        if text and not text.isspace() and not _is_known(contract, text)
    }
    result = []
    for kind, found in personal.found(texts, look=_FREE_TEXT).items():
        row, place = min(texts[text] for text in found)
        what = "De kop" if row == sheet.numbers[header.at] else "De tekst boven de koppen"
        letter = column_letter(place)
        message = f"{what} in rij {row}, kolom {letter} lijkt {_MANY[kind]} te bevatten."
        result.append(Fault(message, _HINT_ABOVE, sheet.file, sheet.name, row, letter=letter, rule=RULE, about=_ABOUT))
    return result


def _columns(contract: Contract, sheet: Sheet, header: Header, places: dict[str, int]) -> Iterator[_Cells]:
    """Every column that has a header or a cell; what stands beyond the headers too."""
    by_place = {place: contract.column(name) for name, place in places.items()}
    width = len(header.cells)
    rows, numbers = sheet.rows[header.at + 1 :], sheet.numbers[header.at + 1 :]
    is_even = set(map(len, rows)) <= {width}
    for place, cell in enumerate(header.cells):
        texts = [row[place] if is_even or place < len(row) else "" for row in rows]
        yield _Cells(place, cell, texts, numbers, by_place.get(place))
    beyond: dict[int, list[tuple[str, int]]] = {}
    for row, number in zip(rows, numbers, strict=True) if not is_even else ():
        for place in range(width, len(row)):
            if row[place]:
                beyond.setdefault(place, []).append((row[place], number))
    for place, found in sorted(beyond.items()):
        cells, at = zip(*found, strict=True)
        yield _Cells(place, "", list(cells), list(at), None)


def _look(column: Column | None) -> Look:
    if column is None:
        return _BY_CONTENT[""]
    return _BY_KIND.get(column.parser.kind) or _BY_CONTENT[column.holds]


def _is_known(contract: Contract, text: str) -> bool:
    return fold(text) in {fold(header) for header in contract.headers}


def _label(cells: _Cells) -> str:
    name = personal.masked(cells.header)
    return f"De kolom “{name}”" if name else f"Kolom {column_letter(cells.place)} (zonder kop)"


def _fault(sheet: Sheet, cells: _Cells, message: str, hint: str, row: int) -> Fault:
    header, letter = personal.masked(cells.header), column_letter(cells.place)
    return Fault(message, hint, sheet.file, sheet.name, row, header, letter, rule=RULE, about=_ABOUT)
