"""A notebook is known by what it says."""

from __future__ import annotations

import json

import pytest

from helpers.runner.notebooks.fingerprint import fingerprint


@pytest.fixture
def edited(write):
    """`edited(change)`: the fingerprint of a notebook before and after a change of its content."""

    def both(change):
        file = write("a", "print(1)", chapter=1)
        before, content = fingerprint(file), json.loads(file.read_text("utf-8"))
        change(content)
        file.write_text(json.dumps(content), "utf-8")
        return before, fingerprint(file)

    return both


def saved_by_jupyterlab(content):
    content["metadata"] |= {"language_info": {"name": "python", "version": "3.13.1"}, "widgets": {}}
    content["metadata"]["kernelspec"]["display_name"] = "Python 3 (ipykernel)"
    for number, cell in enumerate(content["cells"]):
        cell["metadata"] |= {"collapsed": True, "trusted": True, "editable": True, "execution": {"iopub.status.busy": "x"}}
        cell["source"] = cell["source"] if isinstance(cell["source"], str) else "".join(cell["source"])
        cell["id"] = f"new-{number}"
        if cell["cell_type"] == "code":
            cell |= {"execution_count": 7, "outputs": [{"output_type": "stream", "name": "stdout", "text": "1"}]}


def test_opening_running_and_saving_it_changes_nothing(edited):
    before, after = edited(saved_by_jupyterlab)
    assert before == after != ""


@pytest.mark.parametrize(
    "change",
    [
        lambda content: content["cells"][2].update(source="print(2)"),
        lambda content: content["cells"][2]["metadata"].update(tags=["exclude_input"]),
        lambda content: content["cells"][0].update(attachments={"a.png": {"image/png": "x"}}),
        lambda content: content["cells"].pop(),
        lambda content: content["metadata"]["helpers"].update(chapter=2),
    ],
)
def test_what_it_says_or_where_it_stands_does(edited, change):
    before, after = edited(change)
    assert before != after
