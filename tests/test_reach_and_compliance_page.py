"""What the page on reach and compliance says is there: every file, every function, every number of its own."""

from __future__ import annotations

import importlib
import inspect
import re

import numpy as np
import pytest
from scipy import stats

from helpers.floor import paths
from helpers.floor.params import settings
from helpers.models.dealers import all_dealers, selection, time_to_compliance
from helpers.models.statistics import proportions, survey

PAGE = paths.ROOT / "docs" / "reach_and_compliance.md"
TEXT = PAGE.read_text("utf-8")
LINK = re.compile(r"\[([^\]]+)\]\(([^)#]+)\)")
CODE = re.compile(r"`([^`]+)`")
OWN = (
    "statistics.proportions",
    "statistics.contingency",
    "statistics.survival",
    "dealers.all_dealers",
    "dealers.differences",
    "dealers.selection",
    "dealers.time_to_compliance",
)


def rows(heading: str) -> list[list[str]]:
    """The cells of every table row under a heading, heads and rules left out."""
    (part,) = re.findall(rf"^## \d+\. {heading}.*?(?=^## |\Z)", TEXT, flags=re.M | re.S)
    lines = [line for line in part.splitlines() if line.startswith("|")]
    rules = {at for at, line in enumerate(lines) if re.fullmatch(r"[|:\- ]+", line)}
    kept = [line for at, line in enumerate(lines) if at not in rules and at + 1 not in rules]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in kept]


def module_of(target: str) -> str:
    """ "statistics.rates" of a link to models/statistics/rates.py."""
    return target.rpartition("/models/")[2].removesuffix(".py").replace("/", ".")


def functions() -> list[tuple[str, str]]:
    """Module and name of every function in the table of published quantities."""
    found = []
    for _, _, names, module in rows("Published quantity"):
        for _, target in LINK.findall(module):
            found += [(module_of(target), name) for name in CODE.findall(names)]
    return found


@pytest.mark.parametrize("target", sorted({target for _, target in LINK.findall(TEXT)}))
def test_every_linked_file_is_there(target):
    assert not target.startswith(("http", "/")), "the page links within the repository only"
    file = (PAGE.parent / target).resolve()
    assert file.is_file() and file.is_relative_to(paths.ROOT.resolve())


@pytest.mark.parametrize(("module", "name"), functions())
def test_every_function_of_the_table_is_a_public_one_of_the_linked_module(module, name):
    module = importlib.import_module(f"helpers.models.{module}")
    found = getattr(module, name)
    assert found.__module__ == module.__name__ and not name.startswith("_")
    assert inspect.getdoc(found)


@pytest.mark.parametrize("own", OWN)
def test_every_public_function_of_these_models_is_named(own):
    module = importlib.import_module(f"helpers.models.{own}")
    public = {
        name
        for name, one in vars(module).items()
        if inspect.isfunction(one) and one.__module__ == module.__name__ and not name.startswith("_")
    }
    assert public == {name for of, name in functions() if of == own}


def test_every_kind_of_quantity_has_a_row():
    kinds = [row[0].strip("*") for row in rows("Published quantity") if row[0].startswith("**")]
    assert kinds == [
        "proportions and differences",
        "finite population",
        "rates",
        "funnels, overdispersion and shrinkage",
        "inequality of reach",
        "unknown",
        "predictive probability",
        "paired answers",
        "survival",
    ]


def wald(k: int) -> tuple[float, float]:
    """The textbook interval, cut off at 0 and 1: only to compare with."""
    width = 1.959964 * (k / 20 * (1 - k / 20) / 20) ** 0.5
    return max(k / 20 - width, 0.0), min(k / 20 + width, 1.0)


def test_the_table_of_coverage_is_what_enumeration_gives():
    methods = {
        "Wald": wald,
        "Wilson": lambda k: survey.wilson_interval(k / 20, 20),
        "Wilson with correction": lambda k: proportions.wilson(k, 20, population=45),
        "exact hypergeometric": lambda k: np.array(all_dealers.possible_totals(k, 20, 45)) / 45,
        "Clopper-Pearson": lambda k: proportions.clopper_pearson(k, 20),
    }
    stated = {row[0]: [float(one) for one in row[1:]] for row in rows("Which interval") if len(row) == 4}
    assert stated.keys() == methods.keys()
    for name, method in methods.items():
        low, high = np.array([method(k) for k in range(21)]).T
        totals = np.arange(46)[:, None]
        chance = stats.hypergeom.pmf(np.arange(21), 45, totals, 20)
        covered = (chance * ((low <= totals / 45 + 1e-9) & (totals / 45 <= high + 1e-9))).sum(axis=1)
        inner, width = covered[4:42], (chance * (high - low)).sum(axis=1).mean()
        ours = (inner.mean(), inner.min(), width)
        assert stated[name] == pytest.approx(ours, abs=0.0051), name
        assert stated[name][:2] == pytest.approx(ours[:2], abs=0.00051), name


@pytest.mark.parametrize(
    ("words", "value"),
    [
        (r"at least (\d+) drawn at random", selection.MIN_AT_RANDOM),
        (r"at most (\d+) percentage points wide", selection.HALF_WIDTH_PERCENT),
        (r"joins stretches of (\d+) days", time_to_compliance.GRID_DAYS),
        (r"45 registered: (\d+) ", selection.needed_at_random(45)),
        (r"every count at least (\d+)", settings.load().municipality.small_numbers.hidden_below),
    ],
)
def test_a_number_in_a_sentence_is_that_of_the_code(words, value):
    assert {int(said) for said in re.findall(words, TEXT) if said} == {value}
