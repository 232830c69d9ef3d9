"""JupyterLab on the notebooks: nothing that was computed is saved with those of the report."""

from __future__ import annotations

import os
import re
import runpy
import subprocess
import threading

import pytest
from jupyterlab.handlers.announcements import NeverCheckForUpdate
from jupyterlab.labapp import LabApp
from traitlets.config import Config

from helpers.runner.command import verbs
from helpers.runner.lab import server


def saved(path):
    """A notebook with an output, as it is saved under this path."""
    cell = {
        "cell_type": "code",
        "source": "1 + 1",
        "execution_count": 3,
        "outputs": [{"output_type": "execute_result"}],
        "metadata": {"tags": ["parameters"], "execution": {"iopub.status.busy": "2026"}},
    }
    text = {"cell_type": "markdown", "source": "tekst", "metadata": {}}
    model = {"type": "notebook", "content": {"cells": [cell, text], "metadata": {"helpers": {"chapter": 1}}}}
    server.strip_outputs(model, path=path)
    return model["content"]


@pytest.mark.parametrize("path", ["a.ipynb", "/a.ipynb", "explore.ipynb", "explore/03_training.ipynb"])
def test_outputs_counts_and_times_of_a_report_notebook_are_taken_out_on_save(path):
    assert saved(path) == {
        "cells": [
            {
                "cell_type": "code",
                "source": "1 + 1",
                "execution_count": None,
                "outputs": [],
                "metadata": {"tags": ["parameters"]},
            },
            {"cell_type": "markdown", "source": "tekst", "metadata": {}},
        ],
        "metadata": {"helpers": {"chapter": 1}},
    }


@pytest.mark.parametrize("path", ["explore/eigen.ipynb", "/explore/wijken/eigen.ipynb"])
def test_what_an_analyst_saves_in_explore_keeps_its_outputs(path):
    [cell, _] = saved(path)["cells"]
    assert (cell["execution_count"], len(cell["outputs"])) == (3, 1)


@pytest.fixture
def became(monkeypatch, tmp_path):
    """`became(words)`: the command that `lab` with these words becomes."""
    monkeypatch.setattr(server, "become", lambda command, environment: came.append(command) or 0)
    monkeypatch.setattr(server.open_lab, "__defaults__", ((), tmp_path))
    came = []

    def asked(*words):
        assert verbs.main(["lab", *words]) == 0
        return came[-1]

    return asked


def test_what_is_not_ours_is_for_jupyterlab(became):
    assert became("--port", "8931", "--no-browser", "--ServerApp.ip=::1")[-4:] == [
        "--port", "8931", "--no-browser", "--ServerApp.ip=::1",
    ]  # fmt: skip
    assert not {"--port", "--no-browser"} & set(became())


@pytest.mark.skipif(os.name != "posix", reason="there is no root")
@pytest.mark.parametrize(("account", "is_told"), [(0, True), (1000, False)])
def test_jupyterlab_is_told_that_root_is_meant(became, monkeypatch, account, is_told):
    monkeypatch.setattr(os, "geteuid", lambda: account)
    assert ("--ServerApp.allow_root=True" in became()) is is_told


def test_a_file_that_is_no_notebook_is_saved_as_it_is():
    model = {"type": "file", "content": "a,b\n"}
    server.strip_outputs(model)
    assert model == {"type": "file", "content": "a,b\n"}


@pytest.mark.slow
def test_jupyterlab_reads_the_configuration_and_says_its_address(tmp_path):
    """On a free port, without a browser, as whoever runs the tests, who may be root."""
    command = [*server.arguments(tmp_path), "--port=0", "--no-browser"]
    settings = subprocess.run(
        [*command, "--show-config"], capture_output=True, text=True, env=server.environment(), check=False
    )
    assert "strip_outputs" in settings.stdout, settings.stderr[-2000:]
    with subprocess.Popen(
        command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True, env=server.environment()
    ) as running:
        silent = threading.Timer(300, running.terminate)  # against hanging
        silent.start()
        said = running.stdout.readline()
        silent.cancel()
        running.terminate()
    assert re.fullmatch(r"JupyterLab staat op http://\S+:[1-9]\d*/lab\?token=\w+\. Stop met Ctrl-C\.\n", said)


def test_it_asks_the_network_for_no_news_no_newer_version_and_no_extensions():
    config = Config()
    runpy.run_path(str(server.CONFIG), {"get_config": lambda: config})
    lab = LabApp(config=config)
    assert lab.news_url is None and lab.extension_manager == "readonly"
    assert lab.check_for_updates_class is NeverCheckForUpdate


def test_the_page_does_not_ask_to_fetch_news_and_what_a_user_configured_elsewhere_still_counts(monkeypatch, tmp_path):
    from jupyterlab_server.settings_utils import _get_overrides

    monkeypatch.setenv("JUPYTER_CONFIG_PATH", str(tmp_path))
    monkeypatch.setenv("JUPYTER_CONFIG_PATH", server.environment()["JUPYTER_CONFIG_PATH"])
    assert os.environ["JUPYTER_CONFIG_PATH"].endswith(str(tmp_path))
    overrides, error = _get_overrides(str(tmp_path / "none"))
    assert overrides["@jupyterlab/apputils-extension:notification"]["fetchNews"] == "false" and not error
