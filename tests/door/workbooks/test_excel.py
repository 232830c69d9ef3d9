import io
import struct
import zipfile
from datetime import date, datetime, time, timedelta

import openpyxl
import pytest
from openpyxl.styles import Font

from helpers.door import opening
from helpers.door.cell_text import cell_text
from helpers.door.workbooks import excel, sheet_xml, workbook
from helpers.floor.faults import BadInput


def only(content):
    [sheet] = excel.read(content, "a.xlsx")
    return sheet


def one_row(*cells):
    inside = "".join(cell.replace("<c", f'<c r="{chr(65 + at)}1"', 1) for at, cell in enumerate(cells))
    return f'<row r="1">{inside}</row>'


def test_every_cell_becomes_the_text_a_dutch_reader_would_type(bytes_of):
    row = ["Ja ", 132.0, 62.9, 0.1 + 0.2, 1234567.25, date(2026, 3, 1), datetime(2026, 3, 1, 9, 30), True, None, "007"]
    assert only(bytes_of(("Blad", [row]))).rows == [
        ["Ja ", "132", "62,9", "0,3", "1234567,25", "2026-03-01", "2026-03-01 09:30:00", "waar", "", "007"]
    ]


def test_times_and_durations_are_no_dates():
    assert (cell_text(time(3, 4)), cell_text(timedelta(hours=30))) == ("03:04:00", "30 uur")


@pytest.mark.parametrize("microsecond", [500_000, 997_000, 999_999])
def test_the_end_of_a_day_never_becomes_the_next(microsecond):
    assert cell_text(datetime(2026, 3, 1, 23, 59, 59, microsecond)) == "2026-03-01 23:59:59"
    assert cell_text(datetime(2026, 3, 1, 8, 29, 59, microsecond)) == "2026-03-01 08:30:00"


@pytest.mark.parametrize("serial", ["46112.99999996528", "46112.99999999", "46112.999999999993"])
def test_a_day_of_excel_that_ends_a_hair_before_midnight_is_that_day(written, serial):
    [[day]] = only(written(one_row(f'<c s="2"><v>{serial}</v></c>'))).rows
    assert day.startswith("2026-03-31")
    assert only(written(one_row('<c s="2"><v>46113</v></c>'))).rows == [["2026-04-01"]]


def test_every_sheet_is_read_with_the_row_numbers_of_excel(bytes_of):
    guide, table = excel.read(bytes_of(("Leeswijzer", [["tekst"]]), ("Data", [[], ["a"], [1]])), "a.xlsx")
    assert (guide.name, table.name) == ("Leeswijzer", "Data")
    assert (table.numbers, table.rows) == ([1, 2, 3], [[""], ["a"], ["1"]])


def test_dates_count_from_1900_or_1904_and_hours_past_a_day(written):
    cells = ['<c s="1"><v>46387</v></c>', '<c s="2"><v>46387.354166666664</v></c>', '<c s="3"><v>1.25</v></c>']
    assert only(written(one_row(*cells))).rows == [["2026-12-31", "2026-12-31 08:30:00", "30 uur"]]
    mac = written(one_row('<c s="1"><v>44925</v></c>'), before='<workbookPr date1904="1"/>')
    assert only(mac).rows == [["2026-12-31"]]


def test_a_percentage_is_what_the_reader_sees_with_all_its_digits(written):
    cells = ['<c s="4"><v>0.85</v></c>', '<c s="4"><v>0.285</v></c>', '<c s="4"><v>0.07</v></c>']
    cells += ['<c s="5"><v>0.85</v></c>', '<c s="4" t="inlineStr"><is><t>85</t></is></c>']
    assert only(written(one_row(*cells))).rows == [["85%", "28,5%", "7%", "0,85", "85"]]


def test_a_percentage_of_openpyxl_is_one_too(saved):
    book = openpyxl.Workbook()
    book.active.append([0.5])
    book.active["A1"].number_format = "0%"
    assert only(saved(book)).rows == [["50%"]]


def test_texts_in_every_form_add_nothing_and_lose_nothing(written):
    shared = (
        "<si><t>kort_x000D_lang</t></si><si><r><t>ri</t></r><r><t>jk</t></r></si>"
        '<si><t>basis</t><rPh sb="0" eb="1"><t>KLANK</t></rPh></si><si><t xml:space="preserve"> spatie </t></si>'
    )
    cells = [f'<c t="s"><v>{at}</v></c>' for at in range(4)]
    cells += ['<c t="inlineStr"><is><t>in</t></is></c>', '<c t="str"><f>A1</f><v>uitkomst</v></c>']
    row = only(written(one_row(*cells), shared=shared)).rows[0]
    assert row == ["kort\rlang", "rijk", "basis", " spatie ", "in", "uitkomst"]


def test_an_error_cell_is_not_read_as_empty(written):
    cells = ['<c t="e"><v>#DIV/0!</v></c>', '<c t="e"><f>1/0</f><v>#N/A</v></c>', '<c t="b"><v>0</v></c>']
    assert only(written(one_row(*cells))).rows == [["#DIV/0!", "#N/A", "onwaar"]]


def test_a_cell_with_a_formula_is_known_whether_it_was_computed_or_not(written):
    cells = ["<c><v>1</v></c>", "<c><f>1+1</f><v>2</v></c>", '<c t="str"><f>"a"</f><v>a</v></c>', "<c><f>2</f></c>"]
    sheet = only(written(one_row(*cells)))
    assert sheet.rows == [["1", "2", "a", "#GEEN UITKOMST"]]
    assert sheet.formulas == {(0, 1), (0, 2), (0, 3)}
    (through_the_process,) = opening.sheets(written(one_row(*cells)), "a.xlsx")
    assert through_the_process == sheet


def test_a_computed_cell_that_does_not_say_where_it_stands_is_read_as_before(written):
    row = '<row r="1"><c r="A1"><v>1</v></c></row><row r="2"><c t="n"><f>1+1</f><v>2</v></c></row>'
    assert only(written(row)).formulas == frozenset()


def test_a_formula_that_was_never_computed_is_not_read_as_empty(bytes_of, written):
    assert only(bytes_of(("Blad", [[1, 2, "=A1+B1"]]))).rows == [["1", "2", sheet_xml.NO_RESULT]]
    empty_text = '<c t="str"><f>IF(1,"")</f><v></v></c>'
    shared = '<c><f t="shared" si="0"/><v>3</v></c>'
    assert only(written(one_row("<c><f>1</f><v/></c>", empty_text, shared))).rows == [[sheet_xml.NO_RESULT, "", "3"]]


def test_errors_are_seen_when_names_have_a_prefix_or_single_quotes(written):
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    prefixed = (
        f'<x:worksheet xmlns:x="{main}"><x:sheetData><x:row r="1"><x:c r="A1"><x:f>1</x:f></x:c>'
        '<x:c r="B1" t="e"><x:v>#REF!</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    )
    assert only(written(sheet=prefixed)).rows == [[sheet_xml.NO_RESULT, "#REF!"]]
    single = f"""<worksheet xmlns='{main}'><sheetData><row r='1'><c r='A1' t='e'><v>#REF!</v></c></row></sheetData></worksheet>"""
    assert only(written(sheet=single)).rows == [["#REF!"]]


def test_cells_that_do_not_say_where_they_stand_follow_each_other(written):
    cells = '<c s="4"><v>0.63</v></c><c t="e"><v>#N/A</v></c><c><f>A1</f></c><c/><c s="4"><v>0.7</v></c>'
    assert only(written(f"<row><c><v>1</v></c></row><row>{cells}</row>")).rows[1] == [
        "63%", "#N/A", sheet_xml.NO_RESULT, "", "70%"
    ]  # fmt: skip
    half = '<row r="1"><c r="A1"><v>1</v></c><c t="e"><v>#N/A</v></c><c r="D1" s="4"><v>0.5</v></c></row>'
    assert only(written(half)).rows == [["1", "#N/A", "", "50%"]]
    hidden = '<row><c><v>1</v></c></row><row hidden="1"><c><v>2</v></c></row>'
    assert "Rij 2 is verborgen" in only(written(hidden)).notes[0].message
    assert only(written("<row><c><v>1</v></c><c/><c><v>2</v></c></row>")).rows == [["1", "", "2"]]


def test_merged_cells_repeat_their_value_and_say_so(saved):
    book = openpyxl.Workbook()
    for row in (["Noord", "uren", "dagen"], [None, 1, 2], [None, None, None], [None, 3, 4]):
        book.active.append(row)
    book.active.merge_cells("A1:A4")
    book.active.merge_cells("B3:C3")
    sheet = only(saved(book))
    assert sheet.rows == [["Noord", "uren", "dagen"], ["Noord", "1", "2"], ["", "", ""], ["Noord", "3", "4"]]
    assert sheet.filled == {(1, 0), (3, 0)}


def test_a_merged_range_to_the_end_of_the_sheet_fills_only_rows_with_values(written):
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    row = one_row('<c t="inlineStr"><is><t>Noord</t></is></c>', "<c><v>1</v></c>")
    merged = '<mergeCells count="1"><mergeCell ref="A1:A1048576"/></mergeCells>'
    content = written(sheet=f'<worksheet xmlns="{main}"><sheetData>{row}</sheetData>{merged}</worksheet>')
    assert only(content).rows == [["Noord", "1"]]


def test_hidden_rows_and_columns_are_read_and_named_once(saved):
    book = openpyxl.Workbook()
    for at in range(1, 9):
        book.active.append([at, at, at] if at != 4 else [])
    book.active["D9"] = "x"
    for at in (2, 4, 6, 7, 8, 300):
        book.active.row_dimensions[at].hidden = True
    book.active.column_dimensions["B"].hidden = True
    book.active.column_dimensions["Q"].hidden = True
    sheet = only(saved(book))
    assert len(sheet.rows) == 9
    assert [(note.row, note.letter) for note in sheet.notes] == [(2, ""), (None, "B")]
    assert [(note.level, note.message) for note in sheet.notes] == [
        ("warning", "Rij 2 en 6 tot en met 8 zijn verborgen in Excel; zij tellen mee."),
        ("warning", "Kolom B is verborgen in Excel; zij telt mee."),
    ]


def test_hidden_sheets_say_so_and_charts_are_no_sheets(saved):
    book = openpyxl.Workbook()
    book.active.append(["a"])
    for name, state in (("Verborgen", "hidden"), ("Diep", "veryHidden")):
        sheet = book.create_sheet(name)
        sheet.append(["a"])
        sheet.sheet_state = state
    book.create_chartsheet("Grafiek")
    book.create_sheet("Laatste").append(["z"])
    found = excel.read(saved(book), "a.xlsx")
    assert [(one.name, one.is_hidden) for one in found] == [
        ("Sheet", False),
        ("Verborgen", True),
        ("Diep", True),
        ("Laatste", False),
    ]


def test_strict_files_absolute_targets_and_strange_names_are_read(written):
    row = one_row('<c s="1"><v>46387</v></c>')
    assert only(written(row, is_strict=True)).rows == [["2026-12-31"]]
    assert only(written(row, target="/xl/worksheets/sheet1.xml")).rows == [["2026-12-31"]]
    assert only(written(row, name="'t &lt;Lien&gt; / &amp;\u202e\u200b")).name == "'t <Lien> / &"


def test_a_protected_sheet_is_read(saved):
    book = openpyxl.Workbook()
    book.active.append(["a"])
    book.active.protection.set_password("x")
    assert only(saved(book)).rows == [["a"]]


@pytest.mark.parametrize("place", ["XFD1048576", "XFD2", "A1048576"])
def test_a_stray_value_far_away_is_refused(saved, place):
    book = openpyxl.Workbook()
    for _ in range(3):
        book.active.append([1, 2, 3, 4, 5, 6, 7])
    book.active[place] = 1
    with pytest.raises(BadInput, match=r"16\.384 kolommen|1\.048\.576 rijen"):
        excel.read(saved(book), "a.xlsx")


def test_a_formula_without_result_far_away_is_refused(written):
    far = '<row r="1"><c r="A1"><v>1</v></c></row><row r="1048576"><c r="Z1048576"><f>1</f></c></row>'
    with pytest.raises(BadInput, match="losse waarde"):
        excel.read(written(far), "a.xlsx")


def test_cells_that_are_only_formatted_far_away_do_not_count(saved):
    book = openpyxl.Workbook()
    book.active.append(["a", "b"])
    book.active["XFD1048576"].font = Font(bold=True)
    book.active.row_dimensions[900_000].height = 30
    assert only(saved(book)).rows == [["a", "b"]]


@pytest.mark.parametrize("content", [b"PK\x03\x04 niets", b"PK\x03\x04"])
def test_a_broken_workbook_is_refused_in_dutch(content):
    with pytest.raises(BadInput, match="geen leesbaar Excelbestand"):
        excel.read(content, "a.xlsx")


def test_every_cut_off_or_damaged_workbook_is_refused_or_read_right(bytes_of):
    content = bytes_of(("Blad", [["a", 1.5]]))
    for end in range(10, len(content), 97):
        with pytest.raises(BadInput):
            excel.read(content[:end], "a.xlsx")
    for at in range(0, len(content), 23):
        damaged = content[:at] + bytes([content[at] ^ 0x55]) + content[at + 1 :]
        try:
            found = excel.read(damaged, "a.xlsx")
        except BadInput:
            continue
        assert found[0].rows == [["a", "1,5"]]


@pytest.mark.parametrize(
    ("part", "message"),
    [
        ("brief.txt", "een zipbestand"),
        ("xl/workbook.bin", "Bewaar het als .xlsx"),
        ("content.xml", "OpenDocument.*Bewaar het als .xlsx"),
        ("word/document.xml", "Word-document"),
    ],
)
def test_another_kind_of_zip_is_named(zipped, part, message):
    with pytest.raises(BadInput, match=message):
        excel.read(zipped([(part, "hallo")]), "a.xlsx")


def test_a_workbook_that_unpacks_too_large_is_refused(monkeypatch, bytes_of):
    monkeypatch.setattr(workbook, "LARGEST_UNPACKED_BYTES", 1000)
    with pytest.raises(BadInput, match="uitgepakt te groot"):
        excel.read(bytes_of(("Blad", [["x"]])), "a.xlsx")


def test_a_workbook_that_lies_about_the_size_of_a_part_is_refused(written):
    content = bytearray(written(one_row("<c><v>1</v></c>"), shared=f"<si><t>{'x' * 500_000}</t></si>"))
    [size] = [part.file_size for part in zipfile.ZipFile(io.BytesIO(content)).infolist() if "Strings" in part.filename]
    lying = bytes(content).replace(struct.pack("<I", size), struct.pack("<I", 100))
    assert lying != bytes(content)
    with pytest.raises(BadInput, match="geen leesbaar"):
        excel.read(lying, "a.xlsx")


@pytest.mark.parametrize("where", ["sheet", "shared"])
def test_entities_are_refused(written, where):
    bomb = '<!DOCTYPE x [<!ENTITY a "aaa"><!ENTITY b SYSTEM "file:///etc/passwd">]>'
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    sheet = f'{bomb}<worksheet xmlns="{main}"><sheetData>{one_row("<c><v>1</v></c>")}</sheetData></worksheet>'
    content = written(sheet=sheet) if where == "sheet" else written(one_row("<c><v>1</v></c>"), shared=bomb)
    with pytest.raises(BadInput, match="geen leesbaar"):
        excel.read(content, "a.xlsx")


def test_a_name_in_the_zip_that_leaves_its_folder_harms_nothing(written):
    content = written(one_row("<c><v>1</v></c>"), others=[("../../buiten.xml", "x")])
    assert only(content).rows == [["1"]]


def test_zip_parts_written_with_backslashes_are_found(bytes_of):
    content = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(bytes_of(("Blad", [["a", 1], ["b", 2]])))) as book,
        zipfile.ZipFile(content, "w") as turned,
    ):
        for part in book.infolist():
            turned.writestr(part.filename.replace("/", "\\"), book.read(part))
    assert only(content.getvalue()).rows == [["a", "1"], ["b", "2"]]


def test_a_part_that_is_there_with_each_slash_is_broken(bytes_of):
    content = io.BytesIO(bytes_of(("Blad", [["a"]])))
    with zipfile.ZipFile(content, "a") as book:
        book.writestr("xl\\worksheets\\sheet1.xml", "<x/>")
    with pytest.raises(BadInput, match="geen leesbaar"):
        only(content.getvalue())


@pytest.mark.parametrize(("attribute", "counts"), [('date1904="1"', True), ('date1904="true"', True), ("", False)])
def test_a_workbook_that_counts_from_1904_says_so_to_who_reads_its_plain_numbers(written, attribute, counts):
    content = written(one_row("<c><v>44650</v></c>"), before=f"<workbookPr {attribute}/>")
    [sheet] = opening.sheets(content, "a.xlsx")
    assert (sheet.rows, sheet.counts_from_1904) == ([["44650"]], counts)
