"""What a batch may know of earlier reports, kept beside the snapshot and found again by its name."""

import json
from dataclasses import replace
from datetime import date

import pandas as pd
import pytest

from helpers import sources
from helpers.floor import paths
from helpers.floor.faults import AskedWrongly, BadInput
from helpers.floor.month import Month
from helpers.floor.params.explanation import Explanation
from helpers.floor.quarter import Quarter
from helpers.floor.shapes.history import History
from helpers.sources.earlier import history

EXPLAINED = """explanations:
  - id: VE-1-4
    cause: "Twee bijeenkomsten vielen uit."
    consequence: "Minder ouderen deden mee."
    measure: "Er komen er drie bij."
    promised_on: 2026-12-01
"""


@pytest.fixture
def params(tmp_path, monkeypatch):
    """A copy of the params, for a test's own commentary."""
    folder = tmp_path / "params"
    (folder / "commentary").mkdir(parents=True)
    for file in paths.PARAMS.glob("*.yml"):
        (folder / file.name).write_bytes(file.read_bytes())
    monkeypatch.setattr(paths, "PARAMS", folder)
    return folder


@pytest.fixture
def publish(tmp_path):
    def write(quarter, value="16", reports="reports"):
        tables = tmp_path / reports / quarter / "1" / "tables"
        tables.mkdir(parents=True, exist_ok=True)
        run = {"format": 1, "quarter": quarter, "edition": 1, "kind": "concept", "is_made_up": False}
        run["municipality"] = "GM0000"
        tables.with_name("run.json").write_text(json.dumps(run))
        header = "indicator_id,quarter,value,numerator,denominator,unit,target,status\n"
        (tables / "indicators.csv").write_text(f"{header}VE-2-3,{quarter},{value},,,percent,100,achter\n")
        return tmp_path / reports

    return write


def gather(delivery, reports, params, first="2026-Q3", last="2026-Q3"):
    return history.gather(reports, params, delivery, Quarter.parse(first), Quarter.parse(last))


def same(one, other):
    pd.testing.assert_frame_equal(one.values, other.values)
    pd.testing.assert_frame_equal(one.forecasts, other.forecasts)
    assert (dict(one.commentary), one.name) == (dict(other.commentary), other.name)


def test_a_history_is_found_again_by_the_name_that_the_notebooks_get(folder, params, publish):
    (params / "commentary" / "2026-Q3.yml").write_text(EXPLAINED)
    name, delivery = sources.freeze(str(folder))
    past = sources.freeze_history(publish("2026-Q2"), params, delivery, Quarter(2026, 3), Quarter(2026, 3))
    opened = sources.open_delivery(sources.name_with_history(replace(delivery, history=past.history)))
    same(opened.history, past.history)
    assert opened.name == name
    assert opened.history.values.value.tolist() == [16.0]
    (said,) = opened.history.commentary["2026-Q3"]
    assert (said.cause, said.promised_on) == ("Twee bijeenkomsten vielen uit.", date(2026, 12, 1))


def test_without_history_the_name_is_that_of_the_snapshot(folder, params, tmp_path):
    name, delivery = sources.freeze(str(folder))
    past = gather(delivery, tmp_path / "reports", params)
    assert past.history.name == ""
    assert sources.name_with_history(delivery) == f"snapshot:{name}"
    same(sources.open_delivery(f"snapshot:{name}").history, History())


def test_the_months_that_had_a_dashboard_are_kept_and_an_earlier_quarter_knows_no_later_one(folder):
    past = history._named(history.Past(History(dashboards=("2026-06", "2026-07"))), is_made_up=True).history
    history.keep(past)
    assert history.load(past.name).dashboards == ("2026-06", "2026-07")
    assert past.before(Quarter(2026, 2)).dashboards == ("2026-06",)


def test_a_dashboard_knows_of_those_before_its_month_and_not_of_itself(folder, params, tmp_path):
    _, delivery = sources.freeze(str(folder))
    for month in ("2026-08", "2026-09"):
        run = {"format": 1, "quarter": "2026-Q3", "month": month, "edition": 1, "kind": "definitief", "tables": {}}
        run |= {"municipality": delivery.settings.municipality.code, "is_made_up": delivery.is_made_up}
        place = tmp_path / "reports/dashboard" / month / "1"
        place.mkdir(parents=True)
        (place / "run.json").write_text(json.dumps(run))
    past = history.of_month(tmp_path / "reports", params, replace(delivery, month=Month(2026, 9)))
    assert past.history.dashboards == ("2026-08",) and past.history.name


def test_the_name_follows_from_the_content_alone(folder, params, publish):
    _, delivery = sources.freeze(str(folder))
    first = gather(delivery, publish("2026-Q2"), params).history.name
    assert gather(delivery, publish("2026-Q2", reports="elders"), params).history.name == first
    assert gather(delivery, publish("2026-Q2", value="17"), params).history.name != first


def test_quarters_of_the_batch_are_left_out_and_later_commentary_too(folder, params, publish):
    for quarter in ("2026-Q1", "2026-Q2", "2026-Q3"):
        reports = publish(quarter)
    for quarter in ("2025-Q4", "2026-Q1", "2026-Q2", "2026-Q3", "2026-Q4"):
        (params / "commentary" / f"{quarter}.yml").write_text(EXPLAINED)
    _, delivery = sources.freeze(str(folder))
    found = gather(delivery, reports, params, "2026-Q2", "2026-Q3").history
    assert set(found.values.quarter) == {"2026-Q1"}
    assert set(found.commentary) == {"2026-Q1", "2026-Q2", "2026-Q3"}
    assert set(found.before(Quarter(2026, 2)).commentary) == {"2026-Q1", "2026-Q2"}


def test_broken_commentary_of_the_quarter_is_refused_and_of_another_is_not(folder, params, tmp_path):
    _, delivery = sources.freeze(str(folder))
    (params / "commentary" / "2024-Q1.yml").write_text("explanations: nee\n")
    gather(delivery, tmp_path / "reports", params)
    (params / "commentary" / "2026-Q3.yml").write_text("explanations: nee\n")
    with pytest.raises(BadInput):
        gather(delivery, tmp_path / "reports", params)


def test_in_the_lab_earlier_reports_come_from_the_default_folder(folder, params, publish, monkeypatch):
    monkeypatch.setattr(paths, "REPORTS", publish("2026-Q2"))
    publish("2026-Q3")
    opened = sources.open_delivery(str(folder), "2026-Q3")
    assert set(opened.history.values.quarter) == {"2026-Q2"}


@pytest.mark.parametrize("name", ["weg", "../x", "a+b"])
def test_a_history_that_is_gone_is_refused(folder, name):
    frozen, _ = sources.freeze(str(folder))
    with pytest.raises(AskedWrongly, match="Open de levering opnieuw"):
        sources.open_delivery(f"snapshot:{frozen}+{name}")


def test_a_history_that_was_changed_is_refused(folder, params, publish):
    _, delivery = sources.freeze(str(folder))
    past = sources.freeze_history(publish("2026-Q2"), params, delivery, Quarter(2026, 3), Quarter(2026, 3))
    file = paths.SNAPSHOTS / "history" / f"{past.history.name}.json"
    file.write_text(file.read_text().replace("16.0", "17.0"))
    with pytest.raises(AskedWrongly, match="beschadigd"):
        history.load(past.history.name)


def test_a_fingerprint_follows_from_what_was_explained():
    one, other = Explanation("VE-1-4", "a", "b", "c"), Explanation("VE-1-4", "a", "b", "c", date(2026, 12, 1))
    assert history.fingerprint((one,)) == history.fingerprint((one,)) != history.fingerprint((other,))


def test_a_quarter_with_later_data_in_the_delivery_is_hindsight(folder):
    _, delivery = sources.freeze(str(folder), "2026-Q3")
    assert (delivery.newest, delivery.is_hindsight) == (Quarter(2026, 3), False)
    assert delivery.at(Quarter(2026, 2)).is_hindsight


@pytest.mark.parametrize(("is_made_up", "cause"), [(False, "Twee bijeenkomsten vielen uit."), (True, "Verzonnen.")])
def test_a_delivery_knows_the_explanations_of_its_own_kind_of_data_alone(folder, params, tmp_path, is_made_up, cause):
    made_up = EXPLAINED.replace("explanations", "made_up").replace("Twee bijeenkomsten vielen uit.", "Verzonnen.")
    (params / "commentary" / "2026-Q3.yml").write_text(EXPLAINED + made_up)
    delivery = replace(sources.freeze(str(folder))[1], is_made_up=is_made_up)
    past = gather(delivery, tmp_path / "reports", params)
    assert [one.cause for one in past.history.commentary["2026-Q3"]] == [cause]
