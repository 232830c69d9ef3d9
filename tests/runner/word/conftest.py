"""A Word file of a summary by hand, and its XML read without the library that wrote it."""

from __future__ import annotations

import io
import zipfile
from dataclasses import dataclass
from datetime import date
from xml.etree import ElementTree

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from helpers.floor.shapes.pieces import (  # fmt: skip
    MIME,
    Absent,
    Answer,
    Cell,
    ChapterAnswers,
    Counts,
    Facts,
    Figure,
    Sections,
    Table,
    Text,
)
from helpers.runner.page import summary

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CONTEXT = {
    "municipality": "Voorbeeldstad", "quarter": "2026-Q3", "quarter_dutch": "derde kwartaal van 2026",
    "date_dutch": "30 september 2026", "edition": 2, "kind": "herzien", "is_made_up": True,
    "code_version": "abc123", "data_hash": "f00d", "built_at": None, "exports_until": "30 september 2026",
}  # fmt: skip
BAR = '<svg width="100" height="16" viewBox="0 0 100 16"><rect x="0" y="3" width="57" height="10" style="fill:#12436d"/></svg>'
FIGURE = Figure(
    "pad", "Er komen 160 ouderen", "Ouderen in 2026, gemeente Voorbeeldstad",
    "Een lijn die van 12 in januari stijgt naar 160 in september.", "deelnemersregistratie",
    '<svg viewBox="0 0 518 259"><text x="9" y="20" style="font-size: 12px">1.000</text></svg>',
    ["Maand", "Ouderen"], [[Cell("januari"), Cell("12", "number")]],
)  # fmt: skip


def scorecard(name="Bodycams"):
    line = [
        Cell(name),
        Cell("57% (4 van 7)", "number"),
        Cell("stand 57%", "graphic", BAR),
        Cell("achter, naar tempo", "status"),
    ]
    return Table(
        "stand", "De stand per doel", ["Indicator", "Stand", "Voortgang", "Status"],
        [[Cell("Doel een")], line, [Cell("Doel twee")], line], ["Balk: de stand."], "registraties",
    )  # fmt: skip


def shown(*pieces):
    return new_code_cell("show.this()", outputs=[new_output("display_data", {MIME: one.as_json()}) for one in pieces])


def notebooks(
    headline="6 van de 17 gehaald", name="Bodycams", said="Kies een datum.", prose="Hier tellen *alle* doelen."
):
    gaps = Table("gaps", "Wie het verst is", ["Naam", "Mist"], [[Cell(name), Cell("45%", "number")]])
    training = new_notebook(
        cells=[new_markdown_cell("# Training"), shown(Answer("160 verwacht", [], "Keuze: meer uren?"))]
    )
    cells = [
        new_markdown_cell("# Samenvatting"), new_markdown_cell("## Het antwoord"),
        shown(Answer(headline, ["De rest volgt."])), new_markdown_cell(prose),
        shown(Counts("Status van 17", [("gehaald", 6), ("achter", 11)])), new_markdown_cell("## Scorekaart"),
        shown(scorecard(name)), new_markdown_cell("## Besluiten"),
        shown(ChapterAnswers([], [said])), shown(ChapterAnswers([])), new_markdown_cell("## Verschil"), shown(gaps, FIGURE),
        shown(Text(["Zie [](tabel:gaps) en [](tabel:bewijs)."], is_list=True), Facts([("Oorzaak", "Krapte.")])),
        shown(Sections([("Veiligheid", [Text(["Nog niet."])])]), Absent("de uren", "de export ontbreekt")),
        new_markdown_cell("## Verantwoording\n\nHet bewijs."),
        shown(Table("bewijs", "Het bewijs", ["Naam"], [[Cell("regel")]])),
    ]  # fmt: skip
    return [("management_summary", new_notebook(cells=cells)), ("cyber_training", training)]


@dataclass(frozen=True)
class Word:
    """A file taken apart."""

    content: bytes

    def part(self, name="word/document.xml"):
        return ElementTree.fromstring(self.bytes_of(name))

    def bytes_of(self, name):
        with zipfile.ZipFile(io.BytesIO(self.content)) as package:
            return package.read(name)

    @property
    def names(self):
        with zipfile.ZipFile(io.BytesIO(self.content)) as package:
            return package.namelist()

    @property
    def styles(self):
        """The name of each style by its id."""
        found = self.part("word/styles.xml").findall(f"{W}style")
        return {one.get(f"{W}styleId"): one.find(f"{W}name").get(f"{W}val") for one in found}

    @property
    def paragraphs(self):
        """Style and text of every paragraph in reading order, those in cells too."""
        names = self.styles
        return [(names.get(_style(one), "Normal"), text(one)) for one in self.part().iter(f"{W}p")]

    @property
    def tables(self):
        return list(self.part().iter(f"{W}tbl"))

    @property
    def words(self):
        """All that is read: text, and what pictures say."""
        alts = [one.get("descr", "") for one in self.part().iter() if one.tag.endswith("}docPr")]
        return " ".join(" ".join([*(said for _, said in self.paragraphs), *alts]).split())


def _style(paragraph):
    found = paragraph.find(f"{W}pPr/{W}pStyle")
    return "" if found is None else found.get(f"{W}val")


def text(element):
    return "".join(one.text or "" for one in element.iter(f"{W}t"))


@pytest.fixture(scope="session")
def made():
    """`made(template=…, headline=…, is_made_up=…)`: the file of the summary by hand."""
    council = pytest.importorskip("helpers.runner.word.council", reason="python-docx is in the group “word”")

    def make(template=None, context=(), **said):
        own = summary.of_quarter(notebooks(**said))
        around = {**CONTEXT, **dict(context)}
        return Word(council.as_docx(own, around, date(2026, 9, 30), template, "rapport-2026-Q3-editie-2.html"))

    return make


@pytest.fixture(scope="session")
def word():
    """`word(content)`: a file taken apart."""
    return Word
