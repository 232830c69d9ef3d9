"""Tables of the page as tables of Word: a header row that repeats, no merged cells, columns as wide as their words."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Emu, Pt, RGBColor

from helpers.runner.word import look, pictures, writing
from helpers.runner.word.fragments import legal

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table, _Cell

_UNIT = 0.0063  # inches of a unit of a drawing in a cell: a bar of 100 units is 1.6 cm
_POINT = 72  # an inch
_SIZE = 8  # points of the letters in a cell, for its width alone
_BOLD = 1.08  # how much wider bold letters are
_ROOM = 0.09  # inches left and right in a cell together
_NARROW, _WIDE = frozenset("iljtfrI.,:;'’() \xa0-"), frozenset("mwMW%@")
# The fill and the ink of a status, as its chip on the page has them.
_COLOURS = {
    "met": "good", "at-target": "good", "on-course": "course", "uncertain": "doubt", "behind": "bad",
    "out-of-reach": "bad", "missed": "bad", "no-verdict": "none",
}  # fmt: skip
Cell = Mapping[str, Any]


def widths(columns: Sequence[Mapping[str, Any]], lines: Sequence[Sequence[Cell]], total: float) -> list[float]:
    """How wide each column is, in inches: its longest word fits, and long texts share what is left."""
    least, wanted = [], []
    for at, column in enumerate(columns):
        cells = [line[at] for line in lines]
        drawn = [_drawn(str(one["graphic"])) for one in cells if one["graphic"]]
        texts = [one["text"] for one in cells if not one["graphic"]]
        head = [_inches(word) * _BOLD for word in column["name"].split(" ")]
        least.append(max([*head, *(_inches(word) for text in texts for word in text.split(" ")), *drawn]) + _ROOM)
        # A status is bold; its texts are short.
        bold = _BOLD if any(one["look"] for one in cells) else 1
        wanted.append(max([least[-1] - _ROOM, *(_inches(text) * bold for text in texts)]) + _ROOM)
    # Beside a column of sentences every row is some lines high: the others may take two as well.
    is_long = max(wanted) > total / 2
    asked = [one if one > total / 2 else (one + low) / 2 for one, low in zip(wanted, least, strict=True)]
    made = _filled(least, asked if is_long else wanted, total)
    return [one * total / sum(made) for one in made]


def _filled(least: Sequence[float], wanted: Sequence[float], total: float) -> list[float]:
    """What is left goes to all that want more alike, so that a short column has its own before a long one takes all.

    >>> _filled([1, 1, 1], [1, 2, 9], 6)
    [1, 2, 3.0]
    """
    made, rest = list(least), total - sum(least)
    while rest > 1e-9 and (short := [at for at, one in enumerate(made) if one < wanted[at]]):
        step = min(rest / len(short), min(wanted[at] - made[at] for at in short))
        made = [one + step if at in short else one for at, one in enumerate(made)]
        rest -= step * len(short)
    return made


def grid(
    document: Document, view: Mapping[str, Any], lines: Sequence[Sequence[Cell]], across: Sequence[float], title: str
) -> Table:
    """Add a table with the columns of a view and these lines."""
    table = _table(document, [column["name"] for column in view["columns"]], len(lines), across, title)
    numbers = [at for at, column in enumerate(view["columns"]) if column["is_number"]]
    for row, line in zip(table.rows[1:], lines, strict=True):
        for cell, one in zip(row.cells, line, strict=True):
            _fill(cell, one)
    for row in table.rows:
        for at in numbers:
            row.cells[at].paragraphs[0].alignment = WD_ALIGN_PARAGRAPH.RIGHT
    return table


def tiles(document: Document, view: Mapping[str, Any], total: float) -> Table:
    """Add the counts as one table: above each count the word of its status."""
    looks = [tile["look"] for tile in view["tiles"]]
    across = [total / len(looks)] * len(looks)
    table = _table(document, [look["word"] for look in looks], 1, across, view["title"])
    for at, tile in enumerate(view["tiles"]):
        word, count = (row.cells[at] for row in table.rows)
        said = count.paragraphs[0].add_run(str(tile["n"]))
        said.bold, said.font.size = True, Pt(16)
        for cell, runs in ((word, word.paragraphs[0].runs), (count, [said])):
            _colour(cell, runs, tile["look"]["slug"])
    return table


def _table(document: Document, headings: Sequence[str], rows: int, across: Sequence[float], title: str) -> Table:
    table = document.add_table(1 + rows, len(headings), style=look.TABLE)
    table.autofit = False
    _tell(table, title)
    for column, inches in zip(table.columns, across, strict=True):
        column.width = Emu(round(inches * 914400))
    for number, row in enumerate(table.rows):
        properties = row._tr.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if number == 0:
            properties.append(OxmlElement("w:tblHeader"))
        for cell, inches in zip(row.cells, across, strict=True):
            cell.width = Emu(round(inches * 914400))
            cell.paragraphs[0].style = look.CELL
    for cell, heading in zip(table.rows[0].cells, headings, strict=True):
        cell.paragraphs[0].add_run(legal(heading)).bold = True
        cell.paragraphs[0].paragraph_format.keep_with_next = True
    return table


def _tell(table: Table, title: str) -> None:
    """What the table is, for who hears it, and that its first row and column are headers."""
    properties = table._tbl.tblPr
    for known in properties.findall(qn("w:tblLook")):
        properties.remove(known)
    seen = OxmlElement("w:tblLook")
    for name, on in (("firstRow", 1), ("lastRow", 0), ("firstColumn", 1), ("lastColumn", 0), ("noHBand", 1)):
        seen.set(qn(f"w:{name}"), str(on))
    seen.set(qn("w:val"), "02A0")
    seen.set(qn("w:noVBand"), "1")
    named = OxmlElement("w:tblCaption")
    named.set(qn("w:val"), legal(title))
    properties.append(seen)
    properties.append(named)


def _fill(cell: _Cell, one: Cell) -> None:
    paragraph = cell.paragraphs[0]
    if one["graphic"]:
        writing.draw(paragraph, str(one["graphic"]), _drawn(str(one["graphic"])), one["text"])
    elif one["look"]:
        word = paragraph.add_run(one["look"]["word"])
        word.bold = True
        basis = [paragraph.add_run(f", {one['look']['basis']}")] if one["look"]["basis"] else []
        _colour(cell, [word, *basis], one["look"]["slug"])
    else:
        paragraph.add_run(legal(one["text"]))


def _colour(cell: _Cell, runs: Sequence[Any], slug: str) -> None:
    token = _COLOURS[slug]
    shade = OxmlElement("w:shd")
    for name, value in (("val", "clear"), ("color", "auto"), ("fill", look.hexed(f"{token}-fill"))):
        shade.set(qn(f"w:{name}"), value)
    cell._tc.get_or_add_tcPr().append(shade)
    for run in runs:
        run.font.color.rgb = RGBColor.from_string(look.hexed(token).upper())


def _drawn(svg: str) -> float:
    """How wide a drawing in a cell is."""
    return pictures.units(svg)[0] * _UNIT


def _inches(text: str) -> float:
    """About how wide a text is, from its letters: the font of a template is not known here.

    >>> round(_inches("Streefwaarde"), 2) > round(_inches("illillillill"), 2)
    True
    """
    ems = sum(0.3 if one in _NARROW else 0.86 if one in _WIDE else 0.68 if one.isupper() else 0.55 for one in text)
    return ems * _SIZE / _POINT
