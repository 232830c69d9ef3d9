"""Interventions in a wijk, and whether the dashboard gave the reason: perhaps by which of its signals."""

from helpers.sources.cells import parsers
from helpers.sources.contract import Column, Contract

CONTRACT = Contract(
    dataset="interventies",
    title="Interventies",
    row="een interventie in één wijk",
    columns=(
        Column("date", "Datum", parsers.day, "De dag van de interventie."),
        Column("wijk", "Wijkcode", parsers.wijk_code, "De wijk van de interventie."),
        Column("theme", "Thema", parsers.text, "Het thema, zoals afval.", is_required=False, holds="free text"),
        Column("is_dashboard_based", "Op basis van dashboard", parsers.yes_no, "Of het dashboard de aanleiding gaf."),
        Column(
            "signal",
            "Signaal",
            parsers.signal,
            "Het nummer van het signaal op het dashboard, zoals S2026-10-3. Leeg: geen of onbekend.",
            is_required=False,
            is_optional=True,
            holds="thing",
        ),
    ),
    days=("date",),
    counted="intervention",
    judged_in=("safety_indicators",),
)
