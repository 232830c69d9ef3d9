"""A dashboard stands whole or not at all: page, edition, index, the log that only grows, and the update that it was."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest

from helpers.floor.faults import RunFailed
from helpers.runner.editions import disk, showing
from helpers.sources.earlier import update_log

BOARD = "uit/dashboard"


@pytest.fixture
def stands(tmp_path):
    return lambda: {
        name: content for name, content in disk.files_in(tmp_path / BOARD).items() if not name.startswith(".")
    }


def numbers(log):
    return re.findall(r"^S[\d-]+", log.decode(), re.MULTILINE)


def test_the_first_dashboard_comes_with_its_edition_index_log_and_update(publish, stands):
    made = publish("2026-09", 1, 2)
    assert (made.quarter, made.edition, made.is_new) == ("2026-09", 1, True)
    assert set(stands()) == {
        "2026-09.html", "index.html", "signals.csv", "dashboard_updates.csv", "2026-09/1/run.json",
        "2026-09/1/tables/signals.csv", "2026-09/1/dashboard-2026-09-editie-1.html",
    }  # fmt: skip
    run = json.loads(stands()["2026-09/1/run.json"])
    assert (run["month"], run["quarter"], run["edition"], run["headline"]) == ("2026-09", "2026-Q3", 1, "Dit valt op.")
    assert numbers(stands()["signals.csv"]) == ["S2026-09-1", "S2026-09-2"]
    assert re.fullmatch(
        r"Datum;Wat\n2026-11-03;Dashboard over 2026-09, editie 1, vingerafdruk [0-9a-f]{20}\n",
        stands()["dashboard_updates.csv"].decode(),
    )


def test_the_same_again_publishes_nothing_and_writes_no_update_down(publish, stands):
    publish("2026-09", 1)
    before = stands()
    assert publish("2026-09", 1).is_new is False
    assert stands() == before


def test_a_page_that_was_lost_is_mended_without_an_update(publish, stands, tmp_path):
    publish("2026-09", 1)
    before = stands()
    for name in ("2026-09.html", "index.html", "signals.csv"):
        (tmp_path / BOARD / name).unlink()
    assert publish("2026-09", 1).is_new is False
    assert stands() == before


def test_other_data_give_a_new_edition_and_leave_what_was_said(publish, stands):
    publish("2026-09", 1)
    before = stands()
    again = publish("2026-09", 1, 2, observed=40)
    after = stands()
    assert (again.edition, again.is_new) == (2, True)
    assert {name: after[name] for name in before if "2026-09/1/" in name} == {
        name: content for name, content in before.items() if "2026-09/1/" in name
    }
    assert after["signals.csv"].startswith(before["signals.csv"])
    assert numbers(after["signals.csv"]) == ["S2026-09-1", "S2026-09-2"]
    assert b"S2026-09-1,2026-09,WK999901,monthly_reports,Zwerfvuil,31," in after["signals.csv"]
    assert after["dashboard_updates.csv"].startswith(before["dashboard_updates.csv"])
    assert after["dashboard_updates.csv"].count(b"\n") == 3


def test_a_signal_that_is_no_longer_one_stays_in_the_log(publish, stands):
    publish("2026-09", 1, 2)
    publish("2026-09", 2)
    assert numbers(stands()["signals.csv"]) == ["S2026-09-1", "S2026-09-2"]


def test_the_index_has_the_newest_month_first_with_its_editions_and_their_days(publish, stands):
    publish("2026-08", headline="Niets valt op.")
    publish("2026-09", 1)
    publish("2026-09", 1, 2)
    text = " ".join(re.sub(r"<[^>]+>", " ", stands()["index.html"].decode().partition("<main")[2]).split())
    assert text.startswith(
        'id="hoofd" class="archive" tabindex="-1"> Alle dashboards Veiligheid September 2026 Dit valt op. '
        "Nu geldt editie 2 van 3 november 2026. Eerder: editie 1 van 3 november 2026. Augustus 2026 Niets valt op. "
        "Nu geldt editie 1 van 3 november 2026."
    )
    links = re.findall(r'href="([^"#]+)"', stands()["index.html"].decode())
    assert links and all((name in stands()) for name in links)


def test_the_page_says_that_it_is_a_dashboard_of_a_month(publish, stands):
    publish("2026-09", 1)
    page = stands()["2026-09.html"].decode()
    assert "Dashboard Veiligheid" in page and "peildatum 30 september 2026" in page
    assert "Kwartaalrapportage" not in page
    publish("2026-09", 1, 2)
    assert '<strong class="draft">Herzien</strong>' in stands()["2026-09.html"].decode()


def test_a_wijk_leads_to_its_profile_from_the_page_and_from_its_edition(publish, stands, tmp_path):
    publish("2026-09", 1)
    assert "wijken/" not in stands()["2026-09.html"].decode()
    (tmp_path / "uit/wijken").mkdir()
    (tmp_path / "uit/wijken/WK999901.html").write_text("profiel")
    publish("2026-09", 1)
    for name in ("2026-09.html", "2026-09/2/dashboard-2026-09-editie-2.html"):
        [href] = re.findall(r'href="([^"]*wijken[^"]*)"', stands()[name].decode())
        assert (tmp_path / BOARD / name).parent.joinpath(href).resolve() == tmp_path / "uit/wijken/WK999901.html"


@pytest.mark.parametrize("name", ["2026-09.html", "signals.csv", "dashboard_updates.csv", "index.html", "2026-09/1"])
def test_a_part_that_cannot_come_stops_all_or_waits_for_the_next_run(publish, stands, tmp_path, monkeypatch, name):
    real, stuck = os.replace, [True]

    def replace_(source, target):
        if stuck and Path(target) == tmp_path / BOARD / name:
            raise PermissionError(13, "Permission denied", str(source), None, str(target))
        real(source, target)

    monkeypatch.setattr(os, "replace", replace_)
    with pytest.raises(RunFailed):
        publish("2026-09", 1)
    is_begun = name != "2026-09/1"  # which comes first
    assert (showing.waiting(tmp_path / "uit") is not None) is is_begun
    assert bool(stands()) is is_begun
    stuck.clear()
    showing.resume(tmp_path / "uit")
    assert publish("2026-09", 1).is_new is not is_begun
    assert {"2026-09.html", "signals.csv", "dashboard_updates.csv", "index.html"} <= set(stands())
    assert stands()["dashboard_updates.csv"].count(b"\n") == 2


def test_what_was_written_into_the_log_by_hand_is_not_built_upon(publish, stands, tmp_path):
    publish("2026-09", 1)
    log = tmp_path / BOARD / "signals.csv"
    log.write_bytes(log.read_bytes().replace(b",31,", b",3,") + b"S2026-09-9,2026-09,,x,,1,1,1,1,y\n")
    publish("2026-10", 1)
    assert numbers(stands()["signals.csv"]) == ["S2026-09-1", "S2026-10-1"]
    assert b",31," in stands()["signals.csv"]


def test_a_table_that_could_not_be_read_back_is_not_published(publish, stands):
    with pytest.raises(RunFailed, match="heeft niet de vorm van het logboek"):
        publish("2026-09", 1, "x")
    assert not stands()


def test_made_up_and_real_dashboards_share_no_log(publish, tmp_path):
    publish("2026-09", 1)
    publish("2026-09", 1, 2, out=tmp_path / "uit/voorbeeld", is_made_up=True)
    assert numbers((tmp_path / BOARD / "signals.csv").read_bytes()) == ["S2026-09-1"]
    assert update_log.days(update_log.content(tmp_path / "uit", True)) == {("2026-09", 1): "2026-11-03"}
