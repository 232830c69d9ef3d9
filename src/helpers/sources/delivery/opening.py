"""Opening a delivery: read and frozen at the first call, found again at the next."""

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

from helpers.floor import paths
from helpers.floor.areas import Areas
from helpers.floor.faults import AskedWrongly, BadInput
from helpers.floor.kept import reads
from helpers.floor.kept.watched import watched
from helpers.floor.month import Month
from helpers.floor.params.settings import Settings
from helpers.floor.params.settings import load as load_settings
from helpers.floor.quarter import Quarter
from helpers.floor.shapes.delivery import Delivery
from helpers.sources import period
from helpers.sources.catalogue import descriptions
from helpers.sources.delivery import finding, identity, inhabitants, snapshot, unnamed
from helpers.sources.delivery.contents import Contents, read_contents, reasons
from helpers.sources.delivery.not_delivered import NotDelivered, Way
from helpers.sources.earlier import history
from helpers.sources.reference import reading as reference

PREFIX = "snapshot:"


def open_delivery(delivery: str = "", quarter: str = "newest", missing: Mapping[str, str] | None = None) -> Delivery:
    """The delivery "sample", "raw", a folder, or "snapshot:<name>", looked at from a quarter.

    Where none is named, the one that `report` takes, and that is printed first.
    Read and kept at the first call, found again at the next. `missing` gives the reason of an export that
    is not there. Earlier reports are those in `reports/`; of a snapshot those in "snapshot:<name>+<history>".
    Raises BadInput with every fault; AskedWrongly on a folder, quarter or reason that is wrong.
    """
    if not delivery:
        delivery = unnamed.own_or_sample()
        print(unnamed.in_dutch(delivery))
    if delivery.startswith(PREFIX):
        name, _, kept = delivery.partition("+")
        return _watched(replace(freeze(name, quarter)[1], history=history.load(kept)), delivery)
    opened = freeze(delivery, quarter, missing, paths.REPORTS)[1]
    past = history.gather(paths.REPORTS, paths.PARAMS, opened, opened.quarter, opened.quarter)
    return _watched(replace(opened, history=past.history), delivery)


def open_month(delivery: str, month: str = "newest") -> Delivery:
    """The same looked at from a month; `history` then holds the signals that dashboards gave, and no more."""
    if delivery.startswith(PREFIX):
        name, _, kept = delivery.partition("+")
        return _watched(replace(freeze_month(name, month), history=history.load(kept)), delivery)
    opened = freeze_month(delivery, month)
    return _watched(replace(opened, history=history.of_month(paths.REPORTS, paths.PARAMS, opened).history), delivery)


def seen_from(frozen: Delivery, quarter: Quarter, month: Month | None = None) -> Delivery:
    """A frozen delivery as `open_delivery` or `open_month` gives it when it is asked for this quarter or month."""
    areas = Areas.load(paths.snapshots() / frozen.name / "reference")
    seen = replace(frozen.at(quarter), month=month)
    return replace(seen, areas=inhabitants.with_delivered(areas, frozen.tables, quarter.year))


def _watched(opened: Delivery, name: str) -> Delivery:
    """The delivery, watched where what is read of it counts: in the kernels of a batch and of `lab`."""
    if not {reads.FILE, reads.RESULTS} & os.environ.keys():
        return opened
    reads.note(reads.Part(reads.OPENED, name, (opened.month or opened.quarter).label))
    return watched(opened)


def freeze_history(
    reports: Path,
    params: Path,
    delivery: Delivery,
    first: Quarter,
    last: Quarter,
    without_explanation: Mapping[str, str] | None = None,
    accepted: Mapping[str, str] | None = None,
) -> history.Past:
    """The reports before a batch over `first` to `last` and its commentary, kept for `name_with_history`."""
    past = history.gather(reports, params, delivery, first, last, without_explanation, accepted)
    history.keep(past.history)
    return past


def freeze_signals(reports: Path, params: Path, delivery: Delivery) -> history.Past:
    """The dashboards before this month, kept for `name_with_history`."""
    past = history.of_month(reports, params, delivery)
    history.keep(past.history)
    return past


def name_with_history(delivery: Delivery) -> str:
    """What opens this frozen delivery again with its history: "snapshot:<name>+<history>"."""
    name = PREFIX + delivery.name
    return f"{name}+{delivery.history.name}" if delivery.history.name else name


def kept_files(name: str, store: Path) -> list[Path]:
    """The files that `name_with_history` names, as they lie in a folder of snapshots; all that opening it reads."""
    frozen, _, past = name.removeprefix(PREFIX).partition("+")
    return [*snapshot.files_of(store / frozen), *([history.file_in(store, past)] if past else [])]


def freeze(
    delivery: str, quarter: str = "newest", missing: Mapping[str, str] | None = None, reports: Path | None = None
) -> tuple[str, Delivery]:
    """The name of the snapshot, to be opened as "snapshot:<name>", and the delivery in it.

    Where it has no updates of the dashboard of its own, those that were published in `reports` stand in.
    """
    name, contents, folder = _kept(delivery, reasons(missing), NotDelivered(reports))
    settings = load_settings(folder / "params")
    chosen = period.choose(quarter, contents.tables, settings)
    return name, _delivery(name, contents, folder, settings, chosen)


def freeze_month(delivery: str, month: str = "newest") -> Delivery:
    """The delivery in the snapshot that its name opens, looked at from a month.

    A month asks for no export that only a quarter needs: what is absent is missing.
    """
    name, contents, folder = _kept(delivery, {}, NotDelivered(is_let_go=True))
    settings = load_settings(folder / "params")
    chosen = period.choose_month(month, contents.tables, settings)
    return replace(_delivery(name, contents, folder, settings, chosen.quarter), month=chosen)


def _kept(delivery: str, missing: dict[str, str], not_delivered: NotDelivered) -> tuple[str, Contents, Path]:
    """The name of a snapshot, what is in it, and its folder."""
    if delivery.startswith(PREFIX):
        name = delivery.removeprefix(PREFIX)
        kept = snapshot.load(name) or _rebuilt(name)
    else:
        name, kept = _frozen(finding.folder_of(delivery), missing, not_delivered)
    return name, *kept


def _delivery(name: str, contents: Contents, folder: Path, settings: Settings, chosen: Quarter) -> Delivery:
    return Delivery(
        quarter=chosen,
        tables=contents.tables,
        missing=contents.missing,
        settings=settings.at(chosen.year),
        areas=inhabitants.with_delivered(Areas.load(folder / "reference"), contents.tables, chosen.year),
        exports=contents.exports,
        warnings=contents.faults,
        is_made_up=contents.is_made_up,
        name=name,
        newest=_newest(contents, settings),
        descriptions=descriptions(),
    )


def _newest(contents: Contents, settings: Settings) -> Quarter | None:
    """The newest quarter that is whole; None where only months are."""
    try:
        return period.newest_complete(contents.tables, settings)
    except AskedWrongly:
        return None


def _frozen(folder: Path, missing: dict[str, str], not_delivered: NotDelivered) -> tuple[str, tuple[Contents, Path]]:
    files, met = finding.gather(folder)
    faults = [fault for fault in met if fault.rule != finding.PASSED_OVER]
    if not files and not met:
        raise AskedWrongly(f"In de map {folder} staat geen export.", "Zet de exports in deze map.")
    is_made_up = (folder / finding.MADE_UP_FILE).is_file()
    beside = snapshot.beside()
    ways = not_delivered.ways(is_made_up)

    def name_of(way: Way) -> str:
        return identity.name_of({**files, **way.files}, faults, {**missing, **way.missing}, is_made_up, beside)

    for name, way in ((name_of(way), way) for way in ways):
        kept = snapshot.load(name)
        if kept and way.is_of(kept[0], missing) and not_delivered.is_whole(kept[0], is_made_up):
            return name, kept
    own = reference.read(paths.REFERENCE, load_settings(paths.PARAMS).municipality.code)
    contents = read_contents(files, faults, own.areas, missing, is_made_up, not_delivered)
    if any(fault.level == "error" for fault in contents.faults):
        raise BadInput(contents.faults)
    told = tuple(fault for fault in contents.faults if fault.rule != finding.PASSED_OVER)
    exports = tuple(replace(one, mark=identity.mark_of(one.sha256, is_made_up)) for one in contents.exports)
    contents = replace(contents, exports=exports, faults=told)
    name = next(name_of(way) for way in ways if way.is_of(contents, missing))
    return name, (contents, snapshot.keep(name, contents, snapshot.as_read(beside, own), folder))


def _rebuilt(name: str) -> tuple[Contents, Path]:
    """The snapshot made again from the folder it came from. Raises AskedWrongly when that cannot be.

    Not where it came with a run: the params and the reference of this checkout may be those of another municipality.
    """
    is_given = paths.GIVEN_SNAPSHOTS in os.environ
    manifest = snapshot.manifest_of(paths.snapshots() / name) if name.isalnum() and not is_given else None
    if manifest and Path(manifest["source"]).is_dir():
        again, kept = _frozen(Path(manifest["source"]), manifest["missing"], NotDelivered(paths.REPORTS))
        if again == name:
            return kept
    raise AskedWrongly(
        f"De bewaarde levering {name} is er niet meer of is beschadigd.", "Open de levering opnieuw vanuit haar map."
    )
