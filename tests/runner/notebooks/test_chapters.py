"""Report notebooks: found by looking in the folder, in the order of their chapters."""

from __future__ import annotations

import pytest

from helpers.floor.faults import AskedWrongly, BadInput
from helpers.runner.notebooks import chapters


def test_notebooks_come_by_chapter_and_those_without_one_last_by_name(write, folder):
    write("zebra", chapter=1)
    write("boven")
    write("aap")
    write("midden", chapter=2)
    assert [one.stem for one in chapters.find(folder)] == ["zebra", "midden", "aap", "boven"]


def test_the_analysts_own_folder_is_left_alone(write, folder):
    write("rapport")
    (folder / "explore").mkdir()
    (folder / "explore" / "eigen.ipynb").write_text("geen notebook", encoding="utf-8")
    assert [one.stem for one in chapters.find(folder)] == ["rapport"]


def test_the_title_is_the_first_heading(write, folder):
    write("rapport")
    assert chapters.find(folder)[0].title == "Titel van rapport"


def test_every_file_that_is_no_notebook_is_named(write, folder):
    write("rapport")
    (folder / "a.ipynb").write_text("{", encoding="utf-8")
    (folder / "b.ipynb").write_text("[]", encoding="utf-8")
    with pytest.raises(BadInput, match=r"(?s)2 fouten in 2 bestanden.*a.ipynb.*b.ipynb"):
        chapters.find(folder)


def test_an_unknown_name_gets_the_nearest(write, folder):
    write("cyber_training")
    with pytest.raises(AskedWrongly, match=r"Bedoelde u cyber_training\?"):
        chapters.choose(chapters.find(folder), "cybertraining")


def test_a_notebook_for_the_analyst_is_found_and_known_as_one(write, folder):
    write("rapport", chapter=1)
    write("kwaliteit", audience="analyst")
    assert [(one.stem, one.is_for_analyst) for one in chapters.find(folder)] == [
        ("rapport", False),
        ("kwaliteit", True),
    ]


def test_a_notebook_for_an_owner_or_for_nobody_known_is_internal(write, folder):
    write("rapport", chapter=1)
    write("kwaliteit", audience="analyst")
    write("rollen", audience="owner", measure="trained_members_percent")
    write("tikfout", audience="anaylst")
    found = {one.stem: (one.is_internal, one.measure) for one in chapters.find(folder)}
    assert found == {
        "rapport": (False, ""),
        "kwaliteit": (False, ""),
        "rollen": (True, "trained_members_percent"),
        "tikfout": (True, ""),
    }


def test_a_folder_with_nothing_for_managers_is_refused(write, folder):
    write("kwaliteit", audience="analyst")
    write("rollen", audience="owner")
    with pytest.raises(AskedWrongly, match="geen hoofdstuk"):
        chapters.find(folder)


def test_an_empty_folder_is_refused(folder):
    with pytest.raises(AskedWrongly, match="geen notebook"):
        chapters.find(folder)


def test_a_copy_with_the_chapter_of_another_is_refused(write, folder):
    write("rapport", chapter=2)
    write("rapport-Copy1", chapter=2)
    write("ander", chapter=3)
    write("los")
    write("los-Copy1")
    with pytest.raises(BadInput, match=r"(?s)1 fout in 1 bestand.*rapport-Copy1.ipynb: Hoofdstuk 2 is er al: rapport.ipynb"):
        chapters.find(folder)
