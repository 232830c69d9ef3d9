"""Strange exports that somebody accepted: the reason, given with --accept or written in the current edition."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpers.floor.faults import AskedWrongly
from helpers.floor.quarter import Quarter
from helpers.sources.catalogue import contract_of
from helpers.sources.delivery.reason import published_reason
from helpers.sources.earlier import edition_folders, run_json

if TYPE_CHECKING:
    from helpers.floor.shapes.delivery import Delivery
    from helpers.floor.shapes.export import Export

KEY = "accepted"  # in run.json


def given(accepted: Mapping[str, str] | None) -> dict[str, str]:
    """The reasons as the page will say them, by export. Raises AskedWrongly on an unknown name or an unfit reason."""
    return {
        contract_of(name).dataset: published_reason(f"--accept {name}", why) for name, why in (accepted or {}).items()
    }


def by_quarter(
    reports: Path, delivery: Delivery, quarters: Sequence[Quarter], accepted: Mapping[str, str]
) -> dict[str, dict[str, str]]:
    """By quarter the reasons that count: those given now, else those of its current edition on the very same file."""
    places = edition_folders.places(reports, delivery.is_made_up)
    told = {one.label: _remembered(_place_of(one, places), one, delivery) | dict(accepted) for one in quarters}
    return {label: reasons for label, reasons in told.items() if reasons}


def as_written(delivery: Delivery) -> dict[str, dict[str, str]]:
    """What run.json says of the strange exports that were accepted: the reason, and of which file."""
    marks = {one.dataset: one.mark for one in delivery.exports}
    return {
        name: {"reason": delivery.accepted[name], "mark": marks.get(name, "")}
        for name in delivery.strange
        if name in delivery.accepted
    }


def refuse_needless(delivery: Delivery, quarters: Sequence[Quarter], accepted: Mapping[str, str]) -> None:
    """Raise AskedWrongly where an export was accepted in which nothing strange was found in any quarter."""
    strange = {name for one in quarters for name in delivery.at(one).strange}
    for name in accepted:
        if name not in strange:
            title = delivery.descriptions[name].title
            raise AskedWrongly(f"Bij “{title}” houdt niets een oordeel tegen.", f"Haal --accept {name} weg.")


def _place_of(quarter: Quarter, places: Sequence[Path]) -> Path:
    """The first of the folders in which the quarter has an edition."""
    return next((one for one in places if edition_folders.numbers(one, quarter.label)), places[0])


def _remembered(reports: Path, quarter: Quarter, delivery: Delivery) -> dict[str, str]:
    told = _run(reports, quarter).get(KEY, {})
    return {
        one.dataset: said["reason"]
        for one in delivery.exports
        if isinstance(said := told.get(one.dataset), dict) and isinstance(said.get("reason"), str) and _is_of(said, one)
    }


def _is_of(said: Mapping[str, Any], export: Export) -> bool:
    """Whether this was said of the very same file; editions once gave its plain hash."""
    return said["mark"] == export.mark != "" if "mark" in said else said.get("sha256") == export.sha256


def _run(reports: Path, quarter: Quarter) -> dict[str, Any]:
    """The run.json of the current edition; empty where it is not there or damaged."""
    numbers = edition_folders.numbers(reports, quarter.label)
    try:
        return run_json.read(reports, quarter.label, numbers[-1]) if numbers else {}
    except run_json.Unfit:
        return {}
