"""Text of a file made safe to show: nothing in it can steer a terminal or turn the reading order."""

from __future__ import annotations

import re

# Control characters, zero-width signs, marks that turn the writing direction, and line separators.
_UNSHOWN = re.compile("[\x00-\x1f\x7f-\x9f\u061c\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]+")


def printable(text: str, longest: int = 60) -> str:
    r"""The text without signs that cannot be seen, cut after so many letters.

    >>> printable("rood\x1b[31m\u202e"), printable("abcdef", longest=4)
    ('rood[31m', 'abc…')
    """
    shown = _UNSHOWN.sub("", text[: 20 * longest])
    if not shown.isprintable():
        shown = "".join(one if one.isprintable() else " " * one.isspace() for one in shown)
    return shown if len(shown) <= longest else f"{shown[: longest - 1]}…"
