"""What several tests share: their home, the published sample, made once per session, and the command."""

import atexit
import gc
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from unittest.mock import patch

import pytest
from filelock import FileLock
from hypothesis import HealthCheck, settings

HERE = Path(__file__).resolve().parent


def _made_home() -> str:
    """The home of this run: tests/home with the sample that is made of it, so that no test needs what a municipality
    says in the params and the reference of the checkout.

    A new notebook's params and the schemas are the suite's own: those come from the checkout.
    """
    home, own = Path(tempfile.mkdtemp(prefix="gemeente é ")), HERE.parent / "params"
    atexit.register(shutil.rmtree, home, ignore_errors=True)
    shutil.copytree(own / "schema", home / "params" / "schema")
    for notebook in (HERE.parent / "notebooks").glob("*.ipynb"):
        shutil.copy(own / f"{notebook.stem}.yml", home / "params")
    shutil.copytree(HERE / "home", home, dirs_exist_ok=True)
    for part in ("data/raw", "reports"):
        (home / part).mkdir(parents=True)
    make = [sys.executable, "-m", "helpers.samples.make"]
    subprocess.run(make, check=True, env={**os.environ, "HELPERS_HOME": str(home)})
    return str(home)


# A shell lets what runs in its background ignore Ctrl-C, and so would all that the tests start.
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    signal.signal(signal.SIGINT, signal.default_int_handler)
# Before anything of the suite is imported, and in the process that the workers of xdist inherit from.
if "PYTEST_XDIST_WORKER" not in os.environ or "HELPERS_HOME" not in os.environ:
    os.environ["HELPERS_HOME"] = _made_home()

import helpers.runner  # noqa: E402, F401  # before nbformat: it leaves out what takes that a second to import
from helpers.floor import paths  # noqa: E402

UNSAYABLE = [
    # more than the figures carry
    r"significant\w*", "geen effect", "geen verband", "causaal", "causale", r"veroorza\w+", "dankzij", "zorgt voor",
    "zorgden voor", "leidt tot", "als gevolg van", "bewijst dat", "bewezen", "de training werkt", "de scanauto werkt",
    r"discrimin\w*",
    # what only a statistician reads
    "p-waarde", "nulhypothese", "standaardfout", r"regressie\w*", r"co[eë]ffici[eë]nt\w*", "betrouwbaarheidsinterval",
    "outlier", "sample", "dataset", "placebotoets", "bootstrap",
    # what nobody says
    "middels", "teneinde", "aangaande", "inzake", "derhalve", "tevens", "alsmede", "dient te", "dienen te", "omtrent",
    "met betrekking tot", "ten aanzien van", "in het kader van", "desalniettemin", "voornoemd", "conform", "geborgd",
]  # fmt: skip
# No test has a clock: how long an example takes says something of the machine. In CI the examples are the same each time.
settings.register_profile("no clock", settings.default, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("no clock")
DELIVERY = paths.ROOT.parent / "shared" / "exports" / "2026-Q3"


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers(config):
    """One worker more than there are cores: of a test that starts commands, most time goes by waiting for them."""
    from xdist.plugin import pytest_xdist_auto_num_workers as of_cores

    return of_cores(config) + 1


def pytest_collection_finish(session):
    """Let no collection of garbage walk through the ten thousand tests again: they stay until the end."""
    gc.freeze()


def pytest_configure(config):
    """Let every process of this run draw with the fonts that are there now.

    matplotlib keeps a list of fonts in the user's folder and does not look again when one is installed: a run with
    another home would then draw with others.
    """
    if "MPLCONFIGDIR" not in os.environ:
        os.environ["MPLCONFIGDIR"] = tempfile.mkdtemp(prefix="matplotlib-")
        config.add_cleanup(lambda: shutil.rmtree(os.environ.pop("MPLCONFIGDIR"), ignore_errors=True))


def run_helpers(*arguments, env=None, **options):
    """Run `python -m helpers …` as a user would, and give back exit code and texts."""
    environment = {**os.environ, "PYTHONUTF8": "1", "NO_COLOR": "1", **(env or {})}
    return subprocess.run(
        [sys.executable, "-m", "helpers", *map(str, arguments)],
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environment,
        **options,
    )


@pytest.fixture
def usual_ctrl_c():
    """SIGINT raises KeyboardInterrupt here: nbclient leaves a handler of its own behind where a kernel did not start."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture(scope="session")
def eventually():
    """`eventually(is_true)`: whether it becomes true within five minutes. Against hanging; no measure of speed."""

    def wait(is_true):
        for _ in range(3000):
            if is_true():
                return True
            time.sleep(0.1)
        return False

    return wait


def _wijken_csv(names, **more):
    """The text of a whole wijken.csv of wijken with these names; `more` are columns, each with a text a wijk."""
    rows = [["wijk", "name", "short_name", "tile_row", "tile_column", "hectares", "inhabitants", "inhabitants_year"]]
    for at, (code, name) in enumerate(names.items()):
        rows.append([code, f'"{name}"', f"Wijk {code[6:]}", str(at // 5), str(at % 5), "100", "5000", "2024"])
    for column, texts in more.items():
        place = rows[0].index(column) if column in rows[0] else len(rows[0])
        for row, text in zip(rows, [column, *texts], strict=True):
            row[place : place + 1] = [text]
    return "\n".join(",".join(row) for row in rows) + "\n"


@pytest.fixture(scope="session")
def wijken_csv():
    return _wijken_csv


@pytest.fixture(scope="session")
def command():
    return run_helpers


@pytest.fixture(scope="session")
def unsayable():
    """The words that no text of ours may use, whoever wrote it: notebook or display."""
    return re.compile(rf"\b(?:{'|'.join(UNSAYABLE)})\b", re.IGNORECASE)


@pytest.fixture(scope="session")
def copied():
    """`copied(folder)`: the code, params, areas and notebooks in another folder, and what runs from there.

    `without` names notebooks that what is tested has nothing to do with; the one per wijk runs thirteen times.
    """

    def copy(folder, without=()):
        ignored = shutil.ignore_patterns("explore", "*.egg-info")  # with __pycache__: compiling it all takes seconds
        for part in ("src", "notebooks"):
            shutil.copytree(paths.ROOT / part, folder / part, ignore=ignored)
        for part in ("params", "data/reference"):
            shutil.copytree(paths.HOME / part, folder / part)
        for stem in without:
            (folder / "notebooks" / f"{stem}.ipynb").unlink()
            (folder / "params" / f"{stem}.yml").unlink()
        return {"PYTHONPATH": str(folder / "src"), paths.GIVEN_HOME: str(folder)}

    return copy


@pytest.fixture(scope="session")
def sample():
    """The made-up delivery, seen from its newest quarter."""
    from helpers import sources
    from helpers.floor.shapes.history import History

    # Without what happens to stand in the reports folder.
    return replace(sources.open_delivery("sample", "2026-Q3"), history=History())


@pytest.fixture(scope="session")
def computed(tmp_path_factory, testrun_uid):
    """`computed(analysis, delivery)`: what it gives, its tables once for all workers, as a batch does for its notebooks.

    Not for a test that changes the code: what is kept is known by the files of the code."""
    from helpers.floor.kept.reads import RESULTS
    from helpers.floor.kept.watched import watched

    folder = tmp_path_factory.getbasetemp().parent / f"results-{testrun_uid}"

    def compute(analysis, delivery):
        with patch.dict(os.environ, {RESULTS: str(folder)}):
            return analysis.analyse(watched(delivery))

    return compute


@pytest.fixture(scope="session")
def analysed(sample, computed):
    """`analysed(analysis, quarter)`: what it gives of the sample, once for all tests of a worker."""
    once = cache(lambda analysis, quarter: computed(analysis, sample.at(quarter)))
    return lambda analysis, quarter=sample.quarter: once(analysis, quarter)


@pytest.fixture(scope="session")
def _warm_process():
    from helpers.runner.kernels.warm_process import WarmProcess, why_not

    if why_not():
        yield None
        return
    # A short name, as it holds a socket; the process removes the folder.
    warm = WarmProcess(Path(tempfile.mkdtemp(prefix="warm-")), [paths.NOTEBOOKS / "management_summary.ipynb"])
    yield warm
    warm.end()


@pytest.fixture
def one_warm_process(_warm_process, monkeypatch):
    """The batches of a test fork from one process: each of its own imports for seconds, and shows nothing more."""
    from helpers.runner.pool import crew

    if _warm_process:
        lent = SimpleNamespace(address=_warm_process.address, end=lambda **_: None)
        monkeypatch.setattr(crew, "WarmProcess", lambda *_: lent)


@pytest.fixture(scope="session")
def published(tmp_path_factory, testrun_uid):
    """The newest quarter of the sample and the dashboard of its last month, published once for all workers.

    In a folder with a space and an é."""
    folder = tmp_path_factory.getbasetemp().parent / f"publicatie-{testrun_uid}"
    folder.mkdir(exist_ok=True)
    out, failure = folder / "rapporten van één kwartaal", folder / "failure.txt"
    with FileLock(folder / "lock"):
        if not out.exists() and not failure.exists():
            for verb in ("dashboard", "report"):  # a report knows of the signals that were given
                run = run_helpers(verb, "--sample", "--out", out)
                if run.returncode:
                    failure.write_text(run.stdout + run.stderr, encoding="utf-8")
    assert not failure.exists(), failure.read_text(encoding="utf-8")
    return out / "voorbeeld"


@pytest.fixture(scope="session")
def delivery():
    """A delivery that this project did not make."""
    if not DELIVERY.is_dir():
        pytest.skip("the delivery of another maker is only on a machine of the builders")
    return DELIVERY
