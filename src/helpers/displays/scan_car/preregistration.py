"""What was laid down before the association was looked at, in words."""

from datetime import date

import pandas as pd

from helpers.displays import words
from helpers.displays.drawing.columns import Column, table
from helpers.displays.scan_car.cleanliness import waves_of
from helpers.floor import dutch
from helpers.floor.params.preregistration import Preregistration
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Table

OUTCOMES = {"clean_percent": "Het aandeel bewoners dat de buurt schoon noemt"}
WINDOWS = {"quarter_before_fieldwork": "Het laatste hele kwartaal dat eindigde vóór de eerste dag van het veldwerk"}
WEIGHTS = {"respondents": "Een meting met meer respondenten telt zwaarder"}
PLACEBOS = {"lighting_percent": "tevreden over straatverlichting", "later_hours": "de uren van na de meting"}


def preregistration(result: Result) -> Table:
    """The question, the model and the thresholds as laid down; the defaults, named so, where nothing was."""
    plan, fingerprint = result.settings.preregistration, result.settings.preregistered
    parts = [*(_question(plan) if fingerprint else []), *_model(plan), *_thresholds(plan), *_draws(plan)]
    return table(
        "preregistration",
        "Wat is vastgelegd, en wanneer" if fingerprint else "Vooraf is niets vastgelegd; dit gold als standaard",
        pd.DataFrame(parts, columns=["part", "in_words", "value"], dtype="object"),
        [
            Column("part", "Onderdeel"),
            Column("value", "Vastgelegd" if fingerprint else "Standaard", written=lambda row: row.in_words),
        ],
        notes=_notes(result) if fingerprint else [_NOTHING],
        source=_source(plan, fingerprint),
    )


_NOTHING = "Er is vooraf niets vastgelegd. Lees de uitkomst daarom als verkennend."


_NO_HOURS = "Een kwart van de streefwaarde. Is die er niet, dan de uren van het laatste kwartaal"


def _question(plan: Preregistration) -> list[tuple[str, str, object]]:
    return [("Vraag", plan.question, plan.question), ("Wat we schatten", plan.estimand, plan.estimand)]


def _model(plan: Preregistration) -> list[tuple[str, str, object]]:
    controls = [PLACEBOS.get(one, one.replace("_", " ")) for one in plan.placebos]
    level = dutch.quantity(100 * plan.level, "percent")
    said = dutch.sentence_case(dutch.listing(controls)) if controls else "Geen"
    return [
        ("Uitkomst", words.label(OUTCOMES, plan.outcome), plan.outcome),
        ("Uren die bij een meting horen", words.label(WINDOWS, plan.window), plan.window),
        ("Weging", words.label(WEIGHTS, plan.weights), plan.weights),
        ("Controles die rond nul horen te liggen", said, ", ".join(plan.placebos)),
        ("Zekerheid van elk interval", level, plan.level),
        ("Ontwerpeffect van de enquête (een aanname)", _plain(plan.design_effect), plan.design_effect),
    ]


def _thresholds(plan: Preregistration) -> list[tuple[str, str, object]]:
    changed = f"{plan.least_wijken_with_change}, met minstens {_plain(plan.real_change_hours)} uur verschil"
    largest = f"{dutch.quantity(plan.largest_detectable, 'percentage_points')} per 10 uur"
    part = f"{dutch.quantity(100 * plan.largest_detectable_part, 'percent')} per 10 uur"
    return [
        ("Minste aantal wijken", dutch.number(plan.least_wijken), plan.least_wijken),
        ("Minste aantal metingen", dutch.number(plan.least_waves), plan.least_waves),
        ("Minste aantal wijken met andere uren", changed, plan.least_wijken_with_change),
        ("Minste aantal vrijheidsgraden (CR2)", _plain(plan.least_cr2_df), plan.least_cr2_df),
        ("Verband dat we in 8 van de 10 keer vinden, hooguit", largest, plan.largest_detectable),
        ("Hetzelfde per kwartaal, als deel van het gemiddelde", part, plan.largest_detectable_part),
    ]


def _draws(plan: Preregistration) -> list[tuple[str, str, object]]:
    hours, step = plan.plan_hours_per_quarter, plan.plan_step_hours
    return [
        ("Trekkingen als niet alles te tellen is", dutch.number(plan.bootstrap_draws), plan.bootstrap_draws),
        ("Startgetal van elke trekking en loting", str(plan.seed), plan.seed),
        ("Voorstel: uren in het kwartaal", f"{_plain(hours)} uur" if hours else _NO_HOURS, hours),
        ("Voorstel: verschil door loting", f"{_plain(step)} uur meer of minder", step),
    ]


def _plain(value: float) -> str:
    return dutch.number(value, 0 if float(value).is_integer() else 1)


def _laid_down(plan: Preregistration) -> date | None:
    return date.fromisoformat(plan.registered_on) if plan.registered_on else None


def _notes(result: Result) -> list[str]:
    changes = result.settings.preregistration.changes
    return [
        *laid_down_said(result),
        *(f"Gewijzigd op {dutch.day(date.fromisoformat(day))}. {why}" for day, why in changes.items()),
        "Haalt een berekening één van haar grenzen niet, dan geeft zij geen uitkomst.",
        "De vingerafdruk is het begin van de controlesom van het bestand. ",
    ]


def laid_down_said(result: Result) -> list[str]:
    """Whether the question, the model and the thresholds stood before the waves that they judge."""
    if not result.settings.preregistered:
        return [_NOTHING]
    laid_down = _laid_down(result.settings.preregistration)
    if laid_down is None:
        return ["Wanneer dit is vastgelegd, is niet bekend. De uitkomst kan toen al bekend zijn geweest."]
    day, waves = dutch.day(laid_down), waves_of(result)
    starts, ends = waves.start.dt.date.tolist(), waves.end.dt.date.tolist()
    if not starts or laid_down < starts[0]:
        return [f"Dit is vastgelegd op {day}, vóór de eerste meting."]
    if laid_down < starts[-1]:
        return [
            f"Dit is vastgelegd op {day}, vóór het veldwerk van de meting {waves.period.iloc[-1]}.",
            "De uitkomst van eerdere metingen kan toen al bekend zijn geweest.",
        ]
    moment = "tijdens het veldwerk van" if laid_down <= ends[-1] else "na"
    last = f"de meting {waves.period.iloc[-1]}" if laid_down <= ends[-1] else "de laatste meting"
    return [
        f"Dit is vastgelegd op {day}, {moment} {last}.",
        "De uitkomst kan toen al bekend zijn geweest. Pas voor een volgende meting staat dit vooraf vast.",
    ]


def _source(plan: Preregistration, fingerprint: str) -> str:
    if not fingerprint:
        return "Bron: de standaardwaarden van het rekenmodel; er is geen bestand met afspraken."
    laid_down = _laid_down(plan)
    when = f"vastgelegd op {dutch.day(laid_down)}" if laid_down else "zonder dag van vastlegging"
    return f"Bron: preregistration.yml, {when}; vingerafdruk {fingerprint}."
