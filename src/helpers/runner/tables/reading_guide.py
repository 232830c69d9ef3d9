"""From published tables to a workbook that explains itself: a first sheet, Dutch beside codes, what columns mean."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from helpers.floor.shapes.words import WITHHELD_IN_DUTCH
from helpers.runner.tables import code_names, column_names
from helpers.runner.tables.book import Book, Page, Rows, Sheet, sheet_name, typed
from helpers.runner.tables.column_names import Named

GUIDE, COLUMNS = "Leeswijzer", "Kolommen"
_CODE = "{} (code)"
_OWN = {"wijk": ("wijk_name", "name"), "indicator_id": ("name",)}  # the columns in which a table names its codes itself
_MADE_UP = {
    True: "Voorbeelddata. Alle cijfers zijn verzonnen.",
    False: "Echte gegevens, uit registraties van de gemeente en van openbare bronnen.",
}
_WHAT = (
    "De cijfers achter het rapport. Elk blad is één tabel en begint in cel A1. "
    "Cellen tonen soms twee decimalen; het getal erachter is niet afgerond."
)
_EMPTY = (
    "Er is geen getal, of de kolom geldt niet voor de rij. "
    "Heeft het blad een kolom “Waarom geen getal”, dan staat daar waarom."
)


@dataclass(frozen=True)
class About:
    """What a workbook is about, in Dutch: its title, whose it is, of which period and edition.

    `names` has by column the Dutch of its codes: those of areas, indicators and exports.
    """

    title: str
    municipality: str = ""
    period: str = ""
    edition: str = ""
    is_made_up: bool | None = None
    names: Mapping[str, Mapping[str, str]] = field(default_factory=dict)


def book(tables: Mapping[str, Sheet], about: About) -> Book:
    """The workbook of these tables: the guide, the tables in their order, and what each column means."""
    taken = {GUIDE.casefold(), COLUMNS.casefold()}
    listed: list[tuple[str, Sheet]] = []
    pages, known = [], dict[tuple[Named, str], None]()
    for name, sheet in tables.items():
        columns = list(_columns(name, sheet, about))
        pages.append(Page(sheet_name(name, taken), [_headers(columns), *_rows(columns, len(sheet.rows) - 1)]))
        listed.append((pages[-1].name, sheet))
        known |= {(one.named, one.code): None for one in columns}
    publisher = typed(f"Gemeente {about.municipality}") if about.municipality else ""
    return Book(about.title, publisher, [_guide(about, listed), *pages, _told(list(known))])


@dataclass(frozen=True)
class _Column:
    named: Named
    code: str  # the name in the CSV
    cells: list[Any]


def _columns(table: str, sheet: Sheet, about: About) -> Iterator[_Column]:
    """The columns of a table, each of codes after one with what they mean."""
    header, *rows = sheet.rows
    short = table.rpartition("-")[2].partition("_")[2] if "-" in table else table  # of one wijk or month
    for at, column in enumerate(header):
        named, values = column_names.of(short, column), [typed(row[at]) for row in rows]
        means = {**about.names.get(column, {}), **code_names.CODES.get(column, {}), **sheet.names.get(column, {})}
        if any(own in header for own in _OWN.get(column, ())) or not any(_is_code(value, means) for value in values):
            yield _Column(named, column, values)
            continue
        yield _Column(named, column, [typed(means.get("" if value is None else value, value)) for value in values])
        told = f"De code bij {named.header}, zoals in de CSV."
        yield _Column(Named(_CODE.format(named.header), told), column, values)


def _is_code(value: Any, means: Mapping[str, str]) -> bool:
    return (value is None or isinstance(value, str)) and means.get(value or "", value) != value


def _headers(columns: list[_Column]) -> list[Any]:
    """The headers, each once: of two that are the same the later one says its name in the CSV too."""
    seen: set[str] = set()
    made = []
    for one in columns:
        header = one.named.header if one.named.header.casefold() not in seen else f"{one.named.header} ({one.code})"
        seen.add(header.casefold())
        made.append(header)
    return made


def _rows(columns: list[_Column], count: int) -> Rows:
    """The rows of so many cells a column."""
    return [[one.cells[at] for one in columns] for at in range(count)]


def _guide(about: About, listed: list[tuple[str, Sheet]]) -> Page:
    """The first sheet: what this is, how to read an empty cell, and every sheet with a link."""
    facts = [
        ("Titel", about.title),
        ("Gemeente", about.municipality),
        ("Periode", about.period),
        ("Editie", about.edition),
        ("Gegevens", _MADE_UP[about.is_made_up] if about.is_made_up is not None else ""),
        ("Wat dit is", _WHAT),
        ("Lege cel", _EMPTY),
        *(
            (WITHHELD_IN_DUTCH[code].capitalize(), told)
            for code, told in code_names.MARKS.items()
            if any("withheld" in sheet.rows[0] for _, sheet in listed)
        ),
    ]
    rows: Rows = [["Onderwerp", "Uitleg", "Bron"], *([term, typed(told), None] for term, told in facts if told)]
    links = {}
    for name, title, source in [
        *((name, sheet.title, sheet.source) for name, sheet in listed),
        (COLUMNS, "Wat elke kolom betekent, en hoe zij in de CSV heet.", ""),
    ]:
        links[len(rows)] = name
        rows.append([name, typed(title), typed(_unnamed(source))])
    return Page(GUIDE, rows, links)


def _unnamed(source: str) -> str:
    """Its lines without the word that heads their column."""
    return "\n".join(line.removeprefix("Bron: ").strip() for line in source.splitlines())


def _told(known: list[tuple[Named, str]]) -> Page:
    rows = sorted([named.header, code, typed(named.told)] for named, code in known)
    return Page(COLUMNS, [["Kolom", "Naam in de CSV", "Uitleg"], *rows])
