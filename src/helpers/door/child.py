"""The process that reads files for another, within limits: what goes wrong here goes wrong alone."""

import gc
import math
import os
import signal
import sys
from contextlib import suppress
from dataclasses import asdict
from typing import BinaryIO

from helpers.door import kinds, wire
from helpers.floor.faults import BadInput

READY = "gereed"
OUT_OF_MEMORY = 77  # the exit code when no answer could be given any more
_LARGEST_MEMORY_BYTES = 700_000_000
# A process that read so much is replaced: memory is not given back.
_SPENT_BYTES = 5_000_000
_SPENT_CELLS = 500_000
_SECONDS = 4
_BYTES_A_SECOND = 1_000_000


def main() -> None:
    """Answer requests until the other side closes the pipe."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the parent, which ends this process
    gc.disable()  # tables have no cycles, and a million rows make the collector slow
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    _limit_memory()
    wire.send(answers, READY)
    answers.flush()
    with suppress(EOFError):
        while True:
            _answer(sys.stdin.buffer, answers)


def _answer(requests: BinaryIO, answers: BinaryIO) -> None:
    file, content = wire.receive(requests)
    _limit_seconds(len(content))
    is_spent = len(content) > _SPENT_BYTES
    try:
        sheets = kinds.attempt(content, file)
        del content
        is_spent |= sum(len(row) for sheet in sheets for row in sheet.rows) > _SPENT_CELLS
        wire.send(answers, ("sheets", []))
        wire.send_sheets(answers, sheets)
    except BadInput as error:
        wire.send(answers, ("faults", [asdict(fault) for fault in error.faults]))
    except MemoryError:
        os._exit(OUT_OF_MEMORY)
    wire.send(answers, is_spent)
    answers.flush()


def _limit_memory() -> None:
    import resource

    with suppress(ValueError, OSError):  # some systems allow no limit
        resource.setrlimit(resource.RLIMIT_AS, (_LARGEST_MEMORY_BYTES, _LARGEST_MEMORY_BYTES))
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _limit_seconds(size: int) -> None:
    """Seconds of computing for this file, on top of what the earlier ones took."""
    import resource

    usage = resource.getrusage(resource.RUSAGE_SELF)
    seconds = usage.ru_utime + usage.ru_stime + _SECONDS + size / _BYTES_A_SECOND
    with suppress(ValueError, OSError):
        _, hard = resource.getrlimit(resource.RLIMIT_CPU)
        resource.setrlimit(resource.RLIMIT_CPU, (math.ceil(seconds), hard))


if __name__ == "__main__":
    main()
