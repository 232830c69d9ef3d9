"""`.venv` is kept while it fits; a new one is made aside, and never takes its place under a running command."""

from __future__ import annotations

import multiprocessing
import os
import sys
from pathlib import Path

import pytest

from helpers.bootstrap import locks, packages, programs, uv
from helpers.bootstrap.environment import Environment

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="locks of Windows are other ones")


@pytest.fixture
def install(monkeypatch, made, checkout):
    """Takes the place of uv: writes down what it was asked; set `fails` for a computer without a network."""

    class Install:
        asked: list[str]
        fails = fits_check = False

    def call(command, environment, folder):
        verb = command[1]
        Install.asked.append(verb)
        if Install.fails:
            return 1
        if verb == "venv":
            made(name=Path(command[-1]).name)
        return 0

    Install.asked = []
    monkeypatch.setattr(packages, "call", call)
    monkeypatch.setattr(packages, "answer", lambda command, *_: (0 if "-c" in command else not Install.fits_check, ""))
    monkeypatch.setattr(uv, "ready", lambda _: "uv")
    return Install


def changed(checkout):
    with (checkout / "uv.lock").open("a") as file:
        file.write("# nieuw\n")


def test_one_that_fits_is_left_alone(made, install):
    made()
    assert packages.set_up(set(), {}) and install.asked == []


def test_one_of_another_lock_file_is_replaced_and_keeps_its_groups(made, install, checkout):
    made({"fetch"})
    changed(checkout)
    assert packages.set_up(set(), {})
    assert install.asked == ["venv", "sync", "-c"]
    assert Environment(str(checkout / ".venv")).fits({"fetch"})
    assert [one.name for one in checkout.glob(".venv*")] == [".venv"]


def test_where_a_new_one_cannot_be_made_the_old_one_stands(made, install, checkout):
    made()
    before = os.stat(checkout / ".venv").st_ino
    changed(checkout)
    install.fails = True
    assert not packages.set_up(set(), {})
    assert os.stat(checkout / ".venv").st_ino == before
    assert [one.name for one in checkout.glob(".venv*")] == [".venv"]


def test_more_groups_are_added_where_it_stands(made, install, checkout):
    made()
    before = os.stat(checkout / ".venv").st_ino
    assert packages.set_up({"fetch"}, {})
    assert install.asked == ["sync"] and os.stat(checkout / ".venv").st_ino == before
    assert Environment(str(checkout / ".venv")).fits({"fetch"})


def test_what_was_being_added_when_that_was_killed_is_made_anew(made, install, checkout):
    made().stamp(set(), adds=True)
    assert packages.set_up(set(), {})
    assert install.asked == ["venv", "sync", "-c"]


def test_one_without_a_stamp_that_is_right_is_taken_as_it_is(made, install, checkout):
    made()
    (checkout / ".venv" / "helpers-stamp.json").unlink()
    install.fits_check = True
    assert packages.set_up({"fetch"}, {})
    assert install.asked == [] and Environment(str(checkout / ".venv")).fits({"dev", "fetch"})


def hold(tools, is_held, may_end):
    locks.TOOLS = tools
    locks.share()
    is_held.set()
    may_end.wait()


@pytest.fixture
def running(checkout):
    """A process that uses the environment, until `running.kill()`."""
    context = multiprocessing.get_context("spawn")
    is_held, may_end = context.Event(), context.Event()
    process = context.Process(target=hold, args=(str(checkout / ".tools"), is_held, may_end))
    process.start()
    is_held.wait()
    yield process
    process.kill()
    process.join()


def test_it_is_not_replaced_under_a_running_command(made, install, checkout, running, monkeypatch, capsys):
    made()
    before = os.stat(checkout / ".venv").st_ino
    changed(checkout)
    monkeypatch.setattr(packages, "_MOST_MINUTES", 0)
    with pytest.raises(locks.Busy):
        packages.set_up(set(), {})
    assert os.stat(checkout / ".venv").st_ino == before
    assert "Deze wacht daarop" in capsys.readouterr().err
    running.kill()  # kill -9: the lock ends with it
    running.join()
    assert packages.set_up(set(), {})
    assert os.stat(checkout / ".venv").st_ino != before


def test_two_that_set_up_at_once_do_it_one_after_the_other(checkout, capsys):
    with (
        locks.alone(locks.SETTING_UP, "wacht"),
        pytest.raises(locks.Busy),
        locks.alone(locks.SETTING_UP, "wacht", most_seconds=0),
    ):
        pass
    assert capsys.readouterr().err == "wacht\n"


def test_a_program_ends_with_all_that_it_started_when_this_is_broken_off(tmp_path, monkeypatch, eventually):
    said = tmp_path / "pid"
    script = f"sleep 900 & echo $! > '{said}'; wait"

    def interrupt(*_, **__):
        assert eventually(lambda: said.exists() and said.read_text().strip())
        raise KeyboardInterrupt

    monkeypatch.setattr(programs.subprocess.Popen, "communicate", interrupt)
    with pytest.raises(KeyboardInterrupt):
        programs.call(["/bin/sh", "-c", script], dict(os.environ), str(tmp_path))
    assert eventually(lambda: not is_alive(int(said.read_text())))


def is_alive(pid):
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False
