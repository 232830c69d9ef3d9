"""Whose a folder of reports is: of one municipality, and its numbers count one kind of data."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from helpers.floor.faults import AskedWrongly
from helpers.floor.month import Month
from helpers.floor.quarter import Quarter
from helpers.runner.editions import archive
from helpers.runner.editions.disk import shown_path
from helpers.sources.earlier import edition_folders, run_json

_ELSEWHERE = "Kies met --out een andere map."


def refuse_others(out: Path, code: str) -> None:
    """Raise AskedWrongly where a folder holds an edition of another municipality than that of this code.

    What cannot be read is nobody's: it is told elsewhere.
    """
    if archive.is_over_municipalities(out / archive.INDEX):
        message = f"In {shown_path(out)} staan de rapporten van meer gemeenten."
        raise AskedWrongly(message, "Elke gemeente heeft daarin een eigen map; kies die met --out.")
    within = out.parent if out.name == edition_folders.SAMPLE else out
    for place in edition_folders.places(within, is_made_up=True):
        dashboards = _editions(place / edition_folders.DASHBOARD, edition_folders.months(place))
        for lies, run in (*_editions(place, edition_folders.quarters(place)), *dashboards):
            if run["municipality"] != code:
                whose = f"van {run['municipality']}, niet van {code}"
                raise AskedWrongly(f"Het rapport in {shown_path(lies)} is {whose}.", _ELSEWHERE)


def refuse_mixed(out: Path, quarters: Sequence[Quarter], is_made_up: bool) -> None:
    """Raise AskedWrongly where editions on real and on made-up data would get their numbers from one count.

    So they would in folders of before those on made-up data lay apart, and in a folder for these that is named for
    real ones.
    """
    if out.name == edition_folders.SAMPLE and not is_made_up:
        raise AskedWrongly(f"De map {shown_path(out)} is voor rapporten over voorbeelddata.", _ELSEWHERE)
    for lies, run in _editions(out, quarters):
        if run["is_made_up"] is not is_made_up:
            what = "verzonnen" if run["is_made_up"] else "echte"
            message = f"Het rapport in {shown_path(lies)} gaat over {what} cijfers, het nieuwe niet."
            hint = f"Zet de map {lies.parent.name} in {edition_folders.SAMPLE}, of kies met --out een andere map."
            raise AskedWrongly(message, hint if run["is_made_up"] else _ELSEWHERE)


def _editions(out: Path, periods: Sequence[Quarter] | Sequence[Month]) -> Iterator[tuple[Path, dict[str, Any]]]:
    """Each edition that can be read: its folder, and its run.json."""
    for period in periods:
        for number in edition_folders.numbers(out, period.label):
            try:
                yield out / period.label / str(number), run_json.read(out, period.label, number)
            except run_json.Unfit:
                continue
