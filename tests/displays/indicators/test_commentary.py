"""What owners wrote on the page: due, missing, not due; and last quarter's promise beside this quarter."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from html import unescape

import nbformat
import pytest

from helpers import displays as show
from helpers.displays.readings import owners_word
from helpers.floor.params.explanation import Explanation
from helpers.floor.shapes.pieces import MIME, Facts, Text
from helpers.runner.page import render_notebook

DAY = date(2026, 12, 31)
CONTEXT = {
    "municipality": "Voorbeeldstad", "quarter": "2026-Q3", "quarter_dutch": "derde kwartaal van 2026",
    "date_dutch": "30 september 2026", "edition": 1, "kind": "concept", "is_made_up": True,
    "code_version": "abc", "data_hash": "f00d", "built_at": None, "exports_until": "30 september 2026",
}  # fmt: skip
# What a text may hold and still pass the form: the page shows it letter for letter.
HARMLESS = "Kosten {{7*7}} ${7*7} {% raw %} ]]> & 'a' \"b\" `c` &lt;script&gt; 5 < 6 javascript:x"
# What the form refuses; the page must not trust that.
HARMFUL = '<script>alert(1)</script><img src=x onerror=alert(1)>"\'>=HYPERLINK("http://x")\u202e]]>'


def said(number, text="Tekst", day=DAY):
    return Explanation(number, f"{text} oorzaak", f"{text} gevolg", f"{text} maatregel.", day)


@pytest.fixture
def explained(summary, with_verdicts):
    """The summary where BR-1-1 is behind and BR-1-2 reached, with explanations by quarter."""

    def given(*now, before=(), verdicts=("achter", "gehaald")):
        commentary = {"2026-Q3": now, "2026-Q2": before}
        rest = ["gehaald"] * (len(summary.settings.indicators) - len(verdicts))
        return replace(with_verdicts(*verdicts, *rest), commentary={q: tuple(s) for q, s in commentary.items() if s})

    return given


def page(*pieces):
    bundles = [{MIME: one.as_json(), "text/plain": "<x>"} for one in pieces]
    outputs = [nbformat.v4.new_output("execute_result", one, execution_count=1) for one in bundles]
    cells = [
        nbformat.v4.new_code_cell("quarter = 1"),
        nbformat.v4.new_markdown_cell("# Titel\n\n## Kop"),
        nbformat.v4.new_code_cell("show()", execution_count=1, outputs=outputs),
    ]
    return render_notebook("management_summary", nbformat.v4.new_notebook(cells=cells), context=CONTEXT)


def test_an_explained_indicator_shows_owner_cause_consequence_measure_and_day(explained):
    result = explained(said("BR-1-1"))
    ((heading, (facts,)),) = show.commentary(result).sections
    one = result.settings.indicator("BR-1-1")
    assert heading == f"BR-1-1 {one.name}: achter"
    assert facts.pairs == [
        ("Eigenaar", one.owner),
        ("Oorzaak", "Tekst oorzaak"),
        ("Gevolg", "Tekst gevolg"),
        ("Maatregel", "Tekst maatregel."),
        ("Klaar op", "31 december 2026"),
    ]


def test_a_measure_without_a_day_says_so(explained):
    ((_, (facts,)),) = show.commentary(explained(said("BR-1-1", day=None))).sections
    assert facts.pairs[-1] == ("Klaar op", "geen dag genoemd")


def test_where_it_is_due_and_missing_the_page_says_so_with_the_owner(explained):
    result = explained(verdicts=("achter", "niet gehaald", "niet meer haalbaar", "onzeker", "geen oordeel"))
    ((heading, (text,)),) = show.commentary(result).sections
    names = [one.name for one in result.settings.indicators]
    assert heading == "Toelichting ontbreekt"
    assert text.sentences[0].startswith(f"BR-1-1 {names[0]}: achter. Eigenaar: ")
    assert [sentence[:6] for sentence in text.sentences] == ["BR-1-1", "BR-1-2", "BR-1-3"]


def test_an_explanation_that_is_not_due_is_shown_with_its_status(explained):
    sections = show.commentary(explained(said("BR-1-2"))).sections
    assert [heading.rpartition(": ")[2] for heading, _ in sections] == ["gehaald", "Toelichting ontbreekt"]


def test_when_nothing_is_due_and_nothing_was_said_one_sentence_says_so(explained):
    result = explained(verdicts=("gehaald", "gehaald"))
    assert show.commentary(result) == Text(["Geen indicator vraagt nu om een toelichting van de eigenaar."])
    assert show.explanations_due(result) == show.commentary(result)


def test_last_quarters_promise_stands_beside_this_quarters_outcome(explained):
    pieces = show.promises(explained(before=[said("BR-1-1"), said("BR-1-2", day=None)]))
    assert isinstance(pieces, Facts)
    assert [words for _, words in pieces.pairs] == [
        "Beloofd: Tekst maatregel. Klaar: uiterlijk 31 december 2026. Nu: 65% (13 van 20), achter.",
        "Beloofd: Tekst maatregel. Er is geen dag genoemd. Nu: 70% (14 van 20), gehaald.",
    ]


@pytest.mark.parametrize(("day", "is_past"), [(date(2026, 9, 30), True), (date(2026, 10, 1), False)])
def test_a_promised_day_that_went_by_is_said(explained, day, is_past):
    ((_, words),) = show.promises(explained(before=[said("BR-1-1", day=day)])).pairs
    assert ("Die dag is voorbij." in words) == is_past


def test_an_outcome_that_turns_round_turns_the_sentence_round(explained):
    for verdict in ("achter", "op koers", "niet gehaald"):
        ((_, words),) = show.promises(explained(before=[said("BR-1-1")], verdicts=(verdict,))).pairs
        assert words.endswith(f", {verdict}.")


def test_without_earlier_commentary_one_sentence_says_so(explained):
    told = show.promises(explained(said("BR-1-1")))
    assert told.why == "over het tweede kwartaal van 2026 is geen toelichting gegeven"


def test_an_indicator_that_no_longer_exists_is_left_out(explained):
    result = explained(said("ZZ-9-9"), before=[said("ZZ-9-9")], verdicts=("gehaald",))
    assert isinstance(show.commentary(result), Text) and isinstance(show.promises(result), Text)


@pytest.mark.parametrize(
    ("given", "caption", "note"),
    [
        ((), "2 van de 2 gevraagde toelichtingen ontbreken in", "Hierboven staat hoe"),
        (("BR-1-1",), "1 van de 2 gevraagde toelichtingen ontbreekt in", "Hierboven staat hoe"),
        (("BR-1-1", "BR-1-2"), "Elke gevraagde toelichting is er in", "niets meer"),
    ],
)
def test_the_analyst_sees_what_is_missing_and_the_command(explained, given, caption, note):
    result = explained(*map(said, given), verdicts=("achter", "niet gehaald", "onzeker"))
    table = show.explanations_due(result)
    assert table.caption == f"{caption} het derde kwartaal van 2026"
    assert note in table.notes[0]
    assert [row[3].text for row in table.rows] == [
        "aanwezig" if number in given else "ontbreekt" for number in ("BR-1-1", "BR-1-2")
    ]
    assert [row[4] for row in table.data.rows] == [number in given for number in ("BR-1-1", "BR-1-2")]


def judged(number, word, reason=""):
    return Explanation(number, judgement=word, reason=reason)


def test_a_judgement_of_the_owner_stands_beside_ours_where_it_differs_and_changes_no_status(explained):
    result = explained(judged("BR-1-1", "op koers", "De laatste afspraak ligt klaar"))
    one = result.settings.indicator("BR-1-1")
    (heading, (facts,)), (missing, _) = show.commentary(result).sections
    assert heading == f"BR-1-1 {one.name}: achter. Eigenaar: op koers"
    assert facts.pairs == [("Eigenaar", one.owner), ("Oordeel eigenaar", "Op koers. De laatste afspraak ligt klaar.")]
    assert missing == "Toelichting ontbreekt", "a judgement explains nothing"
    assert owners_word(result, one) == "Eigenaar: op koers"
    assert show.status_counts(result) == show.status_counts(explained())
    assert show.explanations_due(result).data.rows == show.explanations_due(explained()).data.rows


def test_a_judgement_that_is_ours_too_says_nothing_new(explained):
    result = explained(judged("BR-1-2", "gehaald"), verdicts=("gehaald", "gehaald"))
    assert isinstance(show.commentary(result), Text)
    both = replace(said("BR-1-1"), judgement="achter", reason="Dat weten we.")
    ((heading, (facts,)),) = show.commentary(explained(both)).sections
    assert heading.endswith(": achter") and "Oordeel eigenaar" not in dict(facts.pairs)


def test_an_explanation_with_another_judgement_shows_both(explained):
    ((heading, (facts,)),) = show.commentary(explained(replace(said("BR-1-1"), judgement="onzeker"))).sections
    assert heading.endswith(": achter. Eigenaar: onzeker")
    assert [term for term, _ in facts.pairs] == [
        "Eigenaar",
        "Oordeel eigenaar",
        "Oorzaak",
        "Gevolg",
        "Maatregel",
        "Klaar op",
    ]


def test_a_judgement_promises_nothing(explained):
    assert isinstance(show.promises(explained(before=[judged("BR-1-1", "op koers")])), Text)


def test_the_reason_to_do_without_stands_where_the_explanation_would(explained):
    result = replace(explained(verdicts=("achter", "niet gehaald")), without_explanation="De eigenaar is ziek")
    ((_, (text,)),) = show.commentary(result).sections
    assert text.sentences[0] == "Reden: De eigenaar is ziek."
    assert ["Eigenaar:" in sentence for sentence in text.sentences] == [False, True, True]
    ((_, _),) = show.commentary(replace(explained(said("BR-1-1")), without_explanation="De eigenaar is ziek")).sections


@pytest.mark.parametrize("payload", [HARMLESS, HARMFUL])
def test_what_an_owner_typed_is_shown_and_never_run(explained, payload):
    one = Explanation("BR-1-1", payload, payload, payload, DAY)
    result = explained(one, before=[one])
    pieces = show.commentary(result), show.promises(result)
    html = page(*pieces)
    assert not re.search(r"<script|<img|49(?!\d)", html)
    assert "<script" not in "".join(piece.as_html() for piece in pieces)
    words = unescape(re.sub(r"<[^>]+>", "", html))
    assert words.count(payload.replace("\u202e", "")) == 4 and "\u202e" not in html


def test_the_piece_that_jupyterlab_shows_is_escaped_too(explained):
    shown = show.commentary(explained(Explanation("BR-1-1", HARMFUL, "b", "c"))).as_html()
    assert "<script" not in shown and "&lt;script&gt;" in shown
