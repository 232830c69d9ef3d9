"""What the statistician's page says is there: every file, every function of its table, every number that was laid down."""

from __future__ import annotations

import ast
import importlib
import inspect
import re
from pathlib import Path

import pytest

from helpers.floor import paths
from helpers.floor.params import settings
from helpers.models.scan_car import association, deployment, exploratory, proposal, start_of_car
from helpers.models.statistics import permutation, wild_bootstrap
from helpers.models.statistics.detectable import multiplier

PAGE = paths.ROOT / "docs" / "statistics.md"
TEXT = PAGE.read_text("utf-8")
LINK = re.compile(r"\[([^\]]+)\]\(([^)#]+)\)")
CODE = re.compile(r"`([^`]+)`")
LAID_DOWN = settings.load().preregistration


def section(number: int) -> str:
    """The text under a numbered heading."""
    (found,) = re.findall(rf"^## {number}\. .*?(?=^## |\Z)", TEXT, flags=re.M | re.S)
    return found


def rows(number: int) -> list[list[str]]:
    """The cells of every table row of a section, heads left out."""
    lines = [line for line in section(number).splitlines() if line.startswith("|")]
    heads = {at - 1 for at, line in enumerate(lines) if re.fullmatch(r"[|:\- ]+", line)}
    kept = [line for at, line in enumerate(lines) if at not in heads and at - 1 not in heads]
    return [[cell.strip() for cell in line.strip("|").split("|")] for line in kept]


def functions() -> list[tuple[str, str]]:
    """Module and name of every function in the table of published quantities."""
    found = []
    for _, names, module in rows(12):
        ((_, target),) = LINK.findall(module)
        found += [(target, name) for name in CODE.findall(names)]
    return found


@pytest.mark.parametrize("target", sorted({target for _, target in LINK.findall(TEXT)}))
def test_every_linked_file_is_there(target):
    assert not target.startswith(("http", "/")), "the page links within the repository only"
    file = (PAGE.parent / target).resolve()
    assert file.is_file() and file.is_relative_to(paths.ROOT.resolve())


@pytest.mark.parametrize(("text", "target"), sorted(set(LINK.findall(TEXT))))
def test_a_link_shows_the_name_of_its_file(text, target):
    assert target.endswith(f"/{text}")


@pytest.mark.parametrize(("target", "name"), functions())
def test_every_function_of_the_table_is_a_public_one_of_the_linked_module(target, name):
    dotted = target.rpartition("/src/")[2].removesuffix(".py").replace("/", ".")
    module = importlib.import_module(dotted)
    assert dotted.startswith("helpers.models.")
    first, *rest = name.split(".")
    found = getattr(module, first)
    assert found.__module__ == module.__name__ and not first.startswith("_")
    for part in rest:
        found = getattr(found, part)
    assert inspect.getdoc(found) or rest


def test_the_table_names_every_kind_of_published_quantity():
    assert len(functions()) >= 45
    named = {name for _, name in functions()}
    assert {
        "fit",
        "cr0",
        "cr1",
        "cr2",
        "restricted_p",
        "shuffled_hours_p",
        "group_time",
        "weighted_share",
    } <= named
    assert {
        "kish_design_effect",
        "wilson_interval",
        "difference_interval",
        "holm",
        "power",
        "per_group",
    } <= named
    assert {
        "robustness_value",
        "partial_r2",
        "e_value",
        "sign_flip",
        "poisson_panel",
        "binomial_panel",
    } <= named


def _names_in(file: Path) -> dict[str, set[tuple[str, str]]]:
    """For every function and class of a module the (module, name) pairs that it mentions."""
    tree, known = ast.parse(file.read_text("utf-8")), {}
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("helpers"):
            known |= {
                alias.asname or alias.name: (node.module.split(".")[-1], alias.name) for alias in node.names
            }
    found = {}
    for one in tree.body:
        mentioned = set()
        for node in ast.walk(one):
            if (
                isinstance(node, ast.Attribute)
                and isinstance(node.value, ast.Name)
                and node.value.id in known
            ):
                mentioned.add((known[node.value.id][1], node.attr))
            elif isinstance(node, ast.Name):
                mentioned.add(known.get(node.id, (file.stem, node.id)))
        for name in (
            [one.name]
            if hasattr(one, "name")
            else [t.id for t in getattr(one, "targets", []) if hasattr(t, "id")]
        ):
            found[name] = mentioned
    return found


def _reached() -> set[tuple[str, str]]:
    """What the analysis of the scan car can reach, by name, from function to function."""
    stages = paths.ROOT / "src" / "helpers"
    files = [stages / "analyses" / "scan_car_cleanliness.py", *(stages / "models").rglob("*.py")]
    graph = {(file.stem, name): to for file in files for name, to in _names_in(file).items()}
    reached, left = set(), [key for key in graph if key[0] == "scan_car_cleanliness"]
    while left:
        key = left.pop()
        if key not in reached:
            reached.add(key)
            left += [one for one in graph.get(key, ()) if one in graph]
    return reached


def test_the_mark_of_what_the_analysis_does_not_call_is_true_both_ways():
    reached, wrong = _reached(), []
    for quantity, names, module in rows(12):
        stem = LINK.findall(module)[0][1].rsplit("/", 1)[-1].removesuffix(".py")
        plain = [name for name in CODE.findall(names) if "." not in name]
        wrong += [name for name in plain if ((stem, name) in reached) is quantity.endswith("°")]
    assert wrong == []


def test_the_event_study_and_the_reading_of_a_plan_are_not_run_as_the_page_says():
    code = "".join(
        file.read_text("utf-8") for file in (paths.ROOT / "src" / "helpers" / "analyses").glob("*.py")
    )
    assert not re.search(r"event_study|randomisation|sign_flip|read_design", code)


def stated() -> dict[str, float]:
    return {CODE.findall(name)[0]: float(value) for name, value, _ in rows(4)}


@pytest.mark.parametrize("name", sorted(stated()))
def test_a_stated_number_is_the_one_that_was_laid_down(name):
    assert stated()[name] == getattr(LAID_DOWN, name)


def test_every_number_that_was_laid_down_is_stated():
    numbers = {name for name, value in LAID_DOWN.model_dump().items() if isinstance(value, int | float)}
    assert set(stated()) == numbers


def test_the_placebos_stated_are_those_laid_down():
    assert [CODE.findall(row[0])[0] for row in rows(5)] == LAID_DOWN.placebos


def test_the_multipliers_of_the_standard_error_are_those_of_the_t_distribution():
    said = {int(wijken): float(times) for wijken, times in (row for row in rows(3) if len(row) == 2)}
    assert said == {wijken: round(multiplier(wijken - 1), 3) for wijken in (8, 12, 13, 20)}


def test_what_the_plan_can_see_is_what_the_simulation_gives():
    found = proposal.detectable(13, LAID_DOWN)
    ours = [
        [f"{at:.0f}", f"{size:.1f}", f"{error:.2f}"]
        for at, size, error in zip(found["at"], found.estimate, found.se, strict=True)
    ]
    assert rows(10) == ours


@pytest.mark.parametrize(
    ("number", "words", "value"),
    [
        (3, r"at most (\d+) wijken changed", association._FEW_CHANGED),
        (3, r"G below (\d+): Webb", wild_bootstrap.MIN_RADEMACHER),
        (3, r"G of 10 to (\d+): Rademacher", wild_bootstrap.MAX_ENUMERATED),
        (3, r"`bootstrap_draws` = (\d+) draws", LAID_DOWN.bootstrap_draws),
        (3, r"from `seed` = (\d+)", LAID_DOWN.seed),
        (5, r"\| (\d+) waves of which", exploratory.MIN_WITH_LEAD),
        (7, r"respondents / ([\d.]+)\.", LAID_DOWN.design_effect),
        (7, r"Below (\d+) respondents", settings.load().municipality.small_numbers.survey_base),
        (8, r"Fewer than (\d+) waves", exploratory.MIN_PERIODS),
        (8, r"\(2 from (\d+) waves\)", exploratory.MIN_FOR_SECOND_LAG),
        (9, r"At least (\d+) wijken that start", start_of_car.MIN_STARTED),
        (10, r"gets (\d+) hours more", LAID_DOWN.plan_step_hours),
        (10, r"adding up to (\d+) exactly", LAID_DOWN.plan_hours_per_quarter),
        (10, r"and seed (\d+):", LAID_DOWN.seed),
        (10, r"among (\d+) assignments", deployment.OTHERS + 1),
    ],
)
def test_a_number_in_a_sentence_is_that_of_the_code(number, words, value):
    assert {float(said) for said in re.findall(words, section(number))} == {value}


def test_bootstrap_and_permutation_have_the_draws_that_were_laid_down_by_default_too():
    assert wild_bootstrap.DRAWS == permutation.DRAWS == LAID_DOWN.bootstrap_draws


def test_the_smallest_p_of_the_drawn_bootstrap_is_stated():
    assert f"never below 1/{LAID_DOWN.bootstrap_draws + 1:,}" in section(3)


def test_the_calibration_is_that_of_the_script_and_meets_its_targets():
    script = (paths.ROOT / "tests" / "benchmarks" / "calibration_scan_car.py").read_text("utf-8")
    for words, name in ((r"seed (\d+) in the script", "SEED"), (r"has (\d+) draws here", "BOOTSTRAP_DRAWS")):
        assert re.findall(words, section(13)) == re.findall(rf"^{name} = (\d+)", script, flags=re.M)
    primary = [row for row in rows(13) if len(row) == 8 and row[2] == "**FE, CV3, t(G-1)**"]
    assert [row[0] for row in primary] == ["20x6", "12x4", "13x4"]
    for _, _, _, bias, _, cover, type_1, _ in primary:
        assert abs(float(bias)) < 0.1 and 0.93 <= float(cover) <= 0.97
        assert float(cover) + float(type_1) == pytest.approx(1)


def test_the_day_the_car_started_is_not_known_as_the_page_says():
    assert "That setting is empty here" in section(2)
    assert settings.load().municipality.scan_car_started_on == ""
