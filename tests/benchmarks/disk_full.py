"""The disk full at 22 sizes, in each folder that a run writes: what is left, what is said, and what comes after.

    sudo python tests/benchmarks/disk_full.py [reports] [snapshots] [temporary] [kept]

Each case is a small disk of its own (tmpfs), so root on Linux is needed. Exits 1 when a state or a word is wrong. Of
`temporary` and `kept` each case is a whole batch over one notebook, all of it run.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path
from unittest import mock

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "runner" / "editions"))

from conftest import publish_in
from helpers import sources
from helpers.floor import paths
from helpers.floor.faults import RunFailed, UserFault
from helpers.runner.batch.plan import Order
from helpers.runner.batch.publication import run
from helpers.runner.command import outcome
from helpers.runner.editions import disk, showing

ROOM_KB = [0, 1, 2, 4, 8, 12, 16, 20, 24, 28, 32, 36, 40, 44, 48, 56, 64, 80, 100, 140, 200, 400]
LARGE = "b" * 30_000  # so that the parts differ in which of them no longer fits


@contextlib.contextmanager
def small_disk(folder: Path, kb: int) -> Iterator[Path]:
    """A disk of its own at a folder, with so much room."""
    folder.mkdir(parents=True)
    subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={kb}k", "tmpfs", str(folder)], check=True)
    try:
        yield folder
    finally:
        subprocess.run(["umount", str(folder)], check=True)


def filled(folder: Path, room_kb: int) -> Path:
    """Fill the disk until so much room is left."""
    free = os.statvfs(folder).f_bavail * os.statvfs(folder).f_frsize
    filler = folder / ".filler"
    filler.write_bytes(b"\0" * max(0, free - room_kb * 1024))
    return filler


def shown(out: Path) -> dict[str, bytes]:
    """What a reader finds there."""
    return {name: content for name, content in disk.files_in(out).items() if "/." not in f"/{name}"}


def of_reports(base: Path, room_kb: int) -> tuple[bool, str]:
    """Publish a second edition with so much room: whether all is right, and what was said."""
    with small_disk(base / f"out-{room_kb}", 2_000) as out:
        publish_in(out, "a")
        before, filler = shown(out), filled(out, room_kb)
        try:
            publish_in(out, LARGE)
            said = ""
        except RunFailed as fault:
            said = str(fault)
        left = shown(out)
        filler.unlink()
        told = showing.resume(out)
        publish_in(out, LARGE)
        publish_in(base / f"whole-{room_kb}", "a")
        publish_in(base / f"whole-{room_kb}", LARGE)
        whole = shown(base / f"whole-{room_kb}")
        is_right = shown(out) == whole and not told
        is_right &= left == (before if said else whole)
        is_right &= not said or ("de schijf is vol" in said and "Er is niets veranderd." in said)
        return is_right, said


def of_snapshots(base: Path, room_kb: int) -> tuple[bool, str]:
    """Freeze the sample with so much room for it."""
    with small_disk(base / f"snapshots-{room_kb}", 4_000) as folder:
        filler, paths.SNAPSHOTS = filled(folder, room_kb * 4), folder / "kept"
        try:
            sources.freeze("sample", "2026-Q3")
            said = ""
        except UserFault as fault:
            said = str(fault)
        left = list(paths.SNAPSHOTS.glob("*/manifest.json")) if paths.SNAPSHOTS.is_dir() else []
        aside = list(paths.SNAPSHOTS.glob(".aside-*")) if paths.SNAPSHOTS.is_dir() else []
        is_right = not aside and bool(said) == (not left) and (not said or "(de schijf is vol)" in said)
        filler.unlink()
        sources.freeze("sample", "2026-Q3")
        return is_right, said


def batch(base: Path, out: Path) -> tuple[bool, str]:
    """Run one notebook of the sample and publish: whether it was, and all that was said of a failure."""
    if not (notebooks := base / "notebooks").is_dir():
        notebooks.mkdir()
        shutil.copy(paths.NOTEBOOKS / "dealer_compliance.ipynb", notebooks)
    order = Order("2026-Q3", out=out, is_sample=True, notebooks=notebooks, jobs=1, built_at="1 oktober 2026")
    try:
        ended = run(order)
    except Exception as error:
        return False, outcome.of_error(error).text
    return not ended.failures, " ".join(ended.failures)


def _is_dutch(said: str) -> bool:
    """Whether it names the full disk, or where there may be no room: a kernel that cannot start does not say why."""
    is_named = "e schijf is vol" in said or "Kijk of er ruimte is in de tijdelijke map" in said
    return is_named and not any(word in said for word in ("Errno", "programma zelf", "Meld dit"))


def published_whole(base: Path) -> Path:
    """What is published with room enough, made once."""
    if not (whole := base / "whole-batch").is_dir():
        with mock.patch.object(paths, "KEPT", base / "kept-whole"):
            assert batch(base, whole) == (True, "")
    return whole


def of_temporary(base: Path, room_kb: int) -> tuple[bool, str]:
    """Run with so much room in the temporary folder, then with room enough, then with what is kept and no room."""
    out, whole = base / "out-temporary", published_whole(base)
    with small_disk(base / f"temporary-{room_kb}", 8_000) as folder:
        filler = filled(folder, room_kb)
        around = {"TMPDIR": str(folder)}
        with mock.patch.object(paths, "KEPT", base / f"kept-{room_kb}"):
            with mock.patch.dict(os.environ, around), mock.patch.object(tempfile, "tempdir", str(folder)):
                is_published, said = batch(base, out)
            left = shown(out / "voorbeeld")
            # openpyxl takes its own away when the process ends
            beside = [one for one in folder.iterdir() if one != filler and not one.name.startswith("openpyxl.")]
            filler.unlink()
            again = batch(base, out)
            filled(folder, room_kb)
            with mock.patch.dict(os.environ, around), mock.patch.object(tempfile, "tempdir", str(folder)):
                of_kept = batch(base, out)
    after = shown(whole / "voorbeeld")
    is_right = not beside and (left == after if is_published else left == {} and _is_dutch(said))
    is_right &= again == (True, "") and shown(out / "voorbeeld") == after
    is_right &= of_kept[0] or _is_dutch(of_kept[1])
    shutil.rmtree(out)
    return is_right, said
    shutil.rmtree(out)
    return is_right, said


def of_kept(base: Path, room_kb: int) -> tuple[bool, str]:
    """Run with so much room for what is kept: published all the same, and what is kept is whole."""
    out, whole = base / f"out-kept-{room_kb}", published_whole(base)
    with small_disk(base / f"shelves-{room_kb}", 8_000) as folder, mock.patch.object(paths, "KEPT", folder / "kept"):
        filler = filled(folder, room_kb)
        is_published, said = batch(base, out)
        is_right = is_published and shown(out) == shown(whole)
        aside = [*folder.rglob(".new-*")]
        filler.unlink()
        is_right &= batch(base, out) == (True, "") and shown(out) == shown(whole) and not aside
    return is_right, said


CASES = {"reports": of_reports, "snapshots": of_snapshots, "temporary": of_temporary, "kept": of_kept}


def main(names: list[str]) -> int:
    if os.name == "nt" or os.geteuid() != 0:
        print("Only root on Linux can make a small disk.")
        return 1
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        for name in names:
            for room_kb in ROOM_KB:
                is_right, said = CASES[name](Path(folder), room_kb)
                wrong += not is_right
                print(
                    f"{name:10} {room_kb:4} kB  {'right' if is_right else 'WRONG'}  {said or 'published'}", flush=True
                )
    print(f"{wrong} of {len(names) * len(ROOM_KB)} wrong")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or [*CASES]))
