"""Where the folders of the suite are; imports nothing of the package."""

import os
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]
PARAMS = ROOT / "params"
RAW = ROOT / "data" / "raw"
SAMPLE = ROOT / "data" / "sample"
REFERENCE = ROOT / "data" / "reference"
NOTEBOOKS = ROOT / "notebooks"
REPORTS = ROOT / "reports"
SNAPSHOTS = ROOT / "data" / ".snapshots"
KEPT = ROOT / "data" / ".kept"
GIVEN_SNAPSHOTS = "HELPERS_SNAPSHOTS"  # in the environment of a run: where what came with it lies


def snapshots() -> Path:
    """Where frozen deliveries lie: in a run where those lie that came with it, else in this checkout."""
    return Path(os.environ.get(GIVEN_SNAPSHOTS) or SNAPSHOTS)
