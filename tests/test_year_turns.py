"""A year turns: January and April under a moved clock, with a budget that drops, renames, adds and promises anew."""

from __future__ import annotations

import csv
import re
import shutil
from dataclasses import replace
from datetime import date
from types import SimpleNamespace

import pandas as pd
import pytest

from helpers import displays as show
from helpers import sources
from helpers.analyses import management_summary, safety_indicators
from helpers.displays import readings
from helpers.floor import paths
from helpers.floor.faults import AskedWrongly
from helpers.floor.kept.reads import Part, recorded
from helpers.floor.kept.watched import print_of, watched
from helpers.floor.params import settings
from helpers.floor.params.explanation import Explanation
from helpers.floor.quarter import Quarter
from helpers.floor.shapes import tables
from helpers.floor.shapes.history import FORECAST_COLUMNS, VALUE_COLUMNS, History
from helpers.runner.batch import finishing
from helpers.runner.batch.plan import Order
from helpers.runner.batch.publication import run
from helpers.samples import make, timeline, truth
from helpers.samples.exports import interventies
from helpers.sources import period
from helpers.sources.cells import future
from helpers.sources.delivery import snapshot

JANUARY, APRIL = date(2027, 1, 10), date(2027, 4, 10)
LAST_OF_2026, FIRST_OF_2027 = Quarter(2026, 4), Quarter(2027, 1)
NEW_NAME = "Interventies op maat"


def next_budget(text):
    """The budget of 2027: BR-1-3 is gone, VE-3-3 has another name and target, VE-1-5 is another promise."""
    text = re.sub(r"targets: \{2026: ([\d.]+)\}", r"targets: {2027: \1}", text)
    text = re.sub(r"  - id: BR-1-3\n.*?(?=  - id:)", "", text, flags=re.DOTALL)
    for old, new in (
        ("name: 'Gerichte interventies'", f"name: '{NEW_NAME}'"),
        ("{2027: 80}\n    sources: [interventies]", "{2027: 120}\n    sources: [interventies]"),
        ("measure: adequate_exercises", "measure: local_exercises"),
    ):
        assert old in text
        text = text.replace(old, new)
    return text


def params_into(folder):
    shutil.copytree(paths.PARAMS, folder)
    text = (folder / "indicators.yml").read_text("utf-8")
    (folder / "indicators-2027.yml").write_text(next_budget(text), "utf-8")
    return folder


@pytest.fixture(scope="module")
def turned(tmp_path_factory):
    """Exports that reach into 2027, made as the sample is, with params of two budgets; `at` moves the clock."""
    place = tmp_path_factory.mktemp("jaarwisseling")
    with pytest.MonkeyPatch.context() as patch:
        for planted, of_2027 in ((truth.SESSIONS, 24), (truth.CANCELLED, 0), (interventies.DASHBOARD_SHARE, 0.9)):
            patch.setitem(planted, 2027, of_2027)
        for name, last in (("januari", LAST_OF_2026), ("april", FIRST_OF_2027)):
            patch.setattr(timeline, "LAST", last)
            make.write(place / name, make.exports())
        patch.setattr(paths, "PARAMS", params_into(place / "params"))
        patch.setattr(paths, "REPORTS", place / "reports")
        yield SimpleNamespace(
            place=place, params=place / "params", at=lambda day: patch.setattr(future, "today", lambda: day)
        )


@pytest.fixture(scope="module")
def april(turned):
    """The delivery of April 2027, seen from its newest quarter."""
    turned.at(APRIL)
    return sources.open_delivery(str(turned.place / "april"))


@pytest.fixture(scope="module")
def summary(april):
    return management_summary.analyse(april)


def published(**more):
    """A value that an earlier report gave."""
    row = {"indicator_id": "BR-1-3", "quarter": "2026-Q4", "edition": 1, "kind": "definitief", "value": 2.0}
    row |= {"numerator": 2.0, "denominator": float("nan"), "unit": "count", "target": 2.0, "status": "gehaald"} | more
    return pd.DataFrame([row], columns=list(VALUE_COLUMNS)).astype(VALUE_COLUMNS)


def forecast(id_="BR-1-3", target=2.0):
    """A forecast of 2026 that an earlier report logged."""
    row = {"indicator_id": id_, "quarter": "2026-Q2", "edition": 1, "kind": "definitief", "made_on": "2026-06-30"}
    row |= {"model": "pace", "basis": "pace", "target": target, "chance": 0.9, "low": 1.0, "middle": 2.0, "high": 4.0}
    row |= {"level": 0.8, "unit": "count", "is_hindsight": False}
    return pd.DataFrame([row], columns=list(FORECAST_COLUMNS)).astype(FORECAST_COLUMNS)


def words(result):
    return {one.id: readings.status(result, one) for one in result.settings.indicators}


# The clock.


@pytest.mark.parametrize(
    ("folder", "day", "newest"),
    [("januari", JANUARY, LAST_OF_2026), ("januari", APRIL, LAST_OF_2026), ("april", APRIL, FIRST_OF_2027)],
)
def test_the_newest_quarter_is_the_last_that_the_exports_cover(turned, folder, day, newest):
    turned.at(day)
    assert sources.open_delivery(str(turned.place / folder)).quarter == newest


def test_in_february_the_newest_quarter_is_still_of_last_year(april):
    def until_february(table):
        days = [name for name in ("date", "month", "counted_on") if name in table]
        return table[table[days[0]] < "2027-02-10"] if days else table

    cut = {name: until_february(table) for name, table in april.tables.items()}
    assert period.choose("newest", cut, april.settings) == LAST_OF_2026
    with pytest.raises(AskedWrongly, match=r"eerste kwartaal van 2027 is nog niet compleet"):
        period.choose("2027-Q1", cut, april.settings)


def test_days_that_lie_ahead_by_the_clock_are_refused_until_they_are_past(turned, april):
    turned.at(JANUARY)
    faults = [fault for fault in sources.check(turned.place / "april") if fault.level == "error"]
    # Who was present at what is still to come, and what was held then.
    assert {fault.file for fault in faults} == {"cybertraining_deelnemers.csv", "cybertraining_bijeenkomsten.xlsx"}
    turned.at(APRIL)
    assert [fault for fault in sources.check(turned.place / "april") if fault.level == "error"] == []


@pytest.mark.parametrize(
    ("day", "is_final"), [(date(2026, 12, 31), False), (date(2027, 1, 1), True), (JANUARY, True), (APRIL, True)]
)
def test_a_quarter_is_final_from_the_day_after_its_last(day, is_final):
    order = Order(is_final=True, today=day)
    assert finishing.is_final(order, LAST_OF_2026) is is_final
    assert (finishing.not_over(order, [LAST_OF_2026]) == []) is is_final


def test_a_longer_delivery_has_the_rows_of_a_shorter_one_before_its_own(turned):
    for shorter, longer in (
        (paths.SAMPLE, turned.place / "januari"),
        (turned.place / "januari", turned.place / "april"),
    ):
        files = sorted(shorter.glob("*.csv"))
        assert len(files) > 15
        assert [one.name for one in files if not (longer / one.name).read_bytes().startswith(one.read_bytes())] == []


# What each year promised.


def test_the_last_quarter_of_a_year_says_what_that_year_promised_whatever_came_after(april):
    then = april.at(LAST_OF_2026)
    told = safety_indicators.analyse(then)
    alone = replace(then, settings=settings.load(paths.HOME / "params"))
    assert alone.settings.budgets.keys() == {0}
    before = safety_indicators.analyse(alone)
    assert "BR-1-3" in words(told) and words(told) == words(before)
    assert told.estimates.equals(before.estimates) and told.measures.equals(before.measures)


def test_the_first_quarter_of_a_year_judges_by_its_own_targets(summary):
    judged = words(summary)
    assert "BR-1-3" not in judged and len(judged) == 16
    one = summary.settings.indicator("VE-3-3")
    assert (one.name, readings.reading(summary, one).target) == (NEW_NAME, 120)
    assert "120" in judged["VE-3-3"][1]


def test_the_trend_keeps_the_line_of_the_year_before(summary):
    one = summary.settings.indicator("VE-3-3")
    aims = [readings.reading(summary, one, quarter).target for quarter in (LAST_OF_2026, FIRST_OF_2027)]
    assert aims == [80, 120]
    other = summary.settings.indicator("VE-1-5")  # was another promise, of which this target says nothing
    assert [readings.reading(summary, other, quarter).target for quarter in (LAST_OF_2026, FIRST_OF_2027)] == [None, 2]


def test_what_was_published_of_another_promise_is_not_compared_with(april):
    said = published(indicator_id="VE-1-5", quarter="2026-Q1", value=40.0)
    said = pd.concat([said, published(indicator_id="VE-3-3", quarter="2026-Q1", value=19.0)], ignore_index=True)
    delivery = replace(april, history=History(values=said))
    assert delivery.comparable_values.indicator_id.tolist() == ["VE-3-3"]
    assert delivery.at(LAST_OF_2026).comparable_values.indicator_id.tolist() == ["VE-1-5", "VE-3-3"]
    changed = safety_indicators.analyse(delivery).estimates
    ago = tables.rows_of(changed, model="change", term="year_before").set_index("measure")["at"]
    assert ago["dashboard_interventions"] == 19.0 and ago["local_exercises"] != 40.0


def test_the_page_says_that_an_id_was_another_promise(summary):
    told = dict(show.definitions(summary).pairs)
    assert (
        "Let op: vóór 2027 was VE-1-5 een andere toezegging, “Oefeningen en scenario’s”."
        in told[next(name for name in told if name.startswith("VE-1-5"))]
    )
    assert sum("een andere toezegging" in text for text in told.values()) == 1


def test_what_was_promised_under_an_id_is_not_held_against_another_promise(summary):
    said = tuple(Explanation(one, "Te druk.", "Later.", "Meer mensen.") for one in ("BR-1-3", "VE-1-5", "VE-3-3"))
    told = show.promises(replace(summary, commentary={"2026-Q4": said}))
    assert [name for name, _ in told.pairs] == [f"VE-3-3 {NEW_NAME}"]


def test_an_earlier_quarter_is_corrected_by_the_targets_of_its_own_year(april):
    def summed(delivery):
        result = management_summary.analyse(delivery.at(Quarter(2026, 2)))
        now = readings.reading(result, result.settings.indicator("VE-2-1"))
        assert not tables.the(result.estimates, term="made_beforehand").is_met  # what came after is known
        return now.value, now.target, len(words(result))

    shifts = april.tables["scanauto_inzet"]
    spring = shifts.date.between("2026-04-01", "2026-06-30")
    corrected = shifts.assign(hours=shifts.hours.where(~spring, shifts.hours * 2))
    before, after = summed(april), summed(replace(april, tables={**april.tables, "scanauto_inzet": corrected}))
    assert after[0] - before[0] == pytest.approx(shifts.hours[spring].sum())
    assert before[1:] == after[1:] == (1500, 17)


# Frozen.


def test_a_frozen_delivery_carries_the_budget_of_every_year(turned, april):
    ids = [
        {one.id for one in sources.open_delivery(f"snapshot:{april.name}", label).settings.indicators}
        for label in ("2026-Q4", "2027-Q1")
    ]
    assert ids[0] - ids[1] == {"BR-1-3"}
    assert "params/indicators-2027.yml" in snapshot.beside()


def test_a_watched_delivery_seen_from_another_year_has_its_promises_and_notes_them(april):
    with recorded() as heard:
        then = watched(april).at(LAST_OF_2026)
        assert not heard
        assert len(then.settings.indicators) == 17 and len(watched(april).settings.indicators) == 16
    assert list(heard) == [Part("settings", "", "2026-Q4"), Part("settings", "", "2027-Q1")]
    assert print_of(april, Part("settings", "", "2026-Q4")) != print_of(april, Part("settings", "", "2027-Q1"))


# Forecasts.


@pytest.mark.parametrize("quarter", [LAST_OF_2026, FIRST_OF_2027])
def test_a_forecast_of_a_dropped_indicator_is_scored_by_its_own_year(april, quarter):
    result = management_summary.analyse(replace(april, history=History(forecasts=forecast())).at(quarter))
    outcome = tables.the(result.estimates, model="scoring", role="forecast")
    assert (outcome["at"], outcome.is_met) == (2.0, True)
    ((_, pieces),) = show.forecast_scores(result).sections
    assert pieces[-1].data.rows[0][:2] == ["BR-1-3", "2026-Q2"]


def test_a_forecast_is_held_against_the_promise_that_its_id_stood_for(april):
    result = management_summary.analyse(replace(april, history=History(forecasts=forecast("VE-1-5"))))
    assert tables.the(result.estimates, model="scoring", role="forecast").measure == "adequate_exercises"


def test_what_is_not_delivered_any_more_came_out_as_it_was_published(april):
    gone = {name: table for name, table in april.tables.items() if name != "crisisoefeningen"}
    past = History(published(), forecast())
    delivery = replace(april, tables=gone, missing={"crisisoefeningen": "Er wordt niet meer geoefend."}, history=past)
    assert tables.the(management_summary.scored(delivery), role="forecast")["at"] == 2.0
    without = replace(delivery, history=replace(past, values=past.values[:0]))
    assert tables.the(management_summary.scored(without), term="unknown").estimate == 1


# A year without targets.


def test_a_year_without_targets_asks_for_those_and_for_no_plan(summary):
    bare = tuple(one.model_copy(update={"targets": {2026: 1.0}}) for one in summary.settings.indicators)
    result = replace(summary, settings=summary.settings.model_copy(update={"indicators": bare, "budgets": {0: bare}}))
    told = " ".join(show.plans_to_fill(result).sentences)
    assert "planned_path" not in told and "Maak het bestand van 2027 met: python run.py new-year 2027." in told
    assert show.answer(result).headline.startswith("Voor 2027 zijn geen streefwaarden vastgesteld")


def test_with_a_file_of_the_year_the_targets_go_there(summary):
    some = tuple(
        one.model_copy(update={"targets": {}}) if one.id == "VE-3-3" else one for one in summary.settings.indicators
    )
    budgets = {**summary.settings.budgets, 2027: some}
    result = replace(summary, settings=summary.settings.model_copy(update={"indicators": some, "budgets": budgets}))
    assert show.plans_to_fill(result).sentences == [
        "Voor 2027 is nog geen streefwaarde ingevuld bij VE-3-3.",
        "Vul targets in params/indicators-2027.yml in.",
    ]


# Published.


@pytest.mark.slow
@pytest.mark.usefixtures("one_warm_process")
def test_reports_of_both_years_are_published_in_one_batch_each_by_its_own_budget(turned, tmp_path):
    notebooks = tmp_path / "notebooks"
    notebooks.mkdir()
    shutil.copy(paths.NOTEBOOKS / "management_summary.ipynb", notebooks)
    turned.at(APRIL)
    ended = run(
        Order(
            "2026-Q4..2027-Q1",
            data=str(turned.place / "april"),
            out=tmp_path / "reports",
            notebooks=notebooks,
            params=turned.params,
            is_final=True,
            without_explanation="De eigenaren zijn met verlof.",
            today=APRIL,
            jobs=2,
        )
    )
    assert [(one.quarter, one.kind) for one in ended.published] == [
        ("2026-Q4", "definitief"),
        ("2027-Q1", "definitief"),
    ]
    with (tmp_path / "reports" / "voorbeeld" / "indicators.csv").open(encoding="utf-8", newline="") as lines:
        names = {(row["quarter"], row["indicator_id"]): (row["name"], row["target"]) for row in csv.DictReader(lines)}
    assert len(names) == 17 + 16
    assert names["2026-Q4", "BR-1-3"] == ("Lokale crisisoefeningen", "2")
    assert [names[quarter, "VE-3-3"] for quarter in ("2026-Q4", "2027-Q1")] == [
        ("Gerichte interventies", "80"),
        (NEW_NAME, "120"),
    ]
