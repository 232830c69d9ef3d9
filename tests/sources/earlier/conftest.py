"""Dashboards written by hand: an edition with its table of signals, and the log."""

import hashlib
import json

import pytest

HEAD = "number,month,wijk,measure,category,observed,expected,low,high,verdict\n"


@pytest.fixture
def signals():
    """A table of signals as a dashboard writes it: `signals("S2026-09-1", observed=31)`, one line a number."""

    def _signals(*numbers, observed=31):
        lines = [
            f"{number},{number[1:8]},WK999901,monthly_reports,Zwerfvuil,{observed},17.25,7,29,meer dan gewoon\n"
            for number in numbers
        ]
        return HEAD + "".join(lines)

    return _signals


@pytest.fixture
def dashboard(tmp_path):
    """Writes an edition: `dashboard("2026-09", 1, table)`; what else is given stands in its run.json."""

    def _dashboard(month, number, table, **run):
        folder = tmp_path / "dashboard" / month / str(number)
        (folder / "tables").mkdir(parents=True)
        (folder / "tables/signals.csv").write_bytes(table.encode())
        told = {"format": 1, "quarter": "2026-Q3", "month": month, "edition": number, "kind": "definitief"}
        told |= {"municipality": "GM9999", "is_made_up": False}
        told |= {"tables": {"signals.csv": hashlib.sha256(table.encode()).hexdigest()}}
        (folder / "run.json").write_text(json.dumps(told | run), "utf-8")
        return folder

    return _dashboard
