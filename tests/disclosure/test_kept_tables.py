"""Protected tables are kept where a batch says so, come back exactly, and are made once."""

import os
import subprocess
import sys
import threading
from dataclasses import replace

import pandas as pd
import pytest
from filelock import FileLock

from helpers.disclosure import kept_tables as keeping
from helpers.disclosure.kept_tables import kept_tables
from helpers.floor.faults import Fault
from helpers.floor.kept.reads import FILE, RESULTS, Part, recorded
from helpers.floor.kept.watched import watched
from helpers.floor.month import Month
from helpers.floor.quarter import Quarter
from helpers.floor.shapes import tables
from helpers.floor.shapes.delivery import Delivery

DELIVERY = Delivery(
    Quarter(2026, 3), {"bodycams": pd.DataFrame({"n": [1]}), "opkopers": pd.DataFrame({"n": [1]})}, {}, None, None
)
FULL = (
    tables.measures(
        [{"area": "a", "value": 0.1 + 0.2}, {"area": "b", "value": None, "withheld": "small"}],
        measure="bodycam_percent",
        start=pd.Timestamp("2026-07-01"),
    ),
    tables.estimates([{"term": "a", "is_met": True}, {"term": "b", "is_met": None}, {"term": "c", "is_met": False}]),
)
EMPTY = tables.measures(), tables.estimates()


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.delenv(FILE, raising=False)
    monkeypatch.setenv(RESULTS, str(tmp_path / "results"))
    return tmp_path / "results"


class Making:
    """Reads one export and makes tables; counts how often."""

    def __init__(self, made=FULL, delivery=DELIVERY):
        self.made, self.delivery, self.times = made, watched(delivery), 0

    def __call__(self):
        self.times += 1
        self.delivery["bodycams"]  # noqa: B018
        return self.made

    def taken(self, subject="one"):
        return kept_tables(subject, self.delivery, self)


@pytest.mark.parametrize("made", [FULL, EMPTY, (FULL[0], EMPTY[1])], ids=["full", "empty", "no estimates"])
def test_what_comes_back_is_exactly_what_was_made_and_was_made_once(folder, made):
    making = Making(made)
    for _ in range(3):
        for was, now in zip(made, making.taken(), strict=True):
            pd.testing.assert_frame_equal(was, now, check_dtype=True, check_exact=True)
    assert making.times == 1


def test_closed_by_default(folder, monkeypatch):
    making = Making()
    monkeypatch.delenv(RESULTS)
    making.taken(), making.taken()
    assert making.times == 2
    monkeypatch.setenv(RESULTS, str(folder))
    assert kept_tables("one", DELIVERY, lambda: FULL) is FULL  # of which nobody knows what was read
    assert not folder.exists()


def test_another_subject_quarter_or_changed_export_is_made_and_an_unread_one_is_not(folder):
    Making().taken()

    def is_made(subject="one", **changes):
        making = Making(delivery=replace(DELIVERY, **changes))
        making.taken(subject)
        return bool(making.times)

    other = pd.DataFrame({"n": [2]})
    assert is_made("two") and is_made(quarter=Quarter(2026, 2))
    assert is_made(tables={**DELIVERY.tables, "bodycams": other})
    assert not is_made(tables={**DELIVERY.tables, "opkopers": other})


def test_who_takes_has_read_what_the_making_read(folder):
    making = Making()
    making.taken()
    with recorded() as parts:
        making.taken()
    assert Part("table", "bodycams") in parts


@pytest.mark.parametrize("damage", [lambda _: b"", lambda whole: whole[:-1], lambda whole: whole[:-1] + b"!"])
def test_what_is_damaged_is_made_again(folder, damage):
    making = Making()
    making.taken()
    (file,) = folder.glob("*/*")
    file.write_bytes(damage(file.read_bytes()))
    making.taken(), making.taken()
    assert making.times == 2


def test_other_folders_are_read_and_never_written(folder, monkeypatch, tmp_path):
    Making().taken()
    before = {one: one.read_bytes() for one in folder.rglob("*") if one.is_file()}
    monkeypatch.setenv(RESULTS, os.pathsep.join([str(tmp_path / "own"), str(folder)]))
    making = Making()
    making.taken(), making.taken("two")
    assert making.times == 1
    assert {one: one.read_bytes() for one in folder.rglob("*") if one.is_file()} == before


def test_of_two_at_once_one_makes_and_the_other_waits(folder, monkeypatch):
    is_making, second_came, may_end = threading.Event(), threading.Event(), threading.Event()

    def lock(place):
        second_came.set() if is_making.is_set() else None
        return FileLock(place)

    monkeypatch.setattr(keeping, "FileLock", lock)
    making = Making()

    def slow():
        second_came.set() if is_making.is_set() else None
        is_making.set()
        may_end.wait(300)
        return making()

    threads = [threading.Thread(target=lambda: kept_tables("one", making.delivery, slow)) for _ in range(2)]
    threads[0].start()
    assert is_making.wait(300)
    threads[1].start()
    assert second_came.wait(300)  # at the lock, or past it
    may_end.set()
    for thread in threads:
        thread.join(300)
    assert making.times == 1


# Another process that needs the same: it says that it began, and is killed before it is done.
OTHER = """
import sys
sys.path.insert(0, sys.argv[1])
from test_kept_tables import DELIVERY
from helpers.disclosure.kept_tables import kept_tables
from helpers.floor.kept.watched import watched
def make():
    print("making", flush=True)
    sys.stdin.read()
kept_tables("one", watched(DELIVERY), make)
"""


def test_when_the_one_that_makes_dies_the_other_makes(folder):
    arguments = [sys.executable, "-c", OTHER, os.path.dirname(__file__)]
    with subprocess.Popen(arguments, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as other:
        assert other.stdout.readline() == "making\n"
        (lock,) = folder.glob(".lock-*")
        assert not is_free(lock)
        other.kill()
    making = Making()
    making.taken(), making.taken()
    assert making.times == 1


def is_free(lock):
    try:
        with FileLock(lock, timeout=0):
            return True
    except TimeoutError:
        return False


def test_the_warnings_that_data_quality_counts_are_in_its_trace(folder):
    """Two deliveries that differ in a warning alone, as on a file that is no export, do not share a table."""
    from helpers import sources
    from helpers.analyses import data_quality

    delivery = sources.freeze("sample", "2026-Q3")[1]
    more = Fault("Iets.", level="warning", file="los.txt", rule="bestand")
    counts = []
    for warnings in (delivery.warnings, (*delivery.warnings, *[more] * 30)):
        table = data_quality.analyse(watched(replace(delivery, warnings=warnings))).measures
        counts.append(table[table.measure == "warnings"].value.sum())
    assert counts[0] != counts[1]


def test_tables_of_a_month_are_those_of_no_other_month_of_its_quarter(folder):
    september, august, quarter = (
        Making(delivery=replace(DELIVERY, month=month)) for month in (Month(2026, 9), Month(2026, 8), None)
    )
    for making in (september, august, quarter, september, august, quarter):
        making.taken()
    assert [making.times for making in (september, august, quarter)] == [1, 1, 1]
