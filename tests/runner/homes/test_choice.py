"""Which homes a batch is for, and what cannot be asked."""

import os

import pytest

from helpers.floor.faults import AskedWrongly
from helpers.runner.homes import choice


@pytest.fixture
def region(tmp_path, monkeypatch):
    """Two homes, a folder that is none, and a file, under the folder where the command is given."""
    for name in ("regio/b", "regio/a"):
        (tmp_path / name / "params").mkdir(parents=True)
    (tmp_path / "regio" / "notities").mkdir()
    (tmp_path / "regio" / "gemeenten.html").write_text("")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_a_pattern_meets_folders_with_params_and_names_the_others(region):
    homes, passed_over = choice.chosen(["regio/*"])
    assert [(one.folder, one.typed, one.name) for one in homes] == [
        (region / "regio/a", "regio/a", "a"),
        (region / "regio/b", "regio/b", "b"),
    ]
    assert passed_over == ["regio/notities"]


def test_homes_come_in_the_order_in_which_they_are_named(region):
    assert [one.typed for one in choice.chosen(["regio/b", "regio/a"])[0]] == ["regio/b", "regio/a"]


@pytest.mark.parametrize(
    ("named", "told"),
    [
        (["elders/*"], "Geen map met params/ past bij elders/"),
        (["regio/not*"], "Geen map met params/ past bij regio/not"),
        (["regio/a", "regio/../regio/a/"], "De mappen regio/a en regio/../regio/a/ zijn dezelfde."),
        (["regio/*", "regio/b"], "De mappen regio/b en regio/b zijn dezelfde."),
        (["regio/a", " "], "Achter --home ontbreekt een waarde."),
        (["regio/a\nb\tdone"], "tekens die niemand ziet"),
        (["regio/\x1b[2J"], "tekens die niemand ziet"),
    ],
)
def test_what_is_no_choice_is_refused(region, named, told):
    with pytest.raises(AskedWrongly, match=told.replace("*", r"\*")):
        choice.chosen(named)


@pytest.mark.skipif(os.name == "nt", reason="links need rights there")
def test_a_link_to_a_home_is_the_same_home(region):
    (region / "koppeling").symlink_to(region / "regio/a")
    with pytest.raises(AskedWrongly, match="zijn dezelfde"):
        choice.chosen(["regio/a", "koppeling"])


def test_two_of_one_name_are_told_apart_and_cannot_share_a_folder(region):
    (region / "elders/a/params").mkdir(parents=True)
    homes, _ = choice.chosen(["regio/a", "elders/a", "regio/b"])
    assert [one.name for one in homes] == ["regio/a", "elders/a", "b"]
    with pytest.raises(AskedWrongly, match="regio/a en elders/a heten allebei a"):
        choice.refuse_same_names(homes)
    choice.refuse_same_names(homes[1:])


def test_a_folder_whose_name_looks_like_a_pattern_is_itself(region):
    (region / "b[1]/params").mkdir(parents=True)
    assert [one.typed for one in choice.chosen(["b[1]"])[0]] == ["b[1]"]
