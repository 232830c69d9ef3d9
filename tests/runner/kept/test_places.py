"""What is kept can be emptied, but not under what uses it."""

import subprocess
import sys
from pathlib import Path

import pytest

from helpers.floor import paths
from helpers.floor.faults import AskedWrongly
from helpers.runner.kept import places

# A batch that is killed while it works: it says that it began, and stays until its standard input closes.
BATCH = """
import os, sys
from pathlib import Path
from helpers.floor import paths
from helpers.runner.kept import places
paths.KEPT = Path(sys.argv[1])
with places.in_use():
    print("at work", flush=True)
    sys.stdin.read()
    os._exit(9)
"""


@pytest.fixture(autouse=True)
def snapshots(kept, monkeypatch):
    monkeypatch.delenv(paths.GIVEN_SNAPSHOTS, raising=False)
    monkeypatch.setattr(paths, "SNAPSHOTS", kept.parent / "snapshots")
    return paths.SNAPSHOTS


def fill(folder: Path, *names: str) -> None:
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(bytes(100))


def test_all_goes_but_the_snapshots_and_the_bytes_are_counted(kept, snapshots):
    fill(kept, "notebooks/key/a", "results/key/b", "lab/key/c", "orders/d", "ledger.jsonl", "notebooks/key/.new-e")
    fill(snapshots, "f00d/table.parquet", ".aside-x/table.parquet", "f00d/.new-y", ".damaged-z/a")
    assert places.emptied() == 900
    assert [one.name for one in kept.iterdir() if one.name != ".gate"] == []
    assert [one for one in snapshots.rglob("*") if one.is_file()] == [snapshots / "f00d" / "table.parquet"]
    assert places.emptied() == 0


def test_nothing_goes_while_one_of_several_is_at_work(kept):
    fill(kept, "notebooks/key/a")
    with places.in_use():
        with places.in_use():
            pass
        with pytest.raises(AskedWrongly, match="Er draait nog een rapport"):
            places.emptied()
        assert (kept / "notebooks/key/a").exists()
    assert places.emptied() == 100


def test_another_process_holds_it_and_lets_go_when_it_is_killed(kept):
    fill(kept, "notebooks/key/a")
    with subprocess.Popen(
        [sys.executable, "-c", BATCH, str(kept)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as batch:
        assert batch.stdout.readline() == "at work\n"
        with pytest.raises(AskedWrongly):
            places.emptied()
        batch.kill()
    assert list((kept / ".in-use").iterdir())  # what a killed one leaves
    assert places.emptied() == 100
    assert not (kept / ".in-use").exists()


def test_a_folder_that_cannot_be_written_stops_no_batch(kept):
    kept.write_text("a file where the folder should be")
    with places.in_use():
        pass
    with pytest.raises(ZeroDivisionError), places.in_use():
        1 / 0  # noqa: B018
