"""The inspected dealers: how many comply, and what that says of all dealers."""

import pandas as pd
from matplotlib.figure import Figure as Drawing

from helpers.displays import readings, words
from helpers.displays.drawing.columns import Column, file_only, texts
from helpers.displays.drawing.figure import figure, label, percent_axis, target_line
from helpers.displays.drawing.palette import C1, C2
from helpers.displays.readings import target_of
from helpers.displays.source_lines import cannot_tell, line
from helpers.floor import dutch, targets
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Figure, Text
from helpers.floor.shapes.tables import rows_of

MEASURE = "compliant_dealers_percent"
DATASET = "opkoper_controles"
_DRAWN = "all_dealers_random"
# The facts, then what they say of all dealers: the row to go by first, the others with their condition.
_NAMES = {
    MEASURE: "Laatste controle",
    "first_inspection_percent": "Eerste controle, afgerond",
    _DRAWN: "Alle opkopers, uit de steekproef",
    "bounds": "Alle opkopers, uiterste grenzen",
    "all_dealers": "Alle opkopers, als de gecontroleerde doorsnee zijn",
    "all_dealers_wilson": "Hetzelfde, smaller interval (Wilson)",
}


def compliance(result: Result) -> Figure | Text:
    """The share of inspected dealers that comply, beside the target and what it says of all dealers."""
    fact = readings.municipal(result, MEASURE)
    if fact is None or not readings.is_shown(fact):
        return cannot_tell(result, "de naleving door opkopers", DATASET, name="compliance")
    target, shares = target_of(result, MEASURE), _shares(result)
    columns = [
        Column("measure", "Wat", written=lambda row: _NAMES[row.measure]),
        k_of_n("Voldoet"),
        Column("value", "Aandeel", unit="percent"),
        *file_only("numerator", "denominator"),
        Column("low", "Interval", unit="percent", until="high"),
        Column("high"),
    ]
    title, facts = (title_of(result, fact, target), texts(shares[shares.low.isna()], columns))
    return figure(
        lambda drawing: _paint(drawing, shares.value, facts, everyone(result), target),
        name="compliance",
        title=title,
        subtitle="Aandeel gecontroleerde opkopers dat voldoet aan het Digitaal Opkopersregister, van "
        f"1 januari tot en met {dutch.day(result.quarter.end)}. Streep: waar het aandeel van alle opkopers kan liggen.",
        alt=[
            *(f"{row.measure}: {row.met} voldoen, {row.value}." for row in facts.itertuples()),
            *everyone_sentences(result),
        ],
        source=line(result, DATASET, "opkopers"),
        height=2.6,
        frame=shares,
        columns=columns,
    )


def k_of_n(heading: str) -> Column:
    """The column `met` of the numbers behind a share, "13 van 20", on the page only; or why they are withheld."""
    return Column("met", heading, decimals=0, written=_k_of_n, is_in_file=False)


def title_of(result: Result, fact: pd.Series, target: float | None) -> str:
    """The message on this result: without a side of the target where the export is strange or too much is unknown."""
    if target is not None and readings.measure_is_held_back(result, MEASURE):
        return f"{compliance_title(fact, None)}; het oordeel wacht"
    return compliance_title(fact, target, readings.is_left_open(result, MEASURE))


def compliance_title(fact: pd.Series, target: float | None, is_left_open: bool = False) -> str:
    """The message: how many comply, on which side of the target; or that too much is unknown to say."""
    numbers = f"{dutch.number(fact.numerator)} van de {dutch.number(fact.denominator)}"
    start = f"{numbers} gecontroleerde opkopers {'voldoet' if fact.numerator == 1 else 'voldoen'}"
    if target is None:
        return start
    is_below, is_above = (
        not targets.is_reached(fact.value, target, operator) for operator in (targets.AT_LEAST, targets.AT_MOST)
    )
    if is_left_open:
        met, all_ = dutch.number(fact.numerator) if fact.numerator else "geen", dutch.number(fact.denominator)
        return f"Voor een oordeel is te veel onbekend: {met} van de {all_} opkopers voldoet aantoonbaar"
    side = "onder" if is_below else "boven" if is_above else "op"
    return f"{start}: {side} de streefwaarde van {dutch.quantity(target, 'percent')}"


def everyone(result: Result) -> pd.Series | None:
    """What may be said of all registered dealers: from those drawn by lot, else the bounds; else None."""
    for term in (_DRAWN, "bounds"):
        told = rows_of(result.estimates, measure=[MEASURE, "drawn_compliance_percent"], term=term, withheld="")
        told = told.dropna(subset=["low", "high"])
        if len(told):
            return told.iloc[0]
    return None


def everyone_sentences(result: Result) -> list[str]:
    """The sentences on all dealers: an estimate from the lot, or only bounds and what would mend that."""
    told = everyone(result)
    if told is None:
        refused = rows_of(result.estimates, model="finite_population", term="bounds", withheld="missing")
        return ["Over alle opkopers samen kunnen we niets zeggen.", *refused.rule]
    number = dutch.number(told["at"])
    share = f"dat {dutch.interval(told.low, told.high, 'percent')} van de ongeveer {number} opkopers voldoet"
    if told.term == _DRAWN:
        return [f"De steekproef zegt {share}."]
    advice = rows_of(result.estimates, model="selection", term=["random_needed", "random_needed_per_quarter"])
    return [
        "De steekproef is te klein om iets over alle opkopers te zeggen.",
        f"Zeker is alleen {share}.",
        *advice.rule,
    ]


def _k_of_n(row: pd.Series) -> str:
    if pd.isna(row.numerator):
        return words.WITHHELD.get(row.withheld, dutch.NOTHING)
    return dutch.k_of_n(row.numerator, row.denominator)


def _shares(result: Result) -> pd.DataFrame:
    """The facts, and the estimates of all dealers as rows of the same columns."""
    of_quarter = {"area_level": "municipality", "split": "", "period": result.quarter.label}
    facts = rows_of(result.measures, measure=list(_NAMES), withheld="", **of_quarter)
    told = rows_of(result.estimates, term=list(_NAMES), withheld="").dropna(subset=["low", "high"])
    told = told.assign(measure=told.term, value=told.estimate, denominator=told["at"])
    shares = pd.concat([facts[facts.value.notna()], told], ignore_index=True)
    return shares.sort_values("measure", key=lambda names: names.map(list(_NAMES).index), kind="stable")


def _paint(
    drawing: Drawing, values: pd.Series, facts: pd.DataFrame, everyone_: pd.Series | None, target: float | None
) -> None:
    axes = drawing.subplots()
    names = [f"{row.measure} ({row.met})" for row in facts.itertuples()]
    values = values[facts.index]
    axes.barh(range(len(values)), values, color=C1, height=0.42)
    for at, (value, text) in enumerate(zip(values, facts.value, strict=True)):
        label(axes, text, (value, at), colour=C1, va="center")
    if everyone_ is not None:
        at, (low, high) = len(values), everyone_[["low", "high"]]
        names.append(f"Alle opkopers, {'steekproef' if everyone_.term == _DRAWN else 'grenzen'}")
        axes.plot([low, high], [at, at], color=C2, linewidth=3.2, solid_capstyle="butt")
        label(axes, dutch.interval(low, high, "percent"), (high, at), colour=C2, va="center")
    if target is not None:
        target_line(axes, target, f"streefwaarde {dutch.quantity(target, 'percent')}", is_upright=True)
    percent_axis(axes, names)
