"""After a failed inspection: how many dealers complied at the next one, and how long that took."""

import pandas as pd
from matplotlib.figure import Figure as Drawing

from helpers.displays.dealers.compliance import DATASET
from helpers.displays.drawing.columns import Column, texts
from helpers.displays.drawing.figure import figure, grid, label
from helpers.displays.drawing.palette import BAND, C1, INK
from helpers.displays.source_lines import cannot_tell, line, refused
from helpers.floor import dutch
from helpers.floor.quarter import Quarter
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Absent, Figure, Text
from helpers.floor.shapes.tables import rows_of
from helpers.floor.shapes.words import HIDDEN

MEASURE, DAYS = "dealers_after_failure", "days_to_compliance"
_FOUND = {
    "again_met": "Ongeveer {n} van hen voldeden wel bij de volgende controle.",
    "again_failed": "Ongeveer {n} van hen voldeden ook bij de volgende controle niet.",
    "again_unknown": "Van ongeveer {n} van hen is de volgende controle niet volledig ingevuld.",
    "not_again": "Ongeveer {n} van hen zijn daarna niet opnieuw gecontroleerd.",
}
_HIDDEN = "Wat de volgende controle bij hen liet zien, schermen we af."
_CAVEAT = [
    "Alleen wie niet voldeed, krijgt een hercontrole.",
    "Een deel van het herstel kan ook vanzelf komen.",
    "Deze cijfers verschijnen één keer per jaar.",
]


def reinspections(result: Result) -> Text:
    """Of the dealers that failed their first inspection of the year: what the next inspection found."""
    of_year = rows_of(result.measures, measure=MEASURE, split="", withheld=["", *HIDDEN])
    if of_year.empty:
        return cannot_tell(result, "hercontroles", DATASET)
    failed = of_year.iloc[0]
    if failed.withheld:
        return Absent("hercontroles", "hoeveel opkopers daarvoor in aanmerking kwamen, blijft afgeschermd")
    span = f"Van 1 januari tot en met {dutch.day(Quarter.parse(failed.period).end)}"
    if failed.value == 0:
        return Text([f"{span} bleek bij geen enkele eerste controle een tekortkoming.", _CAVEAT[-1]])
    mended = rows_of(result.estimates, measure=MEASURE, term="mended", withheld="")
    found = _next_sentences(result)
    after = [*found, *mended.rule, *_CAVEAT] if found else [_HIDDEN, _CAVEAT[-1]]
    who = f"ongeveer {dutch.number(failed.value)} opkopers niet bij de eerste controle"
    return Text([f"{span} voldeden {who}.", *after])


def time_to_compliance(result: Result) -> Figure | Text:
    """The share not yet seen to comply, by days since the failed inspection: steps, band, and the median."""
    survival = rows_of(result.estimates, model="survival", measure=DAYS)
    curve = rows_of(survival, term="still_failing", withheld="").sort_values("at")
    if curve.empty:
        gate = rows_of(survival, role="gate")
        what = "hoe lang het duurt tot een opkoper voldoet"
        return refused(what, gate.rule) if len(gate) else cannot_tell(result, what, DATASET)
    names = {"at": "days", "estimate": "still_failing_percent", "n": "at_risk"}
    stretches = curve.rename(columns=names)
    columns = [
        Column("days", "Dagen", written=lambda row: dutch.number(row.days)),
        Column("still_failing_percent", "Nog niet in orde", unit="percent"),
        Column("low", "Interval", unit="percent", until="high"),
        Column("high"),
        Column(
            "at_risk", "Gevolgd bij het begin", decimals=0, written=lambda row: f"ongeveer {dutch.number(row.at_risk)}"
        ),
    ]
    lines = texts(stretches, columns)
    complied = rows_of(survival, term="complied").iloc[0]
    title = time_title(complied)
    return figure(
        lambda drawing: _paint(drawing, stretches, lines, complied),
        name="time_to_compliance",
        title=title,
        subtitle="Opkopers die nog bij geen latere controle voldeden, naar dagen na de eerste tekortkoming. "
        "Elke stap neemt een hele periode samen. Alle jaren in de export, tot en met "
        f"{dutch.day(Quarter.parse(curve.period.iloc[0]).end)}. Vlak: 95%-interval.",
        alt=[
            "Een trap die daalt.",
            *(f"Na {row.days} dagen: {row.still_failing_percent} (interval {row.low})." for row in lines.itertuples()),
        ],
        source=line(result, DATASET),
        height=2.9,
        frame=stretches,
        columns=columns,
    )


def time_title(complied: pd.Series) -> str:
    """The message: within how many days half was seen to comply, or how many were by the curve's end.

    >>> time_title(pd.Series({"at": 60.0, "estimate": 55.0, "is_met": True}))
    'Minstens de helft was binnen 60 dagen in orde'
    """
    share = f"Ongeveer {dutch.quantity(complied.estimate, 'percent')}"
    who = "Minstens de helft" if complied.is_met else share
    return f"{who} was binnen {dutch.number(complied['at'])} dagen in orde"


def _next_sentences(result: Result) -> list[str]:
    groups = rows_of(result.measures, measure=MEASURE, split="after_failure").set_index("group")
    shown = groups.value[groups.withheld == ""].reindex(list(_FOUND))
    shown = shown[shown > 0]
    is_any_hidden = groups.withheld.isin(HIDDEN).any()
    # One group that holds everybody would tell of each of them.
    if shown.empty or (len(shown) == 1 and not is_any_hidden):
        return []
    sentences = [_FOUND[str(name)].format(n=dutch.number(value)) for name, value in shown.items()]
    return [*sentences, "De andere aantallen zijn te klein om te tonen."] if is_any_hidden else sentences


def _paint(drawing: Drawing, stretches: pd.DataFrame, lines: pd.DataFrame, complied: pd.Series) -> None:
    axes = drawing.subplots()
    low, high = stretches.low, stretches.high
    days, left = [0.0, *stretches.days], [100.0, *stretches.still_failing_percent]
    axes.fill_between(days, [100, *low], [100, *high], step="post", color=BAND, linewidth=0, zorder=1)
    axes.vlines(days[1:], low, high, color=BAND, linewidth=6, zorder=1)
    axes.step(days, left, where="post", color=C1, linewidth=2.4)
    axes.plot(days[1:], left[1:], color=C1, linestyle="none", marker="o", markersize=4)
    for *at, text in zip(days[1:], left[1:], lines.still_failing_percent, strict=True):
        label(axes, text, tuple(at), (6, 5))
    if complied.is_met:
        axes.axhline(50, color=INK, linewidth=1.2, linestyle=(0, (4, 2)))
        label(axes, f"de helft: binnen {dutch.number(complied['at'])} dagen", (0, 50), (4, -9), colour=INK)
    axes.set_ylim(0, 105)
    axes.set_xlim(0, days[-1] * 1.15)
    axes.set_xticks(days)
    axes.set_xlabel("dagen na de eerste tekortkoming")
    axes.set_yticks(range(0, 101, 25))
    axes.yaxis.set_major_formatter(lambda value, _: dutch.quantity(value, "percent"))
    axes.xaxis.set_major_formatter(lambda value, _: dutch.number(value))
    axes.spines["bottom"].set_color(INK)
    grid(axes)
