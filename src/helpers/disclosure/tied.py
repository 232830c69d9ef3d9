"""Which sums hold between the figures of a table: the declared ties, where their rows are there."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from helpers.disclosure.figures import name_of, parts_of
from helpers.disclosure.ties import TIES, Cells, Part, Tie
from helpers.floor.month import Month, months_between
from helpers.floor.quarter import Quarter
from helpers.floor.shapes.words import SMALL, WITHDRAWN


@dataclass(frozen=True)
class Linked:
    """Figures by name whose weighted sum is 0; those `outside` are printed nowhere, and may be guarded groups."""

    weights: Mapping[str, float]
    outside: tuple[str, ...] = ()
    is_guarded: bool = False


def ties_of(rows: Iterable[Any]) -> list[Linked]:
    """The ties among these rows.

    Rows without a figure are no part of a sum. Where the whole, or one of the parts, is not there, there is no tie.
    """
    places = _places(rows)
    periods = sorted({period for *_, period in places})
    every = (*TIES, *_by_default(places))
    found = (_tie(one, period, places) for tie in every for period in periods for one in _each(tie, period, places))
    return [one for one in found if one]


_Places = dict[tuple[str, str, str, str], list[Any]]  # measure, split, level and period, to rows


def _places(rows: Iterable[Any]) -> _Places:
    places, sessions = defaultdict(list), defaultdict(list)
    for row in rows:
        if row.split == "session":
            sessions[row.measure, Quarter.of(row.start).label].append(row)
        elif row.withheld in (SMALL, WITHDRAWN) or row.value == row.value or row.numerator == row.numerator:
            places[row.measure, row.split, row.area_level, row.period].append(row)
    for (measure, quarter), every in sessions.items():
        held = [row for row in every if row.group == "gehouden"]
        # While one of them is still planned, the quarter is not over in any edition here.
        if {row.period for row in every if row.group == "gepland"} <= {row.period for row in held}:
            places[measure, "session", "municipality", quarter] = held
    return places


def _by_default(places: _Places) -> list[Tie]:
    """Of what no tie names: the wijken, and the groups of a split, add up to the municipality's row of that measure."""
    declared = {(cells.measure, cells.split, cells.level) for tie in TIES for cells in tie.parts}
    ties = {}
    for (measure, split, level, _), rows in places.items():
        if (split or level == "wijk") and (measure, split, level) not in declared and not (split and level == "wijk"):
            for part in parts_of(rows[0]) if rows else ():
                cells = Cells(measure, split, level=level, part=part)
                ties[cells] = Tie((Cells(measure, part=part),), (cells,))
    return list(ties.values())


def _each(tie: Tie, period: str, places: _Places) -> Iterator[Tie]:
    """The tie, or one for every group that it is about."""
    if tie.each_area:
        (year,), (part,) = tie.whole, tie.parts
        for row in places.get((year.measure, year.split, year.level, period), ()):
            of_area = (replace(year, area=row.area),), (replace(part, area=row.area),)
            yield replace(tie, whole=of_area[0], parts=of_area[1], each_area=False)
        return
    if not tie.each_group:
        yield tie
        return
    (of,) = tie.parts
    for group in dict.fromkeys(row.group for row in places.get((of.measure, of.split, of.level, period), ())):
        rest, slack = (f"{outside}, {group}" if outside else "" for outside in (tie.rest, tie.slack))
        whole, parts = (
            tuple(replace(cells, group=group) if cells.split and not cells.group else cells for cells in several)
            for several in (tie.whole, tie.parts)
        )
        yield replace(tie, whole=whole, parts=parts, rest=rest, slack=slack, each_group=False)


def _tie(tie: Tie, period: str, places: _Places) -> Linked | None:
    weights: dict[str, float] = defaultdict(float)
    for sign, several in ((1, tie.whole), (-1, tie.parts)):
        for cells in several:
            names = _names(cells, period, places)
            if names is None and not cells.may_lack:
                return None
            for name in names or ():
                weights[name] += sign
    outside = {f"{name}, {period}": weight for name, weight in ((tie.rest or tie.slack, -1), (tie.returned, 1)) if name}
    return Linked({**weights, **outside}, tuple(outside), is_guarded=bool(tie.rest))


def _names(cells: Cells, period: str, places: _Places) -> list[str] | None:
    """The figures of these cells in a period; None where they are not there."""
    if cells.months_of:
        return _names_of_months(cells, period, places)
    at = period
    if cells.of_before:
        quarter = Quarter.parse(period)
        if quarter.number == 1:
            return []
        at = quarter.shift(-1).label
    found = places.get((cells.measure, cells.split, cells.level, at))
    if found is None:
        return None
    rows = [row for row in found if cells.group in ("", row.group) and cells.area in ("", row.area)]
    parts: tuple[Part, ...] = ("met", "rest") if cells.part == "base" else (cells.part,)
    names = dict.fromkeys(name_of(row, part) for row in rows for part in parts)
    return list(names) if names or cells.held_in else None


def _names_of_months(cells: Cells, period: str, places: _Places) -> list[str] | None:
    """The figures of all months of a quarter, or of its year up to its end; None where one is not there."""
    if "-Q" not in period:
        return None
    quarter = Quarter.parse(period)
    start = quarter.start if cells.months_of == "quarter" else quarter.year_start
    months = months_between(Month.of(start), Month.of(quarter.end))
    found = [_names(replace(cells, months_of=""), month.label, places) for month in months]
    return None if None in found else [name for names in found for name in names or ()]
