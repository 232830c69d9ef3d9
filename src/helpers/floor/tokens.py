"""The house style: the tokens of tokens.css as values, for figures and for the page, and what a home puts instead.

A figure is drawn in the light values of this file, which stand for their tokens: the page puts in what holds there.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

FILE = Path(__file__).with_name("tokens.css")
STYLE_SHEET = re.sub(r"/\*.*?\*/\s*", "", FILE.read_text("utf-8"), flags=re.DOTALL)


def _declared(block: str) -> dict[str, str]:
    return dict(re.findall(r"--([\w-]+): ([^;]+);", block))


LIGHT, _darker = (_declared(block) for block in re.findall(r":root \{(.*?)\}", STYLE_SHEET, re.DOTALL))
DARK = {**LIGHT, **_darker}
COLOURS = tuple(name for name, value in LIGHT.items() if value.startswith("#"))


@dataclass(frozen=True)
class Style:
    """The tokens of a page: light, dark, and both as a style sheet."""

    light: Mapping[str, str]
    dark: Mapping[str, str]
    sheet: str


DEFAULT = Style(LIGHT, DARK, STYLE_SHEET)


def styled(light: Mapping[str, str], dark: Mapping[str, str]) -> Style:
    """The default style with other values for some tokens; what is not named stays. Light values do not reach dark.

    >>> styled({"link": "#005a9c"}, {}).light["link"] == "#005a9c", styled({}, {}) == DEFAULT
    (True, True)
    """
    before, media, after = STYLE_SHEET.partition("@media")
    sheet = _with(before, light) + media + _with(after, dark)
    return Style({**LIGHT, **light}, {**DARK, **{k: v for k, v in light.items() if k not in COLOURS}, **dark}, sheet)


def _with(block: str, values: Mapping[str, str]) -> str:
    return re.sub(r"(?<=--)([\w-]+): ([^;]+)", lambda found: f"{found[1]}: {values.get(found[1], found[2])}", block)


def by_colour() -> dict[str, str]:
    """Every light colour with its token; of two tokens with one colour the first.

    >>> by_colour()[LIGHT["course"]]
    'c1'
    """
    found: dict[str, str] = {}
    for name, value in LIGHT.items():
        if value.startswith("#"):
            found.setdefault(value, name)
    return found


def contrast(colour: str, ground: str) -> float:
    """The contrast ratio of two colours, 1 to 21; source: WCAG 2.2, relative luminance.

    >>> round(contrast("#000000", "#ffffff"), 1)
    21.0
    """
    lighter, darker = sorted((_luminance(colour), _luminance(ground)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    parts = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return sum(share * part for share, part in zip((0.2126, 0.7152, 0.0722), linear, strict=True))
