"""The kernel of one run: of this interpreter, in a folder of its own, over sockets that nobody else can reach."""

from __future__ import annotations

import itertools
import os
import uuid
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from ipykernel.kernelspec import get_kernel_dict
from jupyter_client.kernelspec import KernelSpec
from jupyter_client.manager import AsyncKernelManager

from helpers.runner.kernels.provisioner import WarmProvisioner

_LONGEST_SOCKET = 90  # the system's limit is 104 or more, and a channel number is added
_NUMBERS = itertools.count(1)


@dataclass
class Launch:
    """How the kernel of one run is to start, and that kernel once there is one."""

    sockets: Path  # a private folder with a short name
    folder: Path
    variables: Mapping[str, str]
    address: str = ""  # of the warm process
    kernel: WarmProvisioner | None = field(default=None, init=False)

    def manager_class(self) -> type[AsyncKernelManager]:
        """What nbclient makes its manager from: it knows no other way than a class."""
        launch = self

        class KernelOfRun(_ThisInterpreter):
            def __init__(self, **kw: Any) -> None:
                super().__init__(**kw)
                self.prepare(launch)

        return KernelOfRun


class _ThisInterpreter(AsyncKernelManager):
    """Starts the kernel of this interpreter, whatever a kernelspec of the user says."""

    def prepare(self, launch: Launch) -> None:
        name = str(launch.sockets / f"{os.getpid()}-{next(_NUMBERS)}")
        self.connection_file = f"{name}.json"
        if os.name == "posix" and len(name) < _LONGEST_SOCKET:
            # Ports are chosen before the kernel takes them, so kernels that start at once can get the same one.
            self.transport, self.ip = "ipc", name
        elif self.has_trait("transport_encryption"):
            self.transport_encryption = "required"
        self.kernel_id = str(uuid.uuid4())
        launch.kernel = self.provisioner = WarmProvisioner(
            kernel_id=self.kernel_id,
            kernel_spec=self.kernel_spec,
            parent=self,
            address=launch.address,
            folder=str(launch.folder),
            variables=dict(launch.variables),
        )

    @property
    def kernel_spec(self) -> KernelSpec:
        return KernelSpec(resource_dir="", **get_kernel_dict())
