"""What an executed notebook handed over: its pieces, its headline, its counts per status.

For the runner: the tables, the archive and the pages all come from here, never from a second computation.

>>> import nbformat
>>> from helpers.floor.shapes.pieces import MIME, Answer, Counts
>>> show = lambda piece: nbformat.v4.new_output("display_data", {MIME: piece.as_json()})
>>> nb = nbformat.v4.new_notebook(cells=[
...     nbformat.v4.new_markdown_cell("# Titel"),
...     nbformat.v4.new_code_cell("show.answer(result)", outputs=[show(Answer("6 van de 17 gehaald."))]),
...     nbformat.v4.new_code_cell("show.counts(result)", outputs=[show(Counts("Stand", [("gehaald", 6)]))]),
... ])
>>> headline(nb), status_counts(nb), [(cell, piece["kind"]) for cell, piece in pieces(nb)]
('6 van de 17 gehaald.', [('gehaald', 6)], [(2, 'answer'), (3, 'counts')])
"""

import re
from collections.abc import Iterator, Mapping
from typing import Any

from nbformat import NotebookNode

from helpers.floor.shapes.pieces import MIME

# Signs that steer a terminal, break the XML of a figure or turn the reading order. An export may hold them in
# any text; here all that is published passes, whichever display showed it.
_STEERING = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]+")


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
    """The piece in an output of a code cell, fit to be published; None when it holds something else."""
    piece = output.get("data", {}).get(MIME)
    return None if piece is None else harmless(piece)


def harmless(value: Any) -> Any:
    r"""The same value without signs that steer, in every text of it; lists and mappings stay what they are.

    >>> harmless({"title": "rood\x1b[31m", "rows": [["a\u202eb", 3]]})
    {'title': 'rood[31m', 'rows': [['ab', 3]]}
    """
    if isinstance(value, str):
        return _STEERING.sub("", value)
    if isinstance(value, Mapping):
        return {name: harmless(one) for name, one in value.items()}
    return [harmless(one) for one in value] if isinstance(value, list | tuple) else value


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
