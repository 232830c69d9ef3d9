"""What the dashboard counts per month, in words: each subject with its measure, its exports and what one of it is."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Subject:
    """One line of the dashboard. `one` and `many` are said after a number; `what` where there is none."""

    measure: str
    heading: str
    what: str
    one: str
    many: str
    datasets: tuple[str, ...]
    note: str = ""
    publisher: str = ""  # where it is not the municipality
    is_personal: bool = False  # one may be about one person: rounded, and hidden where there are few

    @property
    def average(self) -> str:
        """The measure of what a wijk has of it on average."""
        return f"{self.measure}_average_wijk"


SUBJECTS = (
    Subject(
        "monthly_reports",
        "Meldingen over de openbare ruimte",
        "het aantal meldingen per maand",
        "melding over de openbare ruimte",
        "meldingen over de openbare ruimte",
        ("meldingen",),
    ),
    Subject(
        "monthly_sites_out_of_norm",
        "Afvallocaties buiten de norm",
        "het aantal afvallocaties buiten de norm per maand",
        "afvallocatie buiten de norm",
        "afvallocaties buiten de norm",
        ("afvalwaarnemingen",),
        "Wie vaker kijkt, vindt er meer.",
    ),
    Subject(
        "monthly_hours",
        "Uren van de scanauto",
        "de uren van de scanauto per maand",
        "uur van de scanauto",
        "uur van de scanauto",
        ("scanauto_inzet",),
        "Uren zijn per wijk afgerond: samen zijn ze niet precies het totaal.",
    ),
    Subject(
        "monthly_interventions",
        "Interventies",
        "het aantal interventies per maand",
        "interventie",
        "interventies",
        ("interventies",),
        "Per wijk staan zij hier niet: een interventie kan over één persoon gaan.",
        is_personal=True,
    ),
    Subject(
        "monthly_crimes",
        "Misdrijven",
        "het aantal misdrijven per maand",
        "geregistreerd misdrijf",
        "geregistreerde misdrijven",
        ("misdrijven",),
        "Een misdrijf telt waar het gebeurde.",
        "politie",
    ),
    Subject(
        "monthly_nuisance",
        "Overlast",
        "de overlast per maand",
        "registratie van overlast",
        "registraties van overlast",
        ("overlast",),
        publisher="politie",
    ),
)
BY_MEASURE = {one.measure: one for one in SUBJECTS}
