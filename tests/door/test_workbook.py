import io

import openpyxl

from helpers.door import excel, workbook


def content_of(fill):
    book = openpyxl.Workbook()
    book.active.title = "Data"
    fill(book.active)
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def test_an_error_cell_is_not_read_as_empty():
    def fill(sheet):
        sheet.append(["uren"])
        sheet["A2"] = "#DIV/0!"
        sheet["A2"].data_type = "e"

    content = content_of(fill)
    assert workbook.unanswered(content) == {"Data": {(1, 0): "#DIV/0!"}}
    assert excel.read(content, "a.xlsx")[0].rows[1] == ["#DIV/0!"]


def test_a_formula_that_was_never_computed_is_not_read_as_empty():
    content = content_of(lambda sheet: sheet.append([1, 2, "=A1+B1"]))
    assert excel.read(content, "a.xlsx")[0].rows[0] == ["1", "2", workbook.NO_RESULT]


def test_a_workbook_without_workbook_has_nothing_to_lay_over():
    assert workbook.unanswered(content_of(lambda sheet: sheet.append(["a", 1]))) == {}


def test_the_old_xls_is_passed_over():
    assert workbook.unanswered(bytes.fromhex("d0cf11e0a1b11ae1")) == {}


def test_the_extent_reaches_to_the_furthest_cell():
    def fill(sheet):
        sheet["A1"] = 1
        sheet["AB7"] = 1

    assert workbook.extents(content_of(fill)) == {"Data": (7, 28)}
