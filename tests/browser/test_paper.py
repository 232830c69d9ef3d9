"""The report on paper: tagged, Dutch, with bookmarks and page numbers; what matters most on the first page."""

from __future__ import annotations

import re
import shutil
import subprocess
from datetime import date

import pytest

from helpers.runner.page import pdf

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def report(chromium, published, tmp_path_factory):
    if not shutil.which("pdftotext"):
        pytest.skip("no poppler-utils on this machine")
    target = tmp_path_factory.mktemp("papier") / "rapport.pdf"
    return pdf.write(published / "2026-Q3" / "index.html", target, date(2026, 9, 30), chromium)


def told(*command):
    return subprocess.run(command, capture_output=True, check=True, text=True, encoding="utf-8").stdout


@pytest.fixture(scope="module")
def pages(report):
    return told("pdftotext", "-layout", report, "-").split("\f")[:-1]


def test_the_same_page_prints_to_the_same_bytes(chromium, published, tmp_path):
    page = published / "2026-Q3" / "1" / "dealer_compliance.html"
    files = [pdf.write(page, tmp_path / name, date(2026, 9, 30), chromium) for name in ("a.pdf", "b.pdf")]
    assert files[0].read_bytes() == files[1].read_bytes()
    assert "Pagina 1 van" in told("pdftotext", "-layout", files[0], "-")


def test_it_is_tagged_dutch_and_has_its_title_and_bookmarks(report, pages):
    info = told("pdfinfo", report)
    assert re.search(r"Tagged:\s+yes", info) and re.search(r"Title:\s+Kwartaalrapportage Veiligheid", info)
    assert re.search(r"JavaScript:\s+no", info) and "A4" in info
    assert b"/Lang (nl)" in report.read_bytes() and b"/Type /Outlines" in report.read_bytes()
    assert {"H1", "H2", "Table", "TH", "Figure"} <= set(
        re.findall(r"^\s*(\w+)", told("pdfinfo", "-struct", report), flags=re.M)
    )


def test_it_names_no_computer_and_no_moment_of_printing(report):
    info = told("pdfinfo", "-rawdates", report)
    assert re.search(r"CreationDate:\s+D:20260930000000", info)
    assert not re.search(r"Linux|X11|Mozilla|file:", info)


def test_every_page_says_which_of_how_many(pages):
    numbers = [re.search(r"Pagina (\d+) van (\d+)", page) for page in pages]
    assert [(int(n[1]), int(n[2])) for n in numbers] == [(i, len(pages)) for i in range(1, len(pages) + 1)]


def test_every_page_says_that_the_figures_are_made_up(pages):
    assert all("verzonnen" in page for page in pages)


def test_the_first_page_holds_headline_counts_and_the_whole_scorecard(pages):
    first = pages[0]
    assert "van de 16 toezeggingen" in first and "Status van de 16" in first and "Scorekaart" in first
    assert len(re.findall(r"^\s*(?:BR|VE)-\d-\d ", first, flags=re.M)) == 17


def test_the_first_two_pages_stand_alone(pages):
    both = pages[0] + pages[1]
    for heading in ("Wat vraagt een besluit", "Wat staat het verst", "Wat veranderde er", "Wat zeggen de hoofdstukken"):
        assert heading in both, heading
    assert "Nog open:" in both and "Mist nog" in both  # the gaps with their units by name


def test_evidence_comes_last_and_the_whole_is_short(pages):
    (annex,) = [i for i, page in enumerate(pages) if re.search(r"^Verantwoording$", page, flags=re.M)]
    assert annex <= 9, f"{annex} pages before the annex"
    assert len(pages) <= 18


def test_no_printed_page_is_nearly_empty(pages):
    """The last page of the main part and of all may end early; another that does is a page for nothing."""
    annex = next(i for i, page in enumerate(pages) if re.search(r"^Verantwoording$", page, flags=re.M))
    lines = [sum(bool(line.strip()) for line in page.splitlines()) for page in pages]
    assert [(i + 1, n) for i, n in enumerate(lines) if n < 12 and i not in (annex - 1, len(pages) - 1)] == []


def test_the_text_of_figures_can_be_searched(pages):
    # Words that stand in a figure and nowhere else on paper, where the tables under figures stay folded.
    assert re.search(r"streefwaarde\s+200", " ".join(pages))


def test_no_figure_is_cut_by_the_end_of_a_page(opened):
    with opened("2026-Q3/index.html") as page:
        page.emulate_media(media="print")
        rules = page.locator("figure").evaluate_all("all => all.map(e => getComputedStyle(e).breakInside)")
        heights = page.locator("figure").evaluate_all("all => all.map(e => e.getBoundingClientRect().height)")
    assert rules and set(rules) == {"avoid"}
    assert max(heights) < (297 - 32) / 25.4 * 96  # else even a page of its own would not hold it
