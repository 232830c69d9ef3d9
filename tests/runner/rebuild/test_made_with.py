"""An edition is made again only with what it was made with; what is another is named, all at once."""

import json
from types import SimpleNamespace

import pytest

from helpers.floor.faults import AskedWrongly
from helpers.runner.editions import provenance
from helpers.runner.notebooks.fingerprint import fingerprint
from helpers.runner.rebuild import made_with


@pytest.fixture
def run():
    return {"code": {"commit": "c0ffee", "sha256": provenance.code_hash()}, "packages": provenance.packages()}


def refused(run):
    with pytest.raises(AskedWrongly) as fault:
        made_with.refuse_other_code(run, "2026-Q3 editie 2")
    return str(fault.value)


def test_the_same_code_and_packages_are_fine(run):
    made_with.refuse_other_code(run, "2026-Q3 editie 2")


def test_other_code_is_named_with_its_commit_and_how_to_get_it(run):
    run["code"]["sha256"] = "ab" * 32
    told = refused(run)
    assert (
        "gemaakt met code ababababab, commit c0ffee." in told
        and "Haal de code van toen op" in told
        and "git checkout c0ffee" in told
    )


def test_code_without_a_commit_asks_for_that_of_then(run):
    run["code"] = {"commit": "", "sha256": "ab" * 32}
    assert "gemaakt met code ababababab. " in refused(run) and "Zet dat van toen terug." in refused(run)


def test_every_other_package_and_python_is_named(run):
    run["packages"] |= {"pandas": "0.1", "python": "2.7", "weg": "3"}
    told = refused(run)
    assert f"pandas 0.1 (nu {provenance.packages()['pandas']})" in told
    assert f"python 2.7 (nu {provenance.packages()['python']})" in told and "weg 3 (nu niet)" in told


def test_a_notebook_that_changed_or_is_gone_is_named(tmp_path, run):
    file = tmp_path / "a.ipynb"
    file.write_text(json.dumps({"cells": [], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}))
    runs = [SimpleNamespace(name="a", path=file), SimpleNamespace(name="b", path=file)]
    same = {"name": "a", "sha256": fingerprint(file)}
    made_with.refuse_other_notebooks(run | {"notebooks": [same]}, runs, "2026-Q3 editie 2")
    told = [same, {"name": "b", "sha256": "0"}, {"name": "c", "sha256": "0"}]
    with pytest.raises(AskedWrongly, match="andere notebooks: b, c"):
        made_with.refuse_other_notebooks(run | {"notebooks": told}, runs, "2026-Q3 editie 2")


def test_another_house_style_is_refused_and_the_same_is_fine(tmp_path, run):
    file, what = tmp_path / "house_style.yml", "2026-Q3 editie 2"
    made_with.refuse_other_style(run | {"params": {}}, tmp_path, what)
    file.write_text('light: {masthead: "#4b2e83"}\n', encoding="utf-8")
    made_with.refuse_other_style(run | {"params": {file.name: provenance.text_hash(file)}}, tmp_path, what)
    with pytest.raises(AskedWrongly, match=r"andere huisstijl\. Haal .* even weg"):
        made_with.refuse_other_style(run | {"params": {}}, tmp_path, what)
    with pytest.raises(AskedWrongly, match=r"andere huisstijl\. Zet .* van toen terug"):
        made_with.refuse_other_style(run | {"params": {file.name: "0"}}, tmp_path, what)
