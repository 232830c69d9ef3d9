"""The files that say the same thing twice agree: pyproject, uv.lock, environment.yml, params and notebooks."""

import re
import tomllib

import nbformat
import pytest
import yaml

from helpers.floor import paths
from helpers.floor.params import settings
from helpers.floor.params.yaml_text import read_yaml
from helpers.runner import conda

PYPROJECT = (paths.ROOT / "pyproject.toml").read_text("utf-8")
NOTEBOOKS = sorted(paths.NOTEBOOKS.glob("*.ipynb"))


def test_environment_yml_is_what_pyproject_gives():
    assert conda.FILE.read_text("utf-8") == conda.environment(PYPROJECT)


def test_conda_gets_every_dependency_and_the_same_python():
    content = yaml.safe_load(conda.FILE.read_text("utf-8"))
    project = tomllib.loads(PYPROJECT)["project"]
    named = [line for line in content["dependencies"] if isinstance(line, str)]
    assert f"python{project['requires-python']}" in named
    groups = [one for name in ("archive", "dask", "dev", "explore", "fetch") for one in _group(name)]
    assert len(named) == len(project["dependencies"]) + len(groups) + 2


def test_every_dependency_is_locked_at_a_version_that_pyproject_allows():
    from packaging.requirements import Requirement

    lock = tomllib.loads((paths.ROOT / "uv.lock").read_text("utf-8"))
    versions = {package["name"]: package.get("version", "0") for package in lock["package"]}
    wanted = [
        Requirement(text)
        for text in [
            *tomllib.loads(PYPROJECT)["project"]["dependencies"],
            *_group("dev"),
            *_group("archive"),
            *_group("explore"),
            *_group("fetch"),
            *_group("word"),
        ]
    ]
    assert [one.name for one in wanted if not one.specifier.contains(versions[one.name])] == []


def test_the_lock_names_no_index_but_the_public_one():
    hosts = set(re.findall(r"https?://([^/\"]+)", (paths.ROOT / "uv.lock").read_text("utf-8")))
    assert hosts == {"pypi.org", "files.pythonhosted.org"}


@pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda file: file.stem)
def test_a_notebook_has_a_params_file_with_just_its_parameters(file):
    notebook = nbformat.read(file, as_version=4)
    cell = next(cell for cell in notebook.cells if "parameters" in cell.metadata.get("tags", []))
    names = re.findall(r"^(\w+): \w+ = ", cell.source, flags=re.M)
    given = notebook.metadata.get("helpers", {}).get("per")  # the wijk or month, which the plan gives
    assert list(read_yaml(paths.PARAMS / f"{file.stem}.yml")) == [name for name in names if name != given]


@pytest.mark.parametrize("file", NOTEBOOKS, ids=lambda file: file.stem)
def test_papermill_reads_the_same_values_from_a_params_file_as_the_suite(file):
    params = paths.PARAMS / f"{file.stem}.yml"
    assert yaml.safe_load(params.read_text("utf-8")) == read_yaml(params)


def test_the_seventeen_indicators_are_all_there_once():
    ids = [indicator.id for indicator in settings.load().indicators]
    expected = [f"BR-1-{i}" for i in range(1, 6)] + [f"VE-1-{i}" for i in range(1, 6)]
    expected += [f"VE-2-{i}" for i in range(1, 5)] + [f"VE-3-{i}" for i in range(1, 4)]
    assert ids == expected


def test_indicators_carry_the_words_of_the_budget():
    source = paths.ROOT.parent / "shared" / "data" / "begroting2026_veiligheid_indicatoren.csv"
    if not source.is_file():
        pytest.skip("the budget's table is only on a machine of the builders")
    import csv

    with source.open(encoding="utf-8-sig", newline="") as lines:
        budget = {row["indicator_id"]: row for row in csv.DictReader(lines)}
    for one in settings.load().indicators:
        row = budget[one.id]
        assert (one.goal, one.text, one.target_text) == (row["doel"], row["indicator"], row["streefwaarde_tekst"])


def _group(name):
    return tomllib.loads(PYPROJECT)["dependency-groups"][name]


@pytest.mark.parametrize("order", [["check"], ["format", "--check"]], ids=["lint", "format"])
def test_the_code_is_written_as_ruff_is_told(order):
    import subprocess
    import sys

    places = [paths.ROOT / name for name in ("src", "tests", "run.py")]
    run = subprocess.run([sys.executable, "-m", "ruff", *order, "--no-cache", *places], capture_output=True, text=True)
    assert run.returncode == 0, run.stdout
