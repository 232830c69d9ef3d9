"""What changes the key of an executed notebook, and what does not."""

from dataclasses import replace

import pytest

from helpers.floor.kept import identity
from helpers.runner.kept.keys import Keys
from helpers.runner.pool.job import Job

CODE = "from helpers import displays as show, sources\nfrom helpers.analyses import one\n"
MODULES = {
    "helpers": "",
    "helpers.sources": "def open_delivery():\n    from helpers.late import x\n",
    "helpers.late": "x = 1\n",
    "helpers.displays": "from helpers.floor import tokens\n",
    "helpers.floor": "",
    "helpers.floor.tokens": "",
    "helpers.analyses": "",
    "helpers.analyses.one": "from helpers import (\n    measures,\n)\n",
    "helpers.analyses.two": "",
    "helpers.measures": "",
    "helpers.runner": "",
    "helpers.runner.pool": "import helpers.runner.warm as warm\n",
    "helpers.runner.warm": "",
    "helpers.runner.page": "",
}


@pytest.fixture
def package(tmp_path, monkeypatch):
    """A package of small modules in place of ours, by name."""
    files = {}
    for name, source in MODULES.items():
        files[name] = tmp_path / f"{name}.py"
        files[name].write_text(source, encoding="utf-8")
    monkeypatch.setattr(identity, "modules", lambda: files)
    return files


@pytest.fixture
def job(write, tmp_path):
    notebook = write("one", CODE)
    return Job(notebook, "2026-Q3/one", {"quarter": "2026-Q3", "delivery": "snapshot:a+b"}, tmp_path / "2026-Q3")


def changed(package, job, name):
    """Whether the key changes with a module."""
    before = Keys().of(job)
    with package[name].open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    return Keys().of(job) != before


REACHED = [
    "helpers", "helpers.sources", "helpers.late", "helpers.displays", "helpers.floor", "helpers.floor.tokens",
    "helpers.analyses", "helpers.analyses.one", "helpers.measures", "helpers.runner.pool", "helpers.runner.warm",
]  # fmt: skip


@pytest.mark.parametrize("name", REACHED)
def test_the_key_changes_with_a_module_that_it_reaches(package, job, name):
    assert changed(package, job, name)


@pytest.mark.parametrize("name", ["helpers.analyses.two", "helpers.runner.page"])
def test_the_key_does_not_change_with_a_module_that_it_cannot_reach(package, job, name):
    assert not changed(package, job, name)


def test_what_lies_beside_a_reached_module_counts(package, job):
    before = Keys().of(job)
    package["helpers.floor.tokens"].with_suffix(".css").write_text(":root {}")
    assert Keys().of(job) != before


def test_each_byte_of_the_notebook_each_parameter_and_the_packages_count(package, job, monkeypatch):
    keys = [Keys().of(job), Keys().of(replace(job, parameters={**job.parameters, "wijk": "WK01"}))]
    keys.append(Keys().of(replace(job, parameters={**job.parameters, "quarter": "2026-Q2"})))
    job.notebook.write_bytes(job.notebook.read_bytes() + b"\n")
    keys.append(Keys().of(job))
    monkeypatch.setattr(identity, "installed", lambda: "other packages")
    keys.append(Keys().of(job))
    assert all(keys) and len(set(keys)) == len(keys)


def test_the_name_of_the_delivery_and_the_place_do_not_count(package, job, tmp_path):
    other = replace(job, parameters={**job.parameters, "delivery": "snapshot:c"}, folder=tmp_path / "x", timeout=1)
    assert Keys().of(job) == Keys().of(other)


def test_a_notebook_that_may_read_something_else_has_no_key(package, job, write):
    assert Keys().of(replace(job, notebook=write("two", CODE, "import os"))) == ""


def test_of_the_real_code_the_page_does_not_count_and_another_analysis_counts_where_it_is_used():
    from helpers.runner.kept import reach

    graph = reach.graph(identity.modules())
    training = reach.reached({"helpers.displays", "helpers.sources", "helpers.analyses.cyber_training"}, graph)
    summary = reach.reached({"helpers.displays", "helpers.sources", "helpers.analyses.management_summary"}, graph)
    assert not [name for name in training | summary if name.startswith("helpers.runner.page")]
    assert "helpers.analyses.scan_car_cleanliness" in summary - training
    assert {"helpers.floor.tokens", "helpers.disclosure.hiding", "helpers.sources.exports.bodycams"} <= training
