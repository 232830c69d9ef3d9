"""Which column of a file is which column of a contract: the assignment that fits best as a whole."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass

import numpy as np
from scipy.optimize import linear_sum_assignment

from helpers.sources.cells import parsers
from helpers.sources.connecting import forms, likeness, meanings, synonyms
from helpers.sources.connecting.form import Form
from helpers.sources.connecting.own_table import OwnColumn, OwnTable
from helpers.sources.contract import Column, Contract
from helpers.sources.mapping import own_contract

LEAST_SHARE = 0.5
_BY_HEADER, _BY_FORM = 0.65, 0.35
_LEAST_FIT = 0.3
_EMPTY_COUNTS = 0.15  # less for a column with empty cells where each row must have one
_RIVAL = 0.08  # so near in fit, another column may be meant as well
_CLEAR = 0.8  # a form that tells so much needs no header


@dataclass(frozen=True)
class Fit:
    """How well a column of the file fits one of the contract: by its header, by its form, and together."""

    own: OwnColumn
    nearness: float
    form: Form
    fit: float


@dataclass(frozen=True)
class Match:
    """A column of the contract with the one of the file that fits best, if any, and those that fit nearly as well."""

    column: Column
    best: Fit | None
    rivals: tuple[Fit, ...]
    others: tuple[Fit, ...]  # every column that can be read so, the nearest first

    @property
    def is_sure(self) -> bool:
        """Whether nobody needs to be asked: header and form agree, or the form alone leaves no other."""
        if self.best is None:
            return False
        if self.rivals:
            return False
        by_header = self.best.nearness >= likeness.SURE  # an empty column can only be known so
        clear = [one for one in self.others if one.form.telling >= _CLEAR and one.form.share >= LEAST_SHARE]
        return by_header or (len(clear) == 1 and clear[0].own is self.best.own)


@dataclass(frozen=True)
class Matching:
    """All columns of a contract matched with a table; `is_events`: each row is one event, counted per month."""

    contract: Contract
    table: OwnTable
    matches: tuple[Match, ...]
    is_events: bool

    @property
    def score(self) -> float:
        """How much speaks for this contract: what fits, less what is missing, and what the file is called."""
        needed = [one for one in self.matches if not one.column.is_optional]
        if self.is_events:
            needed = [one for one in needed if one.best or not one.column.is_additive]
        found = sum(one.best.fit for one in needed if one.best)
        missing = sum(_missing(one.column) for one in needed if not one.best)
        extra = sum(0.2 for one in self.matches if one.best and one.column.is_optional)
        return found + extra - missing + 1.5 * _subject(self)


def _missing(column: Column) -> float:
    return 0.6 if column.is_required else 0.3


def _subject(matching: Matching) -> float:
    texts = [matching.table.sheet.file.rpartition(".")[0], *matching.table.titles]
    known = synonyms.subjects(matching.contract)
    return max((likeness.nearness(text, known) for text in texts if text), default=0.0)


def match(
    contract: Contract, table: OwnTable, decided: Mapping[str, str] | None = None, unwanted: Collection[str] = ()
) -> Matching:
    """The columns of a contract matched with those of a table.

    `decided` gives the own header, or "" for none, of columns that a person decided; `unwanted` are own headers
    that may not be read.
    """
    decided = decided or {}
    is_events = _is_events(contract, table, decided)
    own = [one for one in table.columns if one.header not in unwanted]
    fits = {column.name: [_fit(contract, column, one, is_events) for one in own] for column in contract.columns}
    taken = _assigned(contract, fits, decided)
    free = {one.header for one in own} - {one.own.header for one in taken.values()}
    matches = tuple(_match(column, taken.get(column.name), fits[column.name], free) for column in contract.columns)
    return Matching(contract, table, matches, is_events)


def _is_events(contract: Contract, table: OwnTable, decided: Mapping[str, str]) -> bool:
    """Whether the column of months holds days all over the month, and no column holds a count."""
    month = own_contract.month_of(contract)
    if month is None:
        return False
    fits = [_fit(contract, month, one, True) for one in table.columns]
    wanted = decided.get(month.header)
    best = max((one for one in fits if wanted in (None, one.own.header)), key=lambda one: one.fit, default=None)
    if best is None or best.form.share < LEAST_SHARE:
        return False
    odd = meanings.unread(parsers.day, best.own)
    texts = [text for text in best.own.filled if text not in odd]
    read, _ = parsers.day.among(texts)
    days = {read(text) for text in texts}
    if len({day.day for day in days if day}) <= 1:
        return False
    counts = [column for column in contract.columns if column.is_additive]
    near = [_fit(contract, column, one, False) for column in counts for one in table.columns]
    return not any(one.nearness >= likeness.SURE and one.form.share >= LEAST_SHARE for one in near)


def _fit(contract: Contract, column: Column, own: OwnColumn, is_events: bool) -> Fit:
    form = forms.best(column, own, is_event=is_events, is_key=contract.key == (column.name,))
    nearness = likeness.nearness(own.header, synonyms.phrases(contract, column))
    if not own.filled:  # an empty column can only be known by its header
        fit = _BY_HEADER * nearness if nearness >= likeness.SURE and not column.is_required else 0.0
        return Fit(own, nearness, form, fit)
    if form.share < LEAST_SHARE:
        return Fit(own, nearness, form, 0.0)
    fit = _BY_HEADER * nearness + _BY_FORM * form.telling * form.share
    if column.is_required and own.share_filled < 1:
        fit -= _EMPTY_COUNTS * (1 - own.share_filled) ** 0.5
    return Fit(own, nearness, form, fit)


def _assigned(contract: Contract, fits: Mapping[str, list[Fit]], decided: Mapping[str, str]) -> dict[str, Fit]:
    """The fit of each column that gets one: all together as high as they can be."""
    columns = list(contract.columns)
    taken: dict[str, Fit] = {}
    for column in columns:
        if header := decided.get(column.header):
            taken[column.name] = next(one for one in fits[column.name] if one.own.header == header)
    used = {one.own.header for one in taken.values()}
    rest = [column for column in columns if column.header not in decided]
    own = [one.own.header for one in next(iter(fits.values()), [])]
    worth = np.array([[_worth(column, one, used) for one in fits[column.name]] for column in rest]).reshape(
        len(rest), len(own)
    )
    for row, place in zip(*linear_sum_assignment(worth, maximize=True), strict=True):
        if worth[row, place] > 0:
            taken[rest[row].name] = fits[rest[row].name][place]
    return taken


def _worth(column: Column, one: Fit, used: Collection[str]) -> float:
    if one.own.header in used or one.fit < _LEAST_FIT:
        return 0.0
    if column.is_optional and (one.nearness < likeness.SURE or column.holds == "free text"):
        return 0.0
    return one.fit * (0.5 if column.is_optional else 1.0)


def _match(column: Column, best: Fit | None, fits: list[Fit], free: Collection[str]) -> Match:
    readable = sorted(
        (one for one in fits if one.form.share >= LEAST_SHARE and one.own.filled), key=lambda one: -one.fit
    )
    if best is None or column.is_optional:
        return Match(column, best, (), tuple(readable))
    rivals = [one for one in readable if one.own.header in free and one.fit >= best.fit - _RIVAL]
    if column.parser is parsers.wijk_code:
        rivals = [one for one in rivals if not _tell_the_same(one.own, best.own)]
    return Match(column, best, tuple(rivals), tuple(readable))


def _tell_the_same(one: OwnColumn, other: OwnColumn) -> bool:
    """Whether a column follows from another, as a name from its code and a wijk from its buurt."""
    pairs = set(zip(one.cells, other.cells, strict=True))
    return len(pairs) in (len(set(one.cells)), len(set(other.cells)))
