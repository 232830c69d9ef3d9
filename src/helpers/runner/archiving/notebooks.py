"""An executed notebook as it is kept: the code beside what it showed, without times, places and what a machine adds."""

from __future__ import annotations

import json
import re
from typing import TYPE_CHECKING, Any

from helpers.runner.notebooks.chapters import source_of
from helpers.runner.notebooks.piece_harvest import harmless

if TYPE_CHECKING:
    from nbformat import NotebookNode

_SHOWN = ("text/html", "text/plain")  # not what a page is drawn from, which may hold more than is drawn
_INJECTED = "injected-parameters"  # papermill's cell, which gets a random id
_HISTORY = re.compile(r"(snapshot:[0-9a-z]+)\+[0-9a-z]+")  # of which run.json does not tell either
_METADATA = {
    "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
    "language_info": {"name": "python"},
}


def kept(notebook: NotebookNode) -> bytes:
    """The notebook as a file: the same run gives the same bytes. It opens in JupyterLab.

    >>> import nbformat
    >>> cell = nbformat.v4.new_code_cell("show.x(r)", metadata={"papermill": {"duration": 0.1}}, id="a")
    >>> "papermill" in kept(nbformat.v4.new_notebook(cells=[cell])).decode()
    False
    """
    about = notebook.metadata.get("helpers", {})
    content = {
        "cells": [_cell(cell) for cell in notebook.cells if cell.cell_type != "raw"],  # that is on no page
        "metadata": {**({"helpers": dict(about)} if about else {}), **_METADATA},
        "nbformat": 4,
        "nbformat_minor": 5,
    }
    return (json.dumps(content, ensure_ascii=False, indent=1, sort_keys=True) + "\n").encode("utf-8")


def _cell(cell: NotebookNode) -> dict[str, Any]:
    tags = list(cell.metadata.get("tags", []))
    told: dict[str, Any] = {
        "cell_type": cell.cell_type,
        "id": _INJECTED if _INJECTED in tags else cell.get("id", ""),
        "metadata": {"tags": tags} if tags else {},
        "source": _lines(_HISTORY.sub(r"\1", source_of(cell))),
    }
    if cell.cell_type == "code":
        told |= {"execution_count": cell.get("execution_count"), "outputs": _outputs(cell)}
    return told


def _outputs(cell: NotebookNode) -> list[dict[str, Any]]:
    """What was shown; a line that was printed is on no page, and so not here."""
    shown = [one for one in cell.get("outputs", []) if one.output_type in ("execute_result", "display_data")]
    return [
        {
            "data": {kind: _lines(harmless(one.data[kind])) for kind in _SHOWN if kind in one.data},
            "metadata": {},
            "output_type": "display_data",
        }
        for one in shown
    ]


def _lines(text: Any) -> list[str]:
    """A text as a notebook file holds it: a list of lines, so that a difference can be read."""
    return ("".join(text) if isinstance(text, list) else str(text)).splitlines(keepends=True)
