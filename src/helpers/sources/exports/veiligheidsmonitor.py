"""The Veiligheidsmonitor of CBS: what residents say of safety, with margins, per area and year. Context."""

from helpers.sources import regional
from helpers.sources.cells import parsers, statline
from helpers.sources.contract import Column, Contract

CONTRACT = Contract(
    dataset="veiligheidsmonitor",
    title="Veiligheidsmonitor",
    row="de waarde of een grens ervan, in één gebied en één jaar",
    columns=(
        Column("margin", "Marges", statline.margin, "Of de rij de waarde geeft, of een grens van haar 95%-interval."),
        regional.area("Regio's"),
        Column("period", "Perioden", statline.period, "Het jaar van de meting, zoals 2026JJ00."),
        Column(
            "unsafe_percent",
            "Voelt zich weleens onveilig in buurt",
            parsers.percent,
            "Het percentage inwoners dat zich weleens onveilig voelt in de eigen buurt, van 0 tot 100. "
            "In 2021 veranderde de manier van vragen: jaren van ervoor en erna vergelijken we niet.",
            is_required=False,
            low=0,
            high=100,
        ),
        Column(
            "liveability_mark",
            "Rapportcijfer leefbaarheid woonbuurt",
            parsers.decimal,
            "Het gemiddelde cijfer van inwoners voor de leefbaarheid van de buurt.",
            is_required=False,
            is_optional=True,
            low=1,
            high=10,
        ),
    ),
    key=("margin", "area", "period_start", "period_end"),
    days=("period_start", "period_end"),
    counted="row",  # published by CBS with margins: no respondent can be told from it
    is_optional=True,
)
