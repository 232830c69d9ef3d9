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


def rows(registrations=190.0, attendances=165.0, persons=160.0, came=87.0, visits=(100.0, 20.0, 0.0), before=15.0):
    step = {"measure": "training_funnel", "split": "step", "counted": "person", "unit": "persons"}
    status = {"gehouden": 13, "vervallen": 3, "gepland": 6}
    fullness = {"known": 13, "not_full": 12, "less_than_half": 1, "over_attended": 0, "over_registered": 2}
    sessions = {"measure": "sessions", "unit": "count"}
    returns = {"measure": "elderly_by_visits", "unit": "persons"}
    seen = {"measure": "elderly_seen_before", "split": "earlier_year", "unit": "persons"}
    return [
        step | {"group": "registrations"} | number(registrations),
        step | {"group": "attendances"} | number(attendances),
        step | {"group": "persons"} | number(persons),
        {"measure": "came_percent", "split": "step", "group": "attendances", "unit": "percent"} | number(came),
        *(sessions | {"split": "status", "group": group, "value": value} for group, value in status.items()),
        *(sessions | {"split": "fullness", "group": group, "value": value} for group, value in fullness.items()),
        {"measure": "seats", "unit": "count", "value": 260},
        returns | {"value": 121},
        *(
            returns | {"split": "visits", "group": group} | number(value)
            for group, value in zip(("one", "two", "more"), visits, strict=True)
        ),
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
    assert figure.title == "87% van wie zich aanmeldde, kwam ook; er waren 121 verschillende ouderen"
    assert [row[1].text for row in figure.rows] == ["190", "165", "160", "121"]
    assert {"190", "165", "160", "121"} <= set(re.findall(r">(\d+)</text>", figure.svg))
    assert "afgerond op 5" in figure.subtitle and "alle leeftijden" in figure.subtitle
    assert "vanaf 65 jaar" in figure.alt and "260 plaatsen" in figure.alt


def test_the_title_follows_the_share_the_count_and_what_is_hidden(funnelled, rows_replaced):
    assert show.session_funnel(funnelled(came=45.0)).title.startswith("45% van wie zich aanmeldde, kwam ook;")
    assert show.session_funnel(funnelled(came=None)).title == (
        "Er waren 121 verschillende ouderen op de gehouden bijeenkomsten"
    )
    one = rows_replaced(funnelled(came=None), {"measure": "elderly_trained", "area_level": "municipality"}, value=1.0)
    assert show.session_funnel(one).title == "Er was 1 oudere op de gehouden bijeenkomsten"
    gone = {"measure": "elderly_trained", "area_level": "municipality"}
    none = rows_replaced(funnelled(came=None), gone, value=math.nan, withheld="missing")
    assert show.session_funnel(none).title == "Hoeveel van de aanmeldingen ook kwamen, is niet te tonen"


def test_hidden_persons_have_no_bar_and_no_figure(funnelled):
    figure = show.session_funnel(funnelled(persons=None))
    assert [row[1].text for row in figure.rows] == ["190", "165", "afgeschermd", "121"]
    assert figure.data.rows[2] == ["persons", None]
    assert "wat daarvan te zien is, is afgerond op 5" in figure.subtitle and "eerste drie aantallen" not in figure.alt
    assert "160" not in figure.svg


def test_without_a_step_to_show_there_is_a_text(training, funnelled):
    hidden = show.session_funnel(funnelled(registrations=None, attendances=None, persons=None))
    assert isinstance(hidden, Text) and isinstance(show.session_funnel(training), Text)
    assert isinstance(show.session_fullness(training), Text) and isinstance(show.returning(training), Text)


@pytest.mark.parametrize(("n", "said"), [(0, ""), (1, "Van 1 bijeenkomst ontbreekt"), (3, "Van 3 bijeenkomsten ontbr")])
def test_sessions_without_registrations_are_said_and_are_no_row_of_the_table(funnelled, n, said):
    result = funnelled()
    row = {"measure": "sessions", "split": "unknown", "group": "registrations", "value": n, "unit": "count"}
    result = replace(result, measures=tables.stack(result.measures, tables.measures([row], **ABOUT)))
    source = show.session_funnel(result).source
    assert said in source and ("ontbreekt" in source) == bool(n)
    assert len(show.session_fullness(result).rows) == 8


def test_the_table_counts_sessions_by_status_and_fullness(funnelled):
    table = show.session_fullness(funnelled())
    assert [(row[0].text, row[1].text) for row in table.rows] == [
        ("Gehouden", "13"),
        ("Vervallen", "3"),
        ("Nog gepland", "6"),
        ("Gehouden, aantal plaatsen bekend", "13"),
        ("Niet vol", "12"),
        ("Minder dan half vol", "1"),
        ("Meer aanmeldingen dan plaatsen", "2"),
        ("Meer aanwezigen dan plaatsen", "geen"),
    ]
    assert table.caption.endswith("van 1 januari tot en met 30 september 2026")


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({}, "Van hen kwamen er ongeveer 100 naar één bijeenkomst en 20 naar twee bijeenkomsten."),
        ({"visits": (100.0, None, None)}, "Van hen kwamen er ongeveer 100 naar één bijeenkomst."),
        ({"visits": (None, None, 0.0)}, "Hoe vaak zij dat jaar kwamen, blijft afgeschermd."),
        ({}, "Ongeveer 15 van hen kwamen ook in een eerder jaar."),
        ({"before": None}, "Hoeveel van hen in een eerder jaar kwamen, blijft afgeschermd."),
        ({"before": "missing"}, "Of zij in een eerder jaar kwamen, is niet bekend: de export begint later."),
    ],
)
def test_who_returned_is_said_as_far_as_it_is_shown(funnelled, changes, said):
    sentences = show.returning(funnelled(**changes)).sentences
    assert sentences[0] == "Van 1 januari tot en met 30 september 2026 kwamen 121 verschillende ouderen."
    assert said in sentences
    assert max(len(one.split()) for one in sentences) <= 20
