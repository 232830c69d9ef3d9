"""The hash of a value of the floor: two values that differ in anything that can be shown differ in it."""

import hashlib
import uuid
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from datetime import date
from typing import Any

import pandas as pd
from pydantic import BaseModel


def fingerprint(value: Any) -> str:
    """The sha256 of a value: tables, settings, dataclasses, mappings in their order, sets, texts, numbers, days.

    >>> fingerprint({"a": 1}) == fingerprint({"a": 1}), fingerprint({"a": 1}) == fingerprint({"a": 1.0})
    (True, False)
    >>> table = pd.DataFrame({"a": [1, 2]})
    >>> fingerprint(table) == fingerprint(table.iloc[::-1])
    False
    """
    return hashlib.sha256(repr(_plain(value)).encode("utf-8", "surrogatepass")).hexdigest()


def _plain(value: Any) -> Any:
    """The value in tuples, of which the text tells all."""
    if isinstance(value, pd.DataFrame):
        rows = pd.util.hash_pandas_object(value).to_numpy().tobytes()
        columns = [(name, str(dtype)) for name, dtype in value.dtypes.items()]
        return "table", columns, len(value), hashlib.sha256(rows).hexdigest()
    if isinstance(value, BaseModel):
        return type(value).__name__, _plain(value.model_dump())
    if is_dataclass(value):
        return type(value).__name__, [(one.name, _plain(getattr(value, one.name))) for one in fields(value)]
    if isinstance(value, Mapping):
        return "mapping", [(_plain(name), _plain(one)) for name, one in value.items()]
    if isinstance(value, set | frozenset):
        return "set", sorted(repr(_plain(one)) for one in value)
    if isinstance(value, list | tuple):
        return "list", [_plain(one) for one in value]
    if value is None or isinstance(value, str | int | float | date):
        return value
    return "unlike all", uuid.uuid4().hex  # of which no text is known to tell all: never the same again
