"""An edition is published whole or not at all, and never changed once it stands."""

from __future__ import annotations

import json
import os

import pytest

from helpers.floor.faults import AskedWrongly, RunFailed
from helpers.runner.editions import disk, editions
from helpers.runner.editions.editions import Built, Stamp


def made(content: str = "a"):
    """Builds an edition of one page, as the runner would."""

    def build(stamp: Stamp) -> Built:
        run = {"edition": stamp.edition, "kind": stamp.kind, "code": {"commit": stamp.commit}}
        run |= {"built_at": stamp.built_at} if stamp.built_at else {}
        files = {"run.json": json.dumps(run).encode(), "page.html": content.encode(), "tables/a.csv": b"x\n"}
        return Built(files, f"{content} {stamp.edition}".encode())

    return build


def publish(out, content="a", is_final=False, **stamp):
    return editions.publish(out, "2026-Q3", made(content), is_final=is_final, **stamp)


def test_the_first_edition_is_a_draft_with_its_files_and_the_quarters_one_file(tmp_path):
    done = publish(tmp_path)
    assert (done.edition, done.kind, done.is_new) == (1, "concept", True)
    assert (tmp_path / "2026-Q3/1/tables/a.csv").read_bytes() == b"x\n"
    assert done.index.read_text() == "a 1"
    assert {one.name for one in (tmp_path / "2026-Q3").iterdir()} == {"1", "index.html"}


def test_the_same_content_makes_no_new_edition_whatever_the_clock_and_the_commit_say(tmp_path):
    publish(tmp_path, built_at="gisteren", commit="aaa")
    again = publish(tmp_path, built_at="vandaag", commit="bbb")
    assert (again.edition, again.is_new) == (1, False)


def test_other_content_makes_the_next_edition_and_leaves_the_first_as_it_was(tmp_path):
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
def test_what_follows_a_final_edition_is_a_revision(tmp_path, runs, kinds):
    assert [publish(tmp_path, content, is_final).kind for content, is_final in runs] == kinds


@pytest.mark.parametrize("step", ["fsync", "rename"])
def test_an_interrupted_publish_leaves_the_earlier_edition_and_nothing_else(tmp_path, monkeypatch, step):
    publish(tmp_path)
    before = disk.files_in(tmp_path)

    def stop(*_):
        raise KeyboardInterrupt

    with monkeypatch.context() as patched:
        patched.setattr(os, step, stop)
        with pytest.raises(KeyboardInterrupt):
            publish(tmp_path, "b")
    assert disk.files_in(tmp_path) == before
    assert publish(tmp_path, "b").edition == 2


def test_a_run_killed_between_edition_and_index_is_mended_by_the_next(tmp_path, monkeypatch):
    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", lambda *_: (_ for _ in ()).throw(KeyboardInterrupt))
        with pytest.raises(KeyboardInterrupt):
            publish(tmp_path)
    again = publish(tmp_path)
    assert (again.edition, again.is_new) == (1, False)
    assert again.index.read_text() == "a 1"


def test_what_a_killed_run_was_building_is_cleared_away(tmp_path):
    left = tmp_path / "2026-Q3" / ".new-abc"
    left.mkdir(parents=True)
    (left / "page.html").write_text("half")
    publish(tmp_path)
    assert not left.exists()


def test_a_file_held_open_gives_a_clear_message(tmp_path, monkeypatch):
    publish(tmp_path)

    def held_open(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(os, "replace", held_open)
    with pytest.raises(RunFailed, match=r"index.html kan niet worden geplaatst .* Sluit het bestand"):
        publish(tmp_path, "b")


def test_a_second_run_on_the_same_folder_is_refused(tmp_path):
    with disk.held(tmp_path), pytest.raises(AskedWrongly, match="al een andere run"), disk.held(tmp_path):
        pass
    with disk.held(tmp_path):
        pass


def test_a_folder_that_cannot_be_written_is_refused(tmp_path):
    file = tmp_path / "bestand"
    file.write_text("x")
    with pytest.raises(AskedWrongly, match="kan niet worden geschreven"), disk.held(file / "reports"):
        pass
    assert file.read_text() == "x"


@pytest.mark.parametrize("content", ["", "{", "[]", '{"edition": 1}'])
def test_a_damaged_edition_is_refused_by_name_and_never_published_over(tmp_path, content):
    publish(tmp_path)
    (tmp_path / "2026-Q3/1/run.json").write_text(content)
    with pytest.raises(RunFailed, match="Editie 1 van 2026-Q3 is beschadigd"):
        publish(tmp_path, "b")
    assert editions.numbers(tmp_path, "2026-Q3") == [1]
    assert editions.readable(tmp_path, "2026-Q3") is None
