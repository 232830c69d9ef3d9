"""What a file is, by its bytes and not by its name, and its sheets."""

from dataclasses import replace
from pathlib import PurePath

from helpers.door.cells import Sheet
from helpers.door.text import delimited, encoding, foreign, garbling, gzipped, json_records
from helpers.floor.faults import BadInput, Fault

_ZIP = b"PK\x03\x04"
_OLD_EXCEL = bytes.fromhex("d0cf11e0a1b11ae1")
_PARQUET = b"PAR1"
# What the end of a name promises.
_PROMISED = {
    ".csv": "CSV",
    ".tsv": "CSV",
    ".txt": "CSV",
    ".xlsx": "Excel (.xlsx)",
    ".xlsm": "Excel (.xlsx)",
    ".xls": "Excel (.xls)",
    ".parquet": "Parquet",
    ".json": "JSON",
    ".geojson": "JSON",
}


def attempt(content: bytes, file: str) -> list[Sheet]:
    """As `read`, but whatever goes wrong is a refusal that a user can do something with: raises only BadInput."""
    try:
        return read(content, file)
    except (BadInput, KeyboardInterrupt, SystemExit):
        raise
    except MemoryError:
        raise too_much_memory(file) from None
    except BaseException:  # a reader in Rust panics outside Exception
        raise unreadable(file) from None


def read(content: bytes, file: str) -> list[Sheet]:
    """The sheets of a file, with their notes. Raises BadInput when it cannot be read right."""
    name = PurePath(file.lower())
    if content.startswith(gzipped.MARK):
        content = gzipped.unpack(content, file)
        name = PurePath(name.stem) if name.suffix == ".gz" else name
    kind, found = _opened(content, file, name.suffix)
    notes = _misnamed(name.suffix, kind, file)
    return [_with_notes(sheet, notes) for sheet in found]


def too_much_memory(file: str) -> BadInput:
    """The refusal of a file that does not fit in memory."""
    return _refused("Het bestand vraagt te veel geheugen.", "Lever de export in delen, of als CSV.", file)


def too_slow(file: str) -> BadInput:
    """The refusal of a file that takes too long."""
    return _refused("Het lezen duurt te lang.", "Lever de export in delen, of als CSV.", file)


def unreadable(file: str) -> BadInput:
    """The refusal of a file on which a reader failed."""
    return _refused("Dit bestand is niet te lezen.", "Maak de export opnieuw, of lever hem als CSV.", file)


def _opened(content: bytes, file: str, suffix: str) -> tuple[str, list[Sheet]]:
    foreign.refuse_bytes(content, file)
    if content.startswith(_ZIP):
        from helpers.door.workbooks import excel

        kind, found = "Excel (.xlsx)", excel.read(content, file)
    elif content.startswith(_OLD_EXCEL):
        from helpers.door.workbooks import old_excel

        kind, found = "Excel (.xls)", old_excel.read(content, file)
    elif content.startswith(_PARQUET):
        from helpers.door import parquet

        kind, found = "Parquet", parquet.read(content, file)
    else:
        text = encoding.decode(content, file)
        if not foreign.is_json(text):
            refuse = foreign.refuse_as_json if suffix in json_records.SUFFIXES else foreign.refuse_text
            refuse(text, file)
            return "CSV", [delimited.read(text, file)]
        kind, found = "JSON", [json_records.read(text, file)]
    garbling.check_cells(found)
    return kind, found


def _misnamed(suffix: str, kind: str, file: str) -> tuple[Fault, ...]:
    promised = _PROMISED.get(suffix)
    if promised is None or promised == kind:
        return ()
    message = f"De naam eindigt op {suffix}, maar de inhoud is {kind}; die is gelezen."
    hint = "Geef het bestand de naam die bij de inhoud hoort."
    return (Fault(message, hint, file, rule="bestand", level="warning"),)


def _with_notes(sheet: Sheet, notes: tuple[Fault, ...]) -> Sheet:
    lost = garbling.lost_letters(sheet)
    found = (*notes, *sheet.notes, *((lost,) if lost else ()))
    return replace(sheet, notes=found)


def _refused(message: str, hint: str, file: str) -> BadInput:
    return BadInput([Fault(message, hint, file, rule="bestand")])
