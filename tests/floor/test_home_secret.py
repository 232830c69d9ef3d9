"""The secret of a home: made once, whole, for this user alone, and asked of nobody else."""

import errno
import os
import stat
import subprocess
from concurrent.futures import ThreadPoolExecutor

import pytest

from helpers.floor import home_secret, paths
from helpers.floor.faults import AskedWrongly, RunFailed

GIVEN = "gegeven-geheim-van-meer-dan-32-tekens"


@pytest.fixture
def home(monkeypatch, tmp_path):
    monkeypatch.setattr(paths, "HOME", tmp_path)
    monkeypatch.delenv(home_secret.GIVEN, raising=False)
    return tmp_path


@pytest.fixture
def file(home):
    return home / "data/.secret/key"


def test_the_same_text_has_the_same_hash_until_the_secret_is_another(home, file):
    first = home_secret.keyed("a")
    assert home_secret.keyed("a") == first != home_secret.keyed("b")
    file.unlink()
    file.parent.joinpath(".gitignore").unlink()
    assert home_secret.keyed("a") != first


def test_the_environment_goes_before_the_file_and_makes_none(home, file, monkeypatch):
    monkeypatch.setenv(home_secret.GIVEN, GIVEN)
    given = home_secret.keyed("a")
    assert not file.exists()
    monkeypatch.delenv(home_secret.GIVEN)
    made = home_secret.keyed("a")
    monkeypatch.setenv(home_secret.GIVEN, GIVEN)
    assert home_secret.keyed("a") == given != made


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes")
def test_the_file_is_for_its_user_alone(home, file):
    home_secret.keyed("a")
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700


def test_git_sees_nothing_of_it_in_a_home_of_before(home):
    subprocess.run(["git", "init", "-q", str(home)], check=True)
    home_secret.keyed("a")
    told = subprocess.run(["git", "-C", str(home), "status", "--porcelain"], check=True, capture_output=True, text=True)
    assert told.stdout == ""


def test_of_many_that_need_it_first_all_take_the_same(home):
    with ThreadPoolExecutor(8) as pool:
        told = set(pool.map(lambda _: home_secret.keyed("a"), range(32)))
    assert told == {home_secret.keyed("a")}
    assert [one.name for one in (home / "data").iterdir()] == [".secret"]


def test_what_may_change_nothing_makes_no_secret(home, file):
    assert home_secret.keyed_if_kept("a") == "" and not file.exists()
    made = home_secret.keyed("a")
    assert home_secret.keyed_if_kept("a") == made


def test_a_short_secret_is_refused_and_not_repeated(home, monkeypatch):
    monkeypatch.setenv(home_secret.GIVEN, "kort-geheim")
    with pytest.raises(AskedWrongly, match="HELPERS_SECRET is te kort") as fault:
        home_secret.keyed("a")
    assert "kort-geheim" not in str(fault.value)


@pytest.mark.parametrize("content", [b"", b"half een gehei", b"\xff\xfe", b"G" * 64])
def test_a_damaged_secret_is_told_with_what_to_do_and_never_replaced(content, home, file):
    file.parent.mkdir(parents=True)
    file.write_bytes(content)
    with pytest.raises(AskedWrongly, match="is beschadigd") as fault:
        home_secret.keyed("a")
    assert "nieuwe editie" in str(fault.value) and file.read_bytes() == content


def test_a_home_that_cannot_be_written_is_told_in_dutch(home, monkeypatch):
    def refused(**_):
        raise OSError(errno.EROFS, "Read-only file system")

    monkeypatch.setattr(home_secret.tempfile, "mkdtemp", refused)
    with pytest.raises(RunFailed, match="is geen geheim te bewaren") as fault:
        home_secret.keyed("a")
    assert "HELPERS_SECRET" in str(fault.value)


def test_a_folder_without_its_file_is_told(home, file):
    file.parent.mkdir(parents=True)
    (file.parent / ".gitignore").write_text("*")
    with pytest.raises(RunFailed, match="staat geen geheim"):
        home_secret.keyed("a")
