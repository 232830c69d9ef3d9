"""run.json: what an edition was made from, with what, and how each notebook ended."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from typing import TYPE_CHECKING, Any

from helpers.floor.quarter import Quarter
from helpers.runner.editions import provenance
from helpers.runner.editions.editions import HISTORY, Stamp
from helpers.runner.notebooks.chapters import Notebook
from helpers.runner.notebooks.fingerprint import fingerprint
from helpers.runner.word import template
from helpers.sources import commentary
from helpers.sources.earlier import accepted

if TYPE_CHECKING:
    from helpers.disclosure.audit import Audit
    from helpers.floor.params.small_numbers import SmallNumbers
    from helpers.floor.shapes.delivery import Delivery
    from helpers.floor.shapes.export import ToldExport

INTERFACE = 1  # of run.json; raise it when a reader of older ones would go wrong
WITHOUT_EXPLANATION = "without_explanation"  # the key of the reason to publish without
HELD_BACK = "held_back"  # the key of the exports that nothing is judged by, each with what is strange
_MADE_FROM = ("municipality", "snapshot", "missing", accepted.KEY, HELD_BACK, "parameters", "packages", "notebooks")


@dataclass(frozen=True)
class Run:
    """One quarter that was run: all that its manifest and its pages need."""

    quarter: Quarter
    delivery: Delivery
    notebooks: Sequence[Notebook]
    parameters: Mapping[str, Mapping[str, Any]]
    params: Path
    read: Mapping[str, Any] = field(default_factory=dict)  # of earlier quarters: which editions
    without_explanation: Mapping[str, Any] = field(default_factory=dict)  # why which explanations are missing
    params_then: Mapping[str, str] = field(default_factory=dict)  # of one that is made again: the hashes of that moment


def about(run: Run) -> dict[str, Any]:
    """What run.json says of the period and the notebooks: enough to read the tables by."""
    return {
        "quarter": run.quarter.label,
        **({"month": run.delivery.month.label} if run.delivery.month else {}),
        "notebooks": [_notebook(one) for one in run.notebooks],
    }


def manifest(
    run: Run,
    stamp: Stamp,
    headline: str,
    counts: Sequence[tuple[str, int]],
    files: Mapping[str, bytes],
    audit: Audit | None = None,
) -> dict[str, Any]:
    """The content of run.json: no absolute path, and no time unless the stamp has one.

    `files` are those of the edition: a later report reads a table only while it still has its hash. `audit` is that of
    the edition by itself: what stands beside it may be other each time. None before anything is built.
    """
    built = {"built_at": stamp.built_at} if stamp.built_at else {}
    return {
        "format": INTERFACE,
        **about(run),
        "edition": stamp.edition,
        "kind": stamp.kind,
        **built,
        "municipality": run.delivery.settings.municipality.code,
        "municipality_name": run.delivery.settings.municipality.name,
        "is_made_up": run.delivery.is_made_up,
        "headline": headline,
        "status_counts": [list(pair) for pair in counts],
        **({WITHOUT_EXPLANATION: dict(run.without_explanation)} if run.without_explanation else {}),
        "snapshot": run.delivery.name,
        "inputs": [_input(export) for export in run.delivery.told_exports],
        "missing": dict(run.delivery.missing),
        **_strange(run.delivery),
        "parameters": {name: dict(values) for name, values in run.parameters.items()},
        "params": dict(run.params_then or hashes_in(run.params)) | _commentary(run),
        HISTORY: {quarter: dict(told) for quarter, told in run.read.items()},
        "tables": _tables(files),
        "code": {"commit": stamp.commit, "sha256": provenance.code_hash()},
        "packages": provenance.packages(),
        **({"audit": _audit(audit, run.delivery.settings.municipality.small_numbers)} if audit else {}),
    }


def _audit(audit: Audit, limits: SmallNumbers) -> dict[str, Any]:
    found = {"hidden": audit.hidden, "for_others": audit.for_others, "narrowest": audit.narrowest}
    return {**found, "small_numbers": limits.model_dump()}


def made_from(run: Mapping[str, Any]) -> dict[str, Any]:
    """What decides the statuses of an edition, of its run.json."""
    no_matter = (f"{commentary.FOLDER}/", *template.NAMES)
    params = {name: told for name, told in run["params"].items() if not name.startswith(no_matter)}
    return {name: run.get(name) for name in _MADE_FROM} | {"params": params, "code": run["code"]["sha256"]}


def as_bytes(content: Mapping[str, Any]) -> bytes:
    """The manifest as it is written."""
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode("utf-8")


def _strange(delivery: Delivery) -> dict[str, Any]:
    told = {accepted.KEY: accepted.as_written(delivery), HELD_BACK: dict(delivery.held_back)}
    return {key: exports for key, exports in told.items() if exports}


def _input(export: ToldExport) -> dict[str, Any]:
    days = {"first": export.first, "last": export.last}
    exact = {"rows": export.rows, **{name: day.isoformat() if day else None for name, day in days.items()}}
    return {
        "dataset": export.dataset,
        "file": PurePath(export.file).name,
        "mark": export.mark,
        **({"until": export.until} if export.is_about_a_group else exact),
        **({"rules": list(export.rules)} if export.rules else {}),
    }


def hashes_in(folder: Path) -> dict[str, str]:
    """The hash of each file of params in a folder, but of commentary."""
    files = {file.relative_to(folder).as_posix(): file for file in folder.rglob("*.yml")}
    names = sorted(name for name in files if PurePath(name).parts[0] != commentary.FOLDER)
    templates = [folder / name for name in template.NAMES if (folder / name).is_file()]
    told = {one.name: hashlib.sha256(one.read_bytes()).hexdigest() for one in templates}
    return {name: provenance.text_hash(files[name]) for name in names} | told


def _commentary(run: Run) -> dict[str, str]:
    """The commentary that the report can show: of its quarter, and of the one before for what was promised."""
    from helpers.sources.earlier import history

    said = run.delivery.history.commentary
    labels = [one.label for one in (run.quarter.previous, run.quarter) if one.label in said]
    return {f"{commentary.FOLDER}/{label}.yml": history.fingerprint(said[label]) for label in labels}


def _tables(files: Mapping[str, bytes]) -> dict[str, str]:
    names = sorted(name for name in files if name.startswith("tables/"))
    return {PurePath(name).name: hashlib.sha256(files[name]).hexdigest() for name in names}


def _notebook(notebook: Notebook) -> dict[str, str]:
    # Only a notebook that is done gets this far: one that failed keeps its quarter from being published.
    return {"name": notebook.name, "title": notebook.title, "sha256": fingerprint(notebook.path), "outcome": "done"}
