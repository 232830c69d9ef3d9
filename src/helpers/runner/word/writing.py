"""Text into a paragraph: runs with their look, links inside the document, pictures with their words."""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Inches

from helpers.runner.word import pictures
from helpers.runner.word.fragments import Run, legal

if TYPE_CHECKING:
    from docx.text.paragraph import Paragraph

Marks = Mapping[str, str]  # by the id on the page of what stands in the document: its bookmark
_LONGEST_MARK = 40  # letters that Word allows
_NUMBERED = ("tabel ", "figuur ")  # what a reader would look for in the document itself
_ELSEWHERE = " van het rapport"


def marks(anchors: Sequence[str]) -> dict[str, str]:
    """A bookmark for each id.

    >>> marks(["management-summary-table-gaps"])
    {'management-summary-table-gaps': 'management_summary_table_gaps_1'}
    """
    own = {}
    for number, anchor in enumerate(anchors, start=1):
        ending = f"_{number}"
        own[anchor] = (
            "".join(sign if sign.isalnum() else "_" for sign in anchor)[: _LONGEST_MARK - len(ending)] + ending
        )
    return own


def write(paragraph: Paragraph, runs: Sequence[Run], known: Marks) -> None:
    """Add runs; one leads to its place where that stands in the document, else its words say where it stands."""
    for run in runs:
        is_elsewhere = run.anchor not in known and run.text.casefold().startswith(_NUMBERED)
        added = paragraph.add_run(f"{run.text}{_ELSEWHERE if is_elsewhere and run.anchor else ''}")
        added.bold, added.italic = run.is_bold or None, run.is_italic or None
        if mark := known.get(run.anchor):
            link = OxmlElement("w:hyperlink")
            link.set(qn("w:anchor"), mark)
            link.set(qn("w:history"), "1")
            added._r.addprevious(link)
            link.append(added._r)
            added.underline = True


def mark(paragraph: Paragraph, name: str, number: int) -> None:
    """Put a bookmark around what stands in a paragraph."""
    for tag, place in (("w:bookmarkStart", 0), ("w:bookmarkEnd", None)):
        edge = OxmlElement(tag)
        edge.set(qn("w:id"), str(number))
        if place is None:
            paragraph._p.append(edge)
        else:
            edge.set(qn("w:name"), name)
            first = paragraph._p.find(qn("w:r"))
            paragraph._p.append(edge) if first is None else first.addprevious(edge)


def draw(paragraph: Paragraph, svg: str, inches: float, alt: str) -> None:
    """Add a drawing of the page as a picture of so many inches wide, with its alternative text."""
    made, (wide, high) = io.BytesIO(pictures.png(svg, inches)), pictures.units(svg)
    inline = paragraph.add_run().add_picture(made, width=Inches(inches), height=Inches(inches * high / wide))
    for side in "TBLR":
        inline._inline.set(f"dist{side}", "0")  # LibreOffice takes 3 mm where nothing is said
    told = inline._inline.docPr
    told.set("name", f"Beeld {told.id}")
    told.set("descr", legal(alt))


def field(paragraph: Paragraph, name: str) -> None:
    """Add a field of Word's own, PAGE or NUMPAGES; Word counts, so that the number here is never seen."""
    simple = OxmlElement("w:fldSimple")
    simple.set(qn("w:instr"), name)
    paragraph._p.append(simple)
    simple.append(paragraph.add_run("1")._r)
