"""What earlier reports said: the tables of published editions, read with distrust.

A file that is gone, changed, broken or of another municipality is left out and named, and never stops a run.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from helpers.door import files
from helpers.floor.faults import BadInput, Fault
from helpers.floor.quarter import Quarter
from helpers.floor.shapes.history import FORECAST_COLUMNS, VALUE_COLUMNS
from helpers.sources.earlier import edition_folders, published_rows

VALUES, FORECASTS = "indicators", "forecasts"
_READABLE_FORMAT = 1  # of run.json
_KINDS = ("concept", "definitief", "herzien")
_LARGEST_BYTES = 5_000_000
_BROKEN = "is niet te lezen en telt niet mee"
_RULE = "eerder rapport"


@dataclass(frozen=True)
class Published:
    """The published values and forecasts, from which editions they came, and what was left out.

    `last` is the current edition of the newest quarter that has one.
    """

    values: pd.DataFrame
    forecasts: pd.DataFrame
    read: Mapping[str, dict[str, Any]]  # per quarter, as run.json tells it
    left_out: tuple[Fault, ...]
    last: Edition | None = None


@dataclass(frozen=True)
class Edition:
    """One edition of our own; `kind` is "" where its run.json cannot be read. `snapshot` names its delivery."""

    quarter: str
    number: int
    kind: str
    hashes: Mapping[str, str] = field(default_factory=dict)
    snapshot: str = ""

    @property
    def place(self) -> str:
        return f"{self.quarter}/{self.number}"


class _Unfit(ValueError):
    """Why a table or edition is left out, in Dutch."""


def read(reports: Path, municipality: str, is_made_up: bool, before: Quarter) -> Published:
    """What the reports of quarters before `before` said.

    Values come from the current edition; forecasts from the first final one, without one from the highest:
    a forecast that was final cannot be improved afterwards. Sample and real never mix.
    """
    rows: dict[str, list[dict[str, Any]]] = {VALUES: [], FORECASTS: []}
    told: dict[str, dict[str, Any]] = {}
    left_out: list[Fault] = []
    last = None
    for quarter in (one for one in edition_folders.quarters(reports) if one < before):
        editions = list(_own(reports, quarter.label, municipality, is_made_up, left_out))
        last = editions[-1] if editions else last
        for name, edition in _that_count(editions):
            try:
                found, sha256 = _table(reports, edition, name)
            except _Unfit as why:
                left_out.append(_fault(str(why), f"{edition.place}/tables/{name}.csv"))
                continue
            rows[name] += found
            if sha256:
                about = {"edition": edition.number, "kind": edition.kind, "sha256": sha256}
                told.setdefault(quarter.label, {})[name] = about
    values, forecasts = (
        pd.DataFrame(rows[name], columns=list(shape)).astype(shape)
        for name, shape in ((VALUES, VALUE_COLUMNS), (FORECASTS, FORECAST_COLUMNS))
    )
    return Published(values, forecasts, told, tuple(left_out), last)


def _that_count(editions: list[Edition]) -> Iterator[tuple[str, Edition]]:
    """Which edition gives which table; none where the current edition cannot be known."""
    if editions and editions[-1].kind:
        yield VALUES, editions[-1]
        known = [one for one in editions if one.kind]
        yield FORECASTS, next((one for one in known if one.kind == "definitief"), known[-1])


def _own(reports: Path, quarter: str, municipality: str, is_made_up: bool, left_out: list[Fault]) -> Iterator[Edition]:
    """The editions of this municipality and this kind of data, lowest first; the others are named."""
    for number in edition_folders.numbers(reports, quarter):
        place = f"{quarter}/{number}/{edition_folders.RUN}"
        try:
            run = _run(reports / place, quarter, number)
        except _Unfit as why:
            left_out.append(_fault(str(why), place))
            yield Edition(quarter, number, "")
            continue
        if run["municipality"] != municipality:
            left_out.append(_fault("Dit rapport is van een andere gemeente en telt niet mee.", place))
        elif run["is_made_up"] is not is_made_up:
            of = "voorbeelddata" if run["is_made_up"] else "echte gegevens"
            left_out.append(_fault(f"Dit rapport gaat over {of} en telt niet mee.", place))
        else:
            yield Edition(quarter, number, run["kind"], run.get("tables", {}), str(run.get("snapshot", "")))


def _run(file: Path, quarter: str, number: int) -> dict[str, Any]:
    try:
        run = json.loads(files.read_bytes(file, largest=_LARGEST_BYTES))
    except (BadInput, ValueError, RecursionError):
        raise _Unfit(f"Dit rapport {_BROKEN}.") from None
    if not isinstance(run, dict) or run.get("format") != _READABLE_FORMAT:
        raise _Unfit("Dit rapport heeft een andere vorm en telt niet mee.")
    is_fit = (run.get("quarter"), run.get("edition")) == (quarter, number) and run.get("kind") in _KINDS
    is_fit = is_fit and isinstance(run.get("is_made_up"), bool) and isinstance(run.get("municipality"), str)
    if not is_fit or not isinstance(run.get("tables", {}), dict):
        raise _Unfit(f"Dit rapport {_BROKEN}.")
    return run


def _table(reports: Path, edition: Edition, name: str) -> tuple[list[dict[str, Any]], str]:
    """The rows of one table with their edition, and its hash; nothing where no forecast was made."""
    file = reports / edition.place / "tables" / f"{name}.csv"
    expected = edition.hashes.get(file.name)
    if name == FORECASTS and expected is None and not file.exists():
        return [], ""
    try:
        content = files.read_bytes(file, largest=_LARGEST_BYTES)
        if expected not in (None, files.sha256(content)):
            raise _Unfit("Deze tabel is na het publiceren veranderd en telt niet mee.")
        cells = published_rows.VALUE_CELLS if name == VALUES else published_rows.FORECAST_CELLS
        rows = published_rows.parsed(content, cells, edition.quarter)
    except _Unfit:
        raise
    except (BadInput, ValueError):
        raise _Unfit(f"Deze tabel {_BROKEN}.") from None
    return [row | {"edition": edition.number, "kind": edition.kind} for row in rows], files.sha256(content)


def _fault(message: str, file: str) -> Fault:
    return Fault(message, file=file, rule=_RULE, level="warning")
