"""The signals that dashboards gave, as they said them then: the log, held against the editions that said so.

An edition never changes and has the hash of its table, so it is the witness: a line of the log that no edition said, or
that was changed since, is named and stepped over. A signal that was said counts, also where its line is gone.
"""

import csv
import io
import math
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pandas as pd

from helpers.door import files
from helpers.floor import regions
from helpers.floor.faults import BadInput, Fault
from helpers.floor.month import Month
from helpers.floor.shapes.history import SIGNAL_COLUMNS
from helpers.sources.earlier import edition_folders, run_json

LOG = "signals.csv"  # in the folder of dashboards; the table of an edition is called so too
OWNERS = ("explained", "explanation")  # what the log does not hold: the owner's word
SAID = [name for name in SIGNAL_COLUMNS if name not in OWNERS]
_LARGEST_BYTES = 5_000_000
_MOST_ROWS = 20_000
_LONGEST = 200  # signs of a text
_NUMBER = re.compile(r"S(\d{4}-\d{2})-[1-9]\d{0,3}", re.ASCII)
_WIJK = re.compile(f"({regions.WIJK})?", re.ASCII)
_MEASURE = re.compile(r"[a-z][a-z_]{0,59}", re.ASCII)
_RULE = "logboek"
_CHANGED = "De signalen van dit dashboard zijn niet te lezen of na het publiceren veranderd, en tellen niet mee."
Line = tuple[str, ...]  # the cells of one signal as they are written, in the order of SAID


@dataclass(frozen=True)
class Said:
    """Every signal that was said, in the order in which it was, what was stepped over, and the months with a page."""

    lines: Sequence[Line] = ()
    left_out: tuple[Fault, ...] = ()
    months: Sequence[str] = ()

    def up_to(self, last: Month) -> pd.DataFrame:
        """The signals of the months up to this one: SIGNAL_COLUMNS, without a word of the owner."""
        rows = [_typed(line) for line in self.lines if line[SAID.index("month")] <= last.label]
        table = pd.DataFrame(rows, columns=list(SIGNAL_COLUMNS))
        return table.assign(**dict.fromkeys(OWNERS, "")).astype(SIGNAL_COLUMNS)

    def with_new(self, lines: Iterable[Line]) -> list[Line]:
        """The lines of the log once this was said too: a number that was used keeps what was said then."""
        known = {line[0] for line in self.lines}
        return [*self.lines, *(line for line in lines if line[0] not in known)]


def read(reports: Path, municipality: str, is_made_up: bool) -> Said:
    """What the dashboards of this municipality said, on this kind of data."""
    place = edition_folders.place(reports, is_made_up)
    witnessed, months, unfit = _witnessed(place, municipality, is_made_up)
    kept, faults = _log(place / edition_folders.DASHBOARD / LOG, witnessed)
    rest = {number: told[0] for number, told in witnessed.items() if number not in kept}
    if rest and not faults:
        message = f"In het logboek ontbreekt wat dashboards noemden: {', '.join(rest)}. Het telt wel mee."
        faults = [_fault(message, LOG)]
    return Said([*kept.values(), *rest.values()], (*unfit, *faults), months)


def lines_of(content: bytes, month: str) -> list[Line]:
    """The lines of the table of signals of one month. Raises ValueError on anything that this suite does not write."""
    reader = csv.reader(io.StringIO(content.decode("utf-8"), newline=""), strict=True)
    try:
        header, *rows = [tuple(row) for row in reader]
    except csv.Error as error:
        raise ValueError(str(error)) from None
    if list(header) != SAID or len(rows) > _MOST_ROWS:
        raise ValueError("not the columns or the length of a table of signals")
    if any(_typed(row)["month"] != month for row in rows) or len({row[0] for row in rows}) != len(rows):
        raise ValueError("a signal twice, or of another month")
    return rows


def is_log_broken(left_out: Iterable[Fault]) -> bool:
    """Whether the log itself is among what was stepped over; whoever publishes makes it again from the editions."""
    return any(fault.file == f"{edition_folders.DASHBOARD}/{LOG}" for fault in left_out)


def as_csv(lines: Iterable[Line]) -> bytes:
    """The log with these lines."""
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows([SAID, *lines])
    return text.getvalue().encode("utf-8")


def _witnessed(
    place: Path, municipality: str, is_made_up: bool
) -> tuple[dict[str, list[Line]], list[str], list[Fault]]:
    """By number every line that an edition has of it, the first edition first; the months; the editions left out."""
    found: dict[str, list[Line]] = {}
    months: dict[str, None] = {}
    faults = []
    for month in edition_folders.months(place):
        for number in edition_folders.numbers(place / edition_folders.DASHBOARD, month.label):
            try:
                lines = _said_in(place / edition_folders.DASHBOARD, month.label, number, municipality, is_made_up)
            except (BadInput, ValueError) as why:
                told = str(why) if isinstance(why, run_json.Unfit) else _CHANGED
                faults.append(_fault(told, f"{month.label}/{number}"))
                continue
            months[month.label] = None
            for line in lines:
                found.setdefault(line[0], []).append(line)
    return found, list(months), faults


def _said_in(dashboards: Path, month: str, number: int, municipality: str, is_made_up: bool) -> list[Line]:
    """What one edition said. Raises run_json.Unfit, ValueError or BadInput where it is no witness."""
    run = run_json.read(dashboards, month, number)
    if run["municipality"] != municipality:
        raise run_json.Unfit("Dit dashboard is van een andere gemeente en telt niet mee.")
    if run["is_made_up"] is not is_made_up:
        raise run_json.Unfit("Dit dashboard gaat over andere gegevens en telt niet mee.")
    expected = run.get("tables", {}).get(LOG)
    if expected is None:
        return []  # it had no signals to say
    content = files.read_bytes(dashboards / month / str(number) / "tables" / LOG, largest=_LARGEST_BYTES)
    if files.sha256(content) != expected:
        raise ValueError("changed")
    return lines_of(content, month)


def _log(file: Path, witnessed: Mapping[str, Sequence[Line]]) -> tuple[dict[str, Line], list[Fault]]:
    """The lines of the log that an edition said, by number, and what is wrong with the others."""
    if not file.exists():
        return {}, []
    try:
        content = files.read_bytes(file, largest=_LARGEST_BYTES)
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))
    except (BadInput, ValueError, csv.Error):
        return {}, [_fault("Dit logboek is niet te lezen en telt niet mee.", LOG)]
    if not rows or rows[0] != SAID:
        return {}, [_fault("Dit logboek heeft andere koppen en telt niet mee.", LOG)]
    kept: dict[str, Line] = {}
    faults = []
    for row, line in enumerate(map(tuple, rows[1:]), 2):
        number = line[0] if line else ""
        if line not in witnessed.get(number, ()) or number in kept:
            named = f" ({number})" if _NUMBER.fullmatch(number) else ""
            message = f"Regel {row}{named} staat zo in geen enkel dashboard en telt niet mee."
            faults.append(_fault(message, LOG, row))
            continue
        kept[number] = line
    return kept, faults


def _typed(line: Sequence[str]) -> dict[str, Any]:
    """The values of one line. Raises ValueError on one that no dashboard writes."""
    if len(line) != len(SAID):
        raise ValueError("a row of another length")
    told = {name: _PARSERS.get(name, _text)(cell) for name, cell in zip(SAID, line, strict=True)}
    if not told["number"].startswith(f"S{told['month']}-"):
        raise ValueError("a number of another month")
    return told


def _amount(text: str) -> float:
    number = float(text) if text else math.nan
    if text and not math.isfinite(number):
        raise ValueError("not finite")
    return number


def _text(text: str) -> str:
    if len(text) > _LONGEST or not (text.isprintable() or not text):
        raise ValueError("not a text of a dashboard")
    return text


def _matching(form: re.Pattern[str]) -> Callable[[str], str]:
    def parse(text: str) -> str:
        if not form.fullmatch(text):
            raise ValueError("not as a dashboard writes it")
        return text

    return parse


_PARSERS: Mapping[str, Callable[[str], Any]] = {
    "number": _matching(_NUMBER),
    "wijk": _matching(_WIJK),
    "measure": _matching(_MEASURE),
    **dict.fromkeys(("observed", "expected", "low", "high"), _amount),
}


def _fault(message: str, file: str, row: int | None = None) -> Fault:
    return Fault(message, file=f"{edition_folders.DASHBOARD}/{file}", row=row, rule=_RULE, level="warning")
