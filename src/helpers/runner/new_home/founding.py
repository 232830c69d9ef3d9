"""A new home, whole or not at all: its params, its reference, exports made up for it, and room for its own."""

from __future__ import annotations

import os
import re
import uuid
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from helpers.floor import dutch
from helpers.floor.areas import Areas
from helpers.floor.faults import AskedWrongly, RunFailed
from helpers.floor.params import settings
from helpers.floor.printable import quoted
from helpers.floor.system_words import in_dutch
from helpers.runner.editions import disk
from helpers.runner.new_home import params_template, reference, sources_note
from helpers.samples import make

_CODE = re.compile(r"GM[0-9]{4}", re.ASCII)
_MOST_NAMED = 5
_IGNORED = """# exports zoals ze geleverd zijn: nooit in git
/data/raw/*
!/data/raw/.gitkeep
# wat de suite maakt
/data/.snapshots/
/reports/*
!/reports/.gitkeep
# opgehaald bij CBS en PDOK
/data/reference/*.geojson
/data/reference/postcodes.csv
/data/reference/buurten.csv
*.receipt
"""


@dataclass(frozen=True)
class Order:
    """What was asked: the folder, the municipality, and files of CBS where there are."""

    folder: Path
    municipality: str
    name: str = ""
    borders: Path | None = None
    inhabitants: Path | None = None
    year: int = 0


def run(order: Order) -> list[str]:
    """Make the home; what to tell in Dutch, with what to do next.

    Raises AskedWrongly where something stands there already, or where the code or a file does not fit; RunFailed where
    the disk refuses. Nothing is left of a home that was not finished.
    """
    if not _CODE.fullmatch(order.municipality):
        message = f"“{order.municipality}” is geen code van een gemeente."
        raise AskedWrongly(message, "Schrijf GM en vier cijfers, zoals GM0603.")
    _refuse_what_stands(order.folder)
    tables, name = _tables(order)
    aside = order.folder.parent / f"{disk.ASIDE}{uuid.uuid4().hex}"
    try:
        order.folder.parent.mkdir(parents=True, exist_ok=True)
        disk.write_folder(aside, _files(order.municipality, name, tables, order.borders is not None))
        areas = Areas.load(aside / "data" / "reference")
        made = make.exports(areas=areas, settings=settings.load(aside / "params"))
        disk.write_folder(aside / "data" / "sample", made)
        _put(aside, order.folder)
    except OSError as error:
        raise RunFailed(f"{order.folder} is niet te maken ({in_dutch(error)}).", "Controleer de schijf.") from None
    finally:
        disk.clear(aside)
    return _told(order, areas)


def _refuse_what_stands(folder: Path) -> None:
    if not os.path.lexists(folder):
        return
    there = sorted(one.name for one in folder.iterdir()) if folder.is_dir() else [folder.name]
    if there:
        named = dutch.listing(there[:_MOST_NAMED]) + (" …" if len(there) > _MOST_NAMED else "")
        raise AskedWrongly(f"In {disk.shown_path(folder)} staat al iets: {named}.", "Noem een map die er nog niet is.")


def _tables(order: Order) -> tuple[dict[str, bytes], str]:
    if not order.borders:
        if order.inhabitants:
            raise AskedWrongly("--inhabitants hoort bij --borders.", "Geef ook de grenzen van de wijken.")
        return reference.made_up(order.municipality), order.name or _nameless(order.municipality)
    tables, name = reference.of_cbs(order.municipality, order.borders, order.inhabitants, order.year)
    return tables, order.name or name or _nameless(order.municipality)


def _nameless(municipality: str) -> str:
    return f"{municipality} (vul de naam in)"


def _files(municipality: str, name: str, tables: Mapping[str, bytes], is_real: bool) -> dict[str, bytes]:
    texts = params_template.texts(municipality, name, date.today())
    return {
        ".gitignore": _IGNORED.encode(),
        "data/raw/.gitkeep": b"",
        "reports/.gitkeep": b"",
        **{f"params/{file}": text.encode() for file, text in texts.items()},
        **{f"data/reference/{file}": content for file, content in tables.items()},
        "data/reference/SOURCES.md": sources_note.text(name, is_real).encode(),
    }


def _put(aside: Path, folder: Path) -> None:
    if folder.is_dir():
        folder.rmdir()  # empty, else it was refused
    os.rename(aside, folder)
    disk.sync_folder(folder.parent)


def _told(order: Order, areas: Areas) -> list[str]:
    count = dutch.counted(len(areas.codes), "wijk", "wijken")
    of = f"met {count} uit {order.borders.name}" if order.borders else f"met {count} die verzonnen zijn"
    shown = disk.shown_path(order.folder)
    return [
        f"Gemaakt: {shown}, {of}, en voorbeelddata.",
        f"Bekijk het rapport: python run.py report --home {quoted(shown)}",
        "Vul daarna de map params in, en data/reference: docs/nieuwe_gemeente.md zegt hoe.",
    ]
