"""What stood before a report, frozen once: earlier published tables and the owners' commentary."""

import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from helpers.door.files import sha256
from helpers.floor import home_secret, paths
from helpers.floor.faults import AskedWrongly, Fault, RunFailed
from helpers.floor.month import Month
from helpers.floor.params.explanation import Explanation
from helpers.floor.quarter import Quarter, quarters_between
from helpers.floor.shapes.comparison import Comparison
from helpers.floor.shapes.delivery import Delivery
from helpers.floor.shapes.history import FORECAST_COLUMNS, SIGNAL_COLUMNS, VALUE_COLUMNS, History
from helpers.floor.system_words import in_dutch
from helpers.sources import commentary
from helpers.sources.comparison import last_publication
from helpers.sources.earlier import published, said_signals, signal_words
from helpers.sources.earlier.accepted import by_quarter

_FOLDER = "history"
_NAME_LENGTH = 20


@dataclass(frozen=True)
class Past:
    """The history of a batch, which editions it came from (per quarter), and what was left out."""

    history: History
    read: Mapping[str, dict[str, Any]] = field(default_factory=dict)
    left_out: tuple[Fault, ...] = ()


def gather(
    reports: Path,
    params: Path,
    delivery: Delivery,
    first: Quarter,
    last: Quarter,
    without_explanation: Mapping[str, str] | None = None,
    accepted: Mapping[str, str] | None = None,
) -> Past:
    """What a batch over `first` to `last` may know: reports on quarters before it, commentary up to its end.

    `without_explanation` says by quarter why its report may do without the explanations that are due, `accepted` by
    export why it may count although it is strange.

    Quarters of the batch itself are left out, so that none of them reads another's output. Raises BadInput
    on commentary that does not fit.
    """
    found = published.read(reports, delivery.settings.municipality.code, delivery.is_made_up, first)
    said = {
        one.label: commentary.read_quarter(params, one, delivery.is_made_up)
        for one in quarters_between(first.previous, last)
    }
    said = {label: told for label, told in said.items() if told}
    quarters = quarters_between(first, last)
    signals, months, lost = _dashboards(reports, params, delivery, Month.of(last.end))
    history = History(
        found.values,
        found.forecasts,
        said,
        dict(without_explanation or {}),
        by_quarter(reports, delivery, quarters, accepted or {}),
        last_publication.comparisons(found.last, delivery, quarters),
        signals,
        dashboards=months,
    )
    return _named(Past(history, found.read, (*found.left_out, *lost)), delivery.is_made_up)


def _named(past: Past, is_made_up: bool) -> Past:
    """The same, its history under the hash of all of it; "" where it knows nothing.

    It counts rows of real exports, so it gets a salt that nobody can try; whoever opens it needs no secret.
    """
    content = _as_bytes(past.history)
    if content == _as_bytes(History()):
        return replace(past, history=replace(past.history, name=""))
    salt = "" if is_made_up else home_secret.keyed_if_kept(f"history {sha256(content)}")
    salted = replace(past.history, salt=salt)
    return replace(past, history=replace(salted, name=sha256(_as_bytes(salted))[:_NAME_LENGTH]))


def _dashboards(
    reports: Path, params: Path, delivery: Delivery, last: Month
) -> tuple[pd.DataFrame, tuple[str, ...], tuple[Fault, ...]]:
    """The signals of the months up to the last, each with the owner's word; of the months before it those that had a
    dashboard; and what of the log does not count."""
    said = said_signals.read(reports, delivery.settings.municipality.code, delivery.is_made_up)
    months = tuple(month for month in said.months if month < last.label)
    table, faults = signal_words.with_words(said.up_to(last), params, delivery.is_made_up, last)
    return table, months, (*said.left_out, *faults)


def of_month(reports: Path, params: Path, delivery: Delivery) -> Past:
    """What a dashboard may know: those before it, and the signals given up to its month, with the owners' words."""
    assert delivery.month
    signals, months, left_out = _dashboards(reports, params, delivery, delivery.month)
    return _named(Past(History(signals=signals, dashboards=months), left_out=left_out), delivery.is_made_up)


def keep(history: History) -> None:
    """Keep a history beside the snapshots under its name, to be found by `load`. Raises RunFailed."""
    if not history.name:
        return
    try:
        _file(history.name).parent.mkdir(parents=True, exist_ok=True)
        handle, aside = tempfile.mkstemp(prefix=".aside-", dir=_file(history.name).parent)
        with os.fdopen(handle, "wb") as file:
            file.write(_as_bytes(history))
            file.flush()
            os.fsync(file.fileno())
        os.replace(aside, _file(history.name))
    except OSError as error:
        message = f"De eerdere rapporten zijn niet te bewaren in {paths.snapshots()} ({in_dutch(error)})."
        raise RunFailed(message, "Controleer de ruimte en de rechten van die map.") from None


def load(name: str) -> History:
    """A history that was kept; an empty one for "". Raises AskedWrongly when it is gone or changed."""
    if not name:
        return History()
    try:
        content = _file(name).read_bytes() if name.isalnum() else b""
    except OSError:
        content = b""
    if sha256(content)[:_NAME_LENGTH] != name:
        raise AskedWrongly(
            f"Wat er van eerdere rapporten is bewaard ({name}), is er niet meer of is beschadigd.",
            "Open de levering opnieuw vanuit haar map.",
        )
    kept = json.loads(content)
    said = {label: tuple(_explanation(one) for one in told) for label, told in kept["commentary"].items()}
    shapes = {"values": VALUE_COLUMNS, "forecasts": FORECAST_COLUMNS, "signals": SIGNAL_COLUMNS}
    values, forecasts, signals = (
        pd.DataFrame(kept.get(table, []), columns=list(shape)).astype(shape) for table, shape in shapes.items()
    )
    compared = {label: Comparison.of_dict(one) for label, one in kept.get("comparisons", {}).items()}
    without, accepted = (kept.get(told, {}) for told in ("without_explanation", "accepted"))
    months = tuple(kept.get("dashboards", ()))
    salt = kept.get("salt", "")
    return History(values, forecasts, said, without, accepted, compared, signals, name, months, salt)


def fingerprint(told: tuple[Explanation, ...]) -> str:
    """The hash of what was explained, whatever the form of its file."""
    return sha256(_as_json([asdict(one) for one in told]))


def _as_bytes(history: History) -> bytes:
    return _as_json(
        {
            "values": _rows(history.values),
            "forecasts": _rows(history.forecasts),
            "signals": _rows(history.signals),
            "dashboards": history.dashboards,
            "commentary": {label: [asdict(one) for one in told] for label, told in history.commentary.items()},
            "without_explanation": dict(history.without_explanation),
            "accepted": {label: dict(reasons) for label, reasons in history.accepted.items()},
            "comparisons": {label: one.as_dict() for label, one in history.comparisons.items()},
            **({"salt": history.salt} if history.salt else {}),
        }
    )


def _as_json(content: Any) -> bytes:
    text = json.dumps(content, ensure_ascii=False, sort_keys=True, indent=1, default=date.isoformat)
    return text.encode("utf-8")


def _rows(table: pd.DataFrame) -> list[dict[str, Any]]:
    return [
        {str(name): None if pd.isna(value) else value for name, value in row.items()}
        for row in table.to_dict("records")
    ]


def _explanation(kept: dict[str, Any]) -> Explanation:
    day = kept["promised_on"]
    return Explanation(**kept | {"promised_on": date.fromisoformat(day) if day else None})


def file_in(store: Path, name: str) -> Path:
    """Where a history of this name lies among the snapshots."""
    return store / _FOLDER / f"{name}.json"


def _file(name: str) -> Path:
    return file_in(paths.snapshots(), name)
