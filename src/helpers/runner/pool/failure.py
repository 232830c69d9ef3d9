"""How a notebook ended: papermill's own word is not enough."""

import json
import re
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from helpers.floor import paths, system_words
from helpers.runner.notebooks import chapters

_ANSI = re.compile(r"\x1b\[[0-9;]*m")
_PATH = re.compile(r"(?<![\w.:/\\])(?:[A-Za-z]:[\\/]|[\\/]{1,2})(?:[^\s\\/:*?\"'<>|()]+[\\/])+")
_NUMBERED = re.compile(r"\[Errno (\d+)\]")
_SHOWN = 300
STOPPED, NOT_STARTED = "WorkerStopped", "KernelNotStarted"
_REASONS = {
    "DeadKernelError": "Python stopte plotseling. Misschien is het geheugen vol.",
    STOPPED: "het proces dat dit notebook uitvoert, stopte plotseling. Misschien is het geheugen vol.",
    NOT_STARTED: "Python stopte al bij het starten. Kijk of er ruimte is in de tijdelijke map, en probeer het opnieuw.",
    "SystemExit": "de cel sloot Python zelf af (SystemExit).",
    "NotExecuted": "de cel is niet uitgevoerd.",
    "TooMuchPrinted": "de cel drukt meer dan 10 miljoen tekens af. Druk minder af.",
}
_Stop = tuple[int | None, str, str]  # position, ename, evalue


@dataclass(frozen=True)
class Failure:
    """Where a notebook stopped and why. `cell` counts from 1, as in the file; None where none is to blame."""

    notebook: str
    cell: int | None
    source: str
    ename: str
    evalue: str

    def __str__(self) -> str:
        place = f"Notebook {self.notebook}"
        if self.cell is not None:
            place += f", cel {self.cell}" + (f" ({self.source})" if self.source else "")
        return f"{place}: {self.reason}"

    @property
    def reason(self) -> str:
        """Why, in one Dutch line without an absolute path."""
        if self.ename in (NOT_STARTED, "CellTimeoutError") and self.evalue.isdecimal():
            return _late(self.ename, int(self.evalue))
        if self.ename in _REASONS:
            return _REASONS[self.ename]
        if number := _NUMBERED.match(self.evalue):
            return _of_the_system(int(number[1])) or f"{self.ename}: {self.evalue}"
        return f"{self.ename}: {self.evalue}" if self.evalue else self.ename


def failure_of(
    notebook: str, content: dict[str, Any] | None, ename: str = "", evalue: str = "", started: int | None = None
) -> Failure | None:
    """Why a notebook does not count as done; None when it does.

    It is done when papermill raised nothing, no output is an error, and every code cell that is not empty
    has an execution count. `ename` and `evalue` are papermill's exception, `started` the last cell it began.
    """
    cells = content["cells"] if content else []
    error = _first_error(cells)
    if error is None and ename:
        # A dead kernel and a timeout leave no error in the notebook: there the exception says more.
        error = (started, ename, evalue)
    error = error or _first_not_run(cells)
    if error is None and content:
        return None
    position, ename, evalue = error or (None, "NotExecuted", "")
    if position is None or position >= len(cells):
        return Failure(notebook, None, "", ename, without_paths(evalue))
    number, line = chapters.cell_numbers(cells)[position], _first_line(cells[position])
    return Failure(notebook, number, line, ename, without_paths(evalue))


def content(notebook: Path) -> dict[str, Any] | None:
    """A notebook as it lies there; None where it cannot be read."""
    try:
        return json.loads(notebook.read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def without_paths(text: str) -> str:
    """The first lines of a message, with only the names of files and folders, and no colour codes.

    >>> without_paths("[Errno 2] No such file: '/srv/ann/data/x.csv'")
    "[Errno 2] No such file: 'x.csv'"
    """
    text = _ANSI.sub("", text)
    for known in (paths.HOME, paths.ROOT, Path.home(), Path(tempfile.gettempdir())):
        # Such a folder may hold spaces, which the pattern below cannot know.
        text = text.replace(f"{known}/", "").replace(f"{known}\\", "") if known.name else text
    text = " ".join(_PATH.sub("", text).split())
    return text if len(text) <= _SHOWN else text[:_SHOWN] + " …"


def _late(ename: str, seconds: int) -> str:
    """What was not ready in that many seconds.

    >>> _late("CellTimeoutError", 900)
    'de cel was na 15 minuten niet klaar. Geef meer tijd met --cell-minutes.'
    """
    after = f"{seconds // 60} minuten" if seconds >= 120 else f"{seconds} seconden"
    if ename == NOT_STARTED:
        return f"Python was na {after} nog niet gestart. Probeer het opnieuw."
    return f"de cel was na {after} niet klaar. Geef meer tijd met --cell-minutes."


def _of_the_system(number: int) -> str:
    """What an error of the system means, where it says of no file in particular that nothing can be written; else "".

    >>> _of_the_system(28)
    'de schijf is vol. Maak ruimte, ook in de tijdelijke map.'
    """
    is_full = number in system_words.FULL
    return f"{system_words.in_dutch(OSError(number, ''))}. {system_words.MAKE_ROOM}" if is_full else ""


def _first_error(cells: Sequence[dict[str, Any]]) -> _Stop | None:
    for position, cell in enumerate(cells):
        for output in cell.get("outputs", []):
            if output["output_type"] == "error":
                return position, output["ename"], output["evalue"]
    return None


def _first_not_run(cells: Sequence[dict[str, Any]]) -> _Stop | None:
    for position, cell in enumerate(cells):
        is_code = cell["cell_type"] == "code" and "".join(cell["source"]).strip()
        if is_code and cell.get("execution_count") is None:
            return position, "NotExecuted", ""
    return None


def _first_line(cell: dict[str, Any]) -> str:
    lines = [line.strip() for line in "".join(cell["source"]).splitlines() if line.strip()]
    return "" if not lines else lines[0] if len(lines[0]) <= 60 else lines[0][:60] + " …"
