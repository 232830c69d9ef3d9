"""A web service on loopback, as a source would be, and a home whose sources.yml points at it."""

from __future__ import annotations

import json
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from types import SimpleNamespace
from urllib.parse import parse_qsl, urlsplit

import pytest
import yaml

from helpers.floor import paths
from helpers.runner.command import fetching

REAL = paths.ROOT.parent / "shared" / "data" / "real"


@contextmanager
def serving(answer):
    """The address of a service that lets `answer(path, query, headers)` say (status, headers, bytes)."""

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self):
            parts = urlsplit(self.path.replace("+", "%2B"))  # to OData a + is no space
            status, headers, body = answer(parts.path, dict(parse_qsl(parts.query)), self.headers)
            self.send_response(status)
            for name, value in {"Content-Length": str(len(body)), **headers}.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(body)
            if headers.get("Content-Length"):  # a reply that promises more than it holds ends here
                self.close_connection = True

        def log_message(self, *_):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.handle_error = lambda *_: None  # who asked went away
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def as_json(document, status=200, **headers):
    return status, {"Content-Type": "application/json", **headers}, json.dumps(document).encode()


@pytest.fixture(name="as_json")
def _as_json():
    return as_json


@pytest.fixture
def serve():
    """Start services in a test; they end with it."""
    from contextlib import ExitStack

    with ExitStack() as stack:
        yield lambda answer: stack.enter_context(serving(answer))


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch):
    monkeypatch.setenv("NO_PROXY", "127.0.0.1,localhost")


@pytest.fixture
def home(tmp_path):
    """A home: `fetch(**sources)` writes sources.yml, fetches, and gives back lines, faults and exit code."""
    params, raw, reference = tmp_path / "params", tmp_path / "raw", tmp_path / "reference"
    params.mkdir()
    where = fetching.Where(params, raw, reference)

    def fetch(*names, **sources):
        if sources:
            text = yaml.safe_dump({"sources": sources}, allow_unicode=True, sort_keys=False)
            (params / "sources.yml").write_text(text, "utf-8")
        lines = []
        faults = fetching.run(names or tuple(sources), lines.append, where)
        return SimpleNamespace(lines=lines, faults=[str(one) for one in faults], code=fetching.exit_code(faults))

    def receipt(name, folder=raw):
        return yaml.safe_load((folder / f"{name}.receipt").read_text("utf-8"))

    return SimpleNamespace(
        fetch=fetch, receipt=receipt, where=where, params=params, raw=raw, reference=reference, folder=tmp_path
    )


@pytest.fixture(scope="session")
def real():
    """The folder with real bytes of public sources; without it a test skips."""
    if not REAL.is_dir():
        pytest.skip("the real bytes of public sources are not here")
    return REAL
