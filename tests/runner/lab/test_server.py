"""JupyterLab on the notebooks: nothing that was computed is saved with them."""

from __future__ import annotations

import subprocess

import pytest

from helpers.runner.lab import server


def test_outputs_counts_and_times_are_taken_out_on_save():
    cell = {
        "cell_type": "code",
        "source": "1 + 1",
        "execution_count": 3,
        "outputs": [{"output_type": "execute_result"}],
        "metadata": {"tags": ["parameters"], "execution": {"iopub.status.busy": "2026"}},
    }
    text = {"cell_type": "markdown", "source": "tekst", "metadata": {}}
    model = {"type": "notebook", "content": {"cells": [cell, text], "metadata": {"helpers": {"chapter": 1}}}}
    server.strip_outputs(model, path="a.ipynb")
    assert model["content"] == {
        "cells": [
            {
                "cell_type": "code",
                "source": "1 + 1",
                "execution_count": None,
                "outputs": [],
                "metadata": {"tags": ["parameters"]},
            },
            text,
        ],
        "metadata": {"helpers": {"chapter": 1}},
    }


def test_a_file_that_is_no_notebook_is_saved_as_it_is():
    model = {"type": "file", "content": "a,b\n"}
    server.strip_outputs(model)
    assert model == {"type": "file", "content": "a,b\n"}


@pytest.mark.slow
def test_jupyterlab_reads_the_configuration(tmp_path):
    words = server.arguments(tmp_path)
    said = subprocess.run(
        [*words, "--show-config"], capture_output=True, text=True, env=server.environment(), check=False
    )
    assert "strip_outputs" in said.stdout, said.stderr[-2000:]
