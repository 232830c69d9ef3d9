"""The funnel, the fullness and who returned: numbers from the tables, hidden ones nowhere, words that turn."""

import math
import re
from dataclasses import replace

import pytest

from helpers import displays as show
from helpers.floor.shapes import tables
from helpers.floor.shapes.pieces import Figure, Text

ABOUT = {"area_level": "municipality", "period": "2026-Q3", "start": "2026-01-01", "end": "2026-09-30"}
HIDDEN = {"value": math.nan, "withheld": "small"}


def number(value):
    return HIDDEN if value is None else {"value": value}


def rows(seats=260.0, registrations=190.0, attendances=165.0, before=15.0):
    step = {"measure": "training_funnel", "split": "step", "counted": "person", "unit": "count"}
    seen = {"measure": "elderly_seen_before", "split": "earlier_year", "unit": "persons"}
    return [
        step | {"group": "seats"} | number(seats),
        step | {"group": "registrations"} | number(registrations),
        step | {"group": "attendances"} | number(attendances),
        seen | {"group": "yes"} | (number(before) if before != "missing" else {"withheld": "missing"}),
    ]


@pytest.fixture
def funnelled(training):
    def given(**changes):
        made = tables.measures(rows(**changes), **ABOUT)
        return replace(training, measures=tables.stack(training.measures, made))

    return given


def test_the_funnel_ends_with_the_indicator_and_names_its_parts(funnelled):
    figure = show.session_funnel(funnelled())
    assert isinstance(figure, Figure)
    assert figure.title == "Ongeveer 190 aanmeldingen en 165 aanwezigen, onder wie 121 verschillende ouderen"
    assert [row[1].text for row in figure.rows] == ["260", "190", "165", "121"]
    assert {"260", "190", "165", "121"} <= set(re.findall(r">(\d+)</text>", figure.svg))
    assert "afgerond op 5" in figure.subtitle and "alle leeftijden" in figure.subtitle
    assert "vanaf 65 jaar" in figure.alt and "tot en met 30 september 2026" in figure.subtitle


@pytest.mark.parametrize(
    ("hidden", "title"),
    [
        ({"registrations": None}, "Ongeveer 165 aanwezigen, onder wie 121 verschillende ouderen"),
        ({"attendances": None}, "Ongeveer 190 aanmeldingen"),
        ({"registrations": None, "attendances": None}, "121 verschillende ouderen op de gehouden bijeenkomsten"),
    ],
)
def test_the_title_says_what_is_not_hidden(funnelled, hidden, title):
    assert show.session_funnel(funnelled(**hidden)).title == title


def test_without_the_indicator_the_title_is_about_the_others(funnelled, rows_replaced):
    gone = {"measure": "elderly_trained", "area_level": "municipality"}
    one = rows_replaced(funnelled(), gone, value=1.0)
    assert show.session_funnel(one).title.endswith("onder wie 1 oudere")
    none = rows_replaced(funnelled(), gone, value=math.nan, withheld="missing")
    assert show.session_funnel(none).title == "Ongeveer 190 aanmeldingen en 165 aanwezigen"
    hidden = rows_replaced(funnelled(registrations=None, attendances=None), gone, value=math.nan, withheld="missing")
    assert show.session_funnel(hidden).title == "Hoeveel mensen kwamen, is niet te tonen"


def test_a_hidden_step_has_no_bar_and_no_figure(funnelled):
    figure = show.session_funnel(funnelled(attendances=None))
    assert [row[1].text for row in figure.rows] == ["260", "190", "afgeschermd", "121"]
    assert figure.data.rows[2] == ["attendances", None, "small"]
    assert "wat daarvan te zien is, is afgerond op 5" in figure.subtitle and "eerste drie aantallen" not in figure.alt
    assert "165" not in figure.svg


def test_without_a_step_to_show_there_is_a_text(training, funnelled):
    hidden = show.session_funnel(funnelled(seats=None, registrations=None, attendances=None))
    assert isinstance(hidden, Text) and isinstance(show.session_funnel(training), Text)
    assert isinstance(show.returning(training), Text)


@pytest.mark.parametrize(("n", "said"), [(0, ""), (1, "Van 1 bijeenkomst ontbreekt"), (3, "Van 3 bijeenkomsten ontbr")])
@pytest.mark.parametrize("group", ["seats", "registrations"])
def test_sessions_without_a_number_are_said(funnelled, n, said, group):
    result = funnelled()
    row = {"measure": "sessions", "split": "unknown", "group": group, "value": n, "unit": "count"}
    result = replace(result, measures=tables.stack(result.measures, tables.measures([row], **ABOUT)))
    source = show.session_funnel(result).source
    assert said in source and ("ontbreekt" in source) == bool(n)


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "Ongeveer 15 van hen kwamen ook in een eerder jaar."),
        ({"before": None}, "Hoeveel van hen in een eerder jaar kwamen, blijft afgeschermd."),
        ({"before": 0.0}, "Geen van hen kwam ook in een eerder jaar."),
        ({"before": "missing"}, "Of zij in een eerder jaar kwamen, is niet bekend: de export begint later."),
    ],
)
def test_who_returned_is_said_as_far_as_it_is_shown(funnelled, changes, said):
    sentences = show.returning(funnelled(**changes)).sentences
    assert sentences[0] == "Van 1 januari tot en met 30 september 2026 kwamen 121 verschillende ouderen."
    assert said in sentences
    assert max(len(one.split()) for one in sentences) <= 20
