"""A command that hands over to another program: whoever stops the one stops the other."""

import os
import signal
import sys
from collections.abc import Mapping, Sequence

from helpers.bootstrap import stopping


def become(command: Sequence[str], environment: Mapping[str, str], folder: str = "", *, is_ours: bool = False) -> int:
    """Be this program from here on; on Windows run it and wait, and give its exit code.

    One that is ours calls `stopping.arm`: Ctrl-C waits until it does, so that none falls between the two.
    """
    for stream in (sys.stdout, sys.stderr):
        stream.flush()
    if folder:
        os.chdir(folder)
    if os.name == "posix":
        if is_ours:
            stopping.hold()
        os.execve(command[0], list(command), dict(environment))
    import subprocess

    with subprocess.Popen(command, env=dict(environment)) as process:
        signal.signal(signal.SIGINT, signal.SIG_IGN)  # the console tells the program too
        return process.wait()
