"""Sessions of the cyber-resilience training: held, planned or cancelled."""

from helpers.sources.cells import future, parsers
from helpers.sources.contract import Column, Contract, Rule

CONTRACT = Contract(
    dataset="cybertraining_bijeenkomsten",
    title="Bijeenkomsten cybertraining",
    row="een bijeenkomst, gehouden of gepland",
    columns=(
        Column("session", "Sessienr", parsers.code, "Het nummer van de bijeenkomst.", holds="thing"),
        Column(
            "date", "Datum", parsers.day, "De dag van de bijeenkomst; mag in de toekomst liggen.", may_lie_ahead=True
        ),
        Column("venue", "Locatie", parsers.text, "Waar de bijeenkomst is.", is_required=False, holds="place"),
        Column(
            "wijk", "Wijkcode", parsers.wijk_code, "De wijk waarin de bijeenkomst wordt gehouden.", is_required=False
        ),
        Column(
            "status",
            "Status",
            parsers.choice("gehouden", "gepland", "vervallen", also={"geannuleerd": "vervallen"}),
            "Of de bijeenkomst gehouden, gepland of vervallen is.",
        ),
        Column("capacity", "Capaciteit", parsers.whole, "Het aantal plaatsen.", is_required=False, low=0),
        Column("registrations", "Aanmeldingen", parsers.whole, "Het aantal aanmeldingen.", is_required=False, low=0),
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
        Rule(
            "attendance <= registrations",
            "warning",
            "{attendance} aanwezigen is meer dan de {registrations} aanmeldingen.",
            lambda t: t.attendance > t.registrations,
            "attendance",
        ),
        Rule(
            "attendance > 0",
            "warning",
            "De bijeenkomst is gehouden, maar er was niemand.",
            lambda t: (t.status == "gehouden") & (t.attendance == 0),
            "attendance",
            "Is de bijeenkomst vervallen? Zet dat bij de status.",
        ),
        Rule(
            "held is past",
            "error",
            "De bijeenkomst van {date} is nog niet geweest en kan niet gehouden zijn.",
            lambda t: (t.status == "gehouden") & future.is_today_or_ahead(t.date),
            "date",
            "Herstel de datum, of zet de status op gepland.",
        ),
    ),
    days=("date",),
    spoken=lambda t: t.status == "gehouden",
    counted="person",
    moves_on=("venue", "status", "capacity", "registrations", "attendance"),
)
