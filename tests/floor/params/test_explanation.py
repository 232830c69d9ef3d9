"""What a text of an owner may be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from helpers.floor.params import explanation


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
        explanation.owner_text(text)
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
    assert explanation.owner_text(text) == text


def test_lines_and_hard_spaces_become_single_spaces():
    assert explanation.owner_text(" een\r\n\ntwee\u00a0 drie\t") == "een twee drie"


@given(st.text(max_size=700))
def test_what_is_taken_is_one_printable_line_and_is_taken_again_unchanged(text):
    try:
        line = explanation.owner_text(text)
    except ValueError:
        return
    assert line.isprintable() and 1 <= len(line) <= 600 and "  " not in line
    assert explanation.owner_text(line) == line
