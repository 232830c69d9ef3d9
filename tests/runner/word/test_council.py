"""The Word file for the council: what a reader hears and sees of it, read from its XML."""

from __future__ import annotations

import re
import zipfile
from io import BytesIO

import pytest
from bs4 import BeautifulSoup

from helpers.runner.page import render_quarter

from .conftest import BAR, CONTEXT, FIGURE, W, notebooks, text

HEADING = re.compile(r"heading (\d)")
R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"


@pytest.fixture(scope="module")
def file(made):
    return made()


def named(word, pattern):
    return [(style, said) for style, said in word.paragraphs if re.fullmatch(pattern, style)]


def test_it_has_one_title_which_is_the_headline_of_the_page(file):
    assert named(file, "Title") == [("Title", "6 van de 17 gehaald")]


def test_headings_are_those_of_the_page_one_level_up_and_skip_none(file):
    found = [(int(HEADING.fullmatch(style)[1]), said) for style, said in named(file, HEADING.pattern)]
    page = BeautifulSoup(render_quarter(notebooks(), context=CONTEXT), "html.parser").find(class_="chapter")
    headings = [(int(one.name[1]) - 1, one.get_text()) for one in page.find_all(re.compile("h[2-6]"))]
    goals = {(3, "Doel een"), (3, "Doel twee"), (1, "Over dit document")}  # on the page a row of the table
    assert [one for one in found if one not in goals] == headings
    assert found[0][0] == 1
    assert all(after <= before + 1 for (before, _), (after, _) in zip(found, found[1:], strict=False))


def test_every_table_has_a_header_row_that_repeats_and_no_merged_cell(file):
    assert len(file.tables) == 4  # the counts, the two goals, the gaps
    for table in file.tables:
        first, *others = table.findall(f"{W}tr")
        assert first.find(f"{W}trPr/{W}tblHeader") is not None
        assert not any(row.find(f"{W}trPr/{W}tblHeader") is not None for row in others)
        assert {len(row.findall(f"{W}tc")) for row in (first, *others)} == {
            len(table.findall(f"{W}tblGrid/{W}gridCol"))
        }
        assert all(text(cell).strip() for cell in first.findall(f"{W}tc"))
        assert table.find(f"{W}tblPr/{W}tblCaption").get(f"{W}val").strip()
    assert not list(file.part().iter(f"{W}gridSpan")) + list(file.part().iter(f"{W}vMerge"))


def test_numbers_stand_to_the_right_and_their_header_too(file):
    [rows] = [table.findall(f"{W}tr") for table in file.tables if "Mist" in text(table)]
    for row in rows:
        sides = [cell.find(f"{W}p/{W}pPr/{W}jc") for cell in row.findall(f"{W}tc")]
        assert [None if side is None else side.get(f"{W}val") for side in sides] == [None, "right"]


def test_a_status_is_a_word(file):
    assert [text(cell) for cell in file.tables[1].iter(f"{W}tc")][-1] == "Achter, naar tempo"
    assert [text(cell) for cell in file.tables[0].iter(f"{W}tc")] == ["Gehaald", "Achter", "6", "11"]


def test_every_picture_has_the_words_of_the_piece(file):
    drawn = [one for one in file.part().iter() if one.tag.endswith("}docPr")]
    assert [one.get("descr") for one in drawn] == ["stand 57%", "stand 57%", FIGURE.alt]
    assert len({one.get("id") for one in drawn}) == 3
    assert {file.bytes_of(name)[:8] for name in file.names if "/media/" in name} == {b"\x89PNG\r\n\x1a\n"}


def test_a_picture_begins_where_the_text_does_and_ends_within_it(file):
    """LibreOffice and Word each have a distance of their own where a file names none."""
    inline = [one for one in file.part().iter() if one.tag.endswith("}inline")]
    assert len(inline) == 3
    assert {one.get(f"dist{side}") for one in inline for side in "TBLR"} == {"0"}
    size, margins = (file.part().find(f"{W}body/{W}sectPr/{W}{name}") for name in ("pgSz", "pgMar"))
    text_width = int(size.get(f"{W}w")) - int(margins.get(f"{W}left")) - int(margins.get(f"{W}right"))
    assert max(int(one[0].get("cx")) for one in inline) <= text_width * 635


def test_a_picture_has_the_sharpness_of_print(file):
    [wide] = [name for name in file.names if "/media/" in name and int.from_bytes(file.bytes_of(name)[16:20]) > 1000]
    across = max(int(one.get("cx")) for one in file.part().iter() if one.tag.endswith("}extent"))
    assert int.from_bytes(file.bytes_of(wide)[16:20]) / (across / 914400) == pytest.approx(300, abs=1)


def test_lists_are_lists(file):
    said = [said for _, said in named(file, "List Bullet")]
    assert said == [
        "Kies een datum.", "Keuze: meer uren? (Training)", "2 Training: 160 verwacht.", "Zie tabel 1.2 en tabel 1.3 van het rapport.",
    ]  # fmt: skip
    [style] = [one for one in file.part("word/styles.xml") if one.find(f"{W}name[@{W}val='List Bullet']") is not None]
    assert style.find(f"{W}pPr/{W}numPr/{W}numId") is not None


def test_a_link_leads_to_a_place_in_the_file_and_nothing_leads_out(file):
    marks = {one.get(f"{W}name") for one in file.part().iter(f"{W}bookmarkStart")}
    links = list(file.part().iter(f"{W}hyperlink"))
    assert [text(one) for one in links] == ["tabel 1.2"]  # the evidence stands in the report alone
    assert {one.get(f"{W}anchor") for one in links} <= marks
    assert not any(b"External" in file.bytes_of(name) for name in file.names if name.endswith(".rels"))


def test_it_is_dutch_and_says_whose_it_is(file):
    languages = [
        one.get(f"{W}val") for name in ("document", "styles") for one in file.part(f"word/{name}.xml").iter(f"{W}lang")
    ]
    assert set(languages) == {"nl-NL"}
    told = file.bytes_of("docProps/core.xml").decode()
    assert "<dc:title>Kwartaalrapportage Veiligheid, derde kwartaal van 2026</dc:title>" in told
    assert "<dc:creator>Gemeente Voorbeeldstad</dc:creator>" in told and "<dc:language>nl-NL</dc:language>" in told
    assert set(re.findall(r"\d{4}-\d\d-\d\dT[\d:]+", told)) == {"2026-09-30T00:00:00"}
    assert "python-docx" not in told and "docProps/app.xml" not in file.names


def test_the_sheet_is_a4_and_its_pages_are_numbered(file):
    size = file.part().find(f"{W}body/{W}sectPr/{W}pgSz")
    assert [round(int(size.get(f"{W}{side}")) / 56.69) for side in "wh"] == [210, 297]
    fields = [
        one.get(f"{W}instr") for name in file.names if "footer" in name for one in file.part(name).iter(f"{W}fldSimple")
    ]
    assert fields == ["PAGE", "NUMPAGES"] * 2  # the first page has a foot of its own


def test_every_page_says_what_it_is_and_that_its_figures_are_made_up(file):
    heads = [text(file.part(name)) for name in file.names if "word/header" in name]
    whose = "Gemeente Voorbeeldstad · Kwartaalrapportage Veiligheid, derde kwartaal van 2026"
    assert f"Voorbeelddata: verzonnen cijfers.{whose} · Herzien, editie\N{NO-BREAK SPACE}2" in heads
    (_, first), (_, second) = file.paragraphs[:2]
    assert first == "Voorbeelddata: verzonnen cijfers. Dit document zegt niets over de echte gemeente."
    assert second == f"{whose} · peildatum 30 september 2026 · Herzien, editie\N{NO-BREAK SPACE}2"


def test_of_real_figures_it_says_nothing_of_the_kind(made):
    file = made(context={"is_made_up": False})
    assert not any(
        "oorbeelddata" in text(file.part(name))
        for name in file.names
        if name.startswith("word/") and name.endswith(".xml")
    )


def test_all_that_the_page_says_of_the_summary_is_there_and_no_other_sentence(file):
    page = BeautifulSoup(render_quarter(notebooks(), context=CONTEXT), "html.parser")
    section = page.find("section", class_="chapter")
    for gone in section.find_all(["details", "svg"]):  # a figure's data as a table
        gone.decompose()
    section.find(class_="evidence").decompose()
    words = set(re.findall(r"\w+", section.get_text(" ").lower()))
    own = set(re.findall(r"\w+", file.words.lower()))
    assert words - own == set()
    colophon = file.words.index("Over dit document")
    lead = page.find(class_="lead").get_text(" ") + page.find(class_="masthead").get_text(" ") + FIGURE.alt
    added = own & set(re.findall(r"\w+", file.words[:colophon].lower())) - words - set(re.findall(r"\w+", lead.lower()))
    assert added <= set(
        re.findall(
            r"\w+", "voorbeelddata verzonnen cijfers dit document zegt niets over de echte editie 2 van het rapport"
        )
    )


def test_the_same_quarter_gives_the_same_bytes_without_a_time_in_them(made, file):
    assert made().content == file.content
    with zipfile.ZipFile(BytesIO(file.content)) as package:
        assert {one.date_time for one in package.infolist()} == {(1980, 1, 1, 0, 0, 0)}


@pytest.mark.parametrize(
    "evil",
    [
        'x</w:t></w:r><w:fldSimple w:instr="DDEAUTO c:\\\\cmd"/>', "{ HYPERLINK http://kwaad.nl }",
        '<a href="http://kwaad.nl">klik</a>', "[klik](http://kwaad.nl)", "\x0brood\x1b[31m\ufffe\uffff\ud800einde",
    ],
)  # fmt: skip
def test_text_stays_text_whatever_stands_in_it(made, evil):
    file = made(headline=evil, name=evil, said=evil, prose=f"Tekst. {evil}", context={"municipality": evil})
    parts = [name for name in file.names if name.endswith((".xml", ".rels"))]
    assert not any(list(file.part(name).iter(f"{W}instrText")) for name in parts if name.startswith("word/"))
    fields = [one.get(f"{W}instr") for name in parts for one in file.part(name).iter(f"{W}fldSimple")]
    assert set(fields) == {"PAGE", "NUMPAGES"}
    assert not any(b"External" in file.bytes_of(name) for name in parts)
    assert not [one for one in file.part().iter(f"{W}hyperlink") if one.get(f"{R}id")]


def test_a_column_is_as_wide_as_its_longest_word_and_a_short_one_yields_to_sentences():
    from helpers.runner.word.tables import widths

    columns = [{"name": "Naam"}, {"name": "Wat nodig is"}]
    line = [{"text": text, "graphic": "", "look": None} for text in ("Participatiebijeenkomsten", "woord " * 80)]
    name, sentence = widths(columns, [line], 6)
    assert name + sentence == pytest.approx(6) and 1.3 < name < 2
    assert widths([{"name": "Balk"}], [[{"text": "", "graphic": BAR, "look": None}]], 1) == [1]
