"""Inline SVG: small, its own ids, colours from the tokens, text untouched."""

import pytest

from helpers.runner.page.vector import UnsafeVector, inline_svg

DRAWN = """<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink"
 width="9pt" viewBox="0 0 9 9">
<metadata>x</metadata><defs><style>*{color:red}</style><path id="m1" d="M 0 0.123456 L 9 9"/></defs>
<g id="unused" clip-path="url(#p1)"><use xlink:href="#m1" style="fill: #12436d; stroke: #123456"/>
<text fill="#4a5560" transform="scale(0.015625)">1.0004</text></g><clipPath id="p1"/></svg>"""


def test_ids_in_use_get_the_prefix_and_the_others_go() -> None:
    svg = inline_svg(DRAWN, "a-", "naam")
    assert 'id="a-m1"' in svg and 'href="#a-m1"' in svg and "url(#a-p1)" in svg and "unused" not in svg


def test_palette_colours_become_tokens_and_others_stay() -> None:
    svg = inline_svg(DRAWN, "a-", "naam")
    assert "fill:var(--c1);stroke:#123456" in svg and "fill:var(--muted)" in svg


def test_decimals_are_rounded_in_geometry_and_never_in_text_or_scale() -> None:
    svg = inline_svg(DRAWN, "a-", "naam")
    assert "M 0 0.12 L 9 9" in svg and ">1.0004<" in svg and "scale(0.015625)" in svg


def test_a_style_sheet_in_a_drawing_never_reaches_the_page() -> None:
    assert "color:red" not in inline_svg(DRAWN, "a-", "naam")


def test_an_image_has_a_name_and_a_graphic_is_hidden() -> None:
    assert 'role="img" aria-label="naam"' in inline_svg(DRAWN, "a-", "naam")
    assert 'aria-hidden="true"' in inline_svg(DRAWN, "a-")


@pytest.mark.parametrize(
    "body",
    [
        "<script>x</script>",
        '<path onclick="x"/>',
        '<image href="https://example.org/a.png"/>',
        "<foreignObject/>",
        '<path style="fill:url(https://example.org/a.svg)"/>',
    ],
)
def test_a_drawing_that_runs_or_fetches_is_refused(body: str) -> None:
    with pytest.raises(UnsafeVector):
        inline_svg(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{body}</svg>', "a-")
