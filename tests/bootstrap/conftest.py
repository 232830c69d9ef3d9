"""A checkout of its own for run.py: its code, a lock file, and an environment that only looks like one."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from helpers.bootstrap import environment, locks, packages
from helpers.bootstrap.environment import Environment
from helpers.floor import paths


@pytest.fixture
def checkout(tmp_path, monkeypatch):
    """`checkout/` with run.py, the code and the lock file; every module of bootstrap looks there."""
    folder = tmp_path / "een map é"
    folder.mkdir()
    shutil.copytree(paths.ROOT / "src", folder / "src", ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("run.py", "uv.lock", "pyproject.toml"):
        shutil.copyfile(paths.ROOT / name, folder / name)
    for module in (environment, locks, packages):
        monkeypatch.setattr(module, "ROOT", str(folder))
    for module in (locks, packages):
        monkeypatch.setattr(module, "TOOLS", str(folder / ".tools"))
    for module in (environment, packages):
        monkeypatch.setattr(module, "VENV", str(folder / ".venv"))
    return folder


@pytest.fixture
def made(checkout):
    """`made(groups, name)`: an environment in the checkout, stamped: the interpreter of the tests, and one package."""

    def make(groups=(), name=".venv"):
        venv = checkout / name
        site = venv / "lib" / f"python{sys.version_info[0]}.{sys.version_info[1]}" / "site-packages"
        (site / "yaml").mkdir(parents=True)
        (venv / "bin").mkdir()
        interpreter = Path(os.path.realpath(sys.executable))
        (venv / "bin" / "python").symlink_to(interpreter)
        version = ".".join(str(part) for part in sys.version_info[:3])
        (venv / "pyvenv.cfg").write_text(f"home = {interpreter.parent}\nversion_info = {version}\n")
        one = Environment(str(venv))
        one.stamp(groups)
        return one

    return make


@pytest.fixture
def told(checkout):
    """`told(words, env)`: run.py of the checkout as a scheduler starts it; what it said and its exit code."""

    def run(*words, python=sys.executable, **env):
        done = subprocess.run(
            [python, "run.py", *words], cwd=checkout, capture_output=True, text=True, env={**os.environ, **env}
        )
        return done.returncode, done.stdout, done.stderr

    return run
