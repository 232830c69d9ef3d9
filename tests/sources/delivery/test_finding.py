import io

import openpyxl
import pytest

from helpers.door import opening
from helpers.floor.faults import AskedWrongly
from helpers.sources.delivery import finding

BODYCAMS = [["Peildatum", "Boa's", "Met bodycam"], ["31-03-2026", 18, 16]]


def workbook(**sheets):
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def recognised(content, file):
    return [(one.contract.dataset, one.sheet.name) for one in finding.recognise(opening.sheets(content, file), file)]


def test_an_export_is_known_by_its_headers_whatever_its_name():
    assert recognised(b"Peildatum;Boa's;Met bodycam\n1-1-2026;3;2\n", "scanauto_inzet.csv") == [("bodycams", "")]


def test_the_sheet_with_the_headers_is_found_behind_a_guide():
    content = workbook(Leeswijzer=[["Datum van de uitdraai"]], Telling=[["Titel"], [], *BODYCAMS])
    assert recognised(content, "uitdraai.xlsx") == [("bodycams", "Telling")]


def test_an_export_that_lacks_a_header_is_still_known():
    assert recognised(b"Peildatum;Boa's\n1-1-2026;3\n", "x.csv") == [("bodycams", "")]


def test_the_file_name_decides_between_headers_that_fit_two_exports():
    # Datum and Wijkcode stand in several exports.
    content = b"Proces;Afdeling;Vastgesteld op\na;b;c\n"
    assert recognised(content, "iets.csv") == [("crisisafspraken", "")]
    assert finding.hinted("Export opkoper_controles 2026.xlsx").dataset == "opkoper_controles"
    assert finding.hinted("brief.csv") is None


def test_a_file_of_another_kind_is_no_export():
    assert recognised(b"naam;bedrag\nx;3\n", "kosten.csv") == []


def test_a_title_row_can_say_that_the_data_are_made_up():
    for title, is_made_up in (("VoorbeeldData van de gemeente", True), ("Telling", False)):
        [found] = finding.recognise(opening.sheets(workbook(Blad=[[title], *BODYCAMS]), "a.xlsx"), "a.xlsx")
        assert found.is_made_up is is_made_up


def test_what_is_passed_over_in_a_folder_is_said(tmp_path):
    for name in ("a.csv", "LEESMIJ.md", ".verborgen", "~$open.xlsx", "foto.png", "b.json", "b.json.receipt"):
        (tmp_path / name).write_text("x")
    (tmp_path / "oud").mkdir()
    contents, faults = finding.gather(tmp_path)
    assert list(contents) == ["a.csv", "b.json"]
    assert [(fault.file, fault.level) for fault in faults] == [("foto.png", "warning"), ("oud", "warning")]


def test_a_folder_that_is_not_there_is_asked_wrongly(tmp_path):
    with pytest.raises(AskedWrongly, match="is er niet"):
        finding.gather(tmp_path / "weg")
