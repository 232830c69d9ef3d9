"""Drawings of the page as pictures that Word can hold: the same drawing, light, at the sharpness of print."""

from __future__ import annotations

import re
from functools import cache

from helpers.floor import tokens

DOTS = 300  # an inch
_TOKEN = re.compile(r"var\(--([\w-]+)\)")
_BOX = re.compile(r'viewBox="0 0 ([\d.]+) ([\d.]+)"')
_FALLBACK = "DejaVu Sans"  # what matplotlib brings: it draws with it where the others are not there


def units(svg: str) -> tuple[float, float]:
    """How wide and high a drawing is, in its own units.

    >>> units('<svg viewBox="0 0 100 16">')
    (100.0, 16.0)
    """
    found = _BOX.search(svg)
    if not found:
        raise ValueError("a drawing without its box")
    return float(found[1]), float(found[2])


def png(svg: str, inches: float) -> bytes:
    """The drawing, as the page holds it, as a PNG of so many inches wide; the same drawing gives the same bytes."""
    import resvg_py

    drawn = _TOKEN.sub(lambda found: tokens.LIGHT[found[1]], svg)
    drawn = drawn.replace("<svg ", '<svg xmlns="http://www.w3.org/2000/svg" ', 1)
    family, files = _letters()
    return bytes(
        resvg_py.svg_to_bytes(
            svg_string=drawn,
            width=round(inches * DOTS),
            skip_system_fonts=True,
            font_family=family,
            font_files=list(files),
        )
    )


@cache
def _letters() -> tuple[str, tuple[str, ...]]:
    """The letters that the figures were laid out for: the first family of the house that is here, plain and bold."""
    from matplotlib import font_manager

    known = set(font_manager.get_font_names())
    wanted = [one.strip(' "') for one in tokens.LIGHT["font"].split(",")]
    family = next((one for one in wanted if one in known), _FALLBACK)
    named = (font_manager.FontProperties(family=family, weight=weight) for weight in ("normal", "bold"))
    return family, tuple(font_manager.findfont(one) for one in named)
