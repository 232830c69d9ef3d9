"""What the statistician's page says is there: every file, every function of its table, every number that was laid down."""

from __future__ import annotations

import importlib
import inspect
import re

import pandas as pd
import pytest

from helpers.floor import paths
from helpers.floor.params import settings
from helpers.models.scan_car import association, deployment, dispatch, exploratory, proposal, start_of_car
from helpers.models.statistics import fixed_effects, wild_bootstrap

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


def test_the_table_names_every_public_function_of_the_scan_car_but_those_that_make_rows():
    named = {name for _, name in functions()}
    assert {"fit", "cr2_df", "restricted_p", "shuffled_hours_p", "event_study", "wilson_interval"} <= named
    assert {"holm", "robustness_value", "propose", "detectable", "poisson_panel", "binomial_panel"} <= named
    marked = [CODE.findall(names) for quantity, names, _ in rows(12) if quantity.endswith("°")]
    assert marked == [["read_design"]]  # tests/models/test_used.py holds that no page needs it


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


def multiplier(df: int) -> float:
    """What a fit's own rule makes of a standard error of 1: a slope of 0, and left-out slopes that give that error."""
    apart = ((df + 1) / df / (df + 1)) ** 0.5
    left_out = pd.DataFrame({"x": [apart] * (df + 1)})
    return fixed_effects.Fit(pd.Series({"x": 0.0}), left_out, df + 1).minimal_detectable


def test_the_multipliers_of_the_standard_error_are_those_of_the_t_distribution():
    said = {int(wijken): float(times) for wijken, times in (row for row in rows(3) if len(row) == 2)}
    assert said == {wijken: pytest.approx(multiplier(wijken - 1), abs=5e-4) for wijken in (8, 12, 13, 20)}


def test_what_the_plan_can_see_is_what_the_simulation_gives():
    settled = settings.load()
    found = proposal.detectable(13, LAID_DOWN, settled.municipality.survey_every_years)
    asked = {"detectable_after": "every quarter", "detectable_by_survey": "by the survey"}
    ours = [
        [asked[term], f"{at:.0f}", f"{size:.1f}", f"{error:.2f}"]
        for term, at, size, error in zip(found.term, found["at"], found.estimate, found.se, strict=True)
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
        (8, r"At least (\d+) wijken and", dispatch.MIN_WIJKEN),
        (8, r"wijken and (\d+) waves", dispatch.MIN_STEPS + 2),
        (10, r"`survey_every_years` \((\d+),", settings.load().municipality.survey_every_years),
        (9, r"At least (\d+) wijken that start", start_of_car.MIN_STARTED),
        (10, r"gets (\d+) hours more", LAID_DOWN.plan_step_hours),
        (10, r"adding up to (\d+) exactly", LAID_DOWN.plan_hours_per_quarter),
        (10, r"and seed (\d+):", LAID_DOWN.seed),
        (10, r"among (\d+) assignments", deployment.OTHERS + 1),
    ],
)
def test_a_number_in_a_sentence_is_that_of_the_code(number, words, value):
    assert {float(said) for said in re.findall(words, section(number))} == {value}


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
