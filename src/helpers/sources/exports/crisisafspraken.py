"""Agreements on the crucial processes in a crisis."""

from helpers.sources.cells import parsers
from helpers.sources.contract import Column, Contract, Rule, milestone, not_before

CONTRACT = Contract(
    dataset="crisisafspraken",
    title="Afspraken over cruciale processen",
    row="een proces met zijn afspraak",
    columns=(
        Column("process", "Proces", parsers.text, "De naam van het proces, zoals Toezicht.", holds="thing"),
        Column(
            "department",
            "Afdeling",
            parsers.text,
            "De afdeling die de afspraak draagt.",
            is_required=False,
            holds="thing",
        ),
        Column(
            "adopted_on",
            "Vastgesteld op",
            parsers.done_day,
            "De dag van vaststelling.",
            is_required=False,
            may_lie_ahead=True,
        ),
        Column(
            "anchored_on",
            "Geborgd op",
            parsers.done_day,
            "De dag van borging in het werkproces.",
            is_required=False,
            may_lie_ahead=True,
        ),
    ),
    key=("process",),
    rules=(
        not_before(
            "anchored_on",
            "adopted_on",
            "De afspraak is geborgd op {anchored_on}, vóór de vaststelling op {adopted_on}.",
            "warning",
        ),
        *milestone("adopted_on", "De afspraak wordt pas vastgesteld op {adopted_on}; tot die dag telt zij niet mee."),
        *milestone("anchored_on", "De afspraak wordt pas geborgd op {anchored_on}; tot die dag telt zij niet mee."),
        Rule(
            "anchored is adopted",
            "warning",
            "De afspraak is geborgd, maar de dag van vaststelling ontbreekt.",
            lambda t: t.anchored_on.notna() & t.adopted_on.isna(),
            "adopted_on",
        ),
    ),
    days=("adopted_on", "anchored_on"),
    counted="row",
    moves_on=("department", "adopted_on", "anchored_on"),
)
