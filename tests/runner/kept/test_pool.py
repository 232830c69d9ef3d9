"""What was run before on the same comes back without a kernel; what changed, failed or is damaged runs."""

from dataclasses import replace

import pandas as pd
import pytest

from helpers import sources
from helpers.floor.kept import reads
from helpers.floor.kept.reads import Part
from helpers.floor.quarter import Quarter
from helpers.floor.shapes.delivery import Delivery
from helpers.runner.batch.ledger import Ledger, read
from helpers.runner.kept import keys, places
from helpers.runner.kept.pool import KeepingPool
from helpers.runner.pool.failure import Failure
from helpers.runner.pool.job import Job

CODE = "from helpers import sources\ninputs = sources.open_delivery(delivery, quarter)"
BODYCAMS, OPKOPERS = Part("table", "bodycams"), Part("table", "opkopers")
QUARTER = Quarter(2026, 3)


@pytest.fixture(autouse=True)
def _seen(kept, monkeypatch):
    """A frozen delivery needs no areas here, and the code is read once."""
    monkeypatch.setattr(sources, "seen_from", lambda frozen, quarter: frozen.at(quarter))
    of_code = keys.Keys().code_of(frozenset({"helpers.sources"}))
    monkeypatch.setattr(keys.Keys, "code_of", lambda *_: of_code)


@pytest.fixture
def frozen():
    return Delivery(QUARTER, {name: pd.DataFrame({"n": [1, 2]}) for name in ("bodycams", "opkopers")}, {}, None, None)


def changed(frozen, dataset):
    """The same delivery with one other cell in one export."""
    return replace(frozen, name="other", tables={**frozen.tables, dataset: pd.DataFrame({"n": [1, 3]})})


@pytest.fixture
def batch(write, tmp_path, recording_pool):
    """Runs one notebook in a batch of its own that reads only bodycams; what was asked, and the outcome."""
    notebook = write("one", CODE)

    def run(frozen, name="snapshot:a", *, failure=None, code=None, opened=(), **options):
        pool = recording_pool({"one": (BODYCAMS, *opened)}, failure)
        keeping = KeepingPool(pool, frozen, Ledger(), **options)
        given = {"quarter": QUARTER.label, "delivery": name}
        here = tmp_path / f"batch-{len(list(tmp_path.iterdir()))}" / QUARTER.label
        outcome = keeping.submit(Job(code or notebook, f"{QUARTER.label}/one", given, here)).result()
        keeping.end()
        return len(pool.asked), outcome

    return run


def test_the_second_time_no_kernel_starts_and_the_bytes_are_the_same(batch, frozen):
    n_ran, first = batch(frozen)
    again, second = batch(frozen)
    assert (n_ran, first.is_kept) == (1, False)
    assert (again, second.is_kept, second.failure) == (0, True, None)
    assert second.job.output != first.job.output
    assert second.job.output.read_bytes() == first.job.output.read_bytes()


def test_an_export_that_was_read_runs_it_again_and_another_does_not(batch, frozen):
    batch(frozen)
    assert batch(changed(frozen, "opkopers"), "snapshot:b")[0] == 0
    assert batch(changed(frozen, "bodycams"), "snapshot:c")[0] == 1
    assert batch(frozen)[0] == 0  # both are kept


def test_what_failed_is_not_kept(batch, frozen):
    batch(frozen, failure=Failure("one", 1, "x", "ValueError", "x"))
    assert batch(frozen)[0] == 1


def test_again_runs_all_and_keeps_it(batch, frozen, kept):
    for _ in range(2):
        ran, outcome = batch(frozen, is_again=True)
        assert (ran, outcome.is_kept) == (1, False)
    assert batch(frozen)[0] == 0


def test_again_takes_no_kept_tables(batch, frozen, kept, write, tmp_path, recording_pool):
    job = Job(write("one", CODE), "2026-Q3/one", {"quarter": "2026-Q3", "delivery": "a"}, tmp_path / "work" / "2026-Q3")
    for is_again, where in ((False, kept / places.RESULTS), (True, tmp_path / "work" / ".results")):
        pool = recording_pool({"one": ()})
        KeepingPool(pool, frozen, Ledger(), is_again=is_again).submit(job)
        assert pool.asked[0].variables[reads.RESULTS] == str(where)


def test_what_was_run_again_replaces_what_was_kept(batch, frozen, kept):
    batch(frozen)
    (file,) = (kept / places.NOTEBOOKS).glob("*/*")
    whole = file.read_bytes()
    file.write_bytes(whole[:-1] + b"!")
    ran, outcome = batch(frozen)
    assert (ran, outcome.is_kept) == (1, False)
    assert file.read_bytes() == whole
    assert batch(frozen)[0] == 0


@pytest.mark.parametrize(
    "opened",
    [(Part(reads.OPENED, "raw", "2026-Q3"),), (Part(reads.OPENED, "snapshot:a", "2026-Q2"),)],
    ids=["another delivery", "another quarter"],
)
def test_what_opened_something_else_beside_its_delivery_is_not_kept(batch, frozen, opened):
    batch(frozen, opened=opened)
    assert batch(frozen)[0] == 1


def test_what_may_read_something_else_runs_each_time(batch, frozen, write):
    other = write("other", CODE, "import os")
    assert [batch(frozen, code=other)[0] for _ in range(2)] == [1, 1]


def test_reads_that_were_not_written_whole_keep_nothing(batch, frozen, monkeypatch):
    def broken(file):
        file.write_text('["opened", "snapsh', encoding="utf-8")
        return written_in(file)

    written_in = reads.written_in
    monkeypatch.setattr(reads, "written_in", broken)
    batch(frozen)
    assert batch(frozen)[0] == 1


def test_a_pool_that_breaks_is_heard(write, tmp_path, frozen, recording_pool):
    class Broken(recording_pool):
        def submit(self, job):
            told = super().submit(job)
            told = type(told)()
            told.set_exception(RuntimeError("the pool broke"))
            return told

    job = Job(write("one", CODE), "2026-Q3/one", {"quarter": "2026-Q3", "delivery": "a"}, tmp_path / "2026-Q3")
    future = KeepingPool(Broken({"one": ()}), frozen, Ledger()).submit(job)
    with pytest.raises(RuntimeError, match="the pool broke"):
        future.result(timeout=300)


def test_every_run_stands_in_the_ledger(batch, frozen):
    batch(frozen, failure=Failure("one", 1, "x", "ValueError", "x"))
    batch(frozen)
    batch(frozen)
    assert [(line.run, line.outcome, line.is_kept) for line in read()] == [
        ("2026-Q3/one", "mislukt", False),
        ("2026-Q3/one", "klaar", False),
        ("2026-Q3/one", "klaar", True),
    ]


def test_a_run_of_a_month_is_known_by_its_month_and_what_it_read_from_there(
    write, frozen, tmp_path, recording_pool, monkeypatch
):
    monkeypatch.setattr(sources, "seen_from", lambda one, quarter, month=None: replace(one.at(quarter), month=month))
    notebook = write("one", "from helpers import sources\ninputs = sources.open_month(delivery, month)", per="month")

    def ran(month, delivery=frozen, opened="2026-08"):
        pool = recording_pool({"one-2026-08": (BODYCAMS, Part("month", "", "2026-Q3"))}, period=opened)
        keeping = KeepingPool(pool, delivery, Ledger())
        given = {"month": month, "delivery": "snapshot:a"}
        folder = tmp_path / f"batch-{len(list(tmp_path.iterdir()))}" / month
        keeping.submit(Job(notebook, f"{month}/one-2026-08", given, folder)).result()
        keeping.end()
        return len(pool.asked)

    assert [ran("2026-08"), ran("2026-08")] == [1, 0]
    assert ran("2026-08", changed(frozen, "opkopers")) == 0
    assert ran("2026-08", changed(frozen, "bodycams")) == 1
    assert [ran("2026-09", opened="2026-09"), ran("2026-09", opened="2026-09")] == [1, 0]
    assert [ran("2026-07", opened="2026-Q3"), ran("2026-07", opened="2026-Q3")] == [1, 1]  # opened otherwise: not kept
