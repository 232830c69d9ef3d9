"""Whether an environment fits is seen from its stamp, and from what it lost."""

from __future__ import annotations

import shutil
import sys

import pytest

from helpers.bootstrap.environment import Environment

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="an environment of Windows has another form")


def test_it_fits_for_the_groups_that_it_has(made):
    one = made({"fetch"})
    assert one.fits(set()) and one.fits({"fetch"}) and not one.fits({"fetch", "dev"})


def test_it_fits_no_longer_when_the_lock_file_or_the_project_changed(made, checkout):
    for name in ("uv.lock", "pyproject.toml"):
        one = made()
        with (checkout / name).open("a") as file:
            file.write("\n")
        assert not one.fits(set())
        shutil.rmtree(one.folder)


def test_it_still_fits_in_another_folder(made, checkout):
    one = made()
    shutil.copytree(one.folder, checkout / "elders", symlinks=True)
    assert Environment(str(checkout / "elders")).fits(set())


def broken_package(venv):
    shutil.rmtree(next(venv.glob("lib/*/site-packages")) / "yaml")


def broken_interpreter(venv):
    (venv / "bin" / "python").unlink()
    (venv / "bin" / "python").symlink_to("/bestaat/niet/python3")


def other_interpreter(venv):
    (venv / "bin" / "python").unlink()
    (venv / "bin" / "python").symlink_to("/bin/sh")


def half_added(venv):
    Environment(str(venv)).stamp(set(), adds=True)


def broken_stamp(venv):
    (venv / "helpers-stamp.json").write_text("[1")


@pytest.mark.parametrize(
    "harm",
    [broken_package, broken_interpreter, other_interpreter, half_added, broken_stamp, shutil.rmtree],
    ids=lambda harm: harm.__name__,
)
def test_what_lost_something_does_not_fit(made, checkout, harm):
    one = made()
    harm(checkout / ".venv")
    assert not one.fits(set())


def test_a_package_more_is_no_harm(made, checkout):
    one = made()
    (next((checkout / ".venv").glob("lib/*/site-packages")) / "eigen").mkdir()
    assert one.fits(set())


def test_one_that_this_user_may_not_use_is_named(made, monkeypatch):
    one = made()

    def closed(path):
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr("helpers.bootstrap.environment.os.stat", closed)
    with pytest.raises(PermissionError) as error:
        one.fits(set())
    assert error.value.filename.startswith("/") and ".venv" not in error.value.filename
