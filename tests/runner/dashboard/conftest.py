"""Dashboards of one answer and one table of signals, published without a kernel."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import nbformat
import pytest

from helpers.floor.month import Month
from helpers.floor.shapes.pieces import MIME, Answer, Cell, Data, Table
from helpers.runner.batch.plan import Order
from helpers.runner.dashboard import publishing
from helpers.runner.editions.manifest import Run
from helpers.runner.notebooks.chapters import Notebook
from helpers.sources.earlier import said_signals

WIJK = "WK999901"


def signals(month, numbers, observed):
    """The piece as a dashboard makes it."""
    rows = [
        [f"S{month}-{number}", month, WIJK, "monthly_reports", "Zwerfvuil", observed, 17.25, 7, 29, "meer dan gewoon"]
        for number in numbers
    ]
    shown = [[Cell(row[0]), Cell("Noord", link=WIJK)] for row in rows]
    return Table("signals", "Wat valt op?", ["Signaal", "Wijk"], shown, data=Data(said_signals.SAID, rows))


@pytest.fixture
def publish(delivery, tmp_path):
    """`publish("2026-09", 1, 2)` publishes a dashboard with these signals; `observed` is their count, `out` the folder."""

    def _publish(month="2026-09", *numbers, observed=31, out=tmp_path / "uit", headline="Dit valt op.", **changes):
        output = [
            nbformat.v4.new_output("display_data", {MIME: piece.as_json()})
            for piece in (Answer(headline), signals(month, numbers, observed))
        ]
        book = nbformat.v4.new_notebook(
            cells=[nbformat.v4.new_markdown_cell("# Dashboard"), nbformat.v4.new_code_cell("show()", outputs=output)]
        )
        work, params = tmp_path / "werk", tmp_path / "params"
        for folder in (work, params, out):
            folder.mkdir(parents=True, exist_ok=True)
        file = work / "safety_dashboard.ipynb"
        ran = Notebook(file, "Dashboard", None, (), "dashboard", "", "month", month)
        for name in (file.name, f"{ran.name}.ipynb"):
            nbformat.write(book, work / name)
        seen = replace(delivery, month=Month.parse(month), quarter=Month.parse(month).quarter, **changes)
        order, run = Order(out=out, today=date(2026, 11, 3)), Run(seen.quarter, seen, [ran], {}, params)
        return publishing.publish(order, run, work)

    return _publish
