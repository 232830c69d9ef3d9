"""The page as text: what must be on it, what may never be on it. No browser."""

from __future__ import annotations

import re
from dataclasses import replace
from functools import cache
from html.parser import HTMLParser

import nbformat
import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from helpers.floor import tokens
from helpers.floor.shapes.pieces import (  # fmt: skip
    MIME,
    Answer,
    Cell,
    ChapterAnswers,
    Counts,
    Facts,
    Figure,
    Piece,
    Sections,
    Table,
    Text,
)
from helpers.runner.notebooks import piece_harvest
from helpers.runner.page import (
    PageFault,
    render_archive,
    render_dashboards,
    render_municipalities,
    render_notebook,
    render_quarter,
)
from helpers.runner.page.exporter import style_sheet

CSP = "default-src 'none'; img-src data:; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
CONTEXT = {
    "municipality": "Voorbeeldstad", "quarter": "2026-Q3", "quarter_dutch": "derde kwartaal van 2026",
    "date_dutch": "30 september 2026", "edition": 2, "kind": "herzien", "is_made_up": True,
    "code_version": "abc123", "data_hash": "f00d", "built_at": None, "exports_until": "30 september 2026",
}  # fmt: skip
SVG = (
    '<svg viewBox="0 0 72 36"><defs><path id="m1" d="M 0 0.1 L 9 9"/></defs>'
    '<use href="#m1" style="fill:#12436d"/><text x="1" y="9">1.000</text></svg>'
)
FIGURE = Figure(
    "pad", "Er komen 160 ouderen", "Ouderen in 2026, gemeente Voorbeeldstad",
    "Een lijn die van 12 in januari stijgt naar 160.", "deelnemersregistratie", SVG,
    ["Maand", "Ouderen"], [[Cell("januari"), Cell("12", "number")]],
)  # fmt: skip
TABLE = Table(
    "stand", "De stand per doel", ["Doel", "Stand", "Verloop", "Status"],
    [
        [Cell("Doel een")],
        [Cell("Bodycams"), Cell("57%", "number"), Cell("stijgend", "graphic", SVG), Cell("op koers", "status")],
    ],
)  # fmt: skip


def shown(*pieces: Piece) -> nbformat.NotebookNode:
    bundles = [{MIME: one.as_json(), "text/plain": "<x>"} for one in pieces]
    outputs = [new_output("execute_result", bundle, execution_count=1) for bundle in bundles]
    return new_code_cell("show.this(geheime_code)", execution_count=1, outputs=outputs)


def chapter(title: str, *cells: nbformat.NotebookNode) -> nbformat.NotebookNode:
    stream = new_output("stream", name="stdout", text="gedrukte regel")
    parameters = new_code_cell("quarter = 'parameter'", outputs=[stream])
    return new_notebook(cells=[parameters, new_markdown_cell(f"# {title}"), *cells])


def training(title: str = "Training") -> nbformat.NotebookNode:
    return chapter(
        title, shown(Answer(f"{title}: 160 van de 200", ["Dat is te weinig."])),
        new_markdown_cell("## Opzet\n\nZie [x](figuur:pad)."),
        shown(FIGURE, TABLE), new_markdown_cell("## Methode"), shown(Facts([("Bron", "een export")])),
    )  # fmt: skip


def summary() -> nbformat.NotebookNode:
    return chapter(
        "Samenvatting", shown(Answer("6 van de 17 gehaald", ["De rest volgt."])),
        shown(Counts("Stand", [("gehaald", 6), ("achter", 11)])), shown(TABLE), new_markdown_cell("## Besluiten"),
        shown(Text(["Kies een datum."], is_list=True)), shown(ChapterAnswers([])),
    )  # fmt: skip


def quarter(**context: object) -> str:
    chapters = {"cyber_training": training(), "dealer_compliance": training("Opkopers")}
    return render_quarter([("management_summary", summary()), *chapters.items()], context={**CONTEXT, **context})


def single(*cells: nbformat.NotebookNode) -> str:
    return render_notebook("cyber_training", chapter("Training", *cells), context=CONTEXT)


class Page(HTMLParser):
    """Tags with their attributes, and the words in them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict]] = []
        self.words: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    def all(self, *names: str) -> list[dict]:
        return [attributes for tag, attributes in self.tags if tag in names]

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


DOCUMENTS = [("PDF", "2026-Q3/2/rapport.pdf"), ("Word", "2026-Q3/2/rapport.docx")]
EDITIONS = [
    {"number": 2, "kind": "herzien", "href": "2026-Q3/2/rapport-2026-Q3-editie-2.html", "documents": DOCUMENTS},
    {"number": 1, "kind": "definitief", "href": "2026-Q3/1/rapport-2026-Q3-editie-1.html", "documents": []},
]


@cache
def pages() -> list[str]:
    entry = {
        "quarter": "2026-Q3", "quarter_dutch": "derde kwartaal van 2026", "href": "2026-Q3/index.html",
        "headline": "6 gehaald", "counts": [("gehaald", 6)], "editions": EDITIONS, "is_made_up": True,
    }  # fmt: skip
    alone = render_notebook("cyber_training", training(), context=CONTEXT)
    months = [{"month_dutch": "september 2026", "href": "dashboard/2026-09.html"}]
    wijk = {"quarter": "2026-Q3", "quarter_dutch": "derde kwartaal van 2026"}
    earlier = [{"quarter_dutch": "tweede kwartaal van 2026", "href": "2026-Q2/1/wijk_profile-WK000001.html"}]
    wijken = [
        wijk | {"name": "Kern", "href": "wijken/WK000001.html", "earlier": earlier},
        wijk | {"name": "Buitengebied", "href": "wijken/WK000002.html", "earlier": []},
    ]
    return [quarter(), alone, render_archive([entry], context=CONTEXT, months=months, wijken=wijken)]


@pytest.mark.parametrize("kind", ["quarter", "single", "archive", "dashboards"])
def test_every_page_has_the_style_of_its_home_and_is_else_the_same(kind):
    def rendered(**context):
        around = CONTEXT | context
        return {
            "quarter": lambda: quarter(**context),
            "single": lambda: render_notebook("cyber_training", training(), context=around),
            "archive": lambda: render_archive([], context=around),
            "dashboards": lambda: render_dashboards([], context={"subject": "Dashboard", **around}),
        }[kind]()

    own = tokens.styled({"masthead": "#4b2e83", "c1": "#4b2e83"}, {"c1": "#c3b1ea"})
    plain, styled = rendered(), rendered(style=own)
    assert "#4b2e83" not in plain and styled.count("#4b2e83") == 2 and styled.count("#c3b1ea") == 1
    assert styled.replace(style_sheet(own), "") == plain.replace(style_sheet(tokens.DEFAULT), "")


def test_the_page_over_municipalities_has_the_style_of_none_of_them():
    assert style_sheet(tokens.DEFAULT) in render_municipalities([])


def test_a_figure_holds_no_colour_but_by_its_token():
    figures = re.findall(r"<svg.*?</svg>", quarter(), re.DOTALL)
    assert "var(--c1)" in "".join(figures) and not re.search("#[0-9a-f]{6}", "".join(figures))


@pytest.fixture(params=[0, 1, 2], ids=["quarter", "single", "archive"])
def page(request: pytest.FixtureRequest) -> Page:
    return Page(pages()[request.param])


def test_every_page_is_dutch_and_has_a_title_and_one_h1(page: Page) -> None:
    assert page.all("html") == [{"lang": "nl"}]
    assert len(page.all("title")) == len(page.all("h1")) == 1
    assert "Voorbeeldstad" in page.text


def test_no_heading_level_is_skipped(page: Page) -> None:
    levels = [int(tag[1]) for tag, _ in page.tags if re.fullmatch("h[1-6]", tag)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))


def test_ids_are_unique_and_every_inner_link_has_a_target(page: Page) -> None:
    ids = [attributes["id"] for _, attributes in page.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    for _, attributes in page.tags:
        labels = (attributes.get("aria-labelledby") or "").split()
        aims = [attributes.get("href") or "", *(f"#{one}" for one in labels)]
        assert all(aim[1:] in ids for aim in aims if aim.startswith("#"))


@pytest.mark.parametrize(("source", "said"), [("#### Te diep", "slaat een niveau over"), ("# Nog een", "tweede titel")])
def test_a_skipped_heading_and_a_second_title_stop_the_build_with_the_cell(source: str, said: str) -> None:
    with pytest.raises(PageFault, match=said) as told:
        single(new_markdown_cell(source))
    assert told.value.cell == 3


def test_ids_stay_unique_when_a_figure_and_a_heading_come_twice() -> None:
    twice = [cell for _ in range(2) for cell in (new_markdown_cell("## Methode"), shown(FIGURE, TABLE))]
    ids = [one["id"] for _, one in Page(single(*twice)).tags if "id" in one]
    assert len(ids) == len(set(ids))


def test_nothing_runs_and_nothing_is_fetched(page: Page) -> None:
    assert not page.all("script", "iframe", "object", "embed", "link", "form", "base")
    for _, attributes in page.tags:
        assert not any(name.startswith("on") or name in ("src", "srcset", "action") for name in attributes)
    values = [str(value) for _, attributes in page.tags for value in attributes.values()]
    assert not any("http:" in value or "https:" in value or value.startswith("//") for value in values)
    assert "@import" not in page.text and "url(" not in page.text


def test_the_content_security_policy_is_exact(page: Page) -> None:
    assert [m["content"] for m in page.all("meta") if m.get("http-equiv") == "Content-Security-Policy"] == [CSP]


def test_skip_link_and_landmarks_are_there(page: Page) -> None:
    assert page.all("a")[0]["href"] == "#hoofd"
    assert [len(page.all(tag)) for tag in ("header", "main", "footer")] == [1, 1, 1]


def test_made_up_figures_are_called_so_on_screen_and_on_every_printed_page(page: Page) -> None:
    assert page.text.count("Voorbeelddata: verzonnen cijfers") >= 3
    assert '@top-left { content: "Voorbeelddata: verzonnen cijfers"; }' in page.text


def test_real_figures_are_not_called_made_up() -> None:
    assert "verzonnen" not in quarter(is_made_up=False)


def test_a_figure_has_number_title_subtitle_alt_source_and_its_data() -> None:
    found = Page(quarter())
    assert "Figuur 2.1 Er komen 160 ouderen Ouderen in 2026, gemeente Voorbeeldstad" in found.text
    assert "Bron: deelnemersregistratie Gegevens van figuur 2.1 als tabel" in found.text
    images = [one for one in found.all("svg") if one.get("role") == "img"]
    assert [one["aria-label"] for one in images] == [FIGURE.alt, FIGURE.alt]
    assert len(found.all("figure")) == len(found.all("figcaption")) == len(found.all("details")) == 2


def test_a_table_has_a_caption_and_a_scope_on_every_header() -> None:
    found = Page(quarter())
    assert len(found.all("caption")) == len(found.all("table"))
    assert all(one.get("scope") in ("col", "row", "rowgroup") for one in found.all("th"))
    assert "Tabel 1.1 De stand per doel" in found.text and "Tabel 3.1 De stand per doel" in found.text


def test_a_count_out_of_a_total_in_a_cell_is_never_broken_over_two_lines() -> None:
    cells = [Cell("Regels"), Cell("65% (13 van 20)", "number"), Cell("1 van 1.000"), Cell("Twee van de 3")]
    html = single(shown(replace(TABLE, rows=[cells])))
    assert "65% (13\xa0van\xa020)" in html and "1\xa0van\xa01.000" in html and "Twee van de 3" in html


def test_a_graphic_is_hidden_from_readers_and_its_text_is_not() -> None:
    html = single(shown(TABLE))
    assert '<span class="unseen">stijgend</span>' in html
    assert all(one.get("aria-hidden") == "true" for one in Page(html).all("svg"))


def test_on_a_telephone_a_scorecard_names_its_columns_and_a_name_cannot_leave_its_place() -> None:
    evil = replace(TABLE, columns=["Doel", "'>\"<b>;x:", "Verloop", "Status"])
    (table,) = Page(single(shown(evil))).all("table")
    assert table["style"].startswith('--k1:"Doel";--k2:"\\27 \\3e \\22 \\3c b\\3e \\3b x\\3a ";--k3:')


def test_status_is_a_shape_a_word_and_a_border() -> None:
    chip = r'<span class="chip chip-on-course"><svg class="symbol"[^>]*>.+?</svg>Op koers</span>'
    assert re.search(chip, single(shown(TABLE)))


def test_the_headline_of_the_report_is_that_of_the_summary_and_stands_there_once() -> None:
    html = quarter()
    assert "<h1>6 van de 17 gehaald</h1>" in html
    assert html.count("6 van de 17 gehaald") == 1


def test_the_summary_quotes_the_other_chapters_with_links() -> None:
    html = quarter()
    assert '<a href="#dealer-compliance">3 Opkopers</a>' in html
    assert html.count("Opkopers: 160 van de 200") == 2
    assert "In het kwartaalrapport staan hier" in render_notebook("management_summary", summary(), context=CONTEXT)


def test_a_reference_becomes_the_number_of_the_figure_in_its_own_chapter() -> None:
    assert '<a href="#dealer-compliance-figure-pad">figuur 3.1</a>' in quarter()


def test_a_single_page_carries_the_numbers_of_the_quarter_when_it_knows_the_order() -> None:
    order = {**CONTEXT, "chapters": ["management_summary", "cyber_training"]}
    assert "Figuur 2.1" in Page(render_notebook("cyber_training", training(), context=order)).text
    assert "Figuur 1 " in Page(render_notebook("cyber_training", training(), context=CONTEXT)).text


def test_code_parameters_and_printed_lines_stay_out() -> None:
    html = quarter()
    assert not [word for word in ("geheime_code", "parameter'", "gedrukte regel") if word in html]


@pytest.mark.parametrize("evil", ["<script>alert(1)</script>", '"onload="x', "</style><b>", "{{ 7*7 }}"])
def test_text_of_a_piece_stays_text(evil: str) -> None:
    cell = Cell(evil)
    rows = [[cell, cell], [cell]]
    table = replace(TABLE, caption=evil, columns=[evil, "Stand"], rows=rows, notes=[evil], source=evil)
    figure = replace(FIGURE, name=evil, title=evil, subtitle=evil, alt=evil * 9, source=evil, rows=rows[:1])
    html = single(shown(Answer(evil, [evil]), Text([evil], True), table, figure, Facts([(evil, evil)])))
    assert Page(html).text.count(" ".join(evil.split())) >= 12
    assert len(Page(html).all("script", "b")) == 0
    assert not any("onload" in attributes for _, attributes in Page(html).tags)


def test_a_name_in_the_context_cannot_leave_its_place() -> None:
    html = quarter(municipality="</style><script>x</script>")
    assert not Page(html).all("script")
    margin = 'content: "Gemeente \\27 s\\2d Voorbeeld \\b7  Kwartaalrapportage'
    assert margin in quarter(municipality="'s-Voorbeeld")


def test_a_headline_that_an_edition_kept_turns_nothing_in_the_archive() -> None:
    entry = {
        "quarter": "2026-Q2", "quarter_dutch": "tweede kwartaal van 2026", "href": "2026-Q2/index.html",
        "headline": "6\u202e <b>gehaald</b>\x1b", "counts": [("gehaald", 6)], "editions": EDITIONS,
        "is_made_up": True,
    }  # fmt: skip
    assert "6 &lt;b&gt;gehaald&lt;/b&gt;</p>" in render_archive([entry], context=CONTEXT)


def test_the_archive_links_every_edition_and_each_document_by_a_name_of_its_own() -> None:
    shown = Page(pages()[2])
    links = {link["href"]: None for link in shown.all("a") if "2026-Q3/" in link.get("href", "")}
    assert set(links) == {"2026-Q3/index.html", *(one["href"] for one in EDITIONS), *(href for _, href in DOCUMENTS)}
    assert re.search(r"Nu geldt editie 2 \(herzien\) ?, ook als PDF *van editie 2 en Word *van editie 2", shown.text)
    assert re.search(r"Eerder: editie 1 \(definitief\)", shown.text)


def test_the_archive_leads_to_the_figures_of_all_quarters_where_there_are_quarters() -> None:
    figures = [("Excel", "indicators.xlsx"), ("CSV", "indicators.csv"), ("JSON", "indicators.json")]
    entry = {
        "quarter": "2026-Q3", "quarter_dutch": "derde kwartaal van 2026", "href": "2026-Q3/index.html",
        "headline": "6 gehaald", "counts": [("gehaald", 6)], "editions": EDITIONS, "is_made_up": True,
    }  # fmt: skip
    shown = Page(render_archive([entry], context=CONTEXT, figures=figures))
    links = [link["href"] for link in shown.all("a")]
    assert [href for _, href in figures] == [href for href in links if href.startswith("indicators")]
    assert not [one["href"] for one in Page(pages()[2]).all("a") if one["href"].startswith("indicators")]


def test_markup_in_a_text_cell_is_escaped() -> None:
    text = "Tekst <b onclick=x>vet</b> en [hier](javascript:alert(1)).\n\n<script>x</script>"
    html = single(new_markdown_cell(text))
    assert not Page(html).all("b", "script")
    assert "javascript:" not in html


def test_the_bytes_depend_on_the_input_alone() -> None:
    assert quarter() == quarter()
    assert "Gemaakt op" not in quarter()
    assert "Gemaakt op" in quarter(built_at="1 oktober 2026 om 9.00 uur")


@pytest.mark.parametrize(
    "output",
    [
        new_output("display_data", {"image/png": "aGFsbG8="}),
        new_output("display_data", {"text/html": "<table></table>"}),
        new_output("execute_result", {"text/plain": "57"}, execution_count=1),
        new_output("error", ename="ValueError", evalue="x", traceback=[]),
    ],
    ids=["image", "html", "value", "error"],
)
def test_any_other_output_stops_the_page_and_names_notebook_and_cell(output: nbformat.NotebookNode) -> None:
    with pytest.raises(PageFault, match="cyber_training, cel 3: Deze uitvoer is geen onderdeel"):
        single(new_code_cell("x", outputs=[output]))


def test_a_cell_is_numbered_as_an_analyst_counts_it() -> None:
    added = new_code_cell("quarter = 1", metadata={"tags": ["injected-parameters"]})
    with pytest.raises(PageFault, match="cyber_training, cel 3: Deze uitvoer"):
        single(added, new_code_cell("x", outputs=[new_output("display_data", {"text/html": "<p>"})]))


@pytest.mark.parametrize(
    ("part", "word"),
    [("alt", "alternatieve tekst"), ("title", "titel"), ("subtitle", "ondertitel"), ("source", "bron")],
)
def test_a_figure_without_a_part_stops_the_page(part: str, word: str) -> None:
    with pytest.raises(PageFault, match=f"cel 3: De figuur “pad” heeft geen {word}"):
        single(shown(replace(FIGURE, **{part: " "})))


def test_a_figure_without_data_or_with_a_short_alt_text_stops_the_page() -> None:
    with pytest.raises(PageFault, match="geen gegevens als tabel"):
        single(shown(replace(FIGURE, rows=[])))
    with pytest.raises(PageFault, match="telt 4 tekens"):
        single(shown(replace(FIGURE, alt="kort")))


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"caption": ""}, "geen bijschrift"),
        ({"columns": ["Doel", "", "c", "d"]}, "kolom zonder naam"),
        ({"rows": [[Cell("a"), Cell("b")]]}, "ander aantal cellen"),
        ({"rows": [[Cell(""), Cell("b"), Cell("c"), Cell("d")]]}, "lege cel"),
        ({"rows": [[Cell("a"), Cell("let op", "status"), Cell("c"), Cell("d")]]}, "“let op” is geen status"),
    ],
)
def test_a_table_that_lacks_something_stops_the_page(change: dict, message: str) -> None:
    with pytest.raises(PageFault, match=message):
        single(shown(replace(TABLE, **change)))


def test_a_reference_without_a_target_and_a_loose_image_stop_the_page() -> None:
    with pytest.raises(PageFault, match="cel 3: De verwijzing “figuur:weg” heeft geen doel"):
        single(new_markdown_cell("[x](figuur:weg)"))
    with pytest.raises(PageFault, match="los plaatje"):
        single(new_markdown_cell("![x](data:image/png;base64,aa)"))


def test_a_notebook_without_a_title_stops_the_page() -> None:
    with pytest.raises(PageFault, match="cyber_training: Het notebook heeft geen titel"):
        nb = new_notebook(cells=[new_markdown_cell("Tekst.")])
        render_notebook("cyber_training", nb, context=CONTEXT)


def test_a_page_of_a_chapter_without_its_figures_stays_under_50_kb() -> None:
    assert len(render_notebook("management_summary", summary(), context=CONTEXT).encode()) < 50_000


def test_sections_become_headings_with_their_pieces_numbered_in_order() -> None:
    sections = Sections([("Doel <een>", [TABLE]), ("Doel twee", [replace(TABLE, name="tweede"), FIGURE])])
    nb = chapter("Doelen", new_markdown_cell("## De doelen"), shown(sections))
    html = render_notebook("doelen", nb, context=CONTEXT)
    assert re.findall(r"<h3[^>]*>(.*?)</h3>", html) == ["Doel &lt;een&gt;", "Doel twee"]
    places = [html.index(text) for text in ("Doel &lt;een&gt;", "Tabel 1", "Doel twee", "Tabel 2", "Figuur 1")]
    assert places == sorted(places)
    assert [piece["kind"] for _, piece in piece_harvest.pieces(nb)] == ["table", "table", "figure"]
