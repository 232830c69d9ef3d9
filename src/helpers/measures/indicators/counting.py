"""How each measure counts, in one Dutch sentence, and why it has no value where there is nothing to share by.

The sentence belongs to the measure and not to the indicator: whoever counts with the same measure counts alike.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd


@dataclass(frozen=True)
class Counting:
    """`rule` says how it counts; `nobody` why a share of nothing is none; `untried` why its counts say nothing.

    {age} and {processes} in a rule are what the municipality chose.
    """

    rule: str
    nobody: str = ""
    untried: str = ""


COUNTING = {
    "crisis_agreements_percent": Counting(
        "Het deel van de cruciale processen waarvan de afspraak is vastgesteld en geborgd: {processes}."
    ),
    "register_agreements_percent": Counting(
        "Het deel van alle processen in het register waarvan de afspraak is vastgesteld en geborgd.",
        nobody="geen proces in het register",
    ),
    "crisis_protocols_percent": Counting(
        "Het deel van de protocollen dat dit jaar is geactualiseerd én vastgelegd.",
        nobody="geen protocol in het register",
    ),
    "crisis_protocols_by_date_percent": Counting(
        "Het deel van de protocollen dat op de peildatum is geactualiseerd en vastgelegd, in welk jaar ook.",
        nobody="geen protocol in het register",
    ),
    "local_exercises": Counting("Het aantal oefeningen dit jaar zonder de regionale crisisorganisatie."),
    "trained_members_percent": Counting(
        "Het deel van de leden in functie met een opleiding die op de peildatum geldig is.",
        nobody="geen lid in functie",
    ),
    "role_awareness_percent": Counting(
        "Het deel van de medewerkers dat bij de laatste telling aantoonbaar zijn rol kent.",
        nobody="geen medewerkers geteld",
    ),
    "adequate_exercises": Counting(
        "Het aantal oefeningen en juridische scenario’s dit jaar met de evaluatie “adequaat”."
    ),
    "scanned_wijken_percent": Counting("Het deel van de wijken waar de scan op de peildatum klaar is."),
    "consulted_wijken_percent": Counting(
        "Het deel van de wijken waar op de peildatum minstens één bijeenkomst is geweest."
    ),
    "planned_wijken_percent": Counting(
        "Het deel van de wijken met op de peildatum een afgeronde scan én een actieplan."
    ),
    "data_driven_plans_percent": Counting(
        "Het deel van de gescande wijken met op de peildatum een informatiegestuurd actieplan.",
        nobody="nog geen wijk gescand",
    ),
    "elderly_trained": Counting(
        "Het aantal verschillende personen van {age} jaar en ouder op de bijeenkomsten van dit jaar."
    ),
    "scan_car_hours": Counting("Alle uren van de scanauto dit jaar: voor afval, parkeren of beide."),
    "urgent_enforcement_percent": Counting(
        "Van de overtredingen dit jaar waarbij spoed mogelijk was: het deel waarbij spoed effectief is toegepast.",
        nobody="in geen enkel geval was spoed mogelijk",
        untried="spoed is dit jaar niet toegepast",
    ),
    "bodycam_percent": Counting(
        "Het deel van de boa’s dat bij de laatste telling een bodycam gebruikt.", nobody="geen boa’s geteld"
    ),
    "compliant_dealers_percent": Counting(
        "Het deel van de gecontroleerde opkopers dat bij de laatste controle dit jaar aan elk onderdeel voldeed.",
        nobody="geen controle met een uitkomst",
    ),
    "first_inspection_percent": Counting(
        "Het deel van de opkopers dat bij de eerste controle dit jaar aan elk onderdeel voldeed, zonder hercontroles.",
        nobody="geen controle met een uitkomst",
    ),
    "dashboard_months": Counting("Het aantal maanden dit jaar met minstens één update."),
    "dashboard_interventions": Counting("Het aantal interventies dit jaar op basis van het dashboard."),
}


def counting_rules(age: int, processes: Sequence[str]) -> dict[str, str]:
    """The rule of every measure, with what the municipality chose: from which age, and the crucial processes.

    >>> counting_rules(65, ["ICT"])["elderly_trained"]
    'Het aantal verschillende personen van 65 jaar en ouder op de bijeenkomsten van dit jaar.'
    """
    chosen = {"age": age, "processes": ", ".join(processes)}
    return {measure: one.rule.format_map(chosen) for measure, one in COUNTING.items()}


def why_unknown(row: pd.Series) -> str:
    """Why a share has no value although it was counted, as words for its place; "" where that is not the reason.

    >>> why_unknown(pd.Series({"measure": "data_driven_plans_percent", "value": float("nan"), "denominator": 0}))
    'nog geen wijk gescand'
    """
    counting = COUNTING.get(row["measure"])
    if counting is None or pd.notna(row["value"]) or pd.isna(row["denominator"]):
        return ""
    return counting.untried if row["denominator"] > 0 else counting.nobody


def no_value_rule(row: pd.Series) -> str:
    """The same reason as a sentence, for under a status; "" where there is none.

    >>> no_value_rule(pd.Series({"measure": "bodycam_percent", "value": float("nan"), "denominator": 0}))
    'Er is geen stand: geen boa’s geteld.'
    """
    why = why_unknown(row)
    return f"Er is geen stand: {why}." if why else ""
