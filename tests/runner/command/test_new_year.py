"""A new year begins as a copy in which what was promised before is left open, and says what is still to fill in."""

from __future__ import annotations

import re
import shutil

import pytest

from helpers.floor import paths
from helpers.floor.faults import AskedWrongly
from helpers.floor.params import settings
from helpers.runner.command import new_year
from helpers.runner.params import params_check


@pytest.fixture
def params(tmp_path):
    """Params of this municipality; `params(old, new)` changes a text in the first file."""
    made = tmp_path / "params"
    shutil.copytree(paths.PARAMS, made)

    def _params(old="", new=""):
        file = made / "indicators.yml"
        text = file.read_bytes().decode("utf-8")
        assert old in text
        file.write_bytes(text.replace(old, new, 1).encode("utf-8"))
        return made

    return _params


def made(folder, year=2027):
    said = new_year.run(year, folder)
    return said, (folder / f"indicators-{year}.yml").read_bytes().decode("utf-8")


def differing(folder, text):
    """The lines of the first file that the new one does not have, with what stands there now."""
    old = (folder / "indicators.yml").read_bytes().decode("utf-8").split("\n")
    new = text.split("\n")
    assert new.pop(1).startswith("# Geldt vanaf 2027, tot een later bestand. Voor eerdere jaren geldt indicators.yml.")
    return [pair for pair in zip(old, new, strict=True) if pair[0] != pair[1]]


def test_only_the_lines_of_the_targets_differ_and_say_what_stood_there(params):
    folder = params()
    changes = differing(folder, made(folder)[1])
    assert len(changes) == 16
    assert ("    targets: {2026: 200}", "    targets: {}  # was {2026: 200}; schrijf {2027: …}") in changes
    assert all(new.startswith("    targets: {}  # was {2026: ") for _, new in changes)


def test_the_file_can_be_used_at_once_and_changes_no_earlier_year(params):
    folder = params()
    before = settings.load(folder).at(2026).indicators
    made(folder)
    assert [fault for fault in params_check.check_all(folder) if fault.level == "error"] == []
    read = settings.load(folder)
    assert read.at(2026).indicators == before
    assert {one.id: one.target(2027) for one in read.at(2027).indicators} == {one.id: None for one in before}
    assert read.at(2027).indicator("VE-1-4").target(2026) == 200  # of its own year, for the trend


def test_what_is_open_is_told_once_in_one_list(params):
    said, _ = made(params())
    assert said[1] == "Nog in te vullen: de streefwaarde van 2027 bij 16 indicatoren."
    assert "  VE-2-1 Inzet scanauto: Handhaving (2026: 1.500 uur)" in said
    assert sum(line.startswith("  ") for line in said) == 16
    assert not any("VE-2-2" in line for line in said)  # which has no number to fill in
    assert "De woorden noemen nog 2026 bij BR-1-1, BR-1-2, VE-1-4 en VE-3-1." in said


def test_what_was_already_promised_for_the_new_year_stays(params):
    folder = params("{2026: 200}", "{2026: 200, 2027: 210}  # raad 12 mei")
    said, text = made(folder)
    assert (
        "    targets: {2026: 200, 2027: 210}  # raad 12 mei",
        "    targets: {2027: 210}  # raad 12 mei",
    ) in differing(folder, text)
    assert said[1].endswith("bij 15 indicatoren.")


def test_plans_of_the_old_year_go_too(params):
    folder = params("targets: {2026: 200}", "targets: {2026: 200}\n    planned_path: {2026-Q4: 200}  # opgave")
    pair = (
        "    planned_path: {2026-Q4: 200}  # opgave",
        "    planned_path: {}  # opgave  # was {2026-Q4: 200}; schrijf {2027-Q1: …}",
    )
    assert pair in differing(folder, made(folder)[1])


def test_targets_on_lines_of_their_own_are_taken_out_line_by_line(params):
    written = "targets:  # van de raad\n      2026: 200  # mei\n      # daarna\n      2027: 210\n"
    _, text = made(params("targets: {2026: 200}\n", written))
    assert "    targets:  # van de raad\n      # daarna\n      2027: 210\n" in text


def test_a_block_of_which_nothing_is_left_is_an_empty_one(params):
    folder = params("targets: {2026: 200}\n", "targets:\n      2026: 200\n")
    _, text = made(folder)
    assert "    targets: {}  # was {2026: 200}; schrijf {2027: …}\n    sources" in text


def test_line_ends_of_windows_stay(params):
    folder = params()
    file = folder / "indicators.yml"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    _, text = made(folder)
    assert not re.search(r"(?<!\r)\n", text)
    assert len(differing(folder, text)) == 16


def test_a_year_begins_from_the_newest_file_before_it(params):
    folder = params()
    made(folder)
    file = folder / "indicators-2027.yml"
    file.write_text(file.read_text("utf-8").replace("Ouderen cybertraining", "Training 65+"), "utf-8")
    said, text = made(folder, 2028)
    assert "naar indicators-2027.yml" in said[0] and "Training 65+" in text


@pytest.mark.parametrize(
    ("year", "told"),
    [
        (2026, "indicators.yml geldt al voor 2026: het kent geen eerder jaar. Bedoelde u 2027?"),
        (27, "27 is geen jaar van een begroting."),
        (2101, "2101 is geen jaar van een begroting."),
    ],
)
def test_a_year_that_has_nothing_new_is_refused(params, year, told):
    folder = params()
    with pytest.raises(AskedWrongly, match=re.escape(told)):
        new_year.run(year, folder)
    assert not list(folder.glob("indicators-*.yml"))


def test_a_file_that_is_there_is_never_written_over(params):
    folder = params()
    (folder / "indicators-2027.yml").write_bytes((folder / "indicators.yml").read_bytes().replace(b"2026: ", b"2027: "))
    before = (folder / "indicators-2027.yml").read_bytes()
    with pytest.raises(AskedWrongly, match="is er al"):
        new_year.run(2027, folder)
    assert (folder / "indicators-2027.yml").read_bytes() == before


def test_a_file_that_cannot_be_taken_over_safely_is_left_to_the_owner(params, monkeypatch):
    monkeypatch.setattr(new_year, "without_entries", lambda text, *_: text.replace("owner: Veiligheid", "owner: X"))
    folder = params()
    with pytest.raises(AskedWrongly, match="niet veilig"):
        new_year.run(2027, folder)
    assert not list(folder.glob("indicators-*.yml"))


@pytest.mark.parametrize(("year", "is_told"), [("2024", True), ("2025", False)])
def test_inhabitants_that_are_old_are_told(params, tmp_path, year, is_told):
    reference = tmp_path / "reference"
    shutil.copytree(paths.REFERENCE, reference)
    file = reference / "wijken.csv"
    file.write_text(file.read_text("utf-8").replace(",2024,", f",{year},"), "utf-8")
    said = new_year.run(2027, params(), reference)
    assert any("inwonertallen" in line for line in said) is is_told
