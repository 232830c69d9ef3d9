"""How firm the association is: another way of reckoning, what stays unseen, and each wijk left out in turn."""

import math
from collections.abc import Iterator

import pandas as pd
from matplotlib.figure import Figure as Drawing

from helpers.displays import words
from helpers.displays.drawing.columns import PAGE_ONLY, Column, file_only, table, texts
from helpers.displays.drawing.figure import as_printed, figure, grid, label
from helpers.displays.drawing.palette import BAND_LIGHT, C1, INK, MUTED
from helpers.displays.scan_car import association
from helpers.displays.scan_car.association import DATASETS, MODEL, UNIT
from helpers.displays.source_lines import cannot_tell, line
from helpers.floor import dutch
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Absent, Figure, Table, Text
from helpers.floor.shapes.tables import each_row, rows_of

WHAT = "hoe stevig de uitkomst is"
SECOND = {
    "wild_bootstrap": "Tweede manier van rekenen (wild bootstrap)",
    "permutation": "Tweede manier van rekenen (uren omwisselen tussen wijken)",
}


def robustness(result: Result) -> Table | Text:
    """What the estimate is held against, one row a check with how to read it; a Text where there is none."""
    first = association.primary(result)
    if first is None or not association.is_known(first):
        return _refused(result, first, "robustness")
    without = left_out(result).estimate
    rows = [
        *_second(result),
        *_limit(result),
        *_exaggerated(result),
        *_unseen(result),
        *_range(without, first.estimate),
    ]
    if not rows:
        return Text(["De uitkomst is niet op een andere manier nagegaan."])
    columns = [
        Column("what", "Wat is nagegaan", is_in_file=False),
        Column("seen", "Uitkomst", is_in_file=False),
        Column("reading", "Zo leest u dit", is_in_file=False),
        *file_only("term", "p", "estimate", "low", "high"),
    ]
    return table(
        "robustness",
        "Hoe stevig is dit? De uitkomst op andere manieren nagegaan",
        pd.DataFrame(rows, columns=[column.name for column in columns]),
        columns,
        notes=["Dit gaat over het rekenwerk. Of de uren de oorzaak zijn, volgt hier niet uit."],
        source=line(result, *DATASETS),
    )


def leave_one_out(result: Result) -> Figure | Text:
    """The association again without each wijk, beside that of all wijken; in order of code, never of size."""
    first, without = association.primary(result), left_out(result)
    if first is None or not association.is_known(first):
        return _refused(result, first, "leave_one_out")
    if without.empty:
        return Text(["De uitkomst is niet zonder elke wijk opnieuw berekend."])
    title = left_out_title(without.estimate, first.estimate)
    frame = _left_out_rows(result, without, first)
    columns = [
        Column("wijk_name", "Zonder deze wijk", is_in_file=False),
        Column("without"),
        Column("estimate", "Samenhang per 10 uur", UNIT, is_change=True, missing=words.WITHHELD["small"]),
        Column("difference", "Verschil met alle wijken", UNIT, is_change=True, is_in_file=False),
    ]
    hidden = int(frame[PAGE_ONLY].sum())
    return figure(
        lambda drawing: _paint(drawing, result, without, first),
        name="leave_one_out",
        title=title,
        subtitle="Verschil in procentpunten per 10 uur scanauto, telkens zonder één wijk. Lijn en vlak: alle "
        f"wijken samen, met het {association.interval_name(first)}. Volgorde van wijkcode.",
        alt=[
            f"Per wijk een stip: de samenhang als die wijk niet meetelt, {len(without)} stippen in totaal.",
            f"Met alle wijken samen is het {texts(frame, columns).estimate.iloc[-1]}, interval "
            f"{dutch.interval(first.low, first.high, UNIT)}.",
            *([f"Niet getoond: {dutch.counted(hidden, 'wijk', 'wijken')}."] if hidden else []),
            "De volgorde is die van de wijkcode.",
        ],
        source=line(result, *DATASETS),
        height=0.9 + 0.27 * len(without),
        frame=frame,
        columns=columns,
    )


def _left_out_rows(result: Result, without: pd.DataFrame, first: pd.Series) -> pd.DataFrame:
    """A row without each wijk, those that are hidden for the page alone, and one of all wijken."""
    every = _every_left_out(result).rename(columns={"area": "without"})
    known = every.without.isin(without.area)
    moved = rows_of(result.estimates, model=MODEL, role="change", measure="clean_percent", withheld="")
    each = every.drop(columns="withheld").assign(
        estimate=every.estimate.where(known),
        difference=every.without.map(moved.set_index("area").estimate),
        wijk_name=every.without.map(result.areas.name),
        **{PAGE_ONLY: ~known},
    )
    whole = {"wijk_name": "Alle wijken", "without": "", "estimate": first.estimate, PAGE_ONLY: False}
    return pd.concat([each.sort_values(PAGE_ONLY, kind="stable"), pd.DataFrame([whole])])


def left_out(result: Result) -> pd.DataFrame:
    """The estimates without each wijk that may be shown, in order of code."""
    found = _every_left_out(result)
    return found[(found.withheld == "") & found.estimate.notna()]


def _every_left_out(result: Result) -> pd.DataFrame:
    found = rows_of(result.estimates, model=MODEL, role="leave_one_out", measure="clean_percent")
    return found.sort_values("area", kind="stable")


def left_out_title(sizes: pd.Series, full: float) -> str:
    """The message: whether the sign stays when a wijk is left out, and between what the estimates lie.

    >>> left_out_title(pd.Series([2.8, 3.4]), 3.1)
    'Welke wijk we ook weglaten: de samenhang blijft tussen 2,8 en 3,4 procentpunt'
    >>> left_out_title(pd.Series([-0.2, 3.4]), 3.1)
    'Zonder 1 van de 2 wijken wisselt de samenhang van richting'
    """
    turned = _turned(sizes, full)
    if turned:
        return f"Zonder {turned} van de {len(sizes)} wijken wisselt de samenhang van richting"
    low, high = dutch.number(sizes.min(), 1), dutch.quantity(sizes.max(), UNIT)
    return f"Welke wijk we ook weglaten: de samenhang blijft tussen {low} en {high}"


def _refused(result: Result, first: pd.Series | None, name: str) -> Absent:
    if first is None:
        return cannot_tell(result, WHAT, *DATASETS, name=name)
    return association.absent(first, WHAT, name)


def _second(result: Result) -> Iterator[tuple]:
    found = rows_of(result.estimates, model=MODEL, role="limit", term=list(SECOND), withheld="")
    reading = "De kans op een minstens zo sterke samenhang wanneer alleen toeval speelt."
    for one in each_row(found[found.p.notna()]):
        yield SECOND[one.term], f"p-waarde {words.p_value(one.p)}", reading, one.term, one.p, None, None, None


def _limit(result: Result) -> Iterator[tuple]:
    limit = association.detectable(result)
    if limit is not None:
        seen = f"{dutch.quantity(limit, UNIT)} per 10 uur"
        reading = "Een zwakkere samenhang kan bestaan zonder dat we haar zien."
        yield "Verband dat we in 8 van de 10 keer vinden", seen, reading, "minimal_detectable", None, limit, None, None


def _exaggerated(result: Result) -> Iterator[tuple]:
    times = association.exaggeration(result)
    if times is not None:
        reading = "De schatting is kleiner dan wat we meestal vinden. Vooral hoge uitschieters vallen dan op."
        seen = f"gemiddeld {association.times_said(times)}, of meer"
        yield "Hoeveel te groot zo'n vondst lijkt", seen, reading, "exaggeration", None, times, None, None


def _unseen(result: Result) -> Iterator[tuple]:
    found = rows_of(result.estimates, model=MODEL, role="limit", term="robustness_value", withheld="")
    for size in found.estimate.dropna():
        percent = math.floor(size)  # "minstens" never rounds up
        least = f"minstens {dutch.quantity(percent, 'percent')}" if percent else "minder dan 1%"
        reading = (
            "Zoveel van de verschillen in inzet én oordeel zou iets onbekends moeten verklaren, "
            "bovenop wijk en meting. Pas dan kan de samenhang verdwijnen."
        )
        yield "Hoe sterk iets onbekends moet zijn", least, reading, "robustness_value", None, size, None, None


def _range(sizes: pd.Series, full: float) -> Iterator[tuple]:
    if sizes.empty:
        return
    low, high = sizes.min(), sizes.max()
    turned = f"{_turned(sizes, full)} van de {len(sizes)} keer een andere richting"
    seen = f"{dutch.interval(low, high, UNIT)} per 10 uur; {turned}"
    reading = "Zonder elke wijk opnieuw gerekend. Ligt dit dicht bijeen, dan hangt de uitkomst niet aan één wijk."
    yield "Telkens één wijk weggelaten", seen, reading, "leave_one_out", None, full, low, high


def _turned(sizes: pd.Series, full: float) -> int:
    return int((sizes * full < 0).sum())


def _paint(drawing: Drawing, result: Result, without: pd.DataFrame, first: pd.Series) -> None:
    axes = drawing.subplots()
    low, high = as_printed(first.low, 1), as_printed(first.high, 1)
    axes.axvspan(low, high, color=BAND_LIGHT, linewidth=0, zorder=0)
    upwards = without[::-1]
    furthest = max(high, upwards.estimate.max())
    axes.axvline(0, color=INK, linewidth=1.2)
    axes.axvline(first.estimate, color=C1, linewidth=1.6)
    for at, size in enumerate(upwards.estimate):
        axes.plot([size], [at], "o", color=C1, markersize=6.5)
        label(axes, dutch.number(size, 1), (furthest, at), (6, 0), MUTED, va="center")
    limits = dutch.interval(first.low, first.high, "count", 1)
    every = f"alle wijken: {dutch.number(first.estimate, 1)} ({limits})"
    label(axes, every, (first.estimate, len(upwards) - 0.3), (0, 3), ha="center")
    axes.set_yticks(range(len(upwards)), [result.areas.short_name(code) for code in upwards.area])
    axes.set_ylim(-0.7, len(upwards) - 0.3)
    axes.set_xlabel("Procentpunt per 10 uur", loc="right")
    axes.xaxis.set_major_formatter(lambda value, _: association.tick(value))
    grid(axes, "x")
