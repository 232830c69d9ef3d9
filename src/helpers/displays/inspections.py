"""The inspections of dealers: which items fail most, and why the dealers were inspected."""

from __future__ import annotations

import pandas as pd
import seaborn as sns
from matplotlib.figure import Figure as Drawing

from helpers.displays import readings, words
from helpers.displays.cells import data, row
from helpers.displays.dealers import DATASET, MEASURE, k_of_n, percent_axis
from helpers.displays.figure import alt_text, figure, label
from helpers.displays.palette import C1, INK
from helpers.displays.sources import cannot_tell, line
from helpers.floor import dutch
from helpers.floor.delivery import Result
from helpers.floor.pieces import Figure, Table, Text
from helpers.floor.tables import rows_of


def items(result: Result) -> Figure | Text:
    """Of each legal item, how many of the dealers it applies to met it; hidden where numbers are small."""
    found = rows_of(result.measures, measure="item_met_percent", split="item", area_level="municipality")
    shown = found[[readings.is_shown(one) for _, one in found.iterrows()]] if len(found) else found
    if shown.empty:
        return _items_hidden(result, found)
    shown = shown.sort_values(["value", "group"])
    hidden = [words.label(words.ITEMS, name) for name in sorted(set(found.group) - set(shown.group))]
    title = _items_title(shown)
    return figure(
        lambda drawing: _paint_items(drawing, shown),
        name="items",
        title=title,
        subtitle="Aandeel van de laatste controles waarin het onderdeel in orde was, van 1 januari tot "
        f"en met {dutch.day(result.quarter.end)}",
        alt=alt_text(
            [
                f"{title}.",
                *(
                    f"{words.label(words.ITEMS, one.group)}: {readings.shown(one)}."
                    for _, one in shown.iterrows()
                ),
                *([f"Afgeschermd: {dutch.listing(hidden)}."] if hidden else []),
            ]
        ),
        source=line(result, DATASET),
        height=0.7 + 0.36 * len(shown),
        columns=["Onderdeel", "In orde", "Aandeel"],
        rows=[
            *(
                row(words.label(words.ITEMS, one.group), k_of_n(one), readings.shown(one))
                for _, one in shown.iterrows()
            ),
            *(row(name, "afgeschermd", "afgeschermd") for name in hidden),
        ],
        data=data(
            ["item", "value", "numerator", "denominator"],
            [[one.group, one.value, one.numerator, one.denominator] for _, one in shown.iterrows()],
        ),
    )


def selection(result: Result) -> Table | Text:
    """Why the dealers were inspected, and how many of each complied; a gauge of who the share speaks for."""
    found = rows_of(result.measures, measure=MEASURE, split="reason")
    if found.empty:
        return cannot_tell(result, "de aanleiding van de controles", DATASET)
    notes = [*_registered(result), *_empty(result)]
    if (found.withheld == "small").all():
        return Text(["Per aanleiding zijn de aantallen te klein om te tonen.", *notes])
    order = list(words.REASONS)
    found = found.sort_values(
        "group", key=lambda names: names.map(lambda one: order.index(one) if one in order else 9)
    )
    notes = [*notes, "Wie gericht is uitgekozen, zegt weinig over alle opkopers."]
    return Table(
        "selection",
        f"Aanleiding van de laatste controle, {result.quarter.in_dutch}",
        ["Aanleiding", "Voldoet", "Aandeel"],
        [
            row(
                words.label(words.REASONS, one.group),
                k_of_n(one) if readings.is_shown(one) else readings.withheld(one),
                readings.shown(one),
            )
            for _, one in found.iterrows()
        ],
        notes=notes,
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
    return Text(["Per onderdeel tonen we niets.", "Het aantal gecontroleerde opkopers is daarvoor te klein."])


def _items_title(shown: pd.DataFrame) -> str:
    worst = shown[shown.value == shown.value.min()]
    names = [words.label(words.ITEMS, name).lower() for name in worst.group]
    if shown.value.min() >= 100:
        return "Elk getoond onderdeel was bij alle controles in orde"
    if len(names) > 2:
        return f"{len(names)} onderdelen zijn even vaak niet in orde"
    verb = "zijn" if len(names) > 1 else "is"
    return f"{dutch.sentence_case(dutch.listing(names))} {verb} het vaakst niet in orde"


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


def _paint_items(drawing: Drawing, shown: pd.DataFrame) -> None:
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
    for at, value in enumerate(shown.value):
        label(axes, dutch.quantity(value, "percent"), (value, at), colour=INK, va="center")
    percent_axis(axes, names)
