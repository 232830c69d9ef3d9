"""At publication: what would give a hidden count away is not published, and what stood stays as it was."""

import json

import pytest

from helpers.runner.audit import refusing
from helpers.runner.editions import publishing
from helpers.runner.editions.editions import Built
from helpers.runner.editions.publishing import Reports


def lying(out):
    return {file.relative_to(out).as_posix(): file.read_bytes() for file in out.rglob("*") if file.is_file()}


@pytest.fixture
def refuse(tmp_path, files_of, own):
    """Audits an edition that would stand in `tmp_path`."""
    return lambda folder, *given, **more: refusing.refuse(tmp_path, folder, files_of(folder, *given, **more), own)


def test_a_safe_edition_passes_without_a_word(refuse):
    assert refuse("2026-Q1/1") == []


def test_a_planted_leak_is_refused_by_table_row_and_column_with_what_to_do(refuse):
    with pytest.raises(refusing.Leaks) as caught:
        refuse("2026-Q1/1", "leaky", 24)
    assert "Tabel sessions, rij S1, kolom new_elderly" in str(caught.value)
    assert "splits_left_out: [session]" in caught.value.hint
    assert "24" not in str(caught.value)


def test_what_only_comes_with_an_edition_that_stands_is_refused_too(write, refuse):
    assert refuse("2026-Q1/2", "second", more={"indicators": "indicator_id,quarter\n"}) == []
    write("2026-Q1/1", "safe", 47)
    with pytest.raises(refusing.Leaks, match=r"rij S1, kolom new_elderly \(2026-Q1/1\)"):
        refuse("2026-Q1/2", "second", more={"indicators": "indicator_id,quarter\n"})


def test_what_stood_before_is_said_and_stops_no_clean_edition(write, refuse):
    write("2026-Q1/1", "leaky", 24)
    [line] = refuse("2026-Q2/1", more={"sessions": "session\n"})
    assert line.startswith("Uit eerdere rapporten is al 1 getal te vinden.")


def test_an_edition_that_stands_and_cannot_be_read_is_said_and_stops_nothing(write, refuse):
    write("2026-Q1/1", more={"deelnemers": "n\n"})
    (write("2026-Q1/2") / "run.json").write_text("{", "utf-8")
    told = refuse("2026-Q2/1")
    assert [line.partition(":")[0] for line in told[:2]] == ["2026-Q1, editie 1", "2026-Q1, editie 2"]
    assert told[2].startswith("Wat niet te lezen is") and len(told) == 3


def test_a_table_of_an_old_edition_that_was_cut_is_said_and_stops_nothing(write, refuse):
    table = write("2026-Q1/1") / "tables" / "sessions.csv"
    table.write_bytes(table.read_bytes()[:-5])
    assert refuse("2026-Q2/1")[0] == "2026-Q1, editie 1: tabel sessions is niet te lezen."


@pytest.mark.parametrize(
    ("table", "said"), [({"deelnemers": "n\n"}, "Tabel deelnemers:"), ({"freshness": "straat\n"}, "kolom straat:")]
)
def test_a_table_or_column_that_nobody_declared_is_refused(refuse, table, said):
    with pytest.raises(refusing.Leaks, match=said):
        refuse("2026-Q1/1", more=table)


def test_a_refused_edition_leaves_every_file_as_it_was(tmp_path, write, files_of, own):
    write("2026-Q1/1", "safe", 47)
    before = lying(tmp_path)
    reports = Reports(tmp_path, audit=lambda folder, files: refusing.refuse(tmp_path, folder, files, own))

    def build(stamp):
        return Built(files_of(f"2026-Q1/{stamp.edition}", "leaky", 24), b"page")

    with pytest.raises(refusing.Leaks):
        publishing.publish(reports, "2026-Q1", build, is_final=False)
    assert lying(tmp_path) == before


def test_the_result_of_an_edition_by_itself_does_not_know_what_stands_beside_it(files_of, own):
    files = files_of("2026-Q1/1")
    found = refusing.of_itself(files, own, json.loads(files["run.json"]))
    assert (found.hidden, found.for_others, found.leaks) == (2, 0, ())
