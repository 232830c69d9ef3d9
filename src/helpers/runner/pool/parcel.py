"""What a run reads, travelling with it: a frozen delivery with its params, its reference and its history."""

import hashlib
import io
import os
import shutil
import tempfile
import zipfile
from dataclasses import dataclass
from pathlib import Path

from helpers.floor.faults import RunFailed


@dataclass(frozen=True)
class Parcel:
    """A frozen delivery as it lies among the snapshots of its municipality; `name` opens it.

    So one pool serves several municipalities: a run looks in the `store` of its own parcel and nowhere else.
    """

    store: Path
    name: str  # snapshot:<delivery>+<history>

    def packed(self) -> bytes:
        """All of it as one zip: the same content, the same bytes."""
        from helpers import sources

        stream = io.BytesIO()
        with zipfile.ZipFile(stream, "w") as packed:
            for file in sorted(sources.kept_files(self.name, self.store)):
                # Its own info has no time of the file.
                packed.writestr(zipfile.ZipInfo(file.relative_to(self.store).as_posix()), file.read_bytes())
        return stream.getvalue()


def hash_of(packed: bytes) -> str:
    """By which a parcel is known wherever it goes."""
    return hashlib.sha256(packed).hexdigest()


def unpacked(packed: bytes, sha256: str, under: Path) -> Path:
    """The store of a parcel, in a folder under its hash; unpacked once. Raises RunFailed where the hash is another."""
    store = under / sha256
    if store.is_dir():
        return store
    if hash_of(packed) != sha256:
        raise RunFailed("De gegevens van een notebook zijn onderweg beschadigd.", "Start het rapport opnieuw.")
    aside = Path(tempfile.mkdtemp(prefix=".aside-", dir=under))
    try:
        with zipfile.ZipFile(io.BytesIO(packed)) as files:
            files.extractall(aside)
        os.rename(aside, store)  # whole or not at all
    except OSError:
        if not store.is_dir():  # another run was not first
            raise
    finally:
        shutil.rmtree(aside, ignore_errors=True)
    return store
