"""The indicators by owner: nothing that the scorecard does not say, in the order in which they stand."""

from __future__ import annotations

from dataclasses import replace

import pytest

from helpers import displays as show
from helpers.displays import readings
from helpers.floor.params.explanation import Explanation

SAID = Explanation("BR-1-1", "Oorzaak", "Gevolg", "Maatregel.")


@pytest.fixture
def behind(summary, with_verdicts):
    """The summary where BR-1-1 and BR-1-2 are behind and all others reached; BR-1-1 is explained."""
    rest = ["gehaald"] * (len(summary.settings.indicators) - 2)
    return replace(with_verdicts("achter", "niet meer haalbaar", *rest), commentary={"2026-Q3": (SAID,)})


def rows(result):
    return {row[0].text: [cell.text for cell in row[1:]] for row in show.indicators_by_owner(result).rows}


def test_an_owner_has_his_indicators_counted_by_status_and_reads_what_is_asked(behind):
    found = rows(behind)
    assert found["Crisisbeheersing"] == ["6", "4 gehaald, 1 achter, 1 niet meer haalbaar", "BR-1-1 (gegeven) en BR-1-2"]
    assert found["Informatie"] == ["2", "2 gehaald", "niets"]


def test_every_indicator_stands_under_its_owner_once(summary):
    data = show.indicators_by_owner(summary).data
    assert data.columns == ["owner", "indicator_id", "status", "is_explanation_due"]
    assert sorted((owner, id_) for owner, id_, *_ in data.rows) == sorted(
        (one.owner, one.id) for one in summary.settings.indicators
    )
    assert sum(int(cells[0]) for cells in rows(summary).values()) == len(summary.settings.indicators)


def test_the_statuses_are_those_of_the_scorecard_and_what_is_asked_those_of_the_explanations_due(behind):
    data = {id_: (status, is_due) for _, id_, status, is_due in show.indicators_by_owner(behind).data.rows}
    assert {id_: status for id_, (status, _) in data.items()} == {
        one.id: readings.status(behind, one)[0] for one in behind.settings.indicators
    }
    due = show.explanations_due(behind).data
    asked = {row[due.columns.index("indicator_id")] for row in due.rows}
    assert {id_ for id_, (_, is_due) in data.items() if is_due} == asked
