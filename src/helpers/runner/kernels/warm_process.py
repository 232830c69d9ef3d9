"""The warm process as a batch holds it: started early, called by workers, ended with the batch."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from helpers.floor import temporary_files
from helpers.floor.secret_names import without_secrets
from helpers.floor.system_words import in_dutch
from helpers.runner.kernels.line import Line

NO_FORK = "HELPERS_NO_FORK"  # set it, and every kernel starts the ordinary way
_SECONDS = 120  # for an answer, imports included, on a busy machine
_SECONDS_TO_END = 10
_ONE_THREAD = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS")


class Refused(Exception):
    """Nothing can be forked; the text says why, in Dutch."""


class WarmProcess:
    """It imports while the batch does other work; who asks too early waits."""

    def __init__(self, folder: Path, notebooks: Sequence[Path]) -> None:
        """Start it, with its socket in `folder`, which must be private. Raises Refused where there is no forking."""
        if why := why_not():
            raise Refused(why)
        self.address = str(folder / "warm")
        listener = socket.socket(socket.AF_UNIX)
        try:
            listener.bind(self.address)
            listener.listen(128)
            self._process = _started(listener.fileno(), folder, notebooks)
        except OSError as error:
            raise Refused(in_dutch(error)) from None
        finally:
            listener.close()  # so that who calls hears when the process is gone

    def end(self, is_needless: bool = False) -> None:
        """End it, after what it forked, the lines to which are closed; at once where it was not needed yet."""
        assert self._process.stdin
        self._process.stdin.close()
        if is_needless:
            self._process.kill()
        try:
            self._process.wait(timeout=_SECONDS_TO_END)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()


def why_not() -> str:
    """Why nothing can be forked here; "" where it can."""
    if os.environ.get(NO_FORK):
        return f"{NO_FORK} is gezet"
    return "" if sys.platform == "linux" else "dit systeem kan het niet"


def asked(address: str, kind: str, start: Mapping[str, Any]) -> tuple[Line, int]:
    """The line to a new process of that kind, and its number. Raises Refused."""
    line = None
    try:
        line = Line.to(address)
        line.say(kind=kind, start=dict(start))
        answer = line.hear(_SECONDS) or {"refused": "het antwoord bleef uit"}
    except (OSError, EOFError, ValueError):
        answer = {"refused": "het proces dat ze maakt, is gestopt"}
    if line is None or "refused" in answer:
        if line:
            line.close()
        raise Refused(answer["refused"])
    return line, answer["pid"]


def environment(variables: Mapping[str, str] = os.environ) -> dict[str, str]:
    """What workers and kernels run under: no secrets, one thread, fixed hashes, this interpreter's kernels."""
    dropped = ("MPLBACKEND", "PYTHONSTARTUP")
    same = {name: value for name, value in without_secrets(variables).items() if name not in dropped}
    fixed = {
        "PYTHONHASHSEED": "0",
        "JUPYTER_PREFER_ENV_PATH": "1",
        "PYDEVD_DISABLE_FILE_VALIDATION": "1",
        "JE_ARROW_MALLOC_CONF": "background_thread:false",  # or importing pyarrow starts one
    }
    return same | dict.fromkeys(_ONE_THREAD, "1") | fixed


def _started(descriptor: int, folder: Path, notebooks: Sequence[Path]) -> subprocess.Popen[bytes]:
    return subprocess.Popen(
        [sys.executable, "-m", "helpers.runner.kernels.warm", str(descriptor), str(folder), *map(str, notebooks)],
        stdin=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        env=environment() | temporary_files.within(folder),
        pass_fds=(descriptor,),
        start_new_session=True,  # Ctrl-C reaches the batch, and the batch ends it
    )
