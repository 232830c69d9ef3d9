"""The inspected dealers by sector: shown once a year, by alphabet, and only where the numbers allow it."""

from dataclasses import replace

import pandas as pd

from helpers.displays import words
from helpers.displays.dealers.compliance import DATASET
from helpers.displays.drawing.columns import Column, cells, is_mostly_hidden, table
from helpers.displays.source_lines import LEFT_OUT, cannot_tell, is_left_out, line
from helpers.floor import dutch
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Absent, Table, Text
from helpers.floor.shapes.tables import each_row, rows_of

COUNT, SHARE = "inspected_dealers", "sector_compliance_percent"
_UNKNOWN = "onbekend"
_WHAT = "de branches van opkopers"
_ONCE = "Deze cijfers verschijnen één keer per jaar."


def sectors(result: Result) -> Table | Text:
    """How many dealers were inspected per sector and how many comply; one sentence where most is hidden."""
    counts = rows_of(result.measures, measure=COUNT, split="sector")
    if counts.empty:
        return cannot_tell(result, _WHAT, DATASET, "opkopers")
    if set(counts.group) == {_UNKNOWN}:
        return Absent(_WHAT, "van geen enkele gecontroleerde opkoper is de branche bekend")
    if is_left_out(result, "sector"):
        return Absent(_WHAT, LEFT_OUT)
    by_sector, hidden = _by_sector(result, counts), words.WITHHELD["small"]
    columns = [
        Column("sector", "Branche", written=lambda row: _name(row.sector)),
        Column("inspected", "Gecontroleerd", unit="dealers"),
        Column("met", "Voldoet", decimals=0, written=_k_of_n),
        Column("of"),
        Column("percent", "Aandeel", unit="percent", missing=hidden),
        Column("shrunken_percent", "Geschat", unit="percent", written=_guess),
        Column("withheld"),
    ]
    without_shares = [*columns[:2], *(replace(column, heading="") for column in columns[2:])]
    for shown in (columns, without_shares):
        if not is_mostly_hidden(cells(by_sector, shown)):
            return table(
                "sectors",
                f"Opkopers per branche, op alfabet, van 1 januari tot en met {_last_day(counts)}",
                by_sector,
                shown,
                notes=[*_notes(result, by_sector), _ONCE],
                source=line(result, DATASET, "opkopers"),
            )
    said = _hidden_sentences(by_sector)
    limit = dutch.number(result.settings.municipality.small_numbers.hidden_below)
    few = f"in een of meer branches zijn minder dan {limit} opkopers gecontroleerd"
    return Text([*said, _span(counts)]) if said else Absent(_WHAT, few)


def _by_sector(result: Result, counts: pd.DataFrame) -> pd.DataFrame:
    """A row for each sector, by alphabet, the unknown last; without a share where that is hidden."""
    shares = rows_of(result.measures, measure=SHARE, split="sector", withheld="").set_index("group")
    drawn_in = rows_of(result.estimates, measure=SHARE, term="shrunken_share", withheld="").set_index("group")
    sector, inspected = counts.group, counts.value.where(counts.withheld == "")
    base = sector.map(shares.denominator)
    by_sector = counts.assign(
        sector=sector,
        inspected=base.fillna(inspected),  # of the share's own rounded parts, so that the row adds up
        met=sector.map(shares.numerator),
        of=base,
        percent=sector.map(shares.value),
        shrunken_percent=sector.map(drawn_in.estimate),
        is_last=sector == _UNKNOWN,
        name=sector.str.casefold(),
    )
    return by_sector.sort_values(["is_last", "name"])


def _k_of_n(row: pd.Series) -> str:
    return words.WITHHELD["small"] if pd.isna(row.met) else dutch.k_of_n(row.met, row.of)


def _guess(row: pd.Series) -> str:
    return words.WITHHELD["small"] if pd.isna(row.met) else dutch.quantity(row.shrunken_percent, "percent")


def _notes(result: Result, by_sector: pd.DataFrame) -> list[str]:
    limits = result.settings.municipality.small_numbers
    notes = ["De branches staan op alfabet, zonder rangorde."]
    notes += [f"Aantallen zijn afgerond op {limits.rounded_to}."]
    if by_sector.percent.isna().any():
        notes.append(f"Een aandeel tonen we pas vanaf {limits.percent_base} gecontroleerde opkopers.")
    if by_sector.shrunken_percent.notna().any():
        notes.append("De schatting is gecorrigeerd voor toeval: een kleine branche staat dichter bij het gemiddelde.")
    compared = rows_of(result.estimates, model="contingency", measure=SHARE, term="any_difference", withheld="")
    if not compared.empty:
        notes.append("Eén toets zegt of er ergens verschil is, niet waar.")
    return notes + (compared.rule.tolist() or ["Voor een vergelijking zijn de branches te klein."])


def _hidden_sentences(by_sector: pd.DataFrame) -> list[str]:
    shown = by_sector[by_sector.inspected.notna() & (by_sector.sector != _UNKNOWN)]
    if shown.empty:
        return []
    return [
        *(
            f"In {row.sector}: ongeveer {dutch.number(row.inspected)} gecontroleerde opkopers."
            for row in each_row(shown)
        ),
        "De andere branches tonen we niet: de aantallen zijn te klein.",
        "Voor een vergelijking zijn de branches te klein.",
    ]


def _span(counts: pd.DataFrame) -> str:
    return f"Dit gaat over 1 januari tot en met {_last_day(counts)}. {_ONCE}"


def _last_day(counts: pd.DataFrame) -> str:
    return dutch.day(counts.end.iloc[0].date())


def _name(sector: str) -> str:
    return "Branche niet bekend" if sector == _UNKNOWN else sector
