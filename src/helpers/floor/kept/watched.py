"""A delivery that notes what is read of it. Closed by default: what is not asked by export was read whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any

import pandas as pd

from helpers.floor.kept.fingerprint import fingerprint
from helpers.floor.kept.reads import Part, note
from helpers.floor.quarter import Quarter
from helpers.floor.shapes.delivery import Delivery

BY_EXPORT = frozenset(
    {"has", "why_missing", "told_exports_of", "missing_of", "strange_of", "accepted_of", "held_back_of"}
)
# What gives no value itself: the quarter is asked for by the run, the others hand over another watched delivery, or
# read what they tell of this one.
_FREE = frozenset(
    {"quarter", "tables", "at", "last_yearly", "named", "in_quarter", "in_year", "_repr_html_", "_why_not"}
)
_TABLE = "table"


class Watched(Delivery):
    """The same delivery; each table, each answer about an export and each other attribute is noted when it is read."""

    def __getattribute__(self, name: str) -> Any:
        if name == "__dict__":  # as `vars` takes it
            return {one.name: getattr(self, one.name) for one in fields(Delivery)}
        if name.startswith("__") or name in _FREE:
            return super().__getattribute__(name)
        quarter = super().__getattribute__("quarter").label
        if name in BY_EXPORT:
            return _Asked(self, name, quarter)
        note(Part(name, "", quarter))
        return getattr(plain(self), name)

    def __reduce__(self) -> tuple[type[Watched], tuple[Any, ...]]:
        return Watched, tuple(_told(self).values())  # a copy is watched too

    def at(self, quarter: Quarter) -> Watched:
        """The same delivery, looked at from another quarter; nothing is read."""
        seen = _told(Delivery.at(plain(self), quarter))
        return Watched(**{**seen, "tables": _told(self)["tables"]})


class _Asked:
    """A question about exports, which notes of which it is asked."""

    def __init__(self, delivery: Watched, name: str, quarter: str) -> None:
        self._delivery, self._name, self._quarter = delivery, name, quarter

    def __call__(self, *datasets: str) -> Any:
        for dataset in datasets:
            note(Part(self._name, dataset, self._quarter))
        return getattr(plain(self._delivery), self._name)(*datasets)


class _Tables(Mapping[str, pd.DataFrame]):
    """The tables of a delivery: one that is taken is noted, and so is one that was asked for in vain."""

    def __init__(self, tables: Mapping[str, pd.DataFrame]) -> None:
        self._tables = tables

    def __getitem__(self, dataset: str) -> pd.DataFrame:
        note(Part(_TABLE, dataset))
        return self._tables[dataset]

    def __contains__(self, dataset: object) -> bool:
        note(Part("has", str(dataset)))
        return dataset in self._tables

    def __iter__(self) -> Iterator[str]:
        note(Part("tables"))
        return iter(self._tables)

    def __len__(self) -> int:
        note(Part("tables"))
        return len(self._tables)


def watched(delivery: Delivery) -> Watched:
    """The delivery, watched from now on.

    >>> from helpers.floor.kept.reads import recorded
    >>> from helpers.floor.shapes.delivery import Delivery
    >>> one = watched(Delivery(Quarter(2026, 3), {"bodycams": pd.DataFrame()}, {}, None, None))
    >>> with recorded() as heard:
    ...     _ = one["bodycams"], one.has("opkopers"), one.at(Quarter(2026, 1)).is_made_up
    >>> for part in heard:
    ...     print(*part)
    table bodycams
    has opkopers 2026-Q3
    is_made_up  2026-Q1
    """
    told = _told(delivery)
    return Watched(**{**told, "tables": _Tables(plain(delivery).tables)})


def plain(delivery: Delivery) -> Delivery:
    """The delivery itself, of which nothing is noted."""
    told = _told(delivery)
    if isinstance(told["tables"], _Tables):
        told["tables"] = told["tables"]._tables
    return Delivery(**told)


def _told(delivery: Delivery) -> dict[str, Any]:
    return dict(object.__getattribute__(delivery, "__dict__"))


def print_of(delivery: Delivery, part: Part) -> str:
    """The fingerprint of a part of a delivery that is not watched; of a part that no delivery has, of None."""
    if part.name == _TABLE:
        return fingerprint(delivery.tables.get(part.dataset))
    seen = delivery.at(Quarter.parse(part.quarter)) if part.quarter else delivery
    value: Any = getattr(seen, part.name, None)
    return fingerprint(value(part.dataset) if part.name in BY_EXPORT else value)
