"""The pages of a quarter for the council, as parts: what the quarter's file shows of the summary, and in its order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from nbformat import NotebookNode

from helpers.runner.page.arrangement import views
from helpers.runner.page.chapter import Chapter, combine
from helpers.runner.page.paging import Paging

STEM = "management_summary"
Part = Mapping[str, Any]


@dataclass(frozen=True)
class Summary:
    """The main part of the summary's chapter, without its evidence.

    `answer` is the view of its answer, which the page shows above all else; None where it gives none. A part is a
    view as the templates take them, or of kind "prose" with `html`. Numbers, references and the answers of the other
    chapters are those of the quarter's file.
    """

    answer: Part | None
    parts: Sequence[Part]


def of_quarter(notebooks: Sequence[tuple[str, NotebookNode]]) -> Summary | None:
    """The summary among the executed notebooks, (stem, notebook) in reading order; None where there is none.

    Raises PageFault, as the page does.
    """
    chapters = [(Chapter(stem, number), nb) for number, (stem, nb) in enumerate(notebooks, start=1)]
    if STEM not in [chapter.stem for chapter, _ in chapters]:
        return None
    paging = Paging([chapter for chapter, _ in chapters], True, {})
    combined, resources = paging.preprocess(combine(chapters), {})
    own = [cell for cell in combined.cells if cell.metadata.page.stem == STEM and not cell.metadata.page.is_annex]
    answer = resources["answers"].get(STEM)
    parts = [part for cell in own for part in _parts(cell) if not (answer and _is_said(part, answer))]
    return Summary(answer, parts)


def _parts(cell: NotebookNode) -> list[Part]:
    if cell.cell_type == "markdown":
        return [{"kind": "prose", "html": cell.metadata.page.html}]
    return [{"kind": "prose", "html": view["html"]} if view["kind"] == "heading" else view for view in views(cell)]


def _is_said(part: Part, answer: Part) -> bool:
    return part["kind"] == "answer" and part["headline"] == answer["headline"]
