"""The name of a wijk leads to its profile where one stands, and to nothing else: what a cell says only chooses."""

import re

import nbformat
import pytest

from helpers.floor.shapes.pieces import MIME, Cell, Data, Table
from helpers.runner import page
from helpers.runner.page.standalone import context

WIJK = "WK999901"
AROUND = {
    "municipality": "Proefstad", "quarter": "2026-Q3", "quarter_dutch": "derde kwartaal van 2026",
    "date_dutch": "30 september 2026", "edition": 2, "kind": "concept", "is_made_up": False, "code_version": "",
    "data_hash": "", "built_at": None, "exports_until": "", "profiles": {WIJK: f"wijk_profile-{WIJK}.html"},
}  # fmt: skip


def book(link, text="Noord"):
    table = Table("wijken", "Per wijk", ["Wijk", "Aantal"], [[Cell(text, link=link), Cell("3", "number")]], data=Data())
    shown = nbformat.v4.new_output("display_data", {MIME: table.as_json()})
    cells = [nbformat.v4.new_markdown_cell("# Titel"), nbformat.v4.new_code_cell("show()", outputs=[shown])]
    return nbformat.v4.new_notebook(cells=cells)


def links(html):
    """The address and words of every link that leaves the page."""
    return re.findall(r'<a href="([^"#][^"]*)">(.*?)</a>', html)


def test_a_wijk_with_a_profile_leads_there_seen_from_the_page():
    own = page.render_notebook("stuk", book(WIJK), context=AROUND)
    quarter = page.render_quarter([("stuk", book(WIJK))], context=AROUND)
    assert links(own) == [(f"wijk_profile-{WIJK}.html", "Noord")]
    assert links(quarter) == [(f"2/wijk_profile-{WIJK}.html", "Noord")]
    assert links(page.in_edition(quarter, context=AROUND)) == links(own)


@pytest.mark.parametrize(
    "link",
    [
        "",
        "WK999902",
        "https://example.nl/",
        "javascript:alert(1)",
        f"../{WIJK}",
        '"><script>',
        f"{WIJK}.html",
        "profiles",
    ],
)
def test_whatever_else_a_cell_says_is_plain_text(link):
    html = page.render_notebook("stuk", book(link), context=AROUND)
    assert links(html) == []
    assert '<th scope="row">Noord</th>' in html
    assert link == "" or link not in html


def test_the_words_of_a_link_are_escaped():
    [(_, words)] = links(page.render_notebook("stuk", book(WIJK, "<b>Noord & co</b>"), context=AROUND))
    assert words == "&lt;b&gt;Noord &amp; co&lt;/b&gt;"


def test_where_no_profile_is_known_all_is_plain_text():
    without = {name: told for name, told in AROUND.items() if name != "profiles"}
    assert links(page.render_notebook("stuk", book(WIJK), context=without)) == []
    assert links(page.render_notebook("stuk", book(WIJK), context=context(book(WIJK)))) == []
