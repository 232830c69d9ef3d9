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


def test_a_leak_ends_with_1_and_is_named_without_the_number(write, audit, tmp_path):
    write("2026-Q1/1", "leaky", 24)
    code, said = audit()
    assert code == 1
    assert "1 getal is uit te rekenen" in said
    assert "Tabel sessions, rij S1, kolom new_elderly (2026-Q1/1)" in said
    assert "24" not in said.replace(str(tmp_path), "") and "tot" not in said.split("Tabel")[1]


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
    assert code == 1 and "dashboard 2026-08, editie 1: tabel deelnemers: deze tabel staat niet in de catalogus." in said


def test_a_column_that_nobody_declared_is_named_with_its_table(write, audit):
    write("2026-Q1/1", more={"freshness": "dataset,last,days_behind,straat\n"})
    code, said = audit()
    assert code == 1 and "tabel freshness, kolom straat: deze kolom staat niet in de catalogus." in said


def test_a_damaged_edition_is_named_and_the_others_are_read(write, audit):
    write("2026-Q1/1")
    (write("2026-Q2/1") / "run.json").write_text("{", "utf-8")
    code, said = audit()
    assert (
        code == 1
        and "2026-Q2, editie 1: dit rapport is niet te lezen" in said
        and "2 getallen zijn afgeschermd." in said
    )


DAMAGES = {
    "no text": b"\xff\xfe\xff",
    "empty": b"",
    "cut": b"session,date,status,new_elderly,withheld\nS1,2026-01-10,gehouden,,small\nS2,20",
    "half a row added": b"session,date,status,new_elderly,withheld\nS1,2026-01-10,gehouden,,small\ngehouden,\n",
    "no such word": b"session,date,status,new_elderly,withheld\nS1,2026-01-10,gehouden,,smal\n",
    "no day": b"session,date,status,new_elderly,withheld\nS1,2026-13-99,gehouden,20,\n",
    "no day at all": b"session,date,status,new_elderly,withheld\nS1,,gehouden,20,\n",
    "a quote": b'session,date,status,new_elderly,withheld\nS1,"2026-01-10,gehouden,,small\n',
}


@pytest.mark.parametrize("content", DAMAGES.values(), ids=DAMAGES)
def test_a_table_that_is_damaged_is_named_and_the_rest_of_its_edition_is_read(write, audit, content):
    (write("2026-Q1/1") / "tables" / "sessions.csv").write_bytes(content)
    code, said = audit()
    assert code == 1 and "2026-Q1, editie 1: tabel sessions is niet te lezen." in said
    assert "1 onderdeel bij elkaar nagerekend." in said and said.count("een nieuwe editie") == 1


@pytest.mark.parametrize(
    ("content", "why"),
    [
        ("session,status,new_elderly\nS1,gehouden,20\n", "kolom date ontbreekt."),
        ("session,date,status,new_elderly\nS1,2026-01-10,gehouden,veel\n", "kolom new_elderly: hier staat geen getal."),
    ],
)
def test_a_column_that_is_gone_or_holds_words_is_named(write, audit, content, why):
    write("2026-Q1/1", more={"sessions": content})
    code, said = audit()
    assert code == 1 and f"2026-Q1, editie 1: tabel sessions, {why}" in said


def test_a_table_that_was_changed_after_publication_or_is_gone_is_named(write, audit):
    hashes = {"indicators.csv": "0" * 64, "goal_2.csv": "0" * 64}
    write("2026-Q1/1", tables=hashes)
    code, said = audit()
    assert code == 1 and "tabel indicators is na de publicatie gewijzigd." in said
    assert "tabel goal_2 ontbreekt." in said


def test_where_nothing_can_be_read_nobody_is_comforted(write, audit):
    (write("2026-Q2/1") / "run.json").write_text("{", "utf-8")
    code, said = audit()
    assert code == 1 and "er is niets nagerekend." in said
    assert "afgeschermd" not in said and "uit te rekenen" not in said


def test_a_fault_is_told_once_where_real_and_made_up_reports_lie_together(write, audit):
    (write("2026-Q2/1") / "run.json").write_text("{", "utf-8")
    write("2026-Q1/1", is_made_up=True)
    assert audit()[1].count("dit rapport is niet te lezen") == 1


def test_a_page_that_cannot_be_read_is_named(write, audit):
    (write("2026-Q1/1") / "cyber_training.html").write_bytes(b"\xff\xfe\xff")
    code, said = audit()
    assert code == 1 and "2026-Q1, editie 1: de tekst van cyber_training is niet te lezen." in said


def test_a_file_is_no_folder(audit, tmp_path):
    (tmp_path / "README.md").write_text("", "utf-8")
    code, said = audit(tmp_path / "README.md")
    assert code == 2 and "README.md is geen map." in said


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


@pytest.mark.slow
def test_no_edition_of_the_sample_contradicts_itself_or_another(published, audit):
    code, said = audit(published)
    assert (code, "nagerekend" in said, "tegen" in said) == (0, True, False)
