"""What a source can do wrong: a Dutch sentence with what to do, and the old file stays."""

from __future__ import annotations

import gzip
import shutil
import socket
import ssl
import subprocess
import threading
import tracemalloc

import httpx
import pytest

from helpers.fetch import pages, services, web
from helpers.floor.faults import RunFailed
from helpers.floor.params.fetch_sources import Source

OLD = "oud"


@pytest.fixture
def refused(home):
    """The one fault of a source that fails; what stood before still stands, and nothing else lies there."""

    def fetch(address, code=1, **more):
        home.raw.mkdir(exist_ok=True)
        (home.raw / "a.json").write_text(OLD)
        found = home.fetch(a={"kind": "odata", "address": address, "seconds": 2} | more)
        assert [file.name for file in home.raw.iterdir()] == ["a.json"] and (home.raw / "a.json").read_text() == OLD
        assert found.lines == [] and found.code == code
        [fault] = found.faults
        return fault

    return fetch


def sent(body=b"[]", status=200, **headers):
    return lambda *_: (status, {name.replace("_", "-"): value for name, value in headers.items()}, body)


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (sent(status=401), "De bron weigert de toegang (401). Vraag de bron om een sleutel en vul token_variable in."),
        (sent(status=403), "weigert de toegang (403)"),
        (sent(status=404), "Dit adres is er niet of niet meer (404). Tabellen en lagen krijgen soms"),
        (sent(status=410), "niet meer (410)"),
        (sent(status=429, Retry_After="30"), "te veel vragen (429). Wacht 30 seconden."),
        (sent(status=429, Retry_After="<b>"), "te veel vragen (429). Probeer het later opnieuw."),
        (sent(status=429, Retry_After="9" * 5000), "te veel vragen (429). Probeer het later opnieuw."),
        (sent(status=503), "er nu even niet (503)"),
        (sent(status=400), "begrijpt de vraag niet (400)"),
        (sent(status=500), "gaf een fout (500)"),
        (sent(b"<!DOCTYPE html><html>Log in"), "gaf een webpagina in plaats van gegevens"),
        (sent(b'\xef\xbb\xbf <?xml version="1.0"?><ows:ExceptionReport/>'), "melding in XML in plaats van JSON"),
        (sent(b'{"odata.error": {"code": "", "message": {"value": "geheim"}}}'), "foutmelding in plaats van gegevens"),
        (sent(b'{"error": "geheim"}'), "foutmelding in plaats van gegevens"),
        (sent(b'{"value": [{"a": 1}'), "geen volledige JSON"),
        (sent(b"[" * 100_000), "geen volledige JSON"),
        (sent(b'{"value": []}'), "niet te lezen. In deze JSON staan geen records."),
        (sent(b'{"value": [{"a": 1}]}', Content_Length="500"), "brak halverwege af"),
        (sent(b"geen gzip", Content_Encoding="gzip"), "stuurt het antwoord ingepakt"),
        (sent(b"[" + b" " * 3_000_000 + b"]"), "meer dan 1 MB"),
        (sent(b'{"value": [{"a": 1}], "odata.nextLink": "http://elders.invalid/x"}'), "op een andere server"),
        (sent(b'{"value": [{"a": 1}], "odata.nextLink": "?x=1"}'), "twee keer dezelfde bladzijde"),
        (sent(b'{"value": [{"a": 1}], "odata.count": "3"}'), "De bron telt 3 rijen, maar er kwamen er 1."),
        (
            sent(b'{"value": [{"a": 1}], "odata.count": "' + b"9" * 6000 + b'"}'),
            "De bron telt 999.999.999.999.999 rijen",
        ),
        (sent(b'{"value": [{"a": 1}], "odata.count": ' + b"9" * 6000 + b"}"), "geen volledige JSON"),
        (sent(status=302, Location="?x"), "verwijst steeds door"),
    ],
)
def test_each_answer_that_is_no_data_is_refused_in_dutch(serve, refused, answer, words):
    fault = refused(serve(answer), largest_mb=1)
    assert words in fault and fault.startswith("a: ") and "geheim" not in fault


def test_a_bomb_in_layers_is_not_unpacked(serve, refused):
    bomb = b"[" + b" " * 50_000_000 + b"]"
    for _ in range(3):
        bomb = gzip.compress(bomb, compresslevel=1)
    asked = []

    def answer(_, __, headers):
        asked.append(headers["Accept-Encoding"])
        return 200, {"Content-Encoding": "gzip, gzip, gzip"}, bomb

    address = serve(answer)
    tracemalloc.start()
    try:
        fault = refused(address, largest_mb=1)
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert "stuurt het antwoord ingepakt" in fault and asked == ["identity"]
    assert most < 10_000_000


def test_a_key_does_not_go_along_to_another_address(serve, refused, monkeypatch):
    monkeypatch.setenv("SLEUTEL", "canary")
    seen = []

    def other(_, __, headers):
        seen.append(headers)
        return 200, {}, b'{"value": [{"a": 1}]}'

    elsewhere = serve(other)
    fault = refused(serve(sent(status=302, Location=elsewhere)), token_variable="SLEUTEL", token_header="X-Api-Key")
    assert "verwijst door naar een andere server. Vraag de bron of dat klopt" in fault and seen == []
    fault = refused(serve(sent(status=302, Location="http://elders.invalid/geheim")))
    assert "zet het nieuwe adres in params/sources.yml" in fault and "geheim" not in fault


@pytest.mark.parametrize(
    ("there", "is_followed"),
    [
        ("https://x.nl/b", True), ("https://X.nl:443/b", True), ("http://x.nl/b", False), ("https://y.nl/b", False),
        ("https://x.nl:8443/b", False), ("ftp://x.nl/b", False),
    ],
)  # fmt: skip
def test_a_key_goes_along_to_the_same_server_only(there, is_followed):
    assert web._is_same_server(httpx.URL("https://x.nl/a"), httpx.URL(there)) is is_followed


@pytest.mark.parametrize("kind", ["odata", "http"])
def test_a_redirect_on_the_same_server_is_followed_and_the_receipt_names_where_it_led(serve, home, monkeypatch, kind):
    monkeypatch.setenv("SLEUTEL", "canary")
    keys = []

    def answer(path, _, headers):
        keys.append(headers["Authorization"])
        return (302, {"Location": "/nieuw?a=1&pwd=geheim"}, b"") if path == "/oud" else (200, {}, b'[{"a": 1}]')

    base = serve(answer)
    found = home.fetch(a={"kind": kind, "address": f"{base}/oud", "token_variable": "SLEUTEL"})
    assert found.faults == [] and keys == ["Bearer canary"] * 2
    assert home.receipt("a.json")["address"] == f"{base}/nieuw?a=1&pwd=***"


@pytest.mark.parametrize("value", ["regel\neen", "é"])
def test_a_key_that_cannot_stand_in_a_head_is_refused_before_anything_is_asked(refused, monkeypatch, value):
    monkeypatch.setenv("SLEUTEL", value)
    fault = refused("http://127.0.0.1:1/", code=2, token_variable="SLEUTEL")
    assert "De sleutel in SLEUTEL bevat vreemde tekens." in fault


def test_an_address_that_is_none_is_refused(refused, home, monkeypatch):
    monkeypatch.setenv("ADRES", "https://-é-.nl/canary")
    [fault] = home.fetch(a={"kind": "http", "address_variable": "ADRES"}).faults
    assert "Het adres is niet te gebruiken." in fault and "canary" not in fault
    assert "Het adres is niet te gebruiken." in refused("http://-é-.nl/x")


def test_a_paging_without_end_stops(serve, refused, monkeypatch, as_json):
    monkeypatch.setattr(pages, "_MOST_PAGES", 20)

    asked = []

    def answer(_, query, __):
        at = int(query.get("at", 0))
        asked.append(at)
        return as_json({"value": [{"a": at}], "odata.nextLink": f"?at={at + 1}"})

    assert "meer dan 20 bladzijden" in refused(serve(answer)) and len(asked) == 20


def test_a_table_that_changes_between_two_pages_is_said(serve, refused, as_json):
    def answer(_, query, __):
        at = int(query.get("at", 0))
        link = {} if at else {"odata.nextLink": "?at=1"}
        return as_json({"value": [{"a": at}], "odata.count": str(2 + at), **link})

    assert "veranderde tijdens het ophalen" in refused(serve(answer))


def test_a_source_that_cannot_be_reached_is_named(refused):
    with socket.socket() as taken:  # bound and not listening: nobody answers here
        taken.bind(("127.0.0.1", 0))
        fault = refused(f"http://127.0.0.1:{taken.getsockname()[1]}/x")
    assert "Geen verbinding met 127.0.0.1." in fault
    assert "In het netwerk is bestaat-niet.invalid niet gevonden." in refused("http://bestaat-niet.invalid/x")
    assert "niet met http:// of https://" in refused("ftp://bestaat-niet.invalid/x", code=2)


def test_a_source_that_does_not_answer_in_time_is_refused(serve, refused):
    is_over = threading.Event()

    def answer(*_):
        is_over.wait(60)
        return 200, {}, b"[]"

    address = serve(answer)
    try:
        assert "Het antwoord van 127.0.0.1 kwam niet op tijd (seconds: 1)." in refused(address, seconds=1)
    finally:
        is_over.set()


def test_a_source_that_drips_is_refused_too(serve, monkeypatch):
    moments = iter([0, 700])
    monkeypatch.setattr(web, "monotonic", lambda: next(moments))
    base = serve(sent(b'{"value": []}'))
    with pytest.raises(RunFailed, match="kwam niet op tijd"):
        services.odata(Source(kind="odata", address=base))


@pytest.mark.skipif(shutil.which("openssl") is None, reason="openssl makes the certificate of this test")
def test_a_certificate_that_nobody_signed_is_refused(tmp_path, refused):
    from http.server import BaseHTTPRequestHandler, HTTPServer

    key, certificate = tmp_path / "key.pem", tmp_path / "certificate.pem"
    order = f"openssl req -x509 -newkey rsa:2048 -nodes -days 2 -subj /CN=x -keyout {key} -out {certificate}"
    subprocess.run(order.split(), check=True, capture_output=True)
    server = HTTPServer(("127.0.0.1", 0), BaseHTTPRequestHandler)
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, key)
    server.socket = context.wrap_socket(server.socket, server_side=True, do_handshake_on_connect=True)
    server.handle_error = lambda *_: None
    thread = threading.Thread(target=server.serve_forever, args=(0.01,))
    thread.start()
    try:
        fault = refused(f"https://127.0.0.1:{server.server_port}/x")
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
    assert "Het certificaat van 127.0.0.1 is niet te vertrouwen." in fault and "SSL_CERT_FILE" in fault


def test_all_faults_of_all_sources_are_told_at_once_and_what_is_good_comes(home, serve):
    base = serve(lambda path, *_: (200 if path == "/goed" else 404, {}, b'[{"a": 1}]'))
    found = home.fetch(
        goed={"kind": "http", "address": f"{base}/goed"},
        weg={"kind": "http", "address": f"{base}/weg"},
        sql={"kind": "sql", "address_variable": "BESTAAT_NIET", "query": "a.sql"},
    )
    assert [line.split(":")[0] for line in found.lines] == ["goed"]
    assert [fault.split(":")[0] for fault in found.faults] == ["weg", "sql"]
    assert found.code == 2


def test_what_no_rule_foresaw_is_told_without_its_words(home, monkeypatch):
    def breaks(*_):
        raise KeyError("canary")

    monkeypatch.setattr("helpers.fetch.bringing._fetch", breaks)
    found = home.fetch(a={"kind": "odata", "address": "https://x.invalid"})
    assert found.faults == ["a: Er ging iets mis in het programma zelf (KeyError)."] and found.code == 1
