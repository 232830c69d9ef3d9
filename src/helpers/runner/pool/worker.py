"""`python -m helpers.runner.pool.worker`: runs notebooks with papermill, one after another, for the batch.

Each line on stdin is a job as JSON; each line on stdout is what happened. When stdin closes, the kernel is
killed and the worker ends: so no kernel outlives the batch, however that ended.
"""

import itertools
import json
import logging
import os
import queue
import shutil
import signal
import sys
import tempfile
import threading
from collections.abc import Callable
from functools import cache
from typing import Any, TextIO

_KERNELS: list[Any] = []
_NUMBERS = itertools.count(1)
_LONGEST_SOCKET = 90  # the system's limit is 104 or more, and a channel number is added


def main() -> None:
    """Read jobs until stdin closes."""
    replies = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)  # what a kernel prints past Python must not end up between the replies
    jobs: queue.SimpleQueue[str] = queue.SimpleQueue()
    threading.Thread(target=_read, args=(jobs,), daemon=True).start()
    # papermill reports a failing cell itself; its log would repeat it with paths.
    logging.getLogger("papermill").setLevel(logging.CRITICAL)
    while True:
        _run(json.loads(jobs.get()), replies)


def _read(jobs: queue.SimpleQueue[str]) -> None:
    for line in sys.stdin:
        jobs.put(line)
    _kill_kernels()
    shutil.rmtree(_sockets(), ignore_errors=True)
    os._exit(0)


@cache
def _sockets() -> str:
    """A folder of this worker alone, for the sockets to its kernels."""
    return tempfile.mkdtemp(prefix="helpers-")


def _kill_kernels() -> None:
    for manager in _KERNELS:
        process = getattr(manager.provisioner, "process", None)
        if process is None or process.poll() is not None:
            continue
        try:
            # A kernel leads its own group, with whatever its cells started.
            os.killpg(process.pid, signal.SIGKILL) if hasattr(os, "killpg") else process.kill()
        except OSError:
            process.kill()


def _run(job: dict[str, Any], replies: TextIO) -> None:
    reply: dict[str, Any] = {"event": "end", "ename": "", "evalue": ""}
    try:
        _execute(job, lambda position: _tell(replies, {"event": "cell", "position": position}))
    except Exception as error:  # whatever it is, the batch must hear of it
        reply |= {"ename": type(error).__name__, "evalue": str(getattr(error, "evalue", error))}
    _KERNELS.clear()
    _tell(replies, reply)


def _tell(replies: TextIO, content: dict[str, Any]) -> None:
    replies.write(json.dumps(content) + "\n")
    replies.flush()


def _execute(job: dict[str, Any], on_cell: Callable[[int], None]) -> None:
    import papermill

    os.environ.update(job["environment"])
    _register_engine(job["output"])
    papermill.execute_notebook(
        job["notebook"],
        job["output"],
        parameters=job["parameters"],
        engine_name="keeping",
        kernel_name="python3",
        language="python",
        cwd=job["scratch"],
        progress_bar=False,
        request_save_on_cell_execute=False,
        start_timeout=job["start_timeout"],
        execution_timeout=job["timeout"],
        on_cell_start=lambda cell, cell_index, **_: on_cell(cell_index),
        shutdown_kernel="immediate",
        kernel_manager_class=_manager_class(),
    )


def _register_engine(output: str) -> None:
    from papermill.engines import NBClientEngine, papermill_engines
    from papermill.iorw import write_ipynb

    class Keeping(NBClientEngine):
        """Writes what was done before a timeout or a dead kernel, which papermill does only at every cell."""

        @classmethod
        def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, **kw: Any) -> Any:
            try:
                return super().execute_managed_notebook(nb_man, kernel_name, **kw)
            except BaseException:
                write_ipynb(nb_man.nb, output)
                raise

    papermill_engines.register("keeping", Keeping)


def _manager_class() -> type:
    from ipykernel.kernelspec import get_kernel_dict
    from jupyter_client.kernelspec import KernelSpec
    from jupyter_client.manager import AsyncKernelManager

    class ThisInterpreter(AsyncKernelManager):
        """Starts the kernel of this interpreter, whatever a kernelspec of the user says."""

        def __init__(self, **kw: Any) -> None:
            super().__init__(**kw)
            address = os.path.join(_sockets(), f"{next(_NUMBERS)}")
            if os.name == "posix" and len(address) < _LONGEST_SOCKET:
                # Ports are chosen before the kernel takes them, so kernels that start at once can get the same one.
                self.transport, self.ip = "ipc", address
            elif self.has_trait("transport_encryption"):
                self.transport_encryption = "required"
            _KERNELS.append(self)

        @property
        def kernel_spec(self) -> KernelSpec:
            return KernelSpec(resource_dir="", **get_kernel_dict())

    return ThisInterpreter


if __name__ == "__main__":
    main()
