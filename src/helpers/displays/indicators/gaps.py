"""What is short of its target: how far, whether it falls, and in which order it is named."""

from dataclasses import dataclass

import pandas as pd

from helpers.displays import readings
from helpers.displays.drawing.columns import Column, table
from helpers.displays.indicators import scorecard
from helpers.displays.indicators.open_units import names_open
from helpers.displays.readings import Reading
from helpers.floor import dutch, targets, verdicts
from helpers.floor.params.settings import Indicator
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Absent, Table, Text
from helpers.floor.shapes.tables import rows_of

MODEL = "gap"
_LOST = ("niet meer haalbaar", "niet gehaald")
_ON_COURSE = "op koers"
_MOST_NAMES = 5
_MOST = 8  # rows on the page: with the scorecard they fill two printed pages


@dataclass(frozen=True)
class Gap:
    """One indicator short of its target. `missing` is in percent of the target; `moves` is daalt, stijgt or ""."""

    reading: Reading
    word: str
    missing: float
    is_large: bool
    moves: str

    @property
    def indicator(self) -> Indicator:
        return self.reading.indicator

    @property
    def is_to_name(self) -> bool:
        """Whether the headline may not leave it out: judged as behind, far behind a straight line, or falling."""
        return self.word in verdicts.BEHIND or self.is_large or bool(self.moves)


def gaps(result: Result) -> list[Gap]:
    """What is short of its target and not on course, the worst first.

    First what the year can no longer mend, then by the part of the target that is missing (models.indicators.gap);
    of two that are equal the first in the settings.
    """
    rows = rows_of(result.estimates, model=MODEL, withheld="").set_index("term")
    words = {one.id: readings.status(result, one)[0] for one in result.settings.indicators}
    found = [
        Gap(
            readings.reading(result, one),
            words[one.id],
            float(rows.estimate[one.id]),
            not rows.is_met[one.id],
            wrong_way(result, one),
        )
        for one in result.settings.indicators
        if one.id in rows.index and words[one.id] != _ON_COURSE
    ]
    return sorted(found, key=lambda one: (one.word not in _LOST, -one.missing))


def wrong_way(result: Result, indicator: Indicator) -> str:
    """ "daalt" or "stijgt" where an indicator moved away from its target since a quarter ago, else "".

    Only where the printed change shows it; of a sample only beyond chance.
    """
    row = scorecard.moved(result, indicator)
    if row is None or not dutch.rounded(row.estimate, dutch.UNITS[indicator.unit][1]):
        return ""
    if indicator.is_sample and not (pd.notna(row.is_met) and row.is_met):
        return ""
    verb = "stijgt" if row.estimate > 0 else "daalt"
    return verb if (verb == "stijgt") == (indicator.operator == targets.AT_MOST) else ""


def largest_gaps(result: Result) -> Table | Text:
    """What is furthest from its target: how much is missing, what is needed, and which units are open."""
    if not readings.promised(result):
        return Absent("wat achterblijft", no_targets(result), name="gaps")
    found = gaps(result)
    if not found:
        said = "Elke indicator met een streefwaarde staat erop of ligt op koers, voor zover de stand bekend is."
        return Text([said, *readings.held_back_said(result)])
    frame = pd.DataFrame(
        {
            "indicator_id": one.indicator.id,
            "named": scorecard.named(one.indicator),
            "standing": readings.standing(result, one.indicator),
            "status": one.word,
            "missing": one.missing,
            "moves": one.moves,
            "rule": f"{readings.status(result, one.indicator)[1]}{_open(names_open(result, one.indicator))}",
            "is_file_only": i >= _MOST,
        }
        for i, one in enumerate(found)
    )
    return table(
        "gaps",
        f"{_counted(len(found))}; de grootste achterstand staat bovenaan",
        frame,
        _COLUMNS,
        notes=[
            "Mist nog: als deel van de streefwaarde.",
            *_left_said(result),
            *_left_out(found[_MOST:]),
            *_on_course(result),
            *_unknown(result),
        ],
        source=scorecard.source(result),
    )


def status_rules(result: Result) -> Table:
    """The rule that gave each indicator its status; what the gaps tell already stands in the file alone."""
    told = [one.indicator.id for one in gaps(result)[:_MOST]]
    frame = scorecard.indicator_frame(result)
    return table(
        "status_rules",
        "Waarom een indicator deze status heeft",
        frame.assign(is_file_only=frame.indicator_id.isin(told)),
        [Column("indicator_id"), scorecard.NAMED, scorecard.STATUS, Column("standing"), Column("rule", "Waarom")],
        notes=["De andere indicatoren staan in [](tabel:gaps)."] if told else [],
        source=scorecard.source(result),
    )


def no_targets(result: Result) -> str:
    """Why a year without targets makes no claim, as it stands in a list of what is absent."""
    return f"voor {result.quarter.year} is geen streefwaarde vastgesteld"


def _open(names: list[str]) -> str:
    """The units that are still open by name, as far as a row holds them; all of them stand with their goal."""
    if not names:
        return ""
    shown = (
        names if len(names) <= _MOST_NAMES else [*names[: _MOST_NAMES - 1], f"{len(names) - _MOST_NAMES + 1} andere"]
    )
    return f" Nog open: {dutch.listing(shown)}."


def _counted(count: int) -> str:
    return f"{dutch.counted(count, 'toezegging ligt', 'toezeggingen liggen')} niet op koers"


def _left_said(result: Result) -> list[str]:
    """How much of the year is left, beside what is missing."""
    left = rows_of(result.estimates, model=MODEL)["at"].max()
    if not left > 0:
        return []
    return [f"Van het jaar is nog {dutch.quantity(left, 'percent')} over."]


def _left_out(rest: list[Gap]) -> list[str]:
    names = dutch.listing([f"{one.indicator.name} ({one.reading.short})" for one in rest])
    return [f"Minder mist nog bij {names}."] if rest else []


def _on_course(result: Result) -> list[str]:
    """What is short of its target and on course: not behind, but not there either."""
    short = [
        f"{one.name} ({readings.reading(result, one).short})"
        for one in readings.promised(result)
        if readings.status(result, one)[0] == _ON_COURSE
    ]
    return [f"Op koers: {dutch.listing(short)}."] if short else []


def _unknown(result: Result) -> list[str]:
    """What has a target and no value, so that nobody reads its absence as good news."""
    unknown = [one.name for one in readings.promised(result) if readings.reading(result, one).value is None]
    return [f"De stand is niet bekend van {dutch.listing(unknown)}."] if unknown else []


def _missing(row: pd.Series) -> str:
    return dutch.quantity(row.missing, "percent") + (f", {row.moves}" if row.moves else "")


_COLUMNS = [
    scorecard.NAMED,
    Column("indicator_id"),
    scorecard.STATUS,
    Column("missing", "Mist nog", written=_missing, style="number"),
    Column("rule", "Stand en wat nodig is", is_in_file=False),
]
