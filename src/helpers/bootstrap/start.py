"""What run.py does: an environment that fits, and then the command in its place."""

import os
import sys
from collections.abc import Mapping, Sequence

from helpers.bootstrap import locks, stopping
from helpers.bootstrap.becoming import become
from helpers.bootstrap.environment import Environment

_FAILED = 1
_OF_DASK = ("tcp://", "tls://")  # addresses of a scheduler
TRY_LATER = 75  # EX_TEMPFAIL of sysexits.h
PROGRAM = "HELPERS_PROGRAM"
# A shell's own Python settings would point uv and Python at another environment than the project's.
_FOREIGN = ("VIRTUAL_ENV", "PYTHONPATH", "PYTHONHOME", "UV_PROJECT_ENVIRONMENT", "CONDA_PREFIX")
# Without compiled files every kernel compiles all its packages again, seconds each.
_SLOWS = "PYTHONDONTWRITEBYTECODE"


def run(arguments: Sequence[str]) -> int:
    """Become the command; an exit code only where there is none to become."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(errors="replace")  # type: ignore[union-attr]
    stopping.arm()
    environment = {name: value for name, value in os.environ.items() if name not in (*_FOREIGN, _SLOWS)}
    environment |= {"PYTHONUTF8": "1", "UV_PYTHON_DOWNLOADS": "never", PROGRAM: "python run.py"}
    try:
        return _run(arguments, environment)
    except KeyboardInterrupt:
        return stopping.say()
    except locks.Busy:
        _complain("Er draait nog een opdracht of JupyterLab, dus de pakketten zijn niet vernieuwd.")
        _complain("Sluit JupyterLab, of probeer het later opnieuw.")
        return TRY_LATER
    except PermissionError as error:
        _complain(f"Deze gebruiker mag hier niet bij: {error.filename}. Vraag rechten aan de eigenaar van de map.")
        return _FAILED
    except OSError as error:
        _complain(f"De pakketten zijn niet klaargezet: {error.filename}: {error.strerror}.")
        return _FAILED


def needed(arguments: Sequence[str]) -> set[str]:
    """The groups of dependencies that a command needs beside what all need.

    >>> needed(["fetch", "bodycams"]), needed(["report"])
    ({'fetch'}, set())
    >>> needed(["report", "--engine", "dask", "--scheduler", "tcp://10.0.0.5:8786"])
    {'dask'}
    >>> needed(["report", "--out=az://reports/gm0000"]), needed(["report", "--docx"])
    ({'storage'}, {'word'})
    >>> needed(["report", "--final"]), needed(["lab", "--no-browser"])
    ({'archive'}, {'explore'})
    """
    verb = arguments[0] if arguments else ""
    if verb == "test":
        from helpers.bootstrap import packages

        return packages.default_groups()
    words = {part for word in arguments for part in word.split("=", 1)}
    asked = {
        "archive": "--final" in words,
        "fetch": verb == "fetch",
        "explore": verb == "lab",
        "dask": {"--engine", "dask"} <= words,
        "word": "--docx" in words,
        "storage": any("://" in one and not one.startswith(_OF_DASK) for one in words),
    }
    return {name for name, is_asked in asked.items() if is_asked}


def _run(arguments: Sequence[str], environment: Mapping[str, str]) -> int:
    groups = needed(arguments)
    while True:
        held = locks.share()
        standing = Environment()
        if standing.fits(groups):
            return become([standing.python, "-m", "helpers", *arguments], environment, is_ours=True)
        locks.let_go(held)
        from helpers.bootstrap import packages

        if not packages.set_up(groups, environment):
            _complain("De pakketten zijn niet klaargezet; hierboven staat waarom.")
            _complain("Achter een bedrijfsproxy of mirror? Zie de README.")
            return _FAILED


def _complain(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
