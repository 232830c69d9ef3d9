"""How firm the association is: another way of reckoning, what stays unseen, and each wijk left out in turn."""

from __future__ import annotations

import math
from collections.abc import Iterator

import pandas as pd
from matplotlib.figure import Figure as Drawing

from helpers.displays import words
from helpers.displays.drawing.cells import data, row
from helpers.displays.drawing.figure import alt_text, figure, grid, label
from helpers.displays.drawing.palette import BAND_LIGHT, C1, INK, MUTED
from helpers.displays.scan_car import association
from helpers.displays.scan_car.association import DATASETS, MODEL, UNIT
from helpers.displays.source_lines import cannot_tell, line
from helpers.floor import dutch
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Cell, Figure, Table, Text
from helpers.floor.shapes.tables import rows_of

WHAT = "de samenhang tussen uren en een schone buurt"
SECOND = {
    "wild_bootstrap": "Tweede manier van rekenen (wild bootstrap)",
    "permutation": "Tweede manier van rekenen (uren omwisselen tussen wijken)",
}


def robustness(result: Result) -> Table | Text:
    """What the estimate is held against, one row a check with how to read it; a Text where there is none."""
    first = association.primary(result)
    if first is None or not association.is_known(first):
        return _refused(result, first)
    rows = [*_second(result), *_limit(result), *_unseen(result), *_range(left_out(result), first.estimate)]
    if not rows:
        return Text(["De uitkomst is niet op een andere manier nagegaan."])
    return Table(
        "robustness",
        "Hoe stevig is dit? De uitkomst op andere manieren nagegaan",
        ["Wat is nagegaan", "Uitkomst", "Zo leest u dit"],
        [[Cell(what), Cell(seen), Cell(reading)] for what, seen, reading, *_ in rows],
        notes=["Dit gaat over het rekenwerk. Of de uren de oorzaak zijn, volgt hier niet uit."],
        source=line(result, *DATASETS),
        data=data(["term", "p", "estimate", "low", "high"], [behind for *_, behind in rows]),
    )


def leave_one_out(result: Result) -> Figure | Text:
    """The association again without each wijk, beside that of all wijken; in order of code, never of size."""
    first, without = association.primary(result), left_out(result)
    if first is None or not association.is_known(first):
        return _refused(result, first)
    if without.empty:
        return Text(["De uitkomst is niet zonder elke wijk opnieuw berekend."])
    title = left_out_title(list(without.estimate), first.estimate)
    named = [(one.area, result.areas.name(one.area), one.estimate) for one in without.itertuples()]
    hidden = [
        result.areas.name(code) for code in _every_left_out(result).area if code not in set(without.area)
    ]
    said = dutch.difference(first.estimate, UNIT)
    return figure(
        lambda drawing: _paint(
            drawing, [(result.areas.short_name(code), size) for code, _, size in named], first
        ),
        name="leave_one_out",
        title=title,
        subtitle="Verschil in procentpunten per 10 uur scanauto, telkens zonder één wijk. Lijn en vlak: alle "
        f"wijken samen, met het {association.level_said(first)}. Volgorde van wijkcode.",
        alt=alt_text(
            [
                f"{title}.",
                f"Per wijk een stip: de samenhang als die wijk niet meetelt, {len(named)} stippen in totaal.",
                f"Met alle wijken samen is het {said}, interval "
                f"{dutch.interval(first.low, first.high, UNIT)}.",
                *([f"Niet getoond: {dutch.counted(len(hidden), 'wijk', 'wijken')}."] if hidden else []),
                "De volgorde is die van de wijkcode.",
            ]
        ),
        source=line(result, *DATASETS),
        height=0.9 + 0.27 * len(named),
        columns=["Zonder deze wijk", "Samenhang per 10 uur", "Verschil met alle wijken"],
        rows=[
            *(
                row(name, dutch.difference(size, UNIT), dutch.difference(size - first.estimate, UNIT))
                for _, name, size in named
            ),
            *(row(name, words.WITHHELD["small"], dutch.NOTHING) for name in hidden),
            row("Alle wijken", said, dutch.NOTHING),
        ],
        data=data(
            ["without", "estimate"], [*([code, size] for code, _, size in named), ["", first.estimate]]
        ),
    )


def left_out(result: Result) -> pd.DataFrame:
    """The estimates without each wijk that may be shown, in order of code."""
    found = rows_of(result.estimates, model=MODEL, role="leave_one_out", measure="clean_percent", withheld="")
    return found[found.estimate.notna()].sort_values("area", kind="stable")


def _every_left_out(result: Result) -> pd.DataFrame:
    found = rows_of(result.estimates, model=MODEL, role="leave_one_out", measure="clean_percent")
    return found.sort_values("area", kind="stable")


def left_out_title(sizes: list[float], full: float) -> str:
    """The message: whether the sign stays when a wijk is left out, and between what the estimates lie.

    >>> left_out_title([2.8, 3.4], 3.1)
    'Welke wijk we ook weglaten: de samenhang blijft tussen 2,8 en 3,4 procentpunt'
    >>> left_out_title([-0.2, 3.4], 3.1)
    'Zonder 1 van de 2 wijken wisselt de samenhang van richting'
    """
    turned = _turned(sizes, full)
    if turned:
        return f"Zonder {turned} van de {len(sizes)} wijken wisselt de samenhang van richting"
    low, high = dutch.number(min(sizes), 1), dutch.quantity(max(sizes), UNIT)
    return f"Welke wijk we ook weglaten: de samenhang blijft tussen {low} en {high}"


def _refused(result: Result, first: pd.Series | None) -> Text:
    if first is None:
        return cannot_tell(result, WHAT, *DATASETS)
    return Text(["Er is nog geen uitkomst om na te gaan.", *association.refusal(result, first)])


def _second(result: Result) -> Iterator[tuple]:
    found = rows_of(result.estimates, model=MODEL, role="limit", term=list(SECOND), withheld="")
    for one in found[found.p.notna()].itertuples():
        reading = "De kans op een minstens zo sterke samenhang wanneer alleen toeval speelt."
        yield (
            SECOND[one.term],
            f"p-waarde {words.p_value(one.p)}",
            reading,
            [one.term, one.p, None, None, None],
        )


def _limit(result: Result) -> Iterator[tuple]:
    limit = association.detectable(result)
    if limit is not None:
        reading = "Een zwakkere samenhang kan bestaan zonder dat we haar zien."
        behind = ["minimal_detectable", None, limit, None, None]
        yield "Kleinste zichtbare verband", f"{dutch.quantity(limit, UNIT)} per 10 uur", reading, behind


def _unseen(result: Result) -> Iterator[tuple]:
    found = rows_of(result.estimates, model=MODEL, role="limit", term="robustness_value", withheld="")
    for one in found[found.estimate.notna()].itertuples():
        percent = math.floor(one.estimate)  # "minstens" never rounds up
        least = f"minstens {dutch.quantity(percent, 'percent')}" if percent else "minder dan 1%"
        reading = (
            "Zoveel van de verschillen in inzet én oordeel zou iets onbekends moeten verklaren, "
            "bovenop wijk en meting. Pas dan kan de samenhang verdwijnen."
        )
        behind = ["robustness_value", None, one.estimate, None, None]
        yield "Hoe sterk iets onbekends moet zijn", least, reading, behind


def _range(without: pd.DataFrame, full: float) -> Iterator[tuple]:
    if without.empty:
        return
    sizes = list(without.estimate)
    low, high, turned = min(sizes), max(sizes), _turned(sizes, full)
    seen = (
        f"{dutch.interval(low, high, UNIT)} per 10 uur; {turned} van de {len(sizes)} keer een andere richting"
    )
    reading = (
        "Zonder elke wijk opnieuw gerekend. Ligt dit dicht bijeen, dan hangt de uitkomst niet aan één wijk."
    )
    yield "Telkens één wijk weggelaten", seen, reading, ["leave_one_out", None, full, low, high]


def _turned(sizes: list[float], full: float) -> int:
    return sum(size * full < 0 for size in sizes)


def _paint(drawing: Drawing, sizes: list[tuple[str, float]], first: pd.Series) -> None:
    axes = drawing.subplots()
    axes.axvspan(first.low, first.high, color=BAND_LIGHT, linewidth=0, zorder=0)
    furthest = max([first.high, *(size for _, size in sizes)])
    axes.axvline(0, color=INK, linewidth=1.2)
    axes.axvline(first.estimate, color=C1, linewidth=1.6)
    for at, (_, size) in enumerate(reversed(sizes)):
        axes.plot([size], [at], "o", color=C1, markersize=6.5)
        label(axes, dutch.number(size, 1), (furthest, at), (6, 0), MUTED, va="center")
    limits = dutch.interval(first.low, first.high, "count", 1)
    every = f"alle wijken: {dutch.number(first.estimate, 1)} ({limits})"
    label(axes, every, (first.estimate, len(sizes) - 0.3), (0, 3), ha="center")
    axes.set_yticks(range(len(sizes)), [name for name, _ in reversed(sizes)])
    axes.set_ylim(-0.7, len(sizes) - 0.3)
    axes.set_xlabel("Procentpunt per 10 uur", loc="right")
    axes.xaxis.set_major_formatter(lambda value, _: association.tick(value))
    grid(axes, "x")
