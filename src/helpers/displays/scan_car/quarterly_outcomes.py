"""What is seen and reported in the street each quarter, beside the hours: not what residents feel."""

import pandas as pd

from helpers.displays import readings, words
from helpers.displays.drawing.columns import Column, file_only, table
from helpers.displays.scan_car import association
from helpers.displays.source_lines import cannot_tell, line_with_inhabitants
from helpers.floor import dutch
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Table, Text
from helpers.floor.shapes.tables import rows_of

MODEL = "quarterly"
DATASETS = ("afvalwaarnemingen", "meldingen", "scanauto_inzet")
NAMES = {
    "sites_out_of_norm_percent": "Aandeel afvallocaties buiten de norm",
    "litter_reports_per_1000": "Meldingen over afval, per 1.000 inwoners",
    "lighting_reports_per_1000": "Controle: meldingen over straatverlichting, per 1.000 inwoners",
}
_MORE_LESS = {
    "sites_out_of_norm_percent": ("een hoger aandeel", "een lager aandeel"),
    "litter_reports_per_1000": ("meer meldingen", "minder meldingen"),
}
_UNSURE = "Onzeker: een daling en een stijging passen er allebei bij."
_CLEAN = "Nul ligt in het interval, zoals het hoort bij een controle. Dat zegt op zichzelf weinig."
_NOT_CLEAN = "Nul ligt niet in het interval: ook iets anders beweegt met de uren mee."
_TOGETHER = "Omdat we naar twee uitkomsten kijken, is de lat voor elk iets hoger."
_NUMBERS = [*association.NUMBERS, "unit", "verdict"]


def quarterly_outcomes(result: Result) -> Table | Text:
    """Per outcome how it differs per 10 hours more in a quarter, and the control; a Text where none is known."""
    found = rows_of(result.estimates, model=MODEL, role=["primary", "placebo"])
    if found.empty:
        return cannot_tell(result, "wat per kwartaal buiten wordt gezien en gemeld", *DATASETS)
    every = association.where_known(found, _NUMBERS)
    known = every[every.is_known]
    if known.empty:
        reasons = [f"{_name(one)}: {_why(one)}" for _, one in every.iterrows()]
        return Text(["Per kwartaal is nog geen samenhang te zien.", *reasons])
    level = association.interval_name(known.iloc[0]).capitalize()
    return table(
        "quarterly_outcomes",
        "Afval op straat per kwartaal, bij 10 uur scanauto meer",
        every,
        [
            Column("measure", "Uitkomst", written=_name),
            Column("role"),
            Column("estimate", "Verschil per 10 uur", "unit", 2, is_change=True, missing=dutch.NOTHING),
            Column("low", level, "unit", 2, until="high", missing=dutch.NOTHING),
            *file_only("high", "level", "p", "q", "n", "n_clusters", "unit"),
            Column("verdict", "Wat we zien", written=_seen),
        ],
        notes=[*_notes(known), *_left_aside(result)],
        source=line_with_inhabitants(result, *DATASETS),
    )


def _why(one: pd.Series) -> str:
    is_given = one.rule and one.withheld != "small"
    return readings.sentence(one.rule if is_given else association.silence(one))


def _name(one: pd.Series) -> str:
    return NAMES.get(one.measure) or words.label(words.OUTCOMES, one.measure)


def _seen(one: pd.Series) -> str:
    if not one.is_known:
        return _why(one)
    if one.role == "placebo":
        return _CLEAN if one.verdict == "onzeker" else _NOT_CLEAN
    more, less = _MORE_LESS.get(one.measure, ("een hoger cijfer", "een lager cijfer"))
    direction = {"toename": more, "afname": less}.get(one.verdict)
    if direction is None:
        return readings.sentence(one.rule or _UNSURE)
    return f"Meer uren gaan samen met {direction}."


def _notes(known: pd.DataFrame) -> list[str]:
    doubt = ((known.role == "placebo") & (known.verdict != "onzeker")).any()
    return [
        "Dit is iets anders dan wat bewoners van hun buurt vinden.",
        "Elke wijk is vergeleken met zichzelf, over de uren van hetzelfde kwartaal.",
        "Dit is een samenhang: een deel kan een andere oorzaak hebben.",
        *([_TOGETHER] if (known.role == "primary").sum() > 1 else []),
        *(["De controle ligt niet rond nul: lees ook de andere rijen met twijfel."] if doubt else []),
    ]


def _left_aside(result: Result) -> list[str]:
    found = rows_of(result.estimates, model=MODEL, role="limit", term="left_aside")
    return [readings.sentence(f"{_name(one)}: {one.rule}") for _, one in found.iterrows() if one.rule]
