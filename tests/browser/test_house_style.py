"""The example of another house style in docs/huisstijl.md: axe on pages in it, and figures that follow it."""

from __future__ import annotations

import re

import pytest

from helpers.floor import paths, tokens
from helpers.floor.params import house_style
from helpers.floor.params.yaml_text import document_of
from helpers.runner.page.exporter import style_sheet

pytestmark = pytest.mark.slow
PAGES = [
    "index.html",
    "2026-Q3/1/management_summary.html",
    "2026-Q3/1/wijk_profile-WK191604.html",
    "dashboard/2026-09.html",
]


@pytest.fixture(scope="session")
def style():
    text = (paths.ROOT / "docs" / "huisstijl.md").read_text("utf-8")
    example = re.search(r"```yaml\n(.*?)```", text, re.DOTALL)[1]
    return house_style.house_style(document_of(example, "x"), "x")[0].style


@pytest.fixture(scope="session")
def restyled(files, style, tmp_path_factory):
    """Published pages as they are in another style: nothing of a page but its style sheet depends on it."""
    folder, made = tmp_path_factory.mktemp("huisstijl"), {}
    for number, name in enumerate(PAGES):
        html = files[name].read_text("utf-8")
        assert html.count(style_sheet(tokens.DEFAULT)) == 1
        made[name] = folder / f"{number}.html"
        made[name].write_text(html.replace(style_sheet(tokens.DEFAULT), style_sheet(style)), encoding="utf-8")
    return made


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("place", PAGES)
def test_axe_finds_enough_contrast_in_another_style(opened, violations, files, restyled, place, scheme, monkeypatch):
    monkeypatch.setitem(files, place, restyled[place])
    with opened(place, color_scheme=scheme) as page:
        page.evaluate("document.querySelectorAll('details').forEach(one => one.open = true)")
        assert violations(page, "color-contrast") == []  # nothing else of a page is other


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_bars_of_the_scorecard_have_the_colour_of_the_style(opened, files, restyled, style, scheme, monkeypatch):
    monkeypatch.setitem(files, "2026-Q3/1/management_summary.html", restyled["2026-Q3/1/management_summary.html"])
    with opened("2026-Q3/1/management_summary.html", color_scheme=scheme) as page:
        fills = page.evaluate(
            "[...document.querySelectorAll('.graphic rect, .plot path')].map(one => getComputedStyle(one).fill)"
        )
    wanted = (style.light if scheme == "light" else style.dark)["c1"]
    assert f"rgb({', '.join(str(int(wanted[at : at + 2], 16)) for at in (1, 3, 5))})" in fills
