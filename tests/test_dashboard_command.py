"""The dashboard of the sample, made by the command beside the report: what stands, and what it is told."""

from __future__ import annotations

import csv
import json
import re
import shutil

import pytest

from helpers.floor.month import Month
from helpers.runner.command import verbs
from helpers.sources.earlier import said_signals, update_log


@pytest.fixture(scope="module")
def board(published):
    return published / "dashboard"


def test_the_command_publishes_the_newest_month_with_all_that_belongs_to_it(board):
    names = {file.relative_to(board).as_posix() for file in board.rglob("*") if file.is_file()}
    assert {"2026-09.html", "index.html", "signals.csv", "dashboard_updates.csv", "2026-09/1/run.json"} <= names
    run = json.loads((board / "2026-09/1/run.json").read_text("utf-8"))
    assert (run["month"], run["edition"], run["is_made_up"]) == ("2026-09", 1, True)
    assert f'<p class="answer-headline">{run["headline"]}</p>' in (board / "2026-09.html").read_text("utf-8")


def test_every_link_of_the_dashboards_leads_to_a_file_that_stands(board):
    pages = sorted(board.rglob("*.html"))
    links = [(page, href) for page in pages for href in re.findall(r'href="([^"#][^"]*)"', page.read_text("utf-8"))]
    assert links
    assert [(page.name, href) for page, href in links if not (page.parent / href).is_file()] == []


def test_the_log_holds_the_signals_of_the_edition_as_it_said_them(board, published):
    with (board / "2026-09/1/tables/signals.csv").open(encoding="utf-8", newline="") as lines:
        table = list(csv.reader(lines))
    assert table[0] == said_signals.SAID
    assert (board / "signals.csv").read_text("utf-8") == (board / "2026-09/1/tables/signals.csv").read_text("utf-8")
    said = said_signals.read(published, "GM1916", True)
    assert said.left_out == () and len(said.up_to(Month(2026, 9))) == len(table) - 1


def test_the_update_is_written_down_once(board, published):
    log = update_log.content(published, True)
    assert list(update_log.days(log)) == [("2026-09", 1)]


@pytest.mark.slow
def test_the_command_again_says_that_nothing_changed_and_a_month_that_cannot_be_is_refused(
    published, tmp_path, command, capsys
):
    out = tmp_path / "uit"
    shutil.copytree(published, out / "voorbeeld")
    # The report came after it, so that now its wijken lead to their profiles.
    linked = command("dashboard", "--sample", "--out", out)
    assert "2026-09: editie 2 van het dashboard is gepubliceerd." in linked.stdout, linked.stderr
    assert re.search(r'href="../wijken/WK\d+\.html"', (out / "voorbeeld/dashboard/2026-09.html").read_text("utf-8"))
    before = {file: file.read_bytes() for file in out.rglob("dashboard/**/*") if file.is_file()}
    again = command("dashboard", "--sample", "--out", out)
    assert again.returncode == 0, again.stderr
    assert "2026-09: editie 2 van het dashboard blijft staan: er is niets veranderd." in again.stdout
    for month, told in (("2026-13", "is geen maand"), ("2030-01", "is nog niet voorbij"), ("2001-01", "geen gegevens")):
        assert verbs.main(["dashboard", "--sample", "--out", str(out), "--month", month]) == 2
        assert told in capsys.readouterr().err
    assert {file: file.read_bytes() for file in out.rglob("dashboard/**/*") if file.is_file()} == before
