"""What changes while it is being used is not kept: nobody could say from what the result was made."""

from concurrent.futures import Future

import pandas as pd
import pytest

from helpers.disclosure import kept_tables
from helpers.floor.kept import identity, reads
from helpers.floor.kept.watched import watched
from helpers.floor.quarter import Quarter
from helpers.floor.shapes import tables
from helpers.floor.shapes.delivery import Delivery
from helpers.runner.batch.finishing import Ended
from helpers.runner.batch.ledger import Ledger
from helpers.runner.batch.plan import Order
from helpers.runner.command import reporting
from helpers.runner.editions.editions import Published
from helpers.runner.kept import keys
from helpers.runner.kept.pool import KeepingPool
from helpers.runner.pool.job import Job

CODE = "from helpers import sources\ninputs = sources.open_delivery(delivery, quarter)"
QUARTER = Quarter(2026, 3)


class Changing:
    """A pool around another: `change` happens while a run is under way."""

    def __init__(self, pool, change):
        self._pool, self._change = pool, change

    def submit(self, job) -> Future:
        self._change()
        return self._pool.submit(job)


@pytest.fixture
def job(write, tmp_path):
    notebook = write("een", CODE)
    return Job(notebook, "2026-Q3/een", {"quarter": "2026-Q3", "delivery": "snapshot:x"}, tmp_path / "werk")


@pytest.mark.parametrize("changed", ["nothing", "notebook", "code"])
def test_a_run_is_kept_where_neither_notebook_nor_code_changed_under_it(
    job, kept, recording_pool, monkeypatch, tmp_path, changed
):
    def change():
        if changed == "notebook":
            job.notebook.write_bytes(job.notebook.read_bytes() + b" ")
        if changed == "code":
            other = tmp_path / "other.py"
            other.write_text("", "utf-8")
            monkeypatch.setattr(identity, "modules", lambda was=identity.modules: {**was(), "helpers.other": other})

    pool = KeepingPool(Changing(recording_pool({"een": ()}), change), Delivery(QUARTER, {}, {}, None, None), Ledger())
    pool.submit(job)
    assert bool(list((kept / "notebooks").glob("*/*"))) is (changed == "nothing")
    assert keys.Keys().of(job)


@pytest.mark.parametrize("is_changed", [False, True])
def test_tables_are_kept_where_the_code_is_what_the_process_loaded(kept, monkeypatch, is_changed):
    monkeypatch.setenv(reads.RESULTS, str(kept))

    def make():
        if is_changed:
            monkeypatch.setattr(identity, "code", lambda *_: "other code")
        return tables.measures([{"value": 1.0}]), tables.estimates()

    one = watched(Delivery(QUARTER, {"bodycams": pd.DataFrame()}, {}, None, None))
    kept_tables.kept_tables("een", one, make)
    assert bool(list(kept.glob("een-*/*"))) is not is_changed


@pytest.mark.parametrize("is_changed", [False, True])
def test_an_order_is_known_to_change_nothing_where_its_inputs_stood_still(
    kept, write, monkeypatch, tmp_path, is_changed
):
    for name in ("data", "params", "reference", "uit"):
        (tmp_path / name).mkdir()
    folders = {"notebooks": write("een").parent} | {name: tmp_path / name for name in ("params", "reference")}
    export = tmp_path / "data" / "bodycams.csv"
    export.write_text("peildatum;aantal\n", "utf-8")
    batches = []

    def batch(order):
        batches.append(order)
        if is_changed and len(batches) == 1:
            export.write_text("peildatum;aantal\n2026-09-30;4\n", "utf-8")
        index = tmp_path / "uit" / "2026-Q3" / "index.html"
        return Ended(published=[Published("2026-Q3", 1, "concept", len(batches) == 1, index)])

    monkeypatch.setattr(reporting, "_run", batch)
    said = [[], []]
    for lines in said:
        order = Order("2026-Q3", str(tmp_path / "data"), **folders)
        reporting.run(lambda order=order: order, str(tmp_path / "uit"), lines.append)
    assert len(batches) == (2 if is_changed else 1)
    assert "2026-Q3: editie 1 (concept) blijft staan: er is niets veranderd." in said[1]
