"""Notebooks as chapters: put together in one notebook in which every cell knows where it came from."""

import copy
from collections.abc import Sequence
from dataclasses import dataclass

import nbformat
from nbformat import NotebookNode

from helpers.runner.notebooks.chapters import cell_numbers


@dataclass(frozen=True)
class Chapter:
    """One notebook of the page. `number` is None where the page stands alone and has no chapters."""

    stem: str
    number: int | None = None

    @property
    def prefix(self) -> str:
        """What the ids of this chapter begin with.

        >>> Chapter("cyber_training").prefix
        'cyber-training'
        """
        return self.stem.replace("_", "-")

    def label(self, kind: str, number: int) -> str:
        """The number of a figure or table.

        >>> Chapter("cyber_training", 2).label("Figuur", 3), Chapter("cyber_training").label("Tabel", 1)
        ('Figuur 2.3', 'Tabel 1')
        """
        return f"{kind} {number}" if self.number is None else f"{kind} {self.number}.{number}"


def combine(notebooks: Sequence[tuple[Chapter, NotebookNode]]) -> NotebookNode:
    """One notebook with the cells of all; `cell.metadata.page` says which chapter and which cell it was."""
    cells = [
        _marked(cell, f"c{index}-{position}", chapter, number)
        for index, (chapter, nb) in enumerate(notebooks)
        for position, (number, cell) in enumerate(zip(cell_numbers(nb.cells), nb.cells, strict=True), start=1)
    ]
    return nbformat.from_dict({"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells})


def _marked(cell: NotebookNode, name: str, chapter: Chapter, number: int) -> NotebookNode:
    marked = copy.deepcopy(cell)
    marked["id"] = name
    marked["metadata"] = {"page": {"stem": chapter.stem, "cell": number}}
    return marked
