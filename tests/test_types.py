"""The types agree: mypy as pyproject.toml asks it, strict on the floor, the measures and the models."""

import pytest
from mypy import api

from helpers.floor import paths


@pytest.mark.slow
def test_mypy_finds_nothing():
    findings, complaints, code = api.run(["--config-file", str(paths.ROOT / "pyproject.toml")])
    assert (code, complaints) == (0, ""), findings
