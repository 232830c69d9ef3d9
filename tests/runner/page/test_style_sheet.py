"""The tokens: contrast computed as WCAG 2.2 defines it, in light and dark; every token in use exists."""

import re
from pathlib import Path

import pytest

from helpers.floor import tokens
from helpers.floor.params import house_style
from helpers.floor.tokens import contrast
from helpers.runner.page.exporter import STYLE_SHEET, style_sheet
from helpers.runner.page.status import STATUSES
from helpers.runner.page.vector import TOKENS

CSS = STYLE_SHEET.read_text("utf-8")
THEMES = {"light": tokens.LIGHT, "dark": tokens.DARK}
TEXT = [
    *((ink, ground) for ink in ("ink", "muted", "link") for ground in ("paper", "quiet")),
    *((f"{status}", f"{status}-fill") for status in ("good", "course", "doubt", "bad", "none", "made-up")),
    *((status, "quiet") for status in ("good", "course", "doubt", "bad", "none")),
    *((mark, "paper") for mark in ("c1", "c2", "c3", "c4")),
    ("masthead-ink", "masthead"), ("ink", "band"),
    ("ink", "seq-1"), ("ink", "seq-2"), ("ink", "seq-3"), ("paper", "seq-4"), ("paper", "seq-5"),
]  # fmt: skip
MARKS = [("context", "paper"), ("focus", "paper"), ("rule-strong", "paper"), ("made-up-line", "made-up-fill")]


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


def test_each_of_these_pairs_is_asked_of_the_style_of_a_home_too():
    assert set(TEXT) <= set(house_style.TEXTS) and set(MARKS) <= set(house_style.MARKS)


def test_every_token_that_is_used_is_declared_in_light() -> None:
    used = set(re.findall(r"(?:var\(--|token\()([\w-]+)\)", CSS)) | set(TOKENS.values())
    own = {"fill", "k", *(f"k{i}" for i in range(2, 9))}  # set where a status, or the headings of a table, are
    assert used - own <= set(tokens.LIGHT)


def test_every_token_is_used_somewhere() -> None:
    used = set(re.findall(r"(?:var\(--|token\()([\w-]+)\)", CSS)) | set(TOKENS.values())
    assert set(tokens.LIGHT) - {"color-scheme"} <= used


def test_dark_changes_only_colours_that_light_has() -> None:
    changed = {name for name, value in tokens.DARK.items() if tokens.LIGHT.get(name) != value}
    assert changed and all(tokens.LIGHT[name].startswith("#") for name in changed)


def test_colours_stand_in_the_tokens_only() -> None:
    package = Path(tokens.__file__).parents[1]
    files = [file for kind in ("*.py", "*.css", "*.j2") for file in package.rglob(kind) if file != tokens.FILE]
    found = {f.name for f in files if re.search(r"#[0-9a-f]{6}\b", f.read_text("utf-8"))}
    assert found <= {"vector.py", "tokens.py"}  # their examples, and black as matplotlib writes it


def test_the_style_sheet_of_a_page_holds_values_where_variables_do_not_work() -> None:
    assert "token(" not in style_sheet(tokens.DEFAULT)


def test_the_margins_of_a_printed_page_have_the_values_of_the_style():
    own = style_sheet(tokens.styled({"muted": "#333333", "font": "Verdana, sans-serif"}, {}))
    assert "@bottom-left{font:8pt Verdana,sans-serif;color:#333333}" in own


def test_every_status_has_its_own_shape_and_its_own_look() -> None:
    assert len({path for _, path in STATUSES.values()}) == len(STATUSES)
    assert all(f".chip-{slug}" in CSS and f".tile-{slug}" in CSS for slug, _ in STATUSES.values())


@pytest.mark.parametrize(
    "needed", ["forced-colors: active", "prefers-color-scheme: dark", "@media print", "counter(pages)", "size: A4"]
)
def test_the_style_sheet_serves_dark_paper_and_forced_colours(needed: str) -> None:
    assert needed in tokens.STYLE_SHEET + CSS


def test_every_status_word_has_a_look():
    from helpers.floor.verdicts import VERDICTS
    from helpers.runner.page.status import STATUSES

    assert tuple(STATUSES) == VERDICTS
