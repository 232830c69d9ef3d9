"""The 18 exports as foreign systems might give them; between them every rule of params/exports.yml and kind of file."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

import foreign_cells as cells
import foreign_files as files
import foreign_places as places
import pandas as pd
from foreign_delivery import Form, team

from helpers.floor.areas import Areas

_YES_NO = cells.words({True: "X", False: ""}, "?")
_ITEMS = {"ja": "+", "nee": "-", "nvt": ""}
_REASONS = {"steekproef": "S", "risico": "R", "melding": "M", "hercontrole": "H"}
_ANSWERS = {"+": "ja", "-": "nee", "(leeg)": "nvt"}
_LAST_ITEMS = {"ja": "Voldoet", "nee": "Voldoet niet", "nvt": "Niet van toepassing"}
_KINDS = {"oefening": "OEF", "juridisch scenario": "JUR"}
_VERDICTS = {"adequaat": "goed", "niet adequaat": "fout", "nog niet geëvalueerd": ""}
_STATUSES = {"gehouden": "1", "gepland": "2", "vervallen": "3"}
_MARKS = ("item_notified", "item_dor_account", "item_purchase_register", "item_mandatory_fields")
_OTHERS = ("item_seller_identity", "item_holding_period", "item_sales_register")


def _each_event(table: pd.DataFrame, chance: random.Random) -> pd.DataFrame:
    """A row for each report, at a moment of its month; the first of a month just after midnight here."""
    events = table.loc[table.index.repeat(table.reports)].reset_index(drop=True)
    return _shuffled(_at_moments(events, chance), chance)


def _each_violation(table: pd.DataFrame, chance: random.Random) -> pd.DataFrame:
    """A row for each violation, with yes or no for what may be said of it."""
    events = table.loc[table.index.repeat(table.violations)].reset_index(drop=True)
    at = events.groupby("month").cumcount()
    for name in ("urgent_possible", "applied", "effective"):
        events[name] = (at < events[name]).astype("boolean")
    return _shuffled(_at_moments(events, chance), chance)


def _at_moments(events: pd.DataFrame, chance: random.Random) -> pd.DataFrame:
    is_first = ~events.month.duplicated()
    seconds = [
        600 if first else chance.randrange(7_200, days * 86_400 - 7_200) // 60 * 60
        for first, days in zip(is_first, events.month.dt.days_in_month, strict=True)
    ]
    moments = events.month + pd.to_timedelta(seconds, unit="s")
    return events.assign(month=moments.where(~_is_doubled(moments), events.month + pd.Timedelta(hours=12)))


def _is_doubled(moments: pd.Series) -> pd.Series:
    """The night hours of the last Sundays, which come twice or not at all."""
    return moments.dt.month.isin([3, 10]) & (moments.dt.day > 24) & (moments.dt.hour < 4)


def _shuffled(events: pd.DataFrame, chance: random.Random) -> pd.DataFrame:
    return events.iloc[chance.sample(range(len(events)), len(events))].reset_index(drop=True)


def _words(codes: Mapping[str, str]) -> dict[str, str]:
    """The own words of exports.yml, from the codes by meaning."""
    return {own or "(leeg)": meant for meant, own in codes.items()}


def _of_column(name: str, spell: Callable[[str], str]) -> Callable[[Areas, pd.DataFrame], dict[str, str]]:
    """The words for all values of a column that is open, such as a sector."""
    return lambda _, table: {spell(value): value for value in sorted(table[name].dropna().unique())}


def _sector(value: str) -> str:
    return f"SBI {value[:4].upper()}{len(value)}"


def _values(**by_header: Any) -> Callable[[Areas, pd.DataFrame], dict[str, Any]]:
    return lambda areas, table: {header: one(areas, table) for header, one in by_header.items()}


FORMS: dict[str, Form] = {
    "scanauto_inzet": Form(
        "ritten 2026.xlsx",
        {
            "date": "Ritdatum",
            "wijk": "Gebied",
            "vehicle": "Kenmerk wagen",
            "purpose": "Opdracht",
            "hours": "Duur (min)",
        },
        files.workbook("Ritten", "Rooster van de scanauto"),
        {
            "date": cells.typed_days,
            "wijk": places.names("plain", "upper", "padded"),
            "purpose": cells.words({"afval": "A", "parkeren": "P", "beide": "A/P"}),
            "hours": cells.times(60),
        },
        {
            "units": {"Uren": "minutes"},
            "values": {"Doel": {"A": "afval", "P": "parkeren", "A/P": "beide"}},
            "area": {"Wijkcode": "name"},
            "rows": {"Status": ["Definitief"]},
            "not_read": ["Chauffeur", "Dossiersleutel"],
        },
        status=("Definitief", "Concept"),
    ),
    "wijkatlas": Form(
        "enquete.xlsx",
        {
            "wave": "Ronde",
            "fieldwork_start": "Start",
            "fieldwork_end": "Slot",
            "wijk": "Nr",
            "respondents": "n",
            "clean_percent": "Aandeel schoon",
            "lighting_percent": "Aandeel licht",
        },
        files.workbook("Uitkomsten", "Enquête onder bewoners", "Aandelen als breuk", total=("Totaal", "n")),
        {
            "fieldwork_start": cells.typed_days,
            "fieldwork_end": cells.days("%Y-%m-%d"),
            "wijk": places.numbers,
            "respondents": cells.numbers,
            "clean_percent": cells.fractions,
            "lighting_percent": cells.times(0.01),
        },
        {
            "units": {"% buurt is schoon": "fraction", "% tevreden over straatverlichting": "fraction"},
            "area": {"Wijkcode": "code"},
        },
        {"Ploeg": team},
    ),
    "afvalwaarnemingen": Form(
        "waarnemingen.parquet",
        {
            "date": "dag",
            "wijk": "bu_code",
            "sites_seen": "n_gezien",
            "sites_with_waste": "n_naast",
            "sites_out_of_norm": "n_norm",
        },
        files.parquet,
        {
            "date": cells.typed_days,
            "wijk": places.buurten,
            "sites_seen": cells.numbers,
            "sites_with_waste": cells.numbers,
            "sites_out_of_norm": cells.numbers,
        },
        {"area": {"wijkcode": "buurtcode"}},
        {"ploeg": team},
    ),
    "meldingen": Form(
        "signalen.csv",
        {"month": "created_at", "wijk": ("lon", "lat"), "category": "sub_slug"},
        files.delimited(";", "utf-8-sig"),
        {
            "month": cells.utc,
            "wijk": places.points_wgs84,
            "category": lambda v, given: [f"c_{one.lower()}" for one in v],
        },
        {
            "values": _values(categorie=_of_column("category", lambda value: f"c_{value.lower()}")),
            "area": {"wijkcode": "point_wgs84"},
            "per": "month",
            "not_read": ["Melder", "E-mail", "Omschrijving"],
        },
        events=_each_event,
    ),
    "bestuursdwang": Form(
        "zaken.csv",
        {"month": "Geconstateerd", "urgent_possible": "Spoed kan", "applied": "Spoed gedaan", "effective": "Opgeruimd"},
        files.delimited(",", "cp1252"),
        {
            "month": cells.days("%d-%m-%Y %H:%M"),
            "urgent_possible": cells.words({True: "J", False: "N"}),
            "applied": cells.words({True: "1", False: "0"}),
            "effective": _YES_NO,
        },
        {
            "values": {"Spoed mogelijk": {"J": "ja", "N": "nee"}, "Effectief": {"X": "ja", "(leeg)": "nee"}},
            "per": "month",
            "not_read": ["Dossiersleutel"],
        },
        events=_each_violation,
    ),
    "cybertraining_bijeenkomsten": Form(
        "avonden.xlsx",
        {
            "session": "Avond",
            "date": "Wanneer",
            "venue": "Zaal",
            "wijk": "Stadsdeel",
            "status": "St",
            "capacity": "Stoelen",
            "registrations": "Opgegeven",
            "attendance": "Gekomen",
        },
        files.workbook("Planning"),
        {
            "date": cells.typed_days,
            "wijk": places.names("plain", "upper"),
            "status": cells.words(_STATUSES),
            "capacity": cells.numbers,
            "registrations": cells.numbers,
            "attendance": cells.numbers,
        },
        {"values": {"Status": _words(_STATUSES)}, "area": {"Wijkcode": "name"}},
    ),
    "cybertraining_deelnemers": Form(
        "aanwezigheid.csv",
        {
            "session": "Avond",
            "participant": "Respondent",
            "age": "Groep",
            "wijk": "PC6",
            "mark_before": "Cijfer vooraf",
            "mark_after": "Cijfer achteraf",
        },
        files.delimited("\t", "utf-16"),
        {"age": cells.age_bands, "wijk": places.postcodes},
        {"area": {"wijkcode": "postcode"}, "not_read": ["Naam", "E-mail"]},
    ),
    "opkopers": Form(
        "zaken_register.txt",
        {
            "dealer": "Dossier",
            "sector": "Activiteit",
            "wijk": "Omgeving",
            "registered_on": "Vanaf",
            "deregistered_on": "Tot",
        },
        files.delimited("\t", "cp1252"),
        {
            "sector": lambda v, given: ["" if pd.isna(one) else _sector(one) for one in v],
            "wijk": places.names("plain", "padded"),
            "registered_on": cells.days("%Y%m%d"),
        },
        {
            "values": _values(Branche=_of_column("sector", _sector)),
            "area": {"Wijkcode": "name"},
            "not_read": ["Eigenaar"],
        },
    ),
    "opkoper_controles": Form(
        "bezoeken.csv",
        {
            "inspection": "Bezoek",
            "date": "Op",
            "dealer": "Dossier",
            "reason": "Grond",
            **{name: f"Art. {at}" for at, name in enumerate((*_MARKS, *_OTHERS), 1)},
        },
        files.delimited(",", "utf-8"),
        {
            "date": cells.days("%Y-%m-%dT%H:%M:%S"),
            "reason": cells.words(_REASONS),
            **dict.fromkeys(_MARKS, cells.words(_ITEMS, "?")),
            **dict.fromkeys(_OTHERS, cells.words(_LAST_ITEMS)),
        },
        {
            "values": {
                "Aanleiding": _words(_REASONS),
                **dict.fromkeys(
                    ("Aangemeld (DOL)", "DOR-account", "Inkoopregister actueel", "Verplichte velden volledig"), _ANSWERS
                ),
                **dict.fromkeys(
                    ("Identiteit verkoper vastgelegd", "Bewaartermijn nageleefd", "Verkoopregister"),
                    _words(_LAST_ITEMS),
                ),
            },
            "rows": {"Fase": ["Afgerond"]},
        },
        status=("Afgerond", "Gepland"),
    ),
    "crisisafspraken": Form(
        "processen.xlsx",
        {"process": "Naam proces", "adopted_on": "College akkoord", "anchored_on": "In werkinstructie"},
        files.workbook("Lijst", "Cruciale processen"),
        {"adopted_on": cells.typed_days, "anchored_on": cells.days("%d %m %Y".replace(" ", "-"))},
        {"constants": {"Afdeling": "Veiligheid"}},
    ),
    "crisisprotocollen": Form(
        "draaiboeken.csv",
        {"protocol": "Draaiboek", "department": "Team", "updated_on": "Bijgewerkt", "laid_down_on": "In proces per"},
        files.delimited(";", "utf-16"),
        {"updated_on": cells.days("%Y-%m-%d")},
        {},
        {"Versie": lambda at, chance: f"{at % 4 + 1}.0"},
    ),
    "crisisoefeningen": Form(
        "oefenkalender.json",
        {"date": "start", "kind": "type", "is_regional": "regio", "evaluation": "uitkomst"},
        files.records,
        {
            "date": cells.days("%Y-%m-%dT%H:%M:%S"),
            "kind": cells.words(_KINDS),
            "is_regional": _YES_NO,
            "evaluation": cells.words(_VERDICTS),
        },
        {
            "values": {
                "Soort": _words(_KINDS),
                "Regionaal betrokken": {"X": "ja", "(leeg)": "nee"},
                "Evaluatie": _words(_VERDICTS),
            }
        },
    ),
    "crisisrollen": Form(
        "bezetting.csv",
        {
            "member": "Personeelsnummer",
            "role": "Piket",
            "trained_on": "Diploma",
            "valid_until": "Vervalt",
            "in_function_from": "Sinds",
            "left_on": "Vertrek",
        },
        files.delimited(";", "cp1252"),
        {"trained_on": cells.days("%Y-%m-%d")},
        {"not_read": ["Naam", "E-mail"]},
    ),
    "dashboard_updates": Form(
        "logboek.csv.gz",
        {"date": "Moment", "what": "Actie"},
        files.gzipped,
        {"date": cells.days("%Y-%m-%d %H:%M:%S")},
        {"rows": {"Omgeving": ["productie"]}},
        status=("productie", "test"),
    ),
    "interventies": Form(
        "acties.csv",
        {"date": "Uitgevoerd", "wijk": ("X", "Y"), "theme": "Onderwerp", "is_dashboard_based": "Aanleiding dashboard"},
        files.delimited(";", "utf-8"),
        {"wijk": places.points_rd, "is_dashboard_based": cells.words({True: "Y", False: "N"})},
        {
            "area": {"Wijkcode": "point_rd"},
            "values": {"Op basis van dashboard": {"Y": "ja", "N": "nee"}},
            "not_read": ["Eigenaar"],
        },
    ),
    "rolbewustzijn": Form(
        "toets.xlsx",
        {"counted_on": "Meetmoment", "staff": "In dienst", "aware": "Geslaagd"},
        files.workbook("Blad2", "Toets rolbewustzijn"),
        {"counted_on": cells.typed_days, "staff": cells.numbers, "aware": cells.numbers},
    ),
    "bodycams": Form(
        "uitrusting.csv",
        {"counted_on": "Teldatum", "boas": "Sterkte", "boas_with_bodycam": "Uitgerust"},
        files.delimited(";", "utf-8"),
        {},
        {},
        {"Ploeg": team},
    ),
    "wijkveiligheidsscans": Form(
        "voortgang.xlsx",
        {
            "wijk": "Deelgebied",
            "scanned_on": "Klaar",
            "first_meeting_on": "Bewonersavond 1",
            "meetings": "Avonden",
            "action_plan_on": "Plan vastgesteld",
            "is_data_driven": "Op data",
        },
        files.workbook("Voortgang", "Stand van zaken"),
        {
            "wijk": places.names("upper"),
            "scanned_on": cells.typed_days,
            "action_plan_on": cells.typed_days,
            "meetings": cells.numbers,
            "is_data_driven": cells.words({True: "V", False: "-"}),
        },
        {"values": {"Informatiegestuurd": {"V": "ja", "-": "nee"}}, "area": {"Wijkcode": "name"}},
    ),
}


def with_clock_hours() -> dict[str, Form]:
    """The same with the hours of the scan car as 4:15:00."""
    form = FORMS["scanauto_inzet"]
    clock = replace(
        form,
        own={**form.own, "hours": "Tijdsduur"},
        cells={**form.cells, "hours": cells.on_the_clock},
        rules={**form.rules, "units": {"Uren": "hh:mm"}},
    )
    return {**FORMS, "scanauto_inzet": clock}


def with_counts() -> dict[str, Form]:
    """The same without events: both exports of months counted already, under headers and words of their own."""
    reports, violations = FORMS["meldingen"], FORMS["bestuursdwang"]
    month = cells.days("%m-%Y")
    counts = {
        "violations": "Zaken",
        "urgent_possible": "Spoed kan",
        "applied": "Spoed gedaan",
        "effective": "Opgeruimd",
    }
    return {
        **FORMS,
        "meldingen": replace(
            reports,
            own={"month": "periode", "wijk": "gebied", "category": "sub_slug", "reports": "n"},
            cells={**reports.cells, "month": month, "wijk": places.names("plain", "upper")},
            rules={"values": reports.rules["values"], "area": {"wijkcode": "name"}},
            events=None,
        ),
        "bestuursdwang": replace(
            violations, own={"month": "Periode", **counts}, cells={"month": month}, rules={}, events=None
        ),
    }
