"""The params files of this municipality, to be broken one line at a time."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from helpers.floor import paths


@pytest.fixture
def params(tmp_path: Path) -> Callable[..., Path]:
    """A folder with municipality.yml and indicators.yml, in which one text was replaced by another."""

    def _params(old: str = "", new: str = "") -> Path:
        for name in ("municipality.yml", "indicators.yml"):
            text = (paths.PARAMS / name).read_text("utf-8")
            changed = text.replace(old, new, 1) if old else text
            (tmp_path / name).write_text(changed, encoding="utf-8")
        return tmp_path

    return _params
