"""The name of a wijk beside its code: a code with another's name gives one wijk the numbers of another."""

import pandas as pd

from helpers.door.cells import fold
from helpers.floor.areas import Areas
from helpers.floor.faults import Fault, Level
from helpers.sources.contract import Contract
from helpers.sources.sheets.reading import Reading

_NAME, _CODE = "wijk_name", "wijk"
ANOTHER = "De naam {wijk_name} hoort bij een andere wijk dan {wijk}."
SHARED = "De naam {wijk_name} staat bij meer dan één wijkcode, hier bij {wijk}."
UNKNOWN = "De naam {wijk_name} is niet die van {wijk} in data/reference/wijken.csv."
_HINT = "Herstel de naam of de code."


def has_names(contract: Contract) -> bool:
    return {_NAME, _CODE} <= {column.name for column in contract.columns}


def faults(reading: Reading, areas: Areas) -> list[Fault]:
    """An error where code and name are of two wijken; a warning, once, for a name that is not known."""
    if reading.table is None or not has_names(reading.contract):
        return []
    table = reading.table
    pairs = table[[_CODE, _NAME]].dropna().drop_duplicates()
    verdict = _verdicts(pairs, areas)
    of_row = table[[_CODE, _NAME]].merge(verdict, how="left", on=[_CODE, _NAME]).verdict
    found: list[Fault] = []
    for message in (ANOTHER, SHARED):
        found += reading.breaches(of_row == message, _fault(message, "error"))
    is_first = ~table.duplicated([_CODE, _NAME])
    return found + reading.breaches((of_row == UNKNOWN) & is_first, _fault(UNKNOWN, "warning"))


def _fault(message: str, level: Level) -> Fault:
    words = message.replace("{wijk_name}", "[naam]").replace("{wijk}", "[wijkcode]")
    return Fault(message, _HINT, column=_NAME, rule="wijknaam", level=level, about=words)


def _verdicts(pairs: pd.DataFrame, areas: Areas) -> pd.DataFrame:
    """Each code with its name, and the message that it asks for, "" when the two belong together."""
    owners = _owners(areas)
    own = {code for codes in owners.values() for code in codes}  # a wijk without a name has none to compare
    folded = pairs[_NAME].map(fold)
    codes_of = pairs[_CODE].groupby(folded).nunique()
    verdicts = []
    for code, name in zip(pairs[_CODE], folded, strict=True):
        if code in owners.get(name, ()):
            verdicts.append("")
        elif name in owners:
            verdicts.append(ANOTHER)
        elif codes_of[name] > 1:
            verdicts.append(SHARED)
        else:
            verdicts.append(UNKNOWN if code in own else "")
    return pairs.assign(verdict=verdicts)


def _owners(areas: Areas) -> dict[str, set[str]]:
    """The codes of each name, full or short, in the reference; a code that stands as its own name is none."""
    owners: dict[str, set[str]] = {}
    for column in ("name", "short_name"):
        if column in areas.table:
            for code, name in zip(areas.table.wijk, areas.table[column], strict=True):
                if isinstance(name, str) and name != code:
                    owners.setdefault(fold(name), set()).add(code)
    return owners
