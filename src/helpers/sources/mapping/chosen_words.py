"""The words by which rows are chosen, beside the words that the file has: one that is not there chooses nothing."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping

from helpers.floor import dutch
from helpers.floor.params.export_mapping import ExportMapping
from helpers.sources.cells.cell_parser import cleaned, quoted

HINT = "Controleer de spelling bij rows en not_rows in params/exports.yml."


def plain(text: str) -> str:
    """A text as it is compared: without spaces around it, in lower case.

    >>> plain(" Definitief")
    'definitief'
    """
    return cleaned(text).casefold()


def absent(mapping: ExportMapping, texts: Mapping[str, Collection[str]]) -> Iterator[str]:
    """A sentence per header with the words of the rules that no row has; `texts` are the plain ones of the file.

    >>> list(absent(ExportMapping(not_rows={"Status": ["Test", "Tesst"]}), {"Status": {"test", "definitief"}}))
    ['Geen enkele rij heeft Status “Tesst”.']
    """
    for header in mapping.choosing:
        words = dict.fromkeys([*mapping.rows.get(header, ()), *mapping.not_rows.get(header, ())])
        lacking = [quoted(word) for word in words if plain(word) not in texts.get(header, {plain(word)})]
        if lacking:
            yield f"Geen enkele rij heeft {header} {dutch.listing(lacking, 'of')}."
