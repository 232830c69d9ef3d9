"""The result of the audit where a notebook left room for it."""

from __future__ import annotations

from collections.abc import Sequence
from copy import deepcopy
from typing import TYPE_CHECKING

from helpers.floor.shapes.pieces import MIME, Audited

if TYPE_CHECKING:
    from nbformat import NotebookNode

Executed = Sequence[tuple[str, "NotebookNode"]]


def with_result(executed: Executed, sentences: Sequence[str]) -> list[tuple[str, NotebookNode]]:
    """The executed notebooks, with these sentences where one has the piece that waits for them.

    >>> import nbformat
    >>> waits = nbformat.v4.new_output("display_data", {MIME: Audited().as_json()})
    >>> book = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell("show()", outputs=[waits])])
    >>> [(_, told)] = with_result([("data_quality", book)], ["Er is niets afgeschermd."])
    >>> told.cells[0].outputs[0].data[MIME]["sentences"]
    ['Er is niets afgeschermd.']
    """
    return [(name, _filled(notebook, sentences)) for name, notebook in executed]


def _filled(notebook: NotebookNode, sentences: Sequence[str]) -> NotebookNode:
    if not any(_waits(output) for cell in notebook.cells for output in cell.get("outputs", [])):
        return notebook
    filled = deepcopy(notebook)
    for cell in filled.cells:
        for output in cell.get("outputs", []):
            if _waits(output):
                output["data"][MIME]["sentences"] = list(sentences)
    return filled


def _waits(output: NotebookNode) -> bool:
    return bool(output.get("data", {}).get(MIME, {}).get("name") == Audited.name)
