"""After a failed inspection: how many dealers complied at the next one, and how long that took."""

from __future__ import annotations

import pandas as pd
from matplotlib.figure import Figure as Drawing

from helpers.displays import readings
from helpers.displays.dealers.compliance import DATASET
from helpers.displays.drawing.cells import data, row
from helpers.displays.drawing.figure import alt_text, figure, grid, label
from helpers.displays.drawing.palette import BAND, C1, INK
from helpers.displays.source_lines import cannot_tell, line
from helpers.floor import dutch
from helpers.floor.quarter import Quarter
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Figure, Text
from helpers.floor.shapes.tables import rows_of

MEASURE, DAYS = "dealers_after_failure", "days_to_compliance"
_SAID = {
    "again_met": "Ongeveer {n} van hen voldeden wel bij de volgende controle.",
    "again_failed": "Ongeveer {n} van hen voldeden ook bij de volgende controle niet.",
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
    found = rows_of(result.measures, measure=MEASURE, split="")
    if found.empty or not readings.is_shown(found.iloc[0]):
        return cannot_tell(result, "hercontroles", DATASET)
    failed, limit = found.iloc[0], result.settings.municipality.small_numbers.hidden_below
    span = f"Van 1 januari tot en met {dutch.day(failed.end.date())}"
    if failed.value == 0:
        return Text([f"{span} voldeed elke opkoper bij de eerste controle.", _CAVEAT[-1]])
    if failed.value < limit:
        few = f"minder dan {dutch.number(limit)} opkopers niet bij de eerste controle"
        return Text([f"{span} voldeden {few}.", "Wat daarna bleek, tonen we daarom niet.", _CAVEAT[-1]])
    # Rounded like its parts, or a part could be more than the whole.
    step = result.settings.municipality.small_numbers.rounded_to
    who = f"ongeveer {dutch.number(step * round(failed.value / step))} opkopers niet bij de eerste controle"
    told = rows_of(result.estimates, measure=MEASURE, term="mended", withheld="")
    said = _next_said(result)
    after = [*said, *told.rule, *_CAVEAT] if said else [_HIDDEN, _CAVEAT[-1]]
    return Text([f"{span} voldeden {who}.", *after])


def time_to_compliance(result: Result) -> Figure | Text:
    """The share not yet seen to comply, by days since the failed inspection: steps, band, and the median."""
    told = rows_of(result.estimates, model="survival", measure=DAYS)
    curve = rows_of(told, term="still_failing", withheld="").sort_values("at")
    if curve.empty:
        gate = rows_of(told, role="gate")
        return Text(list(gate.rule)) if len(gate) else cannot_tell(result, "het herstel", DATASET)
    title = time_title(curve)
    until = dutch.day(Quarter.parse(curve.period.iloc[0]).end)
    return figure(
        lambda drawing: _paint(drawing, curve),
        name="time_to_compliance",
        title=title,
        subtitle="Aandeel dat bij geen enkele latere controle voldeed, naar dagen na de eerste tekortkoming. "
        f"Elke stap neemt een hele periode samen. Alle jaren in de export, tot en met {until}. "
        "Vlak: 95%-interval.",
        alt=alt_text(
            [f"{title}.", "Een trap die daalt.", *(f"{_point(one)}." for _, one in curve.iterrows())]
        ),
        source=line(result, DATASET),
        height=2.9,
        columns=["Dagen", "Nog niet in orde gezien", "Interval", "Gevolgd bij het begin"],
        rows=[
            row(
                dutch.number(one["at"]),
                dutch.quantity(one.estimate, "percent"),
                dutch.interval(one.low, one.high, "percent"),
                f"ongeveer {dutch.number(one.n)}",
            )
            for _, one in curve.iterrows()
        ],
        data=data(
            ["days", "still_failing_percent", "low", "high", "at_risk"],
            [[one["at"], one.estimate, one.low, one.high, one.n] for _, one in curve.iterrows()],
        ),
    )


def time_title(curve: pd.DataFrame) -> str:
    """The message: within how many days half was seen to comply, or how many were by the curve's end.

    >>> time_title(pd.DataFrame({"at": [30.0, 60.0], "estimate": [70.0, 45.0]}))
    'Binnen 60 dagen was minstens de helft bij een controle in orde'
    """
    median = _median(curve)
    if median is not None:
        return f"Binnen {dutch.number(median)} dagen was minstens de helft bij een controle in orde"
    last = curve.iloc[-1]
    mended = dutch.quantity(100 - last.estimate, "percent")
    return f"Binnen {dutch.number(last['at'])} dagen was ongeveer {mended} bij een controle in orde"


def _next_said(result: Result) -> list[str]:
    groups = rows_of(result.measures, measure=MEASURE, split="after_failure").set_index("group")
    shown = groups.value[[name for name in _SAID if readings.is_shown(groups.loc[name])]]
    shown = shown[shown > 0]
    is_any_hidden = (groups.withheld == "small").any()
    # One group that holds everybody would tell of each of them.
    if shown.empty or (len(shown) == 1 and not is_any_hidden):
        return []
    said = [_SAID[name].format(n=dutch.number(value)) for name, value in shown.items()]
    return [*said, "De andere aantallen zijn te klein om te tonen."] if is_any_hidden else said


def _median(curve: pd.DataFrame) -> float | None:
    reached = curve[curve.estimate <= 50]
    return None if reached.empty else float(reached["at"].iloc[0])


def _point(one: pd.Series) -> str:
    span = dutch.interval(one.low, one.high, "percent")
    return f"Na {dutch.number(one['at'])} dagen: {dutch.quantity(one.estimate, 'percent')} (interval {span})"


def _paint(drawing: Drawing, curve: pd.DataFrame) -> None:
    axes = drawing.subplots()
    days, left = [0.0, *curve["at"]], [100.0, *curve.estimate]
    axes.fill_between(
        days, [100, *curve.low], [100, *curve.high], step="post", color=BAND, linewidth=0, zorder=1
    )
    axes.vlines(days[1:], curve.low, curve.high, color=BAND, linewidth=6, zorder=1)
    axes.step(days, left, where="post", color=C1, linewidth=2.4)
    axes.plot(days[1:], left[1:], color=C1, linestyle="none", marker="o", markersize=4)
    for _, one in curve.iterrows():
        label(axes, dutch.quantity(one.estimate, "percent"), (one["at"], one.estimate), (6, 5))
    median = _median(curve)
    if median is not None:
        axes.axhline(50, color=INK, linewidth=1.2, linestyle=(0, (4, 2)))
        label(axes, f"de helft: binnen {dutch.number(median)} dagen", (0, 50), (4, -9), colour=INK)
    axes.set_ylim(0, 105)
    axes.set_xlim(0, days[-1] * 1.15)
    axes.set_xticks(days)
    axes.set_xlabel("dagen na de eerste tekortkoming")
    axes.set_yticks(range(0, 101, 25))
    axes.yaxis.set_major_formatter(lambda value, _: dutch.quantity(value, "percent"))
    axes.xaxis.set_major_formatter(lambda value, _: dutch.number(value))
    axes.spines["bottom"].set_color(INK)
    grid(axes)
