"""Shifts of the scan car: where it drove, for what, and for how long."""

from helpers.sources import parsers
from helpers.sources.contract import Column, Contract

CONTRACT = Contract(
    dataset="scanauto_inzet",
    title="Inzet van de scanauto",
    row="een dienst van de scanauto in één wijk",
    columns=(
        Column("date", "Datum", parsers.day, "De dag van de dienst."),
        Column("wijk", "Wijkcode", parsers.wijk_code, "De wijk waarin de auto reed."),
        Column(
            "wijk_name",
            "Wijknaam",
            parsers.text,
            "De naam van de wijk.",
            is_required=False,
            is_optional=True,
        ),
        Column("vehicle", "Voertuig", parsers.code, "Welke scanauto."),
        Column(
            "purpose",
            "Doel",
            parsers.choice("afval", "parkeren", "beide"),
            "Waarvoor de auto reed. Alle doelen tellen mee voor VE-2-1.",
        ),
        Column(
            "hours",
            "Uren",
            parsers.decimal,
            "De duur van de dienst in uren.",
            low=0,
            high=24,
            is_additive=True,
        ),
        Column("remark", "Opmerking", parsers.text, "Een toelichting.", is_required=False, is_optional=True),
    ),
    feeds=("VE-2-1",),
    cadence="month",
    days=("date",),
)
