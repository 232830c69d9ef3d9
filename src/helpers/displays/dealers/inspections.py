"""The inspections of dealers: which items fail most, and why the dealers were inspected."""

from __future__ import annotations

import pandas as pd
import seaborn as sns
from matplotlib.figure import Figure as Drawing

from helpers.displays import readings, words
from helpers.displays.dealers.compliance import DATASET, MEASURE, k_of_n
from helpers.displays.drawing.cells import data, is_mostly_hidden, row
from helpers.displays.drawing.figure import alt_text, figure, label, percent_axis
from helpers.displays.drawing.palette import C1, C2, INK
from helpers.displays.source_lines import cannot_tell, line
from helpers.floor import dutch
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Figure, Table, Text
from helpers.floor.shapes.tables import rows_of


def items(result: Result) -> Figure | Text:
    """Of each legal item, how many of the dealers it applies to met it; hidden where numbers are small."""
    found = rows_of(result.measures, measure="item_met_percent", split="item", area_level="municipality")
    shown = found[[readings.is_shown(one) for _, one in found.iterrows()]] if len(found) else found
    if shown.empty:
        return _items_hidden(result, found)
    shown = shown.sort_values(["value", "group"])
    n_hidden = len(found) - len(shown)
    spans = _if_repeated(result)
    title = _items_title(shown, n_hidden)
    return figure(
        lambda drawing: _paint_items(drawing, shown, spans),
        name="items",
        title=title,
        subtitle="Aandeel van de laatste controles waarin het onderdeel in orde was, van 1 januari tot "
        f"en met {dutch.day(result.quarter.end)}. Streep: waar het ligt bij herhaling van zulke controles.",
        alt=alt_text(
            [
                f"{title}.",
                *_items_left_out(n_hidden),
                *(
                    f"{words.label(words.ITEMS, one.group)}: {readings.shown(one)}."
                    for _, one in shown.iterrows()
                ),
            ]
        ),
        source=" ".join([line(result, DATASET), *_items_left_out(n_hidden)]),
        height=0.7 + 0.36 * len(shown),
        columns=["Onderdeel", "In orde", "Aandeel", "Bij herhaling"],
        rows=[
            row(
                words.label(words.ITEMS, one.group), k_of_n(one), readings.shown(one), _span(spans, one.group)
            )
            for _, one in shown.iterrows()
        ],
        data=data(
            ["item", "value", "numerator", "denominator", "low", "high"],
            [
                [one.group, one.value, one.numerator, one.denominator, *spans.get(one.group, (None, None))]
                for _, one in shown.iterrows()
            ],
        ),
    )


def selection(result: Result) -> Table | Text:
    """Why the dealers were inspected, and how many of each complied; a gauge of who the share speaks for."""
    found = rows_of(result.measures, measure=MEASURE, split="reason")
    if found.empty:
        return cannot_tell(result, "de aanleiding van de controles", DATASET)
    notes = [*_registered(result), *_empty(result)]
    order = list(words.REASONS)
    found = found.sort_values(
        "group", key=lambda names: names.map(lambda one: order.index(one) if one in order else 9)
    )
    rows = [
        row(
            words.label(words.REASONS, one.group),
            k_of_n(one) if readings.is_shown(one) else readings.withheld(one),
            readings.shown(one),
        )
        for _, one in found.iterrows()
    ]
    if is_mostly_hidden(rows, words.WITHHELD["small"]):
        return Text([*_reasons_said(found), *notes])
    return Table(
        "selection",
        f"Aanleiding van de laatste controle, {result.quarter.in_dutch}",
        ["Aanleiding", "Voldoet", "Aandeel"],
        rows,
        notes=[*notes, "Wie gericht is uitgekozen, zegt weinig over alle opkopers."],
        source=line(result, DATASET),
        data=data(
            ["reason", "value", "numerator", "denominator", "withheld"],
            [
                [
                    one.group,
                    *((one.value, one.numerator, one.denominator) if readings.is_shown(one) else (None,) * 3),
                    one.withheld,
                ]
                for _, one in found.iterrows()
            ],
        ),
    )


def _items_hidden(result: Result, found: pd.DataFrame) -> Text:
    if found.empty or not (found.withheld == "small").any():
        return cannot_tell(result, "de onderdelen van de controle", DATASET)
    return Text(["Per onderdeel tonen we niets: de aantallen zijn daarvoor te klein."])


def _items_title(shown: pd.DataFrame, n_hidden: int) -> str:
    worst = shown[shown.value == shown.value.min()]
    names = [words.label(words.ITEMS, name).lower() for name in worst.group]
    # A hidden item may fail more often: then the message is about the shown ones.
    of_shown = "Van de getoonde onderdelen " if n_hidden else ""
    if len(names) > 2:
        return dutch.sentence_case(f"{of_shown}{'gaan er' if n_hidden else ''} {len(names)} ".strip()) + (
            " even vaak mis" if n_hidden else " onderdelen zijn even vaak niet in orde"
        )
    verb, who = "zijn" if len(names) > 1 else "is", dutch.listing(names)
    if n_hidden:
        return f"{of_shown}{verb} {who} het vaakst niet in orde"
    return f"{dutch.sentence_case(who)} {verb} het vaakst niet in orde"


def _items_left_out(n_hidden: int) -> list[str]:
    if not n_hidden:
        return []
    verb = "blijven" if n_hidden > 1 else "blijft"
    which = dutch.counted(n_hidden, "onderdeel", "onderdelen")
    return [f"Afgeschermd {verb} {which}: daar zijn de aantallen te klein."]


def _if_repeated(result: Result) -> dict[str, tuple[float, float]]:
    found = rows_of(result.estimates, measure="item_met_percent", term="if_repeated", withheld="")
    return {one.group: (one.low, one.high) for _, one in found.iterrows()}


def _span(spans: dict[str, tuple[float, float]], item: str) -> str:
    return dutch.interval(*spans[item], "percent") if item in spans else dutch.NOTHING


def _reasons_said(found: pd.DataFrame) -> list[str]:
    shown = found[[readings.is_shown(one) for _, one in found.iterrows()]]
    if shown.empty:
        return ["Per aanleiding zijn de aantallen te klein om te tonen."]
    return [
        "Bij de meeste aanleidingen zijn de aantallen te klein om te tonen.",
        *(
            f"Bij de aanleiding “{words.label(words.REASONS, one.group).lower()}” voldoen er {k_of_n(one)}."
            for _, one in shown.iterrows()
        ),
    ]


def _registered(result: Result) -> list[str]:
    found = readings.municipal(result, "registered_dealers")
    if found is None or not readings.is_shown(found):
        return []
    verb = "staat" if found.value == 1 else "staan"
    return [f"Er {verb} {dutch.counted(int(found.value), 'opkoper', 'opkopers')} ingeschreven."]


def _empty(result: Result) -> list[str]:
    found = readings.municipal(result, "empty_inspections")
    if found is None or not readings.is_shown(found) or found.value == 0:
        return []
    many = found.value != 1
    return [
        f"{dutch.counted(int(found.value), 'controle', 'controles')} zonder antwoord "
        f"{'tellen' if many else 'telt'} niet mee."
    ]


def _paint_items(drawing: Drawing, shown: pd.DataFrame, spans: dict[str, tuple[float, float]]) -> None:
    axes = drawing.subplots()
    names = [f"{words.label(words.ITEMS, one.group)} ({k_of_n(one)})" for _, one in shown.iterrows()]
    sns.barplot(
        x=shown.value.to_numpy(),
        y=names,
        ax=axes,
        color=C1,
        saturation=1,
        width=0.55,
        orient="h",
        errorbar=None,
    )
    for at, (item, value) in enumerate(zip(shown.group, shown.value, strict=True)):
        low, high = spans.get(item, (value, value))
        axes.plot([low, high], [at, at], color=C2, linewidth=2, solid_capstyle="butt")
        label(axes, dutch.quantity(value, "percent"), (high, at), colour=INK, va="center")
    percent_axis(axes, names)
