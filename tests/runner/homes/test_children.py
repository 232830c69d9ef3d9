"""Processes side by side: heard by name, never more than may be, and none left behind."""

from __future__ import annotations

import _thread
import sys
import threading

import pytest

from helpers.runner.homes import children

PYTHON = (sys.executable, "-c")


@pytest.fixture
def run():
    """Runs programs, given by their name and code, and gives the codes and what was heard."""

    def _run(*programs, at_once=2):
        heard: list[str] = []
        faults: list[str] = []
        given = [(name, [code, *words], {"EIGEN": name}) for name, code, *words in programs]
        return children.exit_codes(given, at_once, heard.append, faults.append, PYTHON), heard, faults

    return _run


def test_each_is_heard_under_its_name_and_ends_with_its_own_code(run):
    codes, heard, faults = run(
        ("gm1", "import os; print(os.environ['EIGEN'], 'één'); print('twee')"),
        ("gm2", "import sys; sys.exit('fout')"),
        ("gm3", "import sys; print('ook'); sys.exit(75)"),
    )
    assert codes == [0, 1, 75]
    assert [line for line in heard if line.startswith("gm1")] == ["gm1: gm1 één", "gm1: twee"]
    assert "gm3: ook" in heard and faults == ["gm2: fout"]


def test_one_that_ends_as_no_command_does_gives_1(run):
    assert run(("gm1", "import sys; sys.exit(120)"), ("gm2", "import sys; sys.exit(2)"))[0] == [1, 2]


@pytest.mark.skipif(sys.platform == "win32", reason="it has no such signal")
def test_one_that_is_killed_gives_1_and_the_others_go_on(run):
    codes, heard, _ = run(("gm1", "import os; os.kill(os.getpid(), 9)"), ("gm2", "print('klaar')"))
    assert codes == [1, 0] and heard == ["gm2: klaar"]


def test_no_more_run_at_once_than_may(run, tmp_path):
    # It fails where another is at it; the longer it is, the surer that they meet.
    alone = "import os, sys, time; os.mkdir(sys.argv[1]); time.sleep(0.3); os.rmdir(sys.argv[1])"
    codes, _, faults = run(*[(f"gm{n}", alone, str(tmp_path / "bezet")) for n in range(6)], at_once=1)
    assert (codes, faults) == ([0] * 6, [])


@pytest.mark.usefixtures("usual_ctrl_c")
@pytest.mark.skipif(sys.platform == "win32", reason="there a process that is ended says nothing")
def test_ctrl_c_ends_all_of_them_and_they_may_tidy(run, tmp_path, eventually):
    started = [tmp_path / "a", tmp_path / "b"]
    tidy = """import pathlib, signal, sys, time
here = pathlib.Path(sys.argv[1])
signal.signal(signal.SIGTERM, lambda *_: (here.unlink(), sys.exit(130)))
here.touch()
time.sleep(3_000)"""

    def press():
        assert eventually(lambda: all(one.exists() for one in started))
        _thread.interrupt_main()

    threading.Thread(target=press, daemon=True).start()
    with pytest.raises(KeyboardInterrupt):
        run(
            *[(one.name, tidy, str(one)) for one in started],
            ("c", "import pathlib, sys; pathlib.Path(sys.argv[1]).touch()", str(tmp_path / "c")),
        )
    assert not any(one.exists() for one in (*started, tmp_path / "c"))
