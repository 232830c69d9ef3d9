"""What is brought from a store, under which names, and how much at most."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from pathlib import Path, PurePosixPath

from helpers.door import files
from helpers.floor import dutch, home_secret
from helpers.floor.faults import AskedWrongly
from helpers.floor.printable import is_invisible, printable
from helpers.runner.storage import sending
from helpers.runner.storage.store import Found, Store
from helpers.sources.delivery import finding
from helpers.sources.earlier import edition_folders, run_json

MOST_EXPORTS = 10_000  # a log may be a file a day, for years
LARGEST_TOGETHER_BYTES = files.LARGEST_ON_DISK_BYTES
_LONGEST_NAME = 200
_KEPT = "data/.snapshots/"
_SECRET = f"{home_secret.FOLDER.as_posix()}/"
_OF_A_HOME = ("params/", "data/raw/", "data/reference/", "data/sample/", _KEPT, _SECRET)
_QUARTER = re.compile(r"\d{4}-Q[1-4]")
_BESIDE = (edition_folders.PROFILES, edition_folders.DASHBOARD)  # folders beside those of the quarters
_OWN_NAME = re.compile(r"[\w(+-][\w .()+-]*")  # of a file that this suite or its user wrote
_DEVICES = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\..*)?")


def exports(store: Store, folder: Path) -> None:
    """The files of a delivery, under their own names, so that the same is read as from a disk.

    What the door passes over by its name or refuses by its size is not brought: it gets that name and that size.
    Raises AskedWrongly where nothing lies there, or not all of it can lie in one folder.
    """
    found, folders = store.children()
    shown = {name: one for name, one in found.items() if not name.startswith((".", "~$"))}
    if not shown:
        raise AskedWrongly(f"In {store.address} staat geen export.", "Controleer het adres achter --data.")
    _refuse_many(len(shown) + len(folders), MOST_EXPORTS, store)
    _refuse_strange([*shown, *folders], store)
    wanted = {name: one for name, one in shown.items() if _is_opened(name, one)}
    _refuse_vast(wanted, store)
    store.bring({name: folder / name for name in wanted})
    for name in shown.keys() - wanted.keys():
        with (folder / name).open("wb") as hollow:
            hollow.truncate(shown[name].size if _is_readable(name) else 0)
    for name in folders:
        (folder / name).mkdir()


def reports(store: Store, found: Mapping[str, Found], folder: Path) -> dict[str, str]:
    """What a run reads or mends of earlier reports; by name the hash of what the store holds.

    Of earlier editions than the current one only run.json and the tables are read. Of their other files it only
    counts that they are there, so they get their name and no bytes.
    """
    editions = sending.editions(found)
    names = [name for name in found if _is_own(name) and sending.edition_of(name) in (None, *editions)]
    _refuse_vast({name: found[name] for name in names}, store)
    for name in names:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).touch()
    runs = {name: folder / name for name in names if name.endswith(f"/{edition_folders.RUN}")}
    store.bring(runs)
    current = _current(editions, folder)
    store.bring({name: folder / name for name in names if name not in runs and _is_read(name, current)})
    return sending.fingerprints(folder)


def tree(store: Store, folder: Path) -> None:
    """All files, however deep. Raises AskedWrongly where one has a name that is no name here."""
    _bring_all(store, {name: one for name, one in store.all().items() if not name.startswith(".")}, folder)


def home(store: Store, folder: Path) -> None:
    """Of a home the params, the data, its secret and the deliveries that were kept; not its reports, no hidden file.

    Raises AskedWrongly where nothing of it is there, or one has a name that is no name here.
    """
    found = {
        name: one
        for name, one in store.all().items()
        if name.startswith(_OF_A_HOME) and not any(part.startswith(".") for part in _named(name))
    }
    if not found:
        hint = "Een gemeente heeft daar de mappen params en data."
        raise AskedWrongly(f"In {store.address} staat geen gemeente.", hint)
    _bring_all(store, found, folder)


def _named(name: str) -> list[str]:
    """The parts of a name that others than this suite give."""
    return name.removeprefix(_KEPT).removeprefix(_SECRET).split("/")


def _bring_all(store: Store, found: Mapping[str, Found], folder: Path) -> None:
    _refuse_many(len(found), MOST_EXPORTS, store)
    for name in found:
        _refuse_strange(_named(name), store)
    _refuse_double(found, store)
    _refuse_vast(found, store)
    for name in found:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
    store.bring({name: folder / name for name in found})


def _is_readable(name: str) -> bool:
    return PurePosixPath(name).suffix.lower() in finding.READ


def _is_opened(name: str, one: Found) -> bool:
    largest = files.LARGEST_ON_DISK_BYTES if finding.log_in(name) else files.LARGEST_BYTES
    return _is_readable(name) and one.size <= largest


def _current(editions: Iterable[str], folder: Path) -> set[str]:
    """Of every quarter, and of real and made-up data apart, the folder of the highest edition that counts."""
    highest: dict[tuple[str, bool], int] = {}
    for edition in editions:
        quarter, _, number = edition.rpartition("/")
        place = folder / quarter
        try:
            kind = quarter, run_json.read(place.parent, place.name, int(number))["is_made_up"]
        except run_json.Unfit:
            continue
        highest[kind] = max(int(number), highest.get(kind, 0))
    return {f"{quarter}/{number}" for (quarter, _), number in highest.items()}


def _is_own(name: str) -> bool:
    """Whether a name is one that this suite gives to a report; what it is not stays where it is."""
    parts = name.removeprefix(f"{edition_folders.SAMPLE}/").split("/")
    is_named = all(_OWN_NAME.fullmatch(part) and len(part) <= _LONGEST_NAME for part in parts)
    is_placed = len(parts) == 1 or parts[0] in _BESIDE or any(map(_QUARTER.fullmatch, parts[:2]))
    return is_named and is_placed


def _is_read(name: str, current: set[str]) -> bool:
    edition = sending.edition_of(name)
    if edition is None or edition in current:
        return True
    return name.startswith(f"{edition}/tables/")


def _refuse_many(count: int, most: int, store: Store) -> None:
    if count > most:
        message = f"In {store.address} staan {dutch.number(count)} bestanden, meer dan {dutch.number(most)}."
        raise AskedWrongly(message, "Wijs een map aan met alleen de exports.")


def _refuse_vast(wanted: Mapping[str, Found], store: Store) -> None:
    together = sum(one.size for one in wanted.values())
    if together > LARGEST_TOGETHER_BYTES:
        message = f"In {store.address} staat {dutch.number(together // 1_000_000)} MB, te veel om op te halen."
        raise AskedWrongly(message, f"Lever hooguit {dutch.number(LARGEST_TOGETHER_BYTES // 1_000_000)} MB.")


def _refuse_strange(names: list[str], store: Store) -> None:
    """A store takes any text as a name; a folder of a computer does not."""
    for name in names:
        is_hidden = any(map(is_invisible, name)) or "\n" in name
        is_strange = name.strip(" .") != name or not name or re.search(r'[/\\:*?"<>|]', name)
        if is_hidden or is_strange or len(name) > _LONGEST_NAME or _DEVICES.fullmatch(name):
            raise AskedWrongly(
                f"In {store.address} staat “{printable(name)}”; zo kan een bestand hier niet heten.",
                "Geef het een gewone naam.",
            )
    _refuse_double(names, store)


def _refuse_double(names: Iterable[str], store: Store) -> None:
    met: dict[str, str] = {}
    for name in names:
        other = met.setdefault(unicodedata.normalize("NFC", name).casefold(), name)
        if other != name:
            message = f"In {store.address} staan “{printable(other)}” en “{printable(name)}”."
            raise AskedWrongly(message, "Geef ze namen die meer verschillen dan in hoofdletters.")
