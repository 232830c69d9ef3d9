"""What is done about an export that a delivery lacks: our own log of updates stands in, or it may be missing."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.floor import paths
from helpers.floor.faults import BadInput, Fault
from helpers.floor.params.settings import load as load_settings
from helpers.sources.delivery import needed
from helpers.sources.earlier import update_log

if TYPE_CHECKING:
    from helpers.sources.delivery.contents import Contents

_ABSENT = "een reden is niet gegeven"
_LET_GO = {"*": _ABSENT}  # in the name of a snapshot from which an export is missing that nobody gave a reason for


@dataclass(frozen=True)
class Way:
    """How a snapshot came about: the file that stood in, and the mark that exports were let go."""

    files: Mapping[str, bytes]
    missing: Mapping[str, str]

    def is_of(self, contents: Contents, given: Mapping[str, str]) -> bool:
        """Whether these contents came about so; `given` are the reasons that somebody gave."""
        stood_in = any(one.file == update_log.FILE for one in contents.exports)
        return stood_in is bool(self.files) and (contents.missing.keys() > given.keys()) is bool(self.missing)


@dataclass(frozen=True)
class NotDelivered:
    """`reports` is where the log of updates lies; with `is_let_go` every absent export is missing, and no fault.

    A delivery with updates of its own goes first, and so does a reason that was given for having none. On made-up
    data the log of the dashboards on such data stands in, on real data that of the others.
    """

    reports: Path | None = None
    is_let_go: bool = False

    def stand_in(self, is_made_up: bool) -> tuple[dict[str, bytes], list[Fault]]:
        """The log by its name as a file, nothing where there is none, and what is wrong with it."""
        if self.reports is None or update_log.DATASET not in needed.read(load_settings(paths.PARAMS)):
            return {}, []
        try:
            log = update_log.content(self.reports, is_made_up)
        except BadInput as error:
            return {}, list(error.faults)
        return ({} if log is None else {update_log.FILE: log}), []

    def reasons(self, absent: Collection[str]) -> dict[str, str]:
        """Why these exports are missing, where that is no fault."""
        return dict.fromkeys(absent, _ABSENT) if self.is_let_go else {}

    def ways(self, is_made_up: bool) -> list[Way]:
        """How a snapshot may have come about, that with a log first."""
        logs = [self.stand_in(kind)[0] for kind in dict.fromkeys((is_made_up, True))]
        with_log = [Way(log, {}) for log in logs if log]
        return [*with_log, Way({}, {}), *([Way({}, _LET_GO)] if self.is_let_go else [])]

    def is_whole(self, contents: Contents, is_made_up: bool) -> bool:
        """Whether nothing could stand in for what these contents lack."""
        has_own = update_log.DATASET in {*contents.tables, *contents.missing}
        return has_own or not self.stand_in(is_made_up)[0]
