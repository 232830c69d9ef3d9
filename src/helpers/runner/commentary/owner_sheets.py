"""What only the owner of an indicator gets to see: from the internal notebooks, by way of no file that stays."""

import tempfile
from collections.abc import Collection
from pathlib import Path
from typing import Any

from helpers.floor import paths
from helpers.floor.quarter import Quarter
from helpers.runner.notebooks import chapters, piece_harvest
from helpers.runner.notebooks.chapters import Notebook
from helpers.runner.pool.crew import Crew
from helpers.runner.pool.job import Job, result_of

_GONE = "Het blad “{}” ontbreekt: het is niet te maken uit de levering van dit rapport."


def made(
    measures: Collection[str], quarter: Quarter, snapshot: str, notebooks: Path = paths.NOTEBOOKS
) -> tuple[list[dict[str, Any]], list[str]]:
    """The tables for the owner of these measures, from the delivery of a report, and what to tell in Dutch.

    A table that cannot be made is left out and told of. What a notebook says, of a fault too, may hold small
    numbers: it is in a temporary folder that does not outlive this, and not in what is told.
    """
    tables, told = [], []
    for notebook in chapters.find(notebooks):
        if notebook.measure in {*measures} - {""}:
            pieces = _pieces(notebook, quarter, snapshot)
            tables += [one for one in pieces if one["kind"] == "table"]
            told += [" ".join(one["sentences"]) for one in pieces if one["kind"] == "absent"]
            told += [] if pieces else [_GONE.format(notebook.title)]
    return tables, told


def _pieces(notebook: Notebook, quarter: Quarter, snapshot: str) -> list[dict[str, Any]]:
    """What the notebook shows; nothing where it fails."""
    import nbformat

    with tempfile.TemporaryDirectory(prefix="helpers-") as work, Crew(1) as crew:
        given = {"quarter": quarter.label, "delivery": f"snapshot:{snapshot}"}
        job = Job(notebook.path, f"{quarter.label}/{notebook.stem}", given, Path(work))
        if result_of(crew.submit(job)).failure:
            return []
        return [piece for _, piece in piece_harvest.pieces(nbformat.read(job.output, as_version=4))]
