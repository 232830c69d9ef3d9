"""An edition is published whole or not at all, and never changed once it stands."""

from __future__ import annotations

import json
import os
from dataclasses import replace

import pytest

from helpers.floor.faults import RunFailed
from helpers.runner.editions import disk, editions, long_table
from helpers.runner.editions.extras import Extra

Q3 = "2026-Q3"
SHOWS = {"2026-Q3/index.html", "index.html", *long_table.FILES}


def test_the_first_edition_is_a_draft_with_its_files_and_all_that_shows_it(publish, tmp_path):
    done = publish(tmp_path)
    assert (done.edition, done.kind, done.is_new) == (1, "concept", True)
    assert done.index.read_text() == "a 1"
    assert (tmp_path / "2026-Q3/1/rapport-2026-Q3-editie-1.html").read_text() == "own a 1"
    own = {f"2026-Q3/1/{name}" for name in ("page.html", "run.json", "tables/indicators.csv")}
    assert set(disk.files_in(tmp_path)) == SHOWS | own | {"2026-Q3/1/rapport-2026-Q3-editie-1.html"}


def test_the_same_content_makes_no_new_edition_whatever_the_clock_and_the_commit_say(publish, tmp_path):
    publish(tmp_path, built_at="gisteren", commit="aaa")
    before = disk.files_in(tmp_path)
    again = publish(tmp_path, built_at="vandaag", commit="bbb")
    assert (again.edition, again.is_new) == (1, False)
    assert disk.files_in(tmp_path) == before


def test_what_a_system_leaves_in_the_folder_of_an_edition_makes_none(publish, tmp_path):
    publish(tmp_path)
    (tmp_path / "2026-Q3/1/Thumbs.db").write_bytes(b"\xd0\xcf")
    assert not publish(tmp_path).is_new


def test_other_content_makes_the_next_edition_and_leaves_the_first_as_it_was(publish, tmp_path):
    publish(tmp_path)
    before = disk.files_in(tmp_path / "2026-Q3/1")
    assert publish(tmp_path, "b").edition == 2
    assert disk.files_in(tmp_path / "2026-Q3/1") == before
    assert (tmp_path / "2026-Q3/index.html").read_text() == "b 2"


@pytest.mark.parametrize(
    ("runs", "kinds"),
    [
        ([("a", True)], ["definitief"]),
        ([("a", False), ("a", True)], ["concept", "definitief"]),
        ([("a", True), ("a", False)], ["definitief", "definitief"]),
        ([("a", True), ("b", False)], ["definitief", "herzien"]),
        ([("a", True), ("b", True), ("c", True)], ["definitief", "herzien", "herzien"]),
    ],
)
def test_what_follows_a_final_edition_is_a_revision(publish, tmp_path, runs, kinds):
    assert [publish(tmp_path, content, is_final).kind for content, is_final in runs] == kinds


def test_a_page_that_was_lost_is_mended_by_the_next_run(publish, tmp_path):
    publish(tmp_path)
    before = disk.files_in(tmp_path)
    for name in SHOWS:
        (tmp_path / name).unlink()
    assert not publish(tmp_path).is_new
    assert disk.files_in(tmp_path) == before


class TestDamaged:
    """An edition that does not count is stepped over: nothing is built on it, and numbers go past it."""

    @pytest.mark.parametrize(
        "content",
        [
            "", "{", "{}", "[]", "null", "7", '"x"', '{"edition": 1}', {"edition": "1"}, {"edition": True}, {"edition": 2},
            {"kind": "definitief!"}, {"kind": None}, {"kind": ["concept"]}, {"code": "abc"}, {"code": {"commit": None}},
            {"headline": 4}, {"status_counts": [["gehaald"]]}, {"status_counts": {"gehaald": 1}}, {"tables": []},
            {"quarter": "2026-Q2"}, {"format": 2}, {"is_made_up": "ja"}, {"municipality": None}, {"built_at": 3},
            {"snapshot": 1}, {"params": None},
        ],
        ids=str,
    )  # fmt: skip
    def test_odd_values_in_run_json_are_stepped_over(self, publish, tmp_path, content):
        publish(tmp_path)
        file = tmp_path / "2026-Q3/1/run.json"
        file.write_text(content if isinstance(content, str) else json.dumps(json.loads(file.read_text()) | content))
        before = disk.files_in(tmp_path / "2026-Q3/1")
        done = publish(tmp_path, "a")
        assert (done.edition, done.is_new) == (2, True)
        assert disk.files_in(tmp_path / "2026-Q3/1") == before
        assert not publish(tmp_path, "a").is_new
        assert editions.readable(tmp_path, Q3)["edition"] == 2

    def test_a_folder_without_run_json_is_stepped_over(self, publish, tmp_path):
        (tmp_path / "2026-Q3/4").mkdir(parents=True)
        assert publish(tmp_path).edition == 5
        assert list((tmp_path / "2026-Q3/4").iterdir()) == []

    def test_a_file_with_a_number_for_a_name_is_stepped_over(self, publish, tmp_path):
        (tmp_path / Q3).mkdir()
        (tmp_path / "2026-Q3/1").write_text("x")
        assert publish(tmp_path).edition == 2

    def test_what_a_damaged_edition_said_last_is_said_again_and_not_the_one_before(self, publish, tmp_path):
        publish(tmp_path, "a")
        publish(tmp_path, "b")
        (tmp_path / "2026-Q3/2/run.json").write_text("{}")
        assert publish(tmp_path, "a").edition == 3

    def test_it_decides_no_kind(self, publish, tmp_path):
        publish(tmp_path, is_final=True)
        (tmp_path / "2026-Q3/1/run.json").write_text("null")
        assert publish(tmp_path, "b").kind == "concept"


class TestMadeUp:
    """Editions on made-up data that lie among real ones, as they once did."""

    def test_they_neither_decide_what_is_new_nor_the_kind(self, publish, tmp_path):
        publish(tmp_path, is_final=True, is_made_up=True)
        done = publish(tmp_path)
        assert (done.edition, done.kind) == (2, "concept")

    def test_they_stand_in_no_archive_and_no_table_of_real_ones(self, publish, tmp_path):
        publish(tmp_path, quarter="2026-Q2", is_made_up=True)
        publish(tmp_path)
        publish(tmp_path, "verzonnen", is_made_up=True)
        publish(tmp_path, "echt")
        assert "2026-Q2" not in (tmp_path / "index.html").read_text()
        assert "verzonnen" not in (tmp_path / "index.html").read_text()
        assert (tmp_path / "indicators.csv").read_text().count("VE-1-4") == 1


class TestExtras:
    """What an edition also gets when asked is made from what it holds, and lies beside it."""

    PDF = Extra(
        "PDF",
        lambda quarter, edition: f"rapport-{quarter}-editie-{edition}.pdf",
        lambda quarter, stamp, files: {
            f"rapport-{quarter.label}-editie-{stamp.edition}.pdf": b"%PDF-" + files["page.html"]
        },
    )

    def test_it_comes_with_the_edition(self, publish, tmp_path):
        done = publish(tmp_path, also=[self.PDF])
        assert done.also == (tmp_path / "2026-Q3/1/rapport-2026-Q3-editie-1.pdf",)
        assert done.also[0].read_bytes() == b"%PDF-" + (tmp_path / "2026-Q3/1/page.html").read_bytes()
        assert 'href="2026-Q3/1/rapport-2026-Q3-editie-1.pdf"' in (tmp_path / "index.html").read_text()

    def test_it_is_added_to_an_edition_without_one_which_stays_that_edition(self, publish, tmp_path):
        publish(tmp_path)
        before = disk.files_in(tmp_path / "2026-Q3/1")
        done = publish(tmp_path, also=[self.PDF])
        assert (done.edition, done.is_new) == (1, False)
        assert set(disk.files_in(tmp_path / "2026-Q3/1")) - set(before) == {done.also[0].name}
        assert not publish(tmp_path).is_new

    def test_one_that_is_there_is_not_made_again(self, publish, tmp_path):
        publish(tmp_path, also=[self.PDF])
        again = replace(self.PDF, make=lambda quarter, stamp, files: pytest.fail("made again"))
        assert publish(tmp_path, also=[again]).also[0].read_bytes().startswith(b"%PDF-")

    def test_one_that_cannot_be_made_is_said_while_the_edition_and_the_others_stand(self, publish, tmp_path):
        def fails(*_):
            raise RunFailed("De browser gaf geen PDF.")

        folder = Extra("map", lambda *_: "map/", lambda *_: {"map/a.txt": b"a", "map/b/c.txt": b"c"})
        done = publish(tmp_path, also=[replace(self.PDF, make=fails), folder])
        assert (done.is_new, done.also) == (True, (tmp_path / "2026-Q3/1/map",))
        assert done.lacking == ("2026-Q3: editie 1 heeft nog geen PDF. De browser gaf geen PDF.",)

    def test_a_folder_that_is_added_later_comes_whole(self, publish, tmp_path):
        publish(tmp_path)
        folder = Extra("map", lambda *_: "map/", lambda *_: {"map/a.txt": b"a", "map/b/c.txt": b"c"})
        done = publish(tmp_path, also=[self.PDF, folder])
        assert (done.is_new, len(done.also)) == (False, 2)
        assert disk.files_in(tmp_path / "2026-Q3/1/map") == {"a.txt": b"a", "b/c.txt": b"c"}
        assert publish(tmp_path, also=[folder]).edition == 1

    def test_one_may_build_on_those_before_it(self, publish, tmp_path):
        sums = Extra("map", lambda *_: "map/", lambda quarter, stamp, files: {"map/n.txt": str(len(files)).encode()})
        n_files = len(disk.files_in(publish(tmp_path).index.parent / "1"))
        publish(tmp_path, also=[self.PDF, sums])
        assert (tmp_path / "2026-Q3/1/map/n.txt").read_text() == str(n_files + 1)


def test_every_edition_is_linked_with_its_own_file(publish, tmp_path):
    for content in ("a", "b", "c"):
        publish(tmp_path, content)
    page = (tmp_path / "index.html").read_text()
    for number in (1, 2, 3):
        assert f'href="2026-Q3/{number}/rapport-2026-Q3-editie-{number}.html"' in page


def test_an_edition_from_before_editions_had_their_own_file_is_linked_as_it_lies(publish, tmp_path):
    publish(tmp_path)
    folder = tmp_path / "2026-Q3/1"
    os.rename(folder / "rapport-2026-Q3-editie-1.html", folder / "management_summary.html")
    (tmp_path / "2026-Q3/rapport-2026-Q3-editie-1.pdf").write_bytes(b"%PDF-")
    publish(tmp_path, "b")
    page = (tmp_path / "index.html").read_text()
    assert 'href="2026-Q3/1/management_summary.html"' in page
    assert 'href="2026-Q3/rapport-2026-Q3-editie-1.pdf"' in page


def test_of_a_failed_run_only_whole_notebooks_are_kept_and_no_empty_folder(tmp_path):
    executed, out = tmp_path / "executed", tmp_path / "out"
    executed.mkdir()
    out.mkdir()
    (executed / "broken_off.ipynb").write_text('{"cells": [')
    assert editions.keep_failed(out, "2026-Q3", executed) is None
    assert not list(out.rglob("2026-Q3"))
    (executed / "whole.ipynb").write_text('{"cells": []}')
    kept = editions.keep_failed(out, "2026-Q3", executed)
    assert [one.name for one in kept.iterdir()] == ["whole.ipynb"]
