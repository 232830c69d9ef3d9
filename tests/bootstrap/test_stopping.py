"""Ctrl-C and its like: one exit code and one sentence, whenever they come and however often."""

from __future__ import annotations

import os
import signal
import subprocess
import sys

import pytest

from helpers.bootstrap import start, stopping

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a process without asking it")
SENDS = "import os, signal, sys, time\nfrom helpers.bootstrap import becoming, stopping\n"
SEND = "os.kill(os.getpid(), signal.SIGINT)"
ENDS = "except KeyboardInterrupt:\n    stopping.leave(stopping.say())\n"
GOES_ON = "for _ in range(3000):\n        time.sleep(0.01)"  # against hanging where the signal is lost


@pytest.fixture
def ended(tmp_path):
    """`ended(script)`: exit code and errors of a module that Python runs, as it runs that of the command."""

    def run(script):
        (tmp_path / "draait.py").write_text(SENDS + script, "utf-8")
        done = subprocess.run([sys.executable, "-m", "draait"], capture_output=True, text=True, cwd=tmp_path)
        return done.returncode, done.stderr

    return run


@pytest.mark.parametrize("sign", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_a_signal_that_comes_while_run_py_hands_over_waits_until_the_command_can_take_it(ended, sign):
    # The run of the tests may itself be under nohup, which leaves SIGHUP ignored.
    script = f"signal.signal(signal.{sign}, signal.SIG_DFL)\nreally = os.execve\ndef late(*words):\n    os.kill(os.getpid(), signal.{sign})\n    really(*words)\n"
    script += "os.execve = late\n"
    script += "becoming.become([sys.executable, '-m', 'helpers', 'list'], os.environ, is_ours=True)"
    assert ended(script) == (130, f"{stopping.SENTENCE}\n")


def test_one_that_falls_where_nothing_can_be_raised_is_raised_after_all(ended):
    script = f"stopping.arm()\nclass Falls:\n    def __del__(self):\n        {SEND}\n        time.sleep(1)\n"
    script += f"try:\n    Falls()\n    {GOES_ON}\n{ENDS}"
    assert ended(script) == (130, f"{stopping.SENTENCE}\n")


def test_the_code_is_the_same_where_a_string_was_being_executed(ended):
    script = f"stopping.arm()\ntry:\n    exec('{SEND}; time.sleep(1)')\n{ENDS}"
    assert ended(script) == (130, f"{stopping.SENTENCE}\n")


def test_pressing_again_does_not_cut_short_what_tidies_up(ended):
    script = f"stopping.arm()\ntry:\n    try:\n        {SEND}\n    finally:\n        {SEND}\n        print('opgeruimd', file=sys.stderr)\n{ENDS}"
    assert ended(script) == (130, f"opgeruimd\n{stopping.SENTENCE}\n")


def test_what_nohup_lets_be_ignored_stays_ignored(ended):
    script = "signal.signal(signal.SIGHUP, signal.SIG_IGN)\nstopping.arm()\nos.kill(os.getpid(), signal.SIGHUP)"
    assert ended(script) == (0, "")


@pytest.fixture
def became(monkeypatch):
    """What run.py became."""
    found = []
    monkeypatch.setattr(start, "become", lambda command, environment, **_: found.append(command) or 0)
    return found


def test_run_py_becomes_the_command_and_holds_the_environment_for_it(made, became, checkout, monkeypatch):
    from helpers.bootstrap import packages

    monkeypatch.setattr(packages, "set_up", lambda *_: pytest.fail("it fits"))
    held = []
    monkeypatch.setattr(start.locks, "share", lambda share=start.locks.share: held.append(share()))
    one = made({"fetch"})
    assert start._run(["fetch", "bodycams"], {}) == 0
    assert became == [[one.python, "-m", "helpers", "fetch", "bodycams"]]
    assert os.get_inheritable(held[0])
    os.close(held[0])


@pytest.mark.usefixtures("usual_ctrl_c")
def test_a_signal_while_packages_are_set_up_is_told_as_any_other(checkout, monkeypatch, capsys):
    from helpers.bootstrap import packages

    monkeypatch.setattr(stopping, "arm", lambda: None)
    monkeypatch.setattr(packages, "set_up", lambda *_: signal.raise_signal(signal.SIGINT))
    assert start.run(["report"]) == 130
    assert capsys.readouterr().err == f"{stopping.SENTENCE}\n"


def test_a_folder_that_this_user_may_not_use_is_named(monkeypatch, checkout, capsys):
    from helpers.bootstrap import packages

    def closed(*_):
        raise PermissionError(13, "Permission denied", "/srv/dicht")

    monkeypatch.setattr(stopping, "arm", lambda: None)
    monkeypatch.setattr(packages, "set_up", closed)
    assert start.run(["report"]) == 1
    assert "mag hier niet bij: /srv/dicht." in capsys.readouterr().err
