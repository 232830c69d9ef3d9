"""What a user can do wrong, said so that it can be mended."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from difflib import get_close_matches
from typing import Literal

Level = Literal["error", "warning"]


@dataclass(frozen=True)
class Fault:
    """One thing that does not fit, and where: rows and columns as Excel shows them.

    `message` and `hint` are Dutch. `row` counts from 1, title rows included; `column` is the
    header as the file has it, `letter` what Excel shows above it.
    """

    message: str
    hint: str = ""
    file: str = ""
    sheet: str = ""
    row: int | None = None
    column: str = ""
    letter: str = ""
    value: str = ""
    rule: str = ""
    level: Level = "error"

    @property
    def place(self) -> str:
        """Where it is, in Dutch: "blad Controles, rij 5, kolom Datum"."""
        parts = [
            f"blad {self.sheet}" if self.sheet else "",
            f"rij {self.row}" if self.row is not None else "",
            f"kolom {self.column}" if self.column else "",
        ]
        return ", ".join(part for part in parts if part)

    def as_dict(self) -> dict[str, object]:
        return asdict(self)


class UserFault(Exception):
    """Something a user did, not a bug: shown without a traceback."""

    exit_code = 2

    def __init__(self, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        return f"{self.message} {self.hint}".strip()


class AskedWrongly(UserFault):
    """The command, a parameter or a folder was not what it should be."""


class BadInput(UserFault):
    """Exports or params that do not fit; carries every fault that was found.

    >>> print(BadInput([Fault("“x” is geen getal.", file="bodycams.csv", row=4, column="Boa's")]))
    1 fout in 1 bestand.
      bodycams.csv: rij 4, kolom Boa's: “x” is geen getal.
    """

    _SHOWN_PER_FILE = 10

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = [fault for fault in faults if fault.level == "error"]
        super().__init__(self._text())

    def _text(self) -> str:
        by_file: dict[str, list[Fault]] = {}
        for fault in self.faults:
            by_file.setdefault(fault.file, []).append(fault)
        faults = "1 fout" if len(self.faults) == 1 else f"{len(self.faults)} fouten"
        files = "1 bestand" if len(by_file) == 1 else f"{len(by_file)} bestanden"
        lines = [f"{faults} in {files}."]
        for file, found in sorted(by_file.items(), key=lambda item: -len(item[1])):
            lines += [f"  {_line(file, fault)}" for fault in found[: self._SHOWN_PER_FILE]]
            if len(found) > self._SHOWN_PER_FILE:
                lines.append(f"  {file}: en nog {len(found) - self._SHOWN_PER_FILE} fouten.")
        return "\n".join(lines)


class RunFailed(UserFault):
    """A notebook failed, or a folder could not be written: nothing was published."""

    exit_code = 1


def nearest(word: str, known: Iterable[str]) -> str:
    """The Dutch question that names the nearest known word, or "" when none is near.

    >>> nearest("WK12346", ["WK123406", "WK123412"])
    'Bedoelde u WK123406?'
    """
    by_folded = {name.casefold(): name for name in known}
    close = get_close_matches(word.casefold(), by_folded, n=1, cutoff=0.6)
    return f"Bedoelde u {by_folded[close[0]]}?" if close else ""


def _line(file: str, fault: Fault) -> str:
    return ": ".join(part for part in (file, fault.place, f"{fault.message} {fault.hint}".strip()) if part)
