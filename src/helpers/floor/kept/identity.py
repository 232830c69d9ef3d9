"""Which code and which packages made something. Light: it reads files and imports none of them."""

import hashlib
import os
import sys
import sysconfig
from collections.abc import Collection
from functools import cache
from pathlib import Path

from helpers.floor import paths

CODE = paths.ROOT / "src" / "helpers"
_BESIDE = (".css", ".json")  # what a module reads that lies beside it under its own name


def modules(folder: Path = CODE) -> dict[str, Path]:
    """Every module of ours by its dotted name, a package by that of its folder.

    >>> modules()["helpers.floor"].name
    '__init__.py'
    """
    found = {}
    for place, folders, files in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != "__pycache__")
        inside = ".".join(("helpers", *Path(place).relative_to(folder).parts))
        for name in sorted(files):
            if name.endswith(".py"):
                stem = name.removesuffix(".py")
                found[inside if stem == "__init__" else f"{inside}.{stem}"] = Path(place) / name
    return found


def hash_of(named: dict[str, Path]) -> str:
    """One sha256 over modules and their names."""
    told = hashlib.sha256()
    for name in sorted(named):
        module = named[name]
        for file in (module, *(beside for suffix in _BESIDE if (beside := module.with_suffix(suffix)).is_file())):
            told.update(name.encode() + b"\0" + hashlib.sha256(file.read_bytes()).digest())
    return told.hexdigest()


def code(without: Collection[str] = ()) -> str:
    """The hash of our modules, but for those of some stages."""
    left_out = tuple(f"helpers.{stage}." for stage in without)
    return hash_of({name: file for name, file in modules().items() if not f"{name}.".startswith(left_out)})


@cache
def installed() -> str:
    """The hash of every package that is installed, with its version, and of this Python."""
    folders = {sysconfig.get_path(name) for name in ("purelib", "platlib")}
    names = sorted(name for folder in folders for name in os.listdir(folder) if name.endswith(".dist-info"))
    return hashlib.sha256("\n".join([sys.version, sys.platform, *names]).encode()).hexdigest()
