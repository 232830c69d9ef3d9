"""One pool for several batches: what each asks comes back to it, and who goes takes nothing along."""

from __future__ import annotations

import json
import threading
from concurrent.futures import Future
from multiprocessing import AuthenticationError
from multiprocessing.connection import Client
from pathlib import Path

import pytest

from helpers.floor.faults import AskedWrongly, RunFailed
from helpers.runner.pool.failure import Failure
from helpers.runner.pool.job import Job, Outcome, Used, result_of
from helpers.runner.pool.lending import Lender, LentPool
from helpers.runner.pool.parcel import Parcel


class Held:
    """A pool that ends what it was asked only when the test says so."""

    def __init__(self):
        self.asked: dict[str, tuple[Job, Future[Outcome]]] = {}
        self.is_ended = False

    def submit(self, job):
        future: Future[Outcome] = Future()
        self.asked[job.run] = job, future
        return future

    def end(self):
        self.is_ended = True
        for _, future in self.asked.values():
            future.cancel()


@pytest.fixture
def pool():
    return Held()


@pytest.fixture
def lender(pool):
    made = Lender(lambda: pool)
    yield made
    made.end()


def job(run, folder, **more):
    return Job(Path(folder) / "a.ipynb", run, {"quarter": "2026-Q3"}, Path(folder), **more)


def test_a_job_reaches_the_pool_as_it_was_and_its_outcome_comes_back(lender, pool, eventually):
    with LentPool(lender.address) as first, LentPool(lender.address) as second:
        asked = job("2026-Q3/a", first.folder, variables={"X": "1"}, parcel=Parcel(Path("/srv/é"), "snapshot:x"))
        other = job("2026-Q3/b", second.folder)
        futures = first.submit(asked), second.submit(other)
        assert eventually(lambda: len(pool.asked) == 2)
        assert pool.asked["2026-Q3/a"][0] == asked
        failure = Failure("b", 3, "1 / 0", "ZeroDivisionError", "division by zero")
        pool.asked["2026-Q3/b"][1].set_result(Outcome(other, failure))
        pool.asked["2026-Q3/a"][1].set_result(Outcome(asked, None, Used(2.5, 1.0, 9), note="niet geforkt"))
        assert result_of(futures[0]) == Outcome(asked, None, Used(2.5, 1.0, 9), note="niet geforkt")
        assert result_of(futures[1]) == Outcome(other, failure)
        assert first.folder != second.folder and first.folder.parent == lender.folder


def test_what_the_pool_refuses_is_refused_in_its_words(lender, pool, eventually):
    with LentPool(lender.address) as lent:
        future = lent.submit(job("2026-Q3/a", lent.folder))
        assert eventually(lambda: pool.asked)
        pool.asked["2026-Q3/a"][1].set_exception(RunFailed("De werkers zijn weg.", "Start opnieuw."))
        with pytest.raises(RunFailed, match=r"De werkers zijn weg\. Start opnieuw\."):
            result_of(future)


def test_a_pool_that_cannot_be_made_is_told_to_who_asks():
    def made():
        raise AskedWrongly("Op het adres tcp://x:1 antwoordt geen planner van Dask.")

    lender = Lender(made)
    with LentPool(lender.address) as lent, pytest.raises(RunFailed, match="antwoordt geen planner"):
        result_of(lent.submit(job("2026-Q3/a", lent.folder)))
    lender.end()


def test_the_pool_is_made_when_the_first_asks_and_ended_with_the_lender(pool):
    made = []
    lender = Lender(lambda: made.append(pool) or pool)
    assert made == []
    with LentPool(lender.address), LentPool(lender.address):
        pass
    lender.end()
    assert len(made) <= 1 and pool.is_ended is bool(made) and not lender.folder.exists()


def test_who_goes_leaves_no_job_waiting(lender, pool, eventually):
    lent = LentPool(lender.address)
    lent.submit(job("2026-Q3/a", lent.folder))
    assert eventually(lambda: pool.asked)
    lent.end()
    assert eventually(lambda: pool.asked["2026-Q3/a"][1].cancelled())
    assert not lent.folder.exists()


def test_where_the_lender_goes_who_waits_hears_it(pool, eventually):
    lender = Lender(lambda: pool)
    address = lender.address
    lent = LentPool(address)
    waiting = lent.submit(job("2026-Q3/a", lent.folder))
    assert eventually(lambda: pool.asked)
    lender.end()
    with pytest.raises(RunFailed, match="is gestopt"):
        result_of(waiting)
    with pytest.raises(RunFailed, match="is gestopt"):
        result_of(lent.submit(job("2026-Q3/b", lent.folder)))
    with pytest.raises(RunFailed, match="is gestopt"):
        LentPool(address)
    lent.end()


def test_without_the_key_nothing_is_run(lender, pool):
    place, _, _ = json.loads(lender.address)
    with pytest.raises((AuthenticationError, EOFError, OSError)):
        Client(place, authkey=b"x" * 32).send_bytes(b"[0, 1]")
    with LentPool(lender.address) as lent:  # and who has it is served still
        assert lent.folder.is_dir()
    assert pool.asked == {}


class Failing(Held):
    """A pool in which one job cannot be queued."""

    def submit(self, job):
        if job.run.startswith("stuk"):
            raise {"stuk/schijf": FileNotFoundError(2, "no such file"), "stuk/zelf": RuntimeError("why")}[job.run]
        return super().submit(job)


@pytest.mark.parametrize(
    ("run", "told"), [("stuk/schijf", "Een notebook is niet te starten"), ("stuk/zelf", "is gestopt")]
)
def test_a_job_that_cannot_be_queued_fails_alone(run, told, eventually):
    pool = Failing()
    lender = Lender(lambda: pool)
    try:
        with LentPool(lender.address) as first, LentPool(lender.address) as second:
            broken, sound = first.submit(job(run, first.folder)), second.submit(job("2026-Q3/a", second.folder))
            with pytest.raises(RunFailed, match=told):
                result_of(broken)
            assert eventually(lambda: "2026-Q3/a" in pool.asked) and first.folder.is_dir() and second.folder.is_dir()
            asked, future = pool.asked["2026-Q3/a"]
            future.set_result(Outcome(asked, None))
            assert result_of(sound).failure is None
    finally:
        lender.end()


def ended(lender, eventually):
    """Whether the lender ends, asked for so that a test that fails does not hang."""
    ending = threading.Thread(target=lender.end, daemon=True)
    ending.start()
    return eventually(lambda: not ending.is_alive())


def test_who_calls_and_says_nothing_keeps_no_batch_waiting(pool, eventually):
    lender, lent = Lender(lambda: pool), []
    silent = Client(json.loads(lender.address)[0])
    threading.Thread(target=lambda: lent.append(LentPool(lender.address)), daemon=True).start()
    assert eventually(lambda: lent)
    lent[0].end()
    assert ended(lender, eventually) and not lender.folder.exists()
    silent.close()


def test_the_lender_ends_where_nobody_answers_a_call_any_more(pool, eventually):
    lender = Lender(lambda: pool)
    lender._is_ended = True  # as in the moment between a call and the next look at whether to go on
    Client(json.loads(lender.address)[0]).close()
    assert eventually(lambda: not lender._accepting.is_alive())
    with pytest.raises(RunFailed, match="is gestopt"):
        LentPool(lender.address)
    assert ended(lender, eventually)


def test_who_says_something_else_is_not_served_and_the_next_one_is(lender, pool):
    with Client(json.loads(lender.address)[0]) as stranger:
        stranger.send_bytes(b"GET / HTTP/1.1")
    with LentPool(lender.address) as lent:
        assert lent.folder.is_dir()
