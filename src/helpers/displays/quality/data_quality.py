"""What was read, left out and warned of: the answer, the exports one by one, and the warnings by rule."""

from collections.abc import Sequence

import pandas as pd

from helpers.displays import words
from helpers.displays.drawing.columns import Column, table
from helpers.displays.source_lines import groups, last_quarter, not_told
from helpers.floor import dutch
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.export import ToldExport
from helpers.floor.shapes.pieces import Answer, Cell, Table, Text
from helpers.floor.shapes.tables import rows_of

HIDDEN = words.WITHHELD["small"]
_MAY_BE_ABSENT = "mag ontbreken"
_NOTHING_REFUSED = (
    "Er is niets geweigerd. Een fout in een export houdt het rapport tegen en staat in de uitvoer van de opdracht."
)


def answer(result: Result) -> Answer:
    """How much was read, left out and warned of; what was refused never gets this far."""
    exports = dutch.counted(len(result.exports), "export", "exports")
    return Answer(
        f"{exports} gelezen; {_warned(result)}",
        [_NOTHING_REFUSED, *_rows(result), *(_absent_said(result) or ["Geen export is weggelaten."]), *_hiding(result)],
    )


def exports_read(result: Result) -> Table | Text:
    """Per export what was read, left out and warned of, and the days and gaps of its dates."""
    if not result.exports and not result.missing:
        return Text(["Er is geen export gelezen."])
    read = [_read(result, export) for export in result.exports]
    gone = dict(result.missing) | dict.fromkeys(_not_delivered(result), _MAY_BE_ABSENT)
    absent = [{"title": result.title_of(name), "dataset": name, "missing": why} for name, why in gone.items()]
    rows = pd.DataFrame([*read, *absent], columns=[column.name for column in _EXPORTS])
    return table(
        "data_quality_exports",
        f"Wat per export is gelezen, {result.quarter.in_dutch}",
        rows.fillna({"file": "", "withheld": "", "gaps": "", "until": ""}),
        _EXPORTS,
        notes=[
            "Weggelaten zijn rijen die geen gegevens zijn, zoals een totaalrij.",
            "Een export die mag ontbreken, is voor geen indicator nodig: het rapport gaat zonder haar door.",
            "Een gat is een maand of kwartaal zonder rijen, in een export die dan rijen hoort te hebben.",
            *not_told(result),
            *_hiding(result),
            *_absent_said(result),
        ],
    )


def _not_delivered(result: Result) -> list[str]:
    """The exports that may be absent, and are, without a reason."""
    here = {*(export.dataset for export in result.exports), *result.missing}
    return [name for name, one in result.descriptions.items() if one.is_optional and name not in here]


def warnings_by_rule(result: Result) -> Table | Text:
    """Each rule that warned: how often, and in which rows it is first met; never what a cell holds."""
    told = _told(result).sort_values(["value", "area", "group", "series"], ascending=[False, True, True, True])
    if told.empty:
        return Text(["Er zijn geen waarschuwingen om te tonen.", *_hiding(result)])
    warned = told.assign(
        in_words=[rule_in_words(result, row) for _, row in told.iterrows()],
        first_rows=[_first_rows(result, row) for _, row in told.iterrows()],
    )
    return table(
        "data_quality_warnings",
        f"Waarschuwingen per bestand en regel, {result.quarter.in_dutch}",
        warned.rename(columns={"area": "file", "group": "rule", "series": "column", "value": "count"}),
        _WARNINGS,
        notes=["Rijnummers zijn die van Excel, de titelrijen meegeteld."],
    )


def of_exports(result: Result, measure: str | Sequence[str]) -> pd.DataFrame:
    """One measure of every export that was read."""
    return rows_of(result.measures, measure=measure, split="export")


def rule_in_words(result: Result, one: pd.Series) -> str:
    """What a rule asks, in Dutch: as its contract says it, as the list of rules does, or its name."""
    said = next((fault.about or fault.message for fault in _places(result, one)), "")
    return said or words.RULES.get(one.group) or f"Regel “{one.group}”."


def _told(result: Result) -> pd.DataFrame:
    return rows_of(result.measures, measure="warnings", split="rule")


def _places(result: Result, one: pd.Series) -> list:
    kind = (one.area, one.group, one.series)
    return [fault for fault in result.warnings if (fault.file, fault.rule, fault.column) == kind]


def _first_rows(result: Result, one: pd.Series) -> str:
    return " ".join(str(fault.row) for fault in _places(result, one) if fault.row is not None)


def _total(result: Result, measure: str, **where: str) -> int:
    """A count in all, or of one file; 0 where there is nothing to count."""
    found = rows_of(result.measures, measure=measure, **({"split": ""} | where))
    return int(found.value.iloc[0]) if len(found) else 0


def _warned(result: Result) -> str:
    told = _told(result)
    if told.empty:
        return "geen waarschuwing om te tonen"
    count = dutch.counted(_total(result, "warnings_told"), "waarschuwing", "waarschuwingen")
    return f"{count} in {dutch.counted(told.area.nunique(), 'bestand', 'bestanden')}"


def _rows(result: Result) -> list[str]:
    """How many rows the exports have of which that is told, and how many of them were left out."""
    told = [export for export in result.exports if not export.is_about_a_group]
    if not told:
        return []
    rows, left_out = (_total(result, f"{name}_in_all") for name in ("rows_read", "rows_left_out"))
    which = dutch.counted(len(told), "export", "exports")
    which += f" zonder {groups(result)}" if len(told) < len(result.exports) else ""
    counted, are = dutch.counted(left_out, "rij", "rijen"), "is" if left_out == 1 else "zijn"
    return [
        f"Gelezen in {which}: {dutch.counted(rows, 'rij', 'rijen')}.",
        f"Daarvan {are} {counted} weggelaten, want daar staan geen gegevens in."
        if left_out
        else "Daarvan is geen rij weggelaten.",
    ]


def _absent_said(result: Result) -> list[str]:
    return [
        f"Buiten beschouwing bleef “{result.title_of(name)}”: {why.strip().rstrip('.')}."
        for name, why in result.missing.items()
    ]


def _hiding(result: Result) -> list[str]:
    if not (of_exports(result, "warnings").withheld == "small").any():
        return []
    limits = result.settings.municipality.small_numbers
    return [
        f"Een waarschuwing over {groups(result)} staat hier pas vanaf {limits.hidden_below} keer, "
        f"afgerond op {limits.rounded_to} en zonder rijen. Minder en geen zien er hetzelfde uit.",
        "De opdracht check noemt ze allemaal.",
    ]


def _read(result: Result, export: ToldExport) -> dict[str, object]:
    """What the table tells of an export; others may be hidden beside the warnings that are told."""
    is_hidden = (rows_of(of_exports(result, "warnings"), group=export.dataset).withheld == "small").any()
    return vars(export) | {
        "title": result.title_of(export.dataset),
        "warnings": _total(result, "warnings_told", split="file", area=export.file),
        "withheld": "small" if is_hidden else "",
        "gaps": "; ".join(export.gaps),
        "missing": "",
    }


def _file(row: pd.Series) -> str:
    if _is_read(row):
        return row.file
    return "niet geleverd (mag)" if row.missing == _MAY_BE_ABSENT else "ontbreekt"


def _is_read(row: pd.Series) -> bool:
    return row.missing == ""


def _count(row: pd.Series, name: str) -> Cell | str:
    if not _is_read(row):
        return dutch.NOTHING
    return Cell(HIDDEN if pd.isna(row[name]) else dutch.number(row[name]), "number")


def _warnings(row: pd.Series) -> Cell | str:
    if not _is_read(row) or not row.withheld:
        return _count(row, "warnings")
    return Cell(f"{dutch.number(row.warnings)}, rest {HIDDEN}" if row.warnings else HIDDEN, "number")


def _day(row: pd.Series, name: str, hidden: str) -> str:
    if pd.notna(row[name]):
        return dutch.day(row[name])
    return hidden if row.until else dutch.NOTHING


_EXPORTS = [
    Column("title", "Export", is_in_file=False),
    Column("dataset"),
    Column("file", "Bestand", written=_file),
    Column("rows", "Rijen", written=lambda row: _count(row, "rows")),
    Column("left_out", "Weggelaten", written=lambda row: _count(row, "left_out")),
    Column("warnings", "Waarschuwingen", written=_warnings),
    Column("withheld"),
    Column("first", "Eerste dag", written=lambda row: _day(row, "first", HIDDEN)),
    Column("last", "Laatste dag", written=lambda row: _day(row, "last", last_quarter(row.until))),
    Column("until"),
    Column("gaps", "Gaten", written=lambda row: row.gaps or dutch.NOTHING),
    Column("missing"),
]
_WARNINGS = [
    Column("file", "Bestand"),
    Column("rule"),
    Column("in_words", "Regel of bevinding"),
    Column("column", "Kolom", written=lambda row: row.column or dutch.NOTHING),
    Column("count", "Aantal", decimals=0),
    Column("first_rows", "Eerste rijen", written=lambda row: dutch.listing(row.first_rows.split()) or dutch.NOTHING),
]
