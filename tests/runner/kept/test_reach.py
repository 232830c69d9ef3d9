"""Which code a notebook reaches, and which notebooks cannot be known by what they read of their delivery."""

import ast

import pytest

from helpers.floor import paths
from helpers.floor.kept import identity
from helpers.runner.kept import reach

START = (
    "from helpers import displays as show, sources\nfrom helpers.analyses import cyber_training\n"
    "inputs = sources.open_delivery(delivery, quarter)\nresult = cyber_training.analyse(inputs)\n"
)


def test_every_import_of_the_code_is_found_wherever_it_stands():
    modules = identity.modules()
    found = reach.graph(modules)
    for name, file in modules.items():
        imported = set()
        for node in ast.walk(ast.parse(file.read_text("utf-8"))):
            if isinstance(node, ast.Import):
                imported |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                imported |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
        assert imported & modules.keys() <= found[name], name


def test_what_is_imported_late_or_by_looking_in_a_folder_is_reached():
    modules = identity.modules()
    found = reach.reached({"helpers.sources"}, reach.graph(modules))
    assert "helpers.sources.delivery.opening" in found  # imported in a function
    assert {one for one in modules if one.startswith("helpers.sources.exports.")} <= found  # by iter_modules
    assert "helpers.floor" in found  # the package around a module, which Python imports first
    assert not [one for one in found if one.startswith(("helpers.analyses.", "helpers.runner.page"))]


@pytest.mark.parametrize("notebook", sorted(paths.NOTEBOOKS.glob("*.ipynb")), ids=lambda one: one.stem)
def test_each_notebook_of_the_house_can_be_known(notebook):
    from helpers.runner.kept.keys import _code

    starts = reach.starts_of(_code(notebook.read_bytes()))
    assert starts == {"helpers.displays", "helpers.sources", f"helpers.analyses.{notebook.stem}"}


@pytest.mark.parametrize(
    "more",
    [
        "import helpers",
        "import helpers.displays",
        "import os",
        "from pathlib import Path",
        "from datetime import date",
        "from helpers.floor import paths",
        "from helpers.sources import read",
        "from helpers.analyses.cyber_training import pd\npd.read_csv('x')",
        "from helpers.displays import *",
        "from .x import y",
        "%run x",
        "!ls",
        "open('x')",
        "exec('x')",
        "getattr(sources, 'check')('raw')",
        "vars(sources)",
        "__import__('os')",
        "__builtins__",
        "result.__class__",
        "sources.check('raw')",
        "from helpers import sources as s\ns.check('raw')",
        "from helpers import sources as s\ns.check('raw')\nfrom helpers import displays as s",
        "s = sources\ns.check('raw')",
        "x = sources.check\nx('raw')",
        "list(map(sources.check, ['raw']))",
        "cyber_training.pd.read_csv('x')",
        "p = cyber_training.pd",
        "cyber_training.Quarter.parse('x')",
        "show.answers.rows_of",
        "show = cyber_training",
        "del show",
    ],
)
def test_what_may_read_something_else_is_not_known(more):
    assert reach.starts_of(START + more) is None


@pytest.mark.parametrize("more", ["show.answer(result)", "inputs.name", "x = inputs['bodycams'].sum()", "print(1)"])
def test_what_only_reads_the_delivery_is_known(more):
    assert reach.starts_of(START + more) == {"helpers.displays", "helpers.sources", "helpers.analyses.cyber_training"}


def test_a_delivery_may_be_opened_from_a_month_too():
    start = "from helpers import sources\ninputs = sources.open_month(delivery, month)\n"
    assert reach.starts_of(start) == {"helpers.sources"}
    assert reach.starts_of(start + "sources.freeze_month(delivery)") is None
