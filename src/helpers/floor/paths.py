"""Where the folders are: of the suite, and of the home that this process reports for.

A home is a folder with the `params/`, `data/` and `reports/` of one municipality. The checkout is one; another is named
in the environment before the process starts. A process has one home from its start to its end.
"""

import os
from pathlib import Path

from helpers.floor.home import GIVEN as GIVEN_HOME

ROOT = Path(__file__).resolve().parents[3]
NOTEBOOKS = ROOT / "notebooks"
KEPT = ROOT / "data" / ".kept"  # by the hash of what went in, so for every home
HOME = Path(os.environ.get(GIVEN_HOME) or ROOT).resolve()
PARAMS = HOME / "params"
RAW = HOME / "data" / "raw"
SAMPLE = HOME / "data" / "sample"
REFERENCE = HOME / "data" / "reference"
REPORTS = HOME / "reports"
SNAPSHOTS = HOME / "data" / ".snapshots"
GIVEN_SNAPSHOTS = "HELPERS_SNAPSHOTS"  # in the environment of a run: where what came with it lies


def snapshots() -> Path:
    """Where frozen deliveries lie: in a run where those lie that came with it, else in this home."""
    return Path(os.environ.get(GIVEN_SNAPSHOTS) or SNAPSHOTS)
