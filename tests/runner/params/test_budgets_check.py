"""`check` says once which targets a year lacks, and where an id is another promise than before."""

from __future__ import annotations

import re
import shutil
from datetime import date

import pytest

from helpers.floor import paths
from helpers.runner.command import checking
from helpers.runner.params import budgets_check, params_check


@pytest.fixture
def folder(tmp_path):
    """Params with a file of 2027 that promises the same."""
    made = tmp_path / "params"
    shutil.copytree(paths.PARAMS, made)
    text = (made / "indicators.yml").read_text("utf-8")
    (made / "indicators-2027.yml").write_text(text.replace("targets: {2026:", "targets: {2027:"), "utf-8")
    return made


def changed(folder, old, new):
    file = folder / "indicators-2027.yml"
    text = file.read_text("utf-8")
    assert re.search(old, text)
    file.write_text(re.sub(old, new, text), "utf-8")


def told(year, folder):
    return [(one.file, one.message, one.hint) for one in budgets_check.check(year, folder)]


@pytest.mark.parametrize("year", [2026, 2027])
def test_a_year_in_which_all_is_promised_asks_for_nothing(folder, year):
    assert told(year, folder) == []


def test_the_targets_that_are_open_are_told_in_one_line(folder):
    changed(folder, r"targets: \{2027: 2\}", "targets: {}")
    message = "Voor 2027 is er nog geen streefwaarde bij: BR-1-3 en VE-1-5."
    assert told(2027, folder) == [("indicators-2027.yml", message, "Vul ze in bij targets, zoals {2027: 80}.")]


def test_a_year_without_any_target_is_told_once_and_how_its_file_is_made(folder):
    message, hint = "Voor 2028 heeft nog geen enkele indicator een streefwaarde.", "python run.py new-year 2028"
    (one,) = told(2028, folder)
    assert one == ("indicators-2027.yml", message, f"Maak het bestand van dat jaar met: {hint}.")


def test_in_the_file_of_the_year_itself_there_is_no_other_to_make(folder):
    changed(folder, r"targets: \{.*\}", "targets: {}")
    (one,) = told(2027, folder)
    assert one[1:] == (
        "Voor 2027 heeft nog geen enkele indicator een streefwaarde.",
        "Vul ze in bij targets, zoals {2027: 80}.",
    )


def test_an_id_that_becomes_another_promise_is_told(folder):
    changed(folder, "measure: local_exercises", "measure: adequate_exercises")
    (one,) = told(2027, folder)
    assert one[1] == "BR-1-3 is vanaf 2027 een andere toezegging dan “Lokale crisisoefeningen” daarvoor."


def test_every_file_of_a_year_is_checked_as_the_first_is(folder):
    changed(folder, "kind: months_covered", "kind: maanden")
    changed(folder, r"sources: \[bodycams\]", "sources: [bodycam]")
    found = {(one.file, one.column) for one in params_check.check_all(folder) if one.level == "error"}
    assert found == {
        ("indicators-2027.yml", "indicator VE-3-1, kind"),
        ("indicators-2027.yml", "indicator VE-2-3, sources"),
        ("indicators-2027.yml", "indicator VE-2-3, sources 1"),
    }
    assert params_check.check(folder / "indicators-2027.yml").name == "indicators"


@pytest.mark.parametrize(
    ("name", "hint"), [("indicators-27.yml", "indicators-2027.yml"), ("indicators-2027.yaml", "indicators-2027.yml")]
)
def test_a_name_that_is_read_by_nobody_is_told_with_the_name_that_is(folder, name, hint):
    (folder / "indicators-2027.yml").rename(folder / name)
    (one,) = [fault for fault in params_check.check_all(folder) if fault.file == name]
    assert one.message == "Dit bestand wordt niet gelezen." and hint in one.hint


@pytest.mark.parametrize(("delivery", "is_told"), [("raw", True), ("sample", False)])
def test_by_the_clock_a_real_delivery_asks_for_the_targets_of_its_year(monkeypatch, tmp_path, delivery, is_told):
    from helpers import sources

    monkeypatch.setattr(sources, "checked", lambda *_, **__: ([], ()))
    faults, _ = checking.checked_delivery(delivery, tmp_path, {}, {}, date(2031, 1, 15))
    assert ["Voor 2031 heeft nog geen enkele indicator een streefwaarde." in one.message for one in faults] == [
        True
    ] * is_told
