"""Running notebooks: what ends well, and every way in which one does not."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from helpers.runner.kernels.warm_process import environment
from helpers.runner.pool.crew import Crew
from helpers.runner.pool.job import Job, Outcome, result_of

pytestmark = pytest.mark.slow


@pytest.fixture
def run(tmp_path: Path):
    """Runs notebooks together and gives how each ended, by name."""

    def _run(*books: Path, timeout: int = 600, at_once: int = 4) -> dict[str, Outcome]:
        given = {"quarter": "2026-Q3", "delivery": "snapshot:x"}
        with Crew(at_once) as crew:
            jobs = [Job(book, f"2026-Q3/{book.stem}", given, tmp_path / "uit", timeout) for book in books]
            futures = [crew.submit(job) for job in jobs]
            return {job.notebook.stem: result_of(future) for job, future in zip(jobs, futures, strict=True)}

    return _run


def printed(outcome: Outcome) -> list[str]:
    """The lines that the code cells of the executed notebook printed."""
    cells = json.loads(outcome.job.output.read_text(encoding="utf-8"))["cells"]
    texts = ["".join(output.get("text", "")) for cell in cells for output in cell.get("outputs", [])]
    return "".join(texts).splitlines()


def test_every_way_to_fail_is_seen_and_the_others_go_on(write, run):
    ended = run(
        write("goed", "print(quarter, delivery)"),
        write("fout", "1 / 0", "x = 1"),
        write("klaar", "import sys; sys.exit(0)", "x = 1"),
        write("dood", "x = 1", "import os, signal; os.kill(os.getpid(), 9)", "x = 1"),
        write("pad", "open('/nergens/geheim/bestand.csv')"),
    )
    assert ended["goed"].failure is None
    assert printed(ended["goed"]) == ["2026-Q3 snapshot:x"]
    told = {name: str(one.failure) for name, one in ended.items() if one.failure}
    assert told == {
        "fout": "Notebook fout, cel 3 (1 / 0): ZeroDivisionError: division by zero",
        "klaar": "Notebook klaar, cel 3 (import sys; sys.exit(0)): de cel sloot Python zelf af (SystemExit).",
        "dood": "Notebook dood, cel 4 (import os, signal; os.kill(os.getpid(), 9)): "
        "Python stopte plotseling. Misschien is het geheugen vol.",
        "pad": "Notebook pad, cel 3 (open('/nergens/geheim/bestand.csv')): "
        "FileNotFoundError: [Errno 2] No such file or directory: 'bestand.csv'",
    }


def test_a_cell_that_hangs_is_stopped_and_its_notebook_kept(write, run):
    ended = run(write("hangt", "import time; time.sleep(3_000)"), timeout=2)["hangt"]
    # On a busy machine the cell of the parameters may be the one that is not ready in time.
    assert re.fullmatch(
        r"Notebook hangt, cel \d \(.+\): de cel was na 2 seconden niet klaar\. Geef meer tijd met --cell-minutes\.",
        str(ended.failure),
    )
    assert ended.job.output.is_file()


def test_a_kernel_is_this_interpreter_alone_in_its_own_folder(write, run):
    source = "import os, sys\nprint(sys.executable)\nprint(os.getcwd())\nprint(os.environ['OMP_NUM_THREADS'])"
    ended = run(write("a", source), write("b", source))
    (executable, first, threads), (_, second, _) = printed(ended["a"]), printed(ended["b"])
    assert Path(executable).resolve() == Path(sys.executable).resolve()
    assert first != second and threads == "1"


def test_what_a_kernel_writes_past_python_does_not_disturb_the_batch(write, run):
    ended = run(write("ruis", r"import os; os.write(1, b'{\n'); os.system('echo ruis')"))
    assert ended["ruis"].failure is None


def test_one_worker_runs_several_notebooks_each_in_a_fresh_kernel(write, run):
    ended = run(write("a", "geheim = 1"), write("b", "print('geheim' in globals())"), at_once=1)
    assert printed(ended["b"]) == ["False"]


@pytest.mark.skipif(os.name == "nt", reason="POSIX process table")
@pytest.mark.parametrize("how", ["end", "kill"])
def test_no_kernel_outlives_the_batch(write, tmp_path, how, eventually):
    mark = tmp_path / "pid"
    book = write(
        "lang", f"import os, time, pathlib\npathlib.Path({str(mark)!r}).write_text(str(os.getpid()))\ntime.sleep(3_000)"
    )
    if how == "end":
        with Crew(1) as crew:
            crew.submit(Job(book, "x", {"quarter": "2026-Q3"}, tmp_path / "uit"))
            assert eventually(lambda: mark.is_file() and mark.read_text())
    else:
        script = (
            "import sys; from pathlib import Path; from helpers.runner.pool.crew import *; from helpers.runner.pool.job import *\n"
            "crew = Crew(1); crew.submit(Job(Path(sys.argv[1]), 'x', {'quarter': 'q'}, Path(sys.argv[2]))).result()"
        )
        batch = subprocess.Popen([sys.executable, "-c", script, str(book), str(tmp_path / "uit")])
        assert eventually(lambda: mark.is_file() and mark.read_text())
        batch.kill()
        batch.wait()
    assert eventually(lambda: _has_ended(int(mark.read_text())))


def test_the_environment_has_one_thread_fixed_hashes_and_no_backend_of_the_user(monkeypatch):
    monkeypatch.setenv("MPLBACKEND", "TkAgg")
    given = environment()
    assert "MPLBACKEND" not in given
    assert {given[name] for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")} == {"1"}
    assert (given["PYTHONHASHSEED"], given["JUPYTER_PREFER_ENV_PATH"]) == ("0", "1")


def _has_ended(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except (FileNotFoundError, ProcessLookupError):
        return True
