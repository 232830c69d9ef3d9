"""What was read, left out and warned of: the answer, the exports one by one, and the warnings by rule."""

from __future__ import annotations

import pandas as pd

from helpers.displays import words
from helpers.displays.drawing.cells import data, row
from helpers.floor import dutch
from helpers.floor.shapes.delivery import Export, Result
from helpers.floor.shapes.pieces import Answer, Cell, Table, Text
from helpers.floor.shapes.tables import rows_of

HIDDEN = words.WITHHELD["small"]
_NOTHING_REFUSED = (
    "Er is niets geweigerd. Een fout in een export houdt het rapport tegen "
    "en staat in de uitvoer van de opdracht."
)


def answer(result: Result) -> Answer:
    """How much was read, left out and warned of; what was refused never gets this far."""
    rows, left_out = (
        of_exports(result, "rows_read").value.sum(),
        of_exports(result, "rows_left_out").value.sum(),
    )
    exports = dutch.counted(len(result.exports), "export", "exports")
    headline = f"{exports} gelezen met {dutch.counted(int(rows), 'rij', 'rijen')}; {_warned(result)}"
    return Answer(
        headline,
        [
            _NOTHING_REFUSED,
            _not_counted(int(left_out)) if left_out else "Geen rij is weggelaten.",
            *(_absent_said(result) or ["Geen export is weggelaten."]),
            *_hiding(result),
        ],
    )


def exports_read(result: Result) -> Table | Text:
    """Per export what was read, left out and warned of, and the days and gaps of its dates."""
    if not result.exports and not result.missing:
        return Text(["Er is geen export gelezen."])
    known = [_export_row(result, one) for one in result.exports]
    gone = [
        row(result.title_of(name), "ontbreekt", *[dutch.NOTHING] * 6, numbers=False)
        for name in result.missing
    ]
    return Table(
        "data_quality_exports",
        f"Wat per export is gelezen, {result.quarter.in_dutch}",
        ["Export", "Bestand", "Rijen", "Weggelaten", "Waarschuwingen", "Eerste dag", "Laatste dag", "Gaten"],
        known + gone,
        notes=[
            "Weggelaten zijn rijen die geen gegevens zijn, zoals een totaalrij.",
            "Een gat is een maand of kwartaal zonder rijen, in een export die dan rijen hoort te hebben.",
            *_hiding(result),
            *_absent_said(result),
        ],
        data=data(
            [
                "dataset",
                "file",
                "rows",
                "left_out",
                "warnings",
                "withheld",
                "first",
                "last",
                "gaps",
                "missing",
            ],
            [
                *(_export_data(result, one) for one in result.exports),
                *([name, "", *[None] * 3, "", None, None, "", why] for name, why in result.missing.items()),
            ],
        ),
    )


def warnings_by_rule(result: Result) -> Table | Text:
    """Each rule that warned: how often, and in which rows it is first met; never what a cell holds."""
    told = _told(result).sort_values(
        ["value", "area", "group", "series"], ascending=[False, True, True, True]
    )
    if told.empty:
        return Text(["Er zijn geen waarschuwingen om te tonen.", *_hiding(result)])
    lines = [(one, rule_in_words(result, one), _first_rows(result, one)) for _, one in told.iterrows()]
    return Table(
        "data_quality_warnings",
        f"Waarschuwingen per bestand en regel, {result.quarter.in_dutch}",
        ["Bestand", "Regel", "Kolom", "Aantal", "Eerste rijen"],
        [
            [
                Cell(one.area),
                Cell(rule),
                Cell(one.series or dutch.NOTHING),
                Cell(dutch.number(one.value), "number"),
                Cell(dutch.listing([str(number) for number in rows]) or dutch.NOTHING),
            ]
            for one, rule, rows in lines
        ],
        notes=["Rijnummers zijn die van Excel, de titelrijen meegeteld."],
        data=data(
            ["file", "rule", "in_words", "column", "count", "first_rows"],
            [
                [one.area, one.group, rule, one.series, one.value, " ".join(map(str, rows))]
                for one, rule, rows in lines
            ],
        ),
    )


def of_exports(result: Result, measure: str) -> pd.DataFrame:
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


def _first_rows(result: Result, one: pd.Series) -> list[int]:
    return [fault.row for fault in _places(result, one) if fault.row is not None]


def _warned(result: Result) -> str:
    told = _told(result)
    if told.empty:
        return "geen waarschuwing om te tonen"
    count = dutch.counted(int(told.value.sum()), "waarschuwing", "waarschuwingen")
    return f"{count} in {dutch.counted(told.area.nunique(), 'bestand', 'bestanden')}"


def _not_counted(count: int) -> str:
    verb = "is" if count == 1 else "zijn"
    return f"{dutch.counted(count, 'rij', 'rijen')} {verb} weggelaten, want daar staan geen gegevens in."


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
        f"Een waarschuwing over personen of opkopers staat hier pas vanaf {limits.hidden_below} keer, "
        f"afgerond op {limits.rounded_to} en zonder rijen. Minder en geen zien er hetzelfde uit.",
        "De opdracht check noemt ze allemaal.",
    ]


def _export_row(result: Result, one: Export) -> list[Cell]:
    return [
        Cell(result.title_of(one.dataset)),
        Cell(one.file),
        Cell(dutch.number(one.rows), "number"),
        Cell(dutch.number(one.left_out), "number"),
        Cell(_warnings_said(result, one), "number"),
        *(Cell(dutch.day(day) if day else dutch.NOTHING) for day in (one.first, one.last)),
        Cell("; ".join(one.gaps) or dutch.NOTHING),
    ]


def _warnings_said(result: Result, one: Export) -> str:
    count, is_hidden = _warnings_of(result, one)
    if not is_hidden:
        return dutch.number(count)
    return f"{dutch.number(count)}, rest {HIDDEN}" if count else HIDDEN


def _warnings_of(result: Result, one: Export) -> tuple[float, bool]:
    """How many are told, and whether others may be hidden: a total only ever adds up what is told."""
    is_hidden = (rows_of(of_exports(result, "warnings"), group=one.dataset).withheld == "small").any()
    return rows_of(_told(result), area=one.file).value.sum(), bool(is_hidden)


def _export_data(result: Result, one: Export) -> list:
    count, is_hidden = _warnings_of(result, one)
    days = [day.isoformat() if day else None for day in (one.first, one.last)]
    told = [one.dataset, one.file, one.rows, one.left_out, count, "small" if is_hidden else ""]
    return [*told, *days, "; ".join(one.gaps), ""]
