"""The run.json of an edition, read with distrust: whole and as this suite writes it, or the edition does not count."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from helpers.door import files
from helpers.floor.faults import BadInput
from helpers.sources.earlier import edition_folders

KINDS = DRAFT, FINAL, REVISED = "concept", "definitief", "herzien"
_READABLE_FORMAT = 1
_LARGEST_BYTES = 5_000_000
_BROKEN = "Dit rapport is niet te lezen en telt niet mee."
_OTHER = "Dit rapport heeft een andere vorm en telt niet mee."
_ABSENT = f"In deze map ontbreekt {edition_folders.RUN}. De map telt niet mee."


class Unfit(ValueError):
    """Why an edition does not count, in Dutch."""


def read(reports: Path, period: str, number: int) -> dict[str, Any]:
    """What an edition of a quarter was made from, or in the folder of dashboards that of a month.

    Raises Unfit where that is not there, or not as this suite writes it.
    """
    file = reports / period / str(number) / edition_folders.RUN
    if not file.is_file():
        raise Unfit(_ABSENT)
    try:
        run = json.loads(files.read_bytes(file, largest=_LARGEST_BYTES))
    except (BadInput, OSError, ValueError, RecursionError):
        raise Unfit(_BROKEN) from None
    if not isinstance(run, dict) or run.get("format") != _READABLE_FORMAT:
        raise Unfit(_OTHER)
    is_of_period = run.get("month", run.get("quarter")) == period
    is_own = is_of_period and _is_number(run.get("edition")) and run["edition"] == number
    is_fit = all(is_right(run[name]) if name in run else name not in _NEEDED for name, is_right in _FIELDS.items())
    if not is_own or not is_fit:
        raise Unfit(_BROKEN)
    return run


def has_plain_hashes(run: Mapping[str, Any]) -> bool:
    """Whether an edition tells the hash of an export's file itself, as editions once did.

    >>> has_plain_hashes({"inputs": [{"sha256": "ab"}]}), has_plain_hashes({"inputs": [{"mark": "ab"}]})
    (True, False)
    """
    inputs = run.get("inputs")
    return any(isinstance(one, dict) and "sha256" in one for one in (inputs if isinstance(inputs, list) else ()))


def _is_number(value: Any) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _is(*kinds: type) -> Callable[[Any], bool]:
    return lambda value: isinstance(value, kinds)


def _is_counts(value: Any) -> bool:
    """Pairs of a word and a number."""
    pairs = value if isinstance(value, list) else [None]
    return all(isinstance(one, list) and list(map(type, one)) == [str, int] for one in pairs)


def _is_runs(value: Any) -> bool:
    """Of each notebook what was written down, in text."""
    told = value if isinstance(value, list) else [None]
    return all(isinstance(one, dict) and all(isinstance(text, str) for text in one.values()) for one in told)


# What each part must be; those that are needed stood in every run.json that this suite ever wrote.
_NEEDED = {"kind", "municipality", "is_made_up"}
_FIELDS: Mapping[str, Callable[[Any], bool]] = {
    "kind": lambda value: value in KINDS,
    "municipality": _is(str),
    "municipality_name": _is(str),
    "is_made_up": _is(bool),
    "code": lambda value: isinstance(value, dict) and isinstance(value.get("commit"), str),
    "built_at": _is(str),
    "headline": _is(str),
    "status_counts": _is_counts,
    "notebooks": _is_runs,
    "snapshot": _is(str),
    **dict.fromkeys(("tables", "params", "parameters", "history", "packages", "missing", "accepted"), _is(dict)),
}
