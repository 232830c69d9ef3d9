"""What a text of an owner may be, and what is wrong with a file as a whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.floor.params import commentary
from helpers.floor.params.yaml_text import Document
from helpers.floor.quarter import Quarter

QUARTER = Quarter(2026, 3)
KNOWN = ("VE-1-4", "VE-2-1")
RIGHT = {
    "id": "VE-1-4",
    "cause": "Te weinig sessies.",
    "consequence": "Minder ouderen.",
    "measure": "Werven.",
}


def read(*listed, known=KNOWN, **more):
    rows = {("explanations", at): 10 * at for at in range(len(listed))}
    document = Document({"explanations": [*listed], **more}, rows)
    return commentary.explanations(document, "x.yml", QUARTER, known)


def refusals(*listed, **more):
    said, faults = read(*listed, **more)
    assert said == () or faults == []
    return [fault.message for fault in faults]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("", "ontbreekt een tekst"),
        (" \n\t\u00a0", "ontbreekt een tekst"),
        ("2026-12-31", "geen getal of datum"),
        ("128,5", "geen getal of datum"),
        ("{{7*7}}", "geen getal of datum"),
        ('=HYPERLINK("http://x";"klik")', "formule"),
        ("  =1+A1 is het", "formule"),
        ("@SUM(A1)", "formule"),
        ("-cmd|' /C calc'!A0", "formule"),
        ("+A1 erbij", "formule"),
        ("Zie <script>alert(1)</script>", "opmaak"),
        ("Zie < b>dit", "opmaak"),
        ("Zie <!-- dit", "opmaak"),
        ("Rechts\u202enaar links", "U+202E"),
        ("Nul\u200bbreed", "U+200B"),
        ("Bel\x07", "U+0007"),
        ("Eigen teken \ue000", "U+E000"),
        ("Onbekend teken \ufdd0", "onzichtbaar teken"),
        ("a" * 601, "601 tekens"),
        ("a" * 10_000, "10000 tekens"),
    ],
)
def test_a_text_that_is_no_plain_sentence_is_refused_without_repeating_it(text, why):
    with pytest.raises(ValueError, match=why.replace("+", r"\+")) as refused:
        commentary.owner_text(text)
    assert len(text) < 12 or text.strip()[:12] not in " ".join(refused.value.args)


@pytest.mark.parametrize(
    "text",
    [
        "Minder dan 5 < 10 wijken",
        "- eerst dit - dan dat",
        "Ja",
        "Kosten {{7*7}} en ]]> blijven letterlijk staan",
        "Café, naïef, €, “aanhaling”, 5 − 3 😀",
        "a" * 600,
    ],
)
def test_an_ordinary_sentence_stays_as_it_is(text):
    assert commentary.owner_text(text) == text


def test_lines_and_hard_spaces_become_single_spaces():
    assert commentary.owner_text(" een\r\n\ntwee\u00a0 drie\t") == "een twee drie"


@given(st.text(max_size=700))
def test_what_is_taken_is_one_printable_line_and_is_taken_again_unchanged(text):
    try:
        line = commentary.owner_text(text)
    except ValueError:
        return
    assert line.isprintable() and 1 <= len(line) <= 600 and "  " not in line
    assert commentary.owner_text(line) == line


def test_a_right_file_gives_its_explanations():
    said, faults = read({**RIGHT, "promised_on": "2026-12-31"}, {**RIGHT, "id": "VE-2-1"})
    assert faults == []
    assert [(one.id, one.cause, str(one.promised_on)) for one in said] == [
        ("VE-1-4", "Te weinig sessies.", "2026-12-31"),
        ("VE-2-1", "Te weinig sessies.", "None"),
    ]


def test_all_faults_are_told_at_once_in_the_order_of_the_rows():
    said, faults = read(
        {**RIGHT, "cause": "=1"}, {**RIGHT, "measur": "x"}, {**RIGHT, "promised_on": "2025-12-31"}
    )
    assert said == ()
    assert [(fault.row, fault.message) for fault in faults] == [
        (0, "De tekst begint als een formule."),
        (10, "“measur” is geen bekende naam."),
        (10, "VE-1-4 staat er twee keer."),
        (20, "VE-1-4 staat er twee keer."),
        (20, "De beloofde dag ligt niet na het kwartaal."),
    ]  # fmt: skip


def test_an_indicator_must_be_one_of_the_municipality_unless_those_cannot_be_told():
    assert refusals({**RIGHT, "id": "VE-9-9"}) == ["VE-9-9 is geen indicator van deze gemeente."]
    assert refusals({**RIGHT, "id": "VE-9-9"}, known=None) == []
    assert refusals({**RIGHT, "id": "Planteman"}) == ["Dit is geen nummer van een indicator."]


@pytest.mark.parametrize(
    ("promised_on", "refused"),
    [
        ("", False), ("2026-10-01", False), ("2031-12-31", False),
        ("2026-09-30", True), ("2025-12-31", True), ("2032-01-01", True),
        ("31-12-2026", True), ("2026-02-30", True), ("eind december", True),
    ],
)  # fmt: skip
def test_a_promised_day_lies_after_the_quarter_and_within_five_years(promised_on, refused):
    found = refusals({**RIGHT, "promised_on": promised_on})
    assert len(found) == refused
    assert promised_on == "" or not any(promised_on in message for message in found)


def test_a_field_that_is_left_out_and_a_key_too_many_are_refused():
    assert refusals({"id": "VE-1-4", "cause": "Ja"}) == ["“consequence” ontbreekt.", "“measure” ontbreekt."]
    assert refusals(RIGHT, remark="x") == ["“remark” is geen bekende naam."]


def test_no_fault_carries_what_an_owner_wrote():
    _, faults = read(
        {**RIGHT, "cause": "<b>Planteman</b>", "measure": ["Planteman"], "promised_on": "Planteman"}
    )
    assert len(faults) == 3
    assert "Planteman" not in repr(faults)
