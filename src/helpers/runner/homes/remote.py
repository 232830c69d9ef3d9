"""A home in a store: its params and data are brought to this computer, its reports go back as they are made.

The delivery that a report was made from goes back too, for the next one is laid beside it and the edition is made
again from it; and so does the secret that was made for it, where the environment has none, for else each run would
make another.
"""

from __future__ import annotations

from pathlib import Path

from helpers.floor import home_secret
from helpers.runner.storage.address import Address

_SNAPSHOTS = "data/.snapshots"
_SECRET = (home_secret.FOLDER / home_secret.FILE).as_posix()
_PUBLISHED = "published"  # in the folder of a delivery that a report was made from

_OF_EDITIONS = ("editions", "history")  # what an edition is made again from, beside its delivery


def bring(where: Address, folder: Path) -> None:
    """Put what a run reads of a home in a folder, without its reports. Raises AskedWrongly, RunFailed."""
    from helpers.runner.storage import bringing
    from helpers.runner.storage.store import Store

    folder.mkdir(parents=True)
    bringing.home(Store(where), folder)
    if (secret := folder / _SECRET).is_file():
        secret.chmod(0o600)


def send_back(where: Address, folder: Path) -> None:
    """Send the deliveries that reports were made from, and the secret, as far as the store has them not.

    Of two runs that made a secret at once the first one's stays. Raises RunFailed.
    """
    from helpers.runner.storage.store import Store

    store = Store(where)
    known = store.all()
    if _SECRET not in known and (made := folder / _SECRET).is_file():
        store.create(_SECRET, made.read_bytes())
    marks = (folder / _SNAPSHOTS).glob(f"*/{_PUBLISHED}")
    files = [file for mark in marks for file in mark.parent.rglob("*") if file.is_file()]
    files += [file for part in _OF_EDITIONS for file in (folder / _SNAPSHOTS / part).glob("*.json")]
    by_name = {file.relative_to(folder).as_posix(): file for file in files}
    store.send({name: file for name, file in by_name.items() if name not in known})
