"""The pages for the council as a document: the summary in the order of the page, and what surrounds it."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docx.shared import Pt
from markupsafe import Markup

from helpers.runner.word import fragments, look, packing, surroundings, tables, template, writing
from helpers.runner.word.fragments import Run

if TYPE_CHECKING:
    from docx.document import Document
    from docx.text.paragraph import Paragraph

    from helpers.runner.page.summary import Part, Summary

_ABOVE = 1  # the page's h1 is the title of the document, so its h2 is a Heading 1


def as_docx(summary: Summary, context: Mapping[str, Any], dated: date, own: Path | None, report: str) -> bytes:
    """The file. `context` is what the page says of itself, `own` the municipality's template, `report` the name of
    the whole report beside it. The same arguments give the same bytes.

    Raises BadInput where the template cannot be opened, RunFailed where it makes the document fetch or start something.
    """
    document = surroundings.opened(template.opened(own) if own else None)
    look.fit(document, has_template=own is not None)
    surroundings.around(document, context, has_template=own is not None)
    writer = _Writer(document, summary.parts)
    writer.lead(summary, context)
    for part in summary.parts:
        writer.add(part)
    writer.colophon(context, report)
    title = surroundings.subject(context)
    author = surroundings.whose(context)
    headline = summary.answer["headline"] if summary.answer else ""
    packing.told(document, title=title, author=author, subject=fragments.legal(headline), dated=dated)
    made = packing.packed(document)
    if own:
        template.refuse_alive(made)
    return made


class _Writer:
    """Writes parts in their order; `marks` has the bookmark of each table and figure that the document holds."""

    def __init__(self, document: Document, parts: Sequence[Part]) -> None:
        self._document = document
        self._total = surroundings.text_width(document)
        self._level = 0  # of the last heading
        self._marks = writing.marks([part["anchor"] for part in parts if part["kind"] in ("table", "figure")])
        self._kinds: Mapping[str, Callable[[Part], object]] = {
            "prose": self._prose, "answer": self._answer, "text": self._text, "counts": self._counts,
            "table": self._table, "figure": self._figure, "facts": self._facts, "absences": self._absences,
            "chapter_answers": self._chapter_answers, "evidence": lambda part: None,
        }  # fmt: skip

    def add(self, part: Part) -> None:
        self._kinds[part["kind"]](part)

    def lead(self, summary: Summary, context: Mapping[str, Any]) -> None:
        """What stands above all: whether the figures are made up, whose report it is, and its headline."""
        if context["is_made_up"]:
            self._paragraph(f"{surroundings.MADE_UP} {surroundings.OF_NOBODY}", look.NOTICE)
        self._paragraph(surroundings.kicker(context), "Subtitle")
        if summary.answer:
            self._paragraph(summary.answer["headline"], "Title")
            self._sentences(summary.answer["sentences"])
        else:
            self._paragraph(surroundings.subject(context), "Title")

    def colophon(self, context: Mapping[str, Any], report: str) -> None:
        """What the page says of itself in its footer, and where all of it can be read."""
        self._heading("Over dit document", 1)
        self._paragraph(f"Het hele rapport, met het bewijs, is {report}. Wat hier niet staat, staat daar.")
        for term, description in surroundings.facts(context):
            self._paragraph_of([Run(f"{term}: ", is_bold=True), Run(description)], look.NOTE)

    def _prose(self, part: Part) -> None:
        for block in fragments.blocks(str(part["html"])):
            if block.level:
                self._heading(block.text, block.level - _ABOVE)
            else:
                self._paragraph_of(block.runs, look.LIST if block.is_item else "Normal")

    def _answer(self, part: Part) -> None:
        self._paragraph_of([Run(fragments.legal(part["headline"]), is_bold=True)])
        self._sentences(part["sentences"])

    def _text(self, part: Part) -> None:
        if not part["is_list"]:
            self._sentences(part["sentences"])
            return
        for sentence in part["sentences"]:
            self._paragraph(sentence, look.LIST)

    def _counts(self, part: Part) -> None:
        self._paragraph(part["title"], "Caption").paragraph_format.keep_with_next = True
        tables.tiles(self._document, part, self._total)
        self._after_table()

    def _table(self, part: Part) -> None:
        lines = [line for body in part["bodies"] for line in body["lines"]]
        across = tables.widths(part["columns"], lines, self._total)
        self._caption(part, part["caption"])
        # Under headings of its own a table would leave its notes to the last of them.
        is_parted = any(body["heading"] for body in part["bodies"])
        if is_parted:
            self._notes(part)
        under = self._level + 1
        for body in part["bodies"]:
            if body["heading"]:
                self._heading(body["heading"], under)
            if body["lines"]:
                named = f"{part['caption']}: {body['heading']}" if body["heading"] else part["caption"]
                tables.grid(self._document, part, body["lines"], across, named)
                self._after_table()
        if not is_parted:
            self._notes(part)

    def _figure(self, part: Part) -> None:
        self._caption(part, part["title"])
        self._paragraph(part["subtitle"], look.NOTE)
        drawn = self._document.add_paragraph(style="Normal")
        drawn.paragraph_format.keep_with_next = True
        drawn.paragraph_format.line_spacing = 1.0
        writing.draw(drawn, str(part["svg"]), self._total, part["alt"])
        self._notes({**part, "notes": []})

    def _facts(self, part: Part) -> None:
        for term, description in part["pairs"]:
            said = [run for line in description.split("\n") for run in [*fragments.runs(line), Run(" ")]]
            self._paragraph_of([*_bold(fragments.runs(term)), Run(": ", is_bold=True), *said[:-1]])

    def _absences(self, part: Part) -> None:
        reasons = "; ".join(f"{'; '.join(one['what'])} ({one['why']})" for one in part["reasons"])
        self._paragraph_of([Run("Niet te tonen: ", is_bold=True), Run(fragments.legal(f"{reasons}."))])

    def _chapter_answers(self, part: Part) -> None:
        for point in part["points"]:
            self._paragraph(point, look.LIST)
        for quote in part["quotes"]:
            chapter, answer = quote["chapter"].text, quote["answer"]
            if not part["points"]:
                number = f"{quote['number']} " if quote["number"] else ""
                headline = Run(fragments.legal(f"{answer['headline']}."), is_bold=True)
                self._paragraph_of([Run(fragments.legal(f"{number}{chapter}: ")), headline], look.LIST)
            elif answer["choice"]:
                self._paragraph(f"{answer['choice']} ({chapter})", look.LIST)

    def _caption(self, part: Part, words: str) -> None:
        paragraph = self._paragraph(f"{part['label']} {words}", "Caption")
        paragraph.paragraph_format.keep_with_next = True  # whatever a template says of captions
        writing.mark(paragraph, self._marks[part["anchor"]], list(self._marks).index(part["anchor"]) + 1)

    def _notes(self, part: Part) -> None:
        if part["notes"]:
            self._sentences(part["notes"], look.NOTE)
        if source := part["source"]:
            self._paragraph(source if source.startswith("Bron") else f"Bron: {source}", look.NOTE)

    def _after_table(self) -> None:
        """A thin line between: Word would make one table of two that touch."""
        self._document.add_paragraph(style=look.CELL).paragraph_format.line_spacing = Pt(4)

    def _sentences(self, sentences: Sequence[str], style: str = "Normal") -> None:
        if sentences:
            self._paragraph(Markup(" ").join(sentences), style)

    def _paragraph(self, words: str, style: str = "Normal") -> Paragraph:
        return self._paragraph_of(fragments.runs(words), style)

    def _paragraph_of(self, runs: Sequence[Run], style: str = "Normal") -> Paragraph:
        paragraph = self._document.add_paragraph(style=style)
        writing.write(paragraph, runs, self._marks)
        return paragraph

    def _heading(self, words: str, level: int) -> None:
        self._level = min(level, look.DEEPEST)
        self._paragraph_of([Run(fragments.legal(words))], f"Heading {self._level}")


def _bold(runs: Sequence[Run]) -> list[Run]:
    return [Run(run.text, is_bold=True, anchor=run.anchor) for run in runs]
