"""An export that is strange holds back the judgements that it feeds, and no other, until somebody accepts it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from helpers import displays as show
from helpers.analyses import safety_indicators
from helpers.floor.faults import Fault
from helpers.floor.shapes import tables
from helpers.models.indicators import held_back

WHY = "heeft dubbele rijen"


@pytest.fixture
def calm(analysed):
    return analysed(safety_indicators)


def with_strange(delivery, *datasets, accepted=None):
    warnings = [Fault("x", level="warning", dataset=name, holds_back=WHY) for name in datasets]
    history = replace(delivery.history, accepted={delivery.quarter.label: accepted or {}})
    return replace(delivery, warnings=(*delivery.warnings, *warnings), history=history)


def statuses(result):
    return tables.rows_of(result.estimates, model="status").set_index("term")[["verdict", "rule"]]


def test_only_what_a_strange_export_feeds_loses_its_judgement(sample, calm):
    calm = statuses(calm)
    strange = statuses(safety_indicators.analyse(with_strange(sample, "bodycams", "cybertraining_deelnemers")))
    differs = calm.index[(calm != strange).any(axis=1)].tolist()
    assert differs == ["VE-1-4", "VE-2-3"]
    assert set(strange.verdict[differs]) == {"geen oordeel"} and "geen oordeel" not in set(calm.verdict[differs])
    assert strange.rule["VE-2-3"] == f"“Bodycams” {WHY}. {held_back.WAITS}"


def test_no_change_and_no_gap_is_told_of_what_is_held_back(sample, calm):
    result = safety_indicators.analyse(with_strange(sample, "scanauto_inzet"))
    told = tables.rows_of(result.estimates, model=["change", "gap"], measure="scan_car_hours")
    assert told.empty
    assert len(tables.rows_of(calm.estimates, model=["change", "gap"], measure="scan_car_hours")) > 1


def test_what_had_no_judgement_keeps_its_own_reason(sample):
    of = {"bestuursdwang": "“Bestuursdwang” stopt."}  # VE-2-2 has no number
    rows = tables.estimates([{"term": "VE-2-2", "verdict": "geen oordeel", "rule": "Er is geen getal."}])
    assert held_back.by_exports(rows, sample.settings.indicators, of).rule.tolist() == ["Er is geen getal."]


def test_who_accepts_it_gets_the_judgement_back_and_is_quoted(sample, calm):
    accepted = with_strange(sample, "bodycams", accepted={"bodycams": "Nageteld bij de boa's."})
    result = safety_indicators.analyse(accepted)
    assert statuses(result).equals(statuses(calm))
    assert f"“Bodycams” {WHY}. Wij rekenen er toch mee: “Nageteld bij de boa's.”" in show.answer(result).sentences


def test_the_answer_names_what_waits(sample):
    said = show.answer(safety_indicators.analyse(with_strange(sample, "wijkveiligheidsscans"))).sentences
    (line,) = (one for one in said if "wachten" in one)
    names = [one.name for one in sample.settings.indicators if "wijkveiligheidsscans" in one.sources]
    assert len(names) == 4 and all(name in line for name in names)


def test_each_reason_of_an_export_is_said_once(sample):
    twice = [Fault("x", dataset="bodycams", holds_back=why) for why in (WHY, "stopt in mei 2026", WHY)]
    assert replace(sample, warnings=tuple(twice)).strange == {
        "bodycams": "“Bodycams” heeft dubbele rijen. “Bodycams” stopt in mei 2026."
    }
