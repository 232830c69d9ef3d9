"""Writing so that a reader sees the old file or the new one, never half of one."""

import os
import shutil
import uuid
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from helpers.floor.faults import RunFailed
from helpers.floor.system_words import in_dutch
from helpers.runner.storage import copies

Files = Mapping[str, bytes]  # path with “/” within a folder → content
ASIDE = ".new-"  # what is being built; a killed run may leave it


def write_folder(folder: Path, files: Files) -> None:
    """Make a folder with these files, each synced, and the folders that they lie in."""
    folder.mkdir()
    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        write_synced(folder / name, content)
    for inner in sorted({(folder / name).parent for name in files} | {folder}):
        sync_folder(inner)


def replace_file(file: Path, content: bytes) -> bool:
    """Put a file in place in one step; nothing happens when it holds the same already. True when it changed.

    Raises RunFailed when another program holds it open, as Excel does on Windows.
    """
    if holds(file, content):
        return False
    file.parent.mkdir(parents=True, exist_ok=True)
    aside = file.parent / f"{ASIDE}{uuid.uuid4().hex}"
    try:
        write_synced(aside, content)
        os.replace(aside, file)
    except OSError as error:
        raise RunFailed(
            f"{file.name} kan niet worden geplaatst ({in_dutch(error)}).",
            "Sluit het bestand in andere programma's en draai opnieuw.",
        ) from error
    finally:
        with suppress(OSError):
            aside.unlink(missing_ok=True)
    sync_folder(file.parent)
    return True


def holds(file: Path, content: bytes) -> bool:
    """Whether a file is there with this content."""
    return file.is_file() and file.stat().st_size == len(content) and file.read_bytes() == content


def clear(path: Path) -> None:
    """Remove a file or a folder, as far as that can be done."""
    if path.is_dir() and not path.is_symlink():
        shutil.rmtree(path, ignore_errors=True)
    else:
        with suppress(OSError):
            path.unlink(missing_ok=True)


def files_in(folder: Path) -> dict[str, bytes]:
    """Every file in a folder with its content, as `write_folder` takes them."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes() for file in sorted(folder.rglob("*")) if file.is_file()
    }


def shown_path(path: Path) -> str:
    """A path as the command prints it: relative to the working directory, or the address that it stands for."""
    if address := copies.shown(path):
        return address
    absolute = Path(os.path.abspath(path))
    here = Path.cwd()
    return str(absolute.relative_to(here)) if absolute.is_relative_to(here) else str(absolute)


def write_synced(file: Path, content: bytes) -> None:
    """Write a file that is not there yet, down to the disk. An OSError names the file, whatever the system says."""
    try:
        with file.open("xb") as stream:
            stream.write(content)
            stream.flush()
            os.fsync(stream.fileno())
    except OSError as error:
        error.filename = error.filename or str(file)
        raise


def sync_folder(folder: Path) -> None:
    """Bring the names in a folder down to the disk."""
    if os.name == "nt":  # Windows has no such thing as syncing a folder
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
