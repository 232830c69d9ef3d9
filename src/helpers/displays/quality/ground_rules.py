"""Over de cijfers: what stays hidden and why, and what was laid down beforehand."""

from helpers.displays import readings
from helpers.displays.drawing.columns import Column, table
from helpers.displays.source_lines import groups
from helpers.floor import dutch
from helpers.floor.shapes.delivery import Result
from helpers.floor.shapes.pieces import Answer, Facts, Table, Text
from helpers.floor.shapes.tables import rows_of

_CHAPTERS = {
    "scan_car_cleanliness": ("Scanauto en een schone buurt", "respondenten van de enquête"),
    "cyber_training": ("Cybertraining voor ouderen", "deelnemers"),
    "dealer_compliance": ("Opkopersregister", "opkopers"),
}


def about_answer(result: Result) -> Answer:
    """How many exports the report is made from, up to which day, and what is missing."""
    exports = dutch.counted(len(result.exports), "export", "exports")
    headline = f"De cijfers komen uit {exports}"
    if gone := len(result.missing):
        headline += f"; {dutch.counted(gone, 'export', 'exports')} {'ontbreekt' if gone == 1 else 'ontbreken'}"
    days = [one.last for one in result.exports if one.last]
    told = "exports zonder " + groups(result) if any(one.is_about_a_group for one in result.exports) else "de exports"
    until = [f"De nieuwste rij in {told} is van {dutch.day(max(days))}."] if days else []
    return Answer(headline, [f"Peildatum van dit rapport: {dutch.day(result.quarter.end)}.", *until])


def hidden_figures(result: Result) -> Table | Text:
    """Per chapter how many figures about groups are hidden, of how many."""
    found = rows_of(result.measures, measure="hidden_figures")
    found = found[found.denominator > 0]
    if found.empty:
        return Text(["Dit rapport bevat geen cijfers over kleine groepen."])
    limits = result.settings.municipality.small_numbers
    chapters = found.assign(chapter=found.group, hidden=found.value, figures=found.denominator)
    columns = [
        Column("title", "Hoofdstuk", written=lambda row: _CHAPTERS[row.chapter][0], is_in_file=False),
        Column("about", "Groepen van", written=lambda row: _CHAPTERS[row.chapter][1], is_in_file=False),
        Column("chapter"),
        Column("hidden", "Afgeschermd", decimals=0, written=lambda row: dutch.k_of_n(row.hidden, row.figures)),
        Column("figures"),
    ]
    return table(
        "hidden_figures",
        f"Afgeschermde cijfers over groepen, {result.quarter.in_dutch}",
        chapters,
        columns,
        notes=[
            f"Afgeschermd: te klein (onder {limits.hidden_below}), of nodig om een ander te verbergen.",
            "Een verdeling die we niet publiceren, telt hier niet mee.",
            "De pagina Kwaliteit van de gegevens telt elk getal van het hele rapport één keer. "
            "Dat aantal kan dus anders zijn.",
            exemption(result),
        ],
        source="Bron: de tabellen achter de hoofdstukken.",
    )


def ground_rules(result: Result) -> Facts:
    """The rules that hold for every figure of the report, with their thresholds."""
    own = result.settings.municipality
    limits, exempt, who = own.small_numbers, exemption(result), groups(result)
    quarter = own.participants_per_wijk_in_quarter
    yearly = [("Deelnemers per wijk", f"Die tonen we één keer per jaar, in kwartaal {quarter}.")]
    return Facts(
        [
            ("Kleine aantallen", f"Aantallen onder {limits.hidden_below} {who} tonen we niet. {exempt}"),
            ("Afronding", f"Andere aantallen over groepen ronden we af op {limits.rounded_to}."),
            (
                "Percentages",
                f"Over minder dan {limits.percent_base} {who} tonen we geen percentage. "
                f"Bij een enquête ligt die grens op {limits.survey_base} respondenten. {exempt}",
            ),
            *(yearly if "cyber_training" not in own.chapters_left_out else []),
            ("Interval", "In 95 van de 100 gevallen ligt de echte waarde in het interval."),
            ("Grenzen", "Die zijn naar buiten afgerond: van 42,5 tot 93% wordt 42 tot 93%."),
            ("Streefwaarden", readings.sentence("Die komen uit de begroting van de gemeente")),
            ("Vooraf vastgelegd", _laid_down(result)),
        ]
    )


def _laid_down(result: Result) -> str:
    plan = result.settings.preregistered
    if not plan or "scan_car_cleanliness" in result.settings.municipality.chapters_left_out:
        return "Er is vooraf niets vastgelegd."
    return f"De opzet van de analyse van de scanauto; vingerafdruk {plan}."


def exemption(result: Result) -> str:
    """What the rule for small numbers leaves out, to stand wherever that rule is told."""
    promised = len(result.settings.indicators)
    which = f"de {promised} indicatoren" if promised > 1 else "de indicator"
    return f"De uitkomst van {which} voor de hele gemeente tonen we altijd."
