"""The Dutch words of the displays. Names of indicators are not here: those come from the settings."""

from __future__ import annotations

REACHED = ("gehaald", "nu op streefwaarde")
BEHIND = ("niet meer haalbaar", "niet gehaald", "achter")
ASKS_DECISION = (*BEHIND, "onzeker")

DATASETS = {
    "scanauto_inzet": "Inzet scanauto",
    "wijkatlas": "Wijkatlas",
    "afvalwaarnemingen": "Afvalwaarnemingen",
    "meldingen": "Meldingen openbare ruimte",
    "cybertraining_bijeenkomsten": "Bijeenkomsten cybertraining",
    "cybertraining_deelnemers": "Deelnemers cybertraining",
    "opkopers": "Register van opkopers",
    "opkoper_controles": "Controles van opkopers",
    "crisisafspraken": "Crisisafspraken",
    "crisisprotocollen": "Crisisprotocollen",
    "crisisoefeningen": "Crisisoefeningen",
    "crisisrollen": "Crisisrollen",
    "rolbewustzijn": "Rolbewustzijn",
    "wijkveiligheidsscans": "Wijkveiligheidsscans",
    "bestuursdwang": "Bestuursdwang",
    "bodycams": "Bodycams",
    "dashboard_updates": "Updates van het dashboard",
    "interventies": "Interventies",
}
ITEMS = {
    "item_notified": "Aanmelding bij de gemeente",
    "item_dor_account": "Aansluiting op het register",
    "item_purchase_register": "Inkoopregister",
    "item_mandatory_fields": "Verplichte velden",
    "item_seller_identity": "Identiteit van de verkoper",
    "item_holding_period": "Bewaartermijn",
    "item_sales_register": "Verkoopregister",
}
REASONS = {
    "steekproef": "Steekproef",
    "risico": "Risico",
    "melding": "Melding",
    "hercontrole": "Hercontrole",
}
PURPOSES = {"afval": "Afval", "parkeren": "Parkeren", "beide": "Afval en parkeren"}
WITHHELD = {"small": "afgeschermd", "missing": "geen gegevens", "stale": "verouderd"}
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
    "minimal_detectable": "kleinste zichtbare verband",
}
MONTHS = ("jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug", "sep", "okt", "nov", "dec")


def label(words: dict[str, str], key: str) -> str:
    """The Dutch word of a key; the key itself, readable, where the list has none.

    >>> label(PURPOSES, "beide"), label(ITEMS, "item_new_duty")
    ('Afval en parkeren', 'Item new duty')
    """
    text = words.get(key, key.replace("_", " "))
    return text[:1].upper() + text[1:]


def dataset(name: str) -> str:
    """The Dutch name of an export."""
    return label(DATASETS, name)
