"""Runs on Dask: the same bytes as here, a lost worker's runs again, and a plain word where Dask is gone or other."""

from __future__ import annotations

import gc
import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest

from helpers.floor import paths
from helpers.floor.faults import AskedWrongly, RunFailed
from helpers.floor.kept import reads
from helpers.runner.batch import plan, publication
from helpers.runner.batch.plan import planned
from helpers.runner.batch.progress import Silent
from helpers.runner.editions import disk
from helpers.runner.pool.crew import Crew
from helpers.runner.pool.job import Job, result_of
from helpers.runner.pool.parcel import Parcel

if os.environ.get("HELPERS_NEEDS_DASK"):
    import distributed
else:
    distributed = pytest.importorskip("distributed", reason="dask.distributed is in the group of dependencies “dask”")
from helpers.runner.pool import dask_pool, dask_worker  # noqa: E402
from helpers.runner.pool.dask_pool import DaskPool  # noqa: E402

pytestmark = pytest.mark.slow
CANARY = "HELPERS_CANARY_SECRET"
OTHER = "0" * 64


@pytest.fixture(scope="module")
def scheduler():
    """A scheduler of somebody else on loopback, with two worker processes of one thread."""
    with distributed.LocalCluster(
        n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None, silence_logs=50,
        scheduler_kwargs={"dashboard_address": "127.0.0.1:0"},
    ) as cluster:  # fmt: skip
        yield cluster.scheduler_address


@pytest.fixture
def store(tmp_path) -> Path:
    """Snapshots with one that holds no export, as the made-up delivery of these tests has."""
    folder = tmp_path / "snapshots" / ("f00d" * 5)
    folder.mkdir(parents=True)
    (folder / "manifest.json").write_text('{"files": {}}')
    return folder.parent


def job(book: Path, folder: Path, store: Path, number: int = 0, **more) -> Job:
    given = {"quarter": "2026-Q3", "delivery": str(number)}
    parcel = Parcel(store, f"snapshot:{'f00d' * 5}")
    return Job(book, f"2026-Q3/{book.stem}-{number}", given, folder, parcel=parcel, **more)


def told(job: Job) -> list:
    """What an executed notebook says, without when and where it ran."""
    cells = json.loads(job.output.read_text("utf-8"))["cells"]
    return [(cell["source"], cell.get("outputs"), cell.get("execution_count")) for cell in cells]


def ancestors(pid: int) -> Iterator[int]:
    """The processes above one."""
    while pid > 1:
        pid = int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])
        yield pid


def test_a_run_gives_what_it_gives_here_and_sees_only_what_came_with_it(write, scheduler, store, tmp_path, monkeypatch):
    monkeypatch.setenv(CANARY, "geheim")
    book = write(
        "a",
        "import os, pathlib\nprint(delivery, len(os.environ['HELPERS_SNAPSHOTS']) > 0)",
        "print(os.listdir(os.environ['HELPERS_SNAPSHOTS']))",
        "pathlib.Path(os.environ['HELPERS_READS']).write_text(delivery)",
    )
    asks = write(
        "b",
        f"import os\nprint({CANARY!r} in os.environ, os.environ['HELPERS_SNAPSHOTS'], os.environ['HELPERS_RESULTS'])",
    )
    with DaskPool(scheduler, 1) as pool, Crew(1) as crew:
        jobs = {}
        for name, one in (("dask", pool), ("here", crew)):
            folder = tmp_path / name
            noted = {reads.FILE: str(folder / ".reads-a"), reads.RESULTS: str(tmp_path)}
            jobs[name] = [job(book, folder, store, n, variables=noted) for n in range(3)]
            assert [result_of(one.submit(each)).failure for each in jobs[name]] == [None] * 3
        assert [told(one) for one in jobs["dask"]] == [told(one) for one in jobs["here"]]
        assert (tmp_path / "dask" / ".reads-a").read_text() in "012"
        alone = job(asks, tmp_path / "dask", store, variables={reads.RESULTS: str(tmp_path)})
        ended = result_of(pool.submit(alone))
        secret, *places = "".join(told(alone)[-1][1][0]["text"]).split()
        assert secret == "False" and not any(place.startswith(str(tmp_path)) for place in places)
        assert ended.job == alone and ended.used and ended.used.wall_seconds > 0


def test_a_failing_cell_is_named_and_its_notebook_comes_back(write, scheduler, store, tmp_path):
    with DaskPool(scheduler, 1) as pool:
        one = job(write("fout", "1 / 0"), tmp_path / "uit", store)
        assert (
            str(result_of(pool.submit(one)).failure)
            == "Notebook fout-0, cel 3 (1 / 0): ZeroDivisionError: division by zero"
        )
        assert one.output.is_file()


def test_the_runs_of_a_worker_that_is_killed_are_done_again(write, scheduler, store, tmp_path, eventually):
    mark = tmp_path / "mark"
    waits = write(
        "wacht",
        f"import os, pathlib, time\nmark = pathlib.Path({str(mark)!r})\nis_first = not mark.exists()",
        "if is_first and delivery == '1':\n    mark.write_text(str(os.getpid()))\n    time.sleep(3_000)",
        "print(delivery)",
    )
    with DaskPool(scheduler, 1) as pool:
        jobs = [job(waits, tmp_path / "uit", store, n) for n in range(4)]
        futures = [pool.submit(one) for one in jobs]
        assert eventually(lambda: mark.is_file() and mark.read_text())
        [worker] = {*pool._client.run(os.getpid).values()} & {*ancestors(int(mark.read_text()))}
        os.kill(worker, signal.SIGKILL)
        assert [result_of(future).failure for future in futures] == [None] * 4
        assert [told(one)[-1][1][0]["text"] for one in jobs] == [[f"{n}\n"] for n in range(4)]
    assert eventually(lambda: not Path(f"/proc/{mark.read_text()}").exists())


def test_a_worker_with_other_code_is_refused_with_both_named(write, scheduler, store, tmp_path, monkeypatch):
    ours = dask_worker.made_with()
    monkeypatch.setattr(dask_pool.dask_worker, "made_with", lambda: ours | {"code": OTHER})
    with DaskPool(scheduler, 1) as pool, pytest.raises(RunFailed) as refused:
        result_of(pool.submit(job(write("a", "print(1)"), tmp_path / "uit", store)))
    assert f"heeft andere code: {ours['code'][:10]}. Dit rapport vraagt {OTHER[:10]}." in str(refused.value)
    assert not (tmp_path / "uit").exists()


def test_another_python_or_package_is_refused_too():
    ours = dask_worker.made_with()
    dask_worker.refuse_other_code("tcp://x", ours, dict(ours))
    for name in ("python", "pandas"):
        with pytest.raises(
            RunFailed, match=rf"tcp://x heeft een andere {name}: {ours[name]}\. Dit rapport vraagt 1\.0\."
        ):
            dask_worker.refuse_other_code("tcp://x", ours | {name: "1.0"}, ours)


@pytest.fixture
def lonely():
    """A scheduler with one worker, a thread of this process, which a test takes away."""
    with distributed.LocalCluster(
        n_workers=1, processes=False, host="127.0.0.1", protocol="tcp://", dashboard_address=None, silence_logs=50,
        scheduler_kwargs={"dashboard_address": "127.0.0.1:0"},
    ) as cluster:  # fmt: skip
        yield cluster


def test_when_every_worker_is_gone_the_batch_ends_with_a_word(write, lonely, store, tmp_path, eventually):
    with DaskPool(lonely.scheduler_address, 1, patience=1) as pool:
        lonely.scale(0)
        assert eventually(lambda: not pool._client.nthreads())
        with pytest.raises(RunFailed, match="De planner of de werkers van Dask zijn weg") as gone:
            result_of(pool.submit(job(write("a", "print(1)"), tmp_path / "uit", store)))
    assert gone.value.exit_code == 1


def test_when_the_scheduler_goes_the_batch_ends_with_a_word(write, lonely, store, tmp_path, eventually):
    with DaskPool(lonely.scheduler_address, 1) as pool:
        lonely.scale(0)
        assert eventually(lambda: not pool._client.nthreads())
        future = pool.submit(job(write("a", "print(1)"), tmp_path / "uit", store))
        lonely.close()
        with pytest.raises(RunFailed, match="De planner of de werkers van Dask zijn weg"):
            result_of(future)


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("tcp://127.0.0.1:1", "Op het adres tcp://127.0.0.1:1 antwoordt geen planner van Dask."),
        ("onzin", "onzin is geen adres van een planner van Dask."),
        ("http://127.0.0.1:8786", "http://127.0.0.1:8786 is geen adres van een planner van Dask."),
        ("tls://127.0.0.1:1", "De instellingen van Dask noemen geen certificaten voor tls."),
    ],
)
def test_a_scheduler_that_cannot_be_reached_is_asked_wrongly(address, why, monkeypatch):
    monkeypatch.setattr(dask_pool, "_SECONDS_TO_ANSWER", 1)
    with pytest.raises(AskedWrongly, match=why):
        DaskPool(address, 1)


def test_an_engine_that_is_not_known_or_not_installed_is_asked_wrongly(order, write, monkeypatch):
    write("a", chapter=1)
    with pytest.raises(AskedWrongly, match=r"--engine ray kan niet. Schrijf --engine dask"):
        planned(order(engine="ray"))
    with pytest.raises(AskedWrongly, match="--scheduler hoort bij --engine dask"):
        planned(order(scheduler="tcp://127.0.0.1:8786"))
    monkeypatch.setattr(plan, "find_spec", lambda _: None)
    with pytest.raises(AskedWrongly, match=r"De pakketten van Dask ontbreken. Start met: python run.py report"):
        planned(order(engine="dask"))


def test_an_edition_by_a_cluster_on_this_machine_has_the_same_bytes(
    order, write, store, tmp_path, monkeypatch, one_warm_process
):
    monkeypatch.setattr(paths, "SNAPSHOTS", store)
    for chapter, name in enumerate(("a", "b", "c"), start=1):
        write(name, f"print(quarter, delivery, {chapter})", chapter=chapter)
    listening: list[str] = []

    class Listening(Silent):
        def done(self, run: str, *_: object) -> None:
            listening.extend(repr(one) for one in gc.callbacks if "distributed" in repr(one))

    ended = [
        publication.run(order(engine=engine, is_again=True, out=tmp_path / f"uit{engine}", jobs=1), progress)
        for engine, progress in (("", Silent()), ("dask", Listening()))
    ]
    assert [one.failures for one in ended] == [[], []]
    assert listening == []  # Python loses a Ctrl-C that falls in such a call
    files = [disk.files_in(tmp_path / name) for name in ("uit", "uitdask")]
    assert files[0] == files[1] and "2026-Q3/1/c.html" in files[0]
