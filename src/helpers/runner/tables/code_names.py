"""What a code in a published table means in Dutch, where the page does not write it: the workbook puts it beside.

What the page does write comes along with the table (`pieces.Data.names`); names of areas, indicators and exports come
with the edition.
"""

from helpers.floor.shapes.words import MISSING, SMALL, STALE, WITHDRAWN, WITHHELD_IN_DUTCH

UNITS = {
    "count": "aantal",
    "dealers": "opkopers",
    "hours": "uren",
    "hours_per_1000": "uren per 1.000 inwoners",
    "hours_per_hectare": "uren per hectare",
    "index": "index",
    "km": "kilometer",
    "mark": "rapportcijfer",
    "mark_points": "punten van een cijfer",
    "months": "maanden",
    "per_1000": "per 1.000 inwoners",
    "percent": "procent",
    "percentage_points": "procentpunten",
    "persons": "personen",
    "points_per_10_hours": "procentpunten per 10 uur",
    "probability": "kans van 0 tot 1",
    "ratio": "verhouding",
}
# What the mark of a number that is not there means, for the first sheet.
MARKS = {
    SMALL: "Het aantal is klein. Wie het laat zien, zegt misschien iets over een persoon.",
    WITHDRAWN: "Met dit getal zou een afgeschermd getal uit te rekenen zijn.",
    MISSING: "Het is niet bekend.",
    STALE: "De gegevens zijn ouder dan het kwartaal.",
}
_MEASURES = {
    "clean_percent": "Buurt is schoon, volgens bewoners",
    "compliant_dealers_percent": "Opkopers die voldoen, laatste controle",
    "later_hours": "Uren van na de meting (controle)",
    "lighting_percent": "Tevreden over straatverlichting (controle)",
    "lighting_reports_per_1000": "Meldingen over straatverlichting per 1.000 inwoners",
    "litter_reports_per_1000": "Meldingen over afval per 1.000 inwoners",
    "liveability_mark": "Rapportcijfer leefbaarheid",
    "monthly_hours": "Uren van de scanauto per maand",
    "scan_car_hours": "Uren van de scanauto dit jaar",
    "sites_out_of_norm_percent": "Afvallocaties buiten de norm",
    "unsafe_percent": "Voelt zich weleens onveilig",
    "waste_reports": "Meldingen over afval",
    "wijk_crimes_per_year": "Misdrijven per jaar",
    "wijk_nuisance_per_year": "Overlast per jaar",
    "wijk_quarter_hours": "Uren van de scanauto",
    "yearly_crimes": "Misdrijven per jaar",
    "yearly_nuisance": "Overlast per jaar",
}
_TERMS = {
    "concentration_index": "Concentratie van het bereik",
    "exaggeration": "Hoeveel de uitkomst kan overdrijven",
    "leave_one_out": "Zonder elke wijk",
    "minimal_detectable": "Verband dat we meestal vinden",
    "previous_outcome": "De uren na een meting die 10 punten schoner was",
    "relative_index": "Verschil in verhouding",
    "robustness_value": "Wat ongezien kan blijven",
    "scan_car_hours": "Uren van de scanauto",
    "shape": "De vorm van de samenhang",
    "slope_index": "Verschil van laag naar hoog",
    "third_rate": "Bereik van een derde deel van de wijken",
    "wild_bootstrap": "Tweede manier van rekenen",
}
CODES: dict[str, dict[str, str]] = {
    "arm": {"plus": "meer", "min": "minder", "gelijk": "gelijk"},
    "axis": {
        "venue_distance": "Afstand tot een bijeenkomst",
        "income": "Inkomen in de wijk",
        "age_band": "Leeftijd in de wijk",
    },
    "basis": {"pace": "tempo", "plan": "planning", "sessions": "agenda"},
    "group": {
        "highest": "Hoogste derde deel",
        "lowest": "Laagste derde deel",
        "middle": "Middelste derde deel",
        "afval": "Afval",
        "beide": "Afval en parkeren",
        "parkeren": "Parkeren",
    },
    "measure": _MEASURES,
    "model": {
        "event_study": "De start van de auto",
        "pace": "Eigen tempo",
        "pacing": "Geplande perioden",
        "plan": "Planning",
        "quarterly": "Per kwartaal",
        "within_wijk": "Uren en het oordeel van bewoners",
    },
    "role": {"exploratory": "verkennend", "placebo": "controle", "primary": "vooraf vastgelegd"},
    "term": _TERMS,
    "unit": UNITS,
    "withheld": WITHHELD_IN_DUTCH,
}
