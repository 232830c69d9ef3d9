"""Inline SVG of our own making, fitted into the page: small, unique ids, colours from the tokens."""

from __future__ import annotations

import re
from xml.etree import ElementTree

from markupsafe import Markup

from helpers.floor import tokens

_SVG = "{http://www.w3.org/2000/svg}"
_HREF = "{http://www.w3.org/1999/xlink}href"
_COLOURED = ("fill", "stroke", "color", "stop-color")
_GEOMETRY = {"d", "points", "x", "y", "x1", "y1", "x2", "y2", "cx", "cy", "r", "rx", "ry", "width", "height"}
_LONG_DECIMAL = re.compile(r"-?\d+\.\d{3,}")
_REFERENCE = re.compile(r"url\(#([^)]+)\)")

# A colour in a figure → the token that replaces it; the tokens have a dark twin.
TOKENS: dict[str, str] = {
    **tokens.by_colour(),
    **dict.fromkeys(("#000000", "#000", "black"), "ink"),
    **dict.fromkeys(("#fff", "white"), "paper"),
}


class UnsafeVector(ValueError):
    """An SVG that could run a script or fetch something."""


def inline_svg(svg: str, prefix: str, alt: str = "") -> Markup:
    """An SVG as it stands in the page: with `alt` an image with that name, without it hidden from readers.

    Ids that nothing refers to go, the others get `prefix`. Raises UnsafeVector on a script, an event
    handler or an outside address, and xml.etree.ElementTree.ParseError on what is not SVG.

    >>> print(inline_svg('<svg viewBox="0 0 9 9"><path id="a" d="M0 0.1234" fill="#12436d"/></svg>', "f1-"))
    <svg viewBox="0 0 9 9" aria-hidden="true" focusable="false"><path d="M0 0.12" style="fill:var(--c1)" /></svg>
    """
    root = ElementTree.fromstring(svg[svg.index("<svg") :])
    if "viewBox" not in root.attrib and {"width", "height"} <= root.keys():
        root.set("viewBox", f"0 0 {_digits(root.get('width'))} {_digits(root.get('height'))}")
    _prune(root)
    referred = _referred(root)
    for node in root.iter():
        _fit(node, prefix, referred)
    for name in ("version", "style", "font-family", *(("width", "height") if alt else ())):
        root.attrib.pop(name, None)
    hidden = {"aria-hidden": "true", "focusable": "false"}
    root.attrib.update({"role": "img", "aria-label": alt} if alt else hidden)
    return Markup(ElementTree.tostring(root, encoding="unicode"))  # noqa: S704 - escaped by ElementTree


def _digits(length: str | None) -> str:
    return re.sub(r"[a-z%]+$", "", length or "")


def _prune(node: ElementTree.Element) -> None:
    """Drop what the page has no use for: metadata, style sheets (they would rule the page), blank text."""
    if node.tag == f"{_SVG}text":
        return
    for child in list(node):
        if str(child.tag).removeprefix(_SVG) in ("metadata", "style", "title", "desc"):
            node.remove(child)
            continue
        _prune(child)
        if child.tag == f"{_SVG}defs" and not len(child):
            node.remove(child)
            continue
        child.tail = None if not (child.tail or "").strip() else child.tail
    if not (node.text or "").strip():
        node.text = None


def _referred(root: ElementTree.Element) -> set[str]:
    found: set[str] = set()
    for node in root.iter():
        for name, value in node.attrib.items():
            found.update(_REFERENCE.findall(value))
            if name in (_HREF, "href") and value.startswith("#"):
                found.add(value[1:])
    return found


def _fit(node: ElementTree.Element, prefix: str, referred: set[str]) -> None:
    node.tag = str(node.tag).removeprefix(_SVG)
    attributes = dict(node.attrib)
    node.attrib.clear()
    if node.tag in ("script", "foreignObject") or "url(" in _REFERENCE.sub("", attributes.get("style", "")):
        raise UnsafeVector(f"<{node.tag}> hoort niet in een figuur.")
    style = [part.split(":", 1) for part in attributes.pop("style", "").split(";") if ":" in part]
    declarations = {name.strip(): value.strip() for name, value in style}
    for name, value in attributes.items():
        _refuse(node, name, value)
        if name in _COLOURED and value.lower() in TOKENS:
            declarations.setdefault(name, value)
        elif name != "id" or value in referred:
            node.set("href" if name == _HREF else name, _attribute(name, value, prefix))
    declarations.pop("font-family", None)
    if declarations:
        parts = [f"{name}:{_declared(value, prefix)}" for name, value in declarations.items()]
        node.set("style", ";".join(parts))


def _attribute(name: str, value: str, prefix: str) -> str:
    if name == "id":
        return prefix + value
    if name in (_HREF, "href"):
        return value if value.startswith("data:") else f"#{prefix}{value[1:]}"
    if name in _GEOMETRY:
        rounded = _LONG_DECIMAL.sub(lambda found: f"{float(found[0]):.2f}".rstrip("0").rstrip("."), value)
        return " ".join(rounded.split())
    return _REFERENCE.sub(rf"url(#{prefix}\1)", value)


def _declared(value: str, prefix: str) -> str:
    token = TOKENS.get(value.lower())
    return f"var(--{token})" if token else _REFERENCE.sub(rf"url(#{prefix}\1)", value)


def _refuse(node: ElementTree.Element, name: str, value: str) -> None:
    is_outside = name in (_HREF, "href", "src") and not value.startswith(("#", "data:image/"))
    if name.lower().startswith("on") or is_outside:
        raise UnsafeVector(f"<{node.tag} {name}> hoort niet in een figuur.")
