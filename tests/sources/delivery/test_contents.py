import shutil

import openpyxl
import pytest

from helpers import sources
from helpers.floor.faults import AskedWrongly, BadInput
from helpers.sources import contracts
from helpers.sources.delivery import contents


def faults_of(folder, level="error"):
    return [fault for fault in sources.check(folder) if fault.level == level]


def test_the_hand_made_delivery_reads_without_a_word(folder):
    assert sources.check(folder) == []


def test_the_delivery_of_another_maker_reads_without_errors_from_any_folder(delivery, tmp_path):
    copy = tmp_path / "een map met é"
    shutil.copytree(delivery, copy)
    later = {dataset: "is er nog niet" for dataset in contracts() if not list(copy.glob(f"{dataset}.*"))}
    found = sources.check(copy, later)
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
        contents.reasons({"bodycam": "x"})
    with pytest.raises(AskedWrongly, match="Geef een reden"):
        contents.reasons({"bodycams": " "})


def test_every_export_that_is_absent_is_named(tmp_path, own_folders):
    (tmp_path / "leeg").mkdir()
    assert {fault.file for fault in faults_of(tmp_path / "leeg")} == {
        name for name, contract in contracts().items() if not contract.is_optional
    }


COUNT = [["Peildatum", "Boa's", "Met bodycam"], ["30-06-2026", "18", "16"], ["30-09-2026", "18", "17"]]
OTHER = [COUNT[0], ["30-09-2026", "20", "20"]]


@pytest.fixture
def book(tmp_path):
    """A workbook with these sheets of (name, rows, is_hidden); its path."""

    def written(*sheets):
        made = openpyxl.Workbook()
        made.remove(made.active)
        for name, rows, is_hidden in sheets:
            sheet = made.create_sheet(name)
            sheet.sheet_state = "hidden" if is_hidden else "visible"
            for row in rows:
                sheet.append(row)
        path = tmp_path / "bodycams.xlsx"
        made.save(path)
        return path

    return written


def said(faults):
    return [(fault.level, fault.rule, fault.sheet) for fault in faults]


def test_two_visible_sheets_with_one_export_are_an_error(book, areas):
    path = book(("Guide", [["tekst"]], False), ("Q2", COUNT, False), ("Q3", OTHER, False))
    table, [fault] = contents.read_with_faults("bodycams", path, areas)
    assert table is None
    assert (fault.level, fault.rule) == ("error", "dubbele export")
    assert fault.message == "“Bodycams” staat op twee bladen: “Q2” en “Q3”."
    with pytest.raises(BadInput, match="staat op twee bladen"):
        contents.read("bodycams", path, areas)


def test_a_visible_sheet_goes_before_a_hidden_one_and_it_is_said(book, areas):
    path = book(("Oud", OTHER, True), ("Nu", COUNT, False))
    table, faults = contents.read_with_faults("bodycams", path, areas)
    assert table.boas_with_bodycam.tolist() == [16, 17]
    assert said(faults) == [("warning", "verborgen blad", "Oud")]
    assert faults[0].message == ("“Bodycams” staat op een verborgen blad; het is niet gelezen, het zichtbare blad wel.")


def test_an_export_on_a_hidden_sheet_only_is_read_and_said(book, areas):
    path = book(("Leeswijzer", [["tekst"]], False), ("Data", COUNT, True))
    table, faults = contents.read_with_faults("bodycams", path, areas)
    assert len(table) == 2
    assert said(faults) == [("warning", "verborgen blad", "Data")]


def test_a_sheet_with_some_of_the_headers_is_no_second_export(book, areas):
    path = book(("Data", COUNT, False), ("Grafiek", [["Peildatum", "Met bodycam"], ["x", "y"]], False))
    table, faults = contents.read_with_faults("bodycams", path, areas)
    assert len(table) == 2 and faults == []


@pytest.mark.parametrize("is_hidden", [True, False])
def test_a_folder_is_read_by_the_same_rule(folder, book, is_hidden):
    (folder / "bodycams.csv").unlink()
    shutil.copy(book(("Nu", COUNT, False), ("Oud", OTHER, is_hidden)), folder)
    [fault] = sources.check(folder)
    if is_hidden:
        assert said([fault]) == [("warning", "verborgen blad", "Oud")]
        assert len(sources.open_delivery(str(folder))["bodycams"]) == 2
    else:
        assert said([fault]) == [("error", "dubbele export", "")]
        assert fault.message == "“Bodycams” staat in bodycams.xlsx blad Nu en in bodycams.xlsx blad Oud."


def test_one_file_gives_all_of_its_faults_and_its_table(folder, change, areas):
    change("scanauto_inzet", "1,75", "drie")
    change("scanauto_inzet", "2,25", "25")
    change("scanauto_inzet", "Zuid", "Noord")
    table, faults = contents.read_with_faults("scanauto_inzet", folder / "scanauto_inzet.csv", areas)
    assert len(table) == 3
    assert sorted((fault.row, fault.rule) for fault in faults) == [
        (2, "uren"), (3, "24 hours a day"), (3, "bereik"), (4, "wijknaam"),
    ]  # fmt: skip


def test_a_file_that_cannot_be_read_is_a_fault_and_no_exception(tmp_path, areas):
    for name, content in {"leeg.csv": b"", "nul.csv": b"a\0b", "kosten.csv": b"naam;bedrag\nx;3\n"}.items():
        (tmp_path / name).write_bytes(content)
        table, faults = contents.read_with_faults("bodycams", tmp_path / name, areas)
        assert table is None and [fault.level for fault in faults] == ["error"]
    table, [fault] = contents.read_with_faults("bodycams", tmp_path / "weg.csv", areas)
    assert table is None and fault.file == "weg.csv"
    with pytest.raises(AskedWrongly, match=r"Bedoelde u bodycams\?"):
        contents.read_with_faults("bodycam", tmp_path / "leeg.csv", areas)


def test_rules_between_tables_are_not_held_against_one_file(folder, change, areas):
    change("opkoper_controles", "OP1", "OP9")
    assert contents.read_with_faults("opkoper_controles", folder / "opkoper_controles.csv", areas)[1] == []


def test_a_copied_wijk_stops_the_delivery_and_the_file(folder, areas):
    months = [f"2025-{month:02d}" for month in range(1, 13)]
    rows = [f"{m},{wijk},Zwerfvuil,{i * i % 17}" for i, m in enumerate(months) for wijk in ("WK000001", "WK000002")]
    file = folder / "meldingen.csv"
    file.write_text("maand,wijkcode,categorie,aantal\n" + "\n".join(rows) + "\n")
    [fault] = [fault for fault in sources.check(folder) if fault.level == "error"]
    assert (fault.level, fault.rule, fault.row) == ("error", "gekopieerde wijk", 3)
    with pytest.raises(BadInput, match="precies dezelfde waarden als WK000001"):
        contents.read("meldingen", file, areas)
