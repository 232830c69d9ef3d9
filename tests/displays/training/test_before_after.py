"""The marks in words and bars: turn the data round and the message turns; hidden groups stay hidden."""

import math
import re
from dataclasses import replace
from datetime import date

import pytest

from helpers import displays as show
from helpers.displays.training.before_after import difference_sentences
from helpers.floor.shapes import tables
from helpers.floor.shapes.pieces import Absent, Figure, Table, Text

ABOUT = {"area_level": "municipality", "period": "2025-Q4", "start": date(2025, 1, 1), "end": date(2025, 12, 31)}
WARNING = "Of zij daardoor weerbaarder zijn, meet dit niet."
HIDDEN = {"value": math.nan, "numerator": math.nan, "denominator": math.nan, "withheld": "small"}


def share(measure, split, group, k, n):
    where = {"measure": measure, "split": split, "group": group}
    return where | (HIDDEN if k is None else {"value": 100 * k / n, "numerator": k, "denominator": n})


def marks_rows(up=50, same=20, down=10, pairs=(80, 110)):
    rows = [
        share("mark_response_percent", "marks", "both", *pairs),
        share("mark_change_percent", "mark_change", "lager", down, 80),
        share("mark_change_percent", "mark_change", "gelijk", same, 80),
        share("mark_change_percent", "mark_change", "hoger", up, 80),
        share("mark_sufficient_percent", "moment", "voor", 20, 75),
        share("mark_sufficient_percent", "moment", "na", 40, 75),
    ]
    return tables.measures(rows, unit="percent", counted="person", **ABOUT)


def mean_row(estimate=0.8, low=0.6, high=1.1, **more):
    about = {"term": "mean_difference", "role": "primary", "measure": "mark_difference", "unit": "mark_points"}
    return about | {"estimate": estimate, "low": low, "high": high, "level": 0.95, "n": 80} | more


GATE = {"term": "pairs", "role": "gate", "is_met": True}
HIGHER = {"term": "share_higher", "role": "primary", "estimate": 62.5, "low": 51.5, "high": 72.3, "level": 0.95}
HIGHER |= {"unit": "percent"}


@pytest.fixture
def marked(training):
    def given(*estimates, **groups):
        made = tables.estimates([GATE, *(estimates or [mean_row(), HIGHER])], model="paired", period="2025-Q4")
        measures = tables.stack(training.measures, marks_rows(**groups))
        return replace(training, measures=measures, estimates=tables.stack(training.estimates, made))

    return given


@pytest.mark.parametrize(
    ("groups", "title"),
    [
        ({}, "63% gaf zichzelf na de training een hoger cijfer, 13% een lager"),
        ({"up": 10, "down": 50}, "63% gaf zichzelf na de training een lager cijfer, 13% een hoger"),
        ({"up": 30, "same": 20, "down": 30}, "Hoger of lager: beide bij 38% van de ouderen"),
        ({"same": None, "down": None}, "63% gaf zichzelf na de training een hoger cijfer"),
        ({"up": None, "same": None, "down": 50}, "63% gaf zichzelf na de training een lager cijfer"),
        ({"up": None, "same": 60, "down": None}, "75% gaf zichzelf na de training hetzelfde cijfer"),
    ],
)
def test_the_title_turns_with_the_groups_and_names_no_hidden_one(marked, groups, title):
    figure = show.before_after(marked(**groups))
    assert isinstance(figure, Figure) and figure.title == title
    assert WARNING in figure.alt


def test_a_hidden_group_keeps_its_line_and_no_figure(marked):
    figure = show.before_after(marked(same=None, down=None))
    assert [[cell.text for cell in row] for row in figure.rows] == [
        ["Hoger cijfer", "63%"],
        ["Gelijk cijfer", "afgeschermd"],
        ["Lager cijfer", "afgeschermd"],
    ]
    # Whole percents: 62.5 would tell that it is 50 of 80.
    assert figure.data.rows == [["hoger", 63, ""], ["gelijk", None, "small"], ["lager", None, "small"]]
    assert re.findall(r">([^<]*%|afgeschermd)</text>", figure.svg).count("afgeschermd") == 2


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (mean_row(), "Het cijfer na de training was gemiddeld 0,8 punt hoger (95%-interval: 0,6 tot 1,1 punt)."),
        (
            mean_row(-0.8, -1.1, -0.6),
            "Het cijfer na de training was gemiddeld 0,8 punt lager (95%-interval: −1,1 tot −0,6 punt).",
        ),
        (mean_row(0.2, -0.1, 0.5), "Of het cijfer gemiddeld hoger of lager werd, is niet duidelijk."),
        (mean_row(0.2, 0.0, 0.5), "Of het cijfer gemiddeld hoger of lager werd, is niet duidelijk."),
    ],
)
def test_the_sentence_on_the_mean_turns_and_an_interval_with_zero_leaves_it_open(row, said):
    assert difference_sentences(tables.estimates([row]).iloc[0])[0] == said


def test_the_sentences_give_response_and_difference_and_never_a_cause(marked):
    text = show.before_after_said(marked())
    assert text.sentences[0] == "Ongeveer 80 van ongeveer 110 ouderen gaven twee cijfers: 73%."
    assert text.sentences[1] == "Van hen gaf 63% een hoger cijfer (95%-interval: 51 tot 73%)."
    assert text.sentences[-1] == WARNING
    pieces = [text.as_html(), show.before_after(marked()).as_html(), show.before_after_table(marked()).as_html()]
    assert not re.search(r"werkt|effect|dankzij|door de training|zorgt|significant", " ".join(pieces))


def test_a_hidden_response_is_said_to_be_hidden(marked):
    said = show.before_after_said(marked(pairs=(None, None))).sentences
    assert said[0] == "Hoeveel ouderen twee cijfers gaven, blijft afgeschermd."


def test_low_response_brings_the_bounds(marked):
    limits = [
        {"term": "bounds", "role": "limit", "low": -3.3, "high": 3.6, "unit": "mark_points"},
        {"term": "bounds", "role": "limit", "low": 38, "high": 76, "unit": "percent"},
    ]
    said = show.before_after_said(marked(mean_row(), *limits)).sentences
    assert "Hadden alle ouderen geantwoord, dan was het verschil −3,3 tot 3,6 punt." in said
    assert "Hadden alle ouderen geantwoord, dan was het deel met een hoger cijfer 38 tot 76%." in said


def test_beside_a_hidden_group_the_mean_is_said_to_be_hidden(marked):
    said = show.before_after_said(marked(HIGHER)).sentences
    assert said[2] == "Het gemiddelde verschil blijft afgeschermd: het zou iets over een kleine groep zeggen."
    nothing = show.before_after_said(marked(GATE)).sentences
    assert nothing[1] == "Welk deel een hoger cijfer gaf, blijft afgeschermd."
    notes = show.before_after_table(marked(HIGHER)).notes
    assert "Het gemiddelde verschil staat er alleen als geen enkele groep is afgeschermd." in notes
    assert not any("toets" in note for note in notes)


def test_no_word_and_no_column_speaks_of_a_test_or_difference_that_is_not_there(marked):
    zero = "Ligt nul in het interval van een verschil, dan zijn beide richtingen mogelijk."
    bare = show.before_after_table(marked(HIGHER))
    assert bare.columns == ["Wat", "Uitkomst", "Interval"] and zero not in bare.notes
    tested = show.before_after_table(marked(mean_row(p=0.01), HIGHER))
    assert tested.columns[-1] == "Toets (p)" and zero in tested.notes


def test_the_table_gives_the_tests_and_says_what_is_hidden(marked):
    direction = {"term": "direction", "role": "exploratory", "p": 0.0005}
    table = show.before_after_table(marked(mean_row(), direction, HIGHER))
    assert isinstance(table, Table)
    assert [[cell.text for cell in row] for row in table.rows] == [
        ["Voldoende vóór de training", "27%", "–", "–"],
        ["Voldoende na de training", "53%", "–", "–"],
        ["Hoger cijfer na de training", "63%", "51 tot 73%", "–"],
        ["Gemiddeld verschil", "+0,8 punt", "0,6 tot 1,1 punt", "–"],
        ["Hoger tegenover lager", "–", "–", "kleiner dan 0,001"],
    ]
    assert any("blijft afgeschermd" in note for note in table.notes)
    assert any(note.startswith("De intervallen tellen personen.") for note in table.notes)
    change = {"term": "sufficient_difference", "role": "primary", "unit": "percentage_points"}
    change |= {"estimate": 22.2, "low": 8.5, "high": 34.9, "level": 0.95, "p": 0.0016}
    told = show.before_after_table(marked(mean_row(), change))
    assert [cell.text for cell in told.rows[-1]][:2] == ["Verschil in voldoendes", "+22,2 procentpunt"]
    assert not any("blijft afgeschermd" in note for note in told.notes)


def test_with_too_few_pairs_the_reason_stands_in_place_of_the_marks(marked):
    rule = "Voor een vergelijking gaven te weinig ouderen twee cijfers; nodig zijn er 30."
    gate = {"term": "pairs", "role": "gate", "rule": rule, "is_met": False}
    few = marked(gate, up=None, same=None, down=None)
    few = replace(few, estimates=few.estimates[few.estimates.is_met.ne(True) | (few.estimates.term != "pairs")])
    for piece in (show.before_after(few), show.before_after_table(few), show.before_after_said(few)):
        assert isinstance(piece, Absent) and rule in piece.sentences


def test_a_chapter_without_marks_says_so(training):
    for piece in (show.before_after(training), show.before_after_table(training), show.before_after_said(training)):
        assert isinstance(piece, Text) and piece.sentences[0].startswith("Over de cijfers vóór en na")


def test_sentences_stay_short(marked):
    texts = [*show.before_after_said(marked()).sentences, *show.before_after_table(marked()).notes]
    sentences = [one for text in texts for one in re.split(r"(?<=[.:]) ", text)]
    assert max(len(one.split()) for one in sentences) <= 20
    assert sum(len(one.split()) for one in sentences) / len(sentences) <= 12
