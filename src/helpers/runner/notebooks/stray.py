"""Files among the report notebooks that are none: what JupyterLab, a copy or a sync leaves there."""

import re
from collections.abc import Collection
from pathlib import Path
from typing import Any

from helpers.floor.faults import Fault

_AWAY = "Haal het weg, of zet het in de map explore."
# JupyterLab, Windows, macOS, Finder in Dutch, and the copies of two who saved at once.
_COPY = re.compile(
    r"[ _-]*(?:\(\d+\)|copy ?\d*|\(copy\)|kopie(?: ?\(?\d+\)?)?|\(kopie\)|\(?conflict(?:ed)? ?(?:copy)?.*)$",
    re.IGNORECASE,
)
_UNNAMED = re.compile(r"(?:untitled|naamloos|zonder titel)[ _-]*\(?\d*\)?", re.IGNORECASE)


def by_name(file: Path, stems: Collection[str]) -> Fault | None:
    """Why a file is no report notebook, as far as its name and kind tell; `stems` are those of all files."""
    if file.is_symlink() and not _leads_inside(file):
        return Fault("Dit is een verwijzing naar buiten de map.", "Zet het notebook zelf hier.", file.name)
    if not file.is_file():
        return Fault("Dit is geen bestand.", "Haal het weg, of zet het goede terug.", file.name)
    if _UNNAMED.fullmatch(file.stem):
        return Fault("Dit notebook heeft nog geen naam.", f"Geef het een naam. {_AWAY}", file.name)
    original = _COPY.sub("", file.stem)
    if original != file.stem and original in stems:
        hint = "Haal het weg, zet het in de map explore, of geef het een eigen naam."
        return Fault(f"Dit is een kopie van {original}.ipynb.", hint, file.name)
    return None


def by_content(file: Path, content: Any) -> Fault | None:
    """The same, as far as what was read of it tells."""
    if not _is_notebook(content):
        return Fault("Dit is geen Jupyter-notebook.", "Haal het weg, of zet het goede terug.", file.name)
    if not any(_text(cell).strip() for cell in content["cells"]):
        return Fault("Dit notebook is leeg.", _AWAY, file.name)
    return None


def _is_notebook(content: Any) -> bool:
    """Whether it has the shape of one, of version 4."""
    if not isinstance(content, dict) or not isinstance(content.get("metadata"), dict):
        return False
    cells = content.get("cells")
    return isinstance(cells, list) and all(
        isinstance(cell, dict)
        and isinstance(cell.get("metadata"), dict)
        and isinstance(cell.get("source"), (str, list))
        and "cell_type" in cell
        for cell in cells
    )


def _text(cell: dict[str, Any]) -> str:
    return "".join(str(line) for line in cell["source"])


def _leads_inside(file: Path) -> bool:
    try:
        return file.resolve().is_relative_to(file.parent.resolve())
    except (OSError, RuntimeError):  # links in a circle
        return False
