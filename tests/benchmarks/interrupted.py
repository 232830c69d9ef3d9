"""Ctrl-C at every moment of a run: python tests/benchmarks/interrupted.py [MOMENTS] [SIGNAL] [WORDS …]

Starts `python run.py report --sample --jobs 2`, or with the WORDS given, again and again, and sends the signal (SIGINT) at
another moment of its life each time: to the process alone or to its group as a terminal does, once or twice. Prints a
line a moment. Looked for are another exit code than 130, another line than the one sentence, a process that is still
there, and what stays in the temporary folder, in `--out` and in `data/`. Exits 1 where one was found.

The first moments belong to Python itself, which has read no line of run.py yet; they are told apart.
"""

from __future__ import annotations

import itertools
import os
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

import psutil

from helpers.bootstrap import stopping
from helpers.floor import paths

MARK = "HELPERS_INTERRUPTED"
FIRST = (0.0, 0.02, 0.05, 0.1, 0.15, 0.2, 0.3, 0.4, 0.6, 0.8)  # seconds, in which most was wrong once
AGAIN = 0.15  # seconds between two presses
GONE_WITHIN = 20  # seconds after its end for what it started
HALF_MADE = (".new-", ".probe-")


@dataclass
class Run:
    """One run that was stopped `at` so many seconds."""

    at: float
    is_group: bool
    is_double: bool
    code: int = 0
    said: str = ""
    deviations: list[str] = field(default_factory=list)

    @property
    def is_before_us(self) -> bool:
        """Whether Python ended before it read run.py."""
        is_of_python = not self.said or "init_import_site" in self.said
        return self.at < FIRST[4] and self.code != 0 and is_of_python

    def __str__(self) -> str:
        how = f"{'group' if self.is_group else 'alone'} {'twice' if self.is_double else 'once'}"
        result = "; ".join(self.deviations) or ("Python itself was starting" if self.is_before_us else "as it should")
        return f"{self.at:7.2f} s  {how:12}  {self.code:4}  {result}"


def main(arguments: list[str]) -> int:
    """Run them all; 1 when one deviated."""
    count, sign = int(arguments[0]) if arguments else 40, getattr(signal, arguments[1] if arguments[1:] else "SIGINT")
    words = arguments[2:] or ["report", "--sample", "--quarter", "2026-Q3", "--jobs", "2"]
    signal.signal(
        sign, signal.SIG_DFL
    )  # a shell lets what it starts with & ignore Ctrl-C, and so does what that starts
    whole = length(words)
    print(f"A whole run takes {whole:.1f} s.", flush=True)
    later = [FIRST[-1] + (whole - FIRST[-1]) * step / (count - len(FIRST)) for step in range(1, count - len(FIRST) + 1)]
    ways = itertools.cycle([(False, False), (True, False), (False, True), (True, True)])
    runs = []
    for at, (is_group, is_double) in zip([*FIRST, *later][:count], ways, strict=False):
        runs.append(interrupted(words, Run(at, is_group, is_double), sign))
        print(runs[-1], flush=True)
    wrong = sum(bool(run.deviations) for run in runs)
    print(f"{wrong} of {len(runs)} deviated.")
    return 1 if wrong else 0


def length(words: list[str]) -> float:
    """Seconds of a run that nobody stops, when what it keeps is there."""
    seconds = 0.0
    for _ in range(2):
        with tempfile.TemporaryDirectory() as folder:
            started = time.monotonic()
            process = start(words, Path(folder))
            assert process.wait() == 0, process.communicate()[1]
            seconds = time.monotonic() - started
    return seconds


def start(words: list[str], folder: Path) -> subprocess.Popen[str]:
    """The command in a session of its own, with a temporary folder and an `--out` of its own, known by its mark."""
    (folder / "tijdelijk").mkdir()
    out = ["--out", str(folder / "uit")] if "report" in words else []
    return subprocess.Popen(
        [sys.executable, str(paths.ROOT / "run.py"), *words, *out],
        env={**os.environ, "TMPDIR": str(folder / "tijdelijk"), MARK: str(folder), "NO_COLOR": "1"},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )


def interrupted(words: list[str], run: Run, sign: int) -> Run:
    """The run as it ended, with all that deviates."""
    before = set(half_made(paths.ROOT / "data"))
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as name:
        folder = Path(name)
        process = start(words, folder)
        time.sleep(run.at)
        for press in range(1 + run.is_double):
            if press:
                time.sleep(AGAIN)
            if process.poll() is None:
                os.killpg(process.pid, sign) if run.is_group else process.send_signal(sign)
        run.said = process.communicate()[1]
        run.code = process.returncode
        if not run.is_before_us:
            run.deviations += told(run)
        left = left_running(str(folder))
        run.deviations += [f"still runs: {one}" for one in left]
        run.deviations += [f"left in the temporary folder: {one}" for one in names_in(folder / "tijdelijk")]
        run.deviations += left_in_out(folder / "uit")
    run.deviations += [f"left in data: {one}" for one in sorted(set(half_made(paths.ROOT / "data")) - before)]
    return run


def told(run: Run) -> list[str]:
    """What is wrong with code and sentence; a run that was done before it was stopped is right too."""
    lines = run.said.strip().splitlines()
    if run.code == 0:
        return [f"said {lines}"] if lines else []
    wrong = [f"code {run.code}"] if run.code != stopping.EXIT_CODE else []
    return wrong + ([f"said {lines[-3:]}"] if lines != [stopping.SENTENCE] else [])


def left_running(mark: str) -> list[str]:
    """The processes of the run that do not end within a while."""
    until = time.monotonic() + GONE_WITHIN
    while (left := [one for one in psutil.process_iter() if is_marked(one, mark)]) and time.monotonic() < until:
        time.sleep(0.1)
    return [" ".join(one.cmdline()[:4]) for one in left if one.is_running()]


def is_marked(process: psutil.Process, mark: str) -> bool:
    """Whether the run started it."""
    try:
        return process.status() != psutil.STATUS_ZOMBIE and process.environ().get(MARK) == mark
    except psutil.Error:
        return False


def left_in_out(out: Path) -> list[str]:
    """What is wrong there: something half made, or a quarter that holds nothing."""
    wrong = [f"left in --out: {one}" for one in half_made(out)]
    quarters = [one for one in out.glob("20*") if one.is_dir()]
    return wrong + [f"half a quarter: {names_in(one)}" for one in quarters if not (one / "index.html").is_file()]


def half_made(folder: Path) -> list[str]:
    """What a run makes aside, and did not put in place."""
    return [str(one.relative_to(folder)) for one in folder.rglob("*") if one.name.startswith(HALF_MADE)]


def names_in(folder: Path) -> list[str]:
    """What lies in a folder."""
    return sorted(one.name for one in folder.iterdir())


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
