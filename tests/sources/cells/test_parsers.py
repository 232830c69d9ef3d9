from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from helpers.sources.cells import parsers
from helpers.sources.cells.cell_parser import Parser, Unreadable
from helpers.sources.cells.hours import number_of_hours


@pytest.mark.parametrize(
    "sign",
    ["", " ", ".", "-", "–", "—", "n.v.t.", "N.V.T.", "nvt", "onbekend", "Onbekend ", "Niet  bekend", "?", "\u200b"],
)
def test_a_missing_sign_is_no_value(sign):
    for parser in (parsers.whole, parsers.decimal, parsers.percent, parsers.day, parsers.month, parsers.code):
        assert parser.read(sign) is None


def test_a_verbatim_kind_gets_the_signs_that_nobody_sees_and_a_blank_is_still_a_blank():
    seen = Parser("tekst", "str", repr), Parser("tekst", "str", repr, is_verbatim=True)
    assert [parser.read(" a\u200b ") for parser in seen] == ["'a'", repr(" a\u200b ")]
    assert [parser.read(" \u200b ") for parser in seen] == [None, None]


def test_an_error_of_excel_is_named_without_what_stands_behind_it():
    with pytest.raises(Unreadable) as caught:
        parsers.text.read("#REF! Planteman")
    assert caught.value.message == "“#REF!” is een fout in Excel, geen waarde."


KINDS = (parsers.text, parsers.code, parsers.decimal, parsers.day, parsers.yes_no, parsers.item, parsers.age_band)


@pytest.mark.parametrize("text", ["NULL", "(null)", "NaN", "nan", "None", "<NA>", "NaT", "n/a", "NA", "(leeg)", "\\N"])
@pytest.mark.parametrize("parser", [*KINDS, parsers.month, parsers.wijk(["WK000001"]), number_of_hours])
def test_a_word_of_a_program_for_nothing_is_nothing_in_every_column(parser, text):
    assert parser.read(text) is None
    assert parser.among([text, "x"])[0](text) is None


@pytest.mark.parametrize("text", ["#N/B", "#N/A", "#DIV/0!"])
@pytest.mark.parametrize("parser", [*KINDS, parsers.month, parsers.wijk(["WK000001"])])
def test_an_error_of_excel_is_refused_in_every_column(parser, text):
    with pytest.raises(Unreadable, match="fout in Excel"):
        parser.read(text)


def test_a_word_that_only_begins_like_a_program_s_is_read():
    assert [parsers.text.read(text) for text in ("Nulmeting", "#1 van de lijst", "Nan en Co")] == [
        "Nulmeting", "#1 van de lijst", "Nan en Co"
    ]  # fmt: skip


def test_yes_and_no_in_every_form():
    yes, no = ("ja", "J", "1", "waar", "TRUE", "yes", "y"), ("Nee", "n", "0", "onwaar", "False", "no")
    assert [parsers.yes_no.read(text) for text in yes] == [True] * 7
    assert [parsers.yes_no.read(text) for text in no] == [False] * 6


@pytest.mark.parametrize("text", ["misschien", "1,0", "1.0", "2", "x", "ja/nee", "jaa"])
def test_what_is_no_yes_or_no_is_refused(text):
    with pytest.raises(Unreadable, match="geen ja of nee"):
        parsers.yes_no.read(text)


def test_not_applicable_is_an_answer_about_an_item_and_unknown_is_none():
    read = [parsers.item.read(text) for text in ("Ja", "NEE", "N.v.t.", "nvt", "", "onbekend")]
    assert read == ["ja", "nee", "nvt", "nvt", None, None]


def test_a_choice_names_its_words_and_the_nearest():
    with pytest.raises(Unreadable, match=r"“geplant” is geen van: gehouden, gepland") as caught:
        parsers.choice("gehouden", "gepland").read("geplant")
    assert caught.value.hint == "Bedoelde u gepland?"


def test_a_choice_does_not_mind_case_accents_or_spaces():
    parser = parsers.choice("adequaat", "nog niet geëvalueerd")
    assert parser.read("Nog niet  GEEVALUEERD") == "nog niet geëvalueerd"


@pytest.mark.parametrize("text", ["adequaat?", "adequaat (deels)", "adequaat/nee", "inadequaat", "*adequaat"])
def test_a_choice_with_a_doubt_behind_it_is_refused(text):
    with pytest.raises(Unreadable, match="is geen van"):
        parsers.choice("adequaat", "niet adequaat").read(text)


def test_a_choice_may_have_dots_hyphens_and_accents_of_any_form():
    assert parsers.item.read("n.v.t") == "nvt"
    assert parsers.choice("nog niet geëvalueerd").read("Nog-niet gee\u0308valueerd.") == "nog niet geëvalueerd"


@pytest.mark.parametrize(
    ("text", "band"),
    [
        ("65-74", (65, 74)), ("65 – 74", (65, 74)), ("65 t/m 74", (65, 74)), ("65 tot en met 74", (65, 74)),
        ("65 tot 75", (65, 74)), ("65 tot 75 jaar", (65, 74)), ("65-74 jaar", (65, 74)), ("85+", (85, None)),
        ("85 +", (85, None)), ("85 en ouder", (85, None)), ("85 jaar en ouder", (85, None)),
        ("85 jaar of ouder", (85, None)), ("≥85", (85, None)), ("<65", (0, 64)), ("< 65 jaar", (0, 64)),
        ("jonger dan 65", (0, 64)), ("tot 65", (0, 64)), ("", None), ("onbekend", None),
    ],
)  # fmt: skip
def test_an_age_band_is_its_youngest_and_its_oldest_age(text, band):
    assert parsers.age_band.read(text) == band


@pytest.mark.parametrize("text", ["bejaard", "12-03-1950", "1950", "74-65", "66", "65-740", "1950-1959", ">65"])
def test_what_is_no_age_band_is_refused_and_never_repeated(text):
    with pytest.raises(Unreadable, match="geen leeftijdsklasse") as caught:
        parsers.age_band.read(text)
    assert text not in caught.value.message + caught.value.hint


WIJK = parsers.wijk(["WK000106", "WK000112"])


@pytest.mark.parametrize(
    "text", ["WK000106  ", "wk000106", "WK 0001 06", "WK\u200b000106", "\ufeffWK000106", "\u00a0Wk000106"]
)
def test_case_spaces_and_what_is_invisible_do_not_count_in_a_wijk(text):
    assert WIJK.read(text) == "WK000106"


@pytest.mark.parametrize("text", ["W\u041a000106", "W\u212a000106", "ＷＫ000106", "WK00010\u06f6"])
def test_a_letter_that_only_looks_right_is_no_wijk(text):
    with pytest.raises(Unreadable, match="lijkt"):
        WIJK.read(text)


def test_a_long_s_is_no_s_in_a_wijk():
    with pytest.raises(Unreadable, match="lijkt"):
        parsers.wijk(["WS01"]).read("W\u017f01")


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("WK00016", "Bedoelde u WK000106?"), ("000112", "Bedoelde u WK000112?"), ("0112", "Bedoelde u WK000112?"),
        ("XYZ", "De codes staan in data/reference/wijken.csv."), ("BU00010601", "“BU00010601” is een buurt van WK000106."),
    ],
)  # fmt: skip
def test_an_unknown_wijk_gets_what_helps(text, said):
    with pytest.raises(Unreadable) as caught:
        WIJK.read(text)
    assert said in (caught.value.hint, caught.value.message)


def test_a_code_that_excel_took_for_a_day_gives_a_warning():
    _, remarks = parsers.code.among(["P12", "2012-03-01"])
    assert [(remark.text, remark.level) for remark in remarks] == [("2012-03-01", "warning")]


def test_a_code_that_excel_shortened_is_refused():
    assert parsers.code.read("SA-1") == "SA-1"
    with pytest.raises(Unreadable, match="ingekort"):
        parsers.code.read("1,23E+11")


def test_an_error_of_excel_is_no_value_in_any_column():
    for parser in (parsers.text, parsers.decimal, parsers.day):
        with pytest.raises(Unreadable, match="fout in Excel"):
            parser.read("#DIV/0!")


def test_invisible_signs_and_control_codes_do_not_come_in():
    assert parsers.text.read("ga\u200bs \x1b[31mrood") == "gas [31mrood"


def test_a_long_cell_is_cut_off_in_the_message():
    with pytest.raises(Unreadable) as caught:
        parsers.decimal.read("x" * 5000)
    assert len(caught.value.message) < 100
    assert "…" in caught.value.message


@pytest.mark.parametrize("text", ["jan.jansen@voorbeeld.nl", "111222333", "06-12345678"])
def test_a_message_never_repeats_what_looks_personal(text):
    for parser in (parsers.decimal, parsers.day, parsers.yes_no, parsers.wijk(["WK000001"])):
        with pytest.raises(Unreadable) as caught:
            parser.read(text if parser is not parsers.decimal else f"{text} x")
        assert text not in caught.value.message + caught.value.hint


PARSERS = (
    parsers.text, parsers.code, parsers.decimal, parsers.whole, parsers.percent, parsers.day, parsers.month,
    parsers.quarter, parsers.yes_no, parsers.age_band, parsers.item, WIJK,
)  # fmt: skip


@settings(deadline=None)
@given(st.one_of(st.text(), st.text("0123456789.,-/: %*eEtTzZ'’+<>jan", max_size=30)))
def test_no_text_makes_a_parser_fail_in_another_way_than_by_refusing(text):
    for parser in PARSERS:
        with suppress(Unreadable):
            parser.read(text)


@settings(deadline=None)
@given(st.booleans(), st.sampled_from([("ja", "nee"), ("J", "N"), ("1", "0"), ("waar", "onwaar"), ("True", "False")]))
def test_a_yes_or_no_that_is_written_is_read_back(value, words):
    assert parsers.yes_no.read(words[not value]) is value


@pytest.mark.parametrize(
    ("parser", "level"), [(parsers.done_day, "warning"), (parsers.end_day, "error"), (parsers.day, None)]
)
@pytest.mark.parametrize("word", ["onbekend", " Onbekend ", "?", "niet bekend"])
def test_unknown_is_not_taken_for_not_yet_in_silence(parser, level, word):
    read, remarks = parser.among([word, "31-12-2026", ""])
    assert read(word) is None
    assert [(remark.level, remark.text) for remark in remarks] == ([(level, word.strip())] if level else [])
