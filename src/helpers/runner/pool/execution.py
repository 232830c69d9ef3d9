"""One notebook, run with papermill in this process; its kernel is forked from a warm process where there is one."""

from __future__ import annotations

import contextlib
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import papermill
from nbclient.exceptions import CellTimeoutError
from papermill.engines import NBClientEngine, papermill_engines
from papermill.iorw import write_ipynb

from helpers.runner.kernels.manager import Launch
from helpers.runner.pool import failure
from helpers.runner.pool.job import Job, Outcome, Used

OnCell = Callable[[int], None]  # the position of the cell that starts
_ENGINE = "keeping"
_PRINTED = "--IPKernelApp.outstream_class=helpers.runner.kernels.printing.BoundedStream"


class _Keeping(NBClientEngine):
    """Writes the notebook before its first cell, and what was done before a timeout or a dead kernel."""

    @classmethod
    def execute_managed_notebook(cls, nb_man: Any, kernel_name: str, *, kept: str, **kw: Any) -> Any:
        write_ipynb(nb_man.nb, kept)
        try:
            return super().execute_managed_notebook(nb_man, kernel_name, **kw)
        except BaseException:
            write_ipynb(nb_man.nb, kept)
            raise


papermill_engines.register(_ENGINE, _Keeping)


def execute(job: Job, on_cell: OnCell = lambda _: None, *, address: str = "", sockets: Path | None = None) -> Outcome:
    """Run a notebook and say how it ended, also when it failed.

    `address` is the socket of a warm process; without one, or where that refuses, the kernel is an ordinary one, and
    the outcome says why. `sockets` is a private folder with a short name, for the sockets to the kernel.
    """
    began = time.monotonic(), time.process_time()
    with contextlib.nullcontext(sockets) if sockets else _private_folder() as near:
        launch = Launch(Path(near), job.scratch, job.environment, address)
        ended = _stopped(job, on_cell, launch)
    stopped = failure.failure_of(job.name, failure.content(job.output), *ended)
    wall, own_cpu = time.monotonic() - began[0], time.process_time() - began[1]
    taken = launch.kernel.taken if launch.kernel else None
    used = Used(wall, taken[0] + own_cpu, taken[1]) if taken else Used(wall)
    return Outcome(job, stopped, used, note=launch.kernel.refusal if launch.kernel else "")


def _private_folder() -> tempfile.TemporaryDirectory[str]:
    return tempfile.TemporaryDirectory(prefix="helpers-", ignore_cleanup_errors=True)


def _stopped(job: Job, on_cell: OnCell, launch: Launch) -> tuple[str, str, int | None]:
    """What papermill raised, "" where nothing, and the last cell that began."""
    begun: list[int] = []

    def tell(cell_index: int, **_: Any) -> None:
        begun.append(cell_index)
        on_cell(cell_index)

    try:
        _run(job, tell, launch)
    except Exception as error:  # whatever it is, the batch must hear of it
        ename, evalue = type(error).__name__, str(getattr(error, "evalue", error))
        if isinstance(error, CellTimeoutError):
            evalue = str(job.timeout)
        elif not begun and launch.kernel and launch.kernel.is_launched:
            ename, evalue = failure.NOT_STARTED, "" if "died" in evalue else str(job.start_timeout)
        return ename, evalue, begun[-1] if begun else None
    return "", "", begun[-1] if begun else None


def _run(job: Job, on_cell: Callable[..., None], launch: Launch) -> None:
    job.scratch.mkdir(parents=True, exist_ok=True)
    papermill.execute_notebook(
        str(job.notebook),
        str(job.output),
        parameters=dict(job.parameters),
        engine_name=_ENGINE,
        kernel_name="python3",
        language="python",
        progress_bar=False,
        request_save_on_cell_execute=False,
        start_timeout=job.start_timeout,
        execution_timeout=job.timeout,
        on_cell_start=on_cell,
        shutdown_kernel="immediate",
        kernel_manager_class=launch.manager_class(),
        extra_arguments=[_PRINTED],
        iopub_timeout=job.timeout,  # for what a cell printed to arrive
        kept=str(job.output),
    )
