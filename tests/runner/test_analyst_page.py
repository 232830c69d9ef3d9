"""A notebook for the analyst: a page of the edition, linked from the others, no chapter of the one file."""

from __future__ import annotations

from pathlib import Path

import nbformat
import pytest

from helpers.floor.quarter import Quarter
from helpers.floor.shapes.delivery import Delivery
from helpers.floor.shapes.pieces import MIME, Answer, Cell, ChapterAnswers, Data, Table
from helpers.runner.batch import publication
from helpers.runner.editions import edition_content
from helpers.runner.editions.editions import Stamp
from helpers.runner.editions.manifest import Run
from helpers.runner.notebooks.chapters import find

STAMP = Stamp(3, "concept", "", "")
TABLE = Table("freshness", "De rijen", ["a", "b"], [[Cell("x"), Cell("1")]], data=Data(["dataset"], [["1"]]))


@pytest.fixture
def run(write, folder, tmp_path, bare_settings, bare_areas) -> Run:
    write("management_summary", chapter=1)
    write("kwaliteit", audience="analyst")
    delivery = Delivery(Quarter(2026, 3), {}, {}, bare_settings, bare_areas, name="f00d" * 5)
    return Run(delivery.quarter, delivery, find(folder), {}, tmp_path / "params")


def executed(title: str, *pieces) -> nbformat.NotebookNode:
    shown = [nbformat.v4.new_output("display_data", {MIME: piece.as_json()}) for piece in pieces]
    cells = [nbformat.v4.new_markdown_cell(f"# {title}"), nbformat.v4.new_code_cell("x", outputs=shown)]
    return nbformat.v4.new_notebook(cells=cells)


@pytest.fixture
def built(run):
    summary = executed("Samenvatting", Answer("1 doel gehaald."), ChapterAnswers([]))
    quality = executed("Titel van kwaliteit", Answer("3 exports gelezen."), TABLE)
    return edition_content.build(run, [("management_summary", summary), ("kwaliteit", quality)], STAMP)


def test_the_page_and_its_tables_belong_to_the_edition(built):
    assert "3 exports gelezen." in built.files["kwaliteit.html"].decode()
    assert b"1" in built.files["tables/freshness.csv"]


def test_the_one_file_links_to_the_page_and_does_not_hold_it(built):
    page = built.index.decode()
    assert 'Voor de analist, in een bestand hiernaast: <a href="3/kwaliteit.html">titel van kwaliteit</a>' in page
    assert "3 exports gelezen." not in page


def test_the_pages_beside_it_link_to_it_in_their_own_folder(built):
    assert '<a href="kwaliteit.html">titel van kwaliteit</a>' in built.files["management_summary.html"].decode()


def test_the_page_has_no_chapter_number_and_no_link_to_itself(built):
    page = built.files["kwaliteit.html"].decode()
    assert "Voor de analist" not in page
    assert ">Tabel 1<" in page


def test_run_json_keeps_the_headline_of_the_summary_and_names_the_notebook(built):
    told = built.files["run.json"].decode()
    assert '"headline": "1 doel gehaald."' in told
    assert '"name": "kwaliteit"' in told


@pytest.mark.slow
def test_a_failing_page_for_the_analyst_publishes_nothing(order, write, tmp_path: Path):
    write("a", "print(1)", chapter=1)
    write("kwaliteit", "1 / 0", audience="analyst")
    ended = publication.run(order())
    assert (ended.exit_code, ended.published) == (1, [])
    assert ended.failures[0].startswith("Notebook kwaliteit, cel 3")
    assert not (tmp_path / "reports" / "2026-Q3").exists()
