"""Before an edition is published: nothing that is hidden may be found in it, beside all that stands."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from helpers.disclosure import audit
from helpers.disclosure.published.harvest import Edition, Harvest, Unknown, harvest, readable
from helpers.floor.faults import RunFailed
from helpers.runner.audit import reading, telling
from helpers.runner.editions.disk import Files
from helpers.sources.earlier import edition_folders

if TYPE_CHECKING:
    from helpers.floor.params.settings import Settings


class Leaks(RunFailed):
    """What was built is not published: a hidden count can be found, or a table is not known."""


def of_itself(files: Files, settings: Settings, run: Mapping[str, Any]) -> audit.Audit:
    """The audit of an edition by itself: the same for the same files, whatever stands beside it.

    `run` has what run.json will say of quarter, month and notebooks. Raises Leaks on a table that is not known.
    """
    built = reading.edition("", run, files, files.__getitem__, settings)
    return audit.audited([_harvested(built)], settings.municipality.small_numbers, settings.by_measure)


def refuse(out: Path, folder: str, files: Files, settings: Settings) -> list[str]:
    """Lines to tell of an edition that may be published; raises Leaks where a count can be found with it.

    `folder` is where it will stand in `out`. What editions of before tell among themselves is told and stops nothing.
    """
    run = json.loads(files[edition_folders.RUN])
    built = reading.edition(folder, run, files, files.__getitem__, settings)
    stands = reading.standing(out, settings, run["is_made_up"])
    beside, unknown = of_before([one for one in stands.editions if one.folder != folder])
    together, stops, others = audit.partaking(
        [_harvested(built)], beside, settings.municipality.small_numbers, settings.by_measure
    )
    if stops:
        raise Leaks(telling.of_leaks(stops, folder), telling.what_to_do(stops))
    return telling.of_before(others, [*unknown, *stands.unread], together.apart)


def _harvested(built: Edition) -> Harvest:
    try:
        return harvest(built)
    except Unknown as fault:
        raise Leaks(telling.of_unknown(fault), telling.DECLARE) from None


def of_before(editions: Sequence[Edition]) -> tuple[list[Harvest], list[tuple[str, str]]]:
    """What can be read of earlier editions, and of which a part cannot, with why."""
    read = [(one.folder, *readable(one)) for one in editions]
    unknown = [(folder, telling.of_unknown(fault)) for folder, _, faults in read for fault in faults]
    return [found for _, found, _ in read if len(found.rows)], unknown
