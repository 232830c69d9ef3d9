"""Pieces as the template takes them: checked, cells sorted out, graphics fitted in."""

import re
from collections.abc import Iterator, Mapping
from typing import Any
from xml.etree.ElementTree import ParseError

from markupsafe import Markup

from helpers.runner.page.status import status_look
from helpers.runner.page.vector import UnsafeVector, inline_svg

_FIGURE_PARTS = {
    "title": "titel",
    "subtitle": "ondertitel",
    "alt": "alternatieve tekst",
    "source": "bron",
    "svg": "beeld",
}
_ALT_LENGTH = (40, 600)
_K_OF_N = re.compile(r"(?<=\d) van (?=\d)")
Piece = dict[str, Any]


class Unfit(ValueError):
    """What is wrong with a piece, in Dutch; the caller knows the notebook and the cell."""


def piece_view(piece: Piece, prefix: str) -> Piece:
    """The piece ready for the template; `prefix` makes the ids of its graphics its own.

    Raises Unfit when a part is missing or a kind is unknown.
    """
    kind = piece.get("kind")
    if kind not in _VIEWS:
        raise Unfit(f"“{kind}” is geen onderdeel dat het rapport kent.")
    return {**piece, **_VIEWS[kind](piece, prefix)}


def _figure(piece: Piece, prefix: str) -> Piece:
    missing = [word for part, word in _FIGURE_PARTS.items() if not str(piece.get(part) or "").strip()]
    if missing:
        raise Unfit(f"De figuur “{piece.get('name')}” heeft geen {', geen '.join(missing)}.")
    low, high = _ALT_LENGTH
    if not low <= len(piece["alt"]) <= high:
        length = f"{len(piece['alt'])} tekens; {low} tot {high} mag"
        raise Unfit(f"De alternatieve tekst van “{piece['name']}” telt {length}.")
    if not piece.get("rows"):
        raise Unfit(f"De figuur “{piece['name']}” heeft geen gegevens als tabel.")
    return {"svg": _graphic(piece["svg"], f"{prefix}-", piece["alt"]), **_grid(piece, f"{prefix}-t")}


def _table(piece: Piece, prefix: str) -> Piece:
    if not (piece.get("caption") or "").strip():
        raise Unfit(f"De tabel “{piece.get('name')}” heeft geen bijschrift.")
    return _grid(piece, prefix)


def _grid(piece: Piece, prefix: str) -> Piece:
    """Columns with their alignment, and the rows in bodies, each under its heading if it has one."""
    columns, rows = piece["columns"], piece["rows"]
    if not columns or not all(str(name).strip() for name in columns):
        raise Unfit(f"De tabel bij “{piece['name']}” heeft een kolom zonder naam.")
    numbers = {i for row in rows for i, cell in enumerate(row) if len(row) > 1 and cell["style"] == "number"}
    has_status = any(cell["style"] == "status" for row in rows for cell in row)
    return {
        "columns": [{"name": name, "is_number": i in numbers} for i, name in enumerate(columns)],
        "bodies": list(_bodies(piece, prefix)),
        "is_scorecard": has_status and len(columns) > 3,
    }


def _bodies(piece: Piece, prefix: str) -> Iterator[Piece]:
    body: Piece = {"heading": "", "lines": []}
    for number, row in enumerate(piece["rows"], start=1):
        if not row or not row[0]["text"].strip():
            raise Unfit(f"Rij {number} van de tabel bij “{piece['name']}” begint met een lege cel.")
        if len(row) == 1:
            if body["heading"] or body["lines"]:
                yield body
            body = {"heading": row[0]["text"], "lines": []}
            continue
        if len(row) != len(piece["columns"]):
            where = f"Rij {number} van de tabel bij “{piece['name']}”"
            raise Unfit(f"{where} heeft een ander aantal cellen dan de kop.")
        body["lines"].append([_cell(cell, f"{prefix}r{number}c{i}-") for i, cell in enumerate(row)])
    yield body


def _cell(cell: Piece, prefix: str) -> Piece:
    graphic = _graphic(cell["graphic"], prefix) if cell.get("graphic") else ""
    look = _look(cell["text"]) if cell["style"] == "status" else None
    return {**cell, "text": _whole(cell["text"]), "graphic": graphic, "look": look, "href": ""}


def lead_to(view: Piece, profiles: Mapping[str, str]) -> None:
    """Gives the cells of a view that name a wijk the address of its profile, where one stands.

    An address comes from `profiles` and from nowhere else: what a cell says only chooses among them.
    """
    for body in view.get("bodies", ()):
        for cell in (cell for line in body["lines"] for cell in line):
            cell["href"] = profiles.get(cell.get("link", ""), "")


def _whole(text: str) -> str:
    """The text with no-break spaces in "13 van 20": a narrow column would put it on two lines."""
    return _K_OF_N.sub("\N{NO-BREAK SPACE}van\N{NO-BREAK SPACE}", text)


def _graphic(svg: str, prefix: str, alt: str = "") -> Markup:
    try:
        return inline_svg(svg, prefix, alt)
    except (ParseError, UnsafeVector, ValueError) as error:
        raise Unfit(f"Een beeld past niet in de pagina: {error}") from None


def _look(word: str) -> Piece:
    try:
        return status_look(word)
    except KeyError:
        raise Unfit(f"“{word}” is geen status.") from None


def _counts(piece: Piece, prefix: str) -> Piece:
    return {"tiles": [{"n": int(n), "look": _look(word)} for word, n in piece["counts"]]}


def _as_it_is(piece: Piece, prefix: str) -> Piece:
    return {}


_VIEWS = {
    "figure": _figure,
    "table": _table,
    "counts": _counts,
    "answer": _as_it_is,
    "text": _as_it_is,
    "absent": _as_it_is,
    "facts": _as_it_is,
    "heading": _as_it_is,
    "chapter_answers": _as_it_is,
}
