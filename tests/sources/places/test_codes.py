import pytest

from helpers.sources.places.places import located


def said(form, text, reference):
    [place] = located(form, [(text,)], reference)
    return place.wijk or place.state


@pytest.mark.parametrize(
    "text", ["WK000103", " wk 0001 03 ", "WK-0001-03", "000103", "3", "03", "Wijk 03", "wk3", "3,0", "WK000103\u00a0 "]
)
def test_a_code_is_read_in_any_case_with_spaces_or_as_its_number_alone(text, reference):
    assert said("code", text, reference) == "WK000103"


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("WK000107", "unknown"), ("7", "unknown"), ("GM0001", "unknown"), ("WK036301", "outside"),
        ("WK0363AF", "outside"), ("036301", "outside"), ("BU00010300", "unreadable"), ("-", "missing"),
        ("n.v.t.", "missing"), ("1234AB", "unreadable"), ("202601", "unreadable"), ("WК000103", "unreadable"),
        ("#N/B", "unreadable"),
    ],
)  # fmt: skip
def test_what_is_no_code_of_this_municipality_is_named_for_what_it_is(text, state, reference):
    assert said("code", text, reference) == state


@pytest.mark.parametrize("text", ["BU00010302", "bu 0001 0302  ", "00010302"])
def test_the_wijk_of_a_buurt_stands_in_its_code(text, reference):
    assert said("buurtcode", text, reference) == "WK000103"


def test_a_code_of_a_buurt_that_lost_the_zero_before_it_is_still_read(tmp_path, wijken_csv):
    (tmp_path / "wijken.csv").write_text(wijken_csv({"WK030801": "Dorp"}))
    assert said("buurtcode", "3080100", tmp_path) == "WK030801"


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("BU00010799", "unknown"), ("BU0363AF01", "outside"), ("03630000", "outside"), ("WK000103", "unreadable"),
        ("000103", "unreadable"), ("0302", "unreadable"), ("20260101", "unreadable"), ("", "missing"),
    ],
)  # fmt: skip
def test_what_is_no_buurt_of_this_municipality_is_named_for_what_it_is(text, state, reference):
    assert said("buurtcode", text, reference) == state


def test_a_code_of_the_other_kind_tells_which_form_to_name(reference):
    wijk, buurt = (
        located(form, [(text,)], reference)[0] for form, text in (("code", "BU00010300"), ("buurtcode", "WK000103"))
    )
    assert wijk.hint == "Schrijf bij area in params/exports.yml: buurtcode."
    assert buurt.hint == "Schrijf bij area in params/exports.yml: code."
