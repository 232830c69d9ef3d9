"""What several tests share: the published sample, made once per session, and the command."""

import os
import subprocess
import sys

import pytest
from filelock import FileLock

from helpers.floor import paths

DELIVERY = paths.ROOT.parent / "shared" / "exports" / "2026-Q3"


def run_helpers(*arguments, **options):
    """Run `python -m helpers …` as a user would, and give back exit code and texts."""
    environment = {**os.environ, "PYTHONUTF8": "1", "NO_COLOR": "1"}
    return subprocess.run(
        [sys.executable, "-m", "helpers", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment,
        **options,
    )


@pytest.fixture(scope="session")
def command():
    return run_helpers


@pytest.fixture(scope="session")
def published(tmp_path_factory, testrun_uid):
    """The newest quarter of the sample, published once for all workers, in a folder with a space and an é."""
    folder = tmp_path_factory.getbasetemp().parent / f"publicatie-{testrun_uid}"
    folder.mkdir(exist_ok=True)
    out, failure = folder / "rapporten van één kwartaal", folder / "failure.txt"
    with FileLock(folder / "lock"):
        if not out.exists() and not failure.exists():
            run = run_helpers("report", "--sample", "--out", out)
            if run.returncode:
                failure.write_text(run.stdout + run.stderr, encoding="utf-8")
    assert not failure.exists(), failure.read_text(encoding="utf-8")
    return out


@pytest.fixture(scope="session")
def delivery():
    """A delivery that this project did not make."""
    if not DELIVERY.is_dir():
        pytest.skip("the delivery of another maker is only on a machine of the builders")
    return DELIVERY
