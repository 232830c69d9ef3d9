"""What the house promises of every page of the published sample, as far as it can be seen without a browser."""

from __future__ import annotations

import re
import zipfile

import pytest
from bs4 import BeautifulSoup

from helpers import sources
from helpers.sources.catalogue import contracts

pytestmark = pytest.mark.slow
CSP = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
BARE_BYTES, CHAPTER_BYTES = 50_000, 300_000
# Dutch has these too: of, in, is, we, me, no. (nummer), last, over, was, week, door, per, status, model, test, plan.
WORD = re.compile(
    r"\b(?:the|and|with|without|values?|targets?|quarters?|counts?|missing|none|nan|true|false|null|inf|not|from|this"
    r"|that|these|which|when|than|unknown|unnamed|error|warning|total|mean|median|share|estimate|columns?|rows?|index"
    r"|object|lower|upper|low|high|age|year|month|days?|hours|dealers?|persons?|area|withheld|small|stale|primary"
    r"|exploratory|forecast|gate|leave_one_out|snapshot|undefined)\b",
    re.IGNORECASE,
)
# A number of a figure or a table is chapter.number; an Excel version and a clock time are no decimals.
NOT_A_DECIMAL = re.compile(r"(?:[Ff]igu(?:ur|ren)|[Tt]abel(?:len)?) \d+\.\d+|\d{1,2}\.\d\d uur")
DOT_DECIMAL = re.compile(r"(?<![\w.,-])\d+\.(?!\d{3}(?!\d))\d+(?![\w.])")
# A year and the code of a wijk or a session are no amounts.
NO_POINT = re.compile(r"(?<![\w.,-])(?!(?:19|20)\d\d(?!\d))\d{4,}(?![\w-])")
HYPHEN_FOR_MINUS = re.compile(r"(?<![\w)\]}’'-])-\d")
LEFTOVER = re.compile(r"<NA>|NaT|\bnan\b|\{\w*\}|\bdtype\b|\[\]|\(\)|\bself\b|_[a-z]+_")


@pytest.fixture(scope="module")
def pages(published):
    # An edition's own one file says what that of the quarter or month says, and the newest profiles are its own.
    own = ("rapport-", "dashboard-")
    told = (file for file in published.rglob("*.html") if file.parent.name != "wijken")
    files = sorted(file for file in told if not file.name.startswith(own))
    return {
        file.relative_to(published).as_posix(): BeautifulSoup(file.read_text("utf-8"), "html.parser") for file in files
    }


@pytest.fixture(scope="module")
def reports(pages):
    """All pages but the archive and the list of dashboards."""
    return {name: page for name, page in pages.items() if name not in ("index.html", "dashboard/index.html")}


@pytest.fixture(scope="module")
def figures(reports):
    return [(name, figure) for name, page in reports.items() for figure in page.find_all("figure")]


def broken(pages, holds):
    """The pages on which something does not hold."""
    return [name for name, page in pages.items() if not holds(page)]


def spoken(page):
    """What a reader sees or hears of a page, without fingerprints and the words of the budget."""
    own = BeautifulSoup(str(page), "html.parser")
    for away in own.find_all(["style", "code"]):
        away.decompose()
    for term in own.find_all("dt", string=re.compile(r"[A-Z]{2}-\d-\d")):
        term.find_next_sibling("dd").decompose()
    heard = [value for tag in own.find_all(attrs={"aria-label": True}) for value in [tag["aria-label"]]]
    return [*own.stripped_strings, *heard]


def found(pages, pattern, but=None):
    """Where a pattern stands on the pages, with some text around it; `but` is taken away before."""
    for name, page in pages.items():
        for text in spoken(page):
            if match := pattern.search(but.sub("", text) if but else text):
                yield name, match[0], text[:90]


# --- claims 1 and 3 ---------------------------------------------------------------------------------------


def test_every_page_is_closed_dutch_and_titled(pages):
    assert broken(pages, lambda page: page.html["lang"] == "nl") == []
    assert broken(pages, lambda page: page.find("meta", {"http-equiv": True})["content"] == CSP) == []
    titles = [page.title.get_text() for page in pages.values()]
    assert len(set(titles)) == len(titles) and all("gemeente" in title for title in titles)


def test_every_page_has_one_h1_and_skips_no_heading_level(pages):
    for name, page in pages.items():
        levels = [int(tag.name[1]) for tag in page.find_all(re.compile("^h[1-6]$"))]
        assert levels[0] == 1 and levels.count(1) == 1, name
        assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False)), name


def test_every_page_has_a_skip_link_landmarks_and_every_report_a_contents_list(pages, reports):
    assert broken(pages, lambda page: page.find("a")["href"] == "#hoofd" and page.find(id="hoofd")) == []
    assert broken(pages, lambda page: page.header and page.main and page.footer) == []
    assert broken(reports, lambda page: len(page.nav.find_all("a")) >= 3) == []


def test_every_link_inside_a_page_has_its_target_and_every_other_a_file(published, pages):
    for name, page in pages.items():
        for link in page.find_all("a"):
            place, _, anchor = link["href"].partition("#")
            if place:
                assert ((published / name).parent / place).is_file(), (name, link["href"])
            else:
                assert page.find(id=anchor), (name, link["href"])


def test_a_chapter_is_small_with_and_without_its_figures(published, reports):
    for name, page in reports.items():
        if name.count("/") == 1:
            continue  # the one file holds every chapter; it has no limit of its own
        own = BeautifulSoup(str(page), "html.parser")
        for figure in own.find_all(["figure", "svg"]):
            figure.decompose()
        assert (published / name).stat().st_size <= CHAPTER_BYTES, name
        assert len(str(own).encode()) <= BARE_BYTES, name


# --- claim 4 ----------------------------------------------------------------------------------------------


def test_every_figure_has_an_alternative_text_of_40_to_600_characters(figures):
    assert len(figures) > 10
    for name, figure in figures:
        (image,) = figure.find_all("svg", role="img")
        assert 40 <= len(image["aria-label"]) <= 600, (name, image["aria-label"])
        assert image["aria-label"].rstrip().endswith("."), (name, image["aria-label"])


def test_every_figure_has_a_title_with_a_message_and_a_subtitle_of_its_own(figures):
    for name, figure in figures:
        label, title, subtitle = (figure.find(class_=one).get_text() for one in ("label", "title", "subtitle"))
        assert re.fullmatch(r"Figuur \d+(\.\d+)?", label), name  # the page for the analyst is no chapter
        assert title != subtitle and len(title) > 15, (name, title)
        assert not re.search(r"\(%\)|\bversus\b|\bvs\.?|[xy]-as", title), (name, title)


def test_every_figure_names_a_dataset_as_its_source(figures):
    known = ["de exports", "de wijken van het CBS", *(one.title for one in contracts().values())]
    for name, figure in figures:
        source = figure.find(class_="source").get_text()
        assert source.startswith("Bron"), (name, source)
        assert any(word.casefold() in source.casefold() for word in known), (name, source)


def test_what_is_set_against_inhabitants_names_their_source_and_year(reports):
    areas = sources.open_delivery("sample", "2026-Q3").areas
    wijken, by_age = areas.table, areas.population
    every = f"stand {wijken.inhabitants_year[0]}, {wijken.inhabitants_source[0]}"
    aged = f"{by_age.source[0]} ({by_age.year[0]})"
    pieces = [
        (name, piece.get_text(" ")) for name, page in reports.items() for piece in page.select("figure, div.table")
    ]
    for about, named in (("er 1.000 inwoners", every), ("gewone uren en inwoners", every), ("65+", aged)):
        shown = [(name, text) for name, text in pieces if re.search(rf"{re.escape(about)}(?! 65\+)", text)]
        assert shown
        assert [(name, text[:80]) for name, text in shown if named not in text] == []


def test_every_figure_has_its_figures_as_a_table(figures):
    for name, figure in figures:
        table = figure.details.table
        heads, lines = table.thead.find_all("th"), table.find_all("tr")[1:]
        assert lines, name
        for line in lines:
            cells = line.find_all(["th", "td"])
            widths = sum(int(cell.get("colspan", 1)) for cell in cells)
            assert widths == len(heads), (name, line)


def test_every_table_has_a_caption_and_a_scope_on_each_header(reports):
    for name, page in reports.items():
        for table in page.find_all("table"):
            assert table.caption.get_text(strip=True), name
            for head in table.find_all("th"):
                assert head.get("scope") and head.get_text(strip=True), (name, head)


# --- claims 6 and 10 --------------------------------------------------------------------------------------


def test_every_status_is_a_shape_and_a_word(reports):
    chips = [chip for page in reports.values() for chip in page.find_all(class_=["chip", "tile-word"])]
    assert len(chips) > 30
    assert [chip for chip in chips if not (chip.svg and chip.svg.path and chip.get_text(strip=True))] == []


def test_the_footer_says_from_when_with_which_code_and_from_which_bytes(reports):
    terms = ["Gegevens tot en met", "Editie", "Codeversie", "Vingerafdruk van de gegevens", "Soort gegevens"]
    for name, page in reports.items():
        told = {one.dt.get_text(): one.dd.get_text(strip=True) for one in page.footer.find_all("div")}
        assert set(terms) <= set(told) and all(told.values()), name
        assert "Gemaakt op" not in told, name  # only when --built-at gave it
        assert "oorbeelddata" in told["Soort gegevens"]


# --- claim 7 ----------------------------------------------------------------------------------------------


def test_no_english_word_is_seen_or_heard(pages):
    assert list(found(pages, WORD)) == []


def test_no_leftover_of_the_code_is_seen_or_heard(pages):
    assert list(found(pages, LEFTOVER)) == []


def test_numbers_have_a_decimal_comma(pages):
    assert list(found(pages, DOT_DECIMAL, but=NOT_A_DECIMAL)) == []


def test_thousands_have_a_point(pages):
    assert list(found(pages, NO_POINT)) == []


def test_a_negative_number_has_a_true_minus(pages):
    assert list(found(pages, HYPHEN_FOR_MINUS)) == []


def test_no_text_has_a_double_space_or_a_space_before_its_point(pages):
    assert list(found(pages, re.compile(r"\S {2,}\S|\w [.,;:](?:\s|$)|\.\.(?!\.)|,,"))) == []


def test_every_paragraph_ends_as_a_sentence(reports):
    for name, page in reports.items():
        for paragraph in page.main.find_all("p", class_=lambda one: one in (None, "lede", "note", "source")):
            text = paragraph.get_text(" ", strip=True)
            is_heading = paragraph.find("strong") and paragraph.strong.get_text(strip=True) == text
            assert is_heading or text.endswith((".", "?", "!", ":", ".”")), (name, text)


def test_the_numbers_of_figures_on_a_chapter_are_those_of_the_one_file(reports):
    def labels(page):
        return {figure["id"]: figure.find(class_="label").get_text() for figure in page.find_all("figure")}

    whole = next(labels(page) for name, page in reports.items() if name.count("/") == 1)
    for name, page in reports.items():
        if name.startswith("2026-Q3/") and not re.search("data_quality|wijk_profile", name):
            assert labels(page).items() <= whole.items(), name


def test_the_workbook_has_a_sheet_for_every_table(published):
    (book,) = published.rglob("tables.xlsx")
    tables = list((book.parent / "tables").glob("*.csv"))
    with zipfile.ZipFile(book) as parts:
        sheets = [name for name in parts.namelist() if name.startswith("xl/worksheets/sheet")]
    assert len(sheets) == len(tables) + 2  # with the reading guide and what columns mean
