"""Violations per month, and where urgent enforcement was possible, applied and effective."""

from helpers.sources.cells import parsers
from helpers.sources.contract import Column, Contract, at_most

CONTRACT = Contract(
    dataset="bestuursdwang",
    title="Spoedeisende bestuursdwang",
    row="een maand",
    columns=(
        Column("month", "Maand", parsers.month, "De maand, zoals 2026-01."),
        Column("violations", "Overtredingen", parsers.whole, "Het aantal overtredingen.", low=0, is_additive=True),
        Column(
            "urgent_possible",
            "Spoed mogelijk",
            parsers.whole,
            "Bij hoeveel overtredingen spoed mogelijk was.",
            low=0,
            is_additive=True,
        ),
        Column("applied", "Toegepast", parsers.whole, "Hoe vaak spoed is toegepast.", low=0, is_additive=True),
        Column("effective", "Effectief", parsers.whole, "Hoe vaak dat effectief was.", low=0, is_additive=True),
    ),
    key=("month",),
    rules=(
        at_most("effective", "applied", "{effective} keer effectief is meer dan {applied} keer toegepast."),
        at_most("applied", "urgent_possible", "{applied} keer toegepast is meer dan {urgent_possible} keer mogelijk."),
        at_most(
            "urgent_possible",
            "violations",
            "{urgent_possible} keer spoed mogelijk is meer dan {violations} overtredingen.",
        ),
    ),
    cadence="month",
    days=("month",),
    counted="row",
    judged_in=("safety_indicators",),
)
