"""The safety scan of each wijk, and what followed from it."""

from helpers.sources import parsers
from helpers.sources.contract import Column, Contract, Rule

CONTRACT = Contract(
    dataset="wijkveiligheidsscans",
    title="Wijkveiligheidsscans",
    row="een wijk",
    columns=(
        Column("wijk", "Wijkcode", parsers.wijk_code, "De wijk."),
        Column(
            "wijk_name",
            "Wijk",
            parsers.text,
            "De naam van de wijk.",
            is_required=False,
            is_optional=True,
        ),
        Column(
            "scanned_on",
            "Scan afgerond op",
            parsers.day,
            "De dag waarop de scan klaar was.",
            is_required=False,
        ),
        Column(
            "first_meeting_on",
            "Eerste bijeenkomst op",
            parsers.day,
            "De dag van de eerste bijeenkomst.",
            is_required=False,
        ),
        Column(
            "meetings",
            "Aantal bijeenkomsten",
            parsers.whole,
            "Het aantal bijeenkomsten.",
            is_required=False,
            low=0,
            is_additive=True,
        ),
        Column("action_plan_on", "Actieplan op", parsers.day, "De dag van het actieplan.", is_required=False),
        Column(
            "is_data_driven",
            "Informatiegestuurd",
            parsers.yes_no,
            "Of het actieplan informatiegestuurd is.",
            is_required=False,
        ),
    ),
    key=("wijk",),
    rules=(
        Rule(
            "meeting has a date",
            "warning",
            "Er zijn {meetings} bijeenkomsten, maar de eerste heeft geen datum.",
            lambda t: (t.meetings > 0) & t.first_meeting_on.isna(),
            "first_meeting_on",
        ),
        Rule(
            "plan says whether data-driven",
            "warning",
            "Er is een actieplan, maar of het informatiegestuurd is ontbreekt.",
            lambda t: t.action_plan_on.notna() & t.is_data_driven.isna(),
            "is_data_driven",
        ),
    ),
    feeds=("VE-1-1", "VE-1-2", "VE-1-3", "VE-3-2"),
    days=("scanned_on", "first_meeting_on", "action_plan_on"),
)
