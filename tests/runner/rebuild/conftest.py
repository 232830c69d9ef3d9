"""An edition of two files, published as the runner does, with what was kept of it."""

import hashlib

import pytest

from helpers import sources
from helpers.floor import paths
from helpers.runner.editions import disk, manifest, provenance


@pytest.fixture
def kept(tmp_path, monkeypatch):
    """`kept(number, folder)`: an edition in a folder of reports, and its record among the snapshots."""
    monkeypatch.setattr(paths, "SNAPSHOTS", tmp_path / "snapshots")

    def publish(number=1, out=tmp_path / "rapporten", **changes):
        told = {
            "quarter": "2026-Q3",
            "edition": number,
            "kind": "concept",
            "is_made_up": False,
            "snapshot": "f00d" * 5,
            "code": {"commit": "c0ffee" * 5, "sha256": provenance.code_hash()},
            "packages": provenance.packages(),
            **changes,
        }
        files = {"a.html": b"een", "run.json": manifest.as_bytes(told)}
        folder = out / "2026-Q3" / str(number)
        folder.parent.mkdir(parents=True, exist_ok=True)
        disk.write_folder(folder, files)
        sources.keep_record(told, "", {name: hashlib.sha256(one).hexdigest() for name, one in files.items()})
        return files

    return publish
