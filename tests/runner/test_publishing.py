"""The real pages around tiny notebooks: runner and page agree on what they hand each other."""

from __future__ import annotations

import json
from dataclasses import replace

import nbformat
import pytest

from helpers.floor.params import house_style
from helpers.floor.params.explanation import Explanation
from helpers.floor.quarter import Quarter
from helpers.floor.shapes.delivery import Delivery
from helpers.floor.shapes.history import History
from helpers.floor.shapes.pieces import MIME, Answer, Counts, Piece
from helpers.runner.editions import archive, disk, edition_content, publishing, standing
from helpers.runner.editions.editions import Stamp
from helpers.runner.editions.manifest import Run
from helpers.runner.editions.publishing import Reports
from helpers.runner.notebooks.chapters import find


@pytest.fixture
def run(write, folder, tmp_path, bare_settings) -> Run:
    write("management_summary", chapter=1)
    write("bijlage", chapter=2)
    delivery = Delivery(Quarter(2026, 3), {}, {}, bare_settings, None, is_made_up=True, name="f00d" * 5)
    return Run(delivery.quarter, delivery, find(folder), {}, tmp_path / "params")


def chapter(title: str, *pieces: Piece) -> nbformat.NotebookNode:
    shown = [nbformat.v4.new_output("display_data", {MIME: piece.as_json(), "text/plain": ""}) for piece in pieces]
    cells = [nbformat.v4.new_markdown_cell(f"# {title}"), nbformat.v4.new_code_cell("show.x(r)", outputs=shown)]
    return nbformat.v4.new_notebook(cells=cells)


def executed():
    summary = chapter(
        "Samenvatting", Answer("1 van de 2 doelen gehaald.", ["Dat is zo."]), Counts("Stand", [("gehaald", 1)])
    )
    return [("management_summary", summary), ("bijlage", chapter("Bijlage", Answer("Er is meer.")))]


def publish(run: Run, out, is_final: bool = False):
    reports = Reports(out, "Proefstad", is_made_up=True, style=house_style.load(run.params))
    return publishing.publish(
        reports, run.quarter.label, lambda stamp: edition_content.build(run, executed(), stamp), is_final=is_final
    )


def entries(out):
    return archive.entries(standing.everywhere(out, is_made_up=True))


def test_the_same_inputs_give_the_same_bytes(run):
    stamp = Stamp(1, "concept", "", "")
    assert edition_content.build(run, executed(), stamp) == edition_content.build(run, executed(), stamp)


def test_another_house_style_is_a_new_edition_with_pages_and_an_archive_in_it_and_the_same_tables(run, tmp_path):
    out = tmp_path / "reports"
    out.mkdir()
    publish(run, out)
    run.params.mkdir(exist_ok=True)
    (run.params / "house_style.yml").write_text('light: {masthead: "#4b2e83"}\n', encoding="utf-8")
    second = publish(run, out)
    assert (second.edition, second.is_new) == (2, True)
    first, new = (disk.files_in(out / "2026-Q3" / edition) for edition in ("1", "2"))
    told = json.loads(new["run.json"])["params"]
    assert set(told) == {"house_style.yml"} and json.loads(first["run.json"])["params"] == {}
    pages = [name for name in new if name.endswith(".html")]
    assert pages and all(b"--masthead:#4b2e83" in new[name] for name in pages)
    assert b"--masthead:#4b2e83" in (out / "index.html").read_bytes()
    assert {name: new[name] for name in new if name.startswith("tables")} == {
        name: first[name] for name in first if name.startswith("tables")
    }
    assert publish(run, out).is_new is False


def test_the_quarters_file_holds_every_chapter_and_the_footer_its_source(run):
    page = edition_content.build(run, executed(), Stamp(1, "concept", "", "")).index.decode("utf-8")
    for part in ("1 van de 2 doelen gehaald.", "Bijlage", "Proefstad", "oorbeelddata"):
        assert part in page


def test_the_archive_has_the_headline_of_each_quarter_newest_first(run, tmp_path):
    publish(run, tmp_path)
    publish(replace(run, quarter=Quarter(2025, 4)), tmp_path)
    text = (tmp_path / "index.html").read_text(encoding="utf-8")
    assert 0 < text.index("2026-Q3/index.html") < text.index("2025-Q4/index.html")
    assert text.count("1 van de 2 doelen gehaald.") == 2


def test_the_archive_leads_to_the_current_edition_and_names_earlier_ones(run, tmp_path):
    publish(run, tmp_path)
    publish(run, tmp_path, is_final=True)
    (entry,) = entries(tmp_path)
    assert [(one["number"], one["kind"]) for one in entry["editions"]] == [(2, "definitief"), (1, "concept")]
    text = (tmp_path / "index.html").read_text(encoding="utf-8")
    for number in (1, 2):
        assert f'href="2026-Q3/{number}/rapport-2026-Q3-editie-{number}.html"' in text


def test_folders_that_are_no_quarter_stay_out_of_the_archive(run, tmp_path):
    publish(run, tmp_path)
    (tmp_path / "2026-Q2").mkdir()
    (tmp_path / "concepten").mkdir()
    assert [entry["quarter"] for entry in entries(tmp_path)] == ["2026-Q3"]


def test_a_damaged_quarter_is_left_out_of_the_archive_and_the_others_stay(run, tmp_path):
    publish(run, tmp_path)
    publish(replace(run, quarter=Quarter(2026, 2)), tmp_path)
    for content in ("{", '{"edition": 1, "kind": "concept", "code": {}}'):
        (tmp_path / "2026-Q2/1/run.json").write_text(content)
        assert [entry["quarter"] for entry in entries(tmp_path)] == ["2026-Q3"]


def test_run_json_names_the_commentary_of_the_quarter_and_the_one_before_and_no_other(run):
    said = (Explanation("VE-1-4", "a", "b", "c"),)
    labels = ("2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4")
    known = replace(run.delivery, history=History(commentary=dict.fromkeys(labels, said)))
    built = edition_content.build(replace(run, delivery=known), executed(), Stamp(1, "concept", "", ""))
    assert list(json.loads(built.files["run.json"])["params"]) == ["commentary/2026-Q2.yml", "commentary/2026-Q3.yml"]


def test_a_word_that_is_no_status_stays_out_of_the_archive(run, tmp_path):
    manifest = tmp_path / "2026-Q3" / "1" / "run.json"
    publish(run, tmp_path)
    told = json.loads(manifest.read_text("utf-8"))
    manifest.write_text(json.dumps(told | {"status_counts": [["op koers", 2], ["prachtig", 9]]}), "utf-8")
    html = archive.page(standing.everywhere(tmp_path, is_made_up=True), "Voorbeeldstad").decode("utf-8")
    assert "Op koers" in html and "prachtig" not in html.lower()


def test_run_json_has_the_headline_and_the_counts_that_the_archive_shows(run, tmp_path):
    publish(run, tmp_path)
    told = json.loads((tmp_path / "2026-Q3/1/run.json").read_text(encoding="utf-8"))
    assert (told["headline"], told["status_counts"]) == ("1 van de 2 doelen gehaald.", [["gehaald", 1]])
