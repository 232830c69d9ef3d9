"""The safety scan of each wijk, and what followed from it."""

from helpers.sources.cells import parsers
from helpers.sources.contract import Column, Contract, Rule, not_before

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
            holds="place",
        ),
        Column("scanned_on", "Scan afgerond op", parsers.day, "De dag waarop de scan klaar was.", is_required=False),
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
        Rule(
            "first meeting is a meeting",
            "warning",
            "Er was een eerste bijeenkomst op {first_meeting_on}, maar het aantal bijeenkomsten is 0 of leeg.",
            lambda t: t.first_meeting_on.notna() & (t.meetings.fillna(0) == 0),
            "meetings",
        ),
        Rule(
            "data-driven plan has a day",
            "warning",
            "Het actieplan is informatiegestuurd, maar de dag van het actieplan ontbreekt.",
            lambda t: t.is_data_driven.fillna(False) & t.action_plan_on.isna(),
            "action_plan_on",
        ),
        Rule(
            "plan follows a scan",
            "warning",
            "Er is een actieplan, maar de dag van de scan ontbreekt.",
            lambda t: t.action_plan_on.notna() & t.scanned_on.isna(),
            "scanned_on",
        ),
        not_before(
            "action_plan_on",
            "scanned_on",
            "Het actieplan van {action_plan_on} is van vóór de scan van {scanned_on}.",
            "warning",
        ),
    ),
    feeds=("VE-1-1", "VE-1-2", "VE-1-3", "VE-3-2"),
    days=("scanned_on", "first_meeting_on", "action_plan_on"),
    counted="row",
    moves_on=("scanned_on", "first_meeting_on", "meetings", "action_plan_on", "is_data_driven"),
)
