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


def test_a_copy_under_another_name_with_the_chapter_of_another_is_refused(write, folder):
    write("rapport", chapter=2)
    write("rapport_nieuw", chapter=2)
    write("ander", chapter=3)
    with pytest.raises(
        BadInput, match=r"(?s)1 fout in 1 bestand.*rapport_nieuw.ipynb: Hoofdstuk 2 is er al: rapport.ipynb"
    ):
        chapters.find(folder)


def stray(folder, name):
    """The one fault of a file that is no report notebook, while the right ones are found."""
    found, faults = chapters.look(folder)
    assert [one.stem for one in found] == ["rapport"]
    with pytest.raises(BadInput):
        chapters.find(folder)
    [fault] = faults
    assert fault.file == name and fault.hint
    return fault.message


@pytest.mark.parametrize(
    "name",
    [
        "rapport-Copy1",
        "rapport-Copy12",
        "rapport (1)",
        "rapport - Copy",
        "rapport - kopie",
        "rapport - kopie (2)",
        "rapport copy",
        "rapport kopie 2",
        "rapport (conflicted copy 2026-11-30)",
    ],
)
def test_a_copy_is_known_by_its_name_whether_it_has_a_chapter_or_not(write, folder, name):
    write("rapport", chapter=2)
    write(name)
    assert stray(folder, f"{name}.ipynb") == "Dit is een kopie van rapport.ipynb."


@pytest.mark.parametrize("name", ["Untitled", "Untitled1", "untitled (2)", "Naamloos"])
def test_a_notebook_without_a_name_of_its_own_is_no_chapter(write, folder, name):
    write("rapport", chapter=2)
    write(name)
    assert "nog geen naam" in stray(folder, f"{name}.ipynb")


def test_a_name_that_only_looks_like_a_copy_is_a_notebook(write, folder):
    for name in ("kopieen", "bericht (1)", "copy", "untitled_letters"):
        write(name)
    assert len(chapters.find(folder)) == 4


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("", "geen Jupyter-notebook"),
        ("[]", "geen Jupyter-notebook"),
        ("[" * 100_000, "geen Jupyter-notebook"),
        ('{"cells": [1], "metadata": {}}', "geen Jupyter-notebook"),
        ('{"cells": [], "metadata": {}}', "is leeg"),
        ('{"cells": [{"cell_type": "code", "metadata": {}, "source": " "}], "metadata": {}}', "is leeg"),
        ('{"cells": [{"cell_type": "code", "metadata": {}, "source": "1"}], "metadata": {}}', "geen titel"),
        (
            '{"cells": [{"cell_type": "markdown", "metadata": {}, "source": "# A"}], "metadata": {"helpers": {"chapter": "a"}}}',
            "geen geheel getal",
        ),
    ],
)
def test_a_file_that_holds_no_report_is_one_fault(write, folder, text, said):
    write("rapport", chapter=2)
    (folder / "Kladblok.ipynb").write_text(text, "utf-8")
    assert said in stray(folder, "Kladblok.ipynb")


def test_a_folder_and_a_link_that_leads_out_are_no_notebooks(write, folder, tmp_path):
    write("rapport", chapter=2)
    (folder / "map.ipynb").mkdir()
    assert stray(folder, "map.ipynb") == "Dit is geen bestand."
    (folder / "map.ipynb").rmdir()
    (tmp_path / "elders.ipynb").write_bytes((folder / "rapport.ipynb").read_bytes())
    (folder / "link.ipynb").symlink_to(tmp_path / "elders.ipynb")
    assert stray(folder, "link.ipynb") == "Dit is een verwijzing naar buiten de map."
    (tmp_path / "elders.ipynb").unlink()
    assert stray(folder, "link.ipynb") == "Dit is een verwijzing naar buiten de map."


def test_a_notebook_that_may_not_be_read_is_named(write, folder, monkeypatch):
    write("rapport", chapter=2)
    closed = write("dicht", chapter=3)
    read = type(closed).read_text

    def refused(file, *words, **named):
        if file == closed:
            raise PermissionError(13, "Permission denied", str(file))
        return read(file, *words, **named)

    monkeypatch.setattr(type(closed), "read_text", refused)
    assert "niet te lezen" in stray(folder, "dicht.ipynb")
