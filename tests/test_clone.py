"""The README's two commands on a fresh clone, started together, in a path with a space and an é, in a bare locale."""

import os
import shutil
import subprocess
import sys

import pytest

from helpers.floor import paths

pytestmark = pytest.mark.slow
INSIDE = "HELPERS_TEST_INSIDE_CLONE"
# What a bare shell or a scheduler gives. Python before 3.13 then reads a .pth file as ASCII.
BARE = {"LC_ALL": "C", "LANG": "C", "PYTHONUTF8": "0"}


def git(*arguments, folder):
    return subprocess.run(["git", *map(str, arguments)], cwd=folder, capture_output=True, text=True, check=True).stdout


@pytest.fixture(scope="module")
def clone(tmp_path_factory):
    if os.environ.get(INSIDE):
        pytest.skip("this is the clone")
    if not shutil.which("git") or not (paths.ROOT / ".git").exists():
        pytest.skip("needs git and a checkout")
    folder = tmp_path_factory.mktemp("kloon") / "mijn map é"
    git("clone", "--quiet", paths.ROOT, folder, folder=paths.ROOT)
    return folder


def started(*command, clone):
    environment = {
        name: value for name, value in os.environ.items() if name != paths.GIVEN_HOME
    }  # the clone is its own
    return subprocess.Popen(
        list(map(str, command)),
        cwd=clone,
        env={**environment, **BARE, INSIDE: "1"},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
    )


def ended(process):
    return process.communicate()[0], process.returncode


@pytest.fixture(scope="module")
def both(clone):
    commands = (["report"], ["test", "-m", "not slow", "-q", "tests/floor/test_dutch.py", "tests/test_publiccode.py"])
    running = [started(sys.executable, "run.py", *command, clone=clone) for command in commands]
    return [ended(process) for process in running]


def test_report_publishes_and_prints_the_path(clone, both):
    text, code = both[0]
    assert code == 0, text
    assert (clone / text.strip().splitlines()[-1]).is_file()


def test_test_runs_and_passes(both):
    text, code = both[1]
    assert code == 0, text
    assert " passed" in text


def test_check_starts_by_run_py_and_list_in_the_activated_environment(clone, both):
    python = clone / ".venv" / ("Scripts" if os.name == "nt" else "bin") / "python"
    text, code = ended(started(sys.executable, "run.py", "check", "--sample", clone=clone))
    assert (code, "Traceback" in text) == (0, False), text
    text, code = ended(started(python, "-m", "helpers", "list", "--sample", clone=clone))
    assert code == 0 and "management_summary" in text, text


def test_both_leave_git_status_clean(clone, both):
    assert git("status", "--porcelain", folder=clone) == ""


def test_what_they_leave_behind_is_ignored(clone, both):
    everything = git("clean", "-xdn", folder=clone).splitlines()
    ignored = git("clean", "-Xdn", folder=clone).splitlines()
    assert everything == ignored != []


def test_an_old_python_gets_one_sentence(tmp_path):
    code = (paths.ROOT / "run.py").read_text("utf-8").replace("(3, 11)", "(9, 9)")
    (tmp_path / "run.py").write_text(code, "utf-8")
    run = subprocess.run([sys.executable, "run.py", "report"], cwd=tmp_path, capture_output=True, text=True)
    assert run.returncode == 2
    assert run.stderr.strip().count("\n") == 0
    assert "9.9" not in run.stderr and "Python 3.11 of nieuwer" in run.stderr
