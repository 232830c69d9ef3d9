"""Stores on loopback, of S3 and of Azure, and one in memory; each test has an empty place in one of them."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import threading
import uuid
from contextlib import contextmanager

import pytest

from helpers.runner.storage import address
from helpers.runner.storage.address import Address
from helpers.runner.storage.store import Store

ACCOUNT = "devstoreaccount1"  # with this key of every copy of Azurite; it opens nothing else
KEY = "Eby8vdM02xNOcqFlqUwJPLlmEtlCDXJ1OUzFT50uSRZ6IFsuFq2UVErCz4I6tq/K1SZFPTOtr/KBHBeksoGMGw=="
SECRET = "canary5d1e-2"  # moto takes any


@pytest.fixture(scope="session")
def s3_server():
    """The environment of an S3 server on loopback, with one bucket."""
    try:
        import boto3
        import moto.server  # noqa: F401
    except ImportError as error:
        absent("S3", str(error))
    with serving([sys.executable, "-m", "moto.server", "-H", "127.0.0.1", "-p", "0"]) as base:
        keys = {"aws_access_key_id": "a", "aws_secret_access_key": "b", "region_name": "us-east-1"}
        boto3.client("s3", endpoint_url=base, **keys).create_bucket(Bucket="emmer")
        yield {
            "AWS_ENDPOINT_URL": base,
            "AWS_ACCESS_KEY_ID": "AKIAKANARIE7C2E",
            "AWS_SECRET_ACCESS_KEY": SECRET,
            "AWS_DEFAULT_REGION": "us-east-1",
        }


@pytest.fixture(scope="session")
def azure_server():
    """The environment of an Azure store on loopback, with one container."""
    program = shutil.which("azurite-blob")
    if not program:
        absent("AZURITE", "azurite-blob is not on the PATH; npm install azurite puts it in node_modules/.bin")
    from azure.storage.blob import BlobServiceClient

    options = ["--silent", "--inMemoryPersistence", "--disableTelemetry", "--skipApiVersionCheck"]
    with serving([program, *options, "--blobHost", "127.0.0.1", "--blobPort", "0"]) as base:
        parts = ["DefaultEndpointsProtocol=http", f"AccountName={ACCOUNT}", f"AccountKey={KEY}"]
        connection = ";".join([*parts, f"BlobEndpoint={base}/{ACCOUNT}"])
        with BlobServiceClient.from_connection_string(connection) as client:
            client.create_container("emmer")
        yield {"AZURE_STORAGE_CONNECTION_STRING": connection}


def absent(name, why):
    """Skip, but not where .ci/run says that it must be there."""
    if os.environ.get(f"HELPERS_NEEDS_{name}"):
        pytest.fail(why)
    pytest.skip(why)


@contextmanager
def serving(command):
    """The address that a server prints when it listens; the server ends with the block."""
    told = {"stdout": subprocess.PIPE, "stderr": subprocess.STDOUT, "text": True}
    with subprocess.Popen(command, **told) as process:
        try:
            found = (re.search(r"http://127\.0\.0\.1:\d+", line) for line in process.stdout)
            base = next((one[0] for one in found if one), None)
            assert base, f"{command[0]} does not listen"
            threading.Thread(target=lambda: list(process.stdout), daemon=True).start()  # else its pipe fills
            yield base
        finally:
            process.kill()


@pytest.fixture(params=["memory", "s3", "az"])
def where(request, monkeypatch):
    """The address of an empty place, in each kind of store."""
    monkeypatch.setitem(address.VARIABLES, "memory", ((),))
    server = {"s3": "s3_server", "az": "azure_server"}.get(request.param)
    for name, value in (request.getfixturevalue(server) if server else {}).items():
        monkeypatch.setenv(name, value)
    return Address(f"{request.param}://emmer/een map {uuid.uuid4().hex}/rapporten")


@pytest.fixture
def store(where):
    """The store behind `where`."""
    return Store(where)


@pytest.fixture
def put(store, tmp_path):
    """Put objects in the store, as somebody else would: `put({"a.csv": b"…"})`."""

    def _put(objects):
        for number, (name, content) in enumerate(objects.items()):
            file = tmp_path / f"object-{number}"
            file.write_bytes(content)
            store.send({name: file})

    return _put


@pytest.fixture
def held(store):
    """What the store holds: `held()` gives the bytes by name."""
    return lambda: {name: store._files.cat_file(store._path(name)) for name in sorted(store.all())}


@pytest.fixture
def in_memory(monkeypatch):
    """An empty place in memory, where no server is needed."""
    monkeypatch.setitem(address.VARIABLES, "memory", ((),))
    return Store(Address(f"memory://emmer/{uuid.uuid4().hex}/rapporten"))


class Dying:
    """A file system that does `left` writes and then nothing any more: the process was killed there."""

    class Killed(BaseException):
        pass

    def __init__(self, files, left):
        self._files, self._left, self.done = files, left, []
        self._lock = threading.Lock()

    def __getattr__(self, name):
        act = getattr(self._files, name)
        if name not in ("pipe_file", "rm_file"):
            return act

        def counted(path, *given, **how):
            with self._lock:
                if self._left <= 0:
                    raise self.Killed
                self._left -= 1
                self.done.append((name, path.rpartition("/rapporten/")[2]))
            return act(path, *given, **how)

        return counted


@pytest.fixture
def dying():
    """`dying(store, left)`: the same store, of a run that is killed after so many writes; `.done` tells which."""

    def _dying(store, left=1000):
        store._files = Dying(store._files, left)
        return store._files

    _dying.Killed = Dying.Killed
    return _dying


@pytest.fixture
def edition():
    """`edition(folder, number)`: what an edition of 2026-Q3 puts in a folder of reports."""

    def _edition(folder, number):
        of = f"2026-Q3/{number}"
        run = {"format": 1, "quarter": "2026-Q3", "edition": number, "kind": "concept", "municipality": "GM9999"}
        files = {
            f"{of}/a.html": f"a {number}",
            f"{of}/tables/indicators.csv": f"tabel {number}",
            f"{of}/run.json": json.dumps(run | {"is_made_up": False}),
            "2026-Q3/index.html": f"kwartaal {number}",
            "index.html": f"archief tot {number}",
            "indicators.csv": f"reeks tot {number}",
        }
        for name, text in files.items():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text(text, "utf-8")
        return folder

    return _edition
