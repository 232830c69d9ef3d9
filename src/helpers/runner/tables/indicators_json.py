"""The indicators as JSON for other programs: what an edition publishes in its tables, with what was promised.

Every number comes out of a published CSV; `indicators.schema.json` says what each key holds, and lies beside the file.
"""

from __future__ import annotations

import csv
import io
import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from helpers.floor.params.settings import Indicator

FILE, SCHEMA = "indicators.json", "indicators.schema.json"
FORMAT = 1  # raise it when a reader of older ones would go wrong
_TABLE = "tables/{}.csv"
_FORECAST = {
    "made_on": "made_on",
    "model": "model",
    "basis": "basis",
    "target_probability": "chance",
    "low": "low",
    "middle": "middle",
    "high": "high",
    "interval_probability": "level",
    "is_hindsight": "is_hindsight",
}  # the key, and the column of forecasts.csv
_TEXTS = ("made_on", "model", "basis")
_OPERATORS = {">=": "at_least", "<=": "at_most"}
Cells = Mapping[str, str]  # a row of a CSV


def schema() -> bytes:
    """The JSON Schema, as it lies beside the file."""
    return Path(__file__).with_suffix(".json").read_bytes().replace(b"\r\n", b"\n")


def document(municipality: Mapping[str, str], is_made_up: bool | None, editions: Sequence[Mapping[str, Any]]) -> bytes:
    """The file over one edition or several; `municipality` has code and name. None: nothing says on what data."""
    told = {
        "$schema": SCHEMA,
        "format": FORMAT,
        "municipality": {"code": municipality.get("code") or None, "name": municipality.get("name") or None},
        "is_made_up": is_made_up,
        "editions": list(editions),
    }
    return (json.dumps(told, ensure_ascii=False, indent=2, allow_nan=False) + "\n").encode("utf-8")


def edition(
    about: Mapping[str, Any], files: Mapping[str, bytes], promises: Sequence[Indicator], names: Mapping[str, str]
) -> dict[str, Any]:
    """One edition: its indicators in the order of its table, and its owners.

    `about` has quarter, quarter_ends_on, edition and kind; `files` are those of the edition, of which its tables are
    read. Of an indicator that is none of the `promises` the name alone is known, out of `names`. Raises ValueError on
    a table that cannot be read.
    """
    of_id = {one.id: one for one in promises}
    beside = {name: _by_id(files, name) for name in ("forecasts", "status_rules", "commentary")}
    other = {id_: row for name in _goals(files) for id_, row in _by_id(files, name).items()}
    indicators = [
        {
            **_promised(id_, of_id.get(id_), names),
            **_stand(row, other.get(id_, {}), beside["status_rules"].get(id_, {})),
            "forecast": _forecast(beside["forecasts"].get(id_)),
            "commentary": _commentary(beside["commentary"].get(id_)),
        }
        for id_, row in _by_id(files, "indicators").items()
    ]
    from helpers.runner.notebooks.piece_harvest import harmless

    told = harmless({"indicators": indicators, "owners": _owners(indicators)})
    return {**about, **told}


def _by_id(files: Mapping[str, bytes], name: str) -> dict[str, Cells]:
    text = files.get(_TABLE.format(name), b"").decode("utf-8")
    try:
        return {row["indicator_id"]: row for row in csv.DictReader(io.StringIO(text)) if row.get("indicator_id")}
    except csv.Error as error:
        raise ValueError(str(error)) from None


def _goals(files: Mapping[str, bytes]) -> list[str]:
    return [Path(name).stem for name in sorted(files) if name.startswith("tables/goal_")]


def _promised(id_: str, one: Indicator | None, names: Mapping[str, str]) -> dict[str, Any]:
    """What the budget says; null where nothing is known of that budget any more."""
    if one is None:
        unknown = dict.fromkeys(("goal", "definition", "owner", "accumulates", "operator"))
        return {"indicator_id": id_, "name": names.get(id_) or None, **unknown}
    return {
        "indicator_id": id_,
        "name": one.name,
        "goal": one.goal,
        "definition": {
            "budget_text": one.text,
            "budget_target_text": one.target_text,
            "not_counted": one.not_counted or None,
            "other_reading": one.other_reading or None,
        },
        "owner": one.owner,
        "accumulates": one.accumulates,
        "operator": _OPERATORS.get(one.operator),
    }


def _stand(row: Cells, other: Cells, rule: Cells) -> dict[str, Any]:
    value = _number(row.get("value"))
    why = rule.get("rule") or "De tabel heeft hier geen getal."
    return {
        "unit": row["unit"],
        "value": value,
        "value_reason": why if value is None else None,
        "numerator": _number(row.get("numerator")),
        "denominator": _number(row.get("denominator")),
        "other_value": _number(other.get("other_value")),
        "target": _number(row.get("target")),
        "status": {
            "word": row.get("status") or None,
            "standing": rule.get("standing") or None,
            "rule": rule.get("rule") or None,
        },
    }


def _forecast(row: Cells | None) -> dict[str, Any] | None:
    if row is None:
        return None
    made: dict[str, Any] = {key: row.get(column) or None for key, column in _FORECAST.items()}
    for key, text in made.items():
        made[key] = text == "true" if key == "is_hindsight" else text if key in _TEXTS else _number(text)
    return made


def _commentary(row: Cells | None) -> dict[str, bool | None]:
    """Whether an explanation is asked of the owner, and given; the table has those that are asked."""
    return {"is_due": row is not None, "is_given": row.get("is_given") == "true" if row else None}


def _owners(indicators: Sequence[Mapping[str, Any]]) -> list[dict[str, Any]]:
    """By owner, in the order of their first indicator: which are theirs, how they stand, and what is asked."""
    of_owner: dict[str, list[Mapping[str, Any]]] = {}
    for one in indicators:
        if one["owner"]:
            of_owner.setdefault(one["owner"], []).append(one)
    return [
        {
            "owner": owner,
            "indicator_ids": [one["indicator_id"] for one in ours],
            "status_counts": dict(Counter(one["status"]["word"] for one in ours if one["status"]["word"])),
            "explanation_due_ids": [one["indicator_id"] for one in ours if one["commentary"]["is_due"]],
            "explanation_missing_ids": [
                one["indicator_id"] for one in ours if one["commentary"]["is_due"] and not one["commentary"]["is_given"]
            ],
        }
        for owner, ours in of_owner.items()
    ]


def _number(text: str | None) -> int | float | None:
    """A number as the CSV has it, whole where it is."""
    if not text:
        return None
    value = float(text)
    return int(value) if value.is_integer() else value
