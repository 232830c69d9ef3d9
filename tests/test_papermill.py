"""Papermill by itself: the suite adds to it and does not hide it."""

import subprocess
import sys

import nbformat
import pytest

from helpers.floor import paths
from helpers.floor.shapes.pieces import MIME

pytestmark = pytest.mark.slow


def test_a_notebook_runs_with_its_params_file_and_nothing_else(tmp_path):
    stem, out = "dealer_compliance", tmp_path / "uit.ipynb"
    command = [sys.executable, "-m", "papermill", paths.NOTEBOOKS / f"{stem}.ipynb", out]
    options = ["-f", paths.PARAMS / f"{stem}.yml", "--no-progress-bar"]
    run = subprocess.run([*command, *options], cwd=tmp_path, capture_output=True, text=True)
    assert run.returncode == 0, run.stderr
    outputs = [o for cell in nbformat.read(out, 4).cells for o in cell.get("outputs", []) if "data" in o]
    kinds = [o.data[MIME]["kind"] for o in outputs]
    assert kinds[0] == "answer"
    assert {"figure", "table"} <= set(kinds)
    assert all("data:image/svg+xml" in o.data["text/html"] for o in outputs if o.data[MIME]["kind"] == "figure")
