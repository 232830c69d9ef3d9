"""How jupyter_client gets a kernel from the warm process; papermill and nbclient notice nothing."""

from __future__ import annotations

import asyncio
import os
import signal
from typing import Any, ClassVar

from jupyter_client.connect import KernelConnectionInfo
from jupyter_client.provisioning import LocalProvisioner
from traitlets import Dict, Unicode

from helpers.runner.kernels.child import KERNEL
from helpers.runner.kernels.kernel_process import ForkedKernel, OrdinaryKernel, Taken
from helpers.runner.kernels.warm_process import Refused, asked

_POLL = 0.01  # seconds; jupyter_client's own 0.1 is a third of the time that a small notebook takes


class WarmProvisioner(LocalProvisioner):
    """Asks the warm process at `address` for a kernel, and starts an ordinary one where that cannot be."""

    address = Unicode(help="the socket of the warm process; empty where there is none").tag(config=True)
    folder = Unicode(help="the kernel's working directory").tag(config=True)
    variables = Dict(help="more of the kernel's environment").tag(config=True)
    running: ClassVar[set[WarmProvisioner]] = set()
    refusal = ""  # why the kernel is an ordinary one, in Dutch; "" where it was forked or nobody asked
    _kernel: ForkedKernel | OrdinaryKernel | None = None

    async def pre_launch(self, **kwargs: Any) -> dict[str, Any]:
        environment = {**kwargs.pop("env", os.environ), **self.variables}
        return await super().pre_launch(**kwargs | {"env": environment, "cwd": self.folder})

    async def launch_kernel(self, cmd: list[str], **kwargs: Any) -> KernelConnectionInfo:
        if not (self.address and self._is_forked(cmd, kwargs)):
            await super().launch_kernel(cmd, **kwargs)
            assert self.process  # what was just launched
            self._kernel = OrdinaryKernel(self.process)
        self.process = self._kernel  # type: ignore[assignment]  # it answers as a process does
        self.running.add(self)
        return self.connection_info

    async def wait(self) -> int | None:
        while await self.poll() is None:
            await asyncio.sleep(_POLL)
        self.running.discard(self)
        return await super().wait()

    @property
    def taken(self) -> Taken | None:
        """What the kernel took, once it has ended."""
        return self._kernel.taken if self._kernel and self._kernel.poll() is not None else None

    @property
    def is_launched(self) -> bool:
        return self._kernel is not None

    @classmethod
    def kill_all(cls) -> None:
        """End every kernel of this process, with what its cells started as far as it stayed in its group."""
        for one in list(cls.running):
            if one._kernel and one._kernel.poll() is None:
                try:
                    os.killpg(one._kernel.pid, signal.SIGKILL)
                except (OSError, AttributeError):  # it does not lead its group yet, or there are no groups
                    one._kernel.kill()

    def _is_forked(self, cmd: list[str], kwargs: dict[str, Any]) -> bool:
        arguments = cmd[cmd.index("ipykernel_launcher") + 1 :]
        start = {"arguments": arguments, "environment": kwargs["env"], "folder": self.folder}
        try:
            line, pid = asked(self.address, KERNEL, start)
        except Refused as refusal:
            self.refusal = str(refusal)
            return False
        self._kernel = ForkedKernel(line, pid)
        self.pid = self.pgid = pid  # it leads a group of its own
        self.cwd = self.folder
        return True
