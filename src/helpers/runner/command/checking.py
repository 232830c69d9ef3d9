"""What `check` found: in a delivery, in one file, or in one file of parameters."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.floor import paths
from helpers.floor.faults import AskedWrongly, Fault, UserFault, fitting, shortened, told

if TYPE_CHECKING:
    from helpers.floor.shapes.export import Export


@dataclass(frozen=True)
class Checked:
    """One file against one contract: what it holds, and every fault. A refused file has no figures."""

    dataset: str
    rows: int = 0
    sums: Mapping[str, float] = field(default_factory=dict)
    uniques: Mapping[str, int] = field(default_factory=dict)
    faults: Sequence[Fault] = ()

    @property
    def is_refused(self) -> bool:
        return any(fault.level == "error" for fault in self.faults)

    def as_line(self) -> str:
        """One line of JSON; where there are very many faults, the first of each kind and how many follow."""
        return fitting(lambda most: json.dumps(self._as_dict(most), ensure_ascii=False, default=str))

    def _as_dict(self, most: int) -> dict[str, object]:
        by_level: dict[str, list[Fault]] = {"warning": [], "error": []}
        for fault in self.faults:
            by_level[fault.level].append(fault)
        return {
            "dataset": self.dataset,
            "rows": self.rows,
            "sums": dict(self.sums),
            "uniques": dict(self.uniques),
            "warnings": [fault.as_dict() for fault in shortened(by_level["warning"], most)],
            "errors": [fault.as_dict() for fault in shortened(by_level["error"], most)],
            "counts": {"warnings": len(by_level["warning"]), "errors": len(by_level["error"])},
        }


def checked_export(dataset: str, file: Path) -> Checked:
    """One file against the contract of one dataset. Raises AskedWrongly on an unknown dataset."""
    from helpers import sources

    table, faults = sources.check_file(dataset, file)
    read = Checked(dataset, 0 if table is None else len(table), faults=faults)
    if table is None or read.is_refused:
        return read
    return Checked(dataset, len(table), *sources.tally(dataset, table), faults)


def checked_params(file: Path) -> Checked:
    """One file of parameters, of the home or else as given, against the model it belongs to."""
    from helpers.runner.params import params_check

    within = paths.HOME / file
    reading = params_check.check(within if within.is_file() else file)
    return Checked(reading.name, len(reading.values), faults=reading.faults)


def checked_delivery(
    delivery: str, reports: Path, missing: Mapping[str, str], accepted: Mapping[str, str], today: date | None = None
) -> tuple[list[Fault], list[str]]:
    """Every fault of the parameters and of every export in a folder, and what is strange beside the last report.

    Also what the budget of this year lacks, by the clock, and lines that tell how own files were read.

    Raises AskedWrongly where an export was accepted in which nothing is strange, or the reports are of another
    municipality.
    """
    from helpers import sources
    from helpers.floor.params import settings
    from helpers.runner.batch.plan import SAMPLE
    from helpers.runner.editions import belonging
    from helpers.runner.params import budgets_check, params_check

    faults = params_check.check_all()
    if any(fault.level == "error" for fault in faults):
        return [*faults, *sources.reference_faults()], []  # which wijken and processes there are is not known
    belonging.refuse_others(reports, settings.load(paths.PARAMS).municipality.code)
    if delivery != SAMPLE:  # which is of its own year for ever
        faults += budgets_check.check((today or date.today()).year)
    found, exports = sources.checked(delivery, missing, reports=reports, accepted=accepted)
    return [*faults, *found], _own_files(exports)


def _own_files(exports: Sequence[Export]) -> list[str]:
    from helpers import sources

    lines = []
    for export in exports:
        if export.rules:
            title = sources.contracts()[export.dataset].title
            lines += [f"  {export.file} is gelezen als “{title}”:", *(f"    {rule}" for rule in export.rules)]
    return ["Zo zijn uw eigen bestanden gelezen, volgens params/exports.yml:", *lines] if lines else []


def refusal(dataset: str, fault: UserFault) -> Checked:
    """What a program gets that asked wrongly: the same line, with the refusal in it."""
    return Checked(dataset, faults=[Fault(fault.message, fault.hint, rule="opdracht")])


def in_words(faults: Sequence[Fault], what: str) -> str:
    """What a user reads; `what` names what was checked, such as "Alle exports"."""
    return told(faults) if faults else f"{what} in orde."


def refuse_if_unclear(dataset: str, file: Path | None, params: Path | None, data: str, is_json: bool) -> None:
    """Raise AskedWrongly when it is not clear what to check."""
    example = "Zoals: check --dataset bodycams bodycams.csv, of check --params params/municipality.yml."
    if params and (dataset or file or data):
        raise AskedWrongly("Met --params hoort alleen dat ene bestand.", example)
    if bool(dataset) != (file is not None):
        raise AskedWrongly("--dataset en een bestand horen bij elkaar.", example)
    if dataset and data:
        raise AskedWrongly("--dataset en --data gaan niet samen.", example)
    if is_json and not dataset and not params:
        raise AskedWrongly("--json hoort bij één bestand.", example)
