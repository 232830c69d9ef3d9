"""From the published tables of an edition to measure rows, each with the place where it stands."""

import csv
import io
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

import pandas as pd

from helpers.disclosure.published.about_indicators import COUNTED_OF
from helpers.disclosure.published.catalogue import entry_of
from helpers.disclosure.published.entries import Count, matches
from helpers.disclosure.published.sentences import numbers_of, said, text_of, unexplained
from helpers.floor.faults import AskedWrongly
from helpers.floor.params.small_numbers import SmallNumbers
from helpers.floor.quarter import Quarter
from helpers.floor.shapes import tables

_PERSON = "person"  # what a measure counts that nobody declared
_FIGURES = ("value", "numerator", "denominator")
UNREADABLE = "is niet te lezen"


class Unknown(ValueError):
    """A published table, column or cell that the catalogue does not know: `table`, `column` and `why`, in Dutch."""

    def __init__(self, table: str, column: str, why: str) -> None:
        super().__init__(f"{table}, {column}: {why}" if column else f"{table}: {why}")
        self.table, self.column, self.why = table, column, why


class Damaged(Unknown):
    """A table or page that is not as it was published: cut, changed, of another encoding."""


@dataclass(frozen=True)
class Place:
    """Where a figure stands: the folder of the edition, the table, what names its row, and the column.

    `split` is what it is a group of, "wijk" for a wijk and "" for none; `is_earlier`: as an earlier report had it,
    which what is counted now may contradict; `is_partial`: other groups of the split may not be named there.
    """

    edition: str
    table: str
    row: str
    column: str
    split: str = ""
    is_earlier: bool = False
    is_partial: bool = False


@dataclass(frozen=True)
class Edition:
    """A published edition: its folder, such as "2026-Q3/1", and by name the text of its tables and of its pages.

    `numbers` may stand in a sentence though no table holds them: targets and thresholds. `promised` and `otherwise`
    give by the id of an indicator the measure that it is counted with, and that of its other reading; `yearly` is the
    quarter whose small splits it shows, `month` that of a dashboard. `damaged` says of a table or page what is wrong
    with its file, in Dutch; one that cannot be read is in it alone.
    """

    folder: str
    quarter: str
    tables: Mapping[str, str]
    pages: Mapping[str, str] = field(default_factory=dict)
    yearly: str = ""
    month: str = ""
    notebooks: Sequence[str] = ()
    promised: Mapping[str, str] = field(default_factory=dict)
    otherwise: Mapping[str, str] = field(default_factory=dict)
    numbers: Sequence[str] = ()
    damaged: Mapping[str, str] = field(default_factory=dict)
    limits: SmallNumbers | None = None


@dataclass(frozen=True)
class Harvest:
    """Measure rows as a reader has them, protected, and where each stands; the index of the rows counts from 0."""

    rows: pd.DataFrame
    places: Sequence[Place]
    limits: SmallNumbers | None = None  # that the edition was made with, where it tells them


Found = tuple[Place, dict[str, Any]]  # a measure row, and where it stands


def harvest(edition: Edition) -> Harvest:
    """The rows of every table and sentence of an edition that counts somebody. Raises Unknown.

    >>> sessions = "session,date,status,new_elderly,withheld\\nS1,2026-03-01,gehouden,,small\\n"
    >>> found = harvest(Edition("2026-Q1/1", "2026-Q1", {"sessions": sessions}))
    >>> found.rows[["measure", "period", "withheld"]].values.tolist(), found.places[0].row
    ([['new_elderly', 'S1', 'small']], 'S1')
    """
    found, faults = readable(edition)
    for fault in faults:
        raise fault
    return found


def readable(edition: Edition) -> tuple[Harvest, list[Unknown]]:
    """The rows of all that can be read of an edition that stands, and of each other table and page why it cannot.

    >>> sessions = "session,date,status,new_elderly,withheld\\nS1,2026-03-01,gehouden,,small\\nS2,20"
    >>> readable(Edition("2026-Q1/1", "2026-Q1", {"sessions": sessions}))[1]
    [Damaged('sessions: is niet te lezen')]
    """
    found: list[Found] = []
    faults: list[Unknown] = [Damaged(name, "", why) for name, why in sorted(edition.damaged.items())]
    for read, texts in ((_of_table, edition.tables), (_of_page, edition.pages)):
        for name, text in sorted(texts.items()):
            try:
                found += read(edition, name, text)
            except Unknown as fault:
                faults.append(fault)
    rows = tables.measures([row for _, row in found])
    return Harvest(rows, [place for place, _ in found], edition.limits), faults


def _of_table(edition: Edition, name: str, text: str) -> list[Found]:
    header, rows = _cells(name, text)
    entry = entry_of(name, edition.notebooks, header)
    if entry is None:
        raise Unknown(name, "", "deze tabel staat niet in de catalogus")
    for column in entry.unknown(header):
        raise Unknown(name, column, "deze kolom staat niet in de catalogus")
    for column in entry.lacking(header) if rows else ():
        raise Damaged(name, column, "ontbreekt")
    found: list[Found] = []
    for cells in rows if entry.counts else ():
        told, key = _words(edition, cells), " ".join(cells[one] for one in entry.key)
        for count in entry.counts:
            found += _of_row(Place(edition.folder, name, key, ""), count, cells, told)
    try:
        tables.measures([row for _, row in found])
    except ValueError:
        raise Damaged(name, "", UNREADABLE) from None
    return found


def _cells(name: str, text: str) -> tuple[list[str], list[dict[str, str]]]:
    """The columns of a table, and its rows."""
    try:
        header, *lines = csv.reader(io.StringIO(text), strict=True)
        return header, [dict(zip(header, cells, strict=True)) for cells in lines]
    except (csv.Error, ValueError):
        raise Damaged(name, "", UNREADABLE) from None


def _of_page(edition: Edition, name: str, text: str) -> list[Found]:
    said_of, spoken = f"de tekst van {name}", text_of(text)
    for words in unexplained(name, spoken, [*numbers_of(edition.tables), *edition.numbers]):
        raise Unknown(said_of, "", f"een aantal in deze zin staat in geen tabel: “{words}”")
    found: list[Found] = []
    for words, count, cells in said(name, spoken):
        found += _of_row(Place(edition.folder, said_of, words, ""), count, cells, _words(edition, cells))
    return found


def _of_row(place: Place, count: Count, cells: Mapping[str, str], told: Mapping[str, str]) -> Iterator[Found]:
    if not all(any(matches(word, cells[column]) for word in wanted) for column, wanted in count.where.items()):
        return
    for column in [one for one in cells if matches(count.each, one)] if count.each else [count.column]:
        row = _measure_row(count, {**told, "column": column})
        if count.start and not row["start"]:
            raise Damaged(place.table, "", UNREADABLE)
        if row["measure"]:
            named = dict.fromkeys(("value",), column) if count.each else {one: getattr(count, one) for one in _FIGURES}
            figures = {one: _number(place.table, at, cells.get(at, "")) for one, at in named.items() if at}
            withheld = "" if any(one is not None for one in figures.values()) else cells.get("withheld") or count.blank
            split = row["split"] or ("wijk" if row["area"] else "")
            yield (
                replace(place, column=column, split=split, is_earlier=count.is_earlier, is_partial=count.is_partial),
                row | figures | {"withheld": withheld},
            )


def _measure_row(count: Count, told: Mapping[str, str]) -> dict[str, Any]:
    texts = {
        name: getattr(count, name).format_map(told)
        for name in ("measure", "counted", "area", "split", "group", "period", "start", "unit")
    }
    return texts | {"area_level": "wijk" if texts["area"] else "municipality", "start": texts["start"] or None}


def _words(edition: Edition, cells: Mapping[str, str]) -> dict[str, str]:
    """What the texts of a count may name: the columns of the row, the periods of the edition, the measures."""
    told = {"quarter": edition.quarter, "yearly": edition.yearly, "of_month": edition.month, **cells}
    quarter = _quarter(told["quarter"])
    told |= {"quarter_before": quarter.previous.label, "year_before": quarter.year_before.label} if quarter else {}
    if day := cells.get("date"):
        told["quarter_of_date"] = _quarter_of(day)
    for name, measures in (("promised", edition.promised), ("otherwise", edition.otherwise)):
        told[name] = measures.get(cells.get("indicator_id", ""), "")
        told[f"{name}_of"] = COUNTED_OF.get(told[name], _PERSON)
    return told


def _quarter_of(day: str) -> str:
    """The quarter of a day, "" where it is none."""
    try:
        return Quarter.of(date.fromisoformat(day)).label
    except ValueError:
        return ""


def _quarter(label: str) -> Quarter | None:
    try:
        return Quarter.parse(label)
    except AskedWrongly:
        return None


def _number(table: str, column: str, text: str) -> float | None:
    if not text:
        return None
    try:
        value = float(text)
    except ValueError:
        raise Unknown(table, column, "hier staat geen getal") from None
    return value if math.isfinite(value) else None
