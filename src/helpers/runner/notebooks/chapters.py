"""The report notebooks: found in a folder, in the order of their chapters."""

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path
from typing import Any

from helpers.floor import paths
from helpers.floor.system_words import in_dutch
from helpers.floor.faults import AskedWrongly, BadInput, Fault, nearest
from helpers.runner.notebooks import stray

_LAST = 10**6
_ADDED = frozenset({"papermill-error-cell-tag", "injected-parameters"})  # by papermill
_ANALYST = "analyst"
_TITLE = re.compile(r"^# (.+)$", re.MULTILINE)
_MARKUP = re.compile(r"[\\`*_{}\[\]()#!<>&|~$]")  # what markdown takes for more than text
QUARTER, WIJK, MONTH = "quarter", "wijk", "month"  # what a notebook may run per


@dataclass(frozen=True)
class Notebook:
    """One report notebook as it lies in the folder. `chapter` is None where its metadata gives no number.

    One that is for the analyst gets a page of its own and is no chapter of the quarter's one file. One that is for
    an audience beyond these is internal: no report runs it. Its `measure` is that of the indicator whose owner gets it.
    One that runs `per` wijk or month is no chapter either: each of its runs, `at` a code or a month, is a page.
    """

    path: Path
    title: str
    chapter: int | None
    cells: tuple[dict[str, Any], ...]
    audience: str = ""
    measure: str = ""
    per: str = QUARTER
    at: str = ""

    @property
    def stem(self) -> str:
        """The name of the file, its params and `--only`."""
        return self.path.stem

    @property
    def name(self) -> str:
        """The name of the run and of its page, such as wijk_profile-WK123456; the stem where it runs once a quarter."""
        return f"{self.stem}-{self.at}" if self.at else self.stem

    @property
    def is_chapter(self) -> bool:
        """Whether it stands in the quarter's one file."""
        return not self.audience and self.per == QUARTER

    @property
    def is_for_analyst(self) -> bool:
        return self.audience == _ANALYST

    @property
    def is_internal(self) -> bool:
        """Whether nothing of it may be published; so is what is for an audience that is not known."""
        return self.audience not in ("", _ANALYST)


def find(folder: Path = paths.NOTEBOOKS) -> list[Notebook]:
    """Every report notebook in the folder, by chapter and then by name; `explore/` is left alone.

    Raises AskedWrongly when there is none, BadInput on files that are no notebook.
    """
    found, faults = look(folder)
    if faults:
        raise BadInput(faults)
    if not any(one.is_chapter for one in found):
        raise AskedWrongly(f"In de map {folder.name} staat geen hoofdstuk van het rapport.", "Zet de notebooks terug.")
    return found


def look(folder: Path = paths.NOTEBOOKS) -> tuple[list[Notebook], list[Fault]]:
    """The report notebooks, and one fault for each file that is none. Raises AskedWrongly when there is no file."""
    inside = folder.iterdir() if folder.is_dir() else ()  # a pattern would be silent of a folder that is closed
    files = sorted(file for file in inside if file.suffix == ".ipynb" and not file.name.startswith("."))
    if not files:
        raise AskedWrongly(
            f"In de map {folder.name} staat geen notebook.", "Zet de notebooks terug of kies een andere map."
        )
    stems = {file.stem for file in files}
    seen = [stray.by_name(file, stems) or _read(file) for file in files]
    found = [one for one in seen if isinstance(one, Notebook)]
    misplaced = [*_copies(found), *_unknown_axes(found)]
    names = {fault.file for fault in misplaced}
    faults = [one for one in seen if isinstance(one, Fault)]
    own = [one for one in found if one.path.name not in names]
    return sorted(own, key=_place), [*faults, *misplaced]


def _place(one: Notebook) -> tuple[int, str]:
    return _LAST if one.chapter is None else one.chapter, one.stem


def cell_numbers(cells: Sequence[dict[str, Any]]) -> list[int]:
    """The number of each cell of an executed notebook as an analyst counts them: without what papermill added.

    >>> cells = [{"metadata": {"tags": tags}} for tags in (["parameters"], ["injected-parameters"], [])]
    >>> cell_numbers(cells)
    [1, 1, 2]
    """
    own = (not _ADDED & set(cell["metadata"].get("tags", [])) for cell in cells)
    return [max(1, number) for number in accumulate(own)]


def _copies(found: Sequence[Notebook]) -> list[Fault]:
    """A fault for each notebook with the chapter of another, as a copy has; the longest name is the copy."""
    first: dict[int, Notebook] = {}
    faults = []
    for one in sorted(found, key=lambda one: (len(one.stem), one.stem)):
        if one.chapter is None or first.setdefault(one.chapter, one) is one:
            continue
        message = f"Hoofdstuk {one.chapter} is er al: {first[one.chapter].path.name}."
        faults.append(Fault(message, "Haal de kopie weg, of geef haar een eigen nummer.", one.path.name))
    return faults


def _unknown_axes(found: Sequence[Notebook]) -> list[Fault]:
    known = (QUARTER, WIJK, MONTH)
    return [
        Fault(f"Een notebook kan niet per “{one.per}” draaien.", f"Kies uit: {', '.join(known)}.", one.path.name)
        for one in found
        if one.per not in known
    ]


def choose(notebooks: Sequence[Notebook], only: str) -> list[Notebook]:
    """The one notebook with that name. Raises AskedWrongly, with the names there are."""
    chosen = [one for one in notebooks if one.stem == only]
    if not chosen:
        stems = [one.stem for one in notebooks]
        hint = nearest(only, stems) or f"Er zijn: {', '.join(stems)}."
        raise AskedWrongly(f"Er is geen notebook “{only}”.", hint)
    return chosen


def source_of(cell: dict[str, Any]) -> str:
    """The text of a cell, which a notebook file holds as one string or as a list of lines.

    >>> source_of({"source": ["a = 1\\n", "b = 2"]})
    'a = 1\\nb = 2'
    """
    source = cell["source"]
    return source if isinstance(source, str) else "".join(source)


def _read(file: Path) -> Notebook | Fault:
    try:
        content = json.loads(file.read_text(encoding="utf-8"))
    except OSError as error:
        return Fault(f"Dit bestand is niet te lezen ({in_dutch(error)}).", "Vraag leesrechten.", file.name)
    except (ValueError, RecursionError):
        content = None
    if fault := stray.by_content(file, content):
        return fault
    cells = tuple(content["cells"])
    title, about = _title(cells), content["metadata"].get("helpers", {})
    if not title:
        hint = "Begin een tekstcel met # en de titel, of zet het in de map explore."
        return Fault("Dit notebook heeft geen titel.", hint, file.name)
    chapter = about.get("chapter")
    if chapter is not None and type(chapter) is not int:
        return Fault("Het nummer van het hoofdstuk is geen geheel getal.", "Verbeter chapter.", file.name)
    return Notebook(
        file, title, chapter, cells, about.get("audience", ""), about.get("measure", ""), about.get("per", QUARTER)
    )


def _title(cells: Sequence[dict[str, Any]]) -> str:
    return next((found[1].strip() for cell in cells if (found := _heading(cell))), "")


def retitle(cells: Sequence[dict[str, Any]], title: str) -> None:
    r"""Put another title in the place of the first heading: text, whatever signs of markup the name of a wijk has.

    >>> cells = [{"cell_type": "markdown", "source": "# Per wijk\n\nHoe staat het?"}]
    >>> retitle(cells, "Per wijk: Noord*Zuid")
    >>> cells[0]["source"]
    '# Per wijk: Noord\\*Zuid\n\nHoe staat het?'
    """
    for cell in cells:
        if found := _heading(cell):
            source = source_of(cell)
            cell["source"] = source[: found.start(1)] + _MARKUP.sub(r"\\\g<0>", title) + source[found.end(1) :]
            return


def _heading(cell: dict[str, Any]) -> re.Match[str] | None:
    return _TITLE.search(source_of(cell)) if cell["cell_type"] == "markdown" else None
