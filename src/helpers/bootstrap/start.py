"""What run.py does: an environment that fits, and then the command in its place."""

import os
import signal
import sys
from collections.abc import Mapping, Sequence

from helpers.bootstrap import locks, stopping
from helpers.bootstrap.environment import Environment

FAILED, TRY_LATER = 1, 75  # the second is EX_TEMPFAIL of sysexits.h
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
        return FAILED
    except OSError as error:
        _complain(f"De pakketten zijn niet klaargezet: {error.filename}: {error.strerror}.")
        return FAILED


def needed(arguments: Sequence[str]) -> set[str]:
    """The groups of dependencies that a command needs beside what all need.

    >>> needed(["fetch", "bodycams"]), needed(["report"]), needed(["report", "--out", "s3://emmer/rapporten"])
    ({'fetch'}, set(), {'storage'})
    """
    verb = arguments[0] if arguments else ""
    if verb == "test":
        from helpers.bootstrap import packages

        return packages.default_groups()
    is_store = any("://" in one and "file://" not in one for one in arguments)
    return {verb} & {"fetch"} | ({"storage"} if is_store else set())


def _run(arguments: Sequence[str], environment: Mapping[str, str]) -> int:
    groups = needed(arguments)
    while True:
        held = locks.share()
        standing = Environment()
        if standing.fits(groups):
            return become([standing.python, "-m", "helpers", *arguments], environment)
        locks.let_go(held)
        from helpers.bootstrap import packages

        if not packages.set_up(groups, environment):
            _complain("De pakketten zijn niet klaargezet; hierboven staat waarom.")
            _complain("Achter een bedrijfsproxy of mirror? Zie de README.")
            return FAILED


def become(command: Sequence[str], environment: Mapping[str, str]) -> int:
    """Be this program from here on, so that whoever stops this stops it; on Windows run it and wait."""
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    if os.name == "posix":
        stopping.hold()
        os.execve(command[0], command, environment)
    import subprocess

    with subprocess.Popen(command, env=dict(environment)) as process:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the console tells the program too
        return process.wait()


def _complain(line: str) -> None:
    print(line, file=sys.stderr, flush=True)
