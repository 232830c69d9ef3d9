"""Where the folders of the suite are; imports nothing of the package."""

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
