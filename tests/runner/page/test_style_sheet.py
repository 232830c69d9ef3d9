"""The tokens: contrast computed as WCAG 2.2 defines it, in light and dark; every token in use exists."""

import re

import pytest

from helpers.runner.page.exporter import STYLE_SHEET
from helpers.runner.page.status import STATUSES
from helpers.runner.page.vector import TOKENS

CSS = STYLE_SHEET.read_text("utf-8")
_ROOTS = re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)
_LIGHT, _DARK = (dict(re.findall(r"--([\w-]+): (#[0-9a-f]{6})", block)) for block in _ROOTS[:2])
THEMES = {"light": _LIGHT, "dark": {**_LIGHT, **_DARK}}
TEXT = [
    *((ink, ground) for ink in ("ink", "muted", "link") for ground in ("paper", "quiet")),
    *((f"{status}", f"{status}-fill") for status in ("good", "course", "doubt", "bad", "none", "made-up")),
    *((status, "quiet") for status in ("good", "course", "doubt", "bad", "none")),
    *((mark, "paper") for mark in ("c1", "c2", "c3", "c4")),
    ("masthead-ink", "masthead"), ("ink", "band"),
    ("ink", "seq-1"), ("ink", "seq-2"), ("ink", "seq-3"), ("paper", "seq-4"), ("paper", "seq-5"),
]  # fmt: skip
MARKS = [("context", "paper"), ("focus", "paper"), ("rule-strong", "paper"), ("made-up-line", "made-up-fill")]


def luminance(colour: str) -> float:
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    red, green, blue = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    light, dark = sorted((luminance(one), luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def test_the_contrast_formula_gives_the_published_value() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#12436d", "#ffffff") == pytest.approx(10.3, abs=0.06)


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("ink", "ground"), TEXT)
def test_text_has_a_contrast_of_at_least_4_5(theme: str, ink: str, ground: str) -> None:
    assert contrast(THEMES[theme][ink], THEMES[theme][ground]) >= 4.5


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize(("mark", "ground"), MARKS)
def test_marks_have_a_contrast_of_at_least_3(theme: str, mark: str, ground: str) -> None:
    assert contrast(THEMES[theme][mark], THEMES[theme][ground]) >= 3


def test_every_token_that_is_used_is_declared_in_light() -> None:
    used = set(re.findall(r"var\(--([\w-]+)\)", CSS)) | set(TOKENS.values())
    declared = set(re.findall(r"--([\w-]+):", CSS))
    assert used <= declared


def test_colours_stand_in_the_tokens_and_in_the_page_margins_only() -> None:
    rest = re.sub(r":root \{.*?\}|@page \{.*\}", "", CSS, flags=re.S)
    assert not re.findall(r"#[0-9a-fA-F]{3,8}\b", rest)


def test_every_status_has_its_own_shape_and_its_own_look() -> None:
    assert len({path for _, path in STATUSES.values()}) == len(STATUSES)
    assert all(f".chip-{slug}" in CSS and f".tile-{slug}" in CSS for slug, _ in STATUSES.values())


@pytest.mark.parametrize(
    "needed",
    ["forced-colors: active", "prefers-color-scheme: dark", "@media print", "counter(pages)", "size: A4"],
)
def test_the_style_sheet_serves_dark_paper_and_forced_colours(needed: str) -> None:
    assert needed in CSS


def test_every_status_word_has_a_look():
    from helpers.floor.verdicts import VERDICTS
    from helpers.runner.page.status import STATUSES

    assert tuple(STATUSES) == VERDICTS
