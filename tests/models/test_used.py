"""Every public name of the models is reached from a report notebook: what nothing publishes has no place here.

By the syntax tree: from what the notebooks call to what that mentions, name by name. A method or a field of a
reached class is reached where its name is asked of anything; an option where a caller gives it.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import nbformat

from helpers.floor import paths
from helpers.models.statistics import randomisation

SOURCE = paths.ROOT / "src"
Name = tuple[str, str]  # a module, dotted, and what it defines: "f", or "C.f" in a class
ANY = "**"  # an option of whatever name


@dataclass(frozen=True)
class Mentioned:
    """What a piece of code mentions: names that its module knows, attributes of what it holds, options it gives."""

    names: set[Name] = field(default_factory=set)
    attributes: set[str] = field(default_factory=set)
    options: set[tuple[str, str | int]] = field(default_factory=set)  # of a function by its bare name


@dataclass(frozen=True)
class Definition:
    """A name of a module: its own code and, of a function, its options: name by place (None: by name only)."""

    mentioned: Mentioned
    options: dict[str, int | None] = field(default_factory=dict)


def mentioned(code: list[ast.AST], module: str, known: dict[str, str], modules: set[str]) -> Mentioned:
    found = Mentioned()
    nodes = [node for part in code for node in ast.walk(part)]
    own = {node.arg for node in nodes if isinstance(node, ast.arg)}
    own |= {node.id for node in nodes if isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store)}
    for node in nodes:
        if isinstance(node, ast.Attribute):
            of = known.get(node.value.id, "") if isinstance(node.value, ast.Name) else ""
            if of in modules:
                found.names.add((of, node.attr))
            else:
                found.attributes.add(node.attr)
        if isinstance(node, ast.Name) and node.id not in own:
            found.names.add(tuple(known.get(node.id, f"{module}.{node.id}").rsplit(".", 1)))
        if isinstance(node, ast.Call):
            called = getattr(node.func, "attr", getattr(node.func, "id", ""))
            found.options.update((called, place) for place in range(len(node.args)))
            found.options.update((called, one.arg) for one in node.keywords if one.arg)
            for handed_on in (one.value for one in node.keywords if one.arg is None):
                # A dictionary of this code gives its keys; what another function made may hold any.
                is_own = isinstance(handed_on, ast.Name | ast.Dict)
                found.options.update((called, key) for key in (_keys(nodes) if is_own else [ANY]))
    return found


def _keys(nodes: list[ast.AST]) -> Iterator[str]:
    """The texts that are keys of a dictionary of this code: what it may hand on with two stars."""
    for node in nodes:
        if isinstance(node, ast.Dict):
            yield from (key.value for key in node.keys if isinstance(key, ast.Constant))


def imports(tree: ast.AST) -> dict[str, str]:
    found = (node for node in ast.walk(tree) if isinstance(node, ast.ImportFrom))
    return {alias.asname or alias.name: f"{node.module}.{alias.name}" for node in found for alias in node.names}


def bound(node: ast.stmt) -> list[str]:
    if isinstance(node, ast.FunctionDef | ast.ClassDef):
        return [node.name]
    targets = getattr(node, "targets", [getattr(node, "target", None)])
    flat = [one for target in targets for one in getattr(target, "elts", [target])]
    return [one.id for one in flat if isinstance(one, ast.Name)]


def options(node: ast.AST) -> dict[str, int | None]:
    if not isinstance(node, ast.FunctionDef):
        return {}
    places = [one.arg for one in node.args.args]
    places = places[1:] if places[:1] in (["self"], ["cls"]) else places
    optional = places[len(places) - len(node.args.defaults) :]
    by_name = [one.arg for one, default in zip(node.args.kwonlyargs, node.args.kw_defaults, strict=True) if default]
    return {name: places.index(name) for name in optional} | dict.fromkeys(by_name)


def definitions(file: Path, root: Path, modules: set[str]) -> dict[Name, Definition]:
    """Everything that a module defines; of a class its head, and each part of its body by itself."""
    module, tree = dotted(file, root), ast.parse(file.read_text("utf-8"))
    known, found = imports(tree), {}

    def add(node: ast.stmt, code: list[ast.AST], prefix: str = "") -> None:
        for name in bound(node):
            found[module, prefix + name] = Definition(mentioned(code, module, known, modules), options(node))

    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            add(node, [*node.bases, *node.decorator_list])
            for part in node.body:
                add(part, [part], f"{node.name}.")
        else:
            add(node, [node])
    return found


def dotted(file: Path, root: Path) -> str:
    return ".".join(file.relative_to(root).with_suffix("").parts).removesuffix(".__init__")


@dataclass(frozen=True)
class Reach:
    """What the code that starts somewhere comes to, and what it asks and gives on the way."""

    defined: dict[Name, Definition]
    reached: set[Name]
    options: set[tuple[str, str | int]]

    @classmethod
    def of(cls, files: list[Path], root: Path, start: Mentioned) -> Reach:
        modules = {dotted(file, root) for file in files}
        defined = {name: one for file in files for name, one in definitions(file, root, modules).items()}
        reached, attributes, given, left = set(), set(start.attributes), set(start.options), set(start.names)
        while left:
            for name in left & defined.keys():
                told = defined[name].mentioned
                attributes |= told.attributes
                given |= told.options
            reached |= left & defined.keys()
            asked = set().union(*(defined[name].mentioned.names for name in left & defined.keys()))
            asked |= {name for name in defined if _is_asked(name, reached, attributes)}
            left = (asked & defined.keys()) - reached
        return cls(defined, reached, given)

    def unused(self, room: str) -> list[str]:
        """The public names and options of a room that nothing reaches or gives, private ones of options too."""
        inside = {name: one for name, one in self.defined.items() if name[0].startswith(f"{room}.")}
        public = (name for name in inside.keys() - self.reached if not name[1].rpartition(".")[2].startswith("_"))
        lines = [".".join(name) for name in public]
        for name in inside.keys() & self.reached:
            called = name[1].rpartition(".")[2]
            lines += [
                f"{'.'.join(name)}({option})"
                for option, place in inside[name].options.items()
                if not {(called, option), (called, place), (called, ANY)} & self.options
            ]
        return sorted(lines)


def _is_asked(name: Name, reached: set[Name], attributes: set[str]) -> bool:
    of, _, part = name[1].partition(".")
    return bool(part) and (name[0], of) in reached and (part in attributes or part.startswith("__"))


def notebooks() -> Mentioned:
    """What the code cells of the report notebooks mention."""
    cells = [cell for file in sorted(paths.NOTEBOOKS.glob("*.ipynb")) for cell in nbformat.read(file, 4).cells]
    code = [ast.parse(cell.source) for cell in cells if cell.cell_type == "code"]
    known = {name: of for part in code for name, of in imports(part).items()}
    return mentioned(code, "notebook", known, set(known.values()))


def models_and_analyses() -> list[Path]:
    stages = SOURCE / "helpers"
    return sorted([*(stages / "analyses").rglob("*.py"), *(stages / "models").rglob("*.py")])


def test_every_public_name_and_option_of_the_models_is_reached_from_a_notebook():
    start = notebooks()
    # Kept to read the result of the drawn plan: this function, and the fields of what it gives.
    start.names.add((randomisation.__name__, "read_design"))
    start.attributes.update(randomisation.Reading.__dataclass_fields__)
    assert Reach.of(models_and_analyses(), SOURCE, start).unused("helpers.models") == []


def test_the_reading_of_a_plan_is_the_one_function_that_is_kept_without_a_page():
    reach = Reach.of(models_and_analyses(), SOURCE, notebooks())
    functions = [name for name in reach.unused("helpers.models") if name.rpartition(".")[2].islower()]
    assert f"{randomisation.__name__}.read_design" in functions
    assert not [name for name in functions if not name.startswith(randomisation.__name__)]


def test_the_rule_sees_a_function_a_field_a_method_and_an_option_that_nothing_asks(tmp_path):
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "a.py").write_text(
        "class Found:\n    p: float\n    draws: int\n    def told(self): return self.p\n"
        "def test(k, level=0.95, *, seed=1): return Found(k, _inner(level))\n"
        "def _inner(at): return LIMIT\nLIMIT, OTHER = 1, 2\ndef alone(): return test(1)\n"
    )
    (tmp_path / "analyses.py").write_text("from models import a\ndef analyse(alone): return a.test(alone, seed=2).p\n")
    files = [tmp_path / "models" / "a.py", tmp_path / "analyses.py"]
    found = Reach.of(files, tmp_path, Mentioned(names={("analyses", "analyse")})).unused("models")
    assert [name.removeprefix("models.a.") for name in found] == [
        "Found.draws",
        "Found.told",
        "OTHER",
        "alone",
        "test(level)",
    ]
