"""What the warm process imports, so that no kernel and no worker has to."""

from __future__ import annotations

import ast
import builtins
import contextlib
import importlib
import json
import os
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from types import SimpleNamespace

# The client that runs a notebook and the kernel in which it runs.
_CLIENT = (
    "papermill",
    "nbclient",
    "ipykernel.kernelapp",
    "ipykernel.ipkernel",
    "ipykernel.debugger",
    "helpers.runner.pool.worker",
)
# What our own code imports only where it is used: a command that reads nothing starts at once.
_LATE = (
    "helpers.sources.delivery.opening",
    "matplotlib.backends.backend_svg",
    "pandas.core.reshape.pivot",
    "pyarrow.dataset",
    "pyarrow.parquet",
)
# A thread of polars, where it is installed, would make every fork a danger; statsmodels can do without. Papermill can
# do without what it would bring notebooks from stores with: half a second, and ours lie on this computer. A kernel can
# do without its debugger, which nobody of a batch would attach to: a fiftieth of a second for each.
_LEFT_OUT = ("polars", "azure", "boto3", "debugpy")
_BACKEND = "module://matplotlib_inline.backend_inline"


def warm_up(notebooks: Sequence[Path]) -> None:
    """Import what these notebooks do, and what runs them. What cannot be imported fails in its own notebook."""
    sys.path[:] = [folder for folder in sys.path if folder and Path(folder) != Path.cwd()]  # as a kernel begins
    os.environ["MPLBACKEND"] = _BACKEND  # as ipykernel says to matplotlib, which asks at its import
    with _as_in_a_kernel(), leaving_out(*_LEFT_OUT):
        own = {name for file in notebooks for name in imported_by(file)}
        late = _LATE if any(name.startswith("helpers") for name in own) else ()
        for name in (*_CLIENT, *sorted(own), *late):
            with contextlib.suppress(Exception):
                importlib.import_module(name)


def imported_by(notebook: Path) -> set[str]:
    """The modules that the code cells of a notebook import; none where they cannot be read."""
    try:
        cells = json.loads(notebook.read_text("utf-8"))["cells"]
        sources = ["".join(cell["source"]) for cell in cells if cell["cell_type"] == "code"]
    except (OSError, ValueError, KeyError, TypeError):
        return set()
    return {name for source in sources for name in _imported_in(source)}


def _imported_in(source: str) -> set[str]:
    """The modules of each import in a cell.

    >>> sorted(_imported_in("import a.b\\nfrom c import d"))
    ['a.b', 'c', 'c.d']
    """
    try:
        nodes = list(ast.walk(ast.parse(source)))
    except SyntaxError:  # such as a magic
        return set()
    names = {alias.name for node in nodes if isinstance(node, ast.Import) for alias in node.names}
    for node in nodes:
        if isinstance(node, ast.ImportFrom) and node.module and not node.level:
            names |= {node.module, *(f"{node.module}.{alias.name}" for alias in node.names)}
    return names


@contextlib.contextmanager
def _as_in_a_kernel() -> Iterator[None]:
    """pandas asks at its import whether it is in a notebook, and shows more columns there."""
    builtins.get_ipython = lambda: SimpleNamespace(kernel=True)  # type: ignore[attr-defined]
    try:
        yield
    finally:
        del builtins.get_ipython  # type: ignore[attr-defined]


@contextlib.contextmanager
def leaving_out(*names: str) -> Iterator[None]:
    """Modules that are not there while others are imported which can do without."""
    absent = [name for name in names if name not in sys.modules]
    sys.modules.update(dict.fromkeys(absent))  # type: ignore[arg-type]  # None is how Python says it
    try:
        yield
    finally:
        for name in absent:
            sys.modules.pop(name, None)
