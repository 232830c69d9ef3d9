"""What is absent becomes one line, the evidence one annex, and a sentence may point at a figure or table."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from helpers.floor.shapes.pieces import MIME, Absent, Answer, Cell, Facts, Figure, Sections, Table, Text
from helpers.runner.page import PageFault, render_notebook, render_quarter

CONTEXT = {
    "municipality": "Voorbeeldstad", "quarter": "2026-Q3", "quarter_dutch": "derde kwartaal van 2026",
    "date_dutch": "30 september 2026", "edition": 2, "kind": "herzien", "is_made_up": True,
    "code_version": "abc123", "data_hash": "f00d", "built_at": None, "exports_until": "30 september 2026",
}  # fmt: skip
ROWS = [[Cell("januari"), Cell("12", "number")]]
SVG = '<svg viewBox="0 0 72 36"><text x="1" y="9">12</text></svg>'
ALT = "Een lijn die van 12 in januari stijgt naar 160."
FIGURE = Figure("pad", "Er komen 160 ouderen", "Ouderen in 2026", ALT, "de export", SVG, ["Maand", "Aantal"], ROWS)
TABLE = Table("stand", "De stand per doel", ["Maand", "Aantal"], ROWS)
GONE = Absent("de uren <per wijk>", "de export ontbreekt", name="uren")
LATE = Absent("de route", "het veldwerk loopt nog")


def shown(*pieces):
    outputs = [new_output("display_data", {MIME: one.as_json()}) for one in pieces]
    return new_code_cell("show.this(result)", execution_count=1, outputs=outputs)


def chapter(title: str, *cells):
    return new_notebook(cells=[new_code_cell("quarter = ''"), new_markdown_cell(f"# {title}"), *cells])


def single(*cells) -> str:
    return render_notebook("cyber_training", chapter("Training", *cells), context=CONTEXT)


def with_evidence(title: str = "Training", *evidence):
    return chapter(
        title, shown(Answer(f"{title}: 160", ["Zie [](tabel:stand)."])), new_markdown_cell("## Opzet"), shown(FIGURE),
        new_markdown_cell("## Verantwoording\n\nHier staat het bewijs."), *evidence,
    )  # fmt: skip


def quarter(*evidence) -> str:
    chapters = [
        ("cyber_training", with_evidence("Training", *evidence)),
        ("dealers", with_evidence("Opkopers", shown(TABLE))),
    ]
    return render_quarter(chapters, context=CONTEXT)


def headings(html: str) -> list[tuple[str, str]]:
    return [(level, re.sub("<[^>]+>", "", text)) for level, text in re.findall(r"<h(\d)[^>]*>(.*?)</h", html)]


def test_all_that_a_chapter_cannot_show_is_one_line_at_its_end() -> None:
    html = single(shown(GONE), new_markdown_cell("## Meer"), shown(FIGURE, LATE, GONE), new_markdown_cell("Een slot."))
    line = "Niet te tonen: de uren &lt;per wijk&gt; (de export ontbreekt); de route (het veldwerk loopt nog)."
    assert html.count("Niet te tonen") == 1
    assert re.sub(r"</?strong>", "", html).index(line) > html.index("Een slot.")


def test_a_heading_over_nothing_but_what_is_absent_goes_also_from_the_contents() -> None:
    cells = [new_markdown_cell("## Leeg\n\nZo leest u dit."), shown(GONE), new_markdown_cell("### Dieper"), shown(LATE)]
    full = [new_markdown_cell("## Half"), shown(GONE), new_markdown_cell("### Vol"), shown(TABLE)]
    html = single(*cells, *full)
    assert [text for _, text in headings(html)] == ["Training", "Half", "Vol"]
    assert not [word for word in ("Leeg", "Zo leest u dit", "Dieper") if word in html]


def test_a_computed_heading_over_nothing_goes_too() -> None:
    html = single(new_markdown_cell("## Doelen"), shown(Sections([("Een", [GONE]), ("Twee", [TABLE, LATE])])))
    assert [text for _, text in headings(html)] == ["Training", "Doelen", "Twee"]


def test_text_without_anything_shown_keeps_its_heading() -> None:
    assert ("2", "Grenzen") in headings(single(new_markdown_cell("## Grenzen\n\nEen telling.")))


def test_the_evidence_of_all_chapters_is_one_annex_at_the_end_of_the_quarter() -> None:
    html = quarter(new_markdown_cell("### Proef"), shown(replace(TABLE, name="proef")))
    assert headings(html)[-4:] == [
        ("2", "Verantwoording"), ("3", "1 Training"), ("4", "Proef"), ("3", "2 Opkopers"),
    ]  # fmt: skip
    places = [
        html.index(text) for text in ("Figuur 2.1<", 'id="verantwoording"', "Hier staat het bewijs", "Tabel 1.1<")
    ]
    assert places == sorted(places)
    assert '<a href="#verantwoording">Verantwoording</a>' in html
    assert html.count('<a href="#cyber-training-verantwoording">') == 1
    assert html.count('<section class="chapter">') == html.count('<section class="annex">') == 2


def test_no_level_is_skipped_in_the_annex_whatever_the_notebook_does() -> None:
    html = quarter(new_markdown_cell("#### Diep"), new_markdown_cell("## Methode"), new_markdown_cell("### Onder"))
    levels = [int(level) for level, _ in headings(html)]
    assert all(after - before <= 1 for before, after in zip(levels, levels[1:], strict=False))
    assert ("4", "Methode") in headings(html)


def test_on_its_own_page_the_evidence_stands_last_under_its_heading() -> None:
    html = render_notebook("cyber_training", with_evidence("Training", shown(TABLE, GONE)), context=CONTEXT)
    assert headings(html)[-1] == ("2", "Verantwoording")
    assert html.index("Niet te tonen") < html.index(">Verantwoording</h2>") < html.index("De stand per doel")


def test_a_chapter_whose_evidence_is_absent_has_no_part_in_the_annex() -> None:
    html = quarter(shown(GONE))
    assert ("3", "1 Training") not in headings(html) and ("3", "2 Opkopers") in headings(html)


def test_a_table_of_the_evidence_that_another_chapter_repeats_whole_stands_there_once() -> None:
    more = replace(TABLE, rows=[*ROWS, [Cell("februari"), Cell("14", "number")]])
    own, all_ = (
        with_evidence(title, new_markdown_cell("### Bestanden"), shown(table))
        for title, table in (("A", TABLE), ("B", more))
    )
    html = render_quarter([("a", own), ("b", all_)], context=CONTEXT)
    assert html.count("De stand per doel") == 1 and [text for _, text in headings(html)].count("Bestanden") == 1
    assert (
        html.count('<a href="#b-table-stand">tabel 2.1</a>') == 3
    )  # from A's sentence, A's closing line, B's sentence
    other = with_evidence("C", shown(replace(TABLE, rows=[[Cell("maart"), Cell("9", "number")]])))
    assert render_quarter([("a", own), ("c", other)], context=CONTEXT).count("De stand per doel") == 2


@pytest.mark.parametrize(("count", "is_folded"), [(12, False), (13, True)])
def test_a_long_table_is_folded_in_the_annex_and_whole_on_its_own_page(count, is_folded) -> None:
    long = replace(TABLE, rows=[[Cell(f"wijk {i}"), Cell("9", "number")] for i in range(count)])
    nb = with_evidence("Training", shown(long))
    html = render_quarter([("cyber_training", nb)], context=CONTEXT)
    assert ('<details class="table folded"' in html) is is_folded and "wijk 11" in html
    assert "folded" not in re.sub("<style>.*?</style>", "", render_notebook("x", nb, context=CONTEXT), flags=re.S)


def test_a_computed_sentence_points_at_a_table_by_its_name_and_all_else_stays_text() -> None:
    said = ["Zie [](tabel:stand) & <b>[dit](figuur:pad)</b>."]
    note = "Uit [](figuur:pad)."
    html = single(
        shown(Text(said, is_list=True), Facts([("Waar", said[0])]), Answer("X", said), FIGURE, TABLE, Text([note]))
    )
    link = '<a href="#cyber-training-table-stand">tabel 1</a> &amp; &lt;b&gt;<a href="#cyber-training-figure-pad">figuur 1</a>'
    assert html.count(link) == 3 and 'Uit <a href="#cyber-training-figure-pad">figuur 1</a>.' in html


@pytest.mark.parametrize("sign", ["[x](javascript:alert)", "[x](tabel:a b)", "[[x]](https://x.nl)"])
def test_what_is_no_reference_stays_text(sign: str) -> None:
    html = single(shown(Text([sign])))
    assert sign in html


def test_a_sentence_that_points_at_nothing_stops_the_page_with_its_cell() -> None:
    with pytest.raises(PageFault, match="cel 3: De verwijzing “tabel:weg” heeft geen doel"):
        single(shown(Text(["Zie [](tabel:weg)."])))


def test_a_reference_to_what_is_absent_says_so() -> None:
    html = single(new_markdown_cell("Zie [](figuur:uren) en [deze](tabel:uren)."), shown(GONE))
    assert "Zie een figuur die hier niet te tonen is en een tabel die hier niet te tonen is." in html


def test_a_reference_that_begins_a_sentence_has_its_capital() -> None:
    html = single(new_markdown_cell("Kijk. [](figuur:pad) zegt het."), shown(FIGURE, Text(["[](figuur:pad) ook."])))
    assert re.sub("<a[^>]*>|</a>", "", html).count("<p>Kijk. Figuur 1 zegt het.</p>") == 1
    assert html.count(">Figuur 1</a> ook.") == 1


def test_the_contents_of_a_single_page_list_what_is_in_its_evidence() -> None:
    nb = with_evidence("Training", new_markdown_cell("### Proef"), shown(TABLE))
    assert '<a href="#cyber-training-proef">Proef</a>' in render_notebook("cyber_training", nb, context=CONTEXT)
