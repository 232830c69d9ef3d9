"""What `check` gives a program: one line, with figures only for a file that is right."""

import json

import pytest

from helpers.floor import paths
from helpers.runner.command import verbs

HEADER = "Peildatum;Boa's;Met bodycam\n"


@pytest.fixture
def checked(tmp_path, capsys):
    def run(text, *more, name="bodycams.csv", dataset="bodycams"):
        file = tmp_path / name
        file.write_text(text, encoding="utf-8")
        code = verbs.main(["check", "--dataset", dataset, str(file), "--json", *more])
        out = capsys.readouterr().out
        assert out.count("\n") == 1
        return code, json.loads(out)

    return run


def test_a_right_file_gives_rows_sums_and_uniques_by_header(checked):
    code, said = checked(HEADER + "31-03-2026;18;8\n30-06-2026;18;10\n")
    assert code == 0
    assert said["rows"] == 2 and said["errors"] == [] and said["warnings"] == []
    assert said["sums"] == {"Boa's": 36, "Met bodycam": 18}
    assert said["uniques"] == {"Peildatum": 2, "Boa's": 1, "Met bodycam": 2}


def test_an_age_band_counts_as_one_value_and_has_no_sum(checked):
    head = "sessienr;deelnemer;leeftijdsklasse;wijkcode;voormeting;nameting\n"
    bands = ("65-74", "65 t/m 74", "65+", "", "onbekend")
    rows = "".join(f"S1;P{at};{band};;;\n" for at, band in enumerate(bands))
    code, said = checked(head + rows, name="cybertraining_deelnemers.csv", dataset="cybertraining_deelnemers")
    assert code == 0 and said["uniques"]["leeftijdsklasse"] == 2 and "leeftijdsklasse" not in said["sums"]


def test_a_wrong_file_gives_the_fault_with_its_place_and_no_figures(checked):
    code, said = checked("Titel\n" + HEADER + "31-03-2026;18;acht\n")
    assert code == 2 and said["sums"] == {} and said["uniques"] == {}
    [fault] = said["errors"]
    assert (fault["row"], fault["column"], fault["letter"], fault["value"]) == (3, "Met bodycam", "C", "acht")
    assert fault["message"] and fault["hint"] and fault["rule"]


def test_ten_thousand_faults_are_one_line_of_at_most_twenty_thousand_characters_with_the_count(checked):
    rows = "".join(f"31-03-2026;18;fout{n}\n" for n in range(10_000))
    code, said = checked(HEADER + rows)
    assert code == 2 and said["counts"]["errors"] >= 10_000
    assert len(json.dumps(said, ensure_ascii=False)) <= 20_000


def test_what_is_asked_wrongly_is_a_line_too(checked):
    code, said = checked(HEADER, dataset="bodycam")
    assert code == 2
    assert "Bedoelde u bodycams?" in said["errors"][0]["hint"]


def test_a_params_file_goes_the_same_way(capsys):
    assert verbs.main(["check", "--params", str(paths.PARAMS / "municipality.yml"), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["dataset"] == "municipality" and said["errors"] == []


@pytest.mark.parametrize(
    "arguments",
    [["--dataset", "bodycams"], ["a.csv"], ["--json"], ["--params", "a.yml", "--dataset", "bodycams", "b.csv"]],
)
def test_an_unclear_question_is_answered_with_an_example(arguments, capsys):
    assert verbs.main(["check", *arguments]) == 2
    told = capsys.readouterr()
    assert "Zoals: check" in told.err + told.out


def test_a_folder_with_reports_of_another_municipality_is_refused_by_check_too(tmp_path, capsys):
    folder = tmp_path / "2026-Q3/1"
    folder.mkdir(parents=True)
    run = {"format": 1, "quarter": "2026-Q3", "edition": 1, "kind": "concept", "municipality": "GM9998"}
    (folder / "run.json").write_text(json.dumps(run | {"is_made_up": False}))
    assert verbs.main(["check", "--sample", "--out", str(tmp_path)]) == 2
    assert "is van GM9998, niet van " in capsys.readouterr().err
