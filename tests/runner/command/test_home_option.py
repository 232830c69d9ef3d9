"""`--home`: settled before the folders are known, refused where it is none, and named in what is printed to copy."""

from __future__ import annotations

import os

import pytest

from helpers.floor import home, paths
from helpers.floor.faults import AskedWrongly
from helpers.runner.command import home_option, verbs


@pytest.fixture
def environment(monkeypatch):
    """The environment, as it was before once the test has ended."""
    monkeypatch.setattr(os, "environ", dict(os.environ) | {home.GIVEN: "/eerder"})
    os.environ.pop(home.TYPED, None)
    return os.environ


@pytest.mark.parametrize("words", [["--home", "regio/a"], ["--home=regio/a", "--final"]])
def test_one_home_becomes_that_of_the_process(environment, tmp_path, monkeypatch, words):
    monkeypatch.chdir(tmp_path)
    home_option.settle(["report", *words])
    assert environment[home.GIVEN] == str(tmp_path / "regio/a") and environment[home.TYPED] == "regio/a"
    assert home.command("check") == "python run.py check --home regio/a"
    assert home.within("data/raw") == "regio/a/data/raw"


@pytest.mark.parametrize("words", [[], ["--home"], ["--home", ""], ["--home", "a", "--home", "b"], ["--home", "r/*"]])
def test_none_or_several_settle_nothing(environment, words):
    home_option.settle(["report", *words])
    assert environment[home.GIVEN] == "/eerder" and home.TYPED not in environment


def test_a_home_with_a_space_is_named_so_that_it_can_be_copied(environment):
    environment[home.TYPED] = "regio/De Bilt"
    environment[home.GIVEN] = os.path.abspath("regio/De Bilt")
    assert home.command("fetch") == 'python run.py fetch --home "regio/De Bilt"'


@pytest.mark.parametrize(
    ("made", "told"),
    [([], "De map x is er niet."), (["params"], "data/reference ontbreekt"), (["data/reference"], "params ontbreekt")],
)
def test_a_folder_that_is_no_home_is_refused_with_what_it_lacks(tmp_path, made, told):
    for part in made:
        (tmp_path / "x" / part).mkdir(parents=True)
    with pytest.raises(AskedWrongly, match=told):
        home_option.refuse_unfit(str(tmp_path / "x"), "x")
    home_option.refuse_unfit(str(paths.HOME), "x")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("list --home a --home b", "De opdracht list is voor één gemeente tegelijk."),
        ("commentary --quarter 2026-Q3 --home r/*", "De opdracht commentary is voor één gemeente tegelijk."),
        ("check --home=", "Achter --home ontbreekt een waarde."),
        ("list --home", "Achter --home ontbreekt een waarde."),
    ],
)
def test_only_a_report_is_for_more_than_one(capsys, words, told):
    assert verbs.main(words.split()) == 2
    assert told in capsys.readouterr().err


def test_a_process_does_not_change_its_home(tmp_path, capsys):
    assert verbs.main(["list", "--home", str(tmp_path)]) == 2
    assert "--home staat op een plek waar hij niet gelezen wordt." in capsys.readouterr().err


def test_a_name_that_was_typed_for_another_home_is_not_said_again(environment, tmp_path):
    environment |= {home.TYPED: str(tmp_path / "a"), home.GIVEN: str(tmp_path / "b")}
    assert home.command("check") == "python run.py check"
    environment |= {home.TYPED: "s3://emmer/gm1"}  # brought to a folder of its own
    assert home.command("check") == "python run.py check --home s3://emmer/gm1"


def test_every_verb_but_that_of_no_home_has_the_option(capsys):
    for verb in ("report", "check", "list", "connect", "fetch", "commentary", "lab", "clean"):
        assert verbs.main([verb, "--help"]) == 0
        assert home_option.NAME in capsys.readouterr().out, verb
    assert verbs.main(["test", "--help"]) == 0
    assert home_option.NAME not in capsys.readouterr().out


def test_the_command_for_a_home_reads_that_home_and_says_so(tmp_path, command):
    ran = command("list", "--quarter", "2026-Q3", "--home", "niets", cwd=tmp_path)
    assert (ran.returncode, ran.stdout) == (2, "")
    assert ran.stderr.startswith("De map niets is er niet. Noem een map met params/ en data/.")
    (tmp_path / "gm1/data").mkdir(parents=True)
    (tmp_path / "gm1/params").symlink_to(paths.PARAMS)
    (tmp_path / "gm1/data/reference").symlink_to(paths.REFERENCE)
    (tmp_path / "params").mkdir()  # of whoever stands here
    (tmp_path / "params/municipality.yml").write_text("code: kapot\n", "utf-8")
    ran = command("check", "--params", "params/municipality.yml", "--home", "gm1", cwd=tmp_path)
    assert (ran.returncode, ran.stdout) == (0, "municipality is in orde.\n"), ran.stderr
    ran = command("list", "--quarter", "2026-Q3", "--home", "gm1", cwd=tmp_path)
    assert ran.returncode == 0 and ran.stdout.startswith("Gegevens: de voorbeelddata in gm1/data/sample.")
