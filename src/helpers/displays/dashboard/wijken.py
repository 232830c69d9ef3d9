"""Thirteen months of every subject, a small line per wijk on equal axes."""

from helpers.displays.dashboard import panels, period, series
from helpers.displays.dashboard.month_table import MonthTable, month_table, short
from helpers.displays.dashboard.panels import Panel
from helpers.displays.dashboard.subjects import SUBJECTS, Subject
from helpers.displays.drawing.columns import Column
from helpers.displays.drawing.figure import as_printed, figure
from helpers.displays.source_lines import cannot_tell, line, line_of_publisher, refused
from helpers.floor import dutch
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Figure, Sections, Text
from helpers.floor.shapes.tables import rows_of
from helpers.floor.shapes.words import SMALL


def wijken_per_month(result: Result) -> Sections:
    """A figure a subject, each under its heading; a subject of which no month is known is absent."""
    return Sections([(one.heading, [subject_per_month(result, one)]) for one in SUBJECTS])


def subject_per_month(result: Result, subject: Subject) -> Figure | Text:
    """The months of one subject: a panel per wijk, the average wijk in grey, and the same as a table.

    Of a subject that is not told per wijk, one panel of the municipality.
    """
    table = month_table(result, subject)
    if not table.is_known:
        return _hidden(subject) if table.is_hidden else _absent(result, subject, table)
    drawn = _panels(result, subject, table)
    ends = short(table.months[0]), short(table.months[-1])
    return figure(
        lambda drawing: panels.paint(drawing, drawn, _grey(result, subject, table), ends),
        name=subject.measure,
        title=title_of(result, subject, table),
        subtitle=_subtitle(result, subject, table, drawn),
        alt=_alt(result, table, drawn),
        source=_source(result, subject, table),
        height=panels.height(len(drawn)),
        frame=table.frame,
        columns=table.columns,
    )


def _source(result: Result, subject: Subject, table: MonthTable) -> str:
    """Whose figures they are; those of another reach as far as they were given."""
    if subject.publisher and table.last:
        return line_of_publisher(result, subject.datasets[0], subject.publisher, table.last.in_dutch)
    return line(result, *subject.datasets)


def _absent(result: Result, subject: Subject, table: MonthTable) -> Text:
    """Without any month: the export is not there, or it has none of these months."""
    what = f"{subject.what} in de wijken"
    if {export.dataset for export in result.exports}.isdisjoint(subject.datasets):
        return cannot_tell(result, what, *subject.datasets, name=subject.measure)
    titles = dutch.listing([result.title_of(name) for name in subject.datasets])
    none = f"De export “{titles}” heeft over deze maanden geen cijfers per maand."
    return refused(what, [none], subject.measure)


def _hidden(subject: Subject) -> Text:
    """Of no month may the number be told."""
    return refused(subject.what, ["Het is elke maand klein en blijft afgeschermd."], subject.measure)


def title_of(result: Result, subject: Subject, table: MonthTable) -> str:
    """The message: how many there were this month, or in the last that is known, and a year before."""
    asked, known = period.of(result), table.whole.iloc[0][table.labels].dropna()
    if known.empty or table.last is None:
        return f"{subject.heading}: van de hele gemeente niet bekend"
    start = f"{counted(known[table.last.label], subject)} in {table.last.in_dutch}"
    if table.whole.iloc[0].get(f"{asked.label} withheld") == SMALL:
        return f"{start}; van {asked.in_dutch} afgeschermd"
    if table.last < asked:
        return f"{start}; van {asked.in_dutch} nog niet bekend"
    before = known.get(asked.shift(-12).label)
    about = "ongeveer " * subject.is_personal
    return start if before is None else f"{start}, een jaar eerder {about + dutch.number(before) if before else 'geen'}"


def counted(n: float, subject: Subject) -> str:
    """A count of the subject with its noun: "3 meldingen", "Geen meldingen", "Ongeveer 15 interventies"."""
    about = "Ongeveer " * subject.is_personal
    return about + dutch.counted(n, subject.one, subject.many) if n else f"Geen {subject.many}"


def _panels(result: Result, subject: Subject, table: MonthTable) -> list[Panel]:
    out = period.signals_by_wijk(result, subject.measure)
    shown = table.wijken if table.is_counted_in_wijken else table.whole
    return [
        Panel(
            result.areas.short_name(row.wijk) if row.wijk else series.WHOLE,
            [row[label] for label in table.labels],
            [table.labels.index(label) for label in out.get(row.wijk, ())],
        )
        for _, row in shown.iterrows()
    ]


def _grey(result: Result, subject: Subject, table: MonthTable) -> list[float]:
    """What a wijk has on average; nothing beside the municipality, or where there is one wijk."""
    if len(table.wijken) < 2 or not table.is_counted_in_wijken:
        return [float("nan")] * len(table.labels)
    rows = rows_of(result.measures, measure=subject.average)
    return [as_printed(one, 1) for one in rows.set_index("period").value.reindex(table.labels)]


def _subtitle(result: Result, subject: Subject, table: MonthTable, drawn: list[Panel]) -> str:
    first, last = table.months[0].in_dutch, table.months[-1].in_dutch
    what = dutch.sentence_case(subject.what)
    if not table.is_counted_in_wijken:
        limits = result.settings.municipality.small_numbers
        rule = f"Aantallen zijn afgerond op {limits.rounded_to} en onder {limits.hidden_below} afgeschermd."
        return f"{what} in de hele gemeente, van {first} tot en met {last}. {subject.note} {rule * subject.is_personal}"
    said = [
        f"{what}, van {first} tot en met {last}. Elke kleine grafiek is een wijk.",
        *(["Grijs: het gemiddelde van de wijken."] if len(drawn) > 1 else []),
        *(["Een ruit is een maand met een signaal."] if any(one.marked for one in drawn) else []),
        subject.note,
    ]
    return " ".join(one for one in said if one)


def _alt(result: Result, table: MonthTable, drawn: list[Panel]) -> list[str]:
    months = dutch.counted(len(table.labels), "maand", "maanden")
    if not table.is_counted_in_wijken or table.last is None:
        known = table.whole.iloc[0][table.labels].dropna()
        ends = [f"Laagste: {dutch.number(known.min())}. Hoogste: {dutch.number(known.max())}."] if len(known) else []
        return [f"Eén lijn van {months} over de hele gemeente.", *ends]
    last = Column(table.last.label, " ", decimals=0)
    count = dutch.counted(len(drawn), "kleine grafiek", "kleine grafieken")
    return [
        f"{dutch.sentence_case(count)} op gelijke assen, elk met {months}.",
        f"Per wijk in {table.last.in_dutch}:",
        *(f"{result.areas.short_name(row.wijk)} {last.cell(row).text}." for _, row in table.wijken.iterrows()),
    ]
