"""Thirteen months of every subject, a small line per wijk on equal axes."""

import pandas as pd

from helpers.displays.dashboard import panels, period
from helpers.displays.dashboard.subjects import SUBJECTS, Subject
from helpers.displays.drawing.columns import Column, file_only
from helpers.displays.drawing.figure import figure
from helpers.displays.source_lines import cannot_tell, line
from helpers.displays.words import MONTHS
from helpers.floor import dutch
from helpers.floor.month import Month
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Figure, Sections, Text
from helpers.floor.shapes.tables import rows_of

_WHOLE = "Hele gemeente"


def wijken_per_month(result: Result) -> Sections:
    """A figure a subject, each under its heading; a subject of which no month is known is absent."""
    return Sections([(one.heading, [subject_per_month(result, one)]) for one in SUBJECTS])


def subject_per_month(result: Result, subject: Subject) -> Figure | Text:
    """The months of one subject: a panel per wijk, the average wijk in grey, and the same as a table."""
    rows = rows_of(result.measures, measure=subject.measure, split="")
    if rows.value.isna().all():
        return cannot_tell(result, f"{subject.what} in de wijken", *subject.datasets, name=subject.measure)
    months = period.months(result)
    labels = [one.label for one in months]
    frame = _frame(result, rows, labels)
    title = title_of(result, subject, rows)
    return figure(
        lambda drawing: panels.paint(
            drawing, _panels(result, subject, frame, labels), _grey(result, subject, labels), _ends(months)
        ),
        name=subject.measure,
        title=title,
        subtitle=_subtitle(result, subject, months, frame),
        alt=_alt(result, subject, frame, labels),
        source=line(result, *subject.datasets),
        height=panels.height(len(result.areas.codes)),
        frame=frame,
        columns=[
            *file_only("wijk"),
            Column("wijk_name", "Wijk"),
            *(Column(one.label, short(one), decimals=0) for one in months),
        ],
    )


def title_of(result: Result, subject: Subject, rows: pd.DataFrame) -> str:
    """The message: how many there were this month, and a year before."""
    month = period.of(result)
    whole = rows_of(rows, area_level="municipality").set_index("period")
    now, before = (whole.value.get(one.label, float("nan")) for one in (month, month.shift(-12)))
    if pd.isna(now):
        return f"Over {month.in_dutch} is {subject.what.removesuffix(' per maand')} niet bekend"
    start = f"{counted(now, subject)} in {month.in_dutch}"
    return start if pd.isna(before) else f"{start}, een jaar eerder {dutch.number(before) if before else 'geen'}"


def counted(n: float, subject: Subject) -> str:
    """A count of the subject with its noun: "3 interventies", "Geen interventies"."""
    return dutch.counted(n, subject.one, subject.many) if n else f"Geen {subject.many}"


def short(month: Month) -> str:
    """A month as a heading over a column: "sep 2026"."""
    return f"{MONTHS[month.number - 1]} {month.year}"


def _frame(result: Result, rows: pd.DataFrame, labels: list[str]) -> pd.DataFrame:
    """A row per wijk in code order and one of the municipality, a column per month, and why one is not shown."""
    keyed = rows.set_index(["area", "period"])
    areas = [*result.areas.codes, ""]
    values = keyed.value.where(keyed.withheld == "").unstack().reindex(index=areas, columns=labels)
    why = keyed.withheld.unstack().reindex(index=areas, columns=labels).fillna("missing")
    named = pd.DataFrame({"wijk": areas, "wijk_name": [result.areas.name(code) if code else _WHOLE for code in areas]})
    beside = [named, values.reset_index(drop=True), why.add_suffix(" withheld").reset_index(drop=True)]
    return pd.concat(beside, axis=1)


def _panels(result: Result, subject: Subject, frame: pd.DataFrame, labels: list[str]) -> list[panels.Panel]:
    out = period.signals_by_wijk(result, subject.measure)
    return [
        panels.Panel(
            result.areas.short_name(row.wijk),
            [row[label] for label in labels],
            [at for at, label in enumerate(labels) if row[f"{label} withheld"] == "small"],
            [labels.index(label) for label in out.get(row.wijk, ()) if label in labels],
        )
        for _, row in frame[frame.wijk != ""].iterrows()
    ]


def _grey(result: Result, subject: Subject, labels: list[str]) -> list[float]:
    """What a wijk has on average; nothing where there is one wijk, which is its own average."""
    if len(result.areas.codes) < 2:
        return [float("nan")] * len(labels)
    rows = rows_of(result.measures, measure=subject.average)
    return rows.set_index("period").value.reindex(labels).tolist()


def _ends(months: list[Month]) -> tuple[str, str]:
    return short(months[0]), short(months[-1])


def _subtitle(result: Result, subject: Subject, months: list[Month], frame: pd.DataFrame) -> str:
    is_hidden = (frame[[f"{one.label} withheld" for one in months]] == "small").any(axis=None)
    said = [
        f"Elke kleine grafiek is een wijk: {subject.what}, van {months[0].in_dutch} tot en met {months[-1].in_dutch}.",
        *(["Grijs: het gemiddelde van de wijken."] if len(result.areas.codes) > 1 else []),
        *(["Een ruit is een maand met een signaal."] if period.signals_by_wijk(result, subject.measure) else []),
        *(["Een kruisje is een afgeschermd aantal."] if is_hidden else []),
        subject.note,
    ]
    return " ".join(one for one in said if one)


def _alt(result: Result, subject: Subject, frame: pd.DataFrame, labels: list[str]) -> list[str]:
    wijken = frame[frame.wijk != ""]
    last = Column(labels[-1], " ", decimals=0)
    count = dutch.counted(len(wijken), "kleine grafiek", "kleine grafieken")
    return [
        f"{count} op gelijke assen, elk met {dutch.counted(len(labels), 'maand', 'maanden')}.",
        "De laatste maand per wijk:",
        *(f"{result.areas.short_name(row.wijk)} {last.cell(row).text}." for _, row in wijken.iterrows()),
    ]
