"""The inspections of dealers: which items fail most, and why the dealers were inspected."""

import pandas as pd
import seaborn as sns
from matplotlib.figure import Figure as Drawing

from helpers.displays import readings, words
from helpers.displays.dealers.compliance import DATASET, MEASURE, k_of_n
from helpers.displays.drawing.columns import Column, cells, file_only, is_mostly_hidden, table, texts
from helpers.displays.drawing.figure import figure, label, percent_axis
from helpers.displays.drawing.palette import C1, C2, INK
from helpers.displays.source_lines import LEFT_OUT, cannot_tell, is_left_out, line
from helpers.floor import dutch
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Absent, Figure, Table, Text
from helpers.floor.shapes.tables import each_row, rows_of
from helpers.floor.shapes.words import HIDDEN

_ITEMS = "de onderdelen van de controle"
_APART = ["Controles na een signaal zeggen iets anders dan een steekproef.", "Daarom tellen we ze apart."]


def items(result: Result) -> Figure | Text:
    """Of each legal item, how many of the dealers it applies to met it; hidden where numbers are small."""
    every = rows_of(result.measures, measure="item_met_percent", split="item", area_level="municipality")
    shown = _with_spans(result, every[(every.withheld == "") & every.value.notna()])
    if shown.empty:
        return _items_hidden(result, every)
    columns = [
        Column("item", "Onderdeel", written=lambda row: words.label(words.ITEMS, row["item"])),
        k_of_n("In orde"),
        Column("value", "Aandeel", unit="percent"),
        *file_only("numerator", "denominator"),
        Column("low", "Bij herhaling", unit="percent", until="high"),
        Column("high"),
    ]
    lines, left_out = texts(shown, columns), _items_left_out(len(every) - len(shown))
    title = _items_title(lines[shown.value == shown.value.min()]["item"], bool(left_out))
    return figure(
        lambda drawing: _paint_items(drawing, shown, lines),
        name="items",
        title=title,
        subtitle="Aandeel van de laatste controles waarin het onderdeel in orde was, van 1 januari tot "
        f"en met {dutch.day(result.quarter.end)}. Streep: waar het ligt bij herhaling van zulke controles.",
        alt=[*left_out, *(f"{row.item}: {row.value}." for row in each_row(lines))],
        source=" ".join([line(result, DATASET), *left_out]),
        height=0.7 + 0.36 * len(shown),
        frame=shown,
        columns=columns,
    )


def selection(result: Result) -> Table | Text:
    """Why the dealers were inspected, and how many of each complied; a gauge of who the share speaks for."""
    reasons = rows_of(result.measures, measure=MEASURE, split="reason").rename(columns={"group": "reason"})
    if reasons.empty:
        return cannot_tell(result, "de aanleiding van de controles", DATASET)
    order = {reason: at for at, reason in enumerate(words.REASONS)}
    reasons = reasons.sort_values("reason", key=lambda names: names.map(order).fillna(len(order)))
    columns = [
        Column("reason", "Aanleiding", written=lambda row: words.label(words.REASONS, row.reason)),
        k_of_n("Voldoet"),
        Column("value", "Aandeel", unit="percent"),
        *file_only("numerator", "denominator", "withheld"),
    ]
    notes = [*_registered(result), *_empty(result), *readings.unknown_said(result, MEASURE)]
    if is_mostly_hidden(cells(reasons, columns)):
        shown = texts(reasons[reasons.withheld == ""], columns)
        if is_left_out(result, "reason"):
            return Text([f"De aanleiding van de controles tonen we niet: {LEFT_OUT}.", *notes])
        return Text([*([] if shown.empty else _APART), *_reason_sentences(shown), *notes])
    return table(
        "selection",
        f"Aanleiding van de laatste controle, {result.quarter.in_dutch}",
        reasons,
        columns,
        notes=[*_APART, *notes, "Wie gericht is uitgekozen, zegt weinig over alle opkopers."],
        source=line(result, DATASET),
    )


def _items_hidden(result: Result, every: pd.DataFrame) -> Text:
    if not every.withheld.isin(HIDDEN).any():
        return cannot_tell(result, _ITEMS, DATASET, name="items")
    why = LEFT_OUT if is_left_out(result, "item") else "de aantallen per onderdeel zijn te klein"
    return Absent(_ITEMS, why, "items")


def _items_title(worst: pd.Series, is_any_hidden: bool) -> str:
    names = worst.str.lower().tolist()
    # A hidden item may fail more often: then the message is about the shown ones.
    if len(names) > 2 and is_any_hidden:
        return f"Van de getoonde onderdelen gaan er {len(names)} even vaak mis"
    if len(names) > 2:
        return f"{len(names)} onderdelen zijn even vaak niet in orde"
    verb, who = "zijn" if len(names) > 1 else "is", dutch.listing(names)
    if is_any_hidden:
        return f"Van de getoonde onderdelen {verb} {who} het vaakst niet in orde"
    return f"{dutch.sentence_case(who)} {verb} het vaakst niet in orde"


def _items_left_out(n_hidden: int) -> list[str]:
    if not n_hidden:
        return []
    verb = "blijven" if n_hidden > 1 else "blijft"
    which = dutch.counted(n_hidden, "onderdeel", "onderdelen")
    return [f"Afgeschermd {verb} {which}: daar zijn de aantallen te klein."]


def _with_spans(result: Result, shown: pd.DataFrame) -> pd.DataFrame:
    """The lowest first, each with where it lies when such inspections are repeated."""
    spans = rows_of(result.estimates, measure="item_met_percent", term="if_repeated", withheld="")
    beside = shown.merge(spans[["group", "low", "high"]], on="group", how="left")
    return beside.sort_values(["value", "group"]).rename(columns={"group": "item"})


def _reason_sentences(lines: pd.DataFrame) -> list[str]:
    if lines.empty:
        return ["Per aanleiding zijn de aantallen te klein om te tonen."]
    return [
        *(f"Bij de aanleiding “{row.reason.lower()}” voldoen er {row.met}." for row in each_row(lines)),
        "Bij de andere aanleidingen zijn de aantallen te klein om te tonen.",
    ]


def _registered(result: Result) -> list[str]:
    found = readings.municipal(result, "registered_dealers")
    if found is None or not readings.is_shown(found):
        return []
    return [f"Er staan ongeveer {dutch.number(found.value)} opkopers ingeschreven."] if found.value else []


def _empty(result: Result) -> list[str]:
    found = readings.municipal(result, "empty_inspections")
    if found is None or found.withheld == "missing" or found.value == 0:
        return []
    limit = dutch.number(result.settings.municipality.small_numbers.hidden_below)
    many = f"Ongeveer {dutch.number(found.value)}" if readings.is_shown(found) else f"Minder dan {limit}"
    return [f"{many} controles zonder antwoord tellen niet mee."]


def _paint_items(drawing: Drawing, shown: pd.DataFrame, lines: pd.DataFrame) -> None:
    axes = drawing.subplots()
    names = [f"{row.item} ({row.met})" for row in each_row(lines)]
    sns.barplot(
        x=shown.value.to_numpy(), y=names, ax=axes, color=C1, saturation=1, width=0.55, orient="h", errorbar=None
    )
    for at, (row, text) in enumerate(zip(each_row(shown), lines.value, strict=True)):
        low, high = (row.value if pd.isna(limit) else limit for limit in (row.low, row.high))
        axes.plot([low, high], [at, at], color=C2, linewidth=2, solid_capstyle="butt")
        label(axes, text, (high, at), colour=INK, va="center")
    percent_axis(axes, names)
