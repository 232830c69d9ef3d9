"""What sources.yml may say: no secret, no path that leaves its folder, and for each kind just what belongs to it."""

from __future__ import annotations

import pytest

from helpers.floor import paths
from helpers.floor.faults import BadInput
from helpers.floor.params import fetch_sources

CANARY = "canary7f3a"


def loaded(tmp_path, *lines, name="a"):
    text = "\n".join(["sources:", f"  {name}:", *(f"    {line}" for line in lines)])
    (tmp_path / "sources.yml").write_text(text, encoding="utf-8")
    return fetch_sources.load(tmp_path)


def refusal(tmp_path, *lines):
    with pytest.raises(BadInput) as caught:
        loaded(tmp_path, *lines)
    [fault] = caught.value.faults
    return fault


def test_without_a_file_there_is_nothing_to_fetch(tmp_path):
    assert fetch_sources.load(tmp_path) == {}


def test_the_sources_that_come_along_are_the_context_of_the_report_and_are_all_off():
    found = fetch_sources.load(paths.PARAMS)
    assert list(found) == ["misdrijven", "overlast", "leefbaarometer", "veiligheidsmonitor", "bevolking", "wijkgrenzen"]
    assert not any(source.is_on for source in found.values())
    assert all(source.licence for source in found.values())
    assert [name for name, source in found.items() if source.folder == "reference"] == ["wijkgrenzen"]


def test_each_kind_has_a_fixed_file_that_the_suite_reads(tmp_path):
    from helpers.sources.delivery import finding

    lines = {
        "sql": ("address_variable: DB", "query: sql/a.sql"),
        "wfs": ("address: https://x.nl/wfs", "layer: a"),
        "http": ("address: https://x.nl/a",),
        "file": ("address: sftp://jan@x.nl/map/a.csv",),
        "swing": ("address: https://x.nl/a",),
        "odata": ("address: https://x.nl/T",),
        "ogc": ("address: https://x.nl/items",),
    }
    assert set(lines) == set(fetch_sources.MAY)
    for kind, more in lines.items():
        file = loaded(tmp_path, f"kind: {kind}", *more)["a"].file_name("a")
        assert file.startswith("a.") and f".{file.partition('.')[2]}" in finding.READ


@pytest.mark.parametrize(
    ("line", "words"),
    [
        (f"address: https://jan:{CANARY}@x.nl/T", "In dit adres staat een wachtwoord."),
        (f"address: https://x.nl/T?api_key={CANARY}", "In dit adres staat een geheim: api_key."),
        (f"address: https://x.nl/T?sv=1&sig={CANARY}", "In dit adres staat een geheim: sig."),
        (f"address: https://x.nl/T?access_token={CANARY}", "In dit adres staat een geheim: access_token."),
        (f"parameters: {{subscription-key: {CANARY}}}", "Hier staat een geheim: subscription-key."),
        (f"password: {CANARY}", "“password” is geen bekende naam."),
        (f"address_variable: postgresql://jan:{CANARY}@x/y", "Deze waarde heeft niet de juiste vorm."),
        (f"address: jan:{CANARY}@x.nl", "Deze waarde heeft niet de juiste vorm."),
    ],
)
def test_a_secret_is_refused_and_not_repeated(tmp_path, line, words):
    others = ["kind: odata"] if line.startswith("address") else ["kind: odata", "address: https://x.nl/T"]
    fault = refusal(tmp_path, *others, line)
    assert fault.message == words and fault.row == 4 + len(others) - 1
    assert CANARY not in str(fault.as_dict())


@pytest.mark.parametrize(
    ("lines", "words"),
    [
        (("kind: sql", "address_variable: DB"), "Bij sql hoort query."),
        (("kind: sql", "address_variable: DB", "query: ../geheim.sql"), "Deze waarde heeft niet de juiste vorm."),
        (("kind: sql", "address_variable: DB", "query: /etc/x.sql"), "heeft niet de juiste vorm."),
        (("kind: sql", "address_variable: postgresql://x", "query: a.sql"), "heeft niet de juiste vorm."),
        (("kind: odata", "address: https://x.nl", "query: a.sql"), "Bij odata hoort geen query."),
        (("kind: odata",), "Hier hoort één adres."),
        (("kind: http", "address: https://x.nl", "paging: offset"), "Bij paging offset hoort page_parameter."),
        (("kind: http", "address: https://x.nl", "file: map/a.json"), "heeft niet de juiste vorm."),
        (("kind: http", "address: 'https://[x'"), "Dit adres is niet te lezen."),
    ],
)
def test_what_does_not_belong_to_a_kind_is_refused(tmp_path, lines, words):
    assert words in refusal(tmp_path, *lines).message


def test_two_sources_never_share_a_file():
    source = {"kind": "http", "address": "https://x.nl/a", "file": "x.json"}
    with pytest.raises(ValueError, match="a en b komen in hetzelfde bestand"):
        fetch_sources.Sources(sources={"a": source, "b": source | {"file": "X.json"}})
    fetch_sources.Sources(sources={"a": source, "b": source | {"folder": "reference"}})
