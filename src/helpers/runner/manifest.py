"""run.json: what an edition was made from, with what, and how each notebook ended."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from helpers.floor.quarter import Quarter
from helpers.runner import provenance
from helpers.runner.editions import Stamp
from helpers.runner.notebooks import Notebook

if TYPE_CHECKING:
    from helpers.floor.delivery import Delivery

INTERFACE = 1  # of run.json; raise it when a reader of older ones would go wrong


@dataclass(frozen=True)
class Run:
    """One quarter that was run: all that its manifest and its pages need."""

    quarter: Quarter
    delivery: Delivery
    notebooks: Sequence[Notebook]
    parameters: Mapping[str, Mapping[str, Any]]
    params: Path


def manifest(run: Run, stamp: Stamp, headline: str, counts: Sequence[tuple[str, int]]) -> dict[str, Any]:
    """The content of run.json: no absolute path, and no time unless the stamp has one."""
    built = {"built_at": stamp.built_at} if stamp.built_at else {}
    return {
        "format": INTERFACE,
        "quarter": run.quarter.label,
        "edition": stamp.edition,
        "kind": stamp.kind,
        **built,
        "municipality": run.delivery.settings.municipality.code,
        "is_made_up": run.delivery.is_made_up,
        "headline": headline,
        "status_counts": [list(pair) for pair in counts],
        "snapshot": run.delivery.name,
        "inputs": [_input(export) for export in run.delivery.exports],
        "missing": dict(run.delivery.missing),
        "parameters": {name: dict(values) for name, values in run.parameters.items()},
        "params": _params(run.params),
        "code": {"commit": stamp.commit, "sha256": provenance.code_hash()},
        "packages": provenance.packages(),
        "notebooks": [_notebook(one) for one in run.notebooks],
    }


def as_bytes(content: Mapping[str, Any]) -> bytes:
    """The manifest as it is written."""
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _input(export: Any) -> dict[str, Any]:
    return {
        "dataset": export.dataset,
        "file": PurePath(export.file).name,
        "sha256": export.sha256,
        "rows": export.rows,
        "first": export.first.isoformat() if export.first else None,
        "last": export.last.isoformat() if export.last else None,
    }


def _params(folder: Path) -> dict[str, str]:
    files = sorted(folder.rglob("*.yml"), key=lambda file: file.relative_to(folder).as_posix())
    return {file.relative_to(folder).as_posix(): provenance.text_hash(file) for file in files}


def _notebook(notebook: Notebook) -> dict[str, str]:
    # Only a notebook that is done gets this far: one that failed keeps its quarter from being published.
    return {
        "name": notebook.stem,
        "title": notebook.title,
        "sha256": provenance.text_hash(notebook.path),
        "outcome": "done",
    }
