"""What earlier reports said: the tables of published editions, read with distrust.

A file that is gone, changed, broken or of another municipality is left out and named, and never stops a run.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from helpers.door import files
from helpers.floor.faults import BadInput, Fault
from helpers.floor.quarter import Quarter
from helpers.floor.shapes.history import FORECAST_COLUMNS, VALUE_COLUMNS
from helpers.sources.earlier import edition_folders, published_rows, run_json

VALUES, FORECASTS = "indicators", "forecasts"
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
    a forecast that was final cannot be improved afterwards. Sample and real never mix: they lie apart, and once
    lay in one folder.
    """
    rows: dict[str, list[dict[str, Any]]] = {VALUES: [], FORECASTS: []}
    told: dict[str, dict[str, Any]] = {}
    left_out: list[Fault] = []
    last = None
    for quarter in (one for one in _quarters(reports, is_made_up) if one < before):
        place, editions = _found(reports, quarter.label, municipality, is_made_up, left_out)
        last = editions[-1] if editions else last
        for name, edition in _that_count(editions):
            try:
                found, sha256 = _table(place, edition, name)
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


def damaged(reports: Path, quarter: str) -> list[Fault]:
    """The editions of a quarter that do not count because of what is wrong with them, each with what that is."""
    found = []
    for number in edition_folders.taken(reports, quarter):
        try:
            run_json.read(reports, quarter, number)
        except run_json.Unfit as why:
            found.append(_fault(str(why), f"{quarter}/{number}/{edition_folders.RUN}"))
    return found


def _quarters(reports: Path, is_made_up: bool) -> list[Quarter]:
    lying = (edition_folders.quarters(one) for one in edition_folders.places(reports, is_made_up))
    return sorted(set().union(*lying))


def _found(
    reports: Path, quarter: str, municipality: str, is_made_up: bool, left_out: list[Fault]
) -> tuple[Path, list[Edition]]:
    """Where the editions of a quarter lie that may count, and those, lowest first."""
    for place in edition_folders.places(reports, is_made_up):
        if editions := list(_own(place, quarter, municipality, is_made_up, left_out)):
            return place, editions
    return reports, []


def _own(reports: Path, quarter: str, municipality: str, is_made_up: bool, left_out: list[Fault]) -> Iterator[Edition]:
    """The editions of this municipality and this kind of data, lowest first; the others are named."""
    for number in edition_folders.taken(reports, quarter):
        place = f"{quarter}/{number}/{edition_folders.RUN}"
        try:
            run = run_json.read(reports, quarter, number)
        except run_json.Unfit as why:
            left_out.append(_fault(str(why), place))
            if (reports / place).is_file():  # without one it never was an edition
                yield Edition(quarter, number, "")
            continue
        if run["municipality"] != municipality:
            left_out.append(_fault("Dit rapport is van een andere gemeente en telt niet mee.", place))
        elif run["is_made_up"] is is_made_up:
            yield Edition(quarter, number, run["kind"], run.get("tables", {}), run.get("snapshot", ""))
        elif not is_made_up:  # beside made-up data real reports may lie: that is where they belong
            left_out.append(_fault("Dit rapport gaat over voorbeelddata en telt niet mee.", place))


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
