"""One source, whatever its kind: its bytes, and proof that the suite can read them."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

from helpers.door import opening
from helpers.door.cells import Sheet
from helpers.fetch import columns
from helpers.fetch.fetched import Fetched
from helpers.floor import dutch
from helpers.floor.faults import BadInput, RunFailed
from helpers.floor.params.fetch_sources import Source
from helpers.floor.printable import printable

_LARGEST_LOOKED_AT = 50_000_000  # bytes; a larger file is read when it is needed
_SWING = {"geolevel", "geoitem", "period"}
_SWING_SIGNS = {"-99996": "leeg", "-99997": "verborgen"}


def bring(source: Source, name: str, params: Path) -> Fetched:
    """What a source gives now. Raises AskedWrongly, BadInput or RunFailed; nothing is written."""
    found = _fetch(source, params)
    if not found.content:
        raise RunFailed("De bron gaf een leeg bestand.", "Controleer adres en filter.")
    if len(found.content) > _LARGEST_LOOKED_AT:
        return _screened(found).told("Het bestand is groot en is nog niet nagelezen.")
    sheets = _sheets(found.content, source.file_name(name))
    sheet = max(sheets, key=lambda one: len(one.rows))
    records = len(sheet.rows) - 1 if found.records is None else found.records
    headers = found.columns or tuple(sheet.rows[0] if sheet.rows else ())
    found = _screened(replace(found, records=records, columns=headers))
    return found.told(*_signs(sheet)) if source.kind == "swing" else found


def _screened(found: Fetched) -> Fetched:
    """Without columns when these look personal."""
    kept = columns.kept(found.columns)
    return replace(found, columns=kept) if kept or not found.columns else replace(found, columns=()).told(columns.NOTE)


def _fetch(source: Source, params: Path) -> Fetched:
    if source.kind == "sql":
        from helpers.fetch.database import sql

        return sql(source, params)
    if source.kind == "file":
        from helpers.fetch.remote_file import file

        return file(source)
    from helpers.fetch import services

    kinds: dict[str, Callable[[Source], Fetched]] = {
        "http": services.http,
        "odata": services.odata,
        "wfs": services.wfs,
        "ogc": services.ogc,
        "swing": services.swing,
    }
    return kinds[source.kind](source)


def _sheets(content: bytes, file: str) -> list[Sheet]:
    try:
        return opening.sheets(content, file)
    except BadInput as error:
        fault = error.faults[0]
        raise RunFailed(f"Wat er kwam, is niet te lezen. {printable(fault.message, longest=300)}", fault.hint) from None


def _signs(sheet: Sheet) -> list[str]:
    """How many cells of Swing are empty or hidden. Raises RunFailed when the columns are not those of Swing."""
    headers = {cell.strip().lower() for cell in sheet.rows[0]} if sheet.rows else set()
    if missing := sorted(_SWING - headers):
        raise RunFailed(f"In de download van Swing ontbreekt {missing[0]}.", "Kies in Swing de platte tabel.")
    cells = [cell.strip() for row in sheet.rows for cell in row]
    counts = {word: cells.count(sign) for sign, word in _SWING_SIGNS.items()}
    return [f"{dutch.counted(count, 'cel is', 'cellen zijn')} {word}." for word, count in counts.items() if count]
