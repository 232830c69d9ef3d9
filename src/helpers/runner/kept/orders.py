"""Orders that change nothing: known by all that they look at, so that the same again starts no kernel.

What a batch looks at is in the key: the order, the exports, params, notebooks, code, packages, the day, the reports
that stand and the deliveries that are kept. A page that somebody changed or removed is so another key.
"""

import hashlib
import json
import os
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.floor import home, paths
from helpers.floor.kept import identity
from helpers.floor.kept.shelf import Shelf
from helpers.runner.kept import places

if TYPE_CHECKING:
    from helpers.runner.batch.plan import Order

_PLACES = ("data", "out", "notebooks", "params", "reference")  # known by what lies there
_NO_MATTER = ("jobs", "timeout", "engine", "scheduler", "is_again", "today")  # where and how quick, not what
_LARGEST = 1_000_000  # bytes of all that is kept; an order is some hundreds
_PASSING = (".lock", ".probe-")  # in the folder of reports: what comes and goes with a run


def inputs_of(order: "Order", out: str) -> str:
    """The hash of all that an order is made from, as it is now; `out` is the folder as typed, which the lines name.

    "" where something cannot be read: then nobody can know. Raises what looking up its delivery raises.
    """
    with suppress(OSError):
        return _hash(_looked_at(order, out))
    return ""


def _looked_at(order: "Order", out: str) -> list:
    from helpers.door.files import sha256
    from helpers.runner.batch.plan import which_data
    from helpers.runner.editions import provenance
    from helpers.sources.delivery import finding

    told = [one.name for one in fields(order) if one.name not in (*_PLACES, *_NO_MATTER)]
    files, faults = finding.gather(finding.folder_of(which_data(order.data, order.is_sample)))
    return [
        [[name, repr(getattr(order, name))] for name in told],
        [out, home.typed(), str(Path.cwd()), order.today.isoformat()],
        [[name, sha256(content)] for name, content in files.items()],
        [fault.as_dict() for fault in faults],
        [_hashes(folder) for folder in (order.params, order.reference)],
        _hashes(order.notebooks, order.notebooks.glob("*.ipynb")),
        [provenance.code_hash(), identity.code(), identity.installed()],  # the first is remembered by this process
    ]


def key_of(order: "Order", inputs: str) -> str:
    """The key of an order on these inputs, as reports and kept deliveries stand now; "" where nobody can know."""
    with suppress(OSError):
        deliveries = sorted(one.name for one in os.scandir(paths.snapshots())) if paths.snapshots().is_dir() else []
        return _hash([inputs, _hashes(order.out), deliveries]) if inputs else ""
    return ""


def told(key: str) -> list[str]:
    """What there is to say of an order that changes nothing; [] where nobody knows."""
    kept = _shelf().found(key, lambda _: "") if key else None
    return json.loads(kept.content) if kept else []


def keep(key: str, lines: Sequence[str]) -> None:
    """Keep what there is to say when this order is given again, as things stand."""
    if not key:
        return
    _shelf().put(key, {}, json.dumps(list(lines)).encode())
    _shelf().let_go(_LARGEST)


def _hash(content: list) -> str:
    return hashlib.sha256(json.dumps(content).encode()).hexdigest()


def _shelf() -> Shelf:
    return Shelf(paths.KEPT / places.ORDERS)


def _hashes(folder: Path, files: Iterable[Path] | None = None) -> list[list[str]]:
    """The files of a folder with their hashes, those below it too unless they are named."""
    found = folder.rglob("*") if files is None else files
    return [
        [file.relative_to(folder).as_posix(), hashlib.sha256(file.read_bytes()).hexdigest()]
        for file in sorted(found)
        if file.is_file() and not file.name.startswith(_PASSING)
    ]
