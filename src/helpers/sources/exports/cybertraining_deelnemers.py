"""Persons at a session of the training, under a pseudonym."""

from helpers.sources.cells import parsers
from helpers.sources.contract import Column, Contract, Rule

CONTRACT = Contract(
    dataset="cybertraining_deelnemers",
    title="Deelnemers cybertraining",
    row="een persoon bij één bijeenkomst, onder een pseudoniem",
    columns=(
        Column("session", "sessienr", parsers.code, "Het nummer van de bijeenkomst.", holds="thing"),
        Column(
            "participant",
            "deelnemer",
            parsers.code,
            "Het pseudoniem van de deelnemer; nooit een naam.",
            holds="pseudonym",
        ),
        Column(
            "age", "leeftijdsklasse", parsers.age_band, "De leeftijdsklasse, zoals 65-74 of 85+.", is_required=False
        ),
        Column("wijk", "wijkcode", parsers.wijk_code, "De wijk waar de deelnemer woont.", is_required=False),
        Column(
            "mark_before",
            "voormeting",
            parsers.decimal,
            "Het cijfer voor de training, 1 tot en met 10.",
            is_required=False,
            low=1,
            high=10,
        ),
        Column(
            "mark_after",
            "nameting",
            parsers.decimal,
            "Het cijfer na de training, 1 tot en met 10.",
            is_required=False,
            low=1,
            high=10,
        ),
    ),
    key=("session", "participant"),
    rules=(
        Rule(
            "age is known",
            "warning",
            "De leeftijdsklasse is niet ingevuld. Of deze deelnemer meetelt als oudere, is niet bekend.",
            lambda t: t.age_low.isna(),
            "age",
            "Vul de leeftijdsklasse in.",
        ),
    ),
    counted="person",
)
