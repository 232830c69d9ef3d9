"""Keys come from the environment: they are asked of nobody else, and come into no file, log, message or cell."""

from __future__ import annotations

import os
import tempfile
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from helpers.floor import paths
from helpers.floor.faults import AskedWrongly, RunFailed
from helpers.runner.batch import publication
from helpers.runner.command import verbs
from helpers.runner.storage import address, store, working_copy
from helpers.runner.storage.address import Address, place

CANARY = "canary5d1e"
KEYS = {
    "AWS_ACCESS_KEY_ID": f"{CANARY}-1",
    "AWS_SECRET_ACCESS_KEY": f"{CANARY}-2",
    "AWS_SESSION_TOKEN": f"{CANARY}-3",
    "AZURE_STORAGE_ACCOUNT_NAME": f"{CANARY}4",
    "AZURE_STORAGE_ACCOUNT_KEY": f"{CANARY}-5",
    "AZURE_STORAGE_SAS_TOKEN": f"sv=1&sig={CANARY}-6",
    "HELPERS_SECRET": f"{CANARY}-0-of-32-characters-or-more",
    "MELDINGEN_TOKEN": f"{CANARY}-7",
    "HR_DATABASE": f"postgresql://jan:{CANARY}-8@hr/personeel",
    "OPSLAG": f"DefaultEndpointsProtocol=https;AccountName=x;AccountKey={CANARY}-9",
}


@pytest.fixture(autouse=True)
def _without_keys(monkeypatch):
    for name in dict.fromkeys(name for several in address.VARIABLES.values() for one in several for name in one):
        monkeypatch.delenv(name, raising=False)


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (f"s3://jan:{CANARY}@emmer/x", "een gebruiker, een sleutel of een vraag. Zet sleutels in de omgeving"),
        (f"s3://AKIA:{CANARY}/met/schuine@emmer/x", "een gebruiker, een sleutel of een vraag"),
        (f"s3://{CANARY}@emmer/x", "een gebruiker, een sleutel of een vraag"),
        (f"az://container/x?sv=1&sig={CANARY}", "een gebruiker, een sleutel of een vraag"),
        (f"az://container/x#{CANARY}", "een gebruiker, een sleutel of een vraag"),
        (f"abfss://c@{CANARY}:x@server/x", "een gebruiker, een sleutel of een vraag"),
        (f"az://{CANARY}:x/y", "is niet te lezen"),
        (f"s3://emmer/x::s3://{CANARY}/y", "is niet te lezen"),
        (f"s3://emmer/../{CANARY}", "is niet te lezen"),
        (f"s3:///{CANARY}", "is niet te lezen"),
        (f"gs://{CANARY}/x", "Het soort adres achter --out is onbekend. Schrijf bijvoorbeeld s3://emmer/map"),
        (f"https://jan:{CANARY}@x.nl/y", "Achter --out staat een webadres"),
        (f"file://{CANARY}/x", "Schrijf file:///map, met drie strepen"),
    ],
)
def test_an_address_with_a_secret_or_of_an_unknown_kind_is_refused_and_not_repeated(given, words, capsys):
    assert verbs.main(["check", "--sample", "--out", given]) == 2
    out, err = capsys.readouterr()
    assert words in err and CANARY not in out + err


@pytest.mark.parametrize(
    ("given", "found"),
    [
        ("s3://emmer", Address("s3://emmer")),
        ("S3://emmer/een map/é/", Address("s3://emmer/een map/é")),
        ("s3://emmer/map@2026/x", Address("s3://emmer/map@2026/x")),
        ("abfss://c@x.dfs.core.windows.net/y", Address("abfss://c@x.dfs.core.windows.net/y")),
    ],
)
def test_what_is_an_address(given, found):
    assert place(given, "--out") == found


@pytest.mark.parametrize("given", ["reports", "C:\\exports", "C:/exports", "s3:/emmer", "//server/share", "a:b"])
def test_what_is_a_path(given):
    assert str(place(given, "--out")) == given.rstrip("/")


@pytest.mark.parametrize(("kind", "wanted"), [("s3", "AWS_ACCESS_KEY_ID en AWS_SECRET"), ("az", "AZURE_STORAGE_CONN")])
def test_without_keys_in_the_environment_nothing_is_asked_of_anyone(kind, wanted, monkeypatch):
    monkeypatch.setattr(store, "_opened", lambda _: pytest.fail("it was opened"))
    told = f"Voor {kind}://emmer/x staan geen sleutels in de omgeving. Zet {wanted}"
    with pytest.raises(AskedWrongly, match=told):
        store.Store(Address(f"{kind}://emmer/x"))


def test_keys_in_a_file_of_the_user_are_not_used(s3_server, monkeypatch):
    fsspec = pytest.importorskip("fsspec")
    for name, value in s3_server.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setitem(fsspec.config.conf, "s3", {"key": "van een ander", "endpoint_url": "http://127.0.0.1:1"})
    opened = store.Store(Address("s3://emmer/nergens"))
    assert opened.all() == {} and opened._files.key is None


def test_without_the_packages_it_is_told_what_to_do(monkeypatch):
    import sys

    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "a")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "b")
    monkeypatch.setitem(sys.modules, "fsspec", None)
    told = r"Voor s3:// zijn pakketten nodig die hier niet staan\. Start met python run\.py, of draai: uv sync"
    with pytest.raises(AskedWrongly, match=told):
        store.Store(Address("s3://emmer/x"))


def refused_by_s3(code, status):
    botocore = pytest.importorskip("botocore.exceptions")
    s3fs = pytest.importorskip("s3fs.errors")
    answer = {"Error": {"Code": code, "Message": CANARY}, "ResponseMetadata": {"HTTPStatusCode": status}}
    return s3fs.translate_boto_error(botocore.ClientError(answer, "PutObject"))


@pytest.mark.parametrize(
    ("error", "kind", "words"),
    [
        (
            lambda: refused_by_s3("InvalidAccessKeyId", 403),
            RunFailed,
            "mag u niet schrijven. Controleer de sleutels (AWS_",
        ),
        (lambda: refused_by_s3("ExpiredToken", 400), RunFailed, "mag u niet schrijven"),
        (lambda: refused_by_s3("NoSuchBucket", 404), AskedWrongly, "is er niet, of is leeg"),
        (lambda: refused_by_s3("SlowDown", 503), RunFailed, "gaf een fout (503). Draai later opnieuw."),
        (lambda: ConnectionError(CANARY), RunFailed, "Er is geen verbinding met"),
        (lambda: TimeoutError(CANARY), RunFailed, "Er is geen verbinding met"),
        (lambda: ValueError(CANARY), AskedWrongly, "is geen verbinding te maken. Controleer AWS_"),
        (lambda: OSError(28, CANARY), RunFailed, "De schijf met tijdelijke bestanden is vol."),
        (lambda: RuntimeError(CANARY), RunFailed, "Er is geen verbinding met"),
    ],
)
def test_what_a_store_raises_is_told_in_dutch_without_its_words(error, kind, words, in_memory, monkeypatch):
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", CANARY)
    in_memory.address = Address("s3://emmer/x")
    with pytest.raises(kind) as fault, in_memory._in_dutch("schrijven"):
        raise error()
    assert words in str(fault.value) and CANARY not in str(fault.value) and fault.value.__suppress_context__


def test_a_container_that_may_only_be_read_is_read_and_not_written_to(azure_server, put_in_azure, monkeypatch, capsys):
    monkeypatch.setenv("HELPERS_DEBUG", "1")
    place, signature = put_in_azure({"bodycams.csv": (paths.SAMPLE / "bodycams.csv").read_bytes()})
    assert verbs.main(["list", "--data", place, "--quarter", "2026-Q3"]) == 0
    assert verbs.main(["report", "--sample", "--out", place]) == 1
    out, err = capsys.readouterr()
    told = (
        f"In {place} mag u niet schrijven. Controleer de sleutels (AZURE_STORAGE_CONNECTION_STRING) en hun rechten.\n"
    )
    assert told in err and signature not in out + err


@pytest.fixture
def put_in_azure(azure_server, monkeypatch):
    """Put objects in Azure, and leave in the environment what may only read; the place, and the secret of it."""
    from azure.storage.blob import ContainerSasPermissions, generate_container_sas

    def _put(objects):
        connection = azure_server["AZURE_STORAGE_CONNECTION_STRING"]
        parts = dict(part.split("=", 1) for part in connection.split(";"))
        monkeypatch.setenv("AZURE_STORAGE_CONNECTION_STRING", connection)
        writer = store.Store(Address("az://emmer/alleen lezen"))
        for name, content in objects.items():
            writer.create(name, content)
        signature = generate_container_sas(
            parts["AccountName"],
            "emmer",
            account_key=parts["AccountKey"],
            permission=ContainerSasPermissions(read=True, list=True),
            expiry=datetime.now(UTC) + timedelta(days=1),
        )
        reading = f"BlobEndpoint={parts['BlobEndpoint']};SharedAccessSignature={signature}"
        monkeypatch.setenv("AZURE_STORAGE_CONNECTION_STRING", reading)
        return "az://emmer/alleen lezen", signature

    return _put


@pytest.fixture
def left_behind(monkeypatch):
    """The bytes of every file that lay in a folder for temporary files when that was cleared."""
    found, clear = [], tempfile.TemporaryDirectory.cleanup

    def look_and_clear(folder):
        found.extend(file.read_bytes() for file in Path(folder.name).rglob("*") if file.is_file())
        clear(folder)

    monkeypatch.setattr(tempfile.TemporaryDirectory, "cleanup", look_and_clear)
    return found


@pytest.mark.slow
def test_no_secret_of_the_environment_comes_anywhere(
    where, held, write, order, monkeypatch, capfd, tmp_path, left_behind
):
    """Not even where a cell prints its whole environment."""
    for name, value in KEYS.items():
        if name not in os.environ:
            monkeypatch.setenv(name, value)
    monkeypatch.setenv("HELPERS_DEBUG", "1")
    write("gewoon", "import os, sys", "print('omgeving:', dict(os.environ))")
    with working_copy.reports(str(where), print) as copy:
        publication.run(order(out=copy.folder))
        copy.send(print)
    write("stuk", "import os", "raise ValueError(dict(os.environ))")
    with working_copy.reports(str(where), print) as copy:
        ended = publication.run(order(out=copy.folder))
        copy.send(print)
    sent = held()
    assert ended.failures and any(name.startswith(".failed/") for name in sent)
    assert b"omgeving:" in b"".join(sent.values())  # the cell did print it
    files = [file for folder in (tmp_path, paths.SNAPSHOTS) for file in folder.rglob("*") if file.is_file()]
    files += [file for file in paths.KEPT.rglob("*") if file.is_file()]
    out, err = capfd.readouterr()
    said = [out.encode(), err.encode(), str(ended).encode(), *sent.values()]
    said += [*left_behind, *(file.read_bytes() for file in files)]
    assert len(left_behind) > len(sent)
    secrets = [value.encode() for name, value in os.environ.items() if name in KEYS or name.startswith("AZURE_")]
    assert len(secrets) >= len(KEYS)
    assert not [secret for secret in (*secrets, CANARY.encode()) if any(secret in one for one in said)]
