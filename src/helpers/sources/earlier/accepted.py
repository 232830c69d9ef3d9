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
    hashes = {one.dataset: one.sha256 for one in delivery.exports}
    places = edition_folders.places(reports, delivery.is_made_up)
    told = {one.label: _remembered(_place_of(one, places), one, hashes) | dict(accepted) for one in quarters}
    return {label: reasons for label, reasons in told.items() if reasons}


def as_written(delivery: Delivery) -> dict[str, dict[str, str]]:
    """What run.json says of the strange exports that were accepted: the reason, and of which file."""
    hashes = {one.dataset: one.sha256 for one in delivery.exports}
    return {
        name: {"reason": delivery.accepted[name], "sha256": hashes.get(name, "")}
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


def _remembered(reports: Path, quarter: Quarter, hashes: Mapping[str, str]) -> dict[str, str]:
    told = _run(reports, quarter).get(KEY, {})
    return {
        name: one["reason"]
        for name, one in told.items()
        if isinstance(one, dict) and isinstance(one.get("reason"), str) and one.get("sha256") == hashes.get(name, "-")
    }


def _run(reports: Path, quarter: Quarter) -> dict[str, Any]:
    """The run.json of the current edition; empty where it is not there or damaged."""
    numbers = edition_folders.numbers(reports, quarter.label)
    try:
        return run_json.read(reports, quarter.label, numbers[-1]) if numbers else {}
    except run_json.Unfit:
        return {}
