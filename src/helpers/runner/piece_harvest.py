"""What an executed notebook handed over: its pieces, its headline, its counts per status.

For the runner: the tables, the archive and the pages all come from here, never from a second computation.

>>> import nbformat
>>> from helpers.floor.pieces import MIME, Answer, Counts
>>> show = lambda piece: nbformat.v4.new_output("display_data", {MIME: piece.as_json()})
>>> nb = nbformat.v4.new_notebook(cells=[
...     nbformat.v4.new_markdown_cell("# Titel"),
...     nbformat.v4.new_code_cell("show.answer(result)", outputs=[show(Answer("6 van de 17 gehaald."))]),
...     nbformat.v4.new_code_cell("show.counts(result)", outputs=[show(Counts("Stand", [("gehaald", 6)]))]),
... ])
>>> headline(nb), status_counts(nb), [(cell, piece["kind"]) for cell, piece in pieces(nb)]
('6 van de 17 gehaald.', [('gehaald', 6)], [(2, 'answer'), (3, 'counts')])
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from nbformat import NotebookNode

from helpers.floor.pieces import MIME


def pieces(nb: NotebookNode) -> list[tuple[int, dict[str, Any]]]:
    """Every piece in reading order, with the number of its cell; cells count from 1, text cells too.

    A piece is the JSON of `Piece.as_json`; `piece["kind"]` is the class in small letters, and a table or
    figure has `name` (of its CSV) and `data` with `columns` and `rows`. Outputs that are no piece are left
    out here; `helpers.runner.page` is what refuses them.
    """
    return [
        (number, piece)
        for number, cell in enumerate(nb.cells, start=1)
        for output in cell.get("outputs", [])
        if (folded := piece_of(output)) is not None
        for piece in unfolded(folded)
        if piece["kind"] != "heading"
    ]


def piece_of(output: Mapping[str, Any]) -> dict[str, Any] | None:
    """The piece in an output of a code cell; None when it holds something else."""
    return output.get("data", {}).get(MIME)


def unfolded(piece: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """The piece itself; of a piece of sections, each section's heading (kind "heading") and its pieces.

    >>> folded = {"kind": "sections", "sections": [["Doel", [{"kind": "text", "sentences": []}]]]}
    >>> [one["kind"] for one in unfolded(folded)]
    ['heading', 'text']
    """
    if piece.get("kind") != "sections":
        yield dict(piece)
        return
    for title, inside in piece["sections"]:
        yield {"kind": "heading", "text": title}
        for one in inside:
            yield from unfolded(one)


def answer(nb: NotebookNode) -> dict[str, Any] | None:
    """The first answer piece (headline and sentences); None where the notebook gives no answer."""
    return _first(nb, "answer")


def headline(nb: NotebookNode) -> str:
    """The headline of the notebook's answer; "" where it gives no answer."""
    return (answer(nb) or {}).get("headline", "")


def status_counts(nb: NotebookNode) -> list[tuple[str, int]]:
    """Pairs of (status word, number of indicators) of the first counts piece; empty without one."""
    return [(word, int(n)) for word, n in (_first(nb, "counts") or {}).get("counts", [])]


def _first(nb: NotebookNode, kind: str) -> dict[str, Any] | None:
    return next((piece for _, piece in pieces(nb) if piece["kind"] == kind), None)
