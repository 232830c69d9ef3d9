"""The fold of what is open: planted units stand in it by name and others do not, grouped so that it stays readable."""

from dataclasses import replace

import pytest

from helpers import displays as show
from helpers.displays.indicators.open_units import names_open, open_units
from helpers.floor.quarter import Quarter
from helpers.floor.shapes import tables
from helpers.measures.indicators.open_units import Unit
from helpers.measures.indicators.open_units import open_units as listed

QUARTER = Quarter(2026, 3)


@pytest.fixture
def with_open(summary):
    """The summary with open units of a measure."""

    def given(measure, units, counted):
        rows = listed(measure, units, QUARTER, counted)
        return replace(summary, measures=tables.stack(summary.measures, rows))

    return given


def cells(table):
    return [[cell.text for cell in row] for row in table.rows]


def test_wijken_are_named_by_their_name_in_one_row(with_open, summary):
    first, last = summary.areas.codes[0], summary.areas.codes[-1]
    result = with_open("consulted_wijken_percent", [Unit(first), Unit(last)], "wijk")
    one = result.settings.indicator("VE-1-2")
    names = [result.areas.name(first), result.areas.name(last)]
    assert names_open(result, one) == names
    table = open_units(result, [one])
    assert cells(table) == [["VE-1-2 Participatiebijeenkomsten"], ["Wijken", "2", " en ".join(names)]]
    assert table.is_folded and table.name == "open_2"
    assert table.data.columns == ["indicator_id", "quarter", "unit", "wijk", "department"]
    assert table.data.rows[0] == ["VE-1-2", "2026-Q3", names[0], first, ""]


def test_forty_protocols_take_a_row_a_department_and_the_file_a_row_each(with_open):
    units = [Unit(f"Protocol {i:02}", ("HR", "Handhaving", "")[i % 3]) for i in range(40)]
    units = sorted(units, key=lambda unit: unit.place)
    result = with_open("crisis_protocols_percent", units, "protocol")
    table = open_units(result, [result.settings.indicator("BR-1-2")])
    assert [row[:2] for row in cells(table)[1:]] == [["Afdeling onbekend", "13"], ["HR", "14"], ["Handhaving", "13"]]
    assert len(table.data.rows) == 40
    assert names_open(result, result.settings.indicator("BR-1-2"))[13] == "Protocol 00 (HR)"


def test_months_are_written_out(with_open):
    result = with_open("dashboard_months", [Unit("2026-03"), Unit("2026-08")], "month")
    assert names_open(result, result.settings.indicator("VE-3-1")) == ["maart 2026", "augustus 2026"]


def test_a_goal_with_nothing_open_has_no_fold_and_others_have_their_own(with_open, summary):
    result = with_open("dashboard_months", [Unit("2026-03")], "month")
    folds = [
        [piece.name for piece in pieces if getattr(piece, "is_folded", False)]
        for _, pieces in show.indicators_by_goal(result).sections
    ]
    assert folds == [[], [], [], ["open_4"]]
    assert open_units(summary, summary.settings.indicators) is None


def test_a_name_from_a_file_is_one_line_cut_short_and_no_markup(with_open):
    ugly = "<b>Plan\x1b[31m\u202e\n" + "x" * 500
    result = with_open("crisis_protocols_percent", [Unit(ugly, ugly)], "protocol")
    table = open_units(result, [result.settings.indicator("BR-1-2")])
    _, (place, _, name) = cells(table)
    assert max(len(place), len(name)) <= 60 and "\x1b" not in name and "\n" not in name
    assert "<b>" not in table.as_html() and "&lt;b&gt;" in table.as_html()


def test_a_fold_is_closed_on_an_analysts_page_too(with_open):
    result = with_open("dashboard_months", [Unit("2026-03")], "month")
    html = open_units(result, [result.settings.indicator("VE-3-1")]).as_html()
    assert html.startswith("<details><summary>Wat staat er nog open")
