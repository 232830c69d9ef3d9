"""What surrounds the pages: the sheet, the head and foot of every page, and what the document says of itself."""

from __future__ import annotations

import copy
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from docx import Document as new_document
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm

from helpers.runner.word import writing
from helpers.runner.word.fragments import Run, legal

if TYPE_CHECKING:
    from docx.document import Document
    from docx.section import _Footer, _Header
    from docx.text.paragraph import Paragraph

MADE_UP = "Voorbeelddata: verzonnen cijfers."
OF_NOBODY = "Dit document zegt niets over de echte gemeente."
_HEAD_OR_FOOT = (qn("w:headerReference"), qn("w:footerReference"))
# The parts of a template that stay, by the kind of their relation: not what its text needed.
_KEPT = (
    "styles", "stylesWithEffects", "numbering", "settings", "webSettings", "fontTable", "theme", "header", "footer",
)  # fmt: skip
Context = Mapping[str, Any]


def opened(own: Document | None) -> Document:
    """An empty document: the template without the text that stood in it, or a new one on A4."""
    if own is not None:
        _emptied(own)
        return own
    document = new_document()
    _emptied(document)
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(16)
    section.top_margin, section.bottom_margin = Mm(18), Mm(16)
    section.header_distance = section.footer_distance = Mm(8)
    return document


def text_width(document: Document) -> float:
    """How wide the text is, in inches."""
    section = document.sections[-1]
    sides = [section.page_width, section.left_margin, section.right_margin]
    width, left, right = (one.inches if one is not None else 0 for one in sides)
    return width - left - right if width else 6.5


def around(document: Document, context: Context, *, has_template: bool) -> None:
    """The head and foot of every page; those of a template stay, and where it has none ours come."""
    section = document.sections[-1]
    parts = section._sectPr.findall(_HEAD_OR_FOOT[0]), section._sectPr.findall(_HEAD_OR_FOOT[1])
    has_head, has_foot = (has_template and bool(found) for found in parts)
    if not has_template:
        # The first page begins with what the head of the others says.
        section.different_first_page_header_footer = True
        document.settings.odd_and_even_pages_header_footer = False
    if not has_head:
        said = f"{whose(context)} · {subject(context)} · {_stand(context)}"
        _write(section.header, [*([MADE_UP] if context["is_made_up"] else []), said], "Header")
    if not has_foot:
        for foot in [section.footer, *([] if has_template else [section.first_page_footer])]:
            [paragraph] = _write(foot, ["Pagina "], "Footer")
            paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
            writing.field(paragraph, "PAGE")
            paragraph.add_run(" van ")
            writing.field(paragraph, "NUMPAGES")


def whose(context: Context) -> str:
    """Whose report it is."""
    return legal(f"Gemeente {context['municipality']}")


def subject(context: Context) -> str:
    """What the report is."""
    return f"{context.get('subject', 'Kwartaalrapportage Veiligheid')}, {context['quarter_dutch']}"


def kicker(context: Context) -> str:
    """The line above the title: all that says which report this is."""
    return f"{whose(context)} · {subject(context)} · peildatum {context['date_dutch']} · {_stand(context)}"


def facts(context: Context) -> list[tuple[str, str]]:
    """What the page says of itself in its footer."""
    told = {
        "Gegevens tot en met": context["exports_until"],
        "Editie": f"{context['edition']} ({context['kind']})",
        "Codeversie": context["code_version"],
        "Vingerafdruk van de gegevens": context["data_hash"],
        "Berekend met": context.get("packages", ""),
        "Gemaakt op": context["built_at"],
        "Soort gegevens": MADE_UP.rstrip(".") if context["is_made_up"] else "",
    }
    return [(term, legal(description)) for term, description in told.items() if description]


def _stand(context: Context) -> str:
    return f"{str(context['kind']).capitalize()}, editie\N{NO-BREAK SPACE}{context['edition']}"


def _emptied(document: Document) -> None:
    """Without its text; of its sections the last stays, with the heads and feet that it takes from those before."""
    body = document.element.body
    last = body.get_or_add_sectPr()
    kept = {(one.tag, one.get(qn("w:type"))) for one in last if one.tag in _HEAD_OR_FOOT}
    for section in reversed(list(document.sections)[:-1]):
        for one in section._sectPr.findall(_HEAD_OR_FOOT[0]) + section._sectPr.findall(_HEAD_OR_FOOT[1]):
            if (one.tag, one.get(qn("w:type"))) not in kept:
                kept.add((one.tag, one.get(qn("w:type"))))
                last.insert(0, copy.deepcopy(one))
    for child in list(body):
        if child is not last:
            body.remove(child)
    used = {one.get(qn("r:id")) for one in last if one.tag in _HEAD_OR_FOOT}
    relations = document.part.rels
    for name in [name for name, one in relations.items() if not _stays(one, name in used)]:
        del relations[name]  # pictures and notes of its text, comments with who made them, data of a document system


def _stays(relation: Any, is_used: bool) -> bool:
    """Whether a part of a template stays; a head or foot that no page shows would be text that nobody sees."""
    kind = relation.reltype.rpartition("/")[2]
    return kind in _KEPT and not relation.is_external and (is_used or kind not in ("header", "footer"))


def _write(place: _Header | _Footer, lines: list[str], style: str) -> list[Paragraph]:
    """Lines in a head or foot that is empty."""
    place.is_linked_to_previous = False
    first, *more = place.paragraphs
    for paragraph in more:
        paragraph._p.getparent().remove(paragraph._p)
    paragraphs = [first, *(place.add_paragraph() for _ in lines[1:])]
    for paragraph, line in zip(paragraphs, lines, strict=True):
        paragraph.style = style
        writing.write(paragraph, [Run(line, is_bold=line == MADE_UP)], {})
    return paragraphs
