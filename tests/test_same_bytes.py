"""The same inputs give the same bytes wherever and however the run is made, and nothing of the machine leaks."""

from __future__ import annotations

import getpass
import json
import os
import re
import shutil
import socket
import subprocess
import sys
import tempfile
import zipfile
from datetime import date, timedelta
from pathlib import Path

import nbformat
import pytest

from helpers.floor import dutch, paths
from helpers.runner.kernels.warm_process import NO_FORK
from helpers.sources.earlier import edition_folders

pytestmark = pytest.mark.slow
CANARY = "kanarie5f3a9c"
SECRETS = {
    "HELPERS_FAKE_SECRET": CANARY, "AWS_SECRET_ACCESS_KEY": CANARY, "GITHUB_TOKEN": CANARY,
    "UV_INDEX_URL": f"https://u:{CANARY}@pakketten.example/simple", "PIP_INDEX_URL": f"https://{CANARY}.example/simple",
}  # fmt: skip
BUILT_AT = "1 oktober 2026 om 9.00 uur"
REGISTRIES = ("pypi.org", "pythonhosted.org", "pakketten.example", "artifactory", "/simple")
TRACEBACK = re.compile(r'Traceback|File "|, line \d|site-packages|ipykernel_\d|\bin <module>')


def files_of(folder):
    """Every published file by its place in the folder."""
    hidden = [".lock", ".failed"]
    found = (file for file in sorted(folder.rglob("*")) if file.is_file())
    return {
        place: file.read_bytes()
        for file in found
        if not set((place := file.relative_to(folder).as_posix()).split("/")) & set(hidden)
    }


def without_day(content):
    """The same without the day on which a dashboard was published: where the other run is made, it may be tomorrow."""
    day = date.today()
    days = [
        written(one) for one in (day, day + timedelta(1), day - timedelta(1)) for written in (date.isoformat, dutch.day)
    ]
    return re.sub("|".join(days).encode(), b"", content)


def texts_of(folder):
    """What every published file says, a workbook unpacked."""
    for place, content in files_of(folder).items():
        if place.endswith((".xlsx", ".ods")):
            with zipfile.ZipFile(folder / place) as parts:
                for name in parts.namelist():
                    yield f"{place}!{name}", parts.read(name).decode("utf-8")
        else:
            yield place, content.decode("utf-8")


def of_the_machine(*folders):
    """Words that only this machine, its user and its secrets have."""
    names = {getpass.getuser(), socket.gethostname()} - {"root", "runner", "user", "localhost"}
    places = {paths.ROOT, Path.home(), Path(sys.prefix), Path(sys.base_prefix), Path(tempfile.gettempdir())}
    places |= {place.resolve() for place in places} | set(folders)
    return [*(str(place) for place in places if len(place.parts) > 1), *sorted(names), CANARY]


@pytest.fixture(scope="module")
def elsewhere(tmp_path_factory, copied, published):
    """The sample once more: another folder, user folder, time zone, locale, seed, mask, number of jobs, and no kernel forked.

    The pages per wijk are taken as kept where they were published first, all but one: twelve more ordinary kernels would
    show nothing more.
    """
    folder = tmp_path_factory.mktemp("elders")
    suite, home = folder / "een andere map é", folder / "thuis"
    home.mkdir()
    git = paths.ROOT / ".git"
    env = copied(suite)
    shutil.copytree(paths.SAMPLE, suite / "data" / "sample")
    if git.is_dir():
        (suite / ".git").write_text(f"gitdir: {git}\n", "utf-8")  # the same commit
    elif git.is_file():
        shutil.copyfile(git, suite / ".git")
    env |= SECRETS | {
        "TZ": "Pacific/Kiritimati", "LC_ALL": _other_locale(), "LANG": "", "PYTHONHASHSEED": "12345", "HOME": str(home), "USERPROFILE": str(home),
        "XDG_CONFIG_HOME": str(home), "XDG_CACHE_HOME": str(home), "COLUMNS": "40", NO_FORK: "1",
    }  # fmt: skip
    out = folder / "uit"

    def ended(verb, *words, **more):
        asked = [sys.executable, "-m", "helpers", verb, "--sample", *words]
        around = {name: value for name, value in os.environ.items() if name != "PYTHONUTF8"} | env | more
        mask = {"umask": 0o077} if os.name == "posix" else {}
        run = subprocess.run(asked, capture_output=True, cwd=folder, env=around, **mask)
        assert run.returncode == 0, run.stdout + run.stderr
        return run

    taken = _profiles_taken_over(published, suite / "data" / ".kept" / "notebooks")
    runs = (ended("dashboard", "--out", str(out)), ended("report", "--jobs", "1", "--out", str(out)))
    assert f"{taken} van ".encode() in runs[1].stdout
    return edition_folders.place(out, is_made_up=True), runs, folder


def _profiles_taken_over(published, shelf):
    """Lay on this shelf what is kept of the pages per wijk that were published, but for one wijk; how many wijken."""
    _one, *others = sorted({page.stem.split("-")[-1] for page in published.rglob("wijk_profile-*.html")})
    for file in (paths.KEPT / "notebooks").glob("*/[!.]*"):  # not what another worker is still writing
        given = json.loads(file.read_bytes().split(b"\n", 2)[2])["metadata"]["papermill"]["parameters"]
        if given.get("wijk") in others:
            (shelf / file.parent.name).mkdir(parents=True, exist_ok=True)
            shutil.copy(file, shelf / file.parent.name)
    return len(others)


def _other_locale():
    """The most different locale there is: Turkish, whose capitals of i differ; else Dutch; else plain C."""
    if not shutil.which("locale"):
        return "C"
    there = subprocess.run(["locale", "-a"], capture_output=True, text=True, check=False).stdout.split()
    known = {name.lower().replace("-", ""): name for name in there}
    return known.get("tr_tr.utf8") or known.get("nl_nl.utf8") or "C"


def test_two_runs_of_the_sample_differ_in_no_byte(published, elsewhere):
    one, other = files_of(published), files_of(elsewhere[0])
    assert one.keys() == other.keys()
    assert [place for place, content in one.items() if without_day(other[place]) != without_day(content)] == []


def test_no_published_file_holds_a_word_of_the_machine(published, elsewhere):
    for folder in (published, elsewhere[0]):
        words = of_the_machine(published, elsewhere[2], published.parent)
        for place, text in texts_of(folder):
            assert [word for word in words if word in text] == [], place


def test_no_published_file_holds_a_traceback_or_the_address_of_a_registry(published):
    for place, text in texts_of(published):
        assert not TRACEBACK.search(text), (place, TRACEBACK.search(text))
        assert [word for word in REGISTRIES if word in text] == [], place


def test_no_line_of_the_command_holds_a_secret_or_a_traceback(elsewhere):
    said = b"".join(run.stdout + run.stderr for run in elsewhere[1]).decode("utf-8", "replace")
    assert CANARY not in said and not TRACEBACK.search(said)


def test_the_moment_of_building_stands_once_on_every_page_and_in_the_manifest(tmp_path, copied, command):
    env = copied(tmp_path / "suite")
    for notebook in (tmp_path / "suite" / "notebooks").glob("*.ipynb"):
        if notebook.stem not in ("management_summary", "dealer_compliance"):
            notebook.unlink()
            (tmp_path / "suite" / "params" / f"{notebook.stem}.yml").unlink()
    out = tmp_path / "uit"
    asked = ("--data", paths.SAMPLE, "--quarter", "2026-Q3", "--out", out, "--built-at", BUILT_AT)
    run = command("report", *asked, env=env)
    assert run.returncode == 0, run.stdout + run.stderr
    for place, content in files_of(out).items():
        text = content.decode("utf-8", "replace")
        once = place.endswith("run.json") or (place.endswith(".html") and not place.endswith("voorbeeld/index.html"))
        assert text.count(BUILT_AT) == int(once), place
    (manifest,) = out.rglob("run.json")
    assert json.loads(manifest.read_text("utf-8"))["built_at"] == BUILT_AT


@pytest.fixture(scope="module")
def failed(tmp_path_factory, copied, command, published):
    """A run over a published quarter in which one notebook fails and says all it knows of the machine."""
    folder = tmp_path_factory.mktemp("mislukt")
    env = copied(folder / "suite")
    out = folder / "uit"
    own = edition_folders.place(out, is_made_up=True)
    shutil.copytree(published, own)
    before = files_of(own)
    for notebook in (folder / "suite" / "notebooks").glob("*.ipynb"):
        if notebook.stem != "dealer_compliance":
            notebook.unlink()
            (folder / "suite" / "params" / f"{notebook.stem}.yml").unlink()
    file = folder / "suite" / "notebooks" / "dealer_compliance.ipynb"
    notebook = nbformat.read(file, as_version=4)
    source = "import os, sys\nopen(os.path.expanduser('~/geheim/') + 'x y.csv')"
    notebook.cells.append(nbformat.v4.new_code_cell(source))
    nbformat.write(notebook, file)
    asked = ("--data", paths.SAMPLE, "--quarter", "2026-Q3", "--out", out)
    return own, before, command("report", *asked, env=env | SECRETS), folder


def test_a_failing_notebook_leaves_every_published_byte_as_it_was(failed):
    out, before, run, _ = failed
    assert run.returncode == 1, run.stdout + run.stderr
    assert files_of(out) == before


def test_the_message_of_a_failing_notebook_names_it_and_no_place_of_the_machine(failed):
    _, _, run, folder = failed
    said = run.stdout + run.stderr
    assert "dealer_compliance" in said and "FileNotFoundError" in said
    (line,) = (line for line in said.splitlines() if line.startswith("Notebook"))
    assert [word for word in of_the_machine(folder) if word in line] == [], line
    assert not TRACEBACK.search(said), said


def test_the_kept_notebook_of_a_failure_holds_no_secret(failed):
    kept = list((failed[0] / ".failed").rglob("*.ipynb"))
    assert kept
    assert [file.name for file in kept if CANARY in file.read_text("utf-8")] == []
