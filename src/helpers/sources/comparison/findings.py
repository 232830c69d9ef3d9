"""What is strange beside the last publication, as warnings: with the numbers, and what holds a judgement back."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import replace

from helpers.floor import dutch
from helpers.floor.faults import Fault
from helpers.floor.quarter import Quarter
from helpers.sources.cells.cell_parser import shown
from helpers.sources.comparison.categories import Change
from helpers.sources.comparison.jumps import Jump
from helpers.sources.comparison.past import Past
from helpers.sources.contract import Contract

# What each rule asks, in Dutch, without anything from a file: what the page on data quality says.
ABOUT = {
    "zelfde bestand": "Een export is niet precies het bestand van het vorige rapport.",
    "eerder verleden": "Wat het vorige rapport gebruikte, staat er nog en is niet veranderd.",
    "categorie": "Er verdween geen categorie, en er kwam geen bij.",
    "sprong": "Een nieuwe maand valt binnen wat eerder gewoon was.",
}
_HINT = 'Vraag de maker wat er is gebeurd. Klopt het? Geef dan de reden: --accept {dataset}="…".'
_MOST_NAMED = 3  # months, from the most changed


def of_past(contract: Contract, past: Past, published: Quarter) -> Iterator[Fault]:
    """The warning on a past that is other than the publication on `published` knew it."""
    if not past.is_notable:
        return
    parts = [
        (past.gone, "verdween", "verdwenen"),
        (past.changed, "veranderde", "veranderden"),
        (past.late, "kwam erbij", "kwamen erbij"),
    ]
    said = dutch.listing([f"{dutch.number(n)} {one if n == 1 else more}" for n, one, more in parts if n])
    message = f"Van de {dutch.counted(past.earlier, 'rij', 'rijen')} van het vorige rapport: {said}."
    if past.months:
        worst = sorted(past.months, key=lambda month: -past.months[month])[:_MOST_NAMED]
        named = [f"{dutch.month(month.start_time.date())} ({_percent(past.months[month])})" for month in sorted(worst)]
        message += f" Het meest in {dutch.listing(named)}."
    for name, part in past.moved.items():
        if abs(part) >= 0.01:
            change = dutch.quantity(abs(100 * part), "percent")
            message += f" {contract.column(name).header} is samen {change} {'hoger' if part > 0 else 'lager'}."
    yield _warning(contract, "eerder verleden", message, _why_past(contract, past, published))


def _why_past(contract: Contract, past: Past, published: Quarter) -> str:
    if not past.is_doubtful:
        return ""
    rows = past.gone + past.changed + past.late
    part = "een deel" if contract.counted != "row" else _percent(min(rows / max(past.earlier, 1), 1.0))
    of = f"van de rijen uit het rapport over het {published.in_dutch}"
    if past.gone >= max(past.changed, past.late):
        return f"mist {part} {of}"
    if past.late > past.changed:
        return f"kreeg er oude rijen bij: {part} {of}"
    return f"zegt nu iets anders in {part} {of}"


def of_category(contract: Contract, change: Change) -> Fault:
    """The warning on one category that came or went."""
    rows, name = dutch.counted(change.rows, "rij", "rijen"), f"“{shown(change.value)}”"
    message = {
        "went": f"{name} had {rows} en komt niet meer voor.",
        "stopped": f"{name} had het jaar ervoor {rows} en in de nieuwe maanden geen.",
        "came": f"{name} is nieuw, met {rows}.",
    }[change.kind]
    why = f"mist een deel: in de kolom {change.column.header} verdween een soort" if change.is_doubtful else ""
    return replace(_warning(contract, "categorie", message, why), column=change.column.header)


def of_jump(contract: Contract, jump: Jump) -> Fault:
    """The warning on a month outside its own range."""
    column = contract.column(jump.track.column).header if jump.track.column else ""
    low, high = dutch.number(math.ceil(jump.low)), dutch.number(math.floor(jump.high))
    month = dutch.month(jump.month.start_time.date())
    what = f"{column} samen" if column else "Het aantal rijen"
    message = f"{what} is {dutch.number(jump.value)} in {month}; gewoon is {low} tot {high}."
    why = f"springt in {month} ver buiten wat gewoon is" if jump.is_extreme else ""
    return replace(_warning(contract, "sprong", message, why), column=column)


def same_file(contract: Contract, published: Quarter) -> Fault:
    """The warning on an export that is byte for byte that of the last publication."""
    message = f"Dit is precies het bestand van het rapport over het {published.in_dutch}."
    fault = _warning(contract, "zelfde bestand", message, "")
    return replace(fault, hint="Is er echt niets veranderd, of is een oud bestand geleverd?")


def _warning(contract: Contract, rule: str, message: str, why: str) -> Fault:
    hint = _HINT.format(dataset=contract.dataset) if why else "Vraag de maker of dit klopt."
    about = ABOUT[rule]
    return Fault(message, hint, rule=rule, level="warning", about=about, dataset=contract.dataset, holds_back=why)


def _percent(part: float) -> str:
    return dutch.quantity(100 * part, "percent")
