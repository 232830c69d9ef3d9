"""A batch on tiny notebooks: what is published, what is not, and what is said."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from helpers.floor.faults import AskedWrongly, BadInput
from helpers.runner.batch import publication
from helpers.runner.batch.publication import run
from helpers.runner.editions import disk, holding

pytestmark = pytest.mark.usefixtures("one_warm_process")
WORKS = "print(quarter, delivery)"


def files(out: Path) -> dict[str, bytes]:
    return {name: content for name, content in disk.files_in(out).items() if not name.startswith((".lock", ".failed"))}


@pytest.mark.slow
def test_a_batch_publishes_the_quarter_once_and_says_when_nothing_changed(order, write, tmp_path):
    write("a", WORKS, chapter=1)
    write("b", WORKS, "print(6 * 7)")
    first = run(order())
    assert (first.exit_code, first.published[0].is_new) == (0, True)
    assert set(files(tmp_path / "reports")) == {
        "index.html",
        "indicators.csv",
        "indicators.json",
        "indicators.ods",
        "indicators.schema.json",
        "indicators.xlsx",
        "2026-Q3/index.html",
        "2026-Q3/1/a.html",
        "2026-Q3/1/b.html",
        "2026-Q3/1/rapport-2026-Q3-editie-1.html",
        "2026-Q3/1/run.json",
        "2026-Q3/1/tables.ods",
        "2026-Q3/1/tables.xlsx",
    }
    before = files(tmp_path / "reports")
    page = before["2026-Q3/1/b.html"].decode()
    assert page == f"2026-Q3 editie 1 concept None: 2026-Q3 snapshot:{'f00d' * 5}\n42\n\n"
    openpyxl.load_workbook(tmp_path / "reports/2026-Q3/1/tables.xlsx")

    again = run(order())
    assert (again.published[0].edition, again.published[0].is_new) == (1, False)
    assert files(tmp_path / "reports") == before


@pytest.mark.slow
def test_run_json_tells_what_the_edition_was_made_from_without_a_path_or_a_time(order, write, tmp_path):
    write("a", WORKS)
    run(order())
    text = (tmp_path / "reports/2026-Q3/1/run.json").read_text(encoding="utf-8")
    told = json.loads(text)
    assert (told["quarter"], told["edition"], told["kind"]) == ("2026-Q3", 1, "concept")
    assert told["inputs"] == [
        {
            "dataset": "bodycams",
            "file": "bodycams.csv",
            "mark": "cd" * 32,
            "rows": 6,
            "first": "2025-01-01",
            "last": "2026-09-30",
        }
    ]
    assert told["parameters"]["a"] == {"quarter": "2026-Q3", "delivery": f"snapshot:{'f00d' * 5}"}
    assert [(one["name"], one["outcome"]) for one in told["notebooks"]] == [("a", "done")]
    assert {"pandas", "papermill", "python"} <= set(told["packages"])
    assert str(tmp_path) not in text and "built_at" not in told


@pytest.mark.slow
def test_a_failing_notebook_publishes_nothing_names_the_cell_and_keeps_what_ran(order, write, tmp_path):
    write("a", WORKS)
    run(order())
    before = files(tmp_path / "reports")
    write("a", "print('anders')")
    write("b", "1 / 0")
    write("c", "print('ook')")
    ended = run(order())
    assert ended.exit_code == 1 and not ended.published
    assert ended.failures[0] == "Notebook b, cel 3 (1 / 0): ZeroDivisionError: division by zero"
    kept = tmp_path / "reports/.failed/2026-Q3"
    assert f"niet gepubliceerd. De uitgevoerde notebooks staan in {kept}" in ended.failures[1]
    assert {one.name for one in kept.iterdir()} == {"a.ipynb", "b.ipynb", "c.ipynb"}
    assert files(tmp_path / "reports") == before


@pytest.mark.slow
def test_a_quarter_that_fails_does_not_hold_back_the_others(order, write, tmp_path):
    write("a", "assert quarter != '2026-Q2', 'dit kwartaal niet'")
    ended = run(order(quarters="2026-Q1..2026-Q3"))
    assert [one.quarter for one in ended.published] == ["2026-Q1", "2026-Q3"]
    assert ended.exit_code == 1
    assert ended.failures[0].endswith("AssertionError: dit kwartaal niet")
    archive = (tmp_path / "reports/index.html").read_text(encoding="utf-8")
    assert 0 < archive.index("2026-Q3/index.html") < archive.index("2026-Q1/index.html")


@pytest.mark.slow
def test_one_notebook_alone_makes_a_draft_and_never_an_edition(order, write, tmp_path):
    write("a", WORKS)
    write("b", "1 / 0")
    ended = run(order(only="a"))
    assert ended.exit_code == 0 and ended.report == tmp_path / "reports/concepten/2026-Q3/a.html"
    assert set(files(tmp_path / "reports")) == {"concepten/2026-Q3/a.html"}


def test_wrong_parameters_are_refused_before_a_kernel_starts(order, write, tmp_path, monkeypatch):
    write("a", WORKS)
    plain = order()
    (plain.params / "a.yml").write_text("kwartaal: 2026-Q3\n", encoding="utf-8")
    monkeypatch.setattr(publication, "Crew", None)
    with pytest.raises(BadInput, match="“kwartaal” is geen parameter"):
        run(plain)
    assert not (tmp_path / "reports").exists()


def test_a_folder_that_cannot_be_written_is_refused_before_anything_is_read(order, write, tmp_path, monkeypatch):
    from helpers import sources

    write("a", WORKS)
    (tmp_path / "bestand").write_text("x")
    plain = order(out=tmp_path / "bestand" / "reports")
    monkeypatch.setattr(sources, "freeze", None)
    with pytest.raises(AskedWrongly, match="kan niet worden geschreven"):
        run(plain)


def test_two_runs_at_once_on_one_folder_are_refused(order, write, tmp_path):
    write("a", WORKS)
    with holding.held(tmp_path / "reports"), pytest.raises(AskedWrongly, match="al een andere run"):
        run(order())


@pytest.mark.slow
@pytest.mark.skipif(os.name == "nt", reason="sends SIGINT")
def test_ctrl_c_ends_the_run_with_a_plain_line_and_publishes_nothing(write, folder, tmp_path, eventually):
    mark = tmp_path / "mark"
    write("a", f"import pathlib, time; pathlib.Path({str(mark)!r}).touch(); time.sleep(3_000)")
    # A command on the tiny notebook, with a delivery that needs no exports.
    script = f"""
import signal, sys
from pathlib import Path
from types import SimpleNamespace
from helpers import sources
from helpers.floor.shapes.delivery import Delivery
from helpers.floor.quarter import Quarter
from helpers.runner.command import verbs
from helpers.runner.notebooks import chapters
from helpers.sources import period
settings = SimpleNamespace(municipality=SimpleNamespace(code="GM9999", name="Proefstad"), indicators=())
delivery = Delivery(Quarter(2026, 3), {{}}, {{}}, settings, None, name="x")
sources.freeze = lambda *_: ("x", delivery)
period.choose = lambda *_: delivery.quarter
real = chapters.find
chapters.find = lambda _: real(Path({str(folder)!r}))
signal.signal(signal.SIGINT, signal.default_int_handler)  # tests in the background have it ignored
sys.exit(verbs.main(["report", "--sample", "--out", {str(tmp_path / "reports")!r}]))
"""
    started = subprocess.Popen(
        [sys.executable, "-c", script], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert eventually(lambda: mark.exists() or started.poll() is not None)
    started.send_signal(signal.SIGINT)
    _, errors = started.communicate()
    assert (started.returncode, errors) == (130, "Afgebroken. Wat nog niet was gepubliceerd, is niet gepubliceerd.\n")
    assert files(tmp_path / "reports") == {}


@pytest.mark.parametrize(
    ("place", "about", "told"),
    [
        ("2025-Q4/1", {"municipality": "GM0001"}, "is van GM0001, niet van GM9999"),
        ("voorbeeld/2025-Q4/1", {"municipality": "GM0001", "is_made_up": True}, "is van GM0001, niet van GM9999"),
        ("2026-Q3/1", {"is_made_up": True}, "gaat over verzonnen cijfers"),
    ],
)
def test_a_folder_of_another_municipality_or_kind_is_refused_before_a_notebook_runs(order, write, place, about, told):
    write("enige", "raise RuntimeError")
    folder = order().out / place
    folder.mkdir(parents=True)
    run = {"format": 1, "quarter": folder.parent.name, "edition": 1, "kind": "concept", "municipality": "GM9999"}
    (folder / "run.json").write_text(json.dumps(run | {"is_made_up": False} | about))
    with pytest.raises(AskedWrongly, match=told):
        publication.run(order())
    assert [one.name for one in folder.iterdir()] == ["run.json"]
