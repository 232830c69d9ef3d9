"""One SELECT from a database: SQLite as the quick one, PostgreSQL as the real one."""

from __future__ import annotations

import itertools
import os
import shutil
import sqlite3
import subprocess
import tracemalloc
from pathlib import Path
from urllib.parse import quote

import pytest

from helpers.door import opening
from helpers.fetch.query import refuse_unless_select
from helpers.floor.faults import AskedWrongly

NEEDED = "HELPERS_NEEDS_POSTGRES"
MADE = """
CREATE SEQUENCE teller;
CREATE TABLE bodycams (
    id bigint, dag date, moment timestamp, met_zone timestamptz, bedrag numeric(12, 3), deel double precision,
    is_nieuw boolean, naam text, leeg text, ruw bytea
);
INSERT INTO bodycams VALUES
    (9007199254740993, '2026-01-02', '2026-01-02 23:59:59.75', '2026-07-01 10:00:00+00', 1.125, 0.1, true,
     'Voorburg; "West"', NULL, '\\x00'),
    (2, NULL, NULL, NULL, 1000000.100, 'NaN', false, E'één\\ntwee', '', NULL);
"""


@pytest.fixture
def sqlite(tmp_path, monkeypatch):
    """A database of SQLite with two rows; its address stands in HR_DATABASE."""
    file = tmp_path / "hr.db"
    with sqlite3.connect(file) as opened:
        opened.execute("CREATE TABLE bodycams (maand TEXT, aantal INTEGER, deel REAL, naam TEXT)")
        opened.executemany(
            "INSERT INTO bodycams VALUES (?, ?, ?, ?)", [("2026-01", 12, 0.5, "=1+1"), ("2026-02", None, 1.125, "é")]
        )
    opened.close()
    monkeypatch.setenv("HR_DATABASE", f"sqlite:///{file}")
    return file


@pytest.fixture
def ask(home):
    """Fetch the result of a query under the name bodycams."""

    def fetch(query, **more):
        (home.params / "sql").mkdir(exist_ok=True)
        (home.params / "sql" / "bodycams.sql").write_text(query, "utf-8")
        source = {"kind": "sql", "address_variable": "HR_DATABASE", "query": "sql/bodycams.sql"}
        return home.fetch(bodycams=source | more)

    return fetch


def test_a_result_becomes_a_csv_that_the_suite_and_excel_read(sqlite, ask, home):
    found = ask("SELECT maand AS Maand, aantal AS Aantal, deel AS Deel, naam FROM bodycams ORDER BY maand;\n-- klaar")
    assert found.faults == [] and "2 rijen, in" in found.lines[0]
    text = (home.raw / "bodycams.csv").read_bytes()
    assert text.decode("utf-8-sig") == "Maand;Aantal;Deel;naam\r\n2026-01;12;0,5;=1+1\r\n2026-02;;1,1250;é\r\n"
    receipt = home.receipt("bodycams.csv")
    assert receipt["address"] == f"sqlite:///{sqlite} (sql/bodycams.sql)"
    assert (receipt["records"], receipt["columns"]) == (2, ["Maand", "Aantal", "Deel", "naam"])
    assert (
        "niets veranderd sinds"
        in ask("SELECT maand AS Maand, aantal AS Aantal, deel AS Deel, naam FROM bodycams").lines[0]
    )


@pytest.mark.parametrize(
    ("query", "code", "words"),
    [
        ("SELECT x FROM bodycams", 1, "Een kolom uit de query bestaat niet. Controleer de namen in sql/bodycams.sql."),
        ("SELECT 1 FROM weg", 1, "Een tabel uit de query bestaat niet."),
        ("SELECT FROM", 1, "De database weigert de query."),
        ("SELECT maand, aantal AS maand FROM bodycams", 2, "twee keer de kolom maand"),
        ('SELECT 1 AS "Kees Bakker", 2 AS "Kees Bakker"', 2, "twee keer de kolom •••."),
        ("SELECT x'00' AS \"k.bakker@x.nl\"", 2, "De kolom ••• bevat geen gewone waarden."),
        ("SELECT x'00' AS ruw", 2, "De kolom ruw bevat geen gewone waarden."),
        ("DELETE FROM bodycams", 2, "begint niet met SELECT of WITH"),
        ("", 2, "Het .sql-bestand is leeg."),
    ],
)
def test_a_query_that_gives_no_table_is_refused(sqlite, ask, home, query, code, words):
    found = ask(query)
    assert words in found.faults[0] and found.code == code and not home.raw.exists()


def test_a_person_as_a_name_of_a_column_stands_in_no_receipt(sqlite, ask, home):
    [line] = ask('SELECT 1 AS "Kees Bakker", 2 AS wijk').lines
    assert "persoonsgegevens" in line and "Bakker" not in line + (home.raw / "bodycams.csv.receipt").read_text()


def test_a_column_of_mixed_kinds_is_no_parquet(sqlite, ask, home):
    query = "SELECT 1 AS a UNION ALL SELECT 'x'"
    assert "Een kolom mengt soorten waarden." in ask(query, file="a.parquet").faults[0]
    assert ask(query, file="a.csv").faults == []


def test_more_than_the_limit_is_refused(sqlite, ask, home):
    numbers = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 30000) "
    found = ask(numbers + "SELECT i, printf('%.60c', 'x') AS tekst FROM n", largest_mb=1)
    assert "Er komt meer dan 1 MB." in found.faults[0] and not home.raw.exists()


ENDLESS = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) "


def test_a_query_without_end_stops_in_time(sqlite, ask, home, capfd, monkeypatch):
    monkeypatch.setattr("helpers.fetch.database.monotonic", itertools.count().__next__)  # each look is a second later
    [fault] = ask(ENDLESS + "SELECT max(i) AS i FROM n", seconds=1).faults
    assert "De database antwoordde niet op tijd. Vraag minder rijen, of verhoog seconds." in fault
    assert not home.raw.exists() and "Traceback" not in str(capfd.readouterr())


@pytest.mark.parametrize(
    ("query", "words"),
    [
        ("SELECT hex(zeroblob(900000)) AS tekst", "Een cel is te groot."),
        (ENDLESS + "SELECT printf('%.900000c', 'x') AS tekst FROM n", "Er komt meer dan 1 MB."),
        ("SELECT printf('%.600000c', 'x') AS a, printf('%.600000c', 'x') AS b", "Er komt meer dan 1 MB."),
    ],
)
def test_what_is_too_large_is_stopped_before_it_fills_the_memory(sqlite, ask, home, query, words):
    ask("SELECT 1 AS a")  # what is imported once
    tracemalloc.start()
    try:
        [fault] = ask(query, largest_mb=1, file="b.csv").faults
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert words in fault and "largest_mb" in fault and most < 10_000_000


def test_a_query_cannot_change_anything_whatever_passes_the_look_at_its_text(sqlite, ask, monkeypatch):
    monkeypatch.setattr("helpers.fetch.database.refuse_unless_select", lambda _: None)
    assert ask("DELETE FROM bodycams RETURNING maand").code == 1
    with sqlite3.connect(sqlite) as opened:
        assert opened.execute("SELECT count(*) FROM bodycams").fetchone() == (2,)
    opened.close()


@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("", "De omgevingsvariabele HR_DATABASE is leeg of bestaat niet."),
        ("canary zonder vorm", "In HR_DATABASE staat geen adres van een database."),
        ("oracle+canary://x:canary@y/z", "Het soort database in HR_DATABASE is onbekend."),
        ("mssql+pyodbc://x:canary@y/z", "Het stuurprogramma pyodbc is niet geïnstalleerd. Installeer het"),
        ("oracle+oracledb://x:canary@y/z", "Het stuurprogramma oracledb is niet geïnstalleerd."),
        ("sqlite:////nergens/canary.db", "Het bestand van de database is er niet."),
    ],
)
def test_an_address_that_leads_nowhere_is_refused_without_showing_it(ask, monkeypatch, address, words):
    monkeypatch.setenv("HR_DATABASE", address)
    found = ask("SELECT 1 AS a")
    assert words in found.faults[0] and "canary" not in found.faults[0] and found.code == 2


@pytest.mark.parametrize(
    "query",
    [
        "SELECT 1", "select 1;", "-- uitleg; DROP\nSELECT 'a;b' AS \"DELETE;\" FROM x -- ;", "/* ; */ SELECT $$;$$",
        "WITH a AS (SELECT 1) SELECT * FROM a", "SELECT [update] FROM x", "SELECT datum_update FROM x",
        "SELECT $t$ DROP; $t$, 'it''s; DELETE'",
    ],
)  # fmt: skip
def test_one_select_is_one_whatever_stands_between_quotes(query):
    refuse_unless_select(query)


@pytest.mark.parametrize(
    "query",
    [
        "SELECT 1; SELECT 2", "UPDATE x SET a = 1", "WITH a AS (DELETE FROM x RETURNING *) SELECT * FROM a",
        "SELECT * INTO y FROM x", "EXEC sp_x", "SELECT 1 /* */; DROP TABLE x", "'SELECT 1'", "  ", "-- SELECT 1",
        "SELECT 'a\\'; DROP TABLE x", "PRAGMA table_info(x)", "SELECT 1;;SELECT 2", "SELECT 1 -- \n; DROP TABLE x",
    ],
)  # fmt: skip
def test_what_is_more_than_one_select_is_refused(query):
    with pytest.raises(AskedWrongly):
        refuse_unless_select(query)


def _as_postgres():
    """How a program of PostgreSQL is started: it refuses root."""
    import pwd

    if os.name == "nt" or os.getuid():
        return {}
    account = pwd.getpwnam("postgres")
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": []}


def _programs():
    """The folder with PostgreSQL's programs; "" without."""
    known = [Path(shutil.which("initdb") or "x").parent, *sorted(Path("/usr/lib/postgresql").glob("*/bin"))]
    return next((folder for folder in reversed(known) if (folder / "initdb").is_file()), "")


@pytest.fixture(scope="session")
def postgres(tmp_path_factory):
    """The folder of the socket of a cluster that lives as long as the tests, with the table above in it."""
    programs = _programs()
    if not programs:
        if os.environ.get(NEEDED):
            pytest.fail(f"PostgreSQL is not here and {NEEDED} is set")
        pytest.skip("PostgreSQL is not here (Debian: apt install postgresql)")
    import tempfile

    identity = _as_postgres()
    with tempfile.TemporaryDirectory(prefix="pg-") as name:  # a socket's path must be short
        folder = Path(name)
        data, secret = folder / "data", folder / "secret"
        secret.write_text("canary-wachtwoord")
        if identity:
            for place in (folder, secret):
                os.chown(place, identity["user"], identity["group"])

        def call(*order):
            done = subprocess.run(order, capture_output=True, text=True, cwd=folder, **identity)
            assert done.returncode == 0, done.stderr

        call(
            programs / "initdb",
            "-D",
            data,
            "-U",
            "analist",
            "-A",
            "scram-sha-256",
            "--pwfile",
            secret,
            "-E",
            "UTF8",
            "--no-sync",
        )
        settings = f"-k {folder} -c listen_addresses= -c fsync=off"
        call(programs / "pg_ctl", "-D", data, "-l", folder / "log", "-w", "-o", settings, "start")
        try:
            import psycopg

            with psycopg.connect(host=name, user="analist", password="canary-wachtwoord", dbname="postgres") as opened:
                opened.execute(MADE)
            yield folder
        finally:
            call(programs / "pg_ctl", "-D", data, "-m", "immediate", "-w", "stop")


@pytest.fixture
def address(postgres, monkeypatch):
    def of(user="analist", password="canary-wachtwoord", database="postgres", host=None):
        url = f"postgresql://{user}:{password}@/{database}?host={quote(str(host or postgres), safe='')}"
        monkeypatch.setenv("HR_DATABASE", url)

    of()
    return of


COLUMNS = "id, dag, moment, met_zone, bedrag, deel, is_nieuw, naam, leeg"


def test_postgresql_gives_days_exact_decimals_and_nothing_for_null(address, ask, home):
    found = ask(f"SELECT {COLUMNS} FROM bodycams WHERE naam LIKE '%' ORDER BY id DESC")
    assert found.faults == []
    text = (home.raw / "bodycams.csv").read_bytes().decode("utf-8-sig")
    assert text == (
        "id;dag;moment;met_zone;bedrag;deel;is_nieuw;naam;leeg\r\n"
        "9007199254740993;2026-01-02;2026-01-02 23:59:59.750000;2026-07-01 12:00:00;1,1250;0,1;waar;"
        '"Voorburg; ""West""";\r\n'
        '2;;;;1000000,1;;onwaar;"één\ntwee";\r\n'
    )
    assert home.receipt("bodycams.csv")["address"] == "postgresql:///postgres (sql/bodycams.sql)"


def test_postgresql_as_parquet_keeps_the_types_themselves(address, ask, home):
    import datetime
    from decimal import Decimal

    from pyarrow import parquet

    ask(f"SELECT {COLUMNS} FROM bodycams ORDER BY id DESC", file="bodycams.parquet")
    first, second = parquet.read_table(home.raw / "bodycams.parquet").to_pylist()
    assert (first["id"], first["dag"], first["bedrag"]) == (
        9007199254740993,
        datetime.date(2026, 1, 2),
        Decimal("1.125"),
    )
    assert first["moment"] == datetime.datetime(2026, 1, 2, 23, 59, 59, 750000)
    assert (second["dag"], second["deel"], second["is_nieuw"], second["leeg"]) == (None, None, False, "")
    [sheet] = opening.sheets((home.raw / "bodycams.parquet").read_bytes(), "bodycams.parquet")
    assert len(sheet.rows) == 3 and sheet.rows[0] == COLUMNS.split(", ")


@pytest.mark.parametrize(
    ("change", "query", "words"),
    [
        ({"password": "canary-anders"}, "SELECT 1 AS a", "De database weigert de gebruiker."),
        ({"database": "weg"}, "SELECT 1 AS a", "De database is er niet."),
        ({"host": "/tmp/canary-nergens"}, "SELECT 1 AS a", "Geen verbinding met de database."),
        ({"host": "bestaat-niet.invalid"}, "SELECT 1 AS a", "De naam van de server is niet gevonden."),
        ({}, "SELECT 1 AS a FROM weg", "Een tabel uit de query bestaat niet."),
        ({}, "SELECT weg FROM bodycams", "Een kolom uit de query bestaat niet."),
        ({}, "SELECT pg_sleep(30)", "De database antwoordde niet op tijd."),
        ({}, "SELECT ruw FROM bodycams", "De kolom ruw bevat geen gewone waarden."),
        ({}, "SELECT 1 / 0 AS a", "De database weigert de query."),
    ],
)
def test_what_postgresql_refuses_is_told_in_dutch(address, ask, home, change, query, words):
    address(**change)
    found = ask(query, seconds=1)
    assert words in found.faults[0] and "canary" not in found.faults[0] and not home.raw.exists()


def test_postgresql_is_only_read_whatever_passes_the_look_at_the_text(address, ask):
    assert "De database weigert de query." in ask("SELECT nextval('teller') AS nummer").faults[0]
