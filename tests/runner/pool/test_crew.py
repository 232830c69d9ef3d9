"""Running notebooks: what ends well, and every way in which one does not."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest

from helpers.runner.kernels.warm_process import NO_FORK
from helpers.runner.pool.crew import Crew
from helpers.runner.pool.job import Job, Outcome, result_of

pytestmark = pytest.mark.slow
GIVEN = {"quarter": "2026-Q3", "delivery": "snapshot:x"}
needs_linux = pytest.mark.skipif(sys.platform != "linux", reason="nothing is forked, and orphans are not ours")


@pytest.fixture(scope="module")
def crews():
    """One crew that forks and one that does not, by whether it forks; for all tests that leave it whole."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv(NO_FORK, "1")
        ordinary = Crew(4)
    with ordinary, Crew(4) as forking:
        yield {True: forking, False: ordinary}


@pytest.fixture(params=[True, False], ids=["forked", "ordinary"])
def run(request, crews, tmp_path):
    """Runs notebooks together, in either way, and gives how each ended, by name."""

    def _run(*books: Path, **changes: object) -> dict[str, Outcome]:
        crew = crews[request.param]
        jobs = [Job(book, f"2026-Q3/{book.stem}", GIVEN, tmp_path / "uit", **changes) for book in books]
        outcomes = [result_of(future) for future in [crew.submit(job) for job in jobs]]
        return {outcome.job.name: outcome for outcome in outcomes}

    return _run


def printed(outcome: Outcome) -> list[str]:
    """The lines that the code cells of the executed notebook printed."""
    cells = json.loads(outcome.job.output.read_text(encoding="utf-8"))["cells"]
    texts = ["".join(output.get("text", "")) for cell in cells for output in cell.get("outputs", [])]
    return "".join(texts).splitlines()


KILLS_ITS_WORKER = """import os, time, ipykernel
os.kill(int(os.path.basename(ipykernel.get_connection_file()).split("-")[0]), 9)
time.sleep(3_000)"""


def test_every_way_to_fail_is_seen_and_the_others_go_on(write, run):
    ended = run(
        write("goed", "print(quarter, delivery)"),
        write("fout", "1 / 0", "x = 1"),
        write("klaar", "import sys; sys.exit(0)", "x = 1"),
        write("dood", "x = 1", "import os, signal; os.kill(os.getpid(), 9)", "x = 1"),
        write("pad", "open('/nergens/geheim/bestand.csv')"),
        write("veel", "x = 1", "print('x' * 200_000_000)"),
        write("werker", "x = 1", KILLS_ITS_WORKER, "x = 1"),
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
        "veel": "Notebook veel, cel 4 (print('x' * 200_000_000)): de cel drukt meer dan 10 miljoen tekens af. Druk minder af.",
        "werker": "Notebook werker, cel 4 (import os, time, ipykernel): "
        "het proces dat dit notebook uitvoert, stopte plotseling. Misschien is het geheugen vol.",
    }


def test_a_cell_that_takes_too_long_is_stopped_and_its_notebook_kept(write, run):
    ended = run(write("hangt", "import time; time.sleep(3_000)"), timeout=2)["hangt"]
    assert ended.job.output.is_file()
    # On a busy machine the cell of the parameters may be the one that is not ready in time.
    assert ended.failure.reason == "de cel was na 2 seconden niet klaar. Geef meer tijd met --cell-minutes."


@pytest.mark.skipif(os.name == "nt", reason="signals")
def test_a_kernel_that_dies_or_hangs_at_its_start_is_told_in_dutch(write, run, tmp_path):
    for name, sent in (("dood", 9), ("hangt", 19)):  # SIGKILL, SIGSTOP
        startup = tmp_path / f"uit/.scratch-{name}/.ipython/profile_default/startup"
        startup.mkdir(parents=True)
        startup.joinpath("begin.py").write_text(f"import os; os.kill(os.getpid(), {sent})")
    ended = run(write("dood", "x = 1"), write("hangt", "x = 1"), start_timeout=5)
    assert {name: str(one.failure) for name, one in ended.items()} == {
        "dood": "Notebook dood: Python stopte al bij het starten. Kijk of er ruimte is in de tijdelijke map, en probeer het opnieuw.",
        "hangt": "Notebook hangt: Python was na 5 seconden nog niet gestart. Probeer het opnieuw.",
    }


def test_a_kernel_is_this_interpreter_alone_in_its_own_folder(write, run):
    source = "import os, sys\nprint(sys.executable)\nprint(os.getcwd())\nprint(os.environ['OMP_NUM_THREADS'])"
    ended = run(write("a", source), write("b", source))
    (executable, first, threads), (_, second, _) = printed(ended["a"]), printed(ended["b"])
    assert Path(executable).resolve() == Path(sys.executable).resolve()
    assert first != second and threads == "1"


def test_a_kernel_keeps_its_temporary_files_in_the_folder_that_ends_with_its_crew(write, run, crews):
    (outcome,) = run(write("a", "import tempfile; print(tempfile.gettempdir())")).values()
    assert Path(*printed(outcome)) in {crew.folder for crew in crews.values()}


def test_what_a_kernel_writes_past_python_does_not_disturb_the_batch(write, run):
    ended = run(write("ruis", r"import os; os.write(1, b'{\n'); os.system('echo ruis')"))
    assert ended["ruis"].failure is None


def test_no_notebook_finds_what_another_left(write, run):
    books = [write(f"n{number}", "print('geheim' in globals())\ngeheim = 1") for number in range(6)]
    assert {tuple(printed(outcome)) for outcome in run(*books).values()} == {("False",)}


@needs_linux
def test_what_a_cell_started_in_a_session_of_its_own_ends_with_its_kernel(write, run, eventually):
    source = "import subprocess as s; print(s.Popen(['sleep', '3000'], start_new_session=True).pid)"
    ended = run(write("kind", source))["kind"]
    assert ended.failure is None
    (pid,) = printed(ended)
    assert eventually(lambda: _has_ended(int(pid)))


def test_an_outcome_tells_what_it_took(write, run):
    source = "x = b'.' * 300_000_000\nimport time; began = time.process_time()\nwhile time.process_time() < began + 0.5: pass"
    used = run(write("zwaar", source))["zwaar"].used
    assert used.wall_seconds >= 0.5
    if os.name == "posix":
        assert used.cpu_seconds >= 0.5 and 300_000_000 <= used.peak_bytes < 1_000_000_000


@needs_linux
def test_when_the_warm_process_is_killed_what_runs_goes_on_and_the_next_starts_the_ordinary_way(write, tmp_path):
    warm = "int(open(f'/proc/{os.getppid()}/stat').read().rpartition(')')[2].split()[1])"  # the guardian's parent
    killing = write("doodt", f"import os; os.kill({warm}, 9)", "print('verder')")
    said: list[str] = []
    with Crew(1, say=said.append) as crew:
        jobs = [Job(book, f"x/{book.stem}", GIVEN, tmp_path / "uit") for book in (killing, write("na"), write("slot"))]
        outcomes = [result_of(future) for future in [crew.submit(job) for job in jobs]]
    assert [outcome.failure for outcome in outcomes] == [None, None, None]
    assert [bool(outcome.note) for outcome in outcomes] == [False, True, True]
    assert said == [
        "Elk notebook start Python opnieuw. Dat duurt langer. De reden: het proces dat ze maakt, is gestopt."
    ]


@needs_linux
@pytest.mark.parametrize("forks", [True, False], ids=["forked", "ordinary"])
@pytest.mark.parametrize("how", ["end", "kill"])
def test_no_kernel_and_no_folder_outlives_the_batch(write, tmp_path, how, forks, eventually, monkeypatch):
    mark, temporary = tmp_path / "pid", tmp_path / "tmp"
    temporary.mkdir()
    monkeypatch.setenv("TMPDIR", str(temporary))
    monkeypatch.setattr(tempfile, "tempdir", None)
    monkeypatch.setenv(NO_FORK, "" if forks else "1")
    source = f"import os, time, pathlib\npathlib.Path({str(mark)!r}).write_text(str(os.getpid()))\ntime.sleep(3_000)"
    book = write("lang", source)
    if how == "end":
        with Crew(1) as crew:
            crew.submit(Job(book, "x", GIVEN, crew.folder / "uit"))
            assert eventually(lambda: mark.is_file() and mark.read_text())
    else:
        batch = batch_of(book)
        assert eventually(lambda: mark.is_file() and mark.read_text())
        batch.kill()
        batch.wait()
    assert eventually(lambda: _has_ended(int(mark.read_text())))
    assert eventually(lambda: list(temporary.iterdir()) == [])


@needs_linux
@pytest.mark.parametrize("forks", [True, False], ids=["forked", "ordinary"])
def test_a_kernel_ends_with_a_batch_that_died_without_reading_what_came(
    write, tmp_path, forks, eventually, monkeypatch
):
    monkeypatch.setenv(NO_FORK, "" if forks else "1")
    first, go_on, second = (tmp_path / name for name in ("first", "go on", "second"))
    waiting = f"import os, pathlib, time\nwhile not os.path.exists({str(go_on)!r}): time.sleep(0.05)"
    here = "pathlib.Path({!r}).write_text(str(os.getpid()))"
    cells = f"import os, pathlib\n{here.format(str(first))}", waiting, f"{here.format(str(second))}\ntime.sleep(3_000)"
    batch = batch_of(write("lang", *cells))
    assert eventually(lambda: first.is_file() and first.read_text())
    batch.send_signal(signal.SIGSTOP)
    go_on.touch()  # the worker says that the next cell begins, and nobody reads it
    assert eventually(lambda: second.is_file() and second.read_text())
    batch.kill()
    batch.wait()
    assert eventually(lambda: _has_ended(int(second.read_text())))


def batch_of(book):
    """A process with a crew that runs this notebook."""
    script = (
        "import sys; from pathlib import Path; from helpers.runner.pool.crew import *\n"
        "crew = Crew(1); crew.submit(Job(Path(sys.argv[1]), 'x', {'quarter': 'q'}, crew.folder / 'uit')).result()"
    )
    return subprocess.Popen([sys.executable, "-c", script, str(book)])


def _has_ended(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except (FileNotFoundError, ProcessLookupError):
        return True
