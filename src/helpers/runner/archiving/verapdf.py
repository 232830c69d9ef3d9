"""What veraPDF says of a PDF/A, where this computer has it."""

import shutil
import subprocess
import tempfile
from pathlib import Path

_NAME = "verapdf"
_TIMEOUT = 300  # seconds


def program() -> str:
    """The program that judges; "" where there is none."""
    return shutil.which(_NAME) or ""


def is_passed(content: bytes, judge: str) -> bool:
    """Whether a PDF keeps every rule of PDF/A-2b, by the `judge`: veraPDF or a program that answers as it does."""
    with tempfile.TemporaryDirectory(prefix="helpers-", ignore_cleanup_errors=True) as folder:
        file = Path(folder) / "rapport.pdf"
        file.write_bytes(content)
        words = [judge, "--flavour", "2b", "--format", "text", str(file)]
        try:
            ran = subprocess.run(words, capture_output=True, text=True, timeout=_TIMEOUT, check=False)
        except (OSError, subprocess.TimeoutExpired):
            return False
    return ran.stdout.startswith("PASS")
