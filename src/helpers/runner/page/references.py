"""References in sentences that were computed: `[](tabel:status_rules)` becomes the number and a link."""

import re
from collections.abc import Callable
from typing import Any

from markupsafe import Markup, escape

from helpers.floor.shapes.plain_html import REFERENCE

_AT_START = re.compile(r'((?:^|<p>|<li>|[.!?]\s)<a href="#[^"]*">)([a-z])')
Refer = Callable[[str, str], tuple[str, str]]  # address and own words → the address on the page and its words
_SENTENCES = {"answer": ["sentences"], "text": ["sentences"], "table": ["notes"], "facts": ["pairs"]}


def linked(address: str, words: str) -> Markup:
    """A link inside the page; words alone where there is nothing to lead to.

    >>> linked("#stand", "tabel <1>")
    Markup('<a href="#stand">tabel &lt;1&gt;</a>')
    """
    return Markup('<a href="{}">{}</a>').format(address, words) if address else escape(words)


def started(html: str) -> Markup:
    """The same HTML in which a reference that begins a sentence has its capital.

    >>> started('<p>Kijk. <a href="#f">figuur 1</a> en <a href="#t">tabel 2</a>.</p>')
    Markup('<p>Kijk. <a href="#f">Figuur 1</a> en <a href="#t">tabel 2</a>.</p>')
    """
    return Markup(_AT_START.sub(lambda found: found[1] + found[2].upper(), html))  # noqa: S704 - it was safe already


def resolved(view: dict[str, Any], refer: Refer) -> None:
    """Gives the references in a view's own sentences their address; all else in them stays text.

    Raises ValueError where a reference has no aim.
    """
    for field in _SENTENCES.get(view["kind"], []):
        view[field] = _resolved(view[field], refer)


def _resolved(value: Any, refer: Refer) -> Any:
    if isinstance(value, (list, tuple)):
        return [_resolved(one, refer) for one in value]
    parts, last = [], 0
    for found in REFERENCE.finditer(value):
        parts += [escape(value[last : found.start()]), linked(*refer(found["url"], found["words"]))]
        last = found.end()
    return started(Markup("").join([*parts, escape(value[last:])])) if parts else value
