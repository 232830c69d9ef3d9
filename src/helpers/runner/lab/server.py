"""JupyterLab on the notebooks, with outputs stripped when a report notebook is saved."""

import os
import sys
from collections.abc import Sequence
from pathlib import Path, PurePosixPath
from typing import Any

from helpers.bootstrap.becoming import become
from helpers.floor import paths
from helpers.floor.kept import reads
from helpers.runner.kept import places

CONFIG = Path(__file__).with_name("config.py")
STARTUP = Path(__file__).with_name("startup.py")
SETTINGS = Path(__file__).with_name("jupyter")  # defaults of the page: it does not ask to fetch news
EXPLORE = "explore"  # the folder of the analysts' own
EXAMPLES = ("01_kennismaken", "02_scanauto", "03_training", "04_opkopers", "05_eigen_vraag")  # in git, beside them


def open_lab(words: Sequence[str] = (), notebooks: Path = paths.NOTEBOOKS) -> int:
    """Become JupyterLab, so that what stops this command lets it end its kernels; `words` are options of its own."""
    notebooks.joinpath(EXPLORE).mkdir(parents=True, exist_ok=True)
    return become([*arguments(notebooks), *words], environment())


def arguments(notebooks: Path) -> list[str]:
    """The command that starts JupyterLab with this interpreter, so that `helpers` can be imported.

    Where the account is root, as in a container, JupyterLab must be told that this is meant.
    """
    is_root = hasattr(os, "geteuid") and os.geteuid() == 0
    return [
        sys.executable,
        "-m",
        "jupyterlab",
        f"--config={CONFIG}",
        f"--ServerApp.root_dir={notebooks.resolve()}",
        "--KernelSpecManager.ensure_native_kernel=True",
        *(["--ServerApp.allow_root=True"] if is_root else []),
    ]


def environment() -> dict[str, str]:
    """This interpreter's kernel goes before one that the user installed elsewhere.

    What an analysis makes is kept in a folder of its own: it takes what a batch kept, and no batch takes what it kept.
    IPython runs what PYTHONSTARTUP names, and no kernel of a batch gets that variable (`kernels.warm_process`).
    """
    results = os.pathsep.join(str(paths.KEPT / place) for place in (places.LAB, places.RESULTS))
    settings = os.pathsep.join(filter(None, [str(SETTINGS), os.environ.get("JUPYTER_CONFIG_PATH")]))
    own = {"JUPYTER_PREFER_ENV_PATH": "1", "JUPYTER_CONFIG_PATH": settings, "PYTHONSTARTUP": str(STARTUP)}
    return {**os.environ, **own, reads.RESULTS: results}


def strip_outputs(model: dict[str, Any], path: str = "", **_: Any) -> None:
    """Take outputs, counts and times out of a report notebook that is about to be saved (a pre_save_hook).

    What lies in `explore` keeps them, but for the examples, which are in git. `path` is seen from the folder of the
    notebooks.
    """
    at = PurePosixPath(path)
    is_own = EXPLORE in at.parts[:-1] and at.stem not in EXAMPLES
    if is_own or model.get("type") != "notebook" or not model.get("content"):
        return
    for cell in model["content"]["cells"]:
        if cell["cell_type"] != "code":
            continue
        cell["outputs"] = []
        cell["execution_count"] = None
        for made in ("execution", "ExecuteTime", "papermill", "collapsed", "scrolled"):
            cell.get("metadata", {}).pop(made, None)
    model["content"]["metadata"].pop("papermill", None)
    model["content"]["metadata"].pop("widgets", None)
