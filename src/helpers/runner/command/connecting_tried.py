"""An own file read by rules that are not written yet: what that gives, and whether they may be written."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from helpers import sources
from helpers.floor import dutch, home
from helpers.floor.faults import AskedWrongly, Fault, in_a_line
from helpers.floor.printable import quoted
from helpers.runner.command import connecting_told as told_back
from helpers.sources.mapping import exports_file

if TYPE_CHECKING:
    import pandas as pd

    from helpers.floor.params.export_mapping import ExportMapping

_MOST = 3  # faults: enough to see what is wrong
NOT_WRITTEN = "Er is nog niets geschreven."


@dataclass(frozen=True)
class Tried:
    """What a file gives by rules that may be written: its table, None where there is none, and its faults."""

    dataset: str
    file: Path
    table: pd.DataFrame | None
    faults: list[Fault]

    @classmethod
    def of(cls, dataset: str, file: Path, mapping: ExportMapping) -> Tried:
        """Read the whole file, as check would if these rules stood in exports.yml."""
        with exports_file.supposing(dataset, mapping):
            return cls(dataset, file, *sources.check_file(dataset, file))

    @property
    def errors(self) -> list[Fault]:
        return [fault for fault in self.faults if fault.level == "error"]

    @property
    def in_short(self) -> str:
        """How many errors there are, and the first few."""
        count = dutch.counted(len(self.errors), "fout", "fouten")
        first = "" if len(self.errors) <= _MOST else f" De eerste {_MOST}:"
        lines = [f"  {in_a_line(fault)}" for fault in self.errors[:_MOST]]
        return "\n".join([f"Zo gelezen geeft uw bestand {count}.{first}", *lines])

    def tell(self, say: Callable[[str], None]) -> int:
        """Show what the rules read, now that they are written; the exit code."""
        if self.table is not None:
            say(told_back.of_table(self.dataset, self.table))
        command = home.command(f"check --dataset {self.dataset} {quoted(str(self.file))}")
        if self.errors:
            say(f"Er zijn nog fouten. Die ziet u met: {command}")
            return AskedWrongly.exit_code
        if self.faults:
            count = dutch.counted(len(self.faults), "waarschuwing", "waarschuwingen")
            verb = "is" if len(self.faults) == 1 else "zijn"
            say(f"Er {verb} ook {count}. Die ziet u met: {command}")
        return 0
