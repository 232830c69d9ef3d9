"""Inspections of dealers: who failed is mostly inspected again; two inspections show nothing."""

from datetime import date, timedelta
from typing import NamedTuple

import numpy as np

from helpers.floor.areas import Areas
from helpers.floor.quarter import Quarter
from helpers.samples import forms, timeline
from helpers.samples.chance import pick, stream
from helpers.samples.exports import opkopers
from helpers.samples.truth import (
    COMPLIANT_SHARE_AT_REINSPECTION,
    COMPLIANT_SHARE_GROWTH_PER_YEAR,
    INSPECTIONS_THAT_SHOW_NOTHING,
    Truth,
)

FILE = "opkoper_controles.xlsx"
ITEMS = (
    "Aangemeld (DOL)",
    "DOR-account",
    "Inkoopregister actueel",
    "Verplichte velden volledig",
    "Identiteit verkoper vastgelegd",
    "Bewaartermijn nageleefd",
    "Verkoopregister",
)
HEADER = ("Controlenr", "Datum", "Opkopernr", "Aanleiding", *ITEMS)
REASONS = {"steekproef": 0.3, "risico": 0.4, "melding": 0.3}
FIRST_INSPECTIONS_PER_QUARTER = 9


class Inspection(NamedTuple):
    day: date
    dealer: str
    reason: str
    items: tuple[str | None, ...]


def export(truth: Truth, areas: Areas) -> bytes:
    """The file: a title row and an empty one above the header."""
    rows = [
        (f"C{number:04d}", *inspection[:3], *inspection.items)
        for number, inspection in enumerate(inspections(truth, areas), start=1)
    ]
    title = [["Controles opkopers, uitdraai boa-registratie"], []]
    return forms.excel_file({"Controles": [*title, HEADER, *rows]})


def inspections(truth: Truth, areas: Areas) -> list[Inspection]:
    """Every inspection by date."""
    random = stream(truth, "opkoper_controles")
    dealers = opkopers.dealers(truth, areas)
    made = [
        inspection for quarter in timeline.quarters() for inspection in _of_quarter(quarter, dealers, truth, random)
    ]
    return sorted(made, key=lambda one: (one.day, one.dealer))


def _of_quarter(
    quarter: Quarter, dealers: list[opkopers.Dealer], truth: Truth, random: np.random.Generator
) -> list[Inspection]:
    there = [one for one in dealers if one.is_registered(quarter.start) and one.is_registered(quarter.end)]
    days = timeline.working_days(quarter.start, quarter.end)
    made = []
    for turn, place in enumerate(random.permutation(len(there))[:FIRST_INSPECTIONS_PER_QUARTER]):
        day = days[int(random.integers(len(days)))]
        reason = pick(random, REASONS)
        growth = COMPLIANT_SHARE_GROWTH_PER_YEAR * (quarter.year - timeline.SAMPLE.year)
        items = _items(truth.compliant_share[reason] + growth, random)
        if turn == 0 and quarter.label in INSPECTIONS_THAT_SHOW_NOTHING:
            items = (INSPECTIONS_THAT_SHOW_NOTHING[quarter.label] or None,) * len(ITEMS)
        made.append(Inspection(day, there[place].number, reason, items))
        if "Nee" in items:
            made += _again(made[-1], there[place], random)
    return made


def _again(failed: Inspection, dealer: opkopers.Dealer, random: np.random.Generator) -> list[Inspection]:
    day = failed.day + timedelta(days=int(random.integers(21, 46)))
    items = _items(COMPLIANT_SHARE_AT_REINSPECTION, random)
    is_done = random.random() < 0.85 and day <= timeline.LAST.end and dealer.is_registered(day)
    return [Inspection(day, dealer.number, "hercontrole", items)] if is_done else []


def _items(compliant_share: float, random: np.random.Generator) -> tuple[str | None, ...]:
    is_compliant = random.random() < compliant_share
    failed = set(random.permutation(len(ITEMS))[: int(random.integers(1, 4))].tolist())
    has_no_sales = random.random() < 0.2
    answers = ["Nee" if place in failed and not is_compliant else "Ja" for place in range(len(ITEMS))]
    if has_no_sales and answers[-1] == "Ja":
        answers[-1] = "N.v.t."
    return tuple(answers)
