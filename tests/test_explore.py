"""The worked examples for analysts: they run on any delivery, answer in a few lines, and stay out of every report."""

import ast
import json
import re
import shutil
import subprocess

import nbformat
import pytest

from helpers.floor import paths
from helpers.runner.batch.plan import Order
from helpers.runner.command import listing
from helpers.runner.lab import server, shown
from helpers.runner.notebooks import chapters
from helpers.runner.params import params_check

EXPLORE = paths.NOTEBOOKS / "explore"
NAMES = server.EXAMPLES
MOST_LINES = 4  # of pandas for one question; imports and blank lines come on top


def cells_of(name, kind):
    notebook = nbformat.read(EXPLORE / f"{name}.ipynb", as_version=4)
    return [cell for cell in notebook.cells if cell.cell_type == kind]


def run(name):
    """What each code cell of an example shows, and the names that it leaves."""
    shown, names = [], {}
    for cell in cells_of(name, "code"):
        *before, last = ast.parse(cell.source).body
        exec(compile(ast.Module(before, []), name, "exec"), names)
        shown.append(eval(compile(ast.Expression(last.value), name, "eval"), names))
    return shown, names


@pytest.fixture(scope="module")
def made():
    return {name: run(name) for name in NAMES}


@pytest.mark.parametrize("name", NAMES)
def test_every_cell_shows_an_answer(name, made):
    empty = [at for at, one in enumerate(made[name][0]) if one is None or (hasattr(one, "empty") and one.empty)]
    assert empty == []
    assert all(repr(one) for one in made[name][0])


def test_the_elderly_that_the_example_counts_are_those_of_the_report(made):
    from helpers.analyses import cyber_training

    shown, names = made["03_training"]
    measures = cyber_training.analyse(names["d"]).measures
    is_total = (measures.measure == "elderly_trained") & (measures.split == "")
    told = measures[is_total & (measures.period == names["d"].quarter.label)]
    assert shown[3] == told.value.item() > 0


def test_the_first_inspections_that_the_example_counts_are_those_of_the_measure(made):
    from helpers.measures.dealers import compliance

    shown, names = made["04_opkopers"]
    [told] = compliance.first_inspection_compliance(names["d"]["opkoper_controles"], names["d"].quarter).itertuples()
    said = [one for one in shown if isinstance(one, str)]
    assert said == [f"{told.numerator:.0f} van de {told.denominator:.0f}"] and told.denominator > 0


@pytest.mark.parametrize("name", NAMES)
def test_a_question_takes_few_lines(name):
    for cell in cells_of(name, "code"):
        lines = [line for line in cell.source.splitlines() if line and not re.match("from |import ", line)]
        assert 1 <= len(lines) <= MOST_LINES


def test_a_table_that_can_be_searched_holds_every_row_and_says_that_it_is_unprotected(made):
    from itables.widget import ITable

    shown_in_01, names = made["01_kennismaken"]
    [table] = [one for one in shown_in_01 if isinstance(one, ITable)]
    assert len(table.df) == len(names["reports"]) > 2_000
    sources = [cell.source for name in NAMES for cell in cells_of(name, "code") if "ITable(" in cell.source]
    assert len(sources) == 1 and shown.UNPROTECTED in sources[0]


def test_what_is_chosen_is_the_hours_of_that_quarter_in_that_wijk(made):
    names = made["02_scanauto"][1]
    shifts, wijk = names["shifts"], names["d"].areas.codes[3]
    is_asked = shifts.date.between("2026-04-01", "2026-06-30") & (shifts.wijk == wijk)
    assert names["hours_for"]("2026-Q2", wijk).sum() == pytest.approx(shifts.hours[is_asked].sum(), abs=0.2)


@pytest.mark.parametrize("name", NAMES)
def test_an_example_stores_nothing_that_it_showed(name):
    assert not [cell for cell in cells_of(name, "code") if cell.outputs or cell.execution_count]


@pytest.mark.parametrize("name", NAMES)
def test_an_example_speaks_plain_dutch(name, unsayable):
    text = " ".join(re.sub(r"^#+ (.+)$", r"\1", cell.source, flags=re.M) for cell in cells_of(name, "markdown"))
    assert not unsayable.search(text)
    long = [one for one in re.split(r"(?<=[.?!:])\s+|\n\n", text) if len(one.split()) > 20]
    assert long == []


def test_only_the_examples_are_in_git_and_what_else_is_saved_there_is_not():
    if not (paths.ROOT / ".git").exists():
        pytest.skip("no checkout of git")
    own = [f"notebooks/explore/{name}.ipynb" for name in (*NAMES, "mijn_vraag", "02_scanauto_anders")]
    ignored = subprocess.run(
        ["git", "check-ignore", "--no-index", *own], cwd=paths.ROOT, capture_output=True, text=True, check=True
    )
    assert ignored.stdout.split() == own[len(NAMES) :]


def test_an_example_is_no_chapter_and_no_fault_of_the_folder():
    found, faults = chapters.look(paths.NOTEBOOKS)
    assert {one.stem for one in found} == {file.stem for file in paths.NOTEBOOKS.glob("*.ipynb")}
    assert not {one.stem for one in found} & set(NAMES)
    assert faults == []


def test_no_run_is_planned_for_an_example_and_check_says_nothing_of_it():
    told = []
    listing.run(Order(is_sample=True), told.append)
    runs = [line.split()[0] for line in told if line.startswith("20")]
    assert any(run.endswith("/cyber_training") for run in runs)
    told += [fault.message + fault.file for fault in params_check.check(paths.PARAMS / "cyber_training.yml").faults]
    assert not [line for line in told if any(name in line for name in NAMES)]


def test_beside_the_chapters_an_example_would_be_seen(tmp_path):
    shutil.copytree(paths.NOTEBOOKS, tmp_path, dirs_exist_ok=True)
    shutil.copy(EXPLORE / "02_scanauto.ipynb", tmp_path)
    found, faults = chapters.look(tmp_path)
    assert "02_scanauto" in {one.stem for one in found} | {fault.file.removesuffix(".ipynb") for fault in faults}


@pytest.mark.parametrize("name", NAMES)
def test_an_example_is_written_as_jupyterlab_writes_it(name):
    text = (EXPLORE / f"{name}.ipynb").read_text("utf-8")
    assert text == json.dumps(json.loads(text), indent=1, ensure_ascii=False) + "\n"
