"""One file of parameters, or all of `params/`, held to what it belongs to; every fault at once."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import Any

from pydantic import BaseModel

from helpers import sources
from helpers.floor import paths
from helpers.floor.faults import BadInput, Fault, UserFault, nearest
from helpers.floor.params import budget_years, fetch_sources, house_style, indicator_rules, model_faults, settings
from helpers.floor.params.preregistration import Preregistration
from helpers.floor.params.yaml_text import MOST_FAULTS, Document, Place, read_document
from helpers.floor.printable import printable
from helpers.floor.shapes import words
from helpers.runner.notebooks import chapters, parameters
from helpers.runner.notebooks.parameters import Parameter
from helpers.runner.params import params_file
from helpers.runner.word import template
from helpers.sources.delivery import needed

INDICATORS = "indicators"
NEEDED = ("municipality", INDICATORS)
EXPORTS = "exports"
_IGNORED = (".md",)
_MOST_KEYS = 50
_FEW = 10  # names that one hint can hold

_Checked = tuple[Mapping[str, Any], list[Fault]]
COMMENTARY = "commentary"  # the folder whose reading needs pandas: imported where there is any


@dataclass(frozen=True)
class ParamsReading:
    """What a file of parameters gives: the name of what it belongs to, its values, and every fault."""

    name: str
    values: Mapping[str, Any] = field(default_factory=dict)
    faults: Sequence[Fault] = ()


@dataclass(frozen=True)
class _Model:
    names: Sequence[str]
    check: Callable[[Document, str], _Checked]


def check(path: Path, notebook_folder: Path = paths.NOTEBOOKS) -> ParamsReading:
    """One file anywhere: known by its name, else by the names in it. Raises nothing; all is in the faults."""
    if path.parent.name == COMMENTARY:
        from helpers.sources import commentary

        said, faults = commentary.check(path, paths.PARAMS)
        return ParamsReading(COMMENTARY, {one.id: one for one in said}, faults)
    models, faults = _models(notebook_folder)
    return ParamsReading(path.stem, {}, faults) if faults else _check(path, models)


def check_all(folder: Path = paths.PARAMS, notebook_folder: Path = paths.NOTEBOOKS) -> list[Fault]:
    """Every fault of every file in the folder, and a warning on each file that belongs to nothing."""
    models, unread = _models(notebook_folder)
    faults = list(unread)
    if not folder.is_dir():
        return [Fault(f"De map {folder.name} is er niet.", "Zet de map terug.", rule="bestand"), *faults]
    files = sorted(file for file in folder.iterdir() if not file.name.startswith(".") and not file.is_dir())
    present = {file.name for file in files}
    faults += template.faults_in(folder)
    for name in NEEDED:
        if f"{name}.yml" not in present:
            faults.append(Fault("Het bestand ontbreekt.", "Zet het terug.", f"{name}.yml", rule="bestand"))
    for file in files:
        if template.is_one(file):
            continue
        if file.suffix == ".yml" and _belongs_to(file) in models:
            faults += _check(file, models).faults
        # What belongs to a notebook that cannot be read is not to blame.
        elif file.suffix not in _IGNORED and not (unread and file.suffix == ".yml"):
            faults.append(_unread(file, models))
    return [*faults, *_of_commentary(folder)]


def _of_commentary(folder: Path) -> list[Fault]:
    if not (folder / COMMENTARY).is_dir():
        return []
    from helpers.sources import commentary

    return commentary.check_folder(folder)


def _check(path: Path, models: Mapping[str, _Model]) -> ParamsReading:
    file, own = printable(path.name), _belongs_to(path)
    try:
        document = read_document(path)
    except BadInput as error:
        return ParamsReading(own if own in models else "", {}, error.faults)
    name = own if own in models else _fitting(document.content, models)
    if not name:
        hint = f"Er zijn parameters voor: {', '.join(models)}."
        return ParamsReading("", {}, [Fault("Geen naam in dit bestand is bekend.", hint, file, rule="params")])
    return ParamsReading(name, *models[name].check(document, file))


def _belongs_to(path: Path) -> str:
    """The name of what a file belongs to; that of a later year to the indicators."""
    return path.stem if budget_years.begins_in(path.name) is None else INDICATORS


def _fitting(content: Iterable[str], models: Mapping[str, _Model]) -> str:
    """The model with most of the names, or with names like them; "" when no name is like any."""
    keys = [key for key in content if len(key) <= 80][:_MOST_KEYS]

    def likeness(model: _Model) -> tuple[int, int]:
        like = sum(bool(get_close_matches(key, model.names, n=1)) for key in keys)
        return sum(key in model.names for key in keys), like

    best = max(models, key=lambda name: likeness(models[name]))
    return best if any(likeness(models[best])) else ""


def _unread(file: Path, models: Iterable[str]) -> Fault:
    if file.suffix == ".yaml":
        hint = f"Noem het {printable(file.stem)}.yml."
    else:
        about_years = f"Bedoelde u {budget_years.file_name(2027)}?" if file.stem.startswith(f"{INDICATORS}-") else ""
        hint = about_years or nearest(file.stem[:80], models) or "Haal het weg, of noem het naar een notebook."
    return Fault("Dit bestand wordt niet gelezen.", hint, printable(file.name), rule="bestand", level="warning")


def _models(folder: Path) -> tuple[dict[str, _Model], list[Fault]]:
    """What a file may belong to, by name; faults where the notebooks themselves cannot be read."""
    models = {
        "municipality": _Model(list(settings.Municipality.model_fields), partial(_municipality, folder)),
        INDICATORS: _Model(list(settings.Indicators.model_fields), _indicators),
        "preregistration": _Model(list(Preregistration.model_fields), _preregistration),
        "sources": _Model(list(fetch_sources.Sources.model_fields), _sources),
        "house_style": _Model(list(house_style.HouseStyle.model_fields), _house_style),
        EXPORTS: _Model(list(sources.contracts()), _exports),
    }
    try:
        notebooks, faults = chapters.look(folder)
    except UserFault as error:
        return models, [Fault(error.message, error.hint, rule="bestand")]
    for notebook in notebooks:
        try:
            declared = parameters.in_file(notebook)
        except BadInput as error:
            faults += error.faults
        else:
            models[notebook.stem] = _Model([one.name for one in declared], partial(_notebook, declared))
    return models, faults


def _municipality(notebooks: Path, document: Document, file: str) -> _Checked:
    found, faults = model_faults.checked(settings.Municipality, document, file)
    known = needed.may_be_left_out(notebooks)
    left_out = found.chapters_left_out if found else []
    typed: dict[Place, str] = {("chapters_left_out", at): name for at, name in enumerate(left_out)}
    faults = [*faults, *_unknown(document, file, typed, known, "geen hoofdstuk dat uit kan staan")]
    splits: dict[Place, str] = {
        ("splits_left_out", at): name for at, name in enumerate(found.splits_left_out if found else [])
    }
    known = [*words.SPLITS, words.WIJK]
    return _values(found), [*faults, *_unknown(document, file, splits, known, "geen uitsplitsing die uit kan staan")]


def _indicators(document: Document, file: str) -> _Checked:
    found, faults = settings.indicators(document, file)
    faults = [*faults, *_unknown_sources(document, file)]
    return _values(found), faults


def _preregistration(document: Document, file: str) -> _Checked:
    found, faults = model_faults.checked(Preregistration, document, file)
    return _values(found), faults


def _sources(document: Document, file: str) -> _Checked:
    found, faults = fetch_sources.sources(document, file)
    return _values(found), faults


def _house_style(document: Document, file: str) -> _Checked:
    found, faults = house_style.house_style(document, file)
    return _values(found), faults


def _exports(document: Document, file: str) -> _Checked:
    from helpers.sources.mapping import exports_file

    return exports_file.check(document, file)


def _unknown_sources(document: Document, file: str) -> list[Fault]:
    typed: dict[Place, str] = {
        ("indicators", number, "sources", place): name
        for number, one in indicator_rules.each(document)
        for place, name in enumerate(one["sources"] if isinstance(one.get("sources"), list) else [])
        if isinstance(name, str) and name
    }
    return _unknown(document, file, typed, list(sources.contracts()), "geen bekende export")


def _unknown(document: Document, file: str, typed: Mapping[Place, str], known: Sequence[str], said: str) -> list[Fault]:
    """A fault for each name that is not known, with the nearest, or all where they are few."""
    unknown = [(place, name) for place, name in typed.items() if name not in known]
    all_of_few = f"Kies uit: {', '.join(known)}." if 0 < len(known) <= _FEW else ""
    faults = []
    for place, name in unknown[:MOST_FAULTS]:
        told = (f"“{printable(name)}” is {said}.", nearest(name[:80], known) or all_of_few)
        column = indicator_rules.named(document, place) if place[0] == "indicators" else model_faults.named(place)
        faults.append(model_faults.fault_at(document, file, place, told, column, name))
    return [*faults, *model_faults.untold(len(unknown), file)]


def _notebook(declared: Sequence[Parameter], document: Document, file: str) -> _Checked:
    values, faults = params_file.read_values(declared, document, file)
    folder = values.get("delivery", params_file.NAMED_FOLDERS[0])
    if folder in params_file.NAMED_FOLDERS or (paths.HOME / folder).is_dir():
        return values, faults
    told = (f"De map “{printable(folder)}” is er niet.", nearest(folder, params_file.NAMED_FOLDERS))
    missing = model_faults.fault_at(document, file, ("delivery",), told, "delivery", folder)
    return values, [*faults, replace(missing, level="warning")]


def _values(found: BaseModel | None) -> dict[str, Any]:
    return found.model_dump(exclude_unset=True) if found else {}
