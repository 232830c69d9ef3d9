"""A home in a store: read there, reported here, and what its next report needs goes back."""

from __future__ import annotations

import os
import stat
import uuid
from pathlib import Path

import pytest

from helpers.floor import home_secret, paths
from helpers.floor.faults import AskedWrongly
from helpers.runner.command import verbs
from helpers.runner.homes import remote
from helpers.runner.storage.store import Store

HELD = {
    "params/municipality.yml": b"code: GM0001",
    "params/commentary/2026-Q2.yml": b"explanations: []",
    "data/raw/bodycams.csv": b"maand",
    "data/raw/.gitkeep": b"",
    "data/reference/wijken.csv": b"wijk",
    "data/.snapshots/abc/manifest.json": b"{}",
    "data/.snapshots/abc/published": b"",
    "reports/2026-Q2/1/run.json": b"{}",
    "elders.txt": b"van iemand",
}


def test_what_a_run_reads_is_brought_and_nothing_else(where, put, tmp_path):
    put(HELD)
    remote.bring(where, tmp_path / "gm1")
    brought = {
        file.relative_to(tmp_path / "gm1").as_posix() for file in (tmp_path / "gm1").rglob("*") if file.is_file()
    }
    assert brought == HELD.keys() - {"data/raw/.gitkeep", "reports/2026-Q2/1/run.json", "elders.txt"}
    assert (tmp_path / "gm1/params/municipality.yml").read_bytes() == b"code: GM0001"


SECRET = "data/.secret/key"


def test_the_secret_of_a_home_is_brought_for_this_user_alone_and_stays_the_first(where, put, held, tmp_path):
    put(HELD | {SECRET: b"a" * 64, "data/.secret/elders": b"x"})
    remote.bring(where, tmp_path / "gm1")
    file = tmp_path / "gm1" / SECRET
    assert file.read_bytes() == b"a" * 64
    assert os.name == "nt" or stat.S_IMODE(file.stat().st_mode) == 0o600
    file.write_bytes(b"b" * 64)
    remote.send_back(where, tmp_path / "gm1")
    assert held()[SECRET] == b"a" * 64


def test_a_secret_that_was_made_here_goes_back_and_nothing_that_lies_beside_it(where, put, held, tmp_path, monkeypatch):
    put(HELD)
    remote.bring(where, tmp_path / "gm1")
    assert not (tmp_path / "gm1" / SECRET).exists()
    monkeypatch.setattr(paths, "HOME", tmp_path / "gm1")
    monkeypatch.delenv(home_secret.GIVEN, raising=False)
    home_secret.keyed("a")
    remote.send_back(where, tmp_path / "gm1")
    assert held() == HELD | {SECRET: (tmp_path / "gm1" / SECRET).read_bytes()}


def test_with_a_secret_in_the_environment_none_goes_to_the_store(where, put, held, tmp_path, monkeypatch):
    put(HELD)
    remote.bring(where, tmp_path / "gm1")
    monkeypatch.setattr(paths, "HOME", tmp_path / "gm1")
    monkeypatch.setenv(home_secret.GIVEN, "x" * 40)
    home_secret.keyed("a")
    remote.send_back(where, tmp_path / "gm1")
    assert held() == HELD


def test_a_name_that_is_none_here_is_refused(store, put, tmp_path):
    put({"params/con.yml": b""})
    with pytest.raises(AskedWrongly, match="zo kan een bestand hier niet heten"):
        remote.bring(store.address, tmp_path / "gm1")


def test_only_deliveries_that_were_published_go_back_and_once(where, put, held, tmp_path):
    put(HELD)
    remote.bring(where, tmp_path / "gm1")
    for name in ("new/manifest.json", "new/published", "new/params/municipality.yml", "tried/manifest.json"):
        file = tmp_path / "gm1/data/.snapshots" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(name.encode())
    (tmp_path / "gm1/data/.snapshots/abc/manifest.json").write_bytes(b"changed here")
    remote.send_back(where, tmp_path / "gm1")
    added = {f"data/.snapshots/new/{name}": f"new/{name}".encode()
             for name in ("manifest.json", "published", "params/municipality.yml")}  # fmt: skip
    assert held() == HELD | added


def test_only_a_report_takes_an_address(capsys):
    assert verbs.main(["list", "--home", "s3://emmer/gm1"]) == 2
    assert "De opdracht list kan niet met een adres achter --home." in capsys.readouterr().err


@pytest.mark.slow
def test_a_home_in_a_store_is_reported_there_and_another_that_fails_stops_none(
    s3_server, tmp_path, command, monkeypatch
):
    for name, value in s3_server.items():
        monkeypatch.setenv(name, value)
    place = f"s3://emmer/{uuid.uuid4().hex}"
    store = Store(remote.Address(f"{place}/gm1"))
    files = {f"{part}/{file.relative_to(folder).as_posix()}": file
             for part, folder in (("params", paths.PARAMS), ("data/reference", paths.REFERENCE), ("data/sample", paths.SAMPLE))
             for file in folder.rglob("*") if file.is_file()}  # fmt: skip
    store.send(files)
    words = ["report", "--sample", "--quarter", "2026-Q3", "--only", "data_quality"]
    ran = command(
        *words, "--home", f"{place}/gm1", "--home", f"{place}/gm2", cwd=tmp_path, env={"TMPDIR": str(tmp_path)}
    )
    assert ran.returncode == 2, ran.stderr
    lines = ran.stdout.splitlines()
    page = "reports/voorbeeld/concepten/2026-Q3/data_quality.html"
    assert f"gm1: Gegevens: de voorbeelddata in {place}/gm1/data/sample." in lines
    assert lines[-3:-1] == ["Klaar: 1 van 2 gemeenten.", f"  gm1: 2026-Q3 {place}/gm1/{page}"]
    assert lines[-1].startswith("  gm2: geweigerd: ")
    held = store.all()
    assert page in held and files.keys() <= held.keys()
    assert list(Path(tmp_path).iterdir()) == [] and s3_server["AWS_SECRET_ACCESS_KEY"] not in ran.stdout + ran.stderr
