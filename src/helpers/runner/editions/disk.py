"""Writing so that a reader sees the old file or the new one, never half of one."""

import os
import shutil
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from filelock import FileLock, Timeout

from helpers.floor.faults import AskedWrongly, RunFailed, TryLater
from helpers.runner.storage import copies

Files = Mapping[str, bytes]  # path with “/” within a folder → content


@contextmanager
def held(out: Path) -> Iterator[None]:
    """Keep a folder for one run: it is made, tried, and locked until the block or the process ends.

    Raises AskedWrongly when it cannot be written, TryLater when another run holds it.
    """
    try:
        out.mkdir(parents=True, exist_ok=True)
        probe = out / f".probe-{uuid.uuid4().hex}"
        probe.write_bytes(b"")
        probe.unlink()
    except OSError as error:
        raise AskedWrongly(
            f"In de map {out} kan niet worden geschreven ({error.strerror}).",
            "Kies met --out een andere map of vraag schrijfrechten.",
        ) from None
    lock = FileLock(out / ".lock", timeout=0)
    try:
        lock.acquire()
    except Timeout:
        raise TryLater(
            f"In de map {out.name} draait al een andere run.",
            "Wacht tot die klaar is of kies met --out een andere map.",
        ) from None
    try:
        yield
    finally:
        lock.release()


def write_folder(folder: Path, files: Files) -> None:
    """Make a folder with these files: built beside it, synced, then renamed. It must not be there yet."""
    aside = folder.parent / f".new-{uuid.uuid4().hex}"
    try:
        for name, content in files.items():
            target = aside / name
            target.parent.mkdir(parents=True, exist_ok=True)
            _write_synced(target, content)
        for inner in sorted({(aside / name).parent for name in files} | {aside}):
            _sync_folder(inner)
        if folder.exists():
            raise RunFailed(f"De map {folder.name} bestaat al.", "Er is niets overschreven. Draai opnieuw.")
        with _explained(folder):
            os.rename(aside, folder)
        _sync_folder(folder.parent)
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise


def replace_file(file: Path, content: bytes) -> bool:
    """Put a file in place in one step; nothing happens when it holds the same already. True when it changed.

    Raises RunFailed when another program holds it open, as Excel does on Windows.
    """
    if file.is_file() and file.read_bytes() == content:
        return False
    file.parent.mkdir(parents=True, exist_ok=True)
    aside = file.parent / f".new-{uuid.uuid4().hex}"
    try:
        _write_synced(aside, content)
        with _explained(file):
            os.replace(aside, file)
    finally:
        with suppress(OSError):
            aside.unlink(missing_ok=True)
    _sync_folder(file.parent)
    return True


def clear_leftovers(folder: Path) -> None:
    """Remove what a killed run was still building; call it only while the folder is held."""
    for left in folder.glob(".new-*"):
        shutil.rmtree(left, ignore_errors=True) if left.is_dir() else left.unlink(missing_ok=True)


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


def _write_synced(file: Path, content: bytes) -> None:
    with file.open("xb") as stream:
        stream.write(content)
        stream.flush()
        os.fsync(stream.fileno())


def _sync_folder(folder: Path) -> None:
    if os.name == "nt":  # Windows has no such thing as syncing a folder
        return
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


@contextmanager
def _explained(target: Path) -> Iterator[None]:
    try:
        yield
    except OSError as error:
        raise RunFailed(
            f"{target.name} kan niet worden geplaatst ({error.strerror}).",
            "Sluit het bestand in andere programma's en draai opnieuw.",
        ) from error
