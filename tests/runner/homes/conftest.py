"""Homes of made-up municipalities: the params, reference and sample of the tests' own, under another name and code."""

from __future__ import annotations

import re
import shutil

import pytest

from helpers.floor import paths
from helpers.floor.params import settings


def made_home(folder, name="Proefstad"):
    """A home in a folder; only its name is its own."""
    shutil.copytree(paths.PARAMS, folder / "params")
    shutil.copytree(paths.REFERENCE, folder / "data" / "reference")
    shutil.copytree(paths.SAMPLE, folder / "data" / "sample")
    file = folder / "params" / "municipality.yml"
    told = settings.load().municipality.name
    text = file.read_text("utf-8")
    assert re.search(r"(?m)^name: ", text) and told
    file.write_text(re.sub(r"(?m)^name: .*$", f'name: "{name}"', text), encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def home_in():
    """`home_in(folder, "Name")` makes a home there."""
    return made_home
