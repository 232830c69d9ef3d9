"""The survey of residents: what share calls the neighbourhood clean, per wijk and wave."""

from helpers.sources.cells import parsers
from helpers.sources.contract import Column, Contract, Rule, Series, not_before
from helpers.sources.rules import waves

CONTRACT = Contract(
    dataset="wijkatlas",
    title="Wijkatlas",
    row="een wijk in één meting van het bewonersonderzoek",
    columns=(
        Column("wave", "Meting", parsers.code, "De naam van de meting, zoals 2026.", holds="thing"),
        Column("fieldwork_start", "Veldwerk van", parsers.day, "De eerste dag van het veldwerk."),
        Column("fieldwork_end", "Veldwerk tot", parsers.day, "De laatste dag van het veldwerk."),
        Column("wijk", "Wijkcode", parsers.wijk_code, "De wijk waarin de respondenten wonen."),
        Column(
            "wijk_name",
            "Wijk",
            parsers.text,
            "De naam van de wijk.",
            is_required=False,
            is_optional=True,
            holds="place",
        ),
        Column(
            "respondents", "Respondenten", parsers.whole, "Het aantal bewoners dat antwoordde.", low=0, is_additive=True
        ),
        Column(
            "clean_percent",
            "% buurt is schoon",
            parsers.percent,
            "Het percentage respondenten dat de buurt schoon vindt, van 0 tot 100.",
            is_required=False,
            low=0,
            high=100,
        ),
        Column(
            "lighting_percent",
            "% tevreden over straatverlichting",
            parsers.percent,
            "Het percentage respondenten dat tevreden is over de straatverlichting, van 0 tot 100.",
            is_required=False,
            low=0,
            high=100,
        ),
    ),
    key=("wave", "wijk"),
    rules=(
        not_before("fieldwork_end", "fieldwork_start", "Het veldwerk eindigt voordat het begint."),
        Rule(
            "respondents > 0",
            "error",
            "Er is een percentage, maar er zijn geen respondenten.",
            lambda t: (t.respondents == 0) & (t.clean_percent.notna() | t.lighting_percent.notna()),
            "respondents",
        ),
        Rule(
            "respondents are many enough",
            "warning",
            "Deze wijk heeft geen respondenten in meting {wave}.",
            lambda t: (t.respondents == 0) & t.clean_percent.isna() & t.lighting_percent.isna(),
            "respondents",
        ),
        Rule(
            "one method",
            "warning",
            "Meting {wave} lijkt op een andere manier gedaan dan de vorige: bij beide vragen verschuift de "
            "middelste wijk minstens 10 punten, en bijna elke wijk dezelfde kant op.",
            waves.breaks_method,
            "wave",
            "Controleer vraagstelling en steekproef; vergelijk de metingen anders niet.",
        ),
        Rule(
            "like numbers of respondents",
            "warning",
            "Het aantal respondenten is in meting {wave} minstens verdubbeld of gehalveerd.",
            waves.changes_size,
            "wave",
            "Controleer of de meting volledig is en niet dubbel staat.",
        ),
        Rule(
            "waves apart",
            "warning",
            "Het veldwerk van meting {wave} begint voordat dat van de vorige meting eindigt.",
            waves.overlaps,
            "fieldwork_start",
            is_told_exactly=True,
        ),
        Rule(
            "waves in order",
            "warning",
            "De naam van meting {wave} past niet bij de volgorde van het veldwerk.",
            waves.is_out_of_order,
            "wave",
            is_told_exactly=True,
        ),
    ),
    days=("fieldwork_start", "fieldwork_end"),
    series=Series("wave", ("respondents", "clean_percent", "lighting_percent")),
    counted="person",  # respondents
)
