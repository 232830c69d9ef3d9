"""Writes the made-up exports of a home: `python -m helpers.samples.make [--out DIR]`, the same bytes every time."""

import argparse
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType

from helpers.floor import paths
from helpers.floor.areas import Areas
from helpers.floor.params import settings as params
from helpers.floor.params.settings import Settings
from helpers.samples import exports as made
from helpers.samples import timeline
from helpers.samples.truth import ELDERLY_IN_A_YEAR, Truth

MARKER = "VOORBEELDDATA.md"
MADE_UP = "verzonnen"  # as the source of the inhabitants of wijken that are made up too
_LEAST_HOURS, _QUARTERS = 4.0, 4
_SESSIONS = (0.5, 6.0)  # least and most times the sessions of the sample
_NOTE = """# Voorbeelddata

De exports in deze map zijn verzonnen. Zij zeggen niets over de gemeente, haar inwoners of haar opkopers.
{areas}

Maak ze opnieuw met `python -m helpers.samples.make`.
Wat erin gelegd is, staat in `src/helpers/samples/truth.py`.
"""


def exports(
    truth: Truth | None = None, areas: Areas | None = None, settings: Settings | None = None
) -> dict[str, bytes]:
    """Every file of the sample, by name, for these wijken and params. A `truth` plants other effects."""
    areas = areas or Areas.load()
    truth = truth or fitting(settings or params.load(), areas)
    files = {module.FILE: module.export(truth, areas) for module in _makers()}
    return {**files, MARKER: _NOTE.format(areas=_about(areas)).encode()}


def fitting(settings: Settings, areas: Areas) -> Truth:
    """What is planted where a municipality has these wijken and params: its own words, and amounts near its targets.

    >>> fitting(params.load(), Areas.load()).hours_per_wijk > 0
    True
    """
    own, seen = settings.municipality, settings.at(timeline.SAMPLE.year)
    hours, elderly = (_target(seen, measure) for measure in ("scan_car_hours", "elderly_trained"))
    truth = Truth(
        elderly_from_age=own.elderly_from_age,
        scan_car_started_on=date.fromisoformat(own.scan_car_started_on) if own.scan_car_started_on else None,
        crucial_processes=tuple(own.crucial_processes),
        waste_reports=tuple(own.report_categories.waste),
        lighting_reports=tuple(own.report_categories.lighting),
        other_reports=tuple(own.report_categories.other),
    )
    if hours:
        hours_per_wijk = float(max(round(hours / _QUARTERS / len(areas.codes)), _LEAST_HOURS))
        truth = replace(truth, hours_per_wijk=hours_per_wijk)
    least, most = _SESSIONS
    times = min(max(elderly / ELDERLY_IN_A_YEAR, least), most) if elderly else 1.0
    return replace(truth, times_the_sessions=times)


def _target(settings: Settings, measure: str) -> float | None:
    promised = settings.of_measure(measure)
    return promised.target(timeline.SAMPLE.year) if promised else None


def _about(areas: Areas) -> str:
    """Which of it is real."""
    if areas.table.get("inhabitants_source", areas.table.name).astype("str").str.contains(MADE_UP).any():
        return "Ook de wijken zijn verzonnen: data/reference/SOURCES.md zegt waar de echte staan."
    years = " en ".join(map(str, sorted(set(areas.table.inhabitants_year))))
    return f"Alleen de namen en codes van de wijken zijn echt, en hun inwonertallen van {years}."


def _makers() -> list[ModuleType]:
    """The modules that each make one file, found by looking in `exports/`."""
    return [import_module(f"{made.__name__}.{one.name}") for one in iter_modules(made.__path__)]


def write(folder: Path, files: dict[str, bytes]) -> None:
    """Write files into a folder; others there stay."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in files.items():
        (folder / name).write_bytes(content)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Maakt de voorbeelddata opnieuw.")
    parser.add_argument("--out", type=Path, default=paths.SAMPLE, help="de map (standaard data/sample)")
    write(parser.parse_args(arguments).out, exports())


if __name__ == "__main__":
    main()
