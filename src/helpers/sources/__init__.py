"""The exports: one contract a module, read to validated, typed tables, and frozen as one delivery."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import pandas as pd

    from helpers.floor.areas import Areas
    from helpers.floor.faults import Fault
    from helpers.floor.month import Month
    from helpers.floor.quarter import Quarter
    from helpers.floor.shapes.delivery import Delivery
    from helpers.floor.shapes.export import Export
    from helpers.sources.contract import Contract
    from helpers.sources.earlier.history import Past

# The imports stand in the functions so that a command that reads nothing starts at once.


def open_delivery(delivery: str = "", quarter: str = "newest", missing: Mapping[str, str] | None = None) -> Delivery:
    """The delivery "sample", "raw", a folder, or "snapshot:<name>", looked at from a quarter.

    Where none is named it is data/raw when that holds an export, else the sample, and which is printed first.
    `missing` gives the reason of an export that is not there. Raises BadInput with every fault of every file;
    AskedWrongly on a folder, quarter or reason that is wrong.
    """
    from helpers.sources.delivery import opening

    return opening.open_delivery(delivery, quarter, missing)


def open_month(delivery: str, month: str = "newest") -> Delivery:
    """The same looked at from a month, such as "2026-10", of which the quarter need not be over.

    `history` holds the signals that dashboards gave and no more. Nothing after the last day of the month may count:
    the tables carry their full history, so a measure looks no further than `delivery.month`. Raises BadInput as
    `open_delivery` does; AskedWrongly on a month without data or one that the monthly exports do not cover.
    """
    from helpers.sources.delivery import opening

    return opening.open_month(delivery, month)


def freeze_month(delivery: str, month: str = "newest") -> Delivery:
    """The delivery looked at from a month, kept under its `name` to be opened again; what is absent is missing."""
    from helpers.sources.delivery import opening

    return opening.freeze_month(delivery, month)


def freeze(
    delivery: str, quarter: str = "newest", missing: Mapping[str, str] | None = None, reports: Path | None = None
) -> tuple[str, Delivery]:
    """The name under which the delivery was kept, to be opened as "snapshot:<name>", and the delivery.

    Where it has no updates of the dashboard of its own, those that were published in `reports` stand in.
    """
    from helpers.sources.delivery import opening

    return opening.freeze(delivery, quarter, missing, reports)


def freeze_history(
    reports: Path,
    params: Path,
    delivery: Delivery,
    first: Quarter,
    last: Quarter,
    without_explanation: Mapping[str, str] | None = None,
    accepted: Mapping[str, str] | None = None,
) -> Past:
    """What a batch over `first` to `last` may know of earlier reports and commentary, kept for its notebooks.

    `without_explanation` says by quarter why its report may do without the explanations that are due; `accepted` by
    export why it may count although it is strange. Raises BadInput on commentary that does not fit.
    """
    from helpers.sources.delivery import opening

    return opening.freeze_history(reports, params, delivery, first, last, without_explanation, accepted)


def freeze_signals(reports: Path, params: Path, delivery: Delivery) -> Past:
    """What a dashboard on the month of this delivery may know of earlier ones, kept for its notebook."""
    from helpers.sources.delivery import opening

    return opening.freeze_signals(reports, params, delivery)


def seen_from(frozen: Delivery, quarter: Quarter, month: Month | None = None) -> Delivery:
    """A frozen delivery as `open_delivery` gives it for this quarter, or `open_month` for this month."""
    from helpers.sources.delivery import opening

    return opening.seen_from(frozen, quarter, month)


def name_with_history(delivery: Delivery) -> str:
    """What opens a frozen delivery again with its history: "snapshot:<name>+<history>"."""
    from helpers.sources.delivery import opening

    return opening.name_with_history(delivery)


def kept_files(name: str, store: Path) -> list[Path]:
    """The files in a folder of snapshots that opening "snapshot:<name>+<history>" reads."""
    from helpers.sources.delivery import opening

    return opening.kept_files(name, store)


def newest_quarter(delivery: str) -> str:
    """The newest complete quarter of a delivery, such as 2026-Q3; remembered, so that asking again is quick."""
    from helpers.sources.delivery import newest

    return newest.newest_quarter(delivery)


def read(dataset: str, path: Path | str, areas: Areas | None = None) -> pd.DataFrame:
    """One file as the typed table of one export. Raises BadInput with all of its faults."""
    from helpers.sources.delivery import contents

    return contents.read(dataset, path, areas)


def check(
    folder: Path | str,
    missing: Mapping[str, str] | None = None,
    *,
    reports: Path | None = None,
    accepted: Mapping[str, str] | None = None,
) -> list[Fault]:
    """Every error and warning of every file in a folder, or of "sample" or "raw". Changes nothing.

    The tables of places in data/reference are read too, also where no export needs them yet. With `reports` also
    what is strange beside the last report in that folder; `accepted` says of which exports that
    is known. Raises AskedWrongly where nothing is strange in one of those.
    """
    return checked(folder, missing, reports=reports, accepted=accepted)[0]


def reference_faults() -> list[Fault]:
    """What does not fit in wijken.csv and population.csv; held to the municipality of params where that can be read."""
    from helpers.sources.delivery import check as checking

    return checking.of_reference()


def checked(
    folder: Path | str,
    missing: Mapping[str, str] | None = None,
    *,
    reports: Path | None = None,
    accepted: Mapping[str, str] | None = None,
) -> tuple[list[Fault], tuple[Export, ...]]:
    """The faults that `check` finds, and the exports that were read, each with the rules by which it was."""
    from helpers.sources.delivery import check as checking

    return checking.check(str(folder), missing, reports, accepted)


def mark_published(name: str) -> None:
    """Keep the frozen delivery of this name longer: a report was made of it."""
    from helpers.sources.delivery import snapshot

    snapshot.mark_published(name)


def keep_record(run: Mapping[str, Any], history: str, files: Mapping[str, str]) -> None:
    """Keep what an edition was made from, so that it can be made again: `files` has by name the SHA-256.

    `run` is its run.json, `history` the name of what was read of earlier reports. The frozen delivery that it names
    is then kept as long as nobody takes it away.
    """
    from helpers.sources.delivery import edition_record

    edition_record.keep(edition_record.EditionRecord(run, history, files))


def check_file(dataset: str, path: Path | str) -> tuple[pd.DataFrame | None, list[Fault]]:
    """One file as the table of one export, None when it cannot be read; every error and warning of it.

    Raises AskedWrongly when there is no such dataset.
    """
    from helpers.sources.delivery import contents

    return contents.read_with_faults(dataset, path)


def proposal(file: Path | str, dataset: str = "") -> pd.DataFrame:
    """How an own file may become an export, as a table; `python run.py connect` asks what is doubtful and writes it.

    Raises BadInput where the file cannot be read, AskedWrongly where it is no export.
    """
    from helpers.sources.connecting import showing

    return showing.as_table(file, dataset)


def tally(dataset: str, table: pd.DataFrame) -> tuple[dict[str, float | int], dict[str, int]]:
    """The total of each numeric column and the count of different values of each column, by header."""
    from helpers.sources.delivery import summary

    contract = contracts()[dataset]
    return summary.sums(contract, table), summary.uniques(contract, table)


def contracts() -> dict[str, Contract]:
    """The contract of every dataset, by name."""
    from helpers.sources import catalogue

    return catalogue.contracts()
