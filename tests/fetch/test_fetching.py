"""Which sources are fetched, what is told, and what is left behind."""

from __future__ import annotations

import os
import subprocess
import sys

import pytest
import yaml

from helpers.fetch import addresses
from helpers.floor import paths
from helpers.floor.faults import AskedWrongly, BadInput
from helpers.floor.params import fetch_sources
from helpers.runner.command import fetching, verbs
from helpers.runner.editions import disk

CANARY = "canary7f3a"


def csv_of(*lines):
    return "\n".join(("Wijk;Aantal", *lines, "")).encode()


def test_what_is_switched_on_comes_without_a_name_and_the_rest_by_name():
    address = {"kind": "odata", "address": "https://x.nl/T"}
    known = fetch_sources.Sources(sources={"a": address | {"is_on": "true"}, "b": address}).sources
    assert list(fetching.asked([], known)) == ["a"]
    assert list(fetching.asked(["b"], known)) == ["b"]
    with pytest.raises(AskedWrongly, match=r"De bron bb staat niet in params/sources.yml. Bedoelde u b\?"):
        fetching.asked(["bb"], known)
    with pytest.raises(AskedWrongly, match=r"Er staat geen bron aan\. Zet is_on op true"):
        fetching.asked([], {"b": known["b"]})
    with pytest.raises(AskedWrongly, match="Er zijn: geen"):
        fetching.asked(["x"], {})


def test_the_same_bytes_again_change_nothing_and_are_said_so(home, serve):
    content = [csv_of("WK123401;1")]
    source = {
        "kind": "http",
        "address": serve(lambda *_: (200, {}, content[0])),
        "file": "a.csv",
        "licence": "CC BY 4.0, CBS",
    }
    assert "a: opgehaald, 1 rij, in" in home.fetch(a=source).lines[0]
    before = {file.name: (file.read_bytes(), file.stat().st_mtime_ns) for file in home.raw.iterdir()}
    assert sorted(before) == ["a.csv", "a.csv.receipt"]
    assert home.receipt("a.csv")["licence"] == "CC BY 4.0, CBS"
    day = home.receipt("a.csv")["fetched_at"][:10].split("-")
    assert home.fetch(a=source).lines == [f"a: niets veranderd sinds {'-'.join(reversed(day))}, 1 rij."]
    assert before == {file.name: (file.read_bytes(), file.stat().st_mtime_ns) for file in home.raw.iterdir()}
    content[0] = b"Wijk;Aantal_2;Nieuw\nWK123401;1;2\n"
    [line] = home.fetch(a=source).lines
    assert line.endswith("Let op: de kolommen zijn anders dan de vorige keer. Nieuw: Aantal_2, Nieuw. Weg: Aantal.")


def test_a_receipt_that_is_gone_or_of_other_bytes_is_made_again(home, serve):
    source = {"kind": "http", "address": serve(lambda *_: (200, {}, csv_of("x;1"))), "file": "a.csv"}
    home.fetch(a=source)
    for spoil in (lambda file: file.unlink(), lambda file: file.write_text("sha256: anders\n")):
        spoil(home.raw / "a.csv.receipt")
        assert "opgehaald" in home.fetch(a=source).lines[0]
        assert home.receipt("a.csv")["records"] == 1


def test_a_file_that_cannot_be_put_in_place_leaves_the_old_one(home, serve, monkeypatch):
    content = [csv_of("x;1")]
    source = {"kind": "http", "address": serve(lambda *_: (200, {}, content[0])), "file": "a.csv"}
    home.fetch(a=source)
    old = (home.raw / "a.csv").read_bytes()
    content[0] = csv_of("x;2")
    monkeypatch.setattr(disk.os, "replace", lambda *_: (_ for _ in ()).throw(PermissionError(13, "Permission denied")))
    found = home.fetch(a=source)
    assert "kan niet worden geplaatst" in found.faults[0] and found.code == 1
    assert (home.raw / "a.csv").read_bytes() == old
    assert sorted(file.name for file in home.raw.iterdir()) == ["a.csv", "a.csv.receipt"]


def test_a_file_on_a_share_comes_as_it_is(home, tmp_path):
    share = tmp_path / "share"
    share.mkdir()
    (share / "ritten.csv").write_bytes(csv_of("x;1", "y;2"))
    source = {"kind": "file", "address": f"file://{share}/ritten.csv", "file": "scanauto_inzet.csv"}
    assert "2 rijen" in home.fetch(scanauto_inzet=source).lines[0]
    assert (home.raw / "scanauto_inzet.csv").read_bytes() == csv_of("x;1", "y;2")


@pytest.mark.parametrize(
    ("address", "code", "words"),
    [
        ("file:///nergens/a.csv", 1, "Het bestand is er niet."),
        ("https://x.invalid/a.csv", 2, "Dit is een webadres. Schrijf kind: http."),
        ("onzin://x/a.csv", 2, "Dit soort adres is onbekend."),
        ("gs://emmer/a.csv", 2, "Voor gs:// is een pakket nodig: gcsfs. Installeer het: uv pip install gcsfs."),
    ],
)
def test_a_file_that_does_not_come_is_told(home, address, code, words):
    found = home.fetch(a={"kind": "file", "address": address})
    assert words in found.faults[0] and found.code == code and not home.raw.exists()


@pytest.mark.parametrize(
    ("error", "words"),
    [
        (PermissionError(13, CANARY), "Dit bestand mag u niet lezen."),
        (ValueError(CANARY), "Het bestand is niet op te halen."),
        (RuntimeError(CANARY), "Het bestand is niet op te halen."),
    ],
)
def test_what_a_store_raises_is_told_without_its_words(home, monkeypatch, error, words):
    def raises(*_):
        raise error

    monkeypatch.setattr("helpers.fetch.remote_file.fsspec.open", raises)
    [fault] = home.fetch(a={"kind": "file", "address": "sftp://x/a.csv"}).faults
    assert words in fault and CANARY not in fault


def test_a_file_above_the_limit_or_of_nothing_is_refused(home, tmp_path):
    (tmp_path / "groot.csv").write_bytes(b"a;b\n" * 300_000)
    (tmp_path / "leeg.csv").write_bytes(b"")
    for name, words in (("groot", "groter dan 1 MB"), ("leeg", "leeg bestand")):
        found = home.fetch(a={"kind": "file", "address": f"file://{tmp_path}/{name}.csv", "largest_mb": 1})
        assert words in found.faults[0] and not home.raw.exists()


def test_a_large_file_is_kept_without_reading_it(home, tmp_path, monkeypatch):
    monkeypatch.setattr("helpers.fetch.bringing._LARGEST_LOOKED_AT", 10)
    (tmp_path / "log.csv").write_bytes(csv_of("x;1"))
    [line] = home.fetch(a={"kind": "file", "address": f"file://{tmp_path}/log.csv", "file": "a.csv"}).lines
    assert line.endswith("Het bestand is groot en is nog niet nagelezen.")
    assert "records" not in home.receipt("a.csv")


def test_the_command_tells_what_came_and_what_did_not_and_gives_the_code(home, serve, monkeypatch, capsys):
    base = serve(lambda path, *_: (200 if path == "/a" else 503, {}, b'[{"a": 1}]'))
    monkeypatch.setattr(fetching, "Where", lambda: home.where)
    (home.params / "sources.yml").write_text(
        f"sources:\n  a: {{kind: http, address: '{base}/a', is_on: true}}\n  b: {{kind: http, address: '{base}/b'}}\n"
    )
    assert verbs.main(["fetch"]) == 0
    assert capsys.readouterr().out.startswith("a: opgehaald, 1 rij, in ")
    assert verbs.main(["fetch", "a", "b"]) == 1
    out, err = capsys.readouterr()
    assert (
        out.startswith("a: niets veranderd")
        and err == "b: De bron is er nu even niet (503). Probeer het later opnieuw.\n"
    )
    assert verbs.main(["fetch", "c"]) == 2


KINDS = {
    "userinfo": {"kind": "http", "address_variable": "GEHEIM_ADRES"},
    "token": {"kind": "http", "token_variable": "GEHEIM_TOKEN"},
    "header": {"kind": "odata", "token_variable": "GEHEIM_TOKEN", "token_header": "X-Api-Key"},
    "layer": {"kind": "wfs", "layer": "x", "address_variable": "GEHEIM_ADRES"},
}
ANSWERS = {
    "good": (200, {}, b'[{"a": 1}]'),
    "error": (200, {}, f'{{"error": "{CANARY}"}}'.encode()),
    "html": (200, {}, f"<html>{CANARY}".encode()),
    "refused": (401, {"WWW-Authenticate": CANARY}, CANARY.encode()),
    "broken": (200, {"Content-Length": "999"}, CANARY.encode()),
    "redirect": (302, {"Location": f"http://{CANARY}.invalid/{CANARY}"}, b""),
    "link": (200, {}, f'{{"value": [{{"a": 1}}], "odata.nextLink": "http://{CANARY}.invalid/"}}'.encode()),
}


@pytest.mark.parametrize("answer", ANSWERS)
@pytest.mark.parametrize("kind", KINDS)
def test_no_secret_reaches_a_file_a_line_or_a_traceback(home, serve, monkeypatch, capfd, kind, answer):
    heard = []

    def reply(path, query, headers):
        heard.append((path, query, dict(headers)))
        return ANSWERS[answer]

    base = serve(reply)
    monkeypatch.setenv("HELPERS_DEBUG", "1")
    monkeypatch.setenv("GEHEIM_TOKEN", CANARY)
    monkeypatch.setenv("GEHEIM_ADRES", f"{base.replace('://', f'://jan:{CANARY}@')}/{CANARY}?sleutel={CANARY}")
    source = KINDS[kind] if "address_variable" in KINDS[kind] else {**KINDS[kind], "address": base}
    monkeypatch.setattr(fetching, "Where", lambda: home.where)
    (home.params / "sources.yml").write_text(yaml.safe_dump({"sources": {"a": source | {"seconds": 2}}}))
    code = verbs.main(["fetch", "a"])
    assert CANARY in str(heard), "the secret did not go where it must"
    is_followed = kind == "header"  # of these kinds only OData follows a link
    assert code == (0 if answer == "good" or (answer == "link" and not is_followed) else 1)
    written = [file.read_text("utf-8") for file in home.folder.rglob("*") if file.is_file()]
    if answer != "link":  # the service's own bytes, which are kept as they came
        assert CANARY not in "".join(written)
    out, err = capfd.readouterr()
    assert out + err and CANARY not in out + err


def test_only_the_command_fetch_may_ask_the_network():
    source = paths.ROOT / "src" / "helpers"
    users = [file for file in source.rglob("*.py") if "helpers.fetch." in file.read_text("utf-8")]
    outside = {file.relative_to(source).as_posix() for file in users if file.parent.name != "fetch"}
    assert outside == {"runner/command/fetching.py"}


def test_no_other_command_imports_what_only_fetch_needs():
    code = (
        "import sys; from helpers.runner.command import verbs; verbs.main(['list', '--sample']);"
        "import helpers.runner.command.fetching, helpers.runner.params.params_check;"
        "print([n for n in ('httpx', 'sqlalchemy', 'fsspec', 'psycopg') if n in sys.modules], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, env={**os.environ})
    assert done.stderr.strip().splitlines()[-1] == "[]", done.stderr


PERSONS = {
    "a name": b"Jan de Vries;WK123401\nKees Bakker;WK123402\n",
    "a first name": b"Vries;Pieter;3\nBakker;Kees;4\n",
    "a surname": b"Jansen;WK123401\nBakker;WK123402\n",
    "a surname with van": b"Van den Akker;Anouk\nBakker;Noor\n",
    "somebody and a number": b"Achterberg;Anouk;37\nBakker;Noor;38\n",
    "a day of birth": b"x;12-03-1950\ny;13-04-1951\n",
    "a telephone": b"x;0612345678\ny;0612345679\n",
    "a mail address": b"x;k.bakker@x.nl\ny;z@x.nl\n",
    "a login": b"x;bakker1980\ny;z\n",
}


@pytest.mark.parametrize("kind", PERSONS)
def test_a_person_in_the_first_row_stands_in_no_receipt_and_no_line(home, serve, kind):
    content = [PERSONS[kind]]
    source = {"kind": "http", "address": serve(lambda *_: (200, {}, content[0])), "file": "a.csv"}
    first = home.fetch(a=source)
    assert "De koppen lijken persoonsgegevens te bevatten: controleer het bestand." in first.lines[0]
    assert "columns" not in home.receipt("a.csv")
    content[0] = csv_of("WK1;2")
    second = home.fetch(a=source)
    told = str([first.lines, second.lines, (home.raw / "a.csv.receipt").read_text()])
    person = PERSONS[kind].split(b"\n")[0].decode().split(";")
    assert not [cell for cell in person if len(cell) > 4 and cell in told]


def test_a_person_as_a_key_of_json_stands_in_no_receipt(home, serve):
    source = {"kind": "http", "address": serve(lambda *_: (200, {}, b'[{"Kees Bakker": 1, "wijk": 2}]'))}
    assert "persoonsgegevens" in home.fetch(a=source).lines[0]
    assert "Bakker" not in (home.raw / "a.json.receipt").read_text()


def test_a_receipt_that_an_older_version_wrote_loses_its_persons(home, serve):
    content = [csv_of("x;1")]
    source = {"kind": "http", "address": serve(lambda *_: (200, {}, content[0])), "file": "a.csv"}
    home.fetch(a=source)
    receipt = home.raw / "a.csv.receipt"
    old = receipt.read_text().replace("- Wijk", "- Kees Bakker")
    assert "Bakker" in old
    receipt.write_text(old)
    assert "Bakker" not in str(home.fetch(a=source).lines) + receipt.read_text()
    receipt.write_text(old)
    content[0] = b"Nieuw;x\n1;2\n"
    assert "Bakker" not in str(home.fetch(a=source).lines) + receipt.read_text()


def test_what_steers_a_terminal_is_neither_kept_nor_printed(home, serve):
    content = [b'[{"a": 1}]']
    source = {"kind": "http", "address": serve(lambda *_: (200, {}, content[0]))}
    home.fetch(a=source)
    content[0] = b'[{"\\u001b[31mrood\\u202e": 1}]'
    [line] = home.fetch(a=source).lines
    assert "Nieuw: [31mrood." in line and line.isprintable()
    assert home.receipt("a.json")["columns"] == ["[31mrood"]


def test_a_layer_and_a_refusal_are_printable_too(home, monkeypatch):
    def breaks(*_):
        raise fetching.RunFailed("wat\x1b[2J er", "is\x1b[2J")

    monkeypatch.setattr("helpers.fetch.bringing._fetch", breaks)
    assert home.fetch(a={"kind": "odata", "address": "https://x.invalid"}).faults == ["a: wat[2J er is[2J"]


@pytest.fixture
def pipe(tmp_path):
    """A pipe that nobody writes to."""
    os.mkfifo(tmp_path / "pijp.csv")
    return tmp_path / "pijp.csv"


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such pipes")
@pytest.mark.parametrize(
    "form", ["{}", "file://{}", "simplecache::file://{}", "local://{}", "zip://a.csv::file://{}", "zip://a.csv::{}"]
)
def test_a_pipe_is_no_file_to_wait_for(home, pipe, monkeypatch, form):
    monkeypatch.setenv("PLAATS", form.format(pipe))
    found = home.fetch(a={"kind": "file", "address_variable": "PLAATS", "seconds": 1})
    assert "Dit is geen gewoon bestand." in found.faults[0] and found.code == 2


@pytest.mark.skipif(os.name == "nt", reason="other folders are the system's there")
@pytest.mark.parametrize("path", ["/etc/passwd", "/proc/self/environ", "/dev/zero", "/tmp/../etc/passwd", "{link}"])
def test_a_file_of_the_system_is_refused(home, tmp_path, path):
    (tmp_path / "link.csv").symlink_to("/etc/passwd")
    address = f"file://{path.format(link=tmp_path / 'link.csv')}"
    found = home.fetch(a={"kind": "file", "address": address, "seconds": 1, "largest_mb": 1, "file": "a.csv"})
    assert "Dit bestand is van het systeem." in found.faults[0] and not home.raw.exists()


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such pipes")
def test_a_store_that_does_not_answer_is_waited_for_no_longer_than_said(home, pipe, monkeypatch):
    monkeypatch.setattr("helpers.fetch.remote_file._local_paths", lambda _: [])
    found = home.fetch(a={"kind": "file", "address": f"file://{pipe}", "seconds": 1})
    assert "Het bestand kwam niet binnen 1 seconden." in found.faults[0] and found.code == 1


@pytest.mark.parametrize(
    "address",
    [
        f"zip://a.csv::ftp://jan:{CANARY}@x.nl/a.zip", f"ftp://jan:{CANARY}@x.nl/a", f"http://{CANARY}@x.nl/a",
        f"ftp://jan:ab/{CANARY}@x.nl/a", f"https://x.nl/a?b=1;token={CANARY}", f"https://x.nl/a#access_token={CANARY}",
        *(f"https://x.nl/a?b=1&{key}={CANARY}" for key in (
            "code", "pwd", "pass", "passwd", "jwt", "sig", "token", "key", "secret", "auth", "sas", "X-Amz-Signature",
            "user_pass", "sas-token", "sessionid", "oauth_x", "auth_code", "%74oken",
        )),
    ],
)  # fmt: skip
def test_a_secret_in_an_address_is_refused_in_the_file_and_masked_elsewhere(home, address):
    with pytest.raises(BadInput, match=r"In dit adres staat een|Dit adres is niet te lezen\.") as refused:
        home.fetch(a={"kind": "file", "address": address})
    assert CANARY not in str(refused.value)
    for is_private in (True, False):
        assert CANARY not in addresses.masked(address, is_private) and "x.nl" in addresses.masked(address, is_private)


@pytest.mark.parametrize(
    "address", [f"ftp://jan:a?{CANARY}@x.nl/a", f"/map/{CANARY}.csv", f"ftp://j:{CANARY}::b:c@x.nl/a"]
)
def test_of_an_address_from_the_environment_at_most_the_server_is_told(address):
    assert CANARY not in addresses.masked(address, is_private=True)


@pytest.mark.parametrize(
    "address",
    [
        "https://x.nl/a?postcode=2491&gemeentecode=GM1916&$filter=passage eq 1", "abfs://bak@x.dfs.core.windows.net/a",
        "zip://a.csv::sftp://jan@x.nl/a.zip", "https://x.nl:8443/a?$top=5&basis=1&zipcode=2", "http://[::1]:8000/a",
    ],
)  # fmt: skip
def test_an_address_without_a_secret_passes(address):
    assert fetch_sources.Source(kind="file", address=address.replace(" ", "%20")).address
    assert addresses.MASK not in addresses.masked(address)


def test_an_unknown_name_is_cut_and_printable(home):
    with pytest.raises(AskedWrongly) as refused:
        fetching.asked(["\x1b[2J" + "x" * 5000], {})
    assert refused.value.message == f"De bron [2J{'x' * 36}… staat niet in params/sources.yml."


@pytest.mark.skipif(os.name == "nt", reason="a link of the disk needs rights there")
@pytest.mark.parametrize("folder", ["raw", "reference"])
def test_a_folder_that_leads_out_of_the_project_gets_nothing(home, serve, tmp_path_factory, folder):
    outside = tmp_path_factory.mktemp("buiten")
    (home.folder / folder).symlink_to(outside)
    asked = []
    base = serve(lambda *_: asked.append(1) or (200, {}, csv_of("x;1")))
    found = home.fetch(a={"kind": "http", "address": base, "file": "a.csv", "folder": folder})
    assert "leidt naar een plek buiten het project. Maak er een gewone map van." in found.faults[0]
    assert found.code == 2 and asked == [] and list(outside.iterdir()) == []


def test_a_path_of_this_computer_is_for_the_kind_file_alone(home, tmp_path):
    (tmp_path / "a.json").write_text('[{"a": 1}]')
    for kind in ("http", "odata", "ogc", "swing"):
        found = home.fetch(a={"kind": kind, "address": f"file://{tmp_path}/a.json"})
        assert "Het adres begint niet met http:// of https://." in found.faults[0]
