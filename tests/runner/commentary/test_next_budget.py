"""The owners' form over the turn of a year: each plan in the file of its year, each question of its own budget."""

from __future__ import annotations

import shutil

import pytest

from helpers.floor.params import settings
from helpers.floor.quarter import Quarter

BR_1_1, VE_1_4, VE_2_1 = 6, 7, 8  # rows of the form
FIRST = Quarter(2027, 1)
SAID = "  - {{id: {}, cause: 'Te druk.', consequence: 'Later.', measure: 'Meer mensen.'}}\n"


def indicators(place):
    return place / "params" / "indicators.yml"


@pytest.fixture
def turned(place):
    """The first quarter of 2027 is published as the third of 2026 was; on its eve two owners explained."""
    shutil.copytree(place / "uit" / "2026-Q3", place / "uit" / "2027-Q1")
    for table in (place / "uit" / "2027-Q1").rglob("*.csv"):
        table.write_text(table.read_text("utf-8").replace("2026-Q3", "2027-Q1"), "utf-8")
    (place / "params" / "commentary").mkdir()
    said = "explanations:\n" + SAID.format("BR-1-2") + SAID.format("VE-1-4")
    (place / "params" / "commentary" / "2026-Q4.yml").write_text(said, "utf-8")
    return place


def asked(turned, desk):
    desk.said(quarter=FIRST)
    return {row["Nummer"]: row for row in desk.table(turned / "uit" / "toelichting-2027-Q1.xlsx")}


def next_budget(place, *changes):
    """A file of 2027 that promises the same, but for these changes."""
    text = indicators(place).read_text("utf-8").replace("targets: {2026:", "targets: {2027:")
    for old, new in changes:
        assert old in text
        text = text.replace(old, new)
    file = place / "params" / "indicators-2027.yml"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_plan_goes_into_the_file_of_the_year_that_is_planned(place, desk):
    later = next_budget(place)
    before = indicators(place).read_bytes()
    told = desk.said(desk.filled({"T7": 40, "U7": 90}))
    assert indicators(place).read_bytes() == before and "indicators-2027.yml" in told[1]
    assert "    planned_path: {2027-Q1: 40, 2027-Q2: 90}" in later.read_text("utf-8").splitlines()
    desk.said(desk.filled({"S7": 200, "V7": 150}))
    read = settings.load(place / "params")
    assert read.budgets[0][1].planned_path == {"2026-Q4": 200}
    assert read.at(2026).indicator("VE-1-4").planned_path == {
        "2026-Q4": 200, "2027-Q1": 40, "2027-Q2": 90, "2027-Q3": 150
    }  # fmt: skip


def test_only_quarters_of_a_year_with_the_same_promise_can_be_planned(place, desk):
    next_budget(place, ("targets: {2027: 1500}", "targets: {}"), ("id: BR-1-1", "id: BR-1-9"))
    desk.said()
    sheet = desk.sheet_of()
    is_open = {row: not sheet[f"T{row}"].protection.locked for row in (BR_1_1, VE_1_4, VE_2_1)}
    assert is_open == {BR_1_1: False, VE_1_4: True, VE_2_1: False}
    cells = [(f"{one.letter}{one.row}", one.message) for one in desk.faults_of(desk.filled({"T6": 40}))]
    assert cells == [("T6", "In 2027 is er geen indicator BR-1-1 zoals nu.")]


def test_the_form_of_a_year_asks_for_its_own_indicators(turned, desk):
    next_budget(turned, ("id: BR-1-2", "id: BR-1-8"), ("Ouderen cybertraining", "Training 65+"))
    rows = asked(turned, desk)
    assert "BR-1-2" not in rows and "BR-1-8" in rows  # what its owner said of a dropped one is read all the same
    assert (rows["VE-1-4"]["Indicator"], rows["VE-1-4"]["Vorige toezegging"]) == ("Training 65+", "Meer mensen.")


def test_what_was_promised_under_an_id_is_not_held_against_another_promise(turned, desk):
    next_budget(
        turned,
        ("measure: elderly_trained", "measure: local_exercises"),
        ("unit: persons", "unit: count"),
        ("sources: [cybertraining_bijeenkomsten, cybertraining_deelnemers]", "sources: [crisisoefeningen]"),
    )
    assert asked(turned, desk)["VE-1-4"]["Vorige toezegging"] == "–"
