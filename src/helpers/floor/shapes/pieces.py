"""Pieces: what a display hands to the page. Each carries all that the report needs, as plain JSON."""

from __future__ import annotations

import base64
from dataclasses import asdict, dataclass, field
from html import escape
from typing import TYPE_CHECKING, Any, ClassVar

from helpers.floor import tokens
from helpers.floor.shapes.plain_html import paragraph, plain

if TYPE_CHECKING:
    import pandas as pd

MIME = "application/vnd.helpers.piece+json"

# What a page gives a drawing, for where it stands without one.
_ALONE = (
    'xmlns="http://www.w3.org/2000/svg" '
    f"style='font-family: {tokens.LIGHT['font']}; background: {tokens.LIGHT['paper']}'"
)


@dataclass(frozen=True)
class Data:
    """The figures behind a piece, unformatted, as they go into the CSV; `names`: by column the Dutch of its codes."""

    columns: list[str] = field(default_factory=list)
    rows: list[list[Any]] = field(default_factory=list)
    names: dict[str, dict[str, str]] = field(default_factory=dict)


@dataclass(frozen=True)
class Piece:
    """What every piece has: a JSON for the report and something an untrusted JupyterLab shows."""

    kind: ClassVar[str] = ""

    def as_json(self) -> dict[str, Any]:
        """The piece as plain JSON; None where a number is missing, never NaN."""
        return {"kind": self.kind, **asdict(self)}

    def as_html(self) -> str:
        raise NotImplementedError

    def frame(self) -> pd.DataFrame:
        """The figures that the piece carries, as they go into its CSV; of one without figures its words."""
        from helpers.floor.shapes import frames

        return frames.of(self)

    def _repr_mimebundle_(self, include: object = None, exclude: object = None) -> dict[str, Any]:
        return {MIME: self.as_json(), "text/html": self.as_html(), "text/plain": f"<{self.kind}>"}


@dataclass(frozen=True)
class Answer(Piece):
    """A chapter's short answer: a headline that is the finding, and the sentences under it.

    `choice` is what the chapter lays before the council, "" for nothing; the summary prints it with the headline.
    """

    kind: ClassVar[str] = "answer"
    headline: str
    sentences: list[str] = field(default_factory=list)
    choice: str = ""

    def as_html(self) -> str:
        return f"<h3>{escape(self.headline)}</h3>" + paragraph(self.sentences)


@dataclass(frozen=True)
class Text(Piece):
    """Sentences that were computed: one paragraph, or a list of points."""

    kind: ClassVar[str] = "text"
    sentences: list[str] = field(default_factory=list)
    is_list: bool = False

    def as_html(self) -> str:
        if not self.is_list:
            return paragraph(self.sentences)
        return "<ul>" + "".join(f"<li>{plain(s)}</li>" for s in self.sentences) + "</ul>"


@dataclass(frozen=True)
class Audited(Text):
    """Where the report says how its audit ended: filled in when the report is built, for the audit reads all of it."""

    sentences: list[str] = field(default_factory=lambda: ["In het kwartaalrapport staat hier hoe de controle afliep."])
    name: str = "audit"


@dataclass(frozen=True)
class Absent(Text):
    """What cannot be shown, and why; the page lists all that a chapter lacks in one line.

    A heading over nothing else goes with it. `what` and `why` stand in that line, so without capital and full
    stop: "de uren per wijk", "de export ontbreekt". `name` is that of the figure or table that would stand here:
    the text may point at it, and then reads that it is not there.

    >>> Absent("de uren per wijk", "de export ontbreekt").sentences
    ['Over de uren per wijk kunnen we hier niets laten zien.', 'De export ontbreekt.']
    """

    kind: ClassVar[str] = "absent"
    sentences: list[str] = field(init=False)
    is_list: bool = field(init=False, default=False)
    what: str
    why: str
    name: str = ""

    def __post_init__(self) -> None:
        reason = self.why[:1].upper() + self.why[1:]
        said = [f"Over {self.what} kunnen we hier niets laten zien.", f"{reason}."]
        object.__setattr__(self, "sentences", said)


@dataclass(frozen=True)
class Cell:
    """A cell of a table: its text, and what it is. `graphic` is inline SVG with its own text in `text`.

    `style` is "" (text), "number", "status" (text is the status word) or "graphic". `link` is the code of the wijk
    whose profile the text leads to, where one stands.
    """

    text: str
    style: str = ""
    graphic: str = ""
    link: str = ""


@dataclass(frozen=True)
class Table(Piece):
    """A table for the eye, with the figures behind it. A row with one cell is a heading over rows.

    `name` names the CSV file: tables/<name>.csv. The first cell of a row is its header. `is_folded` shows the
    caption alone until it is opened.
    """

    kind: ClassVar[str] = "table"
    name: str
    caption: str
    columns: list[str]
    rows: list[list[Cell]]
    notes: list[str] = field(default_factory=list)
    source: str = ""
    data: Data = field(default_factory=Data)
    is_folded: bool = False

    def as_html(self) -> str:
        head = "".join(f'<th scope="col">{escape(name)}</th>' for name in self.columns)
        body = "".join(f"<tr>{_row(row, len(self.columns))}</tr>" for row in self.rows)
        notes = "".join(f"<p>{plain(note)}</p>" for note in self.notes)
        shown = f"<table><caption>{escape(self.caption)}</caption><tr>{head}</tr>{body}</table>{notes}"
        return f"<details><summary>{escape(self.caption)}</summary>{shown}</details>" if self.is_folded else shown


@dataclass(frozen=True)
class Figure(Piece):
    """A figure: its message as title, what it measures as subtitle, an alt text, and its data.

    `svg` has no width and no letters that the page cannot change. `is_whole`: a narrow screen shows it whole, however
    small its letters become; another figure is scrolled there.
    """

    kind: ClassVar[str] = "figure"
    name: str
    title: str
    subtitle: str
    alt: str
    source: str
    svg: str
    columns: list[str]
    rows: list[list[Cell]]
    data: Data = field(default_factory=Data)
    is_whole: bool = False

    def as_html(self) -> str:
        # An image, as JupyterLab shows no SVG of a notebook that it does not trust; the page gives size and letters.
        alone = self.svg.replace("<svg ", f"<svg {_ALONE} ", 1)
        source = f"data:image/svg+xml;base64,{base64.b64encode(alone.encode()).decode()}"
        image = f'<img width="720" alt="{escape(self.alt)}" src="{source}">'
        return f"<h4>{escape(self.title)}</h4><p>{escape(self.subtitle)}</p>{image}<p>{escape(self.source)}</p>"


@dataclass(frozen=True)
class Counts(Piece):
    """How many indicators have each status: pairs of (status word, count), in the order to show them."""

    kind: ClassVar[str] = "counts"
    title: str
    counts: list[tuple[str, int]]

    def as_html(self) -> str:
        return "<ul>" + "".join(f"<li>{n} {escape(word)}</li>" for word, n in self.counts) + "</ul>"


@dataclass(frozen=True)
class ChapterAnswers(Piece):
    """Where the report quotes the other chapters: filled in from what those chapters answered.

    With `points` it is a list of decisions, to which the report adds the choices of those chapters.
    """

    kind: ClassVar[str] = "chapter_answers"
    chapters: list[str]
    points: list[str] = field(default_factory=list)

    def as_html(self) -> str:
        if self.points:
            return Text(self.points, is_list=True).as_html()
        return "<p>In het kwartaalrapport staan hier de antwoorden van de andere hoofdstukken.</p>"


@dataclass(frozen=True)
class Facts(Piece):
    """Pairs of term and description, such as where the data come from or what a word means; a line is a point."""

    kind: ClassVar[str] = "facts"
    pairs: list[tuple[str, str]]

    def as_html(self) -> str:
        described = ((t, "</dd><dd>".join(plain(d).split("\n"))) for t, d in self.pairs)
        return "<dl>" + "".join(f"<dt>{plain(t)}</dt><dd>{d}</dd>" for t, d in described) + "</dl>"


@dataclass(frozen=True)
class Sections(Piece):
    """Pieces under headings that the data give, such as one section a goal: pairs of (heading, pieces)."""

    kind: ClassVar[str] = "sections"
    sections: list[tuple[str, list[Piece]]]

    def as_json(self) -> dict[str, Any]:
        sections = [[title, [piece.as_json() for piece in pieces]] for title, pieces in self.sections]
        return {"kind": self.kind, "sections": sections}

    def as_html(self) -> str:
        return "".join(
            f"<h3>{escape(title)}</h3>" + "".join(piece.as_html() for piece in pieces)
            for title, pieces in self.sections
        )


def _row(row: list[Cell], width: int) -> str:
    if len(row) == 1:
        return f'<th scope="colgroup" colspan="{width}">{escape(row[0].text)}</th>'
    head, *rest = row
    return f'<th scope="row">{escape(head.text)}</th>' + "".join(f"<td>{escape(c.text)}</td>" for c in rest)
