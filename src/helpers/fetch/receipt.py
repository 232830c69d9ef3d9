"""The receipt beside a fetched file: where it came from, when, and which bytes."""

from datetime import datetime
from pathlib import Path
from typing import Any

import yaml

from helpers.door.files import sha256
from helpers.fetch import columns
from helpers.fetch.fetched import Fetched
from helpers.floor.faults import BadInput
from helpers.floor.params.yaml_text import read_yaml

_FIRST_LINE = "# Gemaakt door fetch; hoort bij het bestand met dezelfde naam.\n"


def place_of(file: Path) -> Path:
    """Where the receipt of a file lies.

    >>> place_of(Path("a.json")).name
    'a.json.receipt'
    """
    return file.with_name(f"{file.name}.receipt")


def text_of(fetched: Fetched, name: str, licence: str, moment: datetime) -> bytes:
    """The receipt as YAML."""
    content: dict[str, Any] = {
        "name": name,
        "address": fetched.address,
        "fetched_at": moment.isoformat(timespec="seconds"),
        "sha256": sha256(fetched.content),
        "bytes": len(fetched.content),
        "records": fetched.records,
        "pages": fetched.pages,
        "columns": list(fetched.columns),
        "licence": licence,
        "notes": list(fetched.notes),
    }
    kept = {key: value for key, value in content.items() if value not in (None, [], "")}
    return (_FIRST_LINE + yaml.safe_dump(kept, allow_unicode=True, sort_keys=False, width=1000)).encode()


def earlier(file: Path) -> dict[str, Any]:
    """What the receipt of an earlier time says; nothing when there is none, or none that can be read.

    Its columns are judged again: somebody may have changed it, or an older version may have kept a person.
    """
    try:
        found = read_yaml(place_of(file))
    except BadInput:
        return {}
    headers = found.get("columns")
    kept = columns.kept(headers) if isinstance(headers, list) else ()
    return {**found, "columns": list(kept), "is_clean": list(kept) == (headers or [])}
