"""Inhabitants, and those of 65 and over, per area and year, as CBS publishes them. Context."""

from helpers.sources import regional
from helpers.sources.cells import parsers, statline
from helpers.sources.contract import Column, Contract, Rule

_ROUNDED_TO = 5  # CBS rounds each count to 5: a part may come out above its whole

CONTRACT = Contract(
    dataset="bevolking",
    title="Bevolking per wijk",
    row="een gebied in één jaar",
    columns=(
        regional.area(),
        Column("period", "Perioden", statline.period, "Het jaar; de aantallen zijn die van 1 januari."),
        Column("inhabitants", "Aantal inwoners", parsers.whole, "Het aantal inwoners.", is_required=False, low=0),
        Column(
            "aged_65_plus",
            "65 jaar of ouder",
            parsers.whole,
            "Het aantal inwoners van 65 jaar of ouder.",
            is_required=False,
            is_optional=True,
            low=0,
        ),
        Column(
            "source",
            "Bron",
            parsers.text,
            "Waar de aantallen vandaan komen, zoals CBS Kerncijfers wijken en buurten.",
            is_required=False,
            is_optional=True,
            holds="thing",
        ),
    ),
    key=("area", "period_start", "period_end"),
    rules=(
        Rule(
            "aged_65_plus <= inhabitants",
            "error",
            "{aged_65_plus} inwoners van 65 jaar of ouder is meer dan {inhabitants} inwoners.",
            lambda t: t.aged_65_plus > t.inhabitants + _ROUNDED_TO,
            "aged_65_plus",
        ),
    ),
    days=("period_start",),  # counted on 1 January
    counted="row",  # published by CBS, rounded to 5 at the source
    is_optional=True,
)
