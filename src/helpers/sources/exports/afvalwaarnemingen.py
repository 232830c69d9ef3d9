"""Observations of waste sites: how many had waste beside the container, and how many were out of norm."""

from helpers.sources.cells import parsers
from helpers.sources.contract import Column, Contract, Rule, Series, at_most

CONTRACT = Contract(
    dataset="afvalwaarnemingen",
    title="Waarnemingen bij afvallocaties",
    row="een wijk op één dag van waarnemen",
    columns=(
        Column("date", "datum", parsers.day, "De dag van de waarneming."),
        Column("wijk", "wijkcode", parsers.wijk_code, "De wijk waarin de locaties liggen."),
        Column(
            "sites_seen",
            "locaties_gezien",
            parsers.whole,
            "Hoeveel afvallocaties zijn bekeken.",
            low=0,
            is_additive=True,
        ),
        Column(
            "sites_with_waste",
            "met_bijplaatsing",
            parsers.whole,
            "Bij hoeveel locaties afval naast de container lag.",
            low=0,
            is_additive=True,
        ),
        Column(
            "sites_out_of_norm",
            "buiten_norm",
            parsers.whole,
            "Bij hoeveel locaties de bijplaatsing buiten de norm viel; een deel van met_bijplaatsing.",
            low=0,
            is_additive=True,
        ),
    ),
    key=("date", "wijk"),
    rules=(
        at_most(
            "sites_out_of_norm",
            "sites_with_waste",
            "{sites_out_of_norm} locaties buiten de norm is meer dan {sites_with_waste} met bijplaatsing.",
        ),
        at_most(
            "sites_with_waste",
            "sites_seen",
            "{sites_with_waste} locaties met bijplaatsing is meer dan {sites_seen} gezien.",
        ),
        Rule(
            "sites_seen > 0",
            "warning",
            "Er is geen enkele locatie bekeken.",
            lambda t: t.sites_seen == 0,
            "sites_seen",
            "Haal de rij weg als er niet is waargenomen.",
        ),
    ),
    cadence="month",
    days=("date",),
    series=Series("date", ("sites_seen", "sites_with_waste", "sites_out_of_norm")),
    counted="row",
)
