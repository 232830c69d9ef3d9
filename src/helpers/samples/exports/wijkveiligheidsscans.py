"""Safety scans per wijk, meetings and action plans; one wijk has nothing yet."""

from datetime import date, timedelta

import numpy as np

from helpers.floor.areas import Areas
from helpers.samples import forms, timeline
from helpers.samples.chance import stream
from helpers.samples.truth import WIJK_WITHOUT_SCAN, Truth, planted_wijk

FILE = "wijkveiligheidsscans.xlsx"
HEADER = (
    "Wijkcode",
    "Wijk",
    "Scan afgerond op",
    "Eerste bijeenkomst op",
    "Aantal bijeenkomsten",
    "Actieplan op",
    "Informatiegestuurd",
)


def export(truth: Truth, areas: Areas) -> bytes:
    """The file: one row a wijk, Excel dates."""
    random = stream(truth, "wijkveiligheidsscans")
    without = planted_wijk(areas.codes, WIJK_WITHOUT_SCAN)
    scanned = [wijk for wijk in areas.codes if wijk != without]
    days = min(70, 840 // len(scanned))  # the last of twelve or more was finished in the spring of 2026
    after = {scanned[place]: i * days for i, place in enumerate(random.permutation(len(scanned)).tolist())}
    nothing = (None, None, 0, None, None)
    rows = [
        (wijk, areas.name(wijk), *(_scan(after[wijk], random) if wijk in after else nothing)) for wijk in areas.codes
    ]
    return forms.excel_file({"Scans": [HEADER, *rows]})


def _scan(days: int, random: np.random.Generator) -> tuple[object, ...]:
    finished = date(2024, 3, 20) + timedelta(days=days)
    met = finished - timedelta(days=int(random.integers(5, 60)))
    planned = finished + timedelta(days=int(random.integers(50, 120)))
    meetings, is_data_driven = int(random.integers(1, 4)), random.random() < 0.85
    if planned > timeline.LAST.end:
        return finished, met, meetings, None, None
    return finished, met, meetings, planned, "ja" if is_data_driven else "nee"
