"""Interventions: more and more of them based on the dashboard."""

from helpers.floor.areas import Areas
from helpers.samples import forms, timeline
from helpers.samples.chance import stream
from helpers.samples.truth import Truth

FILE = "interventies.csv"
HEADER = ("Datum", "Wijkcode", "Thema", "Op basis van dashboard")
THEMES = ("afval", "jeugd", "ondermijning", "parkeren")
DASHBOARD_SHARE = {2023: 0.3, 2024: 0.5, 2025: 0.7, 2026: 0.85}


def export(truth: Truth, areas: Areas) -> bytes:
    """The file: one row an intervention, by date."""
    random = stream(truth, "interventies")
    rows = []
    for quarter in timeline.quarters():
        days = timeline.days(quarter.start, quarter.end)
        # At most one a day, so that no row can be taken for a double.
        places = sorted(random.permutation(len(days))[: int(random.integers(21, 29))].tolist())
        for place in places:
            wijk = areas.codes[int(random.integers(len(areas.codes)))]
            theme = THEMES[int(random.integers(len(THEMES)))]
            is_based = random.random() < DASHBOARD_SHARE[quarter.year]
            rows.append((forms.dutch_date(days[place]), wijk, theme, "ja" if is_based else "nee"))
    return forms.csv_file(HEADER, rows)
