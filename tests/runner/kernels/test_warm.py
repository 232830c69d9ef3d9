"""The warm process: what it forks cannot be told from an ordinary kernel, and it forks only where that is safe."""

from __future__ import annotations

import json
import os
import re
import socket
import sys
from contextlib import suppress
from pathlib import Path

import pytest

from helpers.runner.kernels import imports
from helpers.runner.kernels.line import Line
from helpers.runner.kernels.warm_process import NO_FORK, Refused, WarmProcess, asked, environment
from helpers.runner.pool.execution import execute
from helpers.runner.pool.job import Job

GIVEN = {"quarter": "2026-Q3", "delivery": "sample"}
IMPORTS = "import pandas as pd, numpy as np, seaborn, statsmodels.api as sm\nfrom helpers import displays, sources"
# What a process that has imported before can get wrong, each seen to do so.
CELLS = (
    IMPORTS,
    "pd.DataFrame([range(30)])",
    "pd.DataFrame(np.eye(3)).describe()",
    "from matplotlib import pyplot as plt, rcParams\nplt.plot([1, 2, 4])",
    "rcParams['backend'], rcParams['figure.figsize']",
    "import warnings; warnings.warn('een keer'); warnings.warn('een keer', DeprecationWarning)",
    "import sys, os, logging; [os.path.basename(one) for one in sys.argv[:1]], sys.path[0], logging.root.handlers",
    "__name__, __builtins__ is not None, os.path.basename(os.getcwd()), os.environ['MPLBACKEND']",
    "np.random.seed(1); np.random.rand(2), hash('a'), sys.flags.hash_randomization",
    "import threading, signal; signal.getsignal(signal.SIGCHLD), signal.getsignal(signal.SIGTERM), os.nice(0)",
    "type(get_ipython()).__name__, sys.stdin is None, sys.stdout.encoding, os.getpgid(0) == os.getpid()",
)


def without_ids(notebook: Path) -> dict:
    """An executed notebook without what differs between any two runs."""
    content = json.loads(notebook.read_text("utf-8"))
    content["metadata"].pop("papermill")
    for cell in content["cells"]:
        cell.pop("id")
        cell["metadata"] = {"tags": cell["metadata"].get("tags")}
    return json.loads(re.sub(r"ipykernel_\d+|0x[0-9a-f]{6,}", "", json.dumps(content)))


@pytest.fixture(scope="module")
def warm(tmp_path_factory):
    """A warm process that has imported what the cells do."""
    if sys.platform != "linux":
        pytest.skip("nothing is forked here")
    folder = tmp_path_factory.mktemp("w")
    book = folder / "a.ipynb"
    book.write_text(json.dumps({"cells": [{"cell_type": "code", "source": [IMPORTS]}]}))
    process = WarmProcess(folder, [book])
    yield process
    process.end()


@pytest.mark.slow
def test_a_forked_kernel_writes_the_notebook_that_an_ordinary_one_writes(warm, write, tmp_path):
    book = write("a", *CELLS)
    outcomes = [
        execute(Job(book, f"x/{name}", GIVEN, tmp_path / name / "run", variables=environment()), address=address)
        for name, address in (("forked", warm.address), ("ordinary", ""))
    ]
    assert [(one.failure, one.note) for one in outcomes] == [(None, ""), (None, "")]
    forked, ordinary = (json.dumps(without_ids(one.job.output), indent=1) for one in outcomes)
    assert forked.replace("forked", "ordinary") == ordinary


@pytest.mark.slow
def test_two_forked_kernels_draw_different_numbers(warm, write, tmp_path):
    book = write("a", "import random, numpy, uuid\nprint(random.random(), numpy.random.rand(), uuid.uuid4())")
    jobs = [Job(book, f"x/{name}", GIVEN, tmp_path / name) for name in "ab"]
    drawn = []
    for job in jobs:
        assert execute(job, address=warm.address).failure is None
        cells = json.loads(job.output.read_text("utf-8"))["cells"]
        drawn.append("".join(cells[-1]["outputs"][0]["text"]).split())
    assert not set(drawn[0]) & set(drawn[1])


@pytest.mark.slow
def test_the_warm_process_has_one_thread_and_nothing_open_but_its_socket(warm, eventually):
    line, _ = asked(warm.address, "worker", {"folder": "/nergens", "address": ""})
    line.close()  # it has answered, so it has imported
    process = Path(f"/proc/{warm._process.pid}")
    assert len(list((process / "task").iterdir())) == 1

    def opened():
        with suppress(FileNotFoundError):  # closed while we look
            return sorted(re.sub(r":.*", "", os.readlink(one)) for one in (process / "fd").iterdir())

    # It lets go of the line that it answered on when it gets to it.
    assert eventually(lambda: opened() == ["/dev/null", "/dev/null", "pipe", "socket"]), opened()
    assert "matplotlib_inline/backend_inline" not in (process / "maps").read_text()


@pytest.mark.slow
def test_a_process_with_a_thread_is_not_forked_and_the_kernel_is_an_ordinary_one(write, tmp_path, monkeypatch):
    if sys.platform != "linux":
        pytest.skip("nothing is forked here")
    threaded = tmp_path / "p" / "draad.py"
    threaded.parent.mkdir()
    threaded.write_text(
        "import threading, time; threading.Thread(target=time.sleep, args=(3_000,), daemon=True).start()"
    )
    monkeypatch.setenv("PYTHONPATH", str(threaded.parent))
    book = write("a", "import draad")
    warm = WarmProcess(tmp_path, [book])
    outcome = execute(Job(book, "x/a", GIVEN, tmp_path / "uit"), address=warm.address)
    assert (outcome.failure, outcome.note) == (None, "er lopen 2 draden")
    warm.end()


def test_where_forking_is_switched_off_the_reason_is_told(monkeypatch, tmp_path):
    monkeypatch.setenv(NO_FORK, "1")
    with pytest.raises(Refused, match="HELPERS_NO_FORK is gezet"):
        WarmProcess(tmp_path, [])


def test_nobody_at_the_socket_is_a_refusal(tmp_path):
    with pytest.raises(Refused, match="het proces dat ze maakt, is gestopt"):
        asked(str(tmp_path / "niemand"), "kernel", {})


@pytest.mark.skipif(not hasattr(socket, "AF_UNIX"), reason="Unix sockets")
def test_a_line_carries_messages_whole_and_tells_when_the_other_end_is_gone():
    one, other = (Line(end) for end in socket.socketpair())
    one.say(text="é" * 10_000)
    one.say(number=2)
    assert other.hear()["text"] == "é" * 10_000
    assert other.hear() == {"number": 2}
    assert other.hear(0) is None
    one.close()
    with pytest.raises(EOFError):
        other.hear()
    other.close()


def test_what_a_notebook_imports_is_read_from_its_cells_also_where_another_holds_a_magic(write):
    book = write("a", "import pandas as pd", "%matplotlib inline\nimport numpy", "from helpers import sources")
    assert imports.imported_by(book) == {"pandas", "helpers", "helpers.sources"}


def test_a_file_that_is_no_notebook_imports_nothing(tmp_path):
    tmp_path.joinpath("a.ipynb").write_text("[]")
    assert imports.imported_by(tmp_path / "a.ipynb") == set() == imports.imported_by(tmp_path / "b.ipynb")


def test_the_environment_has_one_thread_fixed_hashes_and_no_backend_of_the_user():
    given = environment({"MPLBACKEND": "TkAgg", "PYTHONHASHSEED": "random"})
    assert "MPLBACKEND" not in given
    assert {given[name] for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")} == {"1"}
    assert (given["PYTHONHASHSEED"], given["JUPYTER_PREFER_ENV_PATH"]) == ("0", "1")
