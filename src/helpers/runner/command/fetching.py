"""What `fetch` does: every source that is asked for to its folder, with a receipt; all that went wrong at the end."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

from helpers.floor import dutch, paths
from helpers.floor.faults import AskedWrongly, BadInput, RunFailed, UserFault, nearest
from helpers.floor.params import fetch_sources
from helpers.floor.params.fetch_sources import Source
from helpers.floor.printable import printable
from helpers.runner.editions import disk

_MOST_NAMED = 8
_LONGEST_NAME = 40
_LONGEST = 1000  # characters of one line


@dataclass(frozen=True)
class Where:
    """Where the sources are described, and where files go."""

    params: Path = paths.PARAMS
    raw: Path = paths.RAW
    reference: Path = paths.REFERENCE

    def file_of(self, name: str, source: Source) -> Path:
        """Its place. Raises AskedWrongly when the folder leads out of the folder that it stands in."""
        folder = self.reference if source.folder == "reference" else self.raw
        if not folder.resolve().is_relative_to(folder.parent.resolve()):
            hint = "Maak er een gewone map van."
            raise AskedWrongly(f"De map {disk.shown_path(folder)} leidt naar een plek buiten het project.", hint)
        return folder / source.file_name(name)


def run(names: Sequence[str], tell: Callable[[str], None], where: Where | None = None) -> list[UserFault]:
    """Fetch the named sources, or all that are switched on; what went wrong, each with the name of its source.

    Raises AskedWrongly or BadInput when it is not clear what to fetch: then nothing is asked of anyone.
    """
    where = where or Where()
    faults: list[UserFault] = []
    for name, source in asked(names, fetch_sources.load(where.params)).items():
        try:
            tell(printable(_fetched(name, source, where), _LONGEST))
        except BadInput as error:
            faults += [
                _of_source(name, AskedWrongly, f"{fault.file}: {fault.message}", fault.hint) for fault in error.faults
            ]
        except UserFault as error:
            faults.append(_of_source(name, type(error), error.message, error.hint))
        except Exception as error:  # its words may hold a secret
            kind = type(error).__name__
            faults.append(_of_source(name, RunFailed, f"Er ging iets mis in het programma zelf ({kind}).", ""))
    return faults


def asked(names: Sequence[str], known: Mapping[str, Source]) -> dict[str, Source]:
    """The sources to fetch. Raises AskedWrongly on an unknown name, and when none is switched on."""
    unknown = [name for name in names if name not in known]
    if unknown:
        hint = nearest(unknown[0][:80], known) or f"Er zijn: {', '.join(known) or 'geen'}."
        raise AskedWrongly(
            f"De bron {printable(unknown[0], _LONGEST_NAME)} staat niet in params/{fetch_sources.FILE}.", hint
        )
    chosen = {name: source for name, source in known.items() if (name in names if names else source.is_on)}
    if not chosen:
        hint = f"Zet is_on op true in params/{fetch_sources.FILE}, of noem een bron."
        raise AskedWrongly("Er staat geen bron aan.", hint)
    return chosen


def exit_code(faults: Sequence[UserFault]) -> int:
    """0 done; 2 when something must be mended here, else 1 when a source failed."""
    return max((fault.exit_code for fault in faults), default=0)


def _fetched(name: str, source: Source, where: Where) -> str:
    from helpers.fetch import receipt
    from helpers.fetch.bringing import bring

    file = where.file_of(name, source)
    found = bring(source, name, where.params)
    earlier = receipt.earlier(file)
    is_new = disk.replace_file(file, found.content)
    records = _records(found.records, found.pages)
    if not is_new and earlier.get("is_clean") and earlier.get("sha256") == receipt.sha256(found.content):
        day = "-".join(reversed(str(earlier.get("fetched_at", ""))[:10].split("-")))
        return f"{name}: niets veranderd sinds {day}{records}."
    moment = datetime.now(ZoneInfo("Europe/Amsterdam"))
    changed = _changed_columns(earlier.get("columns", []), found.columns)
    found = found.told(*changed)
    disk.replace_file(receipt.place_of(file), receipt.text_of(found, name, source.licence, moment))
    return " ".join([f"{name}: opgehaald{records}, in {disk.shown_path(file)}.", *found.notes])


def _records(count: int | None, pages: int) -> str:
    if count is None:
        return ""
    rows = "1 rij" if count == 1 else f"{dutch.number(count)} rijen"
    return f", {rows}" if pages == 1 else f", {rows} in {dutch.number(pages)} bladzijden"


def _changed_columns(before: Sequence[str], now: Sequence[str]) -> list[str]:
    if not before or set(before) == set(now):
        return []
    parts = []
    for word, names in (("Nieuw", set(now) - set(before)), ("Weg", set(before) - set(now))):
        if names:
            parts.append(f"{word}: {', '.join(sorted(names)[:_MOST_NAMED])}.")
    return [f"Let op: de kolommen zijn anders dan de vorige keer. {' '.join(parts)}"]


def _of_source(name: str, kind: type[UserFault], message: str, hint: str) -> UserFault:
    fault = UserFault(printable(f"{name}: {message}", _LONGEST), printable(hint, _LONGEST))
    fault.exit_code = kind.exit_code
    return fault
