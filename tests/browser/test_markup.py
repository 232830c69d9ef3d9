"""The Nu HTML checker on every published page, where HELPERS_VNU_JAR names its jar (npm: vnu-jar; needs Java)."""

from __future__ import annotations

import json
import os
import shutil
import subprocess

import pytest

pytestmark = pytest.mark.slow
JAR = os.environ.get("HELPERS_VNU_JAR", "")


def messages(*files):
    if not JAR or not shutil.which("java"):
        pytest.skip("HELPERS_VNU_JAR names no checker, or there is no Java")
    command = ["java", "-jar", JAR, "--format", "json", "--exit-zero-always", *map(str, files)]
    return json.loads(subprocess.run(command, capture_output=True, check=True).stderr)["messages"]


def test_the_checker_sees_a_fault_when_there_is_one(tmp_path):
    (tmp_path / "x.html").write_text("<!DOCTYPE html><html lang=nl><title>x</title><p><div></p>")
    assert [one for one in messages(tmp_path / "x.html") if one["type"] == "error"]


def test_no_published_page_has_an_error_or_a_warning(files):
    assert [(one["url"], one["message"]) for one in messages(*files.values())] == []
