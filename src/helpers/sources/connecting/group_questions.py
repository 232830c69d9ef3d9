"""Several columns of the same kind of which no header tells which is which: asked at once, as a row of numbers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from helpers.floor import dutch
from helpers.floor.faults import AskedWrongly
from helpers.sources.connecting import likeness
from helpers.sources.connecting.column_questions import KEY
from helpers.sources.connecting.matching import LEAST_SHARE, Fit, Match, Matching
from helpers.sources.connecting.questions import NONE, Question, numbers

GROUP = "kolommen"
_LEAST = 3  # columns; of fewer each is asked by itself
_MOST_CHOICES = 15


def of(matching: Matching, decided: Mapping[str, Any]) -> tuple[Question, tuple[str, ...]] | None:
    """The question about a group, and the headers of the contract in it; None where there is none."""
    doubtful = [one for one in matching.matches if _is_doubtful(one)]
    group = next((alike for one in doubtful if len(alike := _alike(one, doubtful)) >= _LEAST), None)
    if group is None or GROUP in decided:
        return None
    taken = {one.best.own.header for one in matching.matches if one.best and one not in group}
    fits = {fit.own.header: fit for one in group for fit in one.others if _is_choice(fit)}
    own = [one.header for one in matching.table.columns if one.header in fits and one.header not in taken]
    headers = tuple(one.column.header for one in group)
    asked = ", ".join(f"{at}e {header}" for at, header in enumerate(headers, 1))
    text = f"Welke kolommen zijn dit, in deze volgorde? {asked}."
    example = ",".join(map(str, range(1, len(headers) + 1)))
    hint = f"Typ {len(headers)} nummers, zoals {example}; 0 als uw bestand er een niet heeft."
    choices = tuple(own[:_MOST_CHOICES])
    return Question(GROUP, text, choices, hint, "", partial(_order, headers, choices)), headers


def as_decided(decided: Mapping[str, Any]) -> dict[str, Any]:
    """What was decided, with what was decided of a group as decisions about each of its columns."""
    found = dict(decided)
    for header, own in decided.get(GROUP, {}).items():
        found.setdefault(f"{KEY}{header}", own)
    return found


def _is_doubtful(one: Match) -> bool:
    nearness = one.best.nearness if one.best else 0.0
    return not one.is_sure and not one.column.is_optional and nearness < likeness.SURE and bool(one.others)


def _is_choice(fit: Fit) -> bool:
    return fit.form.share >= LEAST_SHARE and fit.form.telling > 0


def _alike(one: Match, doubtful: Sequence[Match]) -> list[Match]:
    return [other for other in doubtful if other.column.parser == one.column.parser]


def _order(headers: Sequence[str], own: Sequence[str], answer: str) -> dict[str, str]:
    parts = [part for part in answer.replace(";", ",").replace(" ", ",").split(",") if part]
    if len(parts) != len(headers):
        raise AskedWrongly(f"Typ {len(headers)} nummers.", f"In de volgorde van: {dutch.listing(list(headers))}.")
    found = [NONE if part == "0" else own[numbers(part, len(own))[0]] for part in parts]
    if len(set(filter(None, found))) < len(list(filter(None, found))):
        raise AskedWrongly("Een nummer staat er twee keer.", "Elke kolom kan één ding zijn.")
    return dict(zip(headers, found, strict=True))
