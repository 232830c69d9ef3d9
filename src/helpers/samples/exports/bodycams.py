"""Boa's with a bodycam on the last day of every quarter: the last two still wait for theirs."""

from helpers.floor.areas import Areas
from helpers.floor.quarter import quarters_between
from helpers.samples import forms, timeline
from helpers.samples.truth import BOAS_WITH_BODYCAM_AT_END, Truth

FILE = "bodycams.csv"
HEADER = ("Peildatum", "Boa's", "Met bodycam")


def export(truth: Truth, areas: Areas) -> bytes:
    """The file: one row a count."""
    at_end, boas = BOAS_WITH_BODYCAM_AT_END
    growing = len(quarters_between(timeline.FIRST, timeline.SAMPLE)) - 1
    rows = [
        (forms.dutch_date(quarter.end), boas, round(at_end * min(place / growing, 1)))
        for place, quarter in enumerate(timeline.quarters())
    ]
    return forms.csv_file(HEADER, rows)
