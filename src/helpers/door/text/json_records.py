"""JSON of public sources to cells: OData, GeoJSON, pages of an interface, a plain list of records."""

import json
import math
import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from helpers.door.cell_text import cell_text, number_text
from helpers.door.cells import Sheet
from helpers.door.limits import refuse_if_vast
from helpers.door.text import garbling
from helpers.floor.faults import BadInput, Fault
from helpers.floor.printable import printable

SUFFIXES = frozenset({".json", ".geojson"})
_MOST_NAMED = 10
_DEEPEST = 20  # keys within keys
_AGAIN = "Haal het bestand opnieuw op."
# Where the known services keep their records: OData v4 and v3, GeoJSON, OData v2, and the paged lists of others.
_PLACES = (("value",), ("features",), ("d", "results"), ("d",), ("results",), ("response", "docs"), ("items",))
_ERRORS = frozenset({"error", "odata.error", "errors", "exceptions", "fault"})
# What OData and HAL say about a record, not of it.
_ABOUT = re.compile(r"__|_links$|odata\.|[^.]*@odata\.")


def read(text: str, file: str) -> Sheet:
    """The records as one sheet: row 1 holds the keys in the order in which they first appear, row 2 the first record.

    A key within a key is a column "outer.inner"; a point is two columns, x and y; other geometry is left out, and so
    is a list of records within a record, with a warning. A list of page documents is one table. Raises BadInput.

    >>> read('{"value": [{"Perioden": "2024JJ00", "Aantal_1": 62.90, "raw": {"won": null}}]}', "a.json").rows
    [['Perioden', 'Aantal_1', 'raw.won'], ['2024JJ00', '62,9', '']]
    """
    try:
        records = _records(_parsed(text, file), file)
        for at, record in enumerate(records):  # in its place, as below: two copies of a large table do not fit
            records[at] = _flat(record, file)
    except RecursionError:
        raise _refused("De JSON is te diep genest.", "Lever een platte lijst van records.", file) from None
    nested = dict.fromkeys(key for record in records for key, text in record.items() if text is None)
    keys = [key for key in dict.fromkeys(key for record in records for key in record) if key not in nested]
    if not keys:
        raise _refused("In deze JSON staan geen records.", "Controleer de opvraag bij de bron.", file)
    refuse_if_vast(len(records) + 1, len(keys), file)
    for at, record in enumerate(records):
        records[at] = [record.get(key) or "" for key in keys]
    rows = [keys, *records]
    if "\\u" in text:
        _refuse_half_signs(rows, file)
    return Sheet(file, "", rows, list(range(1, len(rows) + 1)), notes=_left_out(list(nested), file))


def _parsed(text: str, file: str) -> Any:
    def once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        found = dict(pairs)
        if len(found) < len(pairs):
            names = [name for name, _ in pairs]
            twice = next(name for name in names if names.count(name) > 1)
            raise _twice(twice, file)
        return found

    try:
        # A number stays as long as it is written: an id of thirty digits is no float, nor a limit of Python's.
        return json.loads(text, object_pairs_hook=once, parse_float=_number, parse_int=str, parse_constant=_constant)
    except json.JSONDecodeError as error:
        raise _refused("De JSON is beschadigd of niet compleet.", _AGAIN, file, error.lineno) from None


def _number(written: str) -> str:
    value = float(written)
    return number_text(value) if math.isfinite(value) else written


def _constant(name: str) -> str | None:
    """NaN, which is no JSON but is written by Python and R for a number that is missing; infinity stays a word."""
    return None if name == "NaN" else name


def _records(document: Any, file: str) -> list[Any]:
    """The records of a document, or of all pages in a list of documents."""
    if isinstance(document, list):
        pages = [listed(page) for page in document]
        if pages and all(page is not None or is_error(one) for page, one in zip(pages, document, strict=True)):
            return [record for page in document for record in _records(page, file)]
        return document
    found = listed(document)
    if found is not None:
        return found
    if is_error(document):
        message = "Dit is een foutmelding van de dienst, geen gegevens."
        raise _refused(message, f"Open het bestand om te zien wat er misging. {_AGAIN}", file)
    hint = "Gelezen worden OData, GeoJSON en een lijst van records."
    raise _refused("In deze JSON staat geen lijst van records.", hint, file)


def listed(document: Any) -> list[Any] | None:
    """The list of records in a document; None when it has none in a known place."""
    for place in _PLACES:
        found = document
        for key in place:
            found = found.get(key) if isinstance(found, dict) else None
        if isinstance(found, list):
            return found
    embedded = document.get("_embedded") if isinstance(document, dict) else None  # HAL: the one list has any name
    lists = [found for found in embedded.values() if isinstance(found, list)] if isinstance(embedded, dict) else []
    return lists[0] if len(lists) == 1 else None


def is_error(document: Any) -> bool:
    """Whether a document is the message of a service that something went wrong."""
    return isinstance(document, dict) and not _ERRORS.isdisjoint(document)


def _flat(record: Any, file: str) -> dict[str, str | None]:
    """One record as texts by name of column; None for a list of records."""
    if isinstance(record, dict) and record.get("type") == "Feature":
        record = _point(record.get("geometry")) | (record.get("properties") or {})
    if not isinstance(record, dict):
        raise _refused("In de lijst staat iets anders dan een record.", "Lever een lijst van records.", file)
    cells: dict[str, str | None] = {}
    for name, text in _cells(record, ""):
        if name in cells:
            raise _twice(name, file)
        cells[name] = text
    return cells


def _cells(record: dict[str, Any], within: str) -> Iterator[tuple[str, str | None]]:
    if within.count(".") > _DEEPEST:
        raise RecursionError  # what Python raises itself where brackets go deeper still
    for key, value in record.items():
        if _is_about(key):
            continue
        if isinstance(value, dict):
            yield from _cells(_point(value) if "coordinates" in value else value, f"{within}{key}.")
        elif not isinstance(value, list):
            yield within + key, cell_text(value)
        else:
            is_flat = not any(isinstance(part, (dict, list)) for part in value)
            yield within + key, ", ".join(cell_text(part) for part in value) if is_flat else None


@lru_cache(maxsize=10_000)
def _is_about(key: str) -> bool:
    return _ABOUT.match(key) is not None


def _point(geometry: Any) -> dict[str, Any]:
    """The x and y of a point; nothing of another geometry."""
    if not isinstance(geometry, dict) or geometry.get("type") != "Point":
        return {}
    place = geometry.get("coordinates")
    return dict(zip("xy", place, strict=False)) if isinstance(place, list) else {}


def _left_out(keys: list[str], file: str) -> tuple[Fault, ...]:
    if not keys:
        return ()
    named = ", ".join(f"“{printable(key)}”" for key in keys[:_MOST_NAMED])
    message = f"Niet gelezen, want het zijn lijsten binnen een record: {named}."
    return (Fault(message, "", file, rule="json", level="warning"),)


def _refuse_half_signs(rows: list[list[str]], file: str) -> None:
    for number, row in enumerate(rows, start=1):
        try:
            "".join(row).encode()
        except UnicodeEncodeError:
            raise garbling.refusal(file, row=number) from None


def _twice(key: str, file: str) -> BadInput:
    return _refused(f"De sleutel “{printable(key)}” staat twee keer in één record.", _AGAIN, file)


def _refused(message: str, hint: str, file: str, row: int | None = None) -> BadInput:
    return BadInput([Fault(message, hint, file, row=row, rule="json")])
