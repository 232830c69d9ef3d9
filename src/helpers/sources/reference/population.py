"""What population.csv promises: the inhabitants by age of every wijk, once, and of the municipality as a whole."""

import re
from collections.abc import Iterable

from helpers.door.cells import fold
from helpers.sources.cells import parsers
from helpers.sources.contract import Column, Contract, Rule
from helpers.sources.reference.wijken import year

_AGED = re.compile(r"aged(\d{1,3})plus")


def contract(headers: Iterable[str], has_wijken: bool = True) -> Contract:
    """The contract of population.csv with the ages that these headers name; without one it asks for that of 65.

    Where the wijken are not known, any code may stand in it.

    >>> [column.name for column in contract(["wijk", "Aged_61_plus"]).columns]
    ['wijk', 'year', 'inhabitants', 'aged_61_plus', 'source']
    """
    ages = sorted({int(found[1]) for header in headers if (found := _AGED.fullmatch(fold(header)))})
    known = parsers.wijk_code if has_wijken else parsers.code
    aged = [f"aged_{age}_plus" for age in ages]
    return Contract(
        dataset="population",
        title="Inwoners naar leeftijd",
        row="een wijk, of de hele gemeente",
        columns=(
            Column("wijk", "wijk", known, "De code van de wijk, of GM en de code van de gemeente."),
            year("year", "Het jaar van de aantallen."),
            _counted("inhabitants", "Het aantal inwoners.", is_optional=True),
            *(_counted(name, "Hoeveel daarvan die leeftijd of ouder hebben.") for name in aged or ["aged_65_plus"]),
            Column(
                "source", "source", parsers.text, "Waar de aantallen vandaan komen.", is_optional=True, holds="thing"
            ),
        ),
        key=("wijk",),
        rules=tuple(_no_more(part, whole) for whole, part in zip(["inhabitants", *aged], aged, strict=False)),
        counted="row",
    )


def _counted(name: str, about: str, is_optional: bool = False) -> Column:
    return Column(name, name, parsers.whole, about, is_required=False, is_optional=is_optional, low=0)


def _no_more(part: str, whole: str) -> Rule:
    """The rule that those of an age are no more than those among whom they are counted."""
    return Rule(
        f"{part} <= {whole}",
        "error",
        f"{{{part}}} bij {part} is meer dan {{{whole}}} bij {whole}.",
        lambda table: table[part] > table[whole],
        part,
        "Controleer beide aantallen.",
    )
