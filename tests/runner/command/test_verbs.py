"""The command: Dutch, thin, and with exit codes that a scheduler can trust."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from pathlib import Path

import pytest

from helpers import sources
from helpers.bootstrap import stopping
from helpers.floor.faults import BadInput, Fault
from helpers.runner.batch import plan, publication
from helpers.runner.batch.publication import Ended
from helpers.runner.command import usage, verbs
from helpers.runner.editions.editions import Published


@pytest.fixture
def asked(monkeypatch):
    """Takes the place of the batch: what it was asked; set `answer` for how it ends."""

    class Asked:
        order = None
        answer: Ended | Exception = Ended()

    def run(order, progress):
        Asked.order = order
        if isinstance(Asked.answer, Exception):
            raise Asked.answer
        return Asked.answer

    monkeypatch.setattr(publication, "run", run)
    return Asked


def test_every_option_reaches_the_order(asked, tmp_path):
    words = [
        "report",
        "--quarter",
        "2025-Q1..2026-Q3",
        "--data",
        str(tmp_path),
        "--only",
        "a",
        "--jobs",
        "3",
        "--cell-minutes",
        "20",
        "--final",
        "--without-explanation",
        "De eigenaar is ziek.",
        "--built-at",
        "nu",
    ]
    code = verbs.main(
        [*words, "--out", str(tmp_path), "--missing", "bodycams=geen levering", "--missing", "opkopers=b = c"]
    )
    order = asked.order
    assert code == 0
    assert (order.quarters, order.data, order.only, order.jobs, order.timeout) == (
        "2025-Q1..2026-Q3",
        str(tmp_path),
        "a",
        3,
        1200,
    )
    assert (order.is_final, order.built_at, order.out, order.is_sample) == (True, "nu", tmp_path, False)
    assert order.without_explanation == "De eigenaar is ziek."
    assert order.missing == {"bodycams": "geen levering", "opkopers": "b = c"}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["--without-explanation", "De eigenaar is ziek."], "--without-explanation hoort bij --final."),
        (["--final", "--without-explanation", "  "], "Bij --without-explanation ontbreekt de reden."),
        (["--final", "--without-explanation", "Bel 06-12345678"], "De tekst lijkt een telefoonnummer te bevatten."),
        (["--final", "--without-explanation", "<b>ziek</b>"], "De tekst bevat opmaak"),
        (["--final", "--without-explanation"], "Achter --without-explanation ontbreekt een waarde."),
    ],
)
def test_a_reason_to_do_without_explanations_is_a_sentence_for_a_final_report(asked, capsys, words, told):
    assert verbs.main(["report", *words]) == 2
    assert asked.order is None
    errors = capsys.readouterr().err
    assert told in errors and "12345678" not in errors


def test_the_report_is_the_last_line_relative_to_where_you_are(asked, tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    index = tmp_path / "uit" / "2026-Q3" / "index.html"
    asked.answer = Ended([Published("2026-Q3", 2, "concept", True, index)])
    assert verbs.main(["report"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "2026-Q3: editie 2 (concept) is gepubliceerd.",
        str(Path("uit/2026-Q3/index.html")),
    ]


def test_an_unchanged_quarter_says_so(asked, tmp_path, capsys):
    asked.answer = Ended([Published("2026-Q3", 2, "concept", False, tmp_path / "index.html")])
    assert verbs.main(["report"]) == 0
    assert "2026-Q3: editie 2 (concept) blijft staan: er is niets veranderd." in capsys.readouterr().out


def test_failures_go_to_stderr_and_give_1(asked, capsys):
    asked.answer = Ended(failures=["Notebook a, cel 3: fout"])
    assert verbs.main(["report"]) == 1
    assert capsys.readouterr().err == "Notebook a, cel 3: fout\n"


def test_a_fault_of_the_user_gives_2_and_no_traceback(asked, capsys):
    asked.answer = BadInput([Fault("“x” is geen getal.", file="a.csv", row=4)])
    assert verbs.main(["report"]) == 2
    assert capsys.readouterr().err == "1 fout in 1 bestand.\n  a.csv: rij 4: “x” is geen getal.\n"


def test_a_full_disk_gives_1_and_no_traceback(asked, capsys):
    asked.answer = OSError(28, "No space left on device")
    assert verbs.main(["report"]) == 1
    assert "de schijf is vol" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("rapport", "De opdracht rapport bestaat niet. Bedoelde u report?"),
        ("report --quater 2026-Q3", "De optie --quater bestaat niet. Bedoelde u --quarter?"),
        ("report --jobs veel", "De waarde achter --jobs klopt niet. Met --help ziet u wat er kan."),
        ("report --quarter", "Achter --quarter ontbreekt een waarde. Met --help ziet u wat er kan."),
        ("report 2026-Q3", "“2026-Q3” hoort hier niet. Met --help ziet u wat er kan."),
        ("report --missing bodycams", 'Bij --missing bodycams ontbreekt de reden. Schrijf: --missing NAAM="de reden".'),
        ("report --quarter 2026-Q5", "“2026-Q5” is geen kwartaal."),
        ("report --quarter 2026-Q3..2026-Q1", "De reeks “2026-Q3..2026-Q1” loopt terug in de tijd."),
        ("report --data /bestaat/niet", "De map /bestaat/niet is er niet."),
        ("report --data . --sample", "--sample en --data kunnen niet samen."),
        ("report --jobs 0", "--jobs 0 kan niet."),
        ("report --cell-minutes 0", "--cell-minutes 0 kan niet."),
        ("report --only summry", "Er is geen notebook “summry”."),
    ],
)
def test_what_was_asked_wrongly_is_said_in_dutch_and_gives_2(words, said, capsys):
    assert verbs.main(words.split()) == 2
    told = capsys.readouterr()
    assert told.err.startswith(said) and "Traceback" not in told.err


def test_check_names_every_fault_and_gives_2(monkeypatch, capsys, tmp_path):
    found = [
        Fault("Fout een.", file="a.csv"),
        Fault("Fout twee.", file="b.csv"),
        Fault("Vreemd.", file="c.csv", level="warning"),
    ]
    monkeypatch.setattr(sources, "checked", lambda *_, **__: (found, ()))
    assert verbs.main(["check", "--data", str(tmp_path)]) == 2
    told = capsys.readouterr()
    assert told.out.splitlines()[1:] == [
        "2 fouten en 1 waarschuwing in 3 bestanden.",
        "  a.csv: Fout een.",
        "  b.csv: Fout twee.",
        "  c.csv: let op: Vreemd.",
    ]


def test_check_gives_0_when_all_is_well(monkeypatch, capsys):
    monkeypatch.setattr(sources, "checked", lambda *_, **__: ([], ()))
    assert verbs.main(["check", "--sample"]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Gegevens: de voorbeelddata in data/sample.",
        "Alle exports en parameters zijn in orde.",
    ]


def test_list_shows_every_run_with_its_parameters(capsys):
    assert verbs.main(["list", "--sample", "--quarter", "2026-Q2..2026-Q3"]) == 0
    lines = capsys.readouterr().out.splitlines()
    runs = [line.split()[0] for line in lines[1:] if not line.startswith(" ")]
    # Two quarters of eight notebooks and a page for each of 13 wijken.
    assert runs[0] == "2026-Q2/management_summary" and len(runs) == 2 * (8 + 13)
    assert "    quarter: 2026-Q2" in lines


@pytest.mark.slow
def test_list_answers_without_loading_what_only_a_run_needs():
    sources.newest_quarter("sample")  # the first time it reads the exports; after that it remembers
    script = "import sys; from helpers.runner.command import usage, verbs; verbs.main(['list', '--sample']); print(sorted(sys.modules))"
    said = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True).stdout
    for heavy in ("pandas", "papermill", "nbformat", "matplotlib", "statsmodels"):
        assert f"'{heavy}'" not in said


def test_a_published_quarter_says_in_one_line_what_owners_still_have_to_explain(asked, tmp_path, monkeypatch, capsys):
    from helpers.runner.commentary import filing

    monkeypatch.setattr(filing, "reminder", lambda quarter, out: f"{quarter} in {out.name}")
    editions = [
        Published(quarter, 1, "concept", True, tmp_path / "uit" / quarter / "index.html")
        for quarter in ("2026-Q2", "2026-Q3")
    ]
    asked.answer = Ended(editions)
    assert verbs.main(["report"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[2:-1] == ["2026-Q3 in uit"] and lines[-1].endswith("index.html")


@pytest.mark.parametrize(
    "asked", ["--help", "report --help", "check --help", "commentary --help", "fetch --help", "test --help"]
)
def test_the_help_is_dutch(asked, capsys):
    assert verbs.main(asked.split()) == 0
    told = capsys.readouterr().out
    assert "Gebruik: " in told and "Toon deze hulp." in told
    assert not re.search(r"Usage|Options|Arguments|Show this|default|required|COMMAND|ARGS|PATH|TEXT|<bool", told)


def test_the_help_names_every_verb_and_how_it_was_started(capsys, monkeypatch):
    assert verbs.main(["--help"]) == 0
    told = capsys.readouterr().out
    assert all(
        f"│ {verb} " in told
        for verb in ("report", "check", "list", "clean", "lab", "test", "fetch", "commentary", "connect")
    )
    monkeypatch.setattr(usage, "PROGRAM", "python run.py")
    assert verbs.main(["list", "--help"]) == 0
    assert "Gebruik: python run.py list [OPTIES]" in capsys.readouterr().out


def test_a_pdf_of_one_chapter_is_refused_before_anything_runs(capsys):
    assert verbs.main(["report", "--only", "cyber_training", "--pdf"]) == 2
    assert "--pdf en --only kunnen niet samen." in capsys.readouterr().err


def test_without_a_browser_a_pdf_is_refused_before_anything_runs(monkeypatch, capsys):
    from helpers.runner.page import pdf

    monkeypatch.setattr(pdf.shutil, "which", lambda name: None)
    monkeypatch.setattr(publication, "run", lambda *_: pytest.fail("the batch ran"))
    assert verbs.main(["report", "--sample", "--pdf"]) == 2
    assert "Voor een PDF is Chromium" in capsys.readouterr().err


def test_an_error_of_the_computer_names_the_file(asked, capsys):
    asked.answer = PermissionError(13, "Permission denied", "/opt/python3")
    assert verbs.main(["report"]) == 1
    assert capsys.readouterr().err.startswith("De computer gaf een fout bij /opt/python3: geen toegang.")


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends a process without asking it")
def test_a_command_that_is_told_to_stop_says_so_and_leaves_no_folder(tmp_path):
    command = [
        sys.executable,
        "-m",
        "helpers",
        "report",
        "--again",
        "--sample",
        "--quarter",
        "2026-Q3",
        "--out",
        str(tmp_path / "uit"),
    ]
    scratch = tmp_path / "tijdelijk"
    scratch.mkdir()
    running = subprocess.Popen(
        command, stderr=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={**os.environ, "TMPDIR": str(scratch)}
    )
    while not any(scratch.rglob(".scratch-*")) and running.poll() is None:
        time.sleep(0.05)
    running.terminate()
    _, told = running.communicate(timeout=600)
    assert running.returncode == stopping.EXIT_CODE
    assert "Afgebroken." in told
    assert list(scratch.iterdir()) == []
    assert not any((tmp_path / "uit").glob("2026-Q3"))


def test_context_alone_in_the_folder_is_no_delivery(tmp_path):
    (tmp_path / "misdrijven.json").write_text("[]")
    assert plan.which_data("", False, tmp_path) == "sample"
    (tmp_path / "bodycams.csv").write_text("x")
    assert plan.which_data("", False, tmp_path) == "raw"


def test_csv_for_excel_is_asked_beside_the_report(asked):
    verbs.main(["report", "--sample", "--excel-csv"])
    assert asked.order.also == ("excel-csv",)
