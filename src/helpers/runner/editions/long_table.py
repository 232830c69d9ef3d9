"""reports/indicators.csv, .xlsx, .ods and .json: every indicator of every published quarter in one long table."""

import csv
import io
import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from helpers.runner.editions.standing import TABLE, Standing
from helpers.runner.tables import indicators_json, ods, outputs, reading_guide, xlsx
from helpers.runner.tables.book import Rows, Sheet
from helpers.runner.tables.reading_guide import About

STEM = "indicators"
FILES = (*(f"{STEM}{suffix}" for suffix in (".csv", ".xlsx", ".ods")), indicators_json.FILE, indicators_json.SCHEMA)
Names = Callable[[int], Mapping[str, str]]  # the names of the indicators in a year, by id
_KEPT = ("value", "numerator", "denominator", "unit", "target", "status")
_NUMBERS = ("value", "numerator", "denominator", "target")
_TITLE = "Alle indicatoren van alle gepubliceerde kwartalen"
_READ = "Een rij voor elke indicator en elk kwartaal. Aandelen staan in procenten"
HEADER = [
    *("municipality", "indicator_id", "name", "quarter", "quarter_end", *_KEPT),
    *("edition", "kind", "is_made_up"),
]


def files(standing: Sequence[Standing], names: Names) -> dict[str, bytes]:
    """The files, by name, of the current editions; each row has the name that the indicator had in its year."""
    rows: Rows = [HEADER, *(row for one in standing for row in _of_quarter(one, names))]
    book = reading_guide.book({STEM: Sheet(rows, f"{_TITLE}. {_READ}", "De edities in deze map.")}, _about(standing))
    made = outputs.as_csv(rows), xlsx.as_xlsx(book), ods.as_ods(book), _as_json(standing, names)
    return dict(zip(FILES, (*made, indicators_json.schema()), strict=True))


def _as_json(standing: Sequence[Standing], names: Names) -> bytes:
    """What each edition says as JSON; of one that was made before editions had it, what its table says."""
    about = standing[-1].run if standing else {}
    told = {"code": about.get("municipality", ""), "name": about.get("municipality_name", "")}
    editions = [found for one in standing if (found := _told(one) or _of_table(one, names))]
    return indicators_json.document(told, about.get("is_made_up"), editions)


def _told(one: Standing) -> dict[str, Any] | None:
    try:
        read = json.loads(one.told)
        [found] = read["editions"]
        is_this = (found["quarter"], found["edition"]) == (one.quarter.label, one.run["edition"])
        return dict(found) if is_this and read["format"] == indicators_json.FORMAT else None
    except (ValueError, KeyError, TypeError):
        return None


def _of_table(one: Standing, names: Names) -> dict[str, Any] | None:
    told: dict[str, Any] = {"quarter": one.quarter.label, "quarter_ends_on": one.quarter.end.isoformat()}
    told |= {"edition": one.run["edition"], "kind": one.run["kind"]}
    try:
        return indicators_json.edition(told, {TABLE: one.table}, (), names(one.quarter.year))
    except (ValueError, KeyError):
        return None


def _about(standing: Sequence[Standing]) -> About:
    if not standing:
        return About(_TITLE)
    first, last = standing[0], standing[-1]
    span = [first.quarter.in_dutch, last.quarter.in_dutch]
    code, name = (last.run.get(key, "") for key in ("municipality", "municipality_name"))
    return About(
        _TITLE,
        name,
        f"Het {span[0]}" if first is last else f"Het {span[0]} tot en met het {span[1]}",
        "De huidige editie van elk kwartaal",
        last.run["is_made_up"],
        {"municipality": {code: name} if name else {}},
    )


def _of_quarter(one: Standing, names: Names) -> Rows:
    then = names(one.quarter.year)
    about = [one.run["edition"], one.run["kind"], one.run["is_made_up"]]
    try:
        rows = list(csv.DictReader(io.StringIO(one.table.decode("utf-8"))))
    except (ValueError, csv.Error):
        return []
    return [
        [
            one.run["municipality"],
            row["indicator_id"],
            then.get(row["indicator_id"], ""),
            one.quarter.label,
            one.quarter.end.isoformat(),
            *(_typed(name, row.get(name, "")) for name in _KEPT),
            *about,
        ]
        for row in rows
        if row.get("indicator_id")
    ]


def _typed(name: str, text: str) -> Any:
    if name not in _NUMBERS:
        return text
    try:
        return float(text) if text else None
    except ValueError:
        return text
