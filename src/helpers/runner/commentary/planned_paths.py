"""The owners' planned paths, from the forms to `planned_path` in the file of indicators of the year that is planned."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import replace
from pathlib import Path

from helpers.floor.faults import AskedWrongly, BadInput, Fault
from helpers.floor.params import budget_years, indicator_rules, settings
from helpers.floor.params.typed_text import decimal
from helpers.floor.params.yaml_edit import with_value
from helpers.floor.params.yaml_text import Document, Place, document_of
from helpers.floor.quarter import Quarter
from helpers.runner.commentary.answers import Key, Told
from helpers.sources.commentary_contract import amount_text
from helpers.sources.commentary_form import ReturnedForm

NAME = "planned_path"
_MARK = "\ufeff"  # of UTF-8, as some programs write it


def faults(planned: Sequence[Told], known: Mapping[Key, float], quarter: Quarter) -> Iterator[Fault]:
    """What an owner may not change: the plan of a quarter that is over."""
    for one in planned:
        if one.key[1] <= quarter.label:
            was = known.get(one.key)
            hint = "Maak de cel leeg." if was is None else f"Er stond {amount_text(was)}; zet dat terug."
            yield one.fault("Dit kwartaal is voorbij; de planning ervan ligt vast.", hint)


def signs(forms: Iterable[ReturnedForm], indicators: Iterable[settings.Indicator]) -> Iterator[Fault]:
    """A percent sign behind what is counted in something else: half of 1,500 hours is not 50."""
    units = {one.id: one.unit for one in indicators}
    for form in forms:
        for row, answer in form.answers.items():
            for quarter, text in answer.planned.items():
                if text.endswith("%") and units.get(answer.said.id, "percent") != "percent":
                    told = "Bij deze indicator hoort geen percentage.", "Schrijf het aantal zelf."
                    yield replace(form.places[quarter], row=row, message=told[0], hint=told[1], rule="formulier")


def not_promised(planned: Sequence[Told], known: settings.Settings) -> Iterator[Fault]:
    """A plan for a year in which the budget has no such indicator, or another one under its id."""
    here = {one.id for one in known.indicators}
    for one in planned:
        year, id_ = int(one.key[1][:4]), one.key[0]
        is_there = id_ in budget_years.names_in(known, year) and id_ not in budget_years.others_in(known, year)
        if id_ in here and not is_there:
            yield one.fault(f"In {year} is er geen indicator {id_} zoals nu.", "Maak de cel leeg.")


def edited_files(params: Path, planned: Sequence[Told]) -> tuple[dict[Path, bytes], list[Fault]]:
    """Each file of indicators with the plans of its years in it, and every rule that they break."""
    by_file: dict[Path, list[Told]] = {}
    for one in planned:
        by_file.setdefault(budget_years.file_for(params, int(one.key[1][:4])), []).append(one)
    made, found = {}, []
    for file, several in by_file.items():
        made[file], broken = edited(file, several)
        found += broken
    return made, found


def edited(file: Path, planned: Iterable[Told]) -> tuple[bytes, list[Fault]]:
    """The file with these plans in it, or every rule of indicators.yml that they break, at the cells of the forms.

    Only the lines of the plans differ, and reading the outcome again gives the same indicators with these plans.
    Raises AskedWrongly where that cannot be had.
    """
    text = file.read_bytes().decode("utf-8")
    mark, text = (_MARK, text[1:]) if text.startswith(_MARK) else ("", text)
    before = document_of(text, file.name)
    at = {one["id"]: number for number, one in indicator_rules.each(before)}
    places: dict[Place, Told] = {
        ("indicators", at[one.key[0]], NAME, one.key[1]): one
        for one in sorted(planned, key=lambda one: one.key)
        if one.key[0] in at
    }
    wanted = _wanted(before, places)
    if found := _broken(Document(wanted, before.rows), file.name, places):
        return b"", found
    try:
        for place, one in places.items():
            text = with_value(text, place, _as_typed(one), after="targets")
        is_right = document_of(text, file.name).content == wanted
    except (KeyError, BadInput):
        is_right = False
    if not is_right:
        message = f"{file.name} is zo opgemaakt dat de planning er niet veilig bij kan."
        raise AskedWrongly(message, f"Vul {NAME} met de hand in, of schrijf het zoals {{2026-Q4: 200}}.")
    return (mark + text).encode("utf-8"), []


def _wanted(document: Document, places: Mapping[Place, Told]) -> dict:
    content = deepcopy(document.content)
    for (_, number, _, quarter), one in places.items():
        content["indicators"][number].setdefault(NAME, {})[quarter] = _as_typed(one)
    return content


def _broken(document: Document, file: str, places: Mapping[Place, Told]) -> list[Fault]:
    """The rules that the plans break; one that is about an amount that stood there already, at the first change."""
    shown: dict[str, Told] = {}
    for place, one in places.items():
        for about in (place, place[:2]):
            shown.setdefault(indicator_rules.named(document, about), one)
    found = []
    for fault in settings.indicators(document, file)[1]:
        one = shown.get(fault.column) or shown[fault.column.partition(",")[0]]
        found.append(one.fault(fault.message, fault.hint))
    return found


def _as_typed(one: Told) -> str:
    """The amount as the file takes it: with three decimals it would look like a thousand."""
    assert isinstance(one.value, float)
    text = amount_text(one.value)
    try:
        decimal(text)
    except ValueError:
        return f"{text}0"
    return text
