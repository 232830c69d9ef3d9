"""uv, which installs the packages: the one on the PATH when it is new enough, else a pinned one in `.tools`."""

import os
import re
import shutil
import sys
from collections.abc import Mapping

from helpers.bootstrap.locks import ROOT, TOOLS
from helpers.bootstrap.programs import answer

VERSION = "0.13.9"
_OLDEST = (0, 8)
_PINNED = os.path.join(TOOLS, f"uv-{VERSION}")
# The interpreter behind a virtual environment: one is made from it, also when run.py is started from one.
PYTHON: str = getattr(sys, "_base_executable", None) or sys.executable


def ready(environment: Mapping[str, str]) -> str | None:
    """The program; None, and told why, when it is not there and cannot be had."""
    pinned = _program_in(_PINNED)
    return pinned if os.path.exists(pinned) else _on_path(environment) or _installed(environment)


def _on_path(environment: Mapping[str, str]) -> str | None:
    """One that is new enough to read the lock file."""
    found = shutil.which("uv")
    if not found:
        return None
    version = re.search(r"(\d+)\.(\d+)", answer([found, "--version"], environment, ROOT)[1])
    return found if version and (int(version[1]), int(version[2])) >= _OLDEST else None


def _installed(environment: Mapping[str, str]) -> str | None:
    """Put the pinned one in `.tools`: built aside and renamed, so that it is there whole or not at all."""
    print(f"uv {VERSION} wordt klaargezet …", file=sys.stderr, flush=True)
    aside = f"{_PINNED}.{os.getpid()}"
    pip = [_python_with_pip(environment), "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
    pip += ["--no-input", "--no-warn-script-location", "--root-user-action=ignore", "--target", aside]
    try:
        code, printed = answer([*pip, f"uv=={VERSION}"], environment, ROOT)
        if code == 0:
            os.rename(aside, _PINNED)
            return _program_in(_PINNED)
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    print(printed.strip()[-1500:], file=sys.stderr)
    print("uv is niet geïnstalleerd. Installeer uv zelf, of pip voor deze Python.", file=sys.stderr)
    return None


def _python_with_pip(environment: Mapping[str, str]) -> str:
    """This interpreter when it has pip, else the one behind its virtual environment."""
    has_pip = answer([sys.executable, "-m", "pip", "--version"], environment, ROOT)[0] == 0
    return sys.executable if has_pip else PYTHON


def _program_in(folder: str) -> str:
    return os.path.join(folder, "bin", "uv.exe" if os.name == "nt" else "uv")
