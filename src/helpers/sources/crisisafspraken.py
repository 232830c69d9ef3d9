"""Agreements on the crucial processes in a crisis."""

from helpers.sources import parsers
from helpers.sources.contract import Column, Contract

CONTRACT = Contract(
    dataset="crisisafspraken",
    title="Afspraken over cruciale processen",
    row="een proces met zijn afspraak",
    columns=(
        Column("process", "Proces", parsers.text, "De naam van het proces, zoals Toezicht."),
        Column(
            "department",
            "Afdeling",
            parsers.text,
            "De afdeling die de afspraak draagt.",
            is_required=False,
        ),
        Column("adopted_on", "Vastgesteld op", parsers.day, "De dag van vaststelling.", is_required=False),
        Column(
            "anchored_on",
            "Geborgd op",
            parsers.day,
            "De dag van borging in het werkproces.",
            is_required=False,
        ),
    ),
    key=("process",),
    feeds=("BR-1-1",),
    days=("adopted_on", "anchored_on"),
)
