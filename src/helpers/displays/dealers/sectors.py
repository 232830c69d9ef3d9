"""The inspected dealers by sector: shown once a year, by alphabet, and only where the numbers allow it."""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from helpers.displays import readings, words
from helpers.displays.dealers.compliance import DATASET, k_of_n
from helpers.displays.drawing.cells import data, is_mostly_hidden, row
from helpers.displays.source_lines import cannot_tell, line
from helpers.floor import dutch
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Cell, Table, Text
from helpers.floor.shapes.tables import rows_of

COUNT, SHARE = "inspected_dealers", "sector_compliance_percent"
_UNKNOWN = "onbekend"
_ONCE = "Deze cijfers verschijnen één keer per jaar."


def sectors(result: Result) -> Table | Text:
    """How many dealers were inspected per sector and how many comply; one sentence where most is hidden."""
    counts = _by_alphabet(rows_of(result.measures, measure=COUNT, split="sector"))
    if counts.empty:
        return cannot_tell(result, "de branches van opkopers", DATASET, "opkopers")
    if set(counts.group) == {_UNKNOWN}:
        return Text(["Van geen enkele gecontroleerde opkoper is de branche bekend."])
    shares = _shown(rows_of(result.measures, measure=SHARE, split="sector"))
    drawn_in = rows_of(result.estimates, measure=SHARE, term="shrunken_share", withheld="")
    guesses = dict(zip(drawn_in.group, drawn_in.estimate, strict=True))
    for columns in (
        ["Branche", "Gecontroleerd", "Voldoet", "Aandeel", "Geschat"],
        ["Branche", "Gecontroleerd"],
    ):
        rows = [_row(one, shares, guesses)[: len(columns)] for _, one in counts.iterrows()]
        if not is_mostly_hidden(rows, words.WITHHELD["small"]):
            return _table(result, columns, rows, counts, shares, guesses)
    return Text([*_hidden_said(result, counts), _span_said(counts)])


def _table(
    result: Result,
    columns: list[str],
    rows: list[list[Cell]],
    counts: pd.DataFrame,
    shares: Mapping[str, pd.Series],
    guesses: Mapping[str, float],
) -> Table:
    return Table(
        "sectors",
        f"Opkopers per branche, op alfabet, van 1 januari tot en met {_last_day(counts)}",
        columns,
        rows,
        notes=[*_notes(result, counts, shares, bool(guesses)), _ONCE],
        source=line(result, DATASET, "opkopers"),
        data=data(
            ["sector", "inspected", "met", "of", "percent", "shrunken_percent", "withheld"],
            [_figures(one, shares, guesses) for _, one in counts.iterrows()],
        ),
    )


def _row(one: pd.Series, shares: Mapping[str, pd.Series], guesses: Mapping[str, float]) -> list[Cell]:
    share, hidden = shares.get(one.group), words.WITHHELD["small"]
    if share is None:
        return row(_name(one.group), readings.shown(one), hidden, hidden, hidden)
    guess = dutch.quantity(guesses.get(one.group), "percent")
    # Of the share's own rounded parts, so that the row adds up.
    return row(_name(one.group), dutch.number(share.denominator), k_of_n(share), readings.shown(share), guess)


def _figures(one: pd.Series, shares: Mapping[str, pd.Series], guesses: Mapping[str, float]) -> list:
    share, group = shares.get(one.group), one.group
    if share is None:
        return [group, one.value if readings.is_shown(one) else None, *[None] * 4, one.withheld]
    base = share.denominator
    return [group, base, share.numerator, base, share.value, guesses.get(group), one.withheld]


def _notes(
    result: Result, counts: pd.DataFrame, shares: Mapping[str, pd.Series], has_guesses: bool
) -> list[str]:
    limits = result.settings.municipality.small_numbers
    said = [f"Aantallen zijn afgerond op {limits.rounded_to}."]
    if len(shares) < len(counts):
        said.append(f"Een aandeel tonen we pas vanaf {limits.percent_base} gecontroleerde opkopers.")
    if has_guesses:
        said.append("De schatting trekt elk aandeel naar het gemiddelde toe.")
    found = rows_of(result.estimates, model="contingency", measure=SHARE, term="any_difference", withheld="")
    return [*said, *(found.rule if len(found) else ["Voor een vergelijking zijn de branches te klein."])]


def _hidden_said(result: Result, counts: pd.DataFrame) -> list[str]:
    limit = dutch.number(result.settings.municipality.small_numbers.hidden_below)
    shown = [one for _, one in counts.iterrows() if readings.is_shown(one) and one.group != _UNKNOWN]
    if not shown:
        few = f"in een of meer branches zijn minder dan {limit} opkopers gecontroleerd"
        return [f"Per branche tonen we niets: {few}."]
    return [
        "De meeste branches tonen we niet: de aantallen zijn te klein.",
        *(f"In {one.group}: ongeveer {dutch.number(one.value)} gecontroleerde opkopers." for one in shown),
        "Voor een vergelijking zijn de branches te klein.",
    ]


def _span_said(counts: pd.DataFrame) -> str:
    return f"Dit gaat over 1 januari tot en met {_last_day(counts)}. {_ONCE}"


def _last_day(counts: pd.DataFrame) -> str:
    return dutch.day(counts.end.iloc[0].date())


def _by_alphabet(counts: pd.DataFrame) -> pd.DataFrame:
    is_last = counts.group == _UNKNOWN
    return counts.assign(last=is_last, name=counts.group.str.casefold()).sort_values(["last", "name"])


def _shown(shares: pd.DataFrame) -> dict[str, pd.Series]:
    return {one.group: one for _, one in shares.iterrows() if readings.is_shown(one)}


def _name(sector: str) -> str:
    return "Branche niet bekend" if sector == _UNKNOWN else sector
