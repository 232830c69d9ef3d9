"""Drawings of the displays, looked at with distrust and fitted into the page: ids of their own, colours as tokens.

A piece comes out of a notebook, so it may be forged. Only what a drawing is known to need gets in.
"""

import re
from xml.etree import ElementTree

from markupsafe import Markup

from helpers.floor import tokens

_ELEMENTS = {"svg", "g", "defs", "clipPath", "path", "rect", "circle", "polyline", "text", "use"}
_ATTRIBUTES = {
    "id", "href", "transform", "clip-path", "fill-rule", "clip-rule", "stroke-linejoin", "stroke-linecap",
    "viewBox", "width", "height", "d", "points", "x", "y", "cx", "cy", "r",
}  # fmt: skip
# Values without the signs of an address or an escape, and declarations that paint and move nothing.
_PLAIN = re.compile(r"[\w\s#%.,()+-]*", re.ASCII)
_PAINT = re.compile(rf"(fill|stroke|opacity|font|text)[a-z-]*:{_PLAIN.pattern}", re.ASCII)
_REFERENCE = re.compile(r"url\(#([\w-]+)\)")

# A colour in a figure → the token that replaces it; the tokens have a dark twin.
TOKENS: dict[str, str] = {
    **tokens.by_colour(),
    **dict.fromkeys(("#000000", "#000", "black"), "ink"),
    **dict.fromkeys(("#fff", "white"), "paper"),
}


class UnsafeVector(ValueError):
    """An SVG with what no drawing of ours holds: it could run a script, fetch something or cover the page."""


def inline_svg(svg: str, prefix: str, alt: str = "") -> Markup:
    """A clean SVG as it stands in the page: with `alt` an image with that name, without it hidden from readers.

    Its ids get `prefix`. Raises UnsafeVector on every element, attribute, address and style that a drawing
    does not need, and xml.etree.ElementTree.ParseError on what is not SVG.

    >>> print(inline_svg('<svg viewBox="0 0 9 9"><path d="M0 0.1" style="fill:#12436d"/></svg>', "f1-"))
    <svg viewBox="0 0 9 9" aria-hidden="true" focusable="false"><path d="M0 0.1" style="fill:var(--c1)" /></svg>
    """
    if not svg.startswith("<svg"):  # nor what a prologue can declare
        raise UnsafeVector("Een figuur begint met <svg>.")
    root = ElementTree.fromstring(svg)
    for node in root.iter():
        _refuse(node)
        _fit(node, prefix)
    hidden = {"aria-hidden": "true", "focusable": "false"}
    root.attrib.update({"role": "img", "aria-label": alt} if alt else hidden)
    return Markup(ElementTree.tostring(root, encoding="unicode"))  # noqa: S704 - escaped by ElementTree


def _refuse(node: ElementTree.Element) -> None:
    if node.tag not in _ELEMENTS:
        raise UnsafeVector(f"<{node.tag}> hoort niet in een figuur.")
    for name, value in node.attrib.items():
        if not _is_needed(name, value) or "url(" in _REFERENCE.sub("", value).lower():
            raise UnsafeVector(f"<{node.tag} {name}> hoort niet in een figuur.")


def _is_needed(name: str, value: str) -> bool:
    if name == "style":
        return all(map(_PAINT.fullmatch, value.split(";")))
    is_inside = name != "href" or value.startswith("#")
    return name in _ATTRIBUTES and is_inside and bool(_PLAIN.fullmatch(value))


def _fit(node: ElementTree.Element, prefix: str) -> None:
    style = node.attrib.pop("style", "")
    for name, value in node.attrib.items():
        node.set(name, _own(name, value, prefix))
    if style:
        node.set("style", re.sub("(?<=:)[^;]+", lambda found: _painted(found[0], prefix), style))


def _own(name: str, value: str, prefix: str) -> str:
    if name == "id":
        return prefix + value
    if name == "href":
        return f"#{prefix}{value[1:]}"
    return _REFERENCE.sub(rf"url(#{prefix}\1)", value)


def _painted(value: str, prefix: str) -> str:
    token = TOKENS.get(value.lower())
    return f"var(--{token})" if token else _REFERENCE.sub(rf"url(#{prefix}\1)", value)
