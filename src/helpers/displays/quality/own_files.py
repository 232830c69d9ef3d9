"""How files with own headers became the exports: the rules of params/exports.yml, told back."""

import pandas as pd

from helpers.displays.drawing.columns import Column, table
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Table, Text

_RULES = [
    Column("title", "Export", is_in_file=False),
    Column("dataset"),
    Column("file", "Bestand"),
    Column("rule", "Wat het programma deed"),
]


def own_files(result: Result) -> Table | Text:
    """Each rule by which an own file was read, per export; a sentence where every file had our headers."""
    rows = [
        {"title": result.title_of(export.dataset), "dataset": export.dataset, "file": export.file, "rule": rule}
        for export in result.exports
        for rule in export.rules
    ]
    if not rows:
        return Text(["Alle bestanden hadden de koppen van het gegevenswoordenboek."])
    notes = ["De regels staan in params/exports.yml."]
    return table("own_files", "Hoe eigen bestanden zijn gelezen", pd.DataFrame(rows), _RULES, notes=notes)
