"""A folder checked: what does not fit in it, and what is strange beside the last report."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from helpers.floor import home_secret, paths
from helpers.floor.areas import Areas
from helpers.floor.faults import AskedWrongly, BadInput, Fault, UserFault
from helpers.floor.params.settings import load as load_settings
from helpers.floor.quarter import Quarter
from helpers.floor.shapes.delivery import Delivery
from helpers.floor.shapes.export import Export
from helpers.sources import period
from helpers.sources.catalogue import descriptions
from helpers.sources.delivery import finding, identity
from helpers.sources.delivery.contents import Contents, read_folder
from helpers.sources.delivery.not_delivered import NotDelivered
from helpers.sources.earlier import accepted as acceptance
from helpers.sources.earlier import history, signal_words
from helpers.sources.places import places
from helpers.sources.reference import reading as reference


def check(
    folder: str,
    missing: Mapping[str, str] | None = None,
    reports: Path | None = None,
    accepted: Mapping[str, str] | None = None,
) -> tuple[list[Fault], tuple[Export, ...]]:
    """Every fault of every file and of the tables of places, what is strange beside the last report, and what was read.

    Raises AskedWrongly where `accepted` names an export in which nothing is strange.
    """
    own = reference.read(paths.REFERENCE, load_settings(paths.PARAMS).municipality.code)
    if own.has_error:
        return list(own.faults), ()  # every code in every export would be refused
    contents = _with_reference(read_folder(finding.folder_of(folder), own.areas, missing, NotDelivered(reports)))
    found = _of_delivery(contents, own.areas, reports, acceptance.given(accepted))
    return [*own.faults, *found], contents.exports


def of_reference() -> list[Fault]:
    """What does not fit in wijken.csv and population.csv, also where params do not fit either."""
    try:
        code = load_settings(paths.PARAMS).municipality.code
    except UserFault:
        code = ""
    return list(reference.read(paths.REFERENCE, code).faults)


def _of_delivery(contents: Contents, areas: Areas, reports: Path | None, known: Mapping[str, str]) -> list[Fault]:
    if reports is None or any(fault.level == "error" for fault in contents.faults):
        return list(contents.faults)
    try:
        newest = period.newest_complete(contents.tables, load_settings(paths.PARAMS))
    except AskedWrongly:
        return list(contents.faults)
    try:
        delivery, lost = _beside_reports(contents, areas, newest, reports, known)
    except BadInput as error:  # commentary that does not fit, which report refuses too
        return [*contents.faults, *error.faults]
    acceptance.refuse_needless(delivery, [newest], known)
    faults = (*contents.faults, *delivery.comparison.warnings)
    return [*(_said(fault, delivery) for fault in faults), *_not_made(delivery), *lost]


def _with_reference(contents: Contents) -> Contents:
    """With a warning of what is broken in the tables of places that no export needs yet; else it is an error."""
    broken = [fault for fault in places.faults_of_reference(paths.REFERENCE) if fault not in contents.faults]
    return replace(contents, faults=(*contents.faults, *(replace(fault, level="warning") for fault in broken)))


def _beside_reports(
    contents: Contents, areas: Areas, newest: Quarter, reports: Path, accepted: Mapping[str, str]
) -> tuple[Delivery, list[Fault]]:
    """The delivery with what stood before it, and the words on signals that fit no signal."""

    def mark_of(fingerprint: str) -> str:
        return identity.mark_of(fingerprint, contents.is_made_up, home_secret.keyed_if_kept)

    delivery = Delivery(
        quarter=newest,
        tables=contents.tables,
        missing=contents.missing,
        settings=load_settings(paths.PARAMS).at(newest.year),
        areas=areas,
        exports=tuple(replace(one, mark=mark_of(one.sha256)) for one in contents.exports),
        warnings=contents.faults,
        is_made_up=contents.is_made_up,
        newest=newest,
        descriptions=descriptions(),
    )
    past = history.gather(reports, paths.PARAMS, delivery, newest, newest, accepted=accepted)
    lost = [fault for fault in past.left_out if fault.rule == signal_words.RULE]
    return replace(delivery, history=past.history), lost


def _said(fault: Fault, delivery: Delivery) -> Fault:
    """A warning that holds a judgement back says so, or why it does not."""
    if not fault.holds_back:
        return fault
    reason = delivery.accepted.get(fault.dataset, "")
    if reason:
        return replace(fault, hint=f"Geaccepteerd: {reason.rstrip('.')}.")
    return replace(fault, hint=f"Dit houdt oordelen tegen. {fault.hint}")


def _not_made(delivery: Delivery) -> list[Fault]:
    """That there was a report, and no delivery to lay this one beside."""
    made = delivery.comparison
    if not made.why_not:
        return []
    message = f"De levering is niet vergeleken met het rapport over {made.quarter}. {made.why_not}"
    return [Fault(message, file=made.quarter, rule="vergelijking", level="warning")]
