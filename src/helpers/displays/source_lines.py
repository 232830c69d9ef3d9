"""Where the data come from: the source line, the text where data are missing, the table of exports."""

from collections.abc import Iterable

import pandas as pd

from helpers.displays import words
from helpers.displays.drawing.columns import Column, table
from helpers.floor import dutch
from helpers.floor.quarter import Quarter
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Absent, Table, Text


def line(result: Result, *datasets: str) -> str:
    """The source line: which exports, up to which day, and whether they are made up."""
    names = dutch.listing([result.title_of(name) for name in datasets])
    made_up = "; voorbeelddata" if result.is_made_up else ""
    owner = f"gemeente {result.settings.municipality.name}"
    until = result.month.end if result.month else result.quarter.end
    return f"Bron: {names}; {owner}; tot en met {dutch.day(until)}{made_up}."


def line_of_publisher(result: Result, dataset: str, publisher: str, until: str) -> str:
    """The source line of figures that others publish: who, and up to which year."""
    made_up = "; voorbeelddata" if result.is_made_up else ""
    return f"Bron: {result.title_of(dataset)}; {publisher}; tot en met {until}{made_up}."


def line_with_inhabitants(result: Result, *datasets: str) -> str:
    """The source line of what is set against who lives there: also whose count of inhabitants, and of which year."""
    table = result.areas.table
    said = [f"stand {dutch.listing([str(year) for year in sorted(set(table.inhabitants_year))])}"]
    if "inhabitants_source" in table:
        said.append(dutch.listing(table.inhabitants_source.unique().tolist()))
    return f"{line(result, *datasets)} Inwoners: {', '.join(said)}."


def cannot_tell(result: Result, what: str, *datasets: str, name: str = "") -> Absent:
    """What cannot be shown, and the reason that was given for it; `name` is that of the piece not made."""
    given = {one: result.missing[one].strip().rstrip(".") for one in datasets if one in result.missing}
    reasons = [f"de export “{result.title_of(one)}” ontbreekt: {reason}" for one, reason in given.items()]
    read = {export.dataset for export in result.exports}
    optional = [one for one in datasets if result.descriptions[one].is_optional and one not in {*read, *given}]
    titles = dutch.listing([f"“{result.title_of(one)}”" for one in optional])
    given_none = f"de {'exports' if len(optional) > 1 else 'export'} {titles} {'zijn' if len(optional) > 1 else 'is'}"
    why = "; ".join([*reasons, *([f"{given_none} niet geleverd"] if optional else [])])
    return Absent(what, why or "de gegevens daarvoor zijn er niet of blijven afgeschermd", name)


def one_wijk(result: Result, what: str, name: str = "") -> Absent | None:
    """That wijken cannot be compared where there is one; None where there are more."""
    why = "de gemeente heeft één wijk, dus er valt niets te vergelijken"
    return Absent(what, why, name) if len(result.areas.codes) < 2 else None


def refused(what: str, rules: Iterable[str], name: str = "") -> Absent:
    """What cannot be shown, and the rules that say why, in the one line: without capital and full stop.

    >>> refused("de helling", ["Van 4 wijken is het bereik bekend, nodig: 8.", "De plaats ontbreekt."]).why
    'van 4 wijken is het bereik bekend, nodig: 8; de plaats ontbreekt'
    """
    said = [rule.strip().rstrip(".") for rule in rules]
    return Absent(what, "; ".join(rule[:1].lower() + rule[1:] for rule in said), name)


def is_left_out(result: Result, split: str) -> bool:
    """Whether the municipality publishes nothing by `split`: then no number is the reason, and none may be given."""
    return split in result.settings.municipality.splits_left_out


LEFT_OUT = "de gemeente laat deze uitsplitsing weg"


def why_withdrawn(result: Result, split: str) -> str:
    """Why nothing by `split` is published: the municipality leaves it out, or a number would follow from it."""
    return LEFT_OUT if is_left_out(result, split) else "naast het totaal was een klein aantal te berekenen"


def data_sources(result: Result) -> Table | Text:
    """The exports behind the report: file, rows, period and the first 12 characters of the mark.

    A missing export has a row with its reason. The period is that of the dates in the file; of an export about persons
    or dealers the quarter of the last one.
    """
    if not result.exports and not result.missing:
        return Text(["Voor dit hoofdstuk is geen export gelezen."])
    read = [vars(export) | {"missing": ""} for export in result.exports]
    absent = [{"dataset": name, "file": "", "mark": "", "missing": why} for name, why in result.missing.items()]
    exports = pd.DataFrame([*read, *absent], columns=[column.name for column in _EXPORTS])
    return table(
        "exports",
        f"De exports achter dit hoofdstuk, {(result.month or result.quarter).in_dutch}",
        exports.assign(title=exports.dataset.map(result.title_of)),
        _EXPORTS,
        notes=[
            "Hebben twee rapporten hetzelfde kenmerk, dan gebruikten zij hetzelfde bestand.",
            *not_told(result),
            *_made_up(result),
        ],
    )


def not_told(result: Result) -> list[str]:
    """Why some exports have no count of rows and no day; nothing where every export has."""
    if not any(export.is_about_a_group for export in result.exports):
        return []
    return [
        f"Van een export over {groups(result)} noemen we geen aantal rijen en geen dag, alleen het kwartaal. "
        "Anders is te herleiden wie erbij kwam."
    ]


def groups(result: Result) -> str:
    """About whom the exports tell: dealers only where there is an export about them."""
    named = [*(export.dataset for export in result.exports), *result.missing]
    has_dealers = any(result.descriptions[name].counted == "dealer" for name in named)
    return "personen of opkopers" if has_dealers else "personen"


def last_quarter(until: str) -> str:
    """Up to which quarter an export runs of which no day is told."""
    return f"tot in het {Quarter.parse(until).in_dutch}" if until else "zonder datum"


def _made_up(result: Result) -> list[str]:
    return ["Dit zijn verzonnen voorbeelddata."] if result.is_made_up else []


def _rows(row: pd.Series) -> str:
    if pd.notna(row["rows"]):
        return dutch.number(row["rows"])
    return dutch.NOTHING if row.missing else words.WITHHELD["small"]


def _period(row: pd.Series) -> str:
    if row.missing:
        return f"Reden: {row.missing.strip().rstrip('.')}."
    if pd.isna(row["first"]) or pd.isna(row["last"]):
        return last_quarter(row.until)
    return f"{dutch.day(row['first'])} tot en met {dutch.day(row['last'])}"


_EXPORTS = [
    Column("title", "Export", is_in_file=False),
    Column("dataset"),
    Column("file", "Bestand", written=lambda row: "ontbreekt" if row.missing else row.file),
    Column("rows", "Rijen", decimals=0, written=_rows),
    Column("period", "Periode", written=_period, is_in_file=False),
    Column("first"),
    Column("last"),
    Column("until"),
    Column("mark", "Kenmerk", written=lambda row: row.mark[:12] or dutch.NOTHING),
    Column("missing"),
]
