"""Shifts of the scan car: where it drove, for what, and for how long."""

from helpers.sources.cells import parsers
from helpers.sources.cells.clock import clock
from helpers.sources.cells.hours import number_of_hours
from helpers.sources.contract import Column, Contract, Rule, Series
from helpers.sources.rules import shifts

CONTRACT = Contract(
    dataset="scanauto_inzet",
    title="Inzet van de scanauto",
    row="een dienst van de scanauto in één wijk",
    columns=(
        Column("date", "Datum", parsers.day, "De dag van de dienst."),
        Column("wijk", "Wijkcode", parsers.wijk_code, "De wijk waarin de auto reed."),
        Column(
            "wijk_name",
            "Wijknaam",
            parsers.text,
            "De naam van de wijk.",
            is_required=False,
            is_optional=True,
            holds="place",
        ),
        Column("vehicle", "Voertuig", parsers.code, "Welke scanauto.", holds="thing"),
        Column(
            "purpose",
            "Doel",
            parsers.choice("afval", "parkeren", "beide"),
            "Waarvoor de auto reed. Alle doelen tellen mee voor de uren.",
        ),
        Column("hours", "Uren", number_of_hours, "De duur van de dienst in uren.", low=0, high=24, is_additive=True),
        Column("begins", "Begin", clock, "Hoe laat de dienst begon, zoals 08:30.", is_required=False, is_optional=True),
        Column(
            "ends",
            "Eind",
            clock,
            "Hoe laat de dienst eindigde; na middernacht is de volgende dag.",
            is_required=False,
            is_optional=True,
        ),
        Column(
            "remark",
            "Opmerking",
            parsers.text,
            "Een toelichting.",
            is_required=False,
            is_optional=True,
            holds="free text",
        ),
    ),
    rules=(
        Rule(
            "hours > 0",
            "warning",
            "De dienst duurde 0 uur.",
            lambda t: t.hours == 0,
            "hours",
            "Haal de rij weg als de auto niet reed.",
        ),
        Rule(
            "24 hours a day",
            "error",
            "Voertuig {vehicle} reed op {date} in totaal meer dan 24 uur.",
            shifts.exceeds_a_day,
            "hours",
            "Staan er diensten dubbel, of is het een ander voertuig?",
        ),
        Rule(
            "one shift at a time",
            "error",
            "De dienst van {vehicle} op {date} van {begins} tot {ends} valt samen met een andere dienst.",
            shifts.overlaps,
            "begins",
            "Een voertuig rijdt één dienst tegelijk: herstel de tijden of haal een dienst weg.",
        ),
        Rule(
            "hours = end - begin",
            "warning",
            "{hours} uur past niet bij een dienst van {begins} tot {ends}.",
            shifts.differs_from_clock,
            "hours",
        ),
    ),
    cadence="month",
    days=("date",),
    series=Series("date", ("hours",), is_complete=False),
    counted="row",
    judged_in=("safety_indicators",),
)
