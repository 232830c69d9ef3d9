"""The catalogue of published tables: complete, and closed to what it does not know."""

import ast
import csv
import re

import pytest

from helpers.disclosure.published import catalogue
from helpers.disclosure.published.about_indicators import COUNTED_OF
from helpers.disclosure.published.entries import COUNTED, DERIVED, HARMLESS, matches
from helpers.floor import paths
from helpers.floor.params.measure_names import MEASURES
from helpers.floor.shapes import words

DISPLAYS = paths.ROOT / "src" / "helpers" / "displays"
FOR_THE_OWNER = {"untrained_roles"}  # on a form, never in a report
IN_THE_FOLDER = {"all_indicators"}  # made by the runner, not by a display
OF_A_SUBJECT = {"monthly_reports", "monthly_sites_out_of_norm", "monthly_hours", "monthly_interventions"}
OF_A_SUBJECT |= {"monthly_crimes", "monthly_nuisance", "yearly_crimes_by_kind", "yearly_nuisance_by_kind"}
OF_A_GOAL = {"goal", "trend", "open"}


def named_in(source):
    """The names of the tables and figures that a module of displays writes out."""
    found = set()
    for node in ast.walk(ast.parse(source)):
        if not isinstance(node, ast.Call):
            continue
        called = getattr(node.func, "id", getattr(node.func, "attr", ""))
        given = [word.value for word in node.keywords if word.arg == "name"] if called == "figure" else []
        given += node.args[:1] if called in ("table", "Table", "Figure") else []
        found |= {one.value for one in given if isinstance(one, ast.Constant)}
    return found


def test_every_table_of_a_display_is_in_the_catalogue_and_no_other():
    written = {name for module in DISPLAYS.rglob("*.py") for name in named_in(module.read_text("utf-8"))}
    assert len(written) > 40
    assert written - FOR_THE_OWNER - catalogue.TABLES.keys() == set()
    assert catalogue.TABLES.keys() - written - IN_THE_FOLDER - OF_A_SUBJECT - OF_A_GOAL == set()


def test_the_rule_of_the_names_sees_a_table_and_a_figure():
    source = 'table("a", "x", frame, columns)\nfigure(paint, name="b")\nTable("c", "x", [])\nother("d")'
    assert named_in(source) == {"a", "b", "c"}


@pytest.mark.parametrize("name", catalogue.TABLES)
def test_an_entry_counts_in_columns_that_it_has(name):
    entry = catalogue.TABLES[name]
    columns = {one for count in entry.counts for one in (count.value, count.numerator, count.denominator) if one}
    columns |= {one for count in entry.counts for one in count.where} | set(entry.key)
    assert columns <= set(entry.columns)
    assert all(count.each in entry.columns for count in entry.counts if count.each)
    assert entry.kind in (COUNTED, DERIVED, HARMLESS)
    assert bool(entry.counts) == (entry.kind == COUNTED)
    assert 0 < len(entry.why.split()) < 20


def test_every_measure_of_a_promise_is_said_to_count_something():
    assert COUNTED_OF.keys() == MEASURES.keys()
    assert set(COUNTED_OF.values()) <= words.HARMLESS.keys() | words.PERSONAL.keys()


@pytest.mark.parametrize("name", ["deelnemers", "sessions_by_street", "goal_", "wijk_profile-WK000001_deelnemers"])
def test_a_table_that_nobody_declared_is_unknown(name):
    assert catalogue.entry_of(name, ["wijk_profile-WK000001"]) is None


def test_a_table_has_a_notebook_in_front_only_where_the_edition_has_that_notebook():
    assert catalogue.entry_of("cyber_training_exports", ["cyber_training"]) is catalogue.TABLES["exports"]
    assert catalogue.entry_of("cyber_training_exports", ["dealer_compliance"]) is None


@pytest.mark.parametrize(
    ("known", "column", "is_match"),
    [
        ("wijk", "wijk", True),
        ("wijk", "wijken", False),
        ("<month>", "2026-09", True),
        ("<month>", "2026", False),
        ("<year>", "2026", True),
        ("<year>", "2026x", False),
        ("<any>", "Horizontale fraude", True),
    ],
)
def test_a_column_is_that_of_the_entry_or_of_its_kind(known, column, is_match):
    assert matches(known, column) is is_match


def unknown_in(out):
    """The tables and columns of all editions in a folder of reports that the catalogue does not know."""
    found = []
    for file in out.glob("**/tables/*.csv"):
        run = (file.parent.parent / "run.json").read_text("utf-8")
        notebooks = re.findall(r'"name": "([\w-]+)"', run)
        entry = catalogue.entry_of(file.stem, notebooks)
        with file.open(encoding="utf-8", newline="") as lines:
            header = next(csv.reader(lines))
        found += [file.stem] if entry is None else [f"{file.stem}: {one}" for one in entry.unknown(header)]
    return found


@pytest.mark.slow
def test_the_catalogue_knows_all_that_the_sample_publishes(published):
    assert len(list(published.glob("**/tables/*.csv"))) > 100
    assert unknown_in(published) == []
