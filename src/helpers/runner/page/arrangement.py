"""The order of the page: a heading over nothing goes, what is absent is listed, the evidence moves to the annex."""

import re

from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_output

from helpers.floor.shapes.pieces import MIME

ANNEX = "Verantwoording"
_NOTHING = ("absent", "repeated")  # what leaves a heading over nothing
_HEADING = re.compile(r"(#{1,6})\s+(.*\S)")


def arranged(cells: list[NotebookNode], is_quarter: bool) -> list[NotebookNode]:
    """The cells in the order of the page; every output has to be a view already.

    What stands under `## Verantwoording` goes last: on the quarter's file in one annex after all chapters, which
    `cell.metadata.page.is_annex` says. `opens` and `closes` mark the first and last cell of a chapter and of its
    part of the annex. A section that holds only what is absent, or repeated, is left out. The chapter's main part
    ends with a view of kind "absences", and on the quarter's file with one of kind "evidence": where its evidence
    stands, and the tables that another chapter repeats whole.
    """
    chapters: dict[str, list[NotebookNode]] = {}
    for cell in cells:
        chapters.setdefault(cell.metadata.page.stem, []).append(cell)
    main, annex = [], []
    for own in chapters.values():
        repeated = [view["elsewhere"] for cell in own for view in views(cell) if view["kind"] == "repeated"]
        front, evidence, last = _parts(own)
        has_annex = is_quarter and bool(evidence)
        told = [{"kind": "evidence", "has_annex": has_annex, "tables": repeated}] if has_annex or repeated else []
        closing = [*last, *told]
        front += [_cell(own[0], closing)] if closing else []
        main += _bounded(front if has_annex else front + evidence, is_annex=False)
        annex += _bounded(evidence, is_annex=True) if has_annex else []
    return main + annex


def repeats(cells: list[NotebookNode]) -> dict[str, dict]:
    """Marks each table of the evidence that stands whole in another chapter; its anchor → the other's view.

    That is a table of the same name with the same rows, or more. Of two that are equal the later one stays.
    """
    tables, in_evidence = [], set()
    for cell in cells:
        stem = cell.metadata.page.stem
        if _heading(cell) == (2, ANNEX):
            in_evidence.add(stem)
        tables += [(stem, stem in in_evidence, view) for view in views(cell) if view["kind"] == "table"]
    found: dict[str, dict] = {}
    for i, (stem, is_evidence, view) in enumerate(tables):
        for j, (other_stem, _, other) in enumerate(tables):
            is_same = is_evidence and stem != other_stem and view["name"] == other["name"]
            if is_same and _is_within(view, other, is_later=j > i):
                found[view["anchor"]] = other
    for _, _, view in tables:
        if view["anchor"] in found:
            view.update(kind="repeated", elsewhere=found[view["anchor"]])
    return found


def _is_within(view: dict, other: dict, *, is_later: bool) -> bool:
    ours, theirs = ({tuple(cell["text"] for cell in row) for row in one["rows"]} for one in (view, other))
    return ours < theirs or (ours == theirs and is_later)


def views(cell: NotebookNode) -> list[dict]:
    """What a code cell shows, ready for the template."""
    return [output.data[MIME] for output in cell.get("outputs", [])]


def without_heading(source: str) -> str:
    """The text of a cell without the heading that it begins with.

    >>> without_heading("## Verantwoording\\n\\nHier staat het bewijs.")
    'Hier staat het bewijs.'
    """
    return _HEADING.sub("", source, count=1).lstrip()


def _parts(own: list[NotebookNode]) -> tuple[list[NotebookNode], list[NotebookNode], list[dict]]:
    """The main part of a chapter, its evidence, and the view that lists what it cannot show, if anything."""
    absent = [view for cell in own for view in views(cell) if view["kind"] == "absent"]
    kept = _without_empty_sections(own)
    at = next((i for i, cell in enumerate(kept) if _heading(cell) == (2, ANNEX)), len(kept))
    return kept[:at], kept[at:], [{"kind": "absences", "reasons": _by_reason(absent)}] if absent else []


def _without_empty_sections(cells: list[NotebookNode]) -> list[NotebookNode]:
    levels = [found[0] if (found := _heading(cell)) else 0 for cell in cells]
    gone: set[int] = set()
    for i, level in enumerate(levels):
        end = next((j for j in range(i + 1, len(cells)) if 0 < levels[j] <= level), len(cells))
        shown = [view for cell in cells[i:end] for view in views(cell)]
        if level > 1 and shown and all(view["kind"] in (*_NOTHING, "heading") for view in shown):
            gone |= set(range(i, end))
    kept = [cell for i, cell in enumerate(cells) if i not in gone]
    for cell in kept:
        if cell.cell_type == "code":
            cell.outputs = _outputs(_without_empty_headings(views(cell)))
    return kept


def _without_empty_headings(shown: list[dict]) -> list[dict]:
    """The views of a cell without what is absent, and without a heading that then has nothing under it."""
    kept: list[dict] = []
    for i, view in enumerate(shown):
        under = [one["kind"] for one in shown[i + 1 :]]
        under = under[: under.index("heading")] if "heading" in under else under
        is_empty = view["kind"] == "heading" and under and set(under) <= set(_NOTHING)
        if view["kind"] not in _NOTHING and not is_empty:
            kept.append(view)
    return kept


def _by_reason(absent: list[dict]) -> list[dict]:
    """What is absent, once each, by the reason that holds for all of them."""
    reasons: dict[str, list[str]] = {}
    for view in absent:
        named = reasons.setdefault(view["why"], [])
        if view["what"] not in named:
            named.append(view["what"])
    return [{"why": why, "what": what} for why, what in reasons.items()]


def _heading(cell: NotebookNode) -> tuple[int, str] | None:
    """Level and text of the heading that a text cell begins with; None where it begins with none."""
    found = _HEADING.match(cell.source) if cell.cell_type == "markdown" else None
    return (len(found[1]), found[2]) if found else None


def _bounded(cells: list[NotebookNode], *, is_annex: bool) -> list[NotebookNode]:
    for i, cell in enumerate(cells):
        cell.metadata.page.update(is_annex=is_annex, opens=i == 0, closes=i == len(cells) - 1)
    return cells


def _cell(like: NotebookNode, shown: list[dict]) -> NotebookNode:
    cell = new_code_cell(outputs=_outputs(shown), metadata={"page": dict(like.metadata.page)})
    cell["id"] = f"{like.id}-slot"
    return cell


def _outputs(shown: list[dict]) -> list[NotebookNode]:
    return [new_output("display_data", {MIME: view}) for view in shown]
