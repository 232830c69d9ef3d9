"""Homes that report together: each its own, one that fails stops none, and nothing of the suite's own home is read."""

from __future__ import annotations

import json
import os
import textwrap
from pathlib import Path

import pytest

from helpers.floor import paths
from helpers.runner.command import verbs
from helpers.runner.homes import batch, children
from helpers.runner.pool import lending

LOOK = """
    import os, sys
    HIDDEN = tuple(os.path.join(home, part) + os.sep for home in {homes} for part in ("params", "data"))
    KEPT = {kept!r}

    def look(event, arguments):
        if event in ("open", "os.listdir", "os.scandir") and isinstance(arguments[0], str):
            path = os.path.join(os.path.realpath(arguments[0]), "")
            if path.startswith(HIDDEN) and not path.startswith(KEPT):
                file = os.open({file!r}, os.O_WRONLY | os.O_APPEND | os.O_CREAT)
                os.write(file, f"{{event}} {{path}}\\n".encode())
                os.close(file)

    sys.addaudithook(look)
"""


@pytest.fixture(scope="module")
def region(tmp_path_factory, home_in, command):
    """Two homes and one that is broken, of which one batch made a page; whatever of another home was opened is noted."""
    folder = tmp_path_factory.mktemp("één")  # short, for the name of a socket
    home_in(folder / "gm2", "'s-Hertogenbosch")
    home_in(folder / "gm1", "Een <b>gemeente</b>")
    home_in(folder / "gm3")
    (folder / "gm3/params/municipality.yml").write_text("code: x\n")
    (folder / "spion").mkdir()
    look = textwrap.dedent(LOOK).format(
        homes={str(paths.ROOT), str(paths.HOME)}, kept=str(paths.KEPT), file=str(folder / "gezien.txt")
    )
    (folder / "spion/sitecustomize.py").write_text(look)
    (folder / "hoor.py").write_text(
        "import json, os, sys\n"
        "about = {name: told for name, told in os.environ.items() if name.startswith('HELPERS_')}\n"
        "open('gehoord.jsonl', 'a').write(json.dumps(about) + '\\n')\n"
    )
    words = ["report", "--sample", "--quarter", "2026-Q3", "--only", "data_quality", "--home", "gm*"]
    words += ["--out", "uit", "--notify", "python3 hoor.py"]
    (folder / "tijdelijk").mkdir()
    around = {"PYTHONPATH": str(folder / "spion"), "TMPDIR": str(folder / "tijdelijk")}
    ran = command(*words, cwd=folder, env=around)
    return folder, ran


@pytest.mark.slow
def test_each_home_makes_its_own_and_one_that_fails_stops_none(region):
    folder, ran = region
    assert ran.returncode == 2
    made = sorted(file.relative_to(folder / "uit").as_posix() for file in (folder / "uit").rglob("*.html"))
    page = "voorbeeld/concepten/2026-Q3/data_quality.html"
    assert made == [f"gm1/{page}", f"gm2/{page}", "index.html"]
    names = [(folder / "uit" / name / page).read_text("utf-8") for name in ("gm1", "gm2")]
    assert "Een &lt;b&gt;gemeente&lt;/b&gt;" in names[0] and "Hertogenbosch" not in names[0]
    assert "s-Hertogenbosch" in names[1] and "Een &lt;b" not in names[1]


@pytest.mark.slow
def test_every_line_begins_with_its_home_and_what_failed_is_told_last(region):
    _, ran = region
    lines = ran.stdout.splitlines()
    assert "gm1:   1 van 1: 2026-Q3/data_quality" in ran.stdout
    assert lines[-5:-2] == ["Klaar: 2 van 3 gemeenten.", *lines[-4:-2]]
    assert [line.split(":")[0] for line in lines[-4:-2]] == ["  gm1", "  gm2"]
    assert lines[-2].startswith("  gm3: geweigerd: ") and lines[-1] == str(Path("uit/index.html"))
    assert all(line.startswith("gm3: ") for line in ran.stderr.splitlines())


@pytest.mark.slow
def test_the_operator_hears_once_of_all_homes(region):
    folder, _ = region
    [told] = map(json.loads, (folder / "gehoord.jsonl").read_text().splitlines())
    assert (told["HELPERS_OUTCOME"], told["HELPERS_EXIT_CODE"]) == ("refused", "2")
    assert told["HELPERS_MESSAGE"] == "Klaar: 2 van 3 gemeenten."
    assert told["HELPERS_REPORT"] == str(folder / "uit/index.html")
    assert told["HELPERS_HOMES"] == "gm1\tdone\t0\ngm2\tdone\t0\ngm3\trefused\t2"


@pytest.mark.slow
def test_nothing_of_another_home_is_opened_by_any_process(region):
    folder, _ = region
    seen = folder / "gezien.txt"
    assert not seen.exists(), seen.read_text()


@pytest.mark.slow
def test_the_watch_sees_what_a_command_without_a_home_opens(region, command):
    folder, _ = region
    command("list", "--sample", cwd=folder, env={"PYTHONPATH": str(folder / "spion")})
    seen = folder / "gezien.txt"
    assert str(paths.PARAMS) in seen.read_text()
    seen.unlink()


@pytest.mark.slow
def test_nothing_is_left_in_the_temporary_folder(region):
    folder, _ = region
    assert os.listdir(folder / "tijdelijk") == []


def test_without_a_socket_the_homes_go_one_after_another_each_with_its_own_workers(tmp_path, monkeypatch, capsys):
    def refused(_):
        raise OSError(36, "File name too long")

    asked = []
    monkeypatch.setattr(lending, "Lender", refused)
    monkeypatch.setattr(children, "exit_codes", lambda started, at_once, *_: asked.append((started, at_once)) or [0, 1])
    monkeypatch.chdir(tmp_path)
    Path("gm1/params").mkdir(parents=True)
    assert verbs.main(["report", "--home", "gm1", "--home", "gm2", "--jobs", "3", "--out", "uit"]) == 1
    [(started, at_once)] = asked
    assert at_once == 1 and capsys.readouterr().out.startswith("De gemeenten gaan na elkaar.")
    assert [arguments for _, arguments, _ in started] == [
        ["report", "--jobs", "3", "--out", "uit/gm1"],
        ["report", "--jobs", "3", "--out", "uit/gm2"],
    ]
    assert all(lending.ADDRESS not in environment for _, _, environment in started)


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("--home gm1 --home gm2 --data gm1", "--data hoort bij één gemeente."),
        ("--home gm1 --home gm1/.", "zijn dezelfde"),
        ("--home niets*", "Geen map met params/ past bij niets*."),
        ("--home gm1 --home gm2 --jobs 0", "--jobs 0 kan niet."),
        ("--home gm1 --home gm2 --out vol", "is geen overzicht van gemeenten."),
        ("--home gm1 --home gm2 --notify niet_te_vinden", "niet_te_vinden"),
    ],
)
def test_what_cannot_be_is_refused_before_anything_runs(tmp_path, monkeypatch, capsys, words, told):
    monkeypatch.chdir(tmp_path)
    for name in ("gm1/params", "gm2/params", "vol"):
        Path(name).mkdir(parents=True)
    Path("vol/index.html").write_text("van iemand anders")
    assert verbs.main(["report", "--sample", *words.split()]) == 2
    said = capsys.readouterr()
    assert told in said.err and said.out == ""
    assert Path("vol/index.html").read_text() == "van iemand anders"


def test_the_arguments_of_a_home_are_those_of_the_batch_without_what_the_batch_does():
    given = ["report", "--home=a", "--final", "--missing", "bodycams=x", "--notify", "mail", "--jobs=3"]
    assert batch.without(given, ["--home", "--notify", "--jobs"]) == ["report", "--final", "--missing", "bodycams=x"]
