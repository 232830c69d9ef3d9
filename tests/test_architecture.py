"""The house rules that a test can hold: import direction, size, and the form of notebooks."""

import ast
import re
import sys
from functools import cache

import nbformat
import pytest

from helpers.floor import paths

SOURCE = paths.ROOT / "src" / "helpers"
MODULES = sorted(SOURCE.rglob("*.py"))
NOTEBOOKS = sorted(paths.NOTEBOOKS.glob("*.ipynb"))
# Who may import whom, beside itself (design: imports go one way).
MAY_IMPORT = {
    "bootstrap": set(),
    "floor": set(),
    "door": {"floor"},
    "sources": {"floor", "door"},
    "measures": {"floor"},
    "models": {"floor"},
    "disclosure": {"floor"},
    "displays": {"floor"},
    "analyses": {"floor", "measures", "models", "disclosure"},
    "samples": {"floor"},
    "fetch": {"floor", "door"},
    # samples for a new home alone, disclosure for the audit alone
    "runner": {"bootstrap", "floor", "door", "sources", "fetch", "samples", "disclosure"},
    "__main__": {"bootstrap", "runner"},
    "__init__": set(),
}


def stage(module):
    return module.relative_to(SOURCE).parts[0].removesuffix(".py")


def of_stages(*stages):
    return [module for module in MODULES if stage(module) in stages]


parsed = cache(ast.parse)


@pytest.fixture(scope="module", autouse=True)
def _trees_are_let_go():
    """Five rules read the same trees, which fill the memory of a worker."""
    yield
    parsed.cache_clear()


def found_in(modules, rule):
    """What a rule finds, by module: one test a rule, for a test a module and rule would be two thousand."""
    found = {module.relative_to(paths.ROOT).as_posix(): rule(module) for module in modules}
    return {name: one for name, one in found.items() if one}


def imported_stages(module):
    names = set()
    for node in ast.walk(parsed(module.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and node.level:
            names.add("relative import")
        elif isinstance(node, ast.ImportFrom) and node.module == "helpers":
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith("helpers."):
            names.add(node.module.split(".")[1])
        elif isinstance(node, ast.Import):
            names |= {a.name.split(".")[1] for a in node.names if a.name.startswith("helpers.")}
    return names


def imported_against_the_stream(module):
    return imported_stages(module) - {stage(module)} - MAY_IMPORT[stage(module)]


def test_imports_go_one_way():
    assert found_in(MODULES, imported_against_the_stream) == {}


def test_what_comes_before_the_packages_needs_none():
    assert found_in(of_stages("bootstrap"), imported_packages) == {}


def imported_packages(module):
    names = set()
    for node in ast.walk(parsed(module.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module.split(".")[0])
    return names - {"helpers"} - sys.stdlib_module_names


# The subjects of a stage, which do not know of each other; what they share lies beside them, or in these rooms.
SUBJECTS = ("scan_car", "training", "dealers", "indicators", "quality", "profile", "dashboard", "months", "signals")
# No Dutch, no table: what statistics may use of the floor.
PLAIN_FLOOR = ("helpers.floor.quarter", "helpers.floor.targets")


def imported_modules(module):
    """Every module of ours that a module imports, dotted; `from helpers.x import y` gives helpers.x.y."""
    names = set()
    for node in ast.walk(parsed(module.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").split(".")[0] == "helpers":
            names |= {f"{node.module}.{alias.name}" for alias in node.names}
        elif isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names if alias.name.startswith("helpers.")}
    return names


def rooms_apart(module, imported):
    """The imports of one subject by another, within a stage."""
    own = module.relative_to(SOURCE).parts
    if len(own) < 3 or own[1] not in SUBJECTS:
        return set()
    others = {f"helpers.{own[0]}.{subject}." for subject in SUBJECTS if subject != own[1]}
    return {name for name in imported if name.startswith(tuple(others))}


def test_no_subject_of_a_stage_imports_another():
    modules = of_stages("measures", "models", "displays")
    assert found_in(modules, lambda module: rooms_apart(module, imported_modules(module))) == {}


def test_statistics_know_nothing_of_the_suite():
    plain = ("helpers.models.statistics", *PLAIN_FLOOR)
    modules = sorted((SOURCE / "models" / "statistics").glob("*.py"))
    assert found_in(modules, lambda module: [n for n in imported_modules(module) if not n.startswith(plain)]) == {}


def test_a_model_leaves_the_row_of_a_gate_to_its_one_builder():
    assert found_in(of_stages("models"), gates_named) == {}, "use tables.gate"


def gates_named(module):
    nodes = ast.walk(parsed(module.read_text("utf-8")))
    return [node.lineno for node in nodes if isinstance(node, ast.Constant) and node.value == "gate"]


def test_the_rule_of_the_subjects_sees_an_import_of_another(tmp_path):
    file = tmp_path / "x.py"
    file.write_text("from helpers.displays.dealers import compliance\nfrom helpers.displays.drawing import svg\n")
    there = SOURCE / "displays" / "training" / "x.py"
    assert rooms_apart(there, imported_modules(file)) == {"helpers.displays.dealers.compliance"}


def test_the_import_rule_sees_an_import_inside_a_function(tmp_path):
    file = tmp_path / "x.py"
    file.write_text("def f():\n    from helpers import displays\n    import helpers.models.scan_car.association\n")
    assert imported_stages(file) == {"displays", "models"}


def module_name(module):
    return ".".join(("helpers", *module.relative_to(SOURCE).with_suffix("").parts)).removesuffix(".__init__")


def imported_at_once(source, names):
    """The modules of ours that are imported while a module loads: not those inside a function or for types alone."""
    found = set()
    for node in parsed(source).body:
        if isinstance(node, ast.ImportFrom):
            both = {f"{node.module}.{alias.name}" for alias in node.names}
            found |= {name if name in names else node.module for name in both}
    return found & names


def circles(graph):
    """The modules that can be reached from themselves."""
    reached = {name: set(to) for name, to in graph.items()}
    for _ in graph:
        longer = {name: to.union(*(reached[one] for one in to)) for name, to in reached.items()}
        if longer == reached:
            break
        reached = longer
    return sorted(name for name, to in reached.items() if name in to)


def test_no_modules_import_each_other():
    files = {module_name(module): module.read_text("utf-8") for module in MODULES}
    packages = {module_name(m) for m in MODULES if m.name == "__init__.py"}  # these gather what lies in them
    names = set(files) - packages
    graph = {name: imported_at_once(source, names) for name, source in files.items() if name in names}
    assert circles(graph) == []


def test_the_rule_of_circles_sees_two_modules_that_import_each_other():
    names = {"helpers.a", "helpers.b"}
    graph = {
        "helpers.a": imported_at_once("from helpers import b\n", names),
        "helpers.b": imported_at_once("from helpers.a import x\n", names),
    }
    assert circles(graph) == ["helpers.a", "helpers.b"]
    assert imported_at_once("def f():\n    from helpers import b\n", names) == set()


def test_no_module_is_a_drawer():
    drawers = {"utils", "util", "common", "helpers", "misc", "tools", "base"}
    assert [m for m in MODULES if m.stem in drawers] == []


def test_a_module_is_short_enough_to_read():
    lengths = {module: len(module.read_text("utf-8").splitlines()) for module in MODULES}
    assert {module.name: lines for module, lines in lengths.items() if lines > 250} == {}


def test_an_analysis_module_is_named_after_a_notebook():
    analyses = {m.stem for m in (SOURCE / "analyses").glob("*.py")} - {"__init__"}
    assert analyses == {n.stem for n in NOTEBOOKS}


ANALYSES = [m for m in of_stages("analyses") if m.stem != "__init__"]
PROTECTING = {
    "protect",
    "protected_result",
    "extended",
    "for_the_owner",
}  # tests/test_owners_form.py: who may call the last
COMPUTING = {
    "groupby", "agg", "apply", "pivot", "sum", "mean", "cumsum", "diff", "count", "nunique", "clip",
    "round", "format", "strftime", "isoformat", "join",
}  # fmt: skip


def called(node):
    """The name of what a node calls, without what it is called on; "" where it calls nothing."""
    func = getattr(node, "func", None) if isinstance(node, ast.Call) else None
    return getattr(func, "attr", getattr(func, "id", ""))


def computed_in(source):
    """The lines that compute or write text; annotations do not, and are all that pandas is there for."""
    tree = ast.parse(source)
    typed = [getattr(node, name, None) for node in ast.walk(tree) for name in ("annotation", "returns")]
    annotations = {part for one in typed if one is not None for part in ast.walk(one)}
    lines = []
    for node in ast.walk(tree):
        is_sum = isinstance(node, ast.BinOp | ast.AugAssign | ast.JoinedStr)
        is_pandas = isinstance(node, ast.Name) and node.id in ("pd", "np")
        is_numpy = isinstance(node, ast.Import) and any(a.name.startswith("numpy") for a in node.names)
        is_call = called(node) in COMPUTING
        if node not in annotations and (is_sum or is_pandas or is_numpy or is_call):
            lines.append(node.lineno)
    return sorted(set(lines))


@pytest.mark.parametrize("module", ANALYSES, ids=lambda m: m.stem)
def test_an_analysis_only_composes(module):
    assert computed_in(module.read_text("utf-8")) == []


@pytest.mark.parametrize(
    "line",
    [
        "a = b + 1", "a = 'b' + c", "a += [b]", "a = b & c", "a = lambda q: 100 * q", "import numpy as np",
        "a = t.groupby('b')", "a = t.value.round()", "a = round(b)", "a = f'{b}'", "a = '{}'.format(b)",
        "a = format(b)", "a = day.strftime('%Y')", "a = sum(b)", "a = pd.concat(b)",
    ],
)  # fmt: skip
def test_the_rule_of_composition_sees_each_way_to_compute(line):
    assert computed_in(line) == [1]


def test_the_rule_of_composition_lets_annotations_and_calls_be():
    assert computed_in("def f(a: pd.Series, b: date | None) -> pd.DataFrame:\n    return stack(a, *b)") == []


@pytest.mark.parametrize("module", ANALYSES, ids=lambda m: m.stem)
def test_an_analysis_protects_in_one_step(module):
    tree = parsed(module.read_text("utf-8"))
    assert len([node for node in ast.walk(tree) if called(node) in PROTECTING]) == 1
    # By no other name.
    of_disclosure = {name for name in imported_modules(module) if name.startswith("helpers.disclosure")}
    assert of_disclosure == {"helpers.disclosure"}


def filled_by_itself(source):
    """The lines that make a result, or put other tables into one."""
    calls = [node for node in ast.walk(parsed(source)) if called(node)]
    tables = {"measures", "estimates"}
    return [
        node.lineno
        for node in calls
        if called(node) == "Result" or (called(node) == "replace" and tables & {k.arg for k in node.keywords})
    ]


def test_no_table_reaches_a_display_but_through_disclosure():
    others = [module for module in MODULES if stage(module) != "disclosure"]
    assert found_in(others, lambda module: filled_by_itself(module.read_text("utf-8"))) == {}


def test_the_rule_of_results_sees_each_way_round_disclosure():
    lines = "a = Result(measures=b)\na = delivery.Result()\na = replace(r, measures=b)\na = replace(r, estimates=b)"
    assert filled_by_itself(lines) == [1, 2, 3, 4]
    assert filled_by_itself("a = replace(r, subject=b)\na = text.replace('b', 'c')") == []


def test_no_code_knows_a_wijk_a_municipality_or_the_builders_folder():
    import pandas as pd

    known = {"GM1916", "WK1916", "Leidschendam", "Voorburg"}
    known |= set(pd.read_csv(paths.REFERENCE / "wijken.csv").name)
    product = [m for m in MODULES if stage(m) != "samples"]  # the samples are of one place
    found = {
        (str(file.relative_to(paths.ROOT)), word)
        for file in [*product, *NOTEBOOKS]
        for word in known
        if re.search(rf"(?<!\w){re.escape(word)}", file.read_text("utf-8"))
    }
    assert found == set()
    assert not [m for m in MODULES if "../shared" in m.read_text("utf-8")]


@pytest.fixture(params=NOTEBOOKS, ids=lambda file: file.stem)
def cells(request):
    return nbformat.read(request.param, as_version=4).cells


def test_a_notebook_opens_with_its_title_and_one_question(cells):
    first = cells[0]
    assert first.cell_type == "markdown"
    assert re.match(r"# [^\n]+\n\n[^\n]+\?$", first.source)


def test_a_notebook_has_one_parameters_cell_right_after_its_question(cells):
    tagged = [i for i, cell in enumerate(cells) if "parameters" in cell.metadata.get("tags", [])]
    assert tagged == [1]


def test_a_notebook_has_at_least_as_many_text_cells_as_code_cells(cells):
    kinds = [cell.cell_type for cell in cells]
    assert kinds.count("markdown") >= kinds.count("code")


def test_a_code_cell_is_at_most_eight_lines_and_only_calls(cells):
    forbidden = (ast.FunctionDef, ast.ClassDef, ast.For, ast.While, ast.Try, ast.With, ast.Lambda, ast.If)
    for cell in cells:
        if cell.cell_type == "code":
            assert len(cell.source.splitlines()) <= 8
            assert not [n for n in ast.walk(ast.parse(cell.source)) if isinstance(n, forbidden)]
            assert not re.search(r"read_csv|open\(|\.\./|\\\\|https?:", cell.source)


def test_a_notebook_imports_no_stage_in_which_figures_are_exact(cells, tmp_path):
    code = [cell.source for cell in cells if cell.cell_type == "code"]
    file = tmp_path / "x.py"
    file.write_text("\n".join(code), "utf-8")
    assert imported_stages(file) <= {"sources", "analyses", "displays"}


def test_a_report_notebook_uses_nothing_that_is_for_exploring_alone(cells):
    code = "\n".join(cell.source for cell in cells if cell.cell_type == "code")
    assert not re.search(r"\b(itables|ipywidgets|anywidget|own_figure|frame\(\))", code)


def test_no_code_of_the_product_needs_what_is_for_exploring_alone():
    assert found_in(MODULES, lambda module: imported_packages(module) & {"itables", "ipywidgets", "anywidget"}) == {}


def test_no_number_is_typed_into_prose(cells):
    typed = [c.source for c in cells if c.cell_type == "markdown" and re.search(r"\d", c.source)]
    assert typed == []


def test_a_notebook_stores_no_output(cells):
    assert not [c for c in cells if c.cell_type == "code" and (c.outputs or c.execution_count)]


def test_no_notebook_says_what_the_figures_cannot_carry(cells, unsayable):
    for cell in cells:
        assert cell.cell_type == "code" or not unsayable.search(cell.source)


DRAWN = {"graphics.py", "locator.py", "svg.py"}  # write coordinates, which nobody reads


def test_a_display_leaves_the_writing_of_numbers_to_the_one_formatter():
    modules = [module for module in of_stages("displays") if module.name not in DRAWN]
    assert found_in(modules, lambda module: formatted_by_itself(module.read_text("utf-8"))) == {}


def test_the_rule_of_the_one_formatter_sees_each_way_round_it():
    assert len(formatted_by_itself("a = f'{x:.1f}'\nb = '%.1f' % x\nc = format(x, '.1f')\nd = '{:d}'.format(x)")) == 4
    assert formatted_by_itself("a = f'{x}'\nb = n % 2\nc = dutch.number(x, 1)") == []


def formatted_by_itself(source):
    """The lines that format a value without floor/dutch.py."""
    lines = []
    for node in ast.walk(parsed(source)):
        is_spec = isinstance(node, ast.FormattedValue) and node.format_spec is not None
        is_percent = (
            isinstance(node, ast.BinOp) and isinstance(node.op, ast.Mod) and isinstance(node.left, ast.Constant)
        )
        is_call = isinstance(node, ast.Call) and (
            getattr(node.func, "id", "") == "format"
            or re.search(r"\{\w*:", str(getattr(getattr(node.func, "value", None), "value", "")))
        )
        if is_spec or (is_percent and isinstance(node.left.value, str)) or is_call:
            lines.append(node.lineno)
    return lines


TESTS = sorted(set((paths.ROOT / "tests").rglob("*.py")) - set((paths.ROOT / "tests" / "benchmarks").glob("*.py")))


def test_no_test_has_a_clock():
    assert found_in(TESTS, lambda module: clocks(module.read_text("utf-8"))) == {}


def test_the_rule_of_the_clocks_sees_each_of_them():
    source = "import time\nfrom time import perf_counter\nassert time.time() < 1\ntime.monotonic_ns()\n"
    source += (
        "settings(deadline=200)\nsettings(deadline=None)\nsubprocess.run([], timeout=60)\nprocess.wait(timeout=600)\n"
    )
    assert clocks(source) == [2, 3, 4, 5, 7]


CLOCK = re.compile(r"(?:time|perf_counter|monotonic|process_time|thread_time)(?:_ns)?|default_timer")
FIVE_MINUTES = 300  # a guard against hanging may last as long, or longer


def clocks(source):
    """The lines that read a clock, or give something less than minutes to be ready."""
    lines = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Attribute) and getattr(node.value, "id", "") in ("time", "timeit"):
            is_clock = bool(CLOCK.fullmatch(node.attr))
        elif isinstance(node, ast.ImportFrom) and node.module in ("time", "timeit"):
            is_clock = any(CLOCK.fullmatch(alias.name) for alias in node.names)
        elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            given = {one.arg: getattr(one.value, "value", None) for one in node.keywords}
            is_clock = (given.get("timeout") or FIVE_MINUTES) < FIVE_MINUTES
        else:
            is_clock = isinstance(node, ast.keyword) and node.arg == "deadline" and node.value.value is not None
        if is_clock:
            lines.append(node.lineno)
    return sorted(lines)
