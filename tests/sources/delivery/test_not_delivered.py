"""What stands in for an export that a delivery lacks: our own updates for those of the dashboard, and for a month nothing."""

import hashlib
from datetime import date

import pytest

from helpers import sources
from helpers.floor import paths
from helpers.floor.faults import BadInput
from helpers.sources.earlier import update_log

LOG = update_log.with_new(None, date(2026, 9, 5), "2026-08", 1, b"page")
FILE = "dashboard/dashboard_updates.csv"


@pytest.fixture
def reports(tmp_path):
    """The folder of reports with a log of the dashboards on real data, and another on made-up data."""
    for place, log in (("uit", LOG), ("uit/voorbeeld", LOG.replace(b"09-05", b"09-06"))):
        (tmp_path / place / "dashboard").mkdir(parents=True)
        (tmp_path / place / FILE).write_bytes(log)
    return tmp_path / "uit"


@pytest.fixture
def lacking(folder):
    """The small delivery without updates of the dashboard."""
    (folder / "dashboard_updates.csv").unlink()
    return folder


def frozen(folder, reports=None, missing=None):
    return sources.freeze(str(folder), "2026-Q3", missing, reports)[1]


def updates(delivery):
    return [(one.file, one.sha256, one.rows) for one in delivery.exports if one.dataset == "dashboard_updates"]


def test_the_updates_that_were_published_stand_in_with_their_file_and_hash(lacking, reports):
    delivery = frozen(lacking, reports)
    assert updates(delivery) == [(FILE, hashlib.sha256(LOG).hexdigest(), 1)]
    assert delivery["dashboard_updates"].date.dt.day.tolist() == [5]
    again = sources.freeze(f"snapshot:{delivery.name}", "2026-Q3")[1]
    assert updates(again) == updates(delivery)


def test_without_a_dashboard_the_export_is_missing_as_ever(lacking, tmp_path):
    for reports in (None, tmp_path / "leeg"):
        with pytest.raises(BadInput, match="De export “Updates van het dashboard” ontbreekt"):
            frozen(lacking, reports)


def test_a_delivery_with_updates_of_its_own_goes_first_and_knows_nothing_of_the_log(folder, reports):
    beside = frozen(folder, reports)  # read here, and found again without the log
    own = frozen(folder)
    assert updates(beside) == updates(own) != []
    assert updates(beside)[0][0] == "dashboard_updates.csv"
    assert beside.name == own.name
    (reports / FILE).write_bytes(LOG + LOG.split(b"\n")[1] + b"\n")
    assert frozen(folder, reports).name == own.name


def test_own_updates_that_are_broken_are_a_fault_and_not_replaced(folder, reports):
    (folder / "dashboard_updates.csv").write_text("Datum;Wat\ngisteren;x\n")
    with pytest.raises(BadInput) as caught:
        frozen(folder, reports)
    assert {fault.file for fault in caught.value.faults} == {"dashboard_updates.csv"}


def test_a_reason_for_having_none_goes_first(lacking, reports):
    delivery = frozen(lacking, reports, {"dashboard_updates": "het dashboard ligt stil"})
    assert "dashboard_updates" not in delivery.tables
    assert delivery.missing["dashboard_updates"] == "het dashboard ligt stil"


def test_made_up_data_get_the_updates_of_dashboards_on_made_up_data(lacking, reports):
    (lacking / "VOORBEELDDATA.md").write_text("verzonnen")
    assert frozen(lacking, reports)["dashboard_updates"].date.dt.day.tolist() == [6]
    (reports / "voorbeeld" / FILE).unlink()
    with pytest.raises(BadInput, match="ontbreekt"):
        frozen(lacking, reports)


def test_a_title_row_that_says_made_up_counts_too(lacking, reports):
    file = lacking / "bodycams.csv"
    file.write_text("Voorbeelddata\n" + file.read_text("cp1252"), "cp1252")
    delivery = frozen(lacking, reports)
    assert delivery.is_made_up and delivery["dashboard_updates"].date.dt.day.tolist() == [6]
    assert frozen(lacking, reports).name == delivery.name


def test_a_new_update_is_another_delivery_and_the_same_one_is_found_again(lacking, reports, monkeypatch):
    first = frozen(lacking, reports)
    (reports / FILE).write_bytes(update_log.with_new(LOG, date(2026, 9, 30), "2026-08", 2, b"more"))
    second = frozen(lacking, reports)
    assert len(second["dashboard_updates"]) == 2 and second.name != first.name
    monkeypatch.setattr("helpers.sources.delivery.opening.read_contents", None)  # nothing is read again
    assert frozen(lacking, reports).name == second.name


def test_a_log_that_was_edited_is_a_fault_of_report_and_check(lacking, reports):
    (reports / FILE).write_bytes(LOG + b"2026-07-01;verzonnen\n")
    with pytest.raises(BadInput) as caught:
        frozen(lacking, reports)
    assert [(fault.file, fault.row) for fault in caught.value.faults] == [(FILE, 3)]
    assert (FILE, 3) in [(fault.file, fault.row) for fault in sources.check(lacking, reports=reports)]


def test_check_counts_the_updates_that_stand(lacking, reports):
    assert [fault for fault in sources.check(lacking, reports=reports) if fault.level == "error"] == []
    assert [fault.file for fault in sources.check(lacking) if fault.level == "error"] == ["dashboard_updates"]


def test_opened_by_an_analyst_it_has_those_in_reports(lacking, reports, monkeypatch):
    monkeypatch.setattr(paths, "REPORTS", reports)
    assert updates(sources.open_delivery(str(lacking)))[0][0] == FILE


def test_a_month_asks_for_no_export_that_only_a_quarter_needs(lacking):
    (lacking / "bodycams.csv").unlink()
    delivery = sources.freeze_month(str(lacking))
    assert delivery.missing == dict.fromkeys(("bodycams", "dashboard_updates"), "een reden is niet gegeven")
    assert sources.freeze_month(f"snapshot:{delivery.name}").missing == delivery.missing


def test_a_month_and_a_quarter_of_a_whole_delivery_are_one_snapshot(folder):
    assert sources.freeze_month(str(folder)).name == frozen(folder).name


def test_an_export_that_is_broken_stops_a_month_too(folder, change):
    change("bodycams", "18;18", "18;veel")
    with pytest.raises(BadInput):
        sources.freeze_month(str(folder))
