"""What a municipality decides comes from its params: with other ids, names and targets no page knows the old ones."""

from __future__ import annotations

import json
import re
from dataclasses import replace

import params_at_random
import pytest

from helpers.floor import dutch, paths
from helpers.floor.params.settings import Indicator
from helpers.sources.catalogue import contracts
from helpers.sources.contract import about
from helpers.sources.rules import crosschecks, params_beside_tables

CHAPTERS = sorted(file.stem for file in paths.NOTEBOOKS.glob("*.ipynb"))
OTHER_TARGETS = {2: 3, 12: 11, 50: 43, 80: 71, 90: 87, 100: 97, 200: 223, 1500: 1612}


def renamed(one: Indicator, at: int) -> Indicator:
    """The same count under another id, with other words and another target."""
    words = {name: f"Woorden {name} {at}" for name in ("text", "target_text", "name", "owner")}
    goal = f"Doel {one.goal[0]}{len(one.goal)}"
    targets = {year: float(OTHER_TARGETS[int(target)]) for year, target in one.targets.items()}
    return one.model_copy(update=words | {"id": f"Q.{at}", "goal": goal, "targets": targets, "not_counted": ""})


@pytest.fixture(scope="module")
def old():
    return params_at_random.sample().settings


@pytest.fixture(scope="module")
def pages(old):
    """What each notebook says for another municipality, text cells and pieces, by its name."""
    indicators = tuple(renamed(one, at) for at, one in enumerate(old.indicators))
    own = old.municipality.model_copy(update={"name": "Zuidermeer"})
    laid_down = old.preregistration.model_copy(update={"plan_hours_per_quarter": 0.0})
    new = {"indicators": indicators, "budgets": {0: indicators}, "municipality": own, "preregistration": laid_down}
    inputs = replace(params_at_random.sample(), settings=old.model_copy(update=new))
    return {name: said(name, inputs) for name in CHAPTERS}


def said(name, inputs):
    notebook = paths.NOTEBOOKS / f"{name}.ipynb"
    cells = json.loads(notebook.read_text("utf-8"))["cells"]
    prose = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "markdown"]
    return "\n".join([*prose, *params_at_random.shown(notebook, inputs)])


def of_contracts():
    """What an export may be told: the help of its columns, and its rules."""
    for contract in contracts().values():
        yield from (column.help for column in contract.columns)
        yield from (about(contract, rule.message) for rule in contract.rules)
    yield from (about(contracts()[rule.dataset], rule.message) for rule in crosschecks.between(contracts()))
    yield from (f"{rule.about} {rule.hint}" for rule in params_beside_tables.RULES)


def known(old):
    """What only the old municipality says: its name, ids, words, and each target as the page would write it."""
    yield from (old.municipality.name, "Begroting 2026")
    titles = {contract.title for contract in contracts().values()}  # names of exports, whoever reports
    for one in old.indicators:
        yield from {one.id, one.name} - titles
        yield from (one.text[:40], one.target_text[:40], one.goal[:40])
        yield from (
            f"streefwaarde{between}{dutch.quantity(target, one.unit)}"
            for target in one.targets.values()
            for between in (" ", " van ", " is ", ": ", " was ")
        )


@pytest.mark.parametrize("name", CHAPTERS)
def test_no_page_knows_the_ids_names_or_targets_of_another_municipality(pages, old, name):
    found = {words for words in known(old) if re.search(rf"(?<!\w){re.escape(words)}(?![\w,.]*\d)", pages[name])}
    assert found == set()


def test_the_pages_say_what_the_new_params_say(pages):
    everything = "\n".join(pages.values())
    assert all(f"Q.{at}" in everything and f"Woorden name {at}" in everything for at in range(17))
    assert "Zuidermeer" in everything and "1.612 uur" in everything and "223" in pages["cyber_training"]


def test_no_export_is_told_of_an_indicator_of_one_municipality(old):
    told = "\n".join(of_contracts())
    assert [one.id for one in old.indicators if one.id in told] == []
    assert not re.search(r"\b[A-Z]{2}-\d-\d\b", told)
