"""One file of parameters, or the whole folder: what it belongs to, and every fault of it."""

from __future__ import annotations

import os
import re
import shutil

import pytest

from helpers.floor import paths
from helpers.floor.faults import UserFault
from helpers.runner.batch.plan import Order, planned
from helpers.runner.notebooks import chapters
from helpers.runner.params import params_check
from helpers.runner.params.params_check import check, check_all

PARAMS = sorted(paths.PARAMS.glob("*.yml"))


def checked(tmp_path, text, name="proef.yml"):
    file = tmp_path / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return check(file)


def told(reading):
    return " ".join(f"{fault.row}: {fault.message} {fault.hint}" for fault in reading.faults)


def test_the_folder_of_this_municipality_is_without_a_fault():
    assert check_all() == []


@pytest.mark.parametrize("file", PARAMS, ids=lambda file: file.stem)
def test_a_file_is_known_by_its_name(file):
    reading = check(file)
    assert (reading.name, reading.faults) == (file.stem, [])
    assert reading.values


@pytest.mark.parametrize(
    ("source", "name"),
    [("municipality", "municipality"), ("indicators", "indicators"), ("cyber_training", chapters.find()[0].stem)],
)
def test_a_file_of_another_name_is_known_by_the_names_in_it(tmp_path, source, name):
    reading = checked(tmp_path, (paths.PARAMS / f"{source}.yml").read_bytes())
    assert (reading.name, reading.faults) == (name, [])


def test_the_values_have_their_types(tmp_path):
    values = check(paths.PARAMS / "municipality.yml").values
    assert (values["elderly_from_age"], values["small_numbers"]["hidden_below"]) == (65, 10)
    assert check(paths.PARAMS / "indicators.yml").values["indicators"][0]["targets"] == {2026: 100.0}
    assert checked(tmp_path, "quarter: 2026-Q3\n").values == {"quarter": "2026-Q3"}


def test_names_that_are_nearly_right_still_tell_what_the_file_is(tmp_path):
    reading = checked(tmp_path, "elderly_from_aeg: 65\ncruciale_processes: [a]\n")
    assert reading.name == "municipality"
    assert "Bedoelde u elderly_from_age?" in told(reading)


def test_names_that_are_like_nothing_are_refused(tmp_path):
    reading = checked(tmp_path, "zomaar: 1\niets: 2\n")
    assert (reading.name, reading.values) == ("", {})
    assert "Geen naam in dit bestand is bekend" in told(reading)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("quarter: 3\n", "1: “3” is geen kwartaal"),
        ("quarter: newest\nquarter: newest\n", "2: “quarter” staat er twee keer"),
        ("quarter: newest\ndelivery: ../x\n", "2: “../x” verlaat het project"),
        ("quarter: newest\nkleur: rood\n", "2: “kleur” is geen parameter"),
        ("", "leeg"),
        (b"quarter: caf\xe9", "geen UTF-8"),
        ("quarter: newest".encode("utf-16"), "UTF-16"),
        ("quarter: &a newest\ndelivery: *a", "anker"),
        ("quarter: " + "[" * 100_000, "genest"),
        (b"quarter: newest\n" * 700_000, "groter dan 1 MB"),
    ],
)
def test_a_broken_file_gives_faults_and_no_values(tmp_path, text, words):
    reading = checked(tmp_path, text)
    assert reading.values == {}
    assert words in told(reading)
    assert {(fault.file, fault.level) for fault in reading.faults} == {("proef.yml", "error")}


def test_a_file_that_is_not_there_is_a_fault(tmp_path):
    assert "is er niet" in told(check(tmp_path / "weg.yml"))
    assert "is er niet" in told(check(tmp_path / "geen map" / "weg.yml"))


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")
def test_a_pipe_is_a_fault_and_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "municipality.yml")
    assert "geen gewoon bestand" in told(check(tmp_path / "municipality.yml"))


def test_a_folder_of_exports_that_is_not_there_is_a_warning_with_the_name_that_may_be_meant(tmp_path):
    reading = checked(tmp_path, "quarter: newest\ndelivery: smaple\n")
    assert [fault.level for fault in reading.faults] == ["warning"]
    assert "2: De map “smaple” is er niet. Bedoelde u sample?" in told(reading)
    assert reading.values["delivery"] == "smaple"


def test_an_export_that_nobody_knows_is_refused_on_its_row(tmp_path):
    text = (paths.PARAMS / "indicators.yml").read_text("utf-8")
    changed = text.replace("sources: [bodycams]", "sources: [bodycam]").replace("unit: hours", "unit: uren")
    reading = checked(tmp_path, changed, "indicators.yml")
    row = next(n for n, line in enumerate(changed.splitlines(), 1) if "[bodycam]" in line)
    assert f"{row}: “bodycam” is geen bekende export. Bedoelde u bodycams?" in told(reading)
    assert len(reading.faults) == 3  # and that the measure is counted from another export


@pytest.fixture
def folder(tmp_path):
    made = tmp_path / "params"
    made.mkdir()
    for file in PARAMS:
        (made / file.name).write_bytes(file.read_bytes())
    (made / "schema").mkdir()
    (made / "schema" / "iets.schema.json").write_text("{}")
    return made


def test_every_fault_of_every_file_of_the_folder_is_told(folder):
    assert check_all(folder) == []
    (folder / "cyber_training.yml").write_text("quarter: 3\n")
    (folder / "municipality.yml").write_text("code: x\n")
    found = {(fault.file, fault.column) for fault in check_all(folder)}
    assert {("cyber_training.yml", "quarter"), ("municipality.yml", "code"), ("municipality.yml", "name")} <= found


@pytest.mark.parametrize(
    ("name", "hint"),
    [
        ("cyber_trainin.yml", "Bedoelde u cyber_training?"),
        ("Municipality.yml", "Bedoelde u municipality?"),
        ("municipality.yaml", "Noem het municipality.yml."),
        ("kopie van municipality.yml.bak", ""),
        ("zomaar.yml", "naar een notebook"),
    ],
)
def test_a_file_that_belongs_to_nothing_is_a_warning(folder, name, hint):
    if (folder / name).exists():
        pytest.skip("this system does not tell capitals apart")
    (folder / name).write_text("quarter: 3\n")
    (fault,) = check_all(folder)
    assert (fault.file, fault.level) == (name, "warning")
    assert hint in fault.hint


def test_a_file_that_the_report_needs_is_missed(folder):
    (folder / "indicators.yml").unlink()
    (fault,) = check_all(folder)
    assert (fault.file, fault.level) == ("indicators.yml", "error")


def test_a_notebook_without_a_file_is_no_fault(folder):
    (folder / "cyber_training.yml").unlink()
    assert check_all(folder) == []


def test_a_folder_that_is_gone_and_a_notebook_that_is_none_are_faults(tmp_path, folder):
    assert "is er niet" in check_all(tmp_path / "weg")[0].message
    books = tmp_path / "boeken"
    books.mkdir()
    assert "geen notebook" in check_all(folder, books)[0].message
    (books / "kapot.ipynb").write_text("{}")
    assert "geen Jupyter-notebook" in check_all(folder, books)[0].message
    assert check(folder / "municipality.yml", books).faults


SCRATCH = '{"cells": [{"cell_type": "markdown", "metadata": {}, "source": "# Klad"}], "metadata": {}, "nbformat": 4}'


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("Kladblok", ""),
        ("Kladblok", '{"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}'),
        ("Kladblok", SCRATCH),
        ("Untitled", SCRATCH),
        ("about_the_figures-Copy1", None),
        ("data_quality (1)", None),
    ],
)
def test_a_stray_notebook_is_the_one_fault_and_the_one_that_a_report_names(tmp_path, folder, name, content):
    books = shutil.copytree(paths.NOTEBOOKS, tmp_path / "boeken")
    original = books / f"{re.split('-| ', name)[0]}.ipynb"
    (books / f"{name}.ipynb").write_text(original.read_text("utf-8") if content is None else content, "utf-8")
    (fault,) = check_all(folder, books)
    assert (fault.file, fault.level) == (f"{name}.ipynb", "error")
    assert "explore" in fault.hint or "goede" in fault.hint
    with pytest.raises(UserFault, match=re.escape(fault.message)):
        planned(Order(is_sample=True, notebooks=books, params=folder))


def test_nothing_of_the_folder_of_schemas_is_taken_for_a_file(folder):
    (folder / "schema" / "zomaar.yml").write_text("kapot: [")
    assert check_all(folder) == []
    assert params_check.NEEDED == ("municipality", "indicators")


COMMENTARY = 'explanations:\n  - id: VE-1-4\n    cause: "A"\n    consequence: "B"\n    measure: "C"\n'


def test_the_commentary_is_checked_with_the_folder(folder):
    (folder / "commentary").mkdir()
    (folder / "commentary" / "2026-Q3.yml").write_text(COMMENTARY)
    assert check_all(folder) == []
    (folder / "commentary" / "2026-Q2.yml").write_text(COMMENTARY.replace('"B"', '"<b>"'))
    (folder / "commentary" / "2026q1.yml").write_text(COMMENTARY)
    found = [(fault.file, fault.row, fault.level) for fault in check_all(folder)]
    assert found == [("commentary/2026-Q2.yml", 4, "error"), ("commentary/2026q1.yml", None, "error")]


def test_one_file_of_commentary_is_known_by_its_folder(tmp_path):
    (tmp_path / "commentary").mkdir()
    file = tmp_path / "commentary" / "2026-Q3.yml"
    file.write_text(COMMENTARY)
    reading = check(file)
    assert (reading.name, reading.faults, list(reading.values)) == ("commentary", [], ["VE-1-4"])
    file.write_text(COMMENTARY.replace("VE-1-4", "VE-9-9"))
    assert [fault.row for fault in check(file).faults] == [2]
