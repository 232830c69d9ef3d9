"""The ledger: a line a run, that anyone can read back, and never more than it should be."""

from pathlib import Path

import pytest

from helpers.floor import paths
from helpers.runner.batch import ledger
from helpers.runner.pool.failure import Failure
from helpers.runner.pool.job import Job, Outcome, Used


@pytest.fixture(autouse=True)
def file(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "KEPT", tmp_path / "kept")
    return tmp_path / "kept" / ledger.FILE


def outcome(name="one", failure=None, **options):
    job = Job(Path("/somewhere/of/somebody") / f"{name}.ipynb", f"2026-Q3/{name}", {}, Path("/tmp/work"))
    return Outcome(job, failure, **options)


def test_each_run_is_a_line_that_reads_back_and_names_no_place_of_this_machine(file):
    book = ledger.Ledger()
    book.write(outcome(used=Used(1.5, 0.5, 1_000_000)), "key")
    book.write(outcome("two", Failure("two", 1, "x", "OSError", "/somewhere/of/somebody/file")), "")
    book.write(outcome("three", is_kept=True), "key3")
    told = [(one.run, one.notebook, one.key, one.outcome, one.is_kept, one.wall_seconds) for one in ledger.read()]
    assert told == [
        ("2026-Q3/one", "one", "key", "klaar", False, 1.5),
        ("2026-Q3/two", "two", "", "mislukt", False, None),
        ("2026-Q3/three", "three", "key3", "klaar", True, None),
    ]
    assert "somebody" not in file.read_text("utf-8") and "/tmp" not in file.read_text("utf-8")
    assert ledger.times(ledger.read())[3].endswith("stond al klaar")


def test_runs_of_several_homes_are_one_batch_and_each_says_whose_it_is(monkeypatch):
    monkeypatch.setenv(ledger.BATCH, "2026-10-01T07:00:00.000")
    for name in ("gm0603", "gm1916"):
        monkeypatch.setattr(paths, "HOME", Path("/srv/regio") / name)
        ledger.Ledger().write(outcome(used=Used(1.5)), "")
    told = ledger.times(ledger.read())
    assert told[0] == "De laatste keer, op 2026-10-01 om 07:00 (UTC):"
    assert [line.split(":")[0] for line in told[1:3]] == ["  gm0603 2026-Q3/one", "  gm1916 2026-Q3/one"]
    assert told[-1] == "  one: 1,5 s (2 keer)"


@pytest.mark.parametrize("broken", ["{", "[]", "5", "null", '{"run": "x"}', "\udcff", '{"batch": "2026-10-01T07:'])
def test_a_broken_line_is_passed_over_and_takes_no_other_with_it(file, broken):
    ledger.Ledger().write(outcome("before"), "")
    with file.open("ab") as lines:
        lines.write(broken.encode("utf-8", "surrogateescape"))  # and no end, as a hard stop leaves it
    ledger.Ledger().write(outcome("after"), "")
    assert [line.notebook for line in ledger.read()] == ["before", "after"]


def test_only_the_newest_lines_stay(file):
    book = ledger.Ledger()
    for number in range(5):
        book.write(outcome(str(number)), "")
    book.let_go(3)
    assert [line.notebook for line in ledger.read()] == ["2", "3", "4"]
    assert [one.name for one in file.parent.iterdir()] == [ledger.FILE]


def test_without_a_ledger_there_are_no_lines_and_what_cannot_be_written_stops_nothing(file):
    assert ledger.read() == []
    assert ledger.times([]) == ["Er is nog niets bijgehouden. Maak eerst een rapport."]
    file.parent.write_text("a file where the folder should be")
    ledger.Ledger().write(outcome(), "")
    ledger.Ledger().let_go()
