"""Interventions: more and more of them based on the dashboard, a few with the number of its signal."""

from collections import Counter

from helpers.floor.areas import Areas
from helpers.floor.month import Month
from helpers.samples import forms, timeline
from helpers.samples.chance import stream
from helpers.samples.truth import Truth, planted_wijk

FILE = "interventies.csv"
HEADER = ("Datum", "Wijkcode", "Thema", "Op basis van dashboard", "Signaal")
THEMES = ("afval", "jeugd", "ondermijning", "parkeren")
DASHBOARD_SHARE = {2023: 0.3, 2024: 0.5, 2025: 0.7, 2026: 0.85}


def export(truth: Truth, areas: Areas) -> bytes:
    """The file: one row an intervention, by date."""
    random = stream(truth, "interventies")
    rows, signals = [], _signals(truth, areas)
    for quarter in timeline.quarters():
        days = timeline.days(quarter.start, quarter.end)
        # At most one a day, so that no row can be taken for a double.
        places = sorted(random.permutation(len(days))[: int(random.integers(21, 29))].tolist())
        for place in places:
            wijk = areas.codes[int(random.integers(len(areas.codes)))]
            theme = THEMES[int(random.integers(len(THEMES)))]
            is_based = random.random() < DASHBOARD_SHARE[quarter.year]
            signal = signals.get((Month.of(days[place]).shift(-1), wijk), "") if is_based else ""
            rows.append((forms.dutch_date(days[place]), wijk, theme, "ja" if is_based else "nee", signal))
    return forms.csv_file(HEADER, rows)


def _signals(truth: Truth, areas: Areas) -> dict[tuple[Month, str], str]:
    """The number of each planted signal, by its month and wijk: what was done about it was done in the next month."""
    numbers: Counter[str] = Counter()
    found = {}
    for one in truth.planted_signals:
        for month in one.months:
            numbers[month] += 1
            found[Month.parse(month), planted_wijk(areas.codes, one.place)] = f"S{month}-{numbers[month]}"
    return found
