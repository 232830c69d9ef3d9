"""One folder in a store: its objects by name. What a store raises is told in Dutch, without its words."""

import errno
import mimetypes
from collections.abc import Callable, Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path, PurePosixPath
from typing import Any

from helpers.floor import dutch
from helpers.floor.faults import AskedWrongly, RunFailed, UserFault
from helpers.runner.storage.address import Address, given_variables, refuse_without_keys

MOST_OBJECTS = 100_000
_AT_ONCE = 8
_FULL = (errno.ENOSPC, errno.EDQUOT)
_CHANGED = ("LastModified", "last_modified", "created")  # as each store calls it


@dataclass(frozen=True)
class Found:
    """An object of a listing. `changed_at` is by the clock of the store."""

    size: int
    changed_at: datetime | None = None


class Store:
    """The objects below an address. Every method raises AskedWrongly where nothing is there, RunFailed otherwise."""

    def __init__(self, address: Address) -> None:
        self.address = address
        refuse_without_keys(address)
        with self._in_dutch():
            self._files, self._root = _opened(address)

    def all(self) -> dict[str, Found]:
        """Every object, however deep, by its name below the address."""
        with self._in_dutch():
            listed = self._files.find(self._root, detail=True)
            # Azure gives a list where the address is of one file.
            found = self._named(listed.values() if isinstance(listed, Mapping) else [])[0]
        folders = {parent.as_posix() for name in found for parent in PurePosixPath(name).parents}
        return {name: one for name, one in found.items() if name not in folders}

    def children(self) -> tuple[dict[str, Found], list[str]]:
        """The objects that lie in the folder itself, and the names of the folders beside them."""
        with self._in_dutch():
            return self._named(self._files.ls(self._root, detail=True))

    def bring(self, places: Mapping[str, Path]) -> None:
        """Put objects in files of this computer."""
        with self._in_dutch():
            _at_once(lambda one: self._files.get_file(self._path(one[0]), str(one[1])), places.items())

    def send(self, files: Mapping[str, Path]) -> None:
        """Put files in the store, in whatever order; each is there whole or not at all."""
        with self._in_dutch("schrijven"):
            _at_once(lambda one: self._put(one[0], one[1].read_bytes()), files.items())

    def create(self, name: str, content: bytes) -> bool:
        """Put an object there only if none is there yet; False when there is one."""
        with self._in_dutch("schrijven"):
            try:
                self._put(name, content, mode="create")
            except Exception as error:
                if isinstance(error, FileExistsError) or _status(error) in (409, 412):
                    return False
                raise
        return True

    def holds(self, name: str, content: bytes) -> bool:
        """Whether an object is there with these bytes."""
        with self._in_dutch():
            return bool(self._files.cat_file(self._path(name)) == content)

    def remove(self, names: Iterable[str]) -> None:
        """Take objects away; what is gone already is no fault."""
        with self._in_dutch("verwijderen"):
            _at_once(self._remove, names)

    def _remove(self, name: str) -> None:
        try:
            self._files.rm_file(self._path(name))
        except FileNotFoundError:
            return

    def _put(self, name: str, content: bytes, **how: str) -> None:
        kind = mimetypes.guess_type(name)[0] or "application/octet-stream"  # else a browser does not show a page
        about: dict[str, Any] = {"s3": {"ContentType": kind}, "memory": {}}.get(
            self.address.protocol, {"content_settings": {"content_type": kind}}
        )
        self._files.pipe_file(self._path(name), content, **how, **about)

    def _path(self, name: str) -> str:
        return f"{self._root}/{name}"

    def _named(self, listed: Iterable[Mapping[str, Any]]) -> tuple[dict[str, Found], list[str]]:
        files: dict[str, Found] = {}
        folders = []
        for one in listed:
            name = str(one["name"]).removeprefix(self._root).removeprefix("/")
            if one["type"] == "directory":
                folders.append(name.rstrip("/"))
            elif name and not name.endswith("/"):  # some programs make an empty object for a folder
                files[name] = Found(
                    int(one["size"] or 0), _moment(next((one[key] for key in _CHANGED if key in one), None))
                )
        if len(files) + len(folders) > MOST_OBJECTS:
            count = dutch.number(len(files) + len(folders))
            raise AskedWrongly(f"In {self.address} staan {count} bestanden.", "Wijs een map aan met minder bestanden.")
        return files, folders

    @contextmanager
    def _in_dutch(self, doing: str = "lezen") -> Iterator[None]:
        try:
            yield
        except UserFault:
            raise
        except Exception as error:  # every store has its own, and their words may hold a secret
            if isinstance(error, OSError) and error.errno in _FULL:
                hint = "Maak ruimte, of zet TMPDIR op een andere schijf."
                raise RunFailed("De schijf met tijdelijke bestanden is vol.", hint) from None
            raise _told(error, self.address, doing) from None


def _moment(told: Any) -> datetime | None:
    return datetime.fromtimestamp(told, UTC) if isinstance(told, float) else told


def _opened(address: Address) -> tuple[Any, str]:
    try:
        import fsspec

        fsspec.config.conf.clear()  # keys in a file of the user: they come from the environment alone
        return fsspec.core.url_to_fs(str(address), use_listings_cache=False, skip_instance_cache=True)
    except ImportError:
        message = f"Voor {address.protocol}:// zijn pakketten nodig die hier niet staan."
        raise AskedWrongly(message, "Start met python run.py, of draai: uv sync --inexact --group storage.") from None


def _at_once(act: Callable[[Any], object], several: Iterable[Any]) -> None:
    """Do several at once; the first fault is raised when what had begun has ended."""
    pool = ThreadPoolExecutor(_AT_ONCE)
    try:
        for done in [pool.submit(act, one) for one in several]:
            done.result()
    finally:
        pool.shutdown(cancel_futures=True)


def _told(error: Exception, address: Address, doing: str) -> UserFault:
    code = _status(error)
    if code == 404 or isinstance(error, FileNotFoundError):
        hint = "Controleer het adres. De suite maakt zelf geen emmer of container."
        return AskedWrongly(f"De plek {address} is er niet, of is leeg.", hint)
    keys = ", ".join(given_variables(address))
    if code in (401, 403) or isinstance(error, PermissionError) or type(error).__name__ == "ClientAuthenticationError":
        return RunFailed(f"In {address} mag u niet {doing}.", f"Controleer de sleutels ({keys}) en hun rechten.")
    if isinstance(error, ValueError):
        return AskedWrongly(f"Met de sleutels voor {address} is geen verbinding te maken.", f"Controleer {keys}.")
    if code is None:
        hint = "Controleer het netwerk en het adres van de opslag. Draai daarna opnieuw."
        return RunFailed(f"Er is geen verbinding met {address} ({type(error).__name__}).", hint)
    return RunFailed(f"De opslag van {address} gaf een fout ({code}).", "Draai later opnieuw.")


def _status(error: BaseException | None) -> int | None:
    """What the server answered, by the number of HTTP; None where it did not."""
    while error is not None:
        answer = getattr(error, "response", None)
        told = answer.get("ResponseMetadata", {}).get("HTTPStatusCode") if isinstance(answer, dict) else None
        code = told or getattr(error, "status_code", None)
        if isinstance(code, int):
            return code
        error = error.__cause__ or error.__context__
    return None
