"""Where the data come from: the source line, the text where data are missing, the table of exports."""

from __future__ import annotations

from helpers.displays.drawing.cells import data, row
from helpers.floor import dutch
from helpers.floor.shapes.delivery import Export, Result
from helpers.floor.shapes.pieces import Cell, Table, Text


def line(result: Result, *datasets: str) -> str:
    """The source line: which exports, up to which day, and whether they are made up."""
    names = dutch.listing([result.title_of(name) for name in datasets])
    made_up = "; voorbeelddata" if result.is_made_up else ""
    owner = f"gemeente {result.settings.municipality.name}"
    return f"Bron: {names}; {owner}; tot en met {dutch.day(result.quarter.end)}{made_up}."


def line_with_inhabitants(result: Result, *datasets: str) -> str:
    """The source line of what is set against who lives there: also whose count of inhabitants, and of which year."""
    table = result.areas.table
    said = [f"stand {dutch.listing([str(year) for year in sorted(set(table.inhabitants_year))])}"]
    if "inhabitants_source" in table:
        said.append(dutch.listing(table.inhabitants_source.unique().tolist()))
    return f"{line(result, *datasets)} Inwoners: {', '.join(said)}."


def cannot_tell(result: Result, what: str, *datasets: str) -> Text:
    """Says what cannot be told, and the reason that was given for it."""
    sentences = [f"Over {what} kunnen we dit kwartaal niets laten zien."]
    for name in datasets:
        if name in result.missing:
            reason = result.missing[name].strip().rstrip(".")
            sentences.append(f"De export “{result.title_of(name)}” ontbreekt: {reason}.")
    if len(sentences) == 1:
        sentences.append("De gegevens daarvoor zijn er niet of blijven afgeschermd.")
    return Text(sentences)


def data_sources(result: Result) -> Table | Text:
    """The exports behind the report: file, rows, period and the first 12 characters of the hash.

    A missing export has a row with its reason. The period is that of the dates in the file.
    """
    if not result.exports and not result.missing:
        return Text(["Voor dit hoofdstuk is geen export gelezen."])
    rows = [
        [
            Cell(result.title_of(one.dataset)),
            Cell(one.file),
            Cell(dutch.number(one.rows), "number"),
            Cell(_period(one)),
            Cell(one.sha256[:12]),
        ]
        for one in result.exports
    ]
    rows += [
        row(
            result.title_of(name),
            "ontbreekt",
            dutch.NOTHING,
            f"Reden: {why.strip().rstrip('.')}.",
            dutch.NOTHING,
            numbers=False,
        )
        for name, why in result.missing.items()
    ]
    known = [
        [one.dataset, one.file, one.rows, _iso(one.first), _iso(one.last), one.sha256, ""]
        for one in result.exports
    ]
    gone = [[name, "", None, None, None, "", why] for name, why in result.missing.items()]
    return Table(
        "exports",
        f"De exports achter dit hoofdstuk, {result.quarter.in_dutch}",
        ["Export", "Bestand", "Rijen", "Periode", "Kenmerk"],
        rows,
        notes=["Het kenmerk is het begin van de controlesom van het bestand.", *_made_up(result)],
        data=data(["dataset", "file", "rows", "first", "last", "sha256", "missing"], known + gone),
    )


def _made_up(result: Result) -> list[str]:
    return ["Dit zijn verzonnen voorbeelddata."] if result.is_made_up else []


def _period(one: Export) -> str:
    if one.first is None or one.last is None:
        return "zonder datum"
    return f"{dutch.day(one.first)} tot en met {dutch.day(one.last)}"


def _iso(day: object) -> str | None:
    return None if day is None else str(day)
