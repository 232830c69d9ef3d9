"""kill -9 at 30 moments of a batch, of the batch itself or of what it started: what stands, and what the next run does.

    python tests/benchmarks/killed.py [--moments 30]

A report on the sample is published first; then its next edition is killed, again and again. Whatever is killed, the
first edition stays as it was, and what is shown is all of the first or all of the second. Exits 1 when not.
"""

from __future__ import annotations

import argparse
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import psutil

from helpers.runner.editions import disk
from helpers.runner.editions.showing import JOURNAL

PLACE = "voorbeeld/2026-Q3"
BUILT_AT = "1 oktober 2026 om 9.00 uur"  # a page says its minute, and this takes several


def command(out: Path, *more: str) -> list[str]:
    words = ["report", "--sample", "--quarter", "2026-Q3", "--out", str(out), "--built-at", BUILT_AT, *more]
    return [sys.executable, "-m", "helpers", *words]


def shown(out: Path) -> dict[str, bytes]:
    """What a reader can open."""
    return {name: content for name, content in disk.files_in(out).items() if "/." not in f"/{name}"}


def family(batch: psutil.Process) -> list[tuple[str, psutil.Process]]:
    """The batch and what it started, each by a name; found by the tree and never by a name of a program."""
    found = [("batch", batch)]
    for number, one in enumerate(batch.children(recursive=True), 1):
        try:
            words = " ".join(one.cmdline())
        except psutil.Error:
            continue
        kind = next((word for word in ("warm", "worker", "dask", "door") if word in words), "kernel")
        found.append((f"{kind} {number}", one))
    return found


def killed_at(out: Path, seconds: float, which: int) -> str:
    """Start the next edition and kill one of its processes after so many seconds; which it was, "" when it had ended."""
    started = subprocess.Popen(
        command(out, "--final", "--without-explanation", "Proef."), stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    try:
        started.wait(seconds)
        return ""
    except subprocess.TimeoutExpired:
        several = family(psutil.Process(started.pid))
        name, victim = several[which % len(several)]
        victim.kill()
    try:
        started.wait(600)
    finally:
        if started.poll() is None:
            started.kill()
            started.wait()
    return name


def main() -> int:
    parser = argparse.ArgumentParser()
    parser.add_argument("--moments", type=int, default=30)
    moments = parser.parse_args().moments
    wrong = 0
    with tempfile.TemporaryDirectory() as folder:
        first, whole = Path(folder) / "first", Path(folder) / "whole"
        subprocess.run(command(first), check=True, stdout=subprocess.DEVNULL)
        before = shown(first)
        shutil.copytree(first, whole)
        began = time.monotonic()
        subprocess.run(
            command(whole, "--final", "--without-explanation", "Proef."), check=True, stdout=subprocess.DEVNULL
        )
        seconds = time.monotonic() - began
        after = shown(whole)
        for moment in range(moments):
            out = Path(folder) / f"out-{moment}"
            shutil.copytree(first, out)
            at = seconds * (moment + 1) / (moments + 1)
            name = killed_at(out, at, moment // 2 if moment % 2 else 0)
            left = shown(out)
            own = {file: content for file, content in before.items() if file.startswith(f"{PLACE}/1/")}
            is_waiting = (out / "voorbeeld" / JOURNAL).is_file()
            is_right = own.items() <= left.items() and (is_waiting or left in (before, after))
            again = subprocess.run(
                command(out, "--final", "--without-explanation", "Proef."), capture_output=True, text=True, check=False
            )
            is_right &= again.returncode == 0 and shown(out) == after
            wrong += not is_right
            state = "waiting" if is_waiting else "second" if left == after else "first" if left == before else "MIXED"
            print(f"{at:5.1f} s  {name or 'had ended':12}  {state:8}  {'right' if is_right else 'WRONG'}", flush=True)
            if not is_right:
                print(again.stdout + again.stderr)
            shutil.rmtree(out)
    print(f"{wrong} of {moments} wrong")
    return int(wrong > 0)


if __name__ == "__main__":
    os.environ.setdefault("PYTHONUTF8", "1")
    sys.exit(main())
