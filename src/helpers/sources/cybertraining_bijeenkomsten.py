"""Sessions of the cyber-resilience training: held, planned or cancelled."""

from helpers.sources import parsers
from helpers.sources.contract import Column, Contract, Rule

CONTRACT = Contract(
    dataset="cybertraining_bijeenkomsten",
    title="Bijeenkomsten cybertraining",
    row="een bijeenkomst, gehouden of gepland",
    columns=(
        Column("session", "Sessienr", parsers.code, "Het nummer van de bijeenkomst."),
        Column("date", "Datum", parsers.day, "De dag van de bijeenkomst; mag in de toekomst liggen."),
        Column("venue", "Locatie", parsers.text, "Waar de bijeenkomst is.", is_required=False),
        Column(
            "wijk",
            "Wijkcode",
            parsers.wijk_code,
            "De wijk waarin de bijeenkomst wordt gehouden.",
            is_required=False,
        ),
        Column(
            "status",
            "Status",
            parsers.choice("gehouden", "gepland", "vervallen", also={"geannuleerd": "vervallen"}),
            "Of de bijeenkomst gehouden, gepland of vervallen is.",
        ),
        Column("capacity", "Capaciteit", parsers.whole, "Het aantal plaatsen.", is_required=False, low=0),
        Column(
            "registrations",
            "Aanmeldingen",
            parsers.whole,
            "Het aantal aanmeldingen.",
            is_required=False,
            low=0,
        ),
        Column("attendance", "Aanwezig", parsers.whole, "Het aantal aanwezigen.", is_required=False, low=0),
    ),
    key=("session",),
    rules=(
        Rule(
            "held has attendance",
            "error",
            "De bijeenkomst is gehouden, maar het aantal aanwezigen ontbreekt.",
            lambda t: (t.status == "gehouden") & t.attendance.isna(),
            "attendance",
        ),
        Rule(
            "only held has attendance",
            "error",
            "Er zijn {attendance} aanwezigen bij een bijeenkomst die {status} is.",
            lambda t: (t.status != "gehouden") & (t.attendance > 0),
            "attendance",
        ),
        Rule(
            "attendance <= capacity",
            "warning",
            "{attendance} aanwezigen is meer dan de {capacity} plaatsen.",
            lambda t: t.attendance > t.capacity,
            "attendance",
        ),
    ),
    feeds=("VE-1-4",),
    days=("date",),
    spoken=lambda t: t.status == "gehouden",
)
