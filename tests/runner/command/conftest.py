"""What a command keeps stays with the test that gave it, and is not taken by its next command."""

import pytest

from helpers.floor import paths
from helpers.runner.kept import orders


@pytest.fixture(autouse=True)
def _kept_apart(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "KEPT", tmp_path / "kept")
    monkeypatch.setattr(orders, "told", lambda _: [])
