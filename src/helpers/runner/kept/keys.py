"""By what an executed notebook is known, beside what it reads of its delivery."""

import hashlib
import json
from functools import cached_property

from helpers.floor.kept import identity
from helpers.runner.kept import reach
from helpers.runner.notebooks.chapters import source_of
from helpers.runner.pool.job import Job

# What runs a notebook, in whichever pool; how a page looks is not among it.
RUNNING = ("helpers.runner.pool", "helpers.runner.kernels")
_AT_START = identity.hash_of(identity.modules())  # before a process of the batch loads any of it
_BY_TRACE = "delivery"  # the parameter that is known by what is read of it, not by its name


class Keys:
    """The keys of a batch's jobs; the code is read once."""

    def of(self, job: Job) -> str:
        """The hash of notebook, parameters, reachable code and packages; "" where a run cannot be known by it."""
        content = job.notebook.read_bytes()
        starts = reach.starts_of(_code(content))
        if starts is None:
            return ""
        told = {
            "notebook": hashlib.sha256(content).hexdigest(),
            "parameters": {name: value for name, value in job.parameters.items() if name != _BY_TRACE},
            "code": self.code_of(frozenset(starts)),
            "packages": identity.installed(),
        }
        return hashlib.sha256(json.dumps(told, sort_keys=True).encode()).hexdigest()[:40]

    def is_still(self, job: Job, key: str) -> bool:
        """Whether notebook and code are what they were: where a file changed meanwhile, nobody knows what ran."""
        return self.of(job) == key and identity.hash_of(identity.modules()) == _AT_START

    def code_of(self, starts: frozenset[str]) -> str:
        """The hash of every module that these, and what runs a notebook, can reach."""
        running = {name for name in self._modules if f"{name}.".startswith(tuple(f"{one}." for one in RUNNING))}
        if starts not in self._hashes:
            names = reach.reached(starts | running, self._graph)
            self._hashes[starts] = identity.hash_of({name: self._modules[name] for name in names})
        return self._hashes[starts]

    @cached_property
    def _modules(self) -> dict:
        return identity.modules()

    @cached_property
    def _graph(self) -> dict[str, set[str]]:
        return reach.graph(self._modules)

    @cached_property
    def _hashes(self) -> dict[frozenset[str], str]:
        return {}


def _code(content: bytes) -> str:
    """The code of a notebook as one text."""
    cells = json.loads(content)["cells"]
    return "\n".join(source_of(cell) for cell in cells if cell["cell_type"] == "code")
