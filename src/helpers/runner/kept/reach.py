"""Which code a notebook can reach: the modules of ours that it imports, those that they import, and so on.

Read from the text, and too much rather than too little: what stands in a function, for types or in an example counts.
"""

import ast
import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import Path

_FROM = re.compile(r"\bfrom\s+(helpers[\w.]*)\s+import\s+(\([^)]*\)|[^\n#]*)")
_PLAIN = re.compile(r"\bimport\s+(helpers[^\n#]*)")
_NAME = re.compile(r"[\w.]+")
_BY_LOOKING = "iter_modules"  # a module with this imports what it finds in a folder
# What a notebook may use and still be known by what it reads of its delivery.
_ALLOWED = re.compile(r"helpers\.(analyses\.\w+|displays(\.\w+)?|sources)")
_SOURCES, _OPENING = "helpers.sources", {"open_delivery", "open_month"}
_UNSEEN = frozenset({
    "open", "exec", "eval", "compile", "input", "globals", "locals", "vars", "getattr", "setattr", "delattr",
    "breakpoint", "get_ipython", "display",
})  # fmt: skip


def imports(source: str) -> set[str]:
    """The dotted names that a text imports of ours; of `from a import b` both a and a.b.

    >>> sorted(imports("from helpers.floor import (dutch,\\n    paths)\\nimport helpers.door.cells as c"))
    ['helpers.door.cells', 'helpers.floor', 'helpers.floor.dutch', 'helpers.floor.paths']
    """
    found = set()
    for origin, names in _FROM.findall(source):
        found |= {origin, *(f"{origin}.{name}" for name in _NAME.findall(names))}
    for names in _PLAIN.findall(source):
        found |= {name for name in _NAME.findall(names) if name.startswith("helpers")}
    return found


def graph(modules: Mapping[str, Path]) -> dict[str, set[str]]:
    """Of each module those that it imports; a package that is gone through by name has all that lies in it."""
    found = {}
    for name, file in modules.items():
        source = file.read_text("utf-8")
        named = imports(source)
        if _BY_LOOKING in source:
            named |= {one for one in modules if any(one.startswith(f"{package}.") for package in named)}
        found[name] = {known for one in named for known in _with_packages(one) if known in modules}
    return found


def reached(starts: Iterable[str], of: Mapping[str, set[str]]) -> set[str]:
    """The modules that can be reached from these names, themselves included."""
    seen: set[str] = set()
    ahead = [known for name in starts for known in _with_packages(name) if known in of]
    while ahead:
        name = ahead.pop()
        if name not in seen:
            seen.add(name)
            ahead += of[name] - seen
    return seen


def _with_packages(name: str) -> Iterator[str]:
    """The name and the packages around it, which Python imports first."""
    parts = name.split(".")
    return (".".join(parts[:end]) for end in range(1, len(parts) + 1))


def starts_of(code: str) -> set[str] | None:
    """What the code of a notebook imports of ours; None where it may read what is not its delivery.

    So is what imports anything else, opens a file or asks the terminal: nobody can know what such a notebook read.
    What it imports it may only call: a module of ours that is handed on gives all that this module imports itself.

    >>> sorted(starts_of("from helpers import displays as show, sources\\nd = sources.open_delivery('a', 'b')"))
    ['helpers.displays', 'helpers.sources']
    >>> starts_of("import pandas"), starts_of("%run x"), starts_of("open('x')")
    (None, None, None)
    """
    try:
        nodes = list(ast.walk(ast.parse(code)))
    except SyntaxError:
        return None
    named: dict[str, str] = {}  # by the name that the notebook gives it
    for node in (one for one in nodes if isinstance(one, ast.ImportFrom)):
        for alias in node.names:
            own, origin = alias.asname or alias.name, f"{node.module}.{alias.name}"
            if named.setdefault(own, origin) != origin:  # one name for two
                return None
    is_known = all(_ALLOWED.fullmatch(name) for name in named.values()) and not any(map(_is_unseen, nodes))
    return set(named.values()) if is_known and _is_only_called(nodes, named) else None


def _is_unseen(node: ast.AST) -> bool:
    """Whether this may read something else: a plain import, a name of Python's own that opens, or a private one."""
    if isinstance(node, ast.Name):
        return node.id in _UNSEEN or node.id.startswith("__")
    return isinstance(node, ast.Import) or (isinstance(node, ast.Attribute) and node.attr.startswith("_"))


def _is_only_called(nodes: Sequence[ast.AST], named: Mapping[str, str]) -> bool:
    """Whether what was imported stands only in `name(…)` and `name.part(…)`, and of `sources` only the opening."""
    called = set()
    for node in nodes:
        what = node.func if isinstance(node, ast.Call) else None
        if isinstance(what, ast.Attribute) and isinstance(what.value, ast.Name):
            if named.get(what.value.id) != _SOURCES or what.attr in _OPENING:
                called.add(what.value)
        elif isinstance(what, ast.Name):
            called.add(what)
    return all(node in called for node in nodes if isinstance(node, ast.Name) and node.id in named)
