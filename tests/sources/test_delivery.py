import shutil

import pytest

from helpers import sources
from helpers.floor.faults import AskedWrongly
from helpers.sources import contracts, delivery


def faults_of(folder, level="error"):
    return [fault for fault in sources.check(folder) if fault.level == level]


def test_the_hand_made_delivery_reads_without_a_word(folder):
    assert sources.check(folder) == []


def test_the_delivery_of_another_maker_reads_without_errors_from_any_folder(delivery, tmp_path):
    copy = tmp_path / "een map met é"
    shutil.copytree(delivery, copy)
    found = sources.check(copy)
    assert [fault for fault in found if fault.level == "error"] == []
    assert [(fault.file, fault.rule) for fault in found] == [("wijkatlas.xlsx", "totaalrij")]


def test_faults_of_every_file_come_at_once(folder, change):
    change("bodycams", "18;16", "18;19")
    change("scanauto_inzet", "1,75", "drie")
    change("interventies", "WK000001", "WK00001")
    found = [(fault.file, fault.row, fault.column, fault.value) for fault in faults_of(folder)]
    assert sorted(found) == [
        ("bodycams.csv", 2, "Met bodycam", "19"),
        ("interventies.csv", 2, "Wijkcode", "WK00001"),
        ("scanauto_inzet.csv", 2, "Uren", "drie"),
    ]


def test_a_missing_export_is_an_error_unless_a_reason_is_given(folder):
    (folder / "bodycams.csv").unlink()
    [fault] = faults_of(folder)
    assert fault.message == "De export “Bodycams” ontbreekt."
    assert '--missing bodycams="…"' in fault.hint
    assert sources.check(folder, {"bodycams": "systeem vervangen"}) == []


def test_an_export_that_is_broken_is_not_also_called_missing(folder):
    (folder / "bodycams.csv").write_bytes(b"a\0b")
    assert [fault.rule for fault in faults_of(folder)] == ["codering"]


def test_an_export_that_is_there_is_left_out_aloud_when_a_reason_says_so(folder, change):
    change("bodycams", "18;16", "18;19")
    [fault] = sources.check(folder, {"bodycams": "telling klopt niet"})
    assert (fault.level, fault.file) == ("warning", "bodycams.csv")
    assert "blijft buiten beschouwing: telling klopt niet." in fault.message


def test_two_candidates_for_one_export_are_an_error_that_names_both(folder):
    shutil.copy(folder / "bodycams.csv", folder / "bodycams (2).csv")
    [fault] = faults_of(folder)
    assert "staat in bodycams (2).csv en in bodycams.csv" in fault.message


def test_a_file_that_is_no_export_is_said(folder):
    (folder / "kosten.csv").write_text("naam;bedrag\nx;3\n")
    assert [fault.file for fault in faults_of(folder, "warning")] == ["kosten.csv"]


def test_a_reason_needs_a_known_export_and_words():
    with pytest.raises(AskedWrongly, match=r"Bedoelde u bodycams\?"):
        delivery.reasons({"bodycam": "x"})
    with pytest.raises(AskedWrongly, match="Geef een reden"):
        delivery.reasons({"bodycams": " "})


def test_every_export_that_is_absent_is_named(tmp_path, own_folders):
    (tmp_path / "leeg").mkdir()
    assert {fault.file for fault in faults_of(tmp_path / "leeg")} == set(contracts())
