"""The verb `audit` on small folders of reports made by hand: what it says, and with which code it ends."""

import pytest

from helpers.runner.command import verbs


@pytest.fixture
def audit(tmp_path, capsys):
    """Runs the verb on the folder, or another: its exit code, and what it said."""

    def _audit(out=tmp_path):
        code = verbs.main(["audit", "--out", str(out)])
        said = capsys.readouterr()
        return code, said.out + said.err

    return _audit


def test_what_is_safe_ends_with_0_and_says_how_much_is_hidden(write, audit):
    write("2026-Q1/1")
    code, said = audit()
    assert code == 0
    assert "2 getallen zijn afgeschermd." in said and "Geen daarvan is uit te rekenen." in said


def test_a_leak_ends_with_1_and_is_named_without_the_number(write, audit):
    write("2026-Q1/1", "leaky", 24)
    code, said = audit()
    assert code == 1
    assert "1 getal is uit te rekenen" in said
    assert "Tabel sessions, rij S1, kolom new_elderly (2026-Q1/1)" in said
    assert "24" not in said and "tot" not in said.split("Tabel")[1]


def test_every_edition_counts_and_not_the_newest_alone(write, audit):
    write("2026-Q1/1", "leaky", 24)
    write("2026-Q1/2")
    assert audit()[0] == 1


def test_editions_that_contradict_each_other_are_said_and_stop_nothing(write, audit):
    write("2026-Q1/1", elderly=50)
    write("2026-Q1/2", "corrected", 70)
    code, said = audit()
    assert code == 0 and "2026-Q1/1 spreekt 2026-Q1/2 tegen" in said


def test_reports_on_made_up_data_are_audited_apart(write, audit, tmp_path):
    write("2026-Q1/1")
    write("voorbeeld/2026-Q1/1", "leaky", 24, is_made_up=True)
    assert audit()[0] == 1
    assert audit(tmp_path / "voorbeeld")[0] == 1


def test_a_made_up_edition_among_real_ones_tells_nothing_of_them(write, audit):
    """Of the same kind the second would give away what the first hides."""
    write("2026-Q1/1", "safe", 47)
    write("2026-Q1/2", "second", more={"indicators": "indicator_id,quarter\n"}, is_made_up=True)
    assert audit()[0] == 0


def test_a_dashboard_is_read_from_its_own_folder(write, audit):
    unknown = {"deelnemers": "wijk,n\n"}
    write("dashboard/2026-08/1", more=unknown, quarter="2026-Q3", month="2026-08")
    code, said = audit()
    assert code == 1 and "dashboard/2026-08/1: Tabel deelnemers: deze tabel staat niet in de catalogus." in said


def test_a_column_that_nobody_declared_is_named_with_its_table(write, audit):
    write("2026-Q1/1", more={"freshness": "dataset,last,days_behind,straat\n"})
    code, said = audit()
    assert code == 1 and "Tabel freshness, kolom straat: deze kolom staat niet in de catalogus." in said


def test_a_damaged_edition_is_named_and_the_others_are_read(write, audit):
    write("2026-Q1/1")
    (write("2026-Q2/1") / "run.json").write_text("{", "utf-8")
    code, said = audit()
    assert code == 1 and "2026-Q2/1: Dit rapport is niet te lezen" in said and "2 getallen zijn afgeschermd." in said


def test_a_table_that_is_no_text_is_a_damaged_edition(write, audit):
    (write("2026-Q1/1") / "tables" / "sessions.csv").write_bytes(b"\xff\xfe\xff")
    code, said = audit()
    assert code == 1 and "2026-Q1/1: Een bestand ervan is niet te lezen." in said


def test_an_empty_folder_has_nothing_to_audit(audit):
    assert audit() == (0, "Hier staat nog geen rapport om na te rekenen.\n")


def test_a_folder_that_is_not_there_is_asked_wrongly(audit, tmp_path):
    code, said = audit(tmp_path / "weg")
    assert code == 2 and "is er niet" in said


def test_the_reports_of_another_municipality_are_refused(write, audit):
    write("2026-Q1/1", municipality="GM0001")
    code, said = audit()
    assert code == 2 and "GM0001" in said


def test_the_long_table_of_the_archive_counts_too(write, audit, own, tmp_path):
    """It gives the headline that no edition in this folder has."""
    figures = "indicator_id,quarter,value,numerator,denominator,unit,target,status\n"
    write("2026-Q1/1", "leaky", more={"indicators": figures})
    assert audit()[0] == 0
    promise = own.of_measure("elderly_trained").id
    header = "municipality,indicator_id,name,quarter,quarter_end,value,numerator,denominator,unit,target,status"
    row = f"GM1916,{promise},Ouderen,2026-Q1,2026-03-31,24,24,,persons,200,achter,1,concept,false"
    (tmp_path / "indicators.csv").write_text(f"{header},edition,kind,is_made_up\n{row}\n", "utf-8")
    assert audit()[0] == 1
