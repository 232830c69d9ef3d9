"""The gate of a final report: it is published with every explanation that is due, or with a reason."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpers.floor import home, paths
from helpers.floor.faults import AskedWrongly
from helpers.floor.params.settings import Indicator
from helpers.floor.quarter import Quarter
from helpers.runner.commentary import commentary_due
from helpers.runner.editions import editions, manifest
from helpers.runner.editions.disk import shown_path
from helpers.runner.editions.manifest import Run
from helpers.runner.tables import outputs
from helpers.sources.delivery.reason import published_reason

if TYPE_CHECKING:
    from helpers.floor.shapes.delivery import Delivery
    from helpers.runner.editions.edition_content import Executed

_TABLE = "indicators"


def missing_in(executed: Executed, delivery: Delivery) -> list[Indicator]:
    """The indicators of which an explanation is due and not there, by the statuses in executed notebooks."""
    sheet = outputs.tables(executed).get(_TABLE)
    if sheet is None or not {"indicator_id", "status"} <= set(sheet.rows[0]):
        return []
    header, *rows = sheet.rows
    number, status = header.index("indicator_id"), header.index("status")
    return _missing({row[number]: row[status] for row in rows}, delivery)


def missing_before(out: Path, run: Run) -> list[Indicator] | None:
    """The same before any notebook runs: the current edition tells it where it was made from the same; None where not.

    Commentary and earlier editions may differ: no status comes from them.
    """
    now = manifest.manifest(run, editions.Stamp(0, editions.FINAL, "", ""), "", (), {})
    try:
        edition = editions.manifest(out, run.quarter.label, max(editions.numbers(out, run.quarter.label)))
        is_the_same = manifest.made_from(edition) == manifest.made_from(now)
        statuses = commentary_due.published_statuses(out, run.quarter) if is_the_same else None
    except (AskedWrongly, editions.Damaged, ValueError, KeyError, TypeError, AttributeError):
        return None  # never published, or not as this suite writes it
    return None if statuses is None else _missing(statuses, run.delivery)


def recorded(executed: Executed, delivery: Delivery) -> dict[str, Any]:
    """What run.json says of explanations that are missing for a reason; nothing where none is."""
    reason = delivery.history.without_explanation.get(delivery.quarter.label, "")
    gone = missing_in(executed, delivery) if reason else []
    return {"reason": reason, "indicators": [one.id for one in gone]} if gone else {}


def reasons(out: Path, quarters: Sequence[Quarter], given: str) -> dict[str, str]:
    """By quarter why explanations may be missing: as it was given, else as the current edition says."""
    told = {one.label: given or _told_before(out, one) for one in quarters}
    return {label: why for label, why in told.items() if why}


def reason_of(text: str, is_final: bool) -> str:
    """Why a final report may do without the explanations that are due, as the page will say it. Raises AskedWrongly.

    >>> reason_of(" De eigenaar is ziek. ", True)
    'De eigenaar is ziek.'
    """
    if not is_final:
        raise AskedWrongly("--without-explanation hoort bij --final.", "Een concept heeft geen reden nodig.")
    return published_reason("--without-explanation", text)


def refuse(gone: Mapping[str, Sequence[Indicator]], out: Path) -> None:
    """Raise AskedWrongly with every explanation that is missing, by quarter, and how to get it."""
    lines = [f"  {quarter} {one.id} {one.name}: {one.owner}" for quarter, several in gone.items() for one in several]
    if not lines:
        return
    told = ["Er is niets gepubliceerd: deze toelichtingen zijn nodig en ontbreken.", *lines]
    told += [f"Maak het formulier met: {_command(quarter, out)}" for quarter, several in gone.items() if several]
    hint = 'Kan een toelichting er niet komen? Geef dan de reden: --without-explanation "de reden".'
    raise AskedWrongly("\n".join([*told, hint]))


def _command(quarter: str, out: Path) -> str:
    place = "" if out == paths.REPORTS else f" --out {shown_path(out)}"
    form = home.command(f"commentary --quarter {quarter}{place}")
    if editions.numbers(out, quarter):
        return form
    return f"{form} (maak eerst een concept: report --quarter {quarter}{place}{home.option()}, zonder --final)"


def _told_before(out: Path, quarter: Quarter) -> str:
    told = (editions.readable(out, quarter.label) or {}).get(manifest.WITHOUT_EXPLANATION)
    reason = told.get("reason") if isinstance(told, dict) else ""
    return reason if isinstance(reason, str) else ""


def _missing(statuses: Mapping[str, str], delivery: Delivery) -> list[Indicator]:
    said = delivery.history.commentary.get(delivery.quarter.label, ())
    return commentary_due.missing(statuses, delivery.settings.indicators, said)
