"""The file of indicators of a next year, from the newest one: what that year still has to promise is left open."""

from copy import deepcopy
from pathlib import Path

from helpers.floor import dutch, paths
from helpers.floor.areas import Areas
from helpers.floor.faults import AskedWrongly, BadInput
from helpers.floor.params import budget_years, indicator_rules
from helpers.floor.params.plain_text import read_text
from helpers.floor.params.settings import Indicator, Settings, load
from helpers.floor.params.yaml_edit import without_entries
from helpers.floor.params.yaml_text import Document, Place, document_of
from helpers.runner.editions import disk
from helpers.runner.editions.disk import shown_path

_YEARS_OLD = 2  # the newest counts of inhabitants that can be had are about so old
_LIKE = {"targets": "{year}: …", "planned_path": "{year}-Q1: …", "planned_sessions": "{year}-Q1: …"}


def run(year: int, params: Path = paths.PARAMS, reference: Path = paths.REFERENCE) -> list[str]:
    """Write the file of a year; what to tell in Dutch, with what is still open.

    Raises AskedWrongly where that file is there already or that year has nothing new, BadInput on params with faults.
    """
    file = params / budget_years.file_name(year)
    source = _source(file, year, load(params), params)
    disk.replace_file(file, _written(source, year).encode("utf-8"))
    return [
        f"Gemaakt: {shown_path(file)}, naar {source.name}. Rapporten over eerdere jaren veranderen niet.",
        *_still_open(load(params), year),
        *_old_inhabitants(reference, year),
        f"Controleer het bestand daarna met: python run.py check --params {shown_path(file)}",
    ]


def _source(file: Path, year: int, settings: Settings, params: Path) -> Path:
    """The file that holds for the year until now."""
    if budget_years.begins_in(file.name) is None:
        raise AskedWrongly(f"{year} is geen jaar van een begroting.", "Schrijf een jaar zoals 2027.")
    if file.exists():
        raise AskedWrongly(f"{file.name} is er al.", "Wijzig dat bestand, of verplaats het eerst.")
    source = budget_years.file_for(params, year)
    begun = budget_years.begins_in(source.name) or 0
    promised = {one for several in settings.budgets[begun] for one in several.targets}
    if promised and min(promised) >= year:
        hint = f"Bedoelde u {max(promised) + 1}?"
        raise AskedWrongly(f"{source.name} geldt al voor {year}: het kent geen eerder jaar.", hint)
    return source


def _written(source: Path, year: int) -> str:
    """The text of a file with what earlier years promised taken out, and nothing else."""
    text = read_text(source)
    before = document_of(text, source.name)
    gone = _of_earlier_years(before, year)
    try:
        for place, names in reversed(gone.items()):
            text = without_entries(text, place, names, _remark(before, place, year))
        is_right = document_of(text, source.name).content == _wanted(before, gone)
    except (KeyError, BadInput):
        is_right = False
    if not is_right:
        message = f"{source.name} is zo opgemaakt dat het niet veilig over te nemen is."
        raise AskedWrongly(message, "Schrijf streefwaarden zoals {2026: 200}, of maak het bestand met de hand.")
    about = f"# Geldt vanaf {year}, tot een later bestand. Voor eerdere jaren geldt {source.name}."
    first, newline, rest = text.partition("\r\n" if "\r\n" in text else "\n")
    return f"{first}{newline}{about}{newline}{rest}" if first.startswith("#") else f"{about}{newline}{text}"


def _of_earlier_years(document: Document, year: int) -> dict[Place, list[str]]:
    return {
        ("indicators", number, name): old
        for number, one in indicator_rules.each(document)
        for name in budget_years.OF_A_YEAR
        if (old := [key for key in one.get(name) or () if int(key[:4]) < year])
    }


def _remark(document: Document, place: Place, year: int) -> str:
    """What stood there, and how the new year is written."""
    _, number, name = place
    was = ", ".join(f"{key}: {value}" for key, value in document.content["indicators"][number][name].items())
    return f"was {{{was}}}; schrijf {{{_LIKE[str(name)].format(year=year)}}}"


def _wanted(document: Document, gone: dict[Place, list[str]]) -> dict:
    content = deepcopy(document.content)
    for (_, number, name), keys in gone.items():
        for key in keys:
            del content["indicators"][number][name][key]
    return content


def _still_open(settings: Settings, year: int) -> list[str]:
    """One list of the targets that are open; then what else belongs to a year, and which words name an earlier one."""
    asked = budget_years.without_target(settings, year)
    count = dutch.counted(len(asked), "indicator", "indicatoren")
    lines = [f"Nog in te vullen: de streefwaarde van {year} bij {count}."] if asked else []
    lines += [f"  {one.id} {one.name}: {one.owner}{_last(one, year)}" for one in asked]
    lines.append(f"Neem text, target_text en owner over uit de begroting van {year}.")
    indicators = settings.at(year).indicators
    named = [one.id for one in indicators if str(year - 1) in f"{one.text} {one.target_text}"]
    return [*lines, *([f"De woorden noemen nog {year - 1} bij {dutch.listing(named)}."] if named else [])]


def _last(one: Indicator, year: int) -> str:
    target = one.target(year - 1)
    return "" if target is None else f" ({year - 1}: {dutch.aim(target, one.unit, one.operator)})"


def _old_inhabitants(reference: Path, year: int) -> list[str]:
    newest = int(Areas.load(reference).table.inhabitants_year.max())
    if newest >= year - _YEARS_OLD:
        return []
    return [f"De inwonertallen in data/reference zijn van {newest}. Haal nieuwe op als die er zijn."]
