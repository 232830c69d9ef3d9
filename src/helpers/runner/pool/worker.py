"""`python -m helpers.runner.pool.worker FOLDER`: runs notebooks, one after another, for the batch.

Each line to it is a job, each line from it says which cell starts or how a notebook ended. When the batch closes the
line, or dies, the worker kills its kernel, removes the batch's scratch folder and ends: so nothing outlives the batch.
"""

import json
import logging
import os
import queue
import shutil
import sys
import threading
from pathlib import Path
from typing import TextIO

from helpers.runner.kernels import guardian
from helpers.runner.kernels.provisioner import WarmProvisioner
from helpers.runner.pool import message
from helpers.runner.pool.execution import execute


def main() -> None:
    """Be a worker that was started as a program: it speaks over stdin and stdout."""
    replies = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what a kernel prints past Python must not end up between the replies
    serve(sys.stdin, replies, Path(sys.argv[1]))


def serve(jobs: TextIO, replies: TextIO, folder: Path, address: str = "") -> None:
    """Run every job until there are no more; ends this process. `address` is the socket of a warm process."""
    lines: queue.SimpleQueue[str] = queue.SimpleQueue()
    threading.Thread(target=_read, args=(jobs, lines, folder), daemon=True).start()
    # papermill reports a failing cell itself; its log would repeat it with paths.
    logging.getLogger("papermill").setLevel(logging.CRITICAL)
    if sys.platform == "linux":
        guardian.adopt_orphans()
    while True:
        job = message.job_of(lines.get())
        outcome = execute(
            job, lambda position: _tell(replies, json.dumps({"position": position})), address=address, sockets=folder
        )
        if sys.platform == "linux":
            guardian.end_children()  # what a cell left behind; a forked kernel has its own guardian
        _tell(replies, message.of_outcome(outcome))


def _read(jobs: TextIO, lines: queue.SimpleQueue[str], folder: Path) -> None:
    try:
        for line in jobs:
            lines.put(line)
    finally:  # a batch that is killed with replies that it had not read, or amid a line, ends it with an error
        WarmProvisioner.kill_all()
        if sys.platform == "linux":
            guardian.end_children()
        shutil.rmtree(folder, ignore_errors=True)
        os._exit(0)


def _tell(replies: TextIO, line: str) -> None:
    replies.write(line + "\n")
    replies.flush()


if __name__ == "__main__":
    main()
