"""Inline SVG: its own ids, colours from the tokens, and nothing that a drawing does not need."""

from xml.etree.ElementTree import ParseError

import pytest

from helpers.displays.drawing import graphics, svg
from helpers.runner.page.vector import UnsafeVector, inline_svg

DRAWN = (
    '<svg viewBox="0 0 9 9"><defs><path id="m1" d="M 0 0.1 L 9 9"/></defs><g clip-path="url(#p1)">'
    '<use href="#m1" style="fill:#12436D;stroke:#123456"/>'
    '<text transform="scale(0.015625)" style="fill:#4a5560">1.0004</text></g><clipPath id="p1"/></svg>'
)


def test_ids_get_the_prefix_wherever_they_are_named() -> None:
    drawn = inline_svg(DRAWN, "a-", "naam")
    assert drawn.count("a-m1") == drawn.count("a-p1") == 2 and "url(#a-p1)" in drawn and 'href="#a-m1"' in drawn


def test_palette_colours_become_tokens_and_others_stay() -> None:
    drawn = inline_svg(DRAWN, "a-", "naam")
    assert "fill:var(--c1);stroke:#123456" in drawn and "fill:var(--muted)" in drawn


def test_nothing_else_of_a_clean_drawing_changes() -> None:
    drawn = str(inline_svg(DRAWN, "", ""))
    for old, new in (("fill:#12436D", "fill:var(--c1)"), ("fill:#4a5560", "fill:var(--muted)")):
        assert old in DRAWN
        drawn = drawn.replace(new, old)
    root = 'viewBox="0 0 9 9" aria-hidden="true" focusable="false"'
    assert drawn.replace(" />", "/>").replace(root, 'viewBox="0 0 9 9"') == DRAWN


def test_an_image_has_a_name_and_a_graphic_is_hidden() -> None:
    assert 'role="img" aria-label="naam"' in inline_svg(DRAWN, "a-", "naam")
    assert 'aria-hidden="true"' in inline_svg(DRAWN, "a-")


def test_what_the_displays_clean_and_write_fits() -> None:
    written = """<?xml version="1.0"?><!DOCTYPE svg><svg xmlns="http://www.w3.org/2000/svg" version="1.1"
 xmlns:xlink="http://www.w3.org/1999/xlink" width="9pt" viewBox="0 0 9 9"><metadata>x</metadata>
 <defs><style type="text/css">*{stroke-linejoin: round}</style></defs> <defs><path id="m1" d="M 0 0.123456"/></defs>
 <g id="a"> <use xlink:href="#m1" style="fill: #12436d; font: 9px 'Arial'"/>
 <text style="font-size: 9px; font-family: 'Arial', x; fill: none;" x="1">1.0004</text></g></svg>"""
    cleaned = svg.clean(written, "p")
    assert cleaned == (
        '<svg viewBox="0 0 9 9" stroke-linejoin="round" stroke-linecap="butt"><defs><path id="p-1" d="M 0 0.1"/>'
        '</defs><use href="#p-1" style="fill:#12436d;font-size:9px"/>'
        '<text style="font-size:9px;fill:none" x="1">1.0004</text></svg>'
    )
    assert all(inline_svg(one, "a-") for one in (cleaned, graphics.bullet(50, 100, 20), graphics.sparkline([1, 2])))


@pytest.mark.parametrize(
    "body",
    [
        "<script>x</script>",
        "<style>*{color:red}</style>",
        "<title>x</title>",
        "<foreignObject/>",
        "<a href='#x'/>",
        "<animate attributeName='href' to='#x'/>",
        '<x:script xmlns:x="http://www.w3.org/2000/svg">x</x:script>',
        '<image href="data:image/svg+xml,x"/>',
        '<image href="https://example.org/a.png"/>',
        '<use href="https://example.org/a.svg#m"/>',
        '<use xmlns:l="http://www.w3.org/1999/xlink" l:href="#m"/>',
        '<path onclick="x"/>',
        '<path class="chip"/>',
        '<path fill="red"/>',
        '<path clip-path="url(https://example.org/a.svg#m)"/>',
        '<path clip-path="URL(a)"/>',
        '<path style="fill:url(https://example.org/a.svg)"/>',
        '<path style="fill:\\75rl(a)"/>',
        '<path style="fill:red;position:fixed;top:0"/>',
        '<path style="fill"/>',
    ],
)
def test_what_a_drawing_does_not_need_is_refused(body: str) -> None:
    with pytest.raises(UnsafeVector, match="hoort niet in een figuur"):
        inline_svg(f'<svg viewBox="0 0 9 9">{body}</svg>', "a-")


def test_a_prologue_cannot_declare_anything() -> None:
    declared = '<!DOCTYPE svg [<!ENTITY x "y">]><svg viewBox="0 0 9 9"><text>&x;</text></svg>'
    with pytest.raises(UnsafeVector, match="begint met"):
        inline_svg(declared, "a-")
    with pytest.raises(ParseError):
        inline_svg(declared[declared.index("<svg") :], "a-")
