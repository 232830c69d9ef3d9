"""A folder of reports is kept for one run, and stays the same folder."""

from __future__ import annotations

import errno
import os
import shutil
import subprocess
import sys

import pytest

from helpers.floor.faults import AskedWrongly, RunFailed
from helpers.runner.editions import holding

posix = pytest.mark.skipif(os.name == "nt", reason="Windows keeps a folder whose file is open")


def test_a_second_run_on_the_same_folder_is_refused_until_the_first_ends(tmp_path):
    with holding.held(tmp_path):
        with pytest.raises(AskedWrongly, match="al een andere run"), holding.held(tmp_path):
            pass
        with pytest.raises(AskedWrongly, match="al een andere run"):
            holding.refuse_if_held(tmp_path)
    holding.refuse_if_held(tmp_path)
    with holding.held(tmp_path):
        pass


def test_to_ask_makes_nothing(tmp_path):
    holding.refuse_if_held(tmp_path / "reports")
    assert list(tmp_path.iterdir()) == []


def test_a_folder_that_cannot_be_written_is_refused(tmp_path):
    file = tmp_path / "bestand"
    file.write_text("x")
    with pytest.raises(AskedWrongly, match="kan niet worden geschreven"), holding.held(file / "reports"):
        pass
    assert file.read_text() == "x"


@posix
@pytest.mark.parametrize("comes_back", [False, True])
def test_a_folder_that_vanishes_is_noticed_also_when_another_takes_its_place(tmp_path, comes_back):
    out = tmp_path / "reports"
    with holding.held(out) as hold:
        hold.refuse_if_lost()
        shutil.rmtree(out)
        if comes_back:
            out.mkdir()
            (out / holding.LOCK).touch()
        with pytest.raises(RunFailed, match="tijdens de run verdwenen of vervangen"):
            hold.refuse_if_lost()


@posix
@pytest.mark.parametrize("number", [errno.ENOLCK, errno.ENOSYS, errno.EOPNOTSUPP])
def test_a_network_folder_without_locks_is_used_and_told(tmp_path, monkeypatch, number):
    import fcntl

    def refused(*_):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(fcntl, "flock", refused)
    with holding.held(tmp_path) as hold:
        assert hold.warning.startswith(f"De map {tmp_path.name} kent geen sloten.")
        hold.refuse_if_lost()


def test_where_there_are_locks_nothing_is_told(tmp_path):
    with holding.held(tmp_path) as hold:
        assert hold.warning == ""


def test_a_refusal_comes_before_what_takes_seconds_to_import(tmp_path):
    script = f"""
import sys
from helpers.runner.command import verbs
code = verbs.main(["report", "--sample", "--out", {str(tmp_path)!r}])
print(code, sorted({{"pandas", "nbconvert", "openpyxl", "scipy"}} & set(sys.modules)))
"""
    with holding.held(tmp_path):
        ended = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (ended.stdout, f"In de map {tmp_path} draait al een andere run" in ended.stderr) == ("75 []\n", True)
