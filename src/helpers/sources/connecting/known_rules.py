"""The rules that params/exports.yml already has for a file: as decided, so that only what is new is asked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from fnmatch import fnmatchcase
from typing import TYPE_CHECKING, Any

from helpers.floor import paths
from helpers.floor.params.export_mapping import ExportMapping
from helpers.sources.connecting import column_questions, word_questions
from helpers.sources.connecting.matching import Matching
from helpers.sources.connecting.questions import CONSTANT, NONE, NOT_COUNTED, PerText
from helpers.sources.contract import Column
from helpers.sources.mapping import exports_file
from helpers.sources.mapping.own_parsers import cell

if TYPE_CHECKING:
    from helpers.sources.connecting.drafting import Draft

RULES = "regels"


def of(ranked: Sequence[Matching], file: str) -> tuple[int, dict[str, Any]]:
    """The place of the export whose rules fit a file, and all that they decide; nothing where none fit.

    Rules fit where the file has every header that they name, and is the likeliest export or is called so.
    """
    known = exports_file.own_contracts(paths.PARAMS)
    for at, matching in enumerate(ranked):
        own = known.get(matching.contract.dataset)
        rules = own.mapping if own else None
        is_likely = at == 0 or (rules and fnmatchcase(file.casefold(), rules.file.casefold()))
        if rules and is_likely and _has_headers(rules, matching):
            return at, _decided(rules, matching)
    return 0, {}


def put(made: Draft) -> None:
    """Put in a draft what rules say that nobody is asked: units, forms of area, rows left out, what is not read."""
    rules = made.rules
    if rules is None:
        return
    headers = made.parts.get("headers", {})
    for part in ("units", "area"):
        for header, rule in getattr(rules, part).items():
            own = headers.get(header)
            if own is not None and (own if isinstance(own, list) else [own]) == list(rules.headers.get(header, ())):
                made.put(part, header, rule)
    for header, texts in rules.not_rows.items():
        there = made.matching.table.column(header).filled if header in made.read else ()
        found = made.parts.get("not_rows", {}).get(header, [])
        if left := [*found, *(text for text in texts if text not in there)]:
            made.put("not_rows", header, left)
    free = [one for one in rules.not_read if one not in made.read]
    if free:
        made.parts["not_read"] = free


def _has_headers(rules: ExportMapping, matching: Matching) -> bool:
    there = {header for column in matching.table.columns for header in column.headers}
    named = {one for own in rules.headers.values() for one in own}
    return bool(named) and named | set(rules.choosing) <= there


def _decided(rules: ExportMapping, matching: Matching) -> dict[str, Any]:
    found: dict[str, Any] = {RULES: rules}
    there = {column.header for column in matching.table.columns}
    shared = Counter(own[0] for own in rules.headers.values())
    for column in matching.contract.columns:
        header = column.header
        own = rules.own_header(header)
        words = {text: cell(meant) for text, meant in rules.values.get(header, {}).items()}
        if _is_per_text(column, shared[own], words):
            found[f"{column_questions.KEY}{header}"] = PerText(own, words)
            continue
        constant = rules.constants.get(header, "")
        read = own if own in there else NONE
        found[f"{column_questions.KEY}{header}"] = CONSTANT + constant if cell(constant) else read
        words |= dict.fromkeys(rules.not_rows.get(own, ()), NOT_COUNTED) if column.parser.choices else {}
        if words:
            found[f"{word_questions.KEY}{header}"] = words
    return found


def _is_per_text(column: Column, columns: int, words: dict[str, str]) -> bool:
    """Whether days follow from a column that is read as something else too, such as the wave."""
    return column.parser.kind == "datum" and columns > 1 and bool(words)
