from helpers.door.cells import Sheet, column_letter, find_header, fold


def sheet_of(*rows):
    return Sheet("a.csv", "", [list(row) for row in rows], list(range(1, len(rows) + 1)))


def test_the_header_is_found_below_title_rows():
    sheet = sheet_of(["Overzicht Datum"], [], ["Datum", "Boa's", "Met bodycam"], ["1-1-2026", "3", "2"])
    header = find_header(sheet, ["Datum", "Boa's", "Met bodycam"])
    assert (header.at, header.found) == (2, 3)


def test_case_spaces_and_accents_of_a_header_do_not_count():
    header = find_header(sheet_of([" DATUM ", "Geevalueerd", "met  bijplaatsing"]), ["Datum", "Geëvalueerd"])
    assert header.places("Geëvalueerd") == [1]
    assert header.places("met_bijplaatsing") == [2]


def test_a_sheet_without_any_wanted_header_has_none():
    assert find_header(sheet_of(["Leeswijzer"], ["tekst"]), ["Datum"]) is None


def test_a_doubled_header_shows_both_places():
    assert find_header(sheet_of(["Uren", "Doel", "uren"]), ["Uren"]).places("Uren") == [0, 2]


def test_columns_are_named_as_excel_names_them():
    assert [column_letter(place) for place in (0, 25, 26, 701, 702, 16383)] == ["A", "Z", "AA", "ZZ", "AAA", "XFD"]


def test_words_that_differ_stay_different():
    assert fold("Datum") != fold("Data")
