"""The checkout is a home like any other: whichever municipality it is of, its params and its sample pass their check."""

import os
import subprocess
import sys

import pytest

from helpers.floor import paths
from helpers.floor.areas import Areas
from helpers.floor.params import settings
from helpers.runner.params import params_check
from helpers.samples import make

PARAMS, DATA = paths.ROOT / "params", paths.ROOT / "data"


def test_the_tests_have_a_home_of_their_own():
    assert paths.HOME != paths.ROOT and paths.PARAMS.is_relative_to(paths.HOME)
    assert settings.load().municipality.code == "GM1916"


def test_the_params_of_the_checkout_have_no_fault():
    assert [str(fault) for fault in params_check.check_all(PARAMS) if fault.level == "error"] == []


def test_the_sample_of_the_checkout_passes_its_check():
    command = [sys.executable, "-m", "helpers", "check", "--sample"]
    environment = {**os.environ, paths.GIVEN_HOME: str(paths.ROOT)}
    run = subprocess.run(command, env=environment, capture_output=True, text=True, encoding="utf-8")
    assert run.returncode == 0, run.stdout + run.stderr


def test_the_sample_of_the_checkout_is_what_its_wijken_and_params_make():
    own = [file for file in (paths.ROOT / "tests" / "home").rglob("*") if file.is_file() and file.suffix != ".md"]
    if any(
        (paths.ROOT / file.relative_to(paths.ROOT / "tests/home")).read_bytes() != file.read_bytes() for file in own
    ):
        pytest.skip("the checkout has params or wijken of its own, and makes its sample again when it wants to")
    made = make.exports(areas=Areas.load(DATA / "reference"), settings=settings.load(PARAMS))
    there = {file.name: file.read_bytes() for file in (DATA / "sample").iterdir()}
    assert sorted(there) == sorted(made)
    assert [name for name in made if there[name] != made[name]] == []
