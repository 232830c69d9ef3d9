"""A delivery frozen once: typed Parquet under a name that is the hash of all that went in."""

import contextlib
import json
import os
import shutil
import tempfile
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from io import BytesIO
from pathlib import Path

import pandas as pd

from helpers.door.files import sha256
from helpers.floor import paths
from helpers.floor.areas import BORDERS, BUURTEN, POPULATION, WIJKEN
from helpers.floor.faults import Fault, RunFailed
from helpers.floor.params import budget_years
from helpers.floor.params.settings import PREREGISTRATION
from helpers.floor.params.settings import load as load_settings
from helpers.floor.shapes.export import Export
from helpers.floor.system_words import in_dutch
from helpers.sources.catalogue import contracts
from helpers.sources.delivery import edition_record
from helpers.sources.delivery.contents import Contents
from helpers.sources.mapping import exports_file
from helpers.sources.places import buurten
from helpers.sources.reference.reading import Reference

_MANIFEST = "manifest.json"
_REFERENCE = "reference"  # the folder of the areas
_PUBLISHED = "published"  # a file that marks what an edition was made from: a later delivery is laid beside it
_KEPT = 20  # snapshots, and as many of dashboards; every change of an export or of the reading code makes one
_SECONDS_A_DAY = 86_400
_DAYS, _LISTS = ("first", "last"), ("gaps", "rules")  # of an export in the manifest: what JSON keeps otherwise


def beside() -> dict[str, bytes]:
    """The settings and areas that a snapshot carries with it, as they were typed. Raises where params do not fit."""
    own_code = load_settings(paths.PARAMS).municipality.code
    names = ("municipality.yml", PREREGISTRATION, exports_file.FILE)
    own = [file for name in names if (file := paths.PARAMS / name).is_file()]
    own += budget_years.files(paths.PARAMS).values()
    kept = {f"params/{file.name}": file.read_bytes() for file in own}
    areas = [file for name in (WIJKEN, POPULATION) if (file := paths.REFERENCE / name).is_file()]
    kept |= {f"{_REFERENCE}/{file.name}": file.read_bytes() for file in areas}
    return kept | _borders(paths.REFERENCE) | _buurten(paths.REFERENCE, own_code)


def _borders(reference: Path) -> dict[str, bytes]:
    """The simplified borders, where there are borders to simplify."""
    if not any(reference.glob("*.geojson")):
        return {}
    from helpers.sources.reference import simple_borders  # only here: few have borders, and it takes a while to import

    found = simple_borders.of(reference)
    return {f"{_REFERENCE}/{BORDERS}": found} if found else {}


def _buurten(reference: Path, municipality: str) -> dict[str, bytes]:
    """The names of the buurten, where they are known."""
    found = buurten.names_by_code(reference, municipality)
    return {f"{_REFERENCE}/{BUURTEN}": json.dumps(found, ensure_ascii=False).encode()} if found else {}


def as_read(beside: Mapping[str, bytes], reference: Reference) -> dict[str, bytes]:
    """The same with the areas as they were read and checked: what is opened later is no other than that."""
    params = {file: content for file, content in beside.items() if not file.startswith(f"{_REFERENCE}/")}
    made = {name: beside[name] for file in (BORDERS, BUURTEN) if (name := f"{_REFERENCE}/{file}") in beside}
    return params | made | {f"{_REFERENCE}/{name}": content for name, content in reference.files.items()}


def keep(name: str, contents: Contents, beside: Mapping[str, bytes], source: Path) -> Path:
    """Write aside, then rename: whoever comes first wins, and both have the same."""
    try:
        paths.snapshots().mkdir(parents=True, exist_ok=True)
        aside = Path(tempfile.mkdtemp(prefix=".aside-", dir=paths.snapshots()))
        try:
            _write(aside, contents, beside, source)
            _sync(aside)
            final = _put(aside, paths.snapshots() / name)
            _prune()
            return final
        finally:
            shutil.rmtree(aside, ignore_errors=True)
    except OSError as error:
        message = f"De gelezen levering is niet te bewaren in {paths.snapshots()} ({in_dutch(error)})."
        raise RunFailed(message, "Controleer de ruimte en de rechten van die map.") from None


def _prune() -> None:
    """Let go of old snapshots, never of one of the last day: a batch may be reading it.

    Of those that were published as many are kept beside them, so that a busy day takes none of them away. One that
    an edition of a quarter was made from stays: the edition can be made again from it.
    """
    made = {folder.parent: folder.stat().st_mtime for folder in paths.snapshots().glob(f"*/{_MANIFEST}")}
    newest = max(made.values())
    for pattern in (".aside-*", ".damaged-*"):  # of a run that was killed; one of today may be at work
        for left in paths.snapshots().glob(pattern):
            with contextlib.suppress(OSError):
                if newest - left.stat().st_mtime > _SECONDS_A_DAY:
                    shutil.rmtree(left, ignore_errors=True)
    rebuilds = edition_record.snapshots()
    made = {folder: moment for folder, moment in made.items() if folder.name not in rebuilds}
    published = [folder for folder in made if (folder / _PUBLISHED).exists()]
    for several in (published, made.keys() - published):
        for folder in sorted(several, key=made.__getitem__)[:-_KEPT]:
            if newest - made[folder] > _SECONDS_A_DAY:
                shutil.rmtree(folder, ignore_errors=True)


def mark_published(name: str) -> None:
    """Keep a snapshot as one that an edition was made from. What cannot be marked is only kept less long."""
    with contextlib.suppress(OSError):
        (paths.snapshots() / name / _PUBLISHED).touch()


def earlier(name: str) -> tuple[dict[str, pd.DataFrame], dict[str, str]] | None:
    """The tables of an earlier snapshot and the hash of each export's file; None when it is not there or damaged.

    Typed as they were then: contracts may have changed since.
    """
    folder = paths.snapshots() / name
    manifest = manifest_of(folder) if name.isalnum() else None
    try:
        files = _whole(folder, manifest) if manifest else None
        if manifest is None or files is None:
            return None
        hashes = {one["dataset"]: one["sha256"] for one in manifest["exports"]}
        return {name: _parquet(files, name) for name in hashes}, hashes
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return None


def _sync(aside: Path) -> None:
    """Bring every file and name in a folder down to the disk, so that no half snapshot follows a power failure."""
    is_windows = os.name == "nt"  # where only a file that may be written can be synced, and no folder
    for one in (*aside.rglob("*"), aside, aside.parent):
        if one.is_dir() and is_windows:
            continue
        descriptor = os.open(one, os.O_RDWR if is_windows else os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


def _put(aside: Path, final: Path) -> Path:
    try:
        os.rename(aside, final)
    except OSError:
        if load(final.name) is None:
            _clear(final)
            os.rename(aside, final)
    return final


def _clear(damaged: Path) -> None:
    grave = Path(tempfile.mkdtemp(prefix=".damaged-", dir=damaged.parent))
    os.rename(damaged, grave / damaged.name)
    shutil.rmtree(grave, ignore_errors=True)


def _write(aside: Path, contents: Contents, beside: Mapping[str, bytes], source: Path) -> None:
    aside.chmod(0o755)
    for file, content in beside.items():
        (aside / file).parent.mkdir(exist_ok=True)
        (aside / file).write_bytes(content)
    for dataset, table in contents.tables.items():
        table.to_parquet(aside / f"{dataset}.parquet", engine="pyarrow", index=False)
    manifest = {
        "source": str(source.resolve()),
        "exports": [asdict(export) for export in contents.exports],
        "missing": contents.missing,
        "warnings": [fault.as_dict() for fault in contents.faults],
        "is_made_up": contents.is_made_up,
        "files": {file.relative_to(aside).as_posix(): sha256(file.read_bytes()) for file in _kept_files(aside)},
    }
    text = json.dumps(manifest, ensure_ascii=False, indent=1, default=lambda day: day.isoformat())
    (aside / _MANIFEST).write_text(text, encoding="utf-8")


def _kept_files(folder: Path) -> list[Path]:
    return sorted(file for file in folder.rglob("*") if file.is_file() and file.name != _MANIFEST)


def manifest_of(folder: Path) -> dict | None:
    try:
        return json.loads((folder / _MANIFEST).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return None


def files_of(folder: Path) -> list[Path]:
    """All that a snapshot consists of. Raises OSError or ValueError where it is not there."""
    manifest = folder / _MANIFEST
    return [manifest, *(folder / file for file in json.loads(manifest.read_text(encoding="utf-8"))["files"])]


def load(name: str) -> tuple[Contents, Path] | None:
    """A snapshot that is whole; None when it is not there or damaged."""
    folder = paths.snapshots() / name
    manifest = manifest_of(folder) if name.isalnum() else None
    if manifest is None:
        return None
    try:
        files = _whole(folder, manifest)
        return (_contents(files, manifest), folder) if files is not None else None
    except (OSError, KeyError, TypeError, AttributeError):
        return None


def _whole(folder: Path, manifest: dict) -> dict[str, bytes] | None:
    """The files as they were checked, None where one is another: what is checked is what is read."""
    files = {file: (folder / file).read_bytes() for file in manifest["files"]}
    return files if all(sha256(files[file]) == kept for file, kept in manifest["files"].items()) else None


def _contents(files: Mapping[str, bytes], manifest: dict) -> Contents:
    exports = tuple(
        Export(**one | {name: _day(one[name]) for name in _DAYS} | {name: tuple(one[name]) for name in _LISTS})
        for one in manifest["exports"]
    )
    tables = {one.dataset: _table(files, one.dataset) for one in exports}
    warnings = tuple(Fault(**one) for one in manifest["warnings"])
    return Contents(tables, exports, manifest["missing"], warnings, manifest["is_made_up"])


def _table(files: Mapping[str, bytes], dataset: str) -> pd.DataFrame:
    return _parquet(files, dataset).astype(contracts()[dataset].dtypes)


def _parquet(files: Mapping[str, bytes], dataset: str) -> pd.DataFrame:
    return pd.read_parquet(BytesIO(files[f"{dataset}.parquet"]), engine="pyarrow")


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
