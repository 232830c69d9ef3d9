"""The packages of the lock file in `.venv`: kept while they fit, else made aside and put in its place."""

import glob
import os
import shutil
import tomllib
from collections.abc import Collection, Mapping

from helpers.bootstrap import locks, uv
from helpers.bootstrap.environment import VENV, Environment
from helpers.bootstrap.locks import ROOT, TOOLS
from helpers.bootstrap.programs import answer, call

_MOST_MINUTES = 10
_OTHER_SETS_UP = "Een andere opdracht zet de pakketten klaar. Deze wacht daarop."
_OTHERS_RUN = (
    "De pakketten zijn veranderd, maar er draait nog een opdracht of JupyterLab. "
    f"Deze wacht daarop, hooguit {_MOST_MINUTES} minuten."
)


def default_groups() -> set[str]:
    """What the tests need: every group that pyproject.toml installs by default."""
    return set(_project()["tool"]["uv"]["default-groups"])


def set_up(groups: Collection[str], environment: Mapping[str, str]) -> bool:
    """Let `.venv` fit; False, and told why, when that failed: then it stands as it stood.

    Raises locks.Busy when a command or JupyterLab uses it for long, and it must be replaced.
    """
    with locks.alone(locks.SETTING_UP, _OTHER_SETS_UP):
        standing = Environment()
        if standing.fits(groups):  # another command saw to it
            return True
        for left in glob.glob(f"{glob.escape(VENV)}-*"):
            shutil.rmtree(left, ignore_errors=True)
        program = uv.ready(environment)
        if program is None:
            return False
        # uv asks Python what it is, and under LC_ALL=C that may not start yet: see write_paths_relative.
        making = _Making(program, {**environment, "LC_ALL": "C.UTF-8"})
        if making.is_adopted(standing, groups) or making.has_added(standing, groups):
            return True
        return making.has_replaced(standing, set(groups) | (standing.groups & _groups()))


class _Making:
    """uv at work on environments of the project."""

    def __init__(self, program: str, environment: Mapping[str, str]) -> None:
        self._uv = program
        self._environment = environment
        self._has_mirror = bool(environment.get("UV_DEFAULT_INDEX") or environment.get("UV_INDEX_URL"))

    def is_adopted(self, standing: Environment, groups: Collection[str]) -> bool:
        """Whether what stands is right though its stamp does not say so, as after an edit of pyproject.toml."""
        if not standing.is_there or standing.is_half:
            return False
        for whole in (default_groups(), standing.groups | set(groups), set(groups)):
            # The lock file names where it found the packages: with a mirror only their versions can be compared.
            how = ["--check", "--inexact", *(["--frozen", "--offline"] if self._has_mirror else ["--locked"])]
            if whole >= set(groups) and answer(self._sync(standing, whole, *how), *self._in(standing))[0] == 0:
                standing.write_paths_relative()
                standing.stamp(whole)
                return standing.fits(groups)
        return False

    def has_added(self, standing: Environment, groups: Collection[str]) -> bool:
        """Whether only groups were missing, and are there now: what runs keeps what it has."""
        if not (standing.is_there and standing.fits_lock) or standing.is_half:
            return False
        standing.stamp(standing.groups, adds=True)
        whole = standing.groups | set(groups)
        if not self._has_installed(standing, whole, "--inexact", "--no-install-project"):
            return False
        standing.stamp(whole)
        return True

    def has_replaced(self, standing: Environment, groups: Collection[str]) -> bool:
        """Whether a new one was made aside, works, and took the place of what stood."""
        new = Environment(f"{VENV}-new-{os.getpid()}")
        try:
            made = ["venv", "--quiet", "--relocatable", "--no-project", "--prompt", "helpers"]
            made += ["--python", self._interpreter_of(standing), new.folder]
            if call([self._uv, *made], *self._in(new)) or not self._has_installed(new, groups):
                return False
            new.write_paths_relative()
            if call([new.python, "-c", "import helpers.runner.command.verbs"], self._environment, ROOT):
                return False
            new.stamp(groups)
            _put_in_place(new)
        finally:
            shutil.rmtree(new.folder, ignore_errors=True)
        return True

    def _has_installed(self, into: Environment, groups: Collection[str], *how: str) -> bool:
        if self._has_mirror:
            return self._has_mirrored(into, groups, "--no-install-project" not in how)
        return call(self._sync(into, groups, "--locked", *how), *self._in(into)) == 0

    def _has_mirrored(self, into: Environment, groups: Collection[str], with_project: bool) -> bool:
        """The same packages from a mirror: the lock file names where it found them, so only names and hashes go."""
        listed = os.path.join(TOOLS, f"requirements.{os.getpid()}.txt")
        inside = ["--quiet", "--python", into.python]
        export = ["export", "--quiet", "--frozen", "--project", ROOT, "--no-emit-project", "--output-file", listed]
        steps = [
            [*export, *_named(groups), "--python", into.python],
            ["pip", "install", *inside, "--require-hashes", "--requirements", listed],
        ]
        if with_project:
            steps.append(["pip", "install", *inside, "--no-deps", "--editable", ROOT])
        try:
            return not any(call([self._uv, *step], *self._in(into)) for step in steps)
        finally:
            if os.path.exists(listed):
                os.remove(listed)

    def _interpreter_of(self, standing: Environment) -> str:
        """That of the environment that stands, so that figures keep their last digits; else the one that runs this."""
        is_sound = standing.is_there and answer([standing.interpreter, "-c", ""], self._environment, ROOT)[0] == 0
        return standing.interpreter if is_sound else uv.PYTHON

    def _sync(self, into: Environment, groups: Collection[str], *how: str) -> list[str]:
        return [self._uv, "sync", "--quiet", *how, "--project", ROOT, "--python", into.python, *_named(groups)]

    def _in(self, into: Environment) -> tuple[Mapping[str, str], str]:
        return {**self._environment, "UV_PROJECT_ENVIRONMENT": into.folder}, ROOT


def _put_in_place(new: Environment) -> None:
    old = f"{VENV}-old-{os.getpid()}"
    with locks.alone(locks.IN_USE, _OTHERS_RUN, _MOST_MINUTES * 60):
        try:
            if os.path.lexists(VENV):
                os.rename(VENV, old)
            os.rename(new.folder, VENV)
        except PermissionError:
            if os.name == "nt":  # Windows keeps a folder where it is while a program runs from it
                raise locks.Busy from None
            raise
    shutil.rmtree(old, ignore_errors=True)


def _named(groups: Collection[str]) -> list[str]:
    return ["--no-default-groups", *(word for name in sorted(groups) for word in ("--group", name))]


def _groups() -> set[str]:
    return set(_project()["dependency-groups"])


def _project() -> dict:
    with open(os.path.join(ROOT, "pyproject.toml"), "rb") as stream:
        return tomllib.load(stream)
