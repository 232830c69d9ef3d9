"""What a user can do wrong, said so that it can be mended."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import asdict, dataclass, replace
from difflib import get_close_matches
from typing import Literal

Level = Literal["error", "warning"]
_LONGEST_TEXT = 20_000  # characters
_MOST_SHOWN = (300, 100, 60, 30, 15)  # faults


@dataclass(frozen=True)
class Fault:
    """One thing that does not fit, and where: rows and columns as Excel shows them.

    `message` and `hint` are Dutch. `row` counts from 1, title rows included; `column` is the
    header as the file has it, `letter` what Excel shows above it. `about` is the rule in Dutch words, without
    anything from the file: what may be published. `holds_back` is set where nothing should be judged by the export
    of `dataset` until somebody accepts it: what is strange, said after its title and published, such as
    "heeft dubbele rijen".
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
    about: str = ""
    dataset: str = ""
    holds_back: str = ""

    @property
    def place(self) -> str:
        """Where it is, in Dutch: "blad Controles, rij 5, kolom B (Datum)"."""
        kind = "veld" if self.file.endswith(".yml") else "kolom"
        column = f"{self.letter} ({self.column})" if self.letter and self.column else self.column or self.letter
        parts = [
            f"blad {self.sheet}" if self.sheet else "",
            f"rij {self.row}" if self.row is not None else "",
            f"{kind} {column}" if column else "",
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


class TryLater(AskedWrongly):
    """Nothing is wrong with what was asked; another run is at it now."""

    exit_code = 75  # EX_TEMPFAIL of sysexits.h


class BadInput(UserFault):
    """Exports or params that do not fit; carries every error that was found.

    >>> print(BadInput([Fault("“x” is geen getal.", file="bodycams.csv", row=4, column="Boa's")]))
    1 fout in 1 bestand.
      bodycams.csv: rij 4, kolom Boa's: “x” is geen getal.
    """

    def __init__(self, faults: Iterable[Fault]) -> None:
        self.faults = [fault for fault in faults if fault.level == "error"]
        super().__init__(told(self.faults))


class RunFailed(UserFault):
    """A notebook failed, a folder could not be written, or a source gave nothing: what stood before still stands."""

    exit_code = 1


def nearest(word: str, known: Iterable[str]) -> str:
    """The Dutch question that names the nearest known word, or "" when none is near.

    >>> nearest("WK12346", ["WK123406", "WK123412"])
    'Bedoelde u WK123406?'
    """
    by_folded = {name.casefold(): name for name in known}
    close = get_close_matches(word.casefold(), by_folded, n=1, cutoff=0.6)
    return f"Bedoelde u {by_folded[close[0]]}?" if close else ""


def told(faults: Sequence[Fault]) -> str:
    """The faults as lines, the file with most errors first; however many there are, a reader can take them in."""
    by_file: dict[str, list[Fault]] = {}
    for fault in faults:
        by_file.setdefault(fault.file, []).append(fault)
    files = "1 bestand" if len(by_file) == 1 else f"{_points(len(by_file))} bestanden"
    worst_first = sorted(by_file, key=lambda file: [-_count(by_file[file], level) for level in _IN_WORDS])
    ordered = [fault for file in worst_first for fault in sorted(by_file[file], key=_is_warning)]
    opening = f"{_counted(faults)} in {files}."
    return fitting(lambda most: "\n".join([opening, *(f"  {in_a_line(one)}" for one in shortened(ordered, most))]))


def fitting(text_of: Callable[[int], str]) -> str:
    """The longest text that a reader can take in; `text_of` writes it with at most so many faults of a kind."""
    texts = (text_of(most) for most in _MOST_SHOWN)
    return next((text for text in texts if len(text) <= _LONGEST_TEXT), text_of(_MOST_SHOWN[-1]))


def shortened(faults: Sequence[Fault], most: int) -> list[Fault]:
    """All faults when there are few; else the first of each kind, and how many of that kind follow.

    A kind is one rule broken in one column of one sheet.

    >>> [fault.message for fault in shortened([Fault("Leeg.", row=row) for row in range(2, 10_002)], 2)]
    ['Leeg.', 'Leeg.', 'Nog 9.998 zulke fouten, in rij 4 tot en met 10.001.']
    """
    if len(faults) <= most:
        return list(faults)
    kinds: dict[tuple[object, ...], list[Fault]] = {}
    for fault in faults:
        kinds.setdefault((fault.file, fault.level, fault.sheet, fault.rule, fault.column), []).append(fault)
    shown: list[Fault] = []
    for kind in list(kinds.values())[:most]:
        first = max(1, most // len(kinds))
        shown += kind[:first] if len(kind) <= first else [*kind[:first], _rest(kind[first:])]
    others = [fault for kind in list(kinds.values())[most:] for fault in kind]
    return [*shown, Fault(f"En nog {_counted(others)} van andere soorten.")] if others else shown


_IN_WORDS: dict[Level, tuple[str, str]] = {"error": ("fout", "fouten"), "warning": ("waarschuwing", "waarschuwingen")}


def _rest(faults: list[Fault]) -> Fault:
    rows = sorted(fault.row for fault in faults if fault.row is not None)
    where = f", in rij {_points(rows[0])} tot en met {_points(rows[-1])}" if rows else ""
    one, more = _IN_WORDS[faults[0].level]
    message = f"Nog {_points(len(faults))} zulke {one if len(faults) == 1 else more}{where}."
    return replace(faults[0], message=message, hint="", row=None, value="")


def _counted(faults: Sequence[Fault]) -> str:
    counts = {level: _count(faults, level) for level in _IN_WORDS}
    words = [f"{_points(n)} {_IN_WORDS[level][n != 1]}" for level, n in counts.items() if n]
    return " en ".join(words) or "0 fouten"


def _count(faults: Sequence[Fault], level: Level) -> int:
    return sum(fault.level == level for fault in faults)


def _is_warning(fault: Fault) -> bool:
    return fault.level == "warning"


def _points(count: int) -> str:
    return f"{count:,}".replace(",", ".")


def in_a_line(fault: Fault) -> str:
    """The fault with its place, on one line."""
    said = f"{fault.message} {fault.hint}".strip()
    is_mild = "let op" if fault.level == "warning" else ""
    return ": ".join(part for part in (fault.file, fault.place, is_mild, said) if part)
