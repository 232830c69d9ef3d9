"""The disk full at 22 sizes, in each folder that publishing writes: what is left, what is said, and what comes after.

    sudo python tests/benchmarks/disk_full.py

Each case is a small disk of its own (tmpfs), so root on Linux is needed. Exits 1 when a state or a word is wrong.
"""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "runner" / "editions"))

from conftest import publish_in
from helpers import sources
from helpers.floor import paths
from helpers.floor.faults import RunFailed, UserFault
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
    return {name: content for name, content in disk.files_in(out).items() if not name.startswith(".filler")}


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


def main() -> int:
    if os.name == "nt" or os.geteuid() != 0:
        print("Only root on Linux can make a small disk.")
        return 1
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        for name, case in (("reports", of_reports), ("snapshots", of_snapshots)):
            for room_kb in ROOM_KB:
                is_right, said = case(Path(folder), room_kb)
                wrong += not is_right
                print(
                    f"{name:10} {room_kb:4} kB  {'right' if is_right else 'WRONG'}  {said or 'published'}", flush=True
                )
    print(f"{wrong} of {2 * len(ROOM_KB)} wrong")
    return int(wrong > 0)


if __name__ == "__main__":
    sys.exit(main())
