"""One file that was read, and what may be published of it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from helpers.floor.quarter import Quarter
from helpers.floor.shapes.words import HARMLESS


@dataclass(frozen=True)
class Export:
    """One file that was read: its name, hash, rows, and the days it speaks of. For the municipality itself.

    `left_out` counts the rows that are no data, such as a total row; `gaps` are the Dutch labels of periods
    without rows between the first and the last. `rules` say in Dutch how an own file became this export. `mark` is
    the hash that may be published, keyed by the secret of the home; "" where nothing is published of it.
    """

    dataset: str
    file: str
    sha256: str
    rows: int
    first: date | None
    last: date | None
    left_out: int = 0
    gaps: tuple[str, ...] = ()
    rules: tuple[str, ...] = ()
    mark: str = ""


@dataclass(frozen=True)
class ToldExport:
    """What may be published of an export.

    Of one about persons or dealers no count of rows and no day, for with two editions beside each other those tell who
    came in between: only the quarter of its last day, as `until`. Equal marks mean equal files.
    """

    dataset: str
    file: str
    mark: str
    is_about_a_group: bool
    rows: int | None
    first: date | None
    last: date | None
    until: str  # such as 2026-Q3; "" where it has no day
    left_out: int | None
    gaps: tuple[str, ...]
    rules: tuple[str, ...]


def told(export: Export, counted: str) -> ToldExport:
    """What may be published of an export whose rows tell of `counted`, a word of `shapes.words`.

    >>> one = Export("opkopers", "opkopers.csv", "ab", 44, date(2012, 1, 1), date(2026, 9, 20), mark="cd")
    >>> shown = told(one, "dealer")
    >>> shown.mark, shown.rows, shown.last, shown.until
    ('cd', None, None, '2026-Q3')
    >>> told(one, "row").last
    datetime.date(2026, 9, 20)
    """
    is_hidden = counted not in HARMLESS
    return ToldExport(
        export.dataset,
        export.file,
        export.mark,
        is_hidden,
        None if is_hidden else export.rows,
        None if is_hidden else export.first,
        None if is_hidden else export.last,
        Quarter.of(export.last).label if export.last else "",
        None if is_hidden else export.left_out,
        () if is_hidden else export.gaps,
        export.rules,
    )
