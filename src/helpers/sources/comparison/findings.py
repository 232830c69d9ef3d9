"""What is strange beside the last publication, as warnings: with the numbers, and what holds a judgement back."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence

from helpers.floor import dutch
from helpers.floor.faults import Fault
from helpers.floor.quarter import Quarter
from helpers.floor.shapes.comparison import CATEGORY, JUMP, PAST, SAME_FILE
from helpers.sources.cells import parsers
from helpers.sources.cells.cell_parser import shown
from helpers.sources.comparison.categories import Change
from helpers.sources.comparison.jumps import Jump
from helpers.sources.comparison.past import Past
from helpers.sources.contract import Contract

# What each rule asks, in Dutch, without anything from a file: what the page says of exports about persons or dealers.
_ASKS = {
    SAME_FILE: "Een export is niet precies het bestand van het vorige rapport.",
    PAST: "Wat het vorige rapport gebruikte, staat er nog en is niet veranderd.",
    CATEGORY: "Er verdween geen soort, en er kwam geen bij.",
    JUMP: "Een nieuwe maand valt binnen wat eerder gewoon was.",
}
_HINT = 'Vraag de maker wat er is gebeurd. Klopt het? Geef dan de reden: --accept {dataset}="…".'
_MOST_NAMED = 3  # months, from the most changed


def of_past(contract: Contract, past: Past) -> Iterator[Fault]:
    """The warning on a past that is other than the last publication knew it."""
    if not past.is_notable:
        return
    parts = [
        (past.gone, "verdween", "verdwenen"),
        (past.changed, "veranderde", "veranderden"),
        (past.late, "kwam erbij", "kwamen erbij"),
    ]
    said = dutch.listing([f"{dutch.number(n)} {one if n == 1 else more}" for n, one, more in parts if n])
    message = f"Sinds het vorige rapport ({dutch.counted(past.earlier, 'rij', 'rijen')}): {said}."
    if past.months:
        worst = sorted(past.months, key=lambda month: -past.months[month])[:_MOST_NAMED]
        named = [f"{dutch.month(month.start_time.date())} ({_percent(past.months[month])})" for month in sorted(worst)]
        message += f" Het meest in {dutch.listing(named)}."
    for name, part in past.moved.items():
        if dutch.rounded(100 * abs(part), 0):
            message += (
                f" {contract.column(name).header}: samen {_percent(abs(part))} {'hoger' if part > 0 else 'lager'}."
            )
    yield _warning(contract, PAST, message, about=message, why=_why_past(contract, past) if past.is_doubtful else "")


def _why_past(contract: Contract, past: Past) -> str:
    """What happened to most of the rows; of persons and dealers without the number."""
    counts = {"mist {} van het vorige rapport": past.gone, "zegt nu iets anders in {}": past.changed}
    late = "kreeg over eerdere maanden {}"
    counts[late] = past.late
    said, rows = max(counts.items(), key=lambda item: item[1])
    rows_of, some = ("meer rijen", "meer rijen") if said == late else ("van de rijen", "een deel van de rijen")
    return said.format(f"{_percent(rows / past.earlier)} {rows_of}" if contract.counted == "row" else some)


def of_categories(contract: Contract, changes: Sequence[Change]) -> Iterator[Fault]:
    """The warnings on the categories of an export that came or went."""
    for change in changes:
        rows, name = dutch.counted(change.rows, "rij", "rijen"), f"“{shown(change.value)}”"
        message = {
            "went": f"{name} had {rows} en komt niet meer voor.",
            "stopped": f"{name} had het jaar ervoor {rows} en in de nieuwe maanden geen.",
            "came": f"{name} is nieuw, met {rows}.",
        }[change.kind]
        is_wijk = change.column.parser is parsers.wijk_code
        thing = "wijk" if is_wijk else f"soort in de kolom {change.column.header}"
        why = f"mist een {thing}" if change.is_doubtful else ""
        yield _warning(contract, CATEGORY, message, why=why, column=change.column.header)


def of_jumps(contract: Contract, found: Sequence[Jump]) -> Iterator[Fault]:
    """A warning for each series of an export with months outside its own range."""
    extreme = dict.fromkeys(_month(jump) for jump in sorted(found, key=lambda one: one.month) if jump.is_extreme)
    why = f"wijkt in {dutch.listing(list(extreme))} sterk af van eerdere maanden" if extreme else ""
    for track in dict.fromkeys(jump.track.column for jump in found):
        jumps = [jump for jump in found if jump.track.column == track]
        column = contract.column(track).header if track else ""
        values = dutch.listing([f"{dutch.number(jump.value)} in {_month(jump)}" for jump in jumps])
        low, high = dutch.number(math.ceil(jumps[0].low)), dutch.number(math.floor(jumps[0].high))
        message = f"{f'{column}: samen' if column else 'Aantal rijen:'} {values}; gewoon is {low} tot en met {high}."
        holds_back = why if any(jump.is_extreme for jump in jumps) else ""
        yield _warning(contract, JUMP, message, about=message, why=holds_back, column=column)


def same_file(contract: Contract, published: Quarter) -> Fault:
    """The warning on an export that is byte for byte that of the last publication."""
    message = f"Dit is precies het bestand van het rapport over het {published.in_dutch}."
    hint = "Is er echt niets veranderd, of is een oud bestand geleverd?"
    return _warning(contract, SAME_FILE, message, about=message, hint=hint)


def _warning(
    contract: Contract, rule: str, message: str, *, about: str = "", why: str = "", column: str = "", hint: str = ""
) -> Fault:
    """A warning on the whole export; nothing is judged by context, so that holds nothing back.

    `about` is the message where it has nothing from a cell; of persons and dealers the page gets the rule alone.
    """
    why = "" if contract.is_optional else why
    return Fault(
        message,
        hint or (_HINT.format(dataset=contract.dataset) if why else "Vraag de maker of dit klopt."),
        rule=rule,
        level="warning",
        column=column,
        about=about if about and contract.counted == "row" else _ASKS[rule],
        dataset=contract.dataset,
        holds_back=why,
    )


def _month(jump: Jump) -> str:
    return dutch.month(jump.month.start_time.date())


def _percent(part: float) -> str:
    return dutch.quantity(100 * part, "percent")
