"""A piece in JupyterLab as it stands in the report: by the template and the style sheet of the page itself."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpers.floor.shapes.plain_html import named
from helpers.runner.notebooks.piece_harvest import harmless, unfolded
from helpers.runner.page.references import resolved
from helpers.runner.page.views import Unfit, piece_view

if TYPE_CHECKING:
    from helpers.floor.shapes.pieces import Piece

CLASS = "helpers-piece"
_RESETS = Path(__file__).with_suffix(".css")
_AS_IN_THE_REPORT = {"absent": "text", "own_figure": "figure"}  # of the page the first is a line of the chapter
_LABELS = {"figure": "Figuur", "table": "Tabel"}


def of(piece: Piece) -> str | None:
    """The piece as HTML with its style; None where it does not fit a page, such as a figure without a source."""
    try:
        views = [_view(one, at) for at, one in enumerate(unfolded(harmless(piece.as_json())))]
    except Unfit:
        return None
    shown = "".join(map(str, map(_template().show, views)))
    return f'<div class="{CLASS}"><style>{_style()}</style>{shown}</div>'


def _view(piece: dict[str, Any], at: int) -> dict[str, Any]:
    from markupsafe import Markup, escape

    if piece["kind"] == "heading":
        return {**piece, "html": Markup("<h3>{}</h3>").format(escape(piece["text"]))}
    kind = _AS_IN_THE_REPORT.get(piece["kind"], piece["kind"])
    # Beside each other in one notebook, so each with ids of its own.
    anchor = f"{piece.get('name') or kind}-{at}-{_digest(piece)}"
    view = piece_view({**piece, "kind": kind}, anchor)
    view |= {"anchor": anchor, "label": _LABELS.get(kind, ""), "quotes": []}
    resolved(view, lambda url, words: ("", named(url, words)))
    return view


def _digest(piece: dict[str, Any]) -> str:
    import hashlib
    import json

    return hashlib.sha256(json.dumps(piece, sort_keys=True).encode("utf-8")).hexdigest()[:8]


@cache
def _template() -> Any:
    from helpers.runner.page.exporter import PageExporter

    return PageExporter().environment.get_template("pieces.html.j2").module


@cache
def _style() -> str:
    from helpers.runner.page.exporter import style_of_pieces

    # Three times: its rules win from those of JupyterLab.
    return str(style_of_pieces(f".{CLASS}" * 3, _RESETS.read_text("utf-8")))
