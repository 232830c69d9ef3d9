"""The Dutch words of the displays. Names of indicators are not here: those come from the settings."""

import math

from helpers.floor import dutch, verdicts
from helpers.floor.shapes.words import WITHHELD_IN_DUTCH

REACHED = ("gehaald", "nu op streefwaarde")
BEHIND = verdicts.BEHIND
ASKS_DECISION = (*BEHIND, verdicts.UNCERTAIN)

ITEMS = {
    "item_notified": "Aanmelding bij de gemeente",
    "item_dor_account": "Aansluiting op het register",
    "item_purchase_register": "Inkoopregister",
    "item_mandatory_fields": "Verplichte velden",
    "item_seller_identity": "Identiteit van de verkoper",
    "item_holding_period": "Bewaartermijn",
    "item_sales_register": "Verkoopregister",
}
REASONS = {"steekproef": "Steekproef", "risico": "Risico", "melding": "Melding", "hercontrole": "Hercontrole"}
PURPOSES = {"afval": "Afval", "parkeren": "Parkeren", "beide": "Afval en parkeren"}
WITHHELD = WITHHELD_IN_DUTCH
OUTCOMES = {
    "clean_percent": "Buurt is schoon",
    "lighting_percent": "Tevreden over straatverlichting",
    "sites_out_of_norm_percent": "Afvallocaties buiten de norm",
    "litter_reports_per_1000": "Meldingen over afval",
    "lighting_reports_per_1000": "Meldingen over straatverlichting",
}
TERMS = {
    "scan_car_hours": "uren van de scanauto",
    "scan_car_hours_next": "uren ná de meting",
    "minimal_detectable": "verband dat we in 8 van de 10 keer vinden",
}
# What the door and the reader ask of any file; a rule of one export says it in its contract.
RULES = {
    "andere schrijfwijze": "Een nummer is anders geschreven dan in het register.",
    "bereik": "Een waarde valt buiten wat gewoon is.",
    "bestand": "Een bestand is anders dan zijn naam zegt, of is niet gelezen.",
    "code": "Een code is op twee manieren geschreven, of door Excel veranderd.",
    "codering": "Letters kunnen bij het opslaan veranderd zijn.",
    "csv": "De opbouw van het CSV-bestand is ongewoon.",
    "datum": "Dag en maand kunnen verwisseld zijn.",
    "dubbel": "Twee rijen zeggen hetzelfde.",
    "excel": "Het Excel-bestand heeft een ongewone opbouw.",
    "gebieden": "De rijen gaan over deze gemeente en haar wijken.",
    "gefilterd": "Boven of onder de tabel staat iets over een filter.",
    "getal": "De getallen zijn niet op één manier geschreven, of zijn voorlopig.",
    "heel getal": "De getallen zijn niet op één manier geschreven, of zijn voorlopig.",
    "kolommen": "Een kop ontbreekt, is anders gespeld of is onbekend.",
    "kopherhaling": "Een rij herhaalt de kop en telt niet mee.",
    "maand": "De perioden kunnen ook weken of kwartalen zijn.",
    "naast de tabel": "Een rij heeft alleen cellen naast de tabel en telt niet mee.",
    "ontbreekt": "Een export is er, maar blijft op verzoek buiten beschouwing.",
    "percentage": "De percentages zijn niet op één manier geschreven, of lijken een breuk.",
    "rijlengte": "Een rij heeft een ander aantal cellen dan de kop.",
    "ronde grens": "Het aantal rijen is precies een grens van sommige programma's.",
    "samengevoegd": "De waarde van samengevoegde cellen is herhaald.",
    "totaalrij": "Een totaalrij is nagerekend en telt niet mee.",
    "uren": "Een aantal uren kan een deel van een dag zijn.",
    "verborgen": "Verborgen rijen of kolommen tellen mee.",
    "verborgen blad": "De export staat ook of alleen op een verborgen blad.",
    "verplicht": "Een cel is niet ingevuld.",
    "voetnoot": "Een rij is een voetnoot en telt niet mee.",
}
MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


def label(words: dict[str, str], key: str) -> str:
    """The Dutch word of a key; the key itself, readable, where the list has none.

    >>> label(PURPOSES, "beide"), label(ITEMS, "item_new_duty")
    ('Afval en parkeren', 'Item new duty')
    """
    text = words.get(key, key.replace("_", " "))
    return text[:1].upper() + text[1:]


def p_value(p: float) -> str:
    """A p-value in words: two decimals, a third where it is small or rounds to 0,05.

    >>> p_value(0.031), p_value(0.0004), p_value(0.004), p_value(0.048), p_value(0.997)
    ('0,03', 'kleiner dan 0,001', '0,004', '0,048', '1,00')
    """
    if not math.isfinite(p):
        return dutch.NOTHING
    if p < 0.001:
        return "kleiner dan 0,001"
    return dutch.number(p, 3 if p < 0.01 or 0.045 <= p < 0.055 else 2)
