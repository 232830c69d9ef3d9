"""Writes the bundled exports: `python -m helpers.samples.make [--out DIR]`, the same bytes every time."""

import argparse
from collections.abc import Sequence
from importlib import import_module
from pathlib import Path
from pkgutil import iter_modules
from types import ModuleType

from helpers.floor import paths
from helpers.floor.areas import Areas
from helpers.samples import exports as made
from helpers.samples.truth import Truth

MARKER = "VOORBEELDDATA.md"
_NOTE = """# Voorbeelddata

De exports in deze map zijn verzonnen. Zij zeggen niets over de gemeente, haar inwoners of haar opkopers.
Alleen de namen en codes van de wijken zijn echt, en hun inwonertallen van 2024.

Maak ze opnieuw met `python -m helpers.samples.make`.
Wat erin gelegd is, staat in `src/helpers/samples/truth.py`.
"""


def exports(truth: Truth | None = None, areas: Areas | None = None) -> dict[str, bytes]:
    """Every file of the sample, by name. Another `truth` plants other effects."""
    truth, areas = truth or Truth(), areas or Areas.load()
    files = {module.FILE: module.export(truth, areas) for module in _makers()}
    return {**files, MARKER: _NOTE.encode()}


def _makers() -> list[ModuleType]:
    """The modules that each make one file, found by looking in `exports/`."""
    return [import_module(f"{made.__name__}.{one.name}") for one in iter_modules(made.__path__)]


def write(folder: Path = paths.SAMPLE, truth: Truth | None = None) -> None:
    """Write every file of the sample into a folder; other files there stay."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in exports(truth).items():
        (folder / name).write_bytes(content)


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description="Maakt de voorbeelddata opnieuw.")
    parser.add_argument("--out", type=Path, default=paths.SAMPLE, help="de map (standaard data/sample)")
    write(parser.parse_args(arguments).out)


if __name__ == "__main__":
    main()
