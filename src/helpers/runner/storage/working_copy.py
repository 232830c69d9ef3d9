"""A folder of this computer that stands for an address: the rest of the suite works on it as on any folder.

Light to import, for most folders are just folders.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from helpers.runner.storage import address, copies

if TYPE_CHECKING:
    from helpers.runner.storage.store import Store

Tell = Callable[[str], object]


@dataclass
class Reports:
    """A folder of reports. `store` is None where it lies on this computer: then nothing has to be sent."""

    folder: Path
    store: Store | None = None
    known: dict[str, str] = field(default_factory=dict)  # by name the hash of what the store holds

    def send(self, tell: Tell) -> None:
        """Send what is new or changed, so that no reader sees half an edition. Raises AskedWrongly, RunFailed."""
        if self.store is None:
            return
        from helpers.floor import dutch
        from helpers.runner.storage import sending

        if sent := sending.send(self.store, self.folder, self.known):
            tell(f"Verstuurd naar {self.store.address}: {dutch.counted(len(sent), 'bestand', 'bestanden')}.")


@contextmanager
def exports(data: str, option: str = "--data") -> Iterator[str]:
    """The folder with exports: as it was given, or brought from an address for as long as the block runs.

    Raises AskedWrongly when the address cannot be used, or its files cannot lie in one folder; RunFailed when the
    store fails.
    """
    where = address.place(data, option) if data else Path()
    if not isinstance(where, address.Address):
        yield str(where) if data else ""
        return
    with _folder_for(where) as folder:
        from helpers.runner.storage import bringing
        from helpers.runner.storage.store import Store

        bringing.exports(Store(where), folder)
        yield str(folder)


@contextmanager
def reports(out: str, tell: Tell, option: str = "--out", *, is_read_only: bool = False) -> Iterator[Reports]:
    """The folder of reports: as it was given, or what a run needs of it, to be sent with `Reports.send`.

    Unless it is only read, it is tried whether this run may write there, and whether another one is sending.
    """
    where = address.place(out, option)
    if not isinstance(where, address.Address):
        yield Reports(where)
        return
    with _folder_for(where) as folder:
        from helpers.runner.storage import bringing
        from helpers.runner.storage.store import Store

        store = Store(where)
        if is_read_only:
            known = bringing.reports(store, store.all(), folder)
        else:
            from helpers.runner.storage import lock

            with lock.held(store) as held:
                known = bringing.reports(store, held.found, folder)
            if not held.is_refusing:
                tell(f"{where} weigert geen tweede schrijver. Laat hier één run tegelijk schrijven.")
        yield Reports(folder, store, known)


@contextmanager
def tree(given: str, option: str) -> Iterator[Path]:
    """A folder with all that lies in it, such as the params of a home: as it was given, or brought to be read."""
    where = address.place(given, option)
    if not isinstance(where, address.Address):
        yield where
        return
    with _folder_for(where) as folder:
        from helpers.runner.storage import bringing
        from helpers.runner.storage.store import Store

        bringing.tree(Store(where), folder)
        yield folder


@contextmanager
def _folder_for(where: address.Address) -> Iterator[Path]:
    """A folder that only this user can enter, gone at the end, called as the last part of the address."""
    with tempfile.TemporaryDirectory(prefix="helpers-", ignore_cleanup_errors=True) as work:
        folder = Path(work).resolve() / where.name
        folder.mkdir()
        with copies.standing_for(folder, str(where)):
            yield folder
