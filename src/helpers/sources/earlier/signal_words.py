"""The owners' words beside the signals that they are about: a word counts for the same signal, and for no other."""

from pathlib import Path

import pandas as pd

from helpers.floor.faults import Fault
from helpers.floor.month import Month
from helpers.floor.params.signal_word import SignalWord
from helpers.floor.shapes.history import SIGNAL_COLUMNS
from helpers.sources import commentary

RULE = "uitleg bij een signaal"
_KEY = ["number", "wijk", "measure", "category"]


def with_words(
    said: pd.DataFrame, params: Path, is_made_up: bool, last: Month
) -> tuple[pd.DataFrame, tuple[Fault, ...]]:
    """The signals of the months up to the last (SIGNAL_COLUMNS) with the word on each, and the words that fit none.

    A word fits by its number, wijk, measure and category, and by the kind of data: real or made up. Raises BadInput
    on commentary that does not fit.
    """
    quarters = sorted({last.quarter, *(Month.parse(month).quarter for month in said.month)})
    given = [(quarter, one) for quarter in quarters for one in commentary.read_words(params, quarter)]
    words = {one.about: one for _, one in given}
    keys = zip(*(said[name] for name in _KEY), strict=True)
    signals = [SignalWord(number, wijk, measure, category, is_made_up) for number, wijk, measure, category in keys]
    found = [words.get(one, one) for one in signals]
    told = {name: [getattr(one, name) for one in found] for name in ("explained", "explanation")}
    faults = [
        Fault(
            f"De uitleg bij {one.number} past bij geen signaal in het logboek en telt niet mee.",
            "Haal haar weg, of vraag de uitleg opnieuw.",
            commentary.name_of(quarter),
            rule=RULE,
            level="warning",
        )
        for quarter, one in given
        if one.month <= last and one.about not in signals
    ]
    return said.assign(**told).astype(SIGNAL_COLUMNS), tuple(faults)
