"""Rules of indicators.yml over more than one field. They look at the text, so that a wrong type hides none."""

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, get_args

from helpers.floor.faults import Fault, nearest
from helpers.floor.params import budget_years, model_faults
from helpers.floor.params.indicator_id import without_case
from helpers.floor.params.measure_names import MEASURES, Accumulation, Kind, Unit
from helpers.floor.params.typed_text import QUARTER_PATTERN, decimal, filled
from helpers.floor.params.yaml_text import Document, Place
from helpers.floor.printable import printable

_FILLED = ("goal", "text", "target_text", "name", "measure", "owner")
MOST = {"percent": 100, "months": 12}  # of a target or a plan, by its unit

_OTHER_WORDS = {word for words in (Kind, Accumulation, Unit) for word in get_args(words)}
_PROMISES = ("targets", "planned_path")

_OWN_ID = "Geef elk een eigen id; hoofdletters maken geen verschil."
_QUOTED = re.compile("“([^”]*)”")
_NAME = re.compile(r"[a-z][a-z0-9_]*")
_QUARTER = re.compile(QUARTER_PATTERN)

_Found = tuple[Place, str, str]


def faults(document: Document, file: str) -> list[Fault]:
    """Every indicator that stands twice, is left open, or promises what cannot be."""
    found = [*_doubles(each(document)), *_of_each(each(document)), *_of_earlier_years(each(document), file)]
    return [
        model_faults.fault_at(document, file, place, (message, hint), named(document, place))
        for place, message, hint in found
    ]


def named(document: Document, place: Place) -> str:
    """A place as a reader says it: "indicator 3.1.2, targets 2026"."""
    if len(place) < 2:
        return model_faults.named(place)
    _, number, *rest = place
    one = dict(each(document)).get(int(number), {})
    known = one.get("id")
    name = known if isinstance(known, str) and known else f"nummer {int(number) + 1}"
    return ", ".join(part for part in (f"indicator {name}", model_faults.named(rest)) if part)


def for_an_editor() -> list[dict[str, Any]]:
    """The same rules as JSON Schema, as far as that can say them."""
    limits: list[dict[str, Any]] = [
        {
            "if": {"properties": {"unit": {"const": unit}}, "required": ["unit"]},
            "then": {"properties": {name: {"patternProperties": {"": {"maximum": most}}} for name in _PROMISES}},
        }
        for unit, most in MOST.items()
    ]
    is_promised = [{"properties": {name: {"minProperties": 1}}, "required": [name]} for name in _PROMISES]
    judged = {"operator": {"minLength": 1}, "kind": {"not": {"const": "no_target"}}}
    persons, percent = ({"properties": {"unit": {"const": unit}}} for unit in ("persons", "percent"))
    sessions = {"properties": {"planned_sessions": {"minProperties": 1}}, "required": ["planned_sessions"]}
    sample = {"properties": {"is_sample": {"const": True}}, "required": ["is_sample"]}
    limits += [{"if": sessions, "then": persons}, {"if": sample, "then": percent}]
    limits += [{"if": {"properties": {"measure": {"const": name}}}, "then": _fixed(name)} for name in MEASURES]
    limits.append({"properties": {"measure": {"enum": list(MEASURES)}}})
    limits.append({"properties": {"other_measure": {"enum": ["", *MEASURES]}}})
    return [*limits, {"if": {"anyOf": is_promised}, "then": {"required": ["operator"], "properties": judged}}]


def _fixed(name: str) -> dict[str, Any]:
    fixed = MEASURES[name]
    words = {"kind": list(fixed.kinds), "accumulates": [fixed.way.accumulates], "unit": [fixed.way.unit]}
    others = [other for other in MEASURES if _reads_the_same(name, other)]
    listed = {"items": {"enum": list(fixed.sources)}, "minItems": len(fixed.sources)}
    limits = {key: {"enum": allowed} for key, allowed in (words | {"other_measure": ["", *others]}).items()}
    return {"properties": limits | {"sources": listed}}


def each(document: Document) -> list[tuple[int, Mapping[str, Any]]]:
    """Every indicator of the file as it was typed, with its place in the list."""
    listed = document.content.get("indicators")
    listed = listed if isinstance(listed, list) else []
    return [(number, one) for number, one in enumerate(listed) if isinstance(one, dict)]


def _doubles(each: Sequence[tuple[int, Mapping[str, Any]]]) -> Iterator[_Found]:
    seen: set[str] = set()
    for number, one in each:
        name = one.get("id")
        if isinstance(name, str) and name:
            if without_case(name) in seen:
                yield ("indicators", number, "id"), f"“{printable(name)}” staat er twee keer.", _OWN_ID
            seen.add(without_case(name))


def _of_earlier_years(each: Sequence[tuple[int, Mapping[str, Any]]], file: str) -> Iterator[_Found]:
    """What was promised before a file of a year began to hold stands in an earlier file."""
    first = budget_years.begins_in(file) or 0
    for number, one in each:
        for name in budget_years.OF_A_YEAR:
            for key in one[name] if isinstance(one.get(name), dict) else ():
                if key[:4].isdecimal() and int(key[:4]) < first:
                    why = f"Dit bestand geldt vanaf {first}; voor {key} geldt een eerder bestand."
                    yield ("indicators", number, name, key), why, f"Haal {key} hier weg."


def _of_each(each: Sequence[tuple[int, Mapping[str, Any]]]) -> Iterator[_Found]:
    for number, one in each:
        place = ("indicators", number)
        for name in _FILLED:
            if isinstance(one.get(name), str) and (why := _refusal(one[name])):
                yield (*place, name), why, ""
        for name in _PROMISES:
            if isinstance(one.get(name), dict) and one[name]:
                yield from _promised(one, (*place, name))
        yield from _of_the_count(one, place)
        yield from _misquoted(one, place)
        if isinstance(one.get("planned_path"), dict):
            yield from _planned(one, (*place, "planned_path"))


def _misquoted(one: Mapping[str, Any], place: Place) -> Iterator[_Found]:
    """What is said not to be counted quotes the budget: its words stand in the budget's own text."""
    said = f"{one.get('text')} {one.get('target_text')}".casefold()
    for words in _QUOTED.findall(str(one.get("not_counted", ""))):
        if words.casefold() not in said:
            why = f"“{words[:80]}” staat niet in de tekst van de begroting."
            yield (*place, "not_counted"), why, "Neem de woorden over uit text of target_text."


def _of_the_count(one: Mapping[str, Any], place: Place) -> Iterator[_Found]:
    """Whether the code can count it, and whether what is said of the count can be."""
    unit = one.get("unit")
    for key in ("measure", "other_measure"):
        measure = one.get(key)
        if isinstance(measure, str) and _NAME.fullmatch(measure) and measure not in MEASURES:
            near = nearest(measure[:80], MEASURES) or f"Er zijn: {', '.join(MEASURES)}."
            yield (*place, key), f"De code kent geen maat “{measure[:80]}”.", near
    yield from _of_the_measure(one, place)
    if one.get("planned_sessions") and unit != "persons":
        yield (*place, "planned_sessions"), "Bijeenkomsten horen bij unit: persons.", "Gebruik planned_path."
    if str(one.get("is_sample")) == "true" and unit != "percent":
        yield (*place, "is_sample"), "Een steekproef hoort bij unit: percent.", "Haal is_sample weg."


def _of_the_measure(one: Mapping[str, Any], place: Place) -> Iterator[_Found]:
    """What a measure fixes: how it counts and from which exports. Another reading is counted from the same."""
    name, other = (str(one.get(key, "")) for key in ("measure", "other_measure"))
    if name not in MEASURES:
        return
    fixed = MEASURES[name]
    allowed = {"kind": fixed.kinds, "accumulates": (fixed.way.accumulates,), "unit": (fixed.way.unit,)}
    for key, words in allowed.items():
        word = one.get(key)
        if isinstance(word, str) and word in _OTHER_WORDS and word not in words:  # no word at all is told elsewhere
            yield (*place, key), f"Dat past niet bij de maat {name}.", f"Schrijf {key}: {' of '.join(words)}."
    listed = one.get("sources")
    named = {str(source) for source in listed} if isinstance(listed, list) else set(fixed.sources)
    if named != set(fixed.sources):
        hint = f"Schrijf sources: [{', '.join(fixed.sources)}]."
        yield (*place, "sources"), f"De maat {name} wordt uit andere exports geteld.", hint
    if other in MEASURES and not _reads_the_same(name, other):
        hint = "Kies een maat die uit dezelfde exports en in dezelfde eenheid telt."
        yield (*place, "other_measure"), f"Met {other} is deze indicator niet anders te lezen.", hint


def _reads_the_same(name: str, other: str) -> bool:
    """Whether two measures are two readings of one promise: other counts of the same exports, in the same unit."""
    one, two = MEASURES[name], MEASURES[other]
    return name != other and (one.sources, one.way.unit) == (two.sources, two.way.unit)


def _planned(one: Mapping[str, Any], place: Place) -> Iterator[_Found]:
    """A plan leads to a target of its own year, and a count of at least so many never falls within it."""
    path, targets = one["planned_path"], one.get("targets")
    has_fault = targets is not None and not isinstance(targets, dict)  # told elsewhere
    years = {name[:4] for name in path} if has_fault else {str(year) for year in targets or {}}
    before: tuple[str, float] = ("", 0.0)
    for name, value in sorted((str(name), value) for name, value in path.items()):
        year, amount = name[:4], _number(value)
        if _QUARTER.fullmatch(name) and year not in years:
            yield (*place, name), f"Voor {year} is er geen streefwaarde.", "Vul die in bij targets."
        if before[0][:4] == year and one.get("operator") == ">=" and amount < before[1]:
            yield ((*place, name), f"Het plan daalt na {before[0]}.", "Schrijf de stand tot en met het kwartaal.")
        before = (name, amount)


def _promised(one: Mapping[str, Any], place: Place) -> Iterator[_Found]:
    if one.get("operator", "") == "":
        yield place, "Bij een streefwaarde of plan hoort een operator.", 'Schrijf operator: ">=" of "<=".'
    if one.get("kind") == "no_target":
        yield place, "Bij kind: no_target hoort geen streefwaarde of plan.", "Haal het weg."
    most = MOST.get(str(one.get("unit")))
    for name, value in one[str(place[-1])].items():
        if most is not None and _number(value) > most:
            yield (*place, name), f"“{value}” is meer dan {most}.", f"De eenheid is {one['unit']}."


def _refusal(text: str) -> str:
    try:
        filled(text)
    except ValueError as wrong:
        return str(wrong.args[0])
    return ""


def _number(value: object) -> float:
    try:
        return decimal(value)
    except ValueError:
        return 0.0  # its type is refused elsewhere
