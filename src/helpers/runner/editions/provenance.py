"""What code, packages and files a report was made with."""

import hashlib
import platform
import re
import subprocess
from functools import lru_cache
from importlib import metadata
from pathlib import Path

from helpers.floor import paths

_CODE = paths.ROOT / "src" / "helpers"
_CODE_SUFFIXES = (".py", ".j2", ".css", ".html", ".json")


@lru_cache(maxsize=1)
def code_hash(folder: Path = _CODE) -> str:
    """One sha256 over every code file and its place; line ends do not count, since git may change those."""
    digest = hashlib.sha256()
    for file in sorted(folder.rglob("*"), key=lambda one: one.relative_to(folder).as_posix()):
        if file.suffix in _CODE_SUFFIXES and file.is_file():
            digest.update(file.relative_to(folder).as_posix().encode() + b"\0")
            digest.update(file.read_bytes().replace(b"\r\n", b"\n") + b"\0")
    return digest.hexdigest()


def text_hash(file: Path) -> str:
    """The sha256 of a text file whatever its line ends; "" when it is not there."""
    return hashlib.sha256(file.read_bytes().replace(b"\r\n", b"\n")).hexdigest() if file.is_file() else ""


def commit(folder: Path = paths.ROOT) -> str:
    """The git commit of the checkout; "" outside one or without git."""
    if not (folder / ".git").exists():
        return ""
    try:
        asked = subprocess.run(
            ["git", "-C", str(folder), "rev-parse", "HEAD"], capture_output=True, text=True, timeout=10, check=False
        )
    except (OSError, subprocess.TimeoutExpired):
        return ""
    return asked.stdout.strip() if asked.returncode == 0 else ""


def packages() -> dict[str, str]:
    """Python, and the packages that pyproject names, with the versions that are installed."""
    required = metadata.requires("helpers") or []
    names = sorted({re.split(r"[^\w.-]", one, maxsplit=1)[0] for one in required})
    return {"python": platform.python_version()} | {name: metadata.version(name) for name in names}
