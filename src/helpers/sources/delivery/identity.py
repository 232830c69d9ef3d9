"""The name of a frozen delivery: a hash of all that went in. Light to import, so that a name costs no reading.

Of real data the hash is keyed, for names are published; of made-up data two clones give the same.
"""

import hashlib
import json
from collections.abc import Callable, Mapping
from pathlib import Path

from helpers.door.files import OnDisk, sha256
from helpers.floor import home_secret, paths
from helpers.floor.faults import Fault
from helpers.floor.params import budget_years
from helpers.sources.delivery import needed

_NAME_LENGTH = 20


def name_of(
    files: Mapping[str, bytes | OnDisk],
    faults: list[Fault],
    missing: Mapping[str, str],
    is_made_up: bool,
    beside: Mapping[str, bytes],
) -> str:
    """The name that follows from all that goes into a snapshot, the code that reads included."""
    told = {
        "files": {file: sha256(content) for file, content in files.items()},
        "beside": {file: sha256(content) for file, content in beside.items()},
        "code": reading_code(),
        "rules": reading_rules(),
        "faults": [fault.as_dict() for fault in faults],
        "missing": dict(missing),
        "is_made_up": is_made_up,
    }
    plain = hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()
    return (plain if is_made_up else home_secret.keyed(f"delivery {plain}"))[:_NAME_LENGTH]


def mark_of(fingerprint: str, is_made_up: bool, keyed: Callable[[str], str] = home_secret.keyed) -> str:
    """By which an export may be known in what is published, from the hash of its file."""
    return fingerprint if is_made_up else keyed(f"export {fingerprint}")


def reading_code() -> list[str]:
    """The hash of every module of the door and the sources, in the order of their paths."""
    here = Path(__file__).resolve().parents[1]
    modules = [*sorted((here.parent / "door").rglob("*.py")), *sorted(here.rglob("*.py"))]
    return [sha256(module.read_bytes()) for module in modules]


def reading_rules() -> list[str]:
    """The hash of what says how own files and places are read, and which exports are: params, reference, notebooks."""
    params = [paths.PARAMS / name for name in ("exports.yml", "municipality.yml")]
    files = [*params, *budget_years.files(paths.PARAMS).values(), *sorted(paths.REFERENCE.glob("*"))]
    of_notebooks = json.dumps([needed.by_notebook(), needed.by_notebook(key="uses")])
    return [sha256(of_notebooks.encode()), *(sha256(file.read_bytes()) for file in files if file.is_file())]
