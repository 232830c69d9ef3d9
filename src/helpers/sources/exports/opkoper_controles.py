"""Inspections of dealers: seven legal items, each met, not met or not applicable."""

from __future__ import annotations

from typing import TYPE_CHECKING

from helpers.sources.cells import parsers
from helpers.sources.contract import Column, Contract, Rule

if TYPE_CHECKING:
    import pandas as pd

_ITEMS = (
    ("item_notified", "Aangemeld (DOL)", "Of de opkoper is aangemeld bij het Digitaal Opkopers Loket."),
    ("item_dor_account", "DOR-account", "Of de opkoper een account heeft in het Digitaal Opkopers Register."),
    ("item_purchase_register", "Inkoopregister actueel", "Of het inkoopregister is bijgewerkt."),
    ("item_mandatory_fields", "Verplichte velden volledig", "Of de verplichte velden zijn ingevuld."),
    ("item_seller_identity", "Identiteit verkoper vastgelegd", "Of de identiteit van de verkoper vaststaat."),
    ("item_holding_period", "Bewaartermijn nageleefd", "Of de opkoper de bewaartermijn naleeft."),
    ("item_sales_register", "Verkoopregister", "Of het verkoopregister klopt."),
)

_OUTCOME = [name for name, _, _ in _ITEMS]


def _shows_nothing(table: pd.DataFrame) -> pd.Series:
    outcome = table[_OUTCOME]
    return (outcome.isna() | (outcome == "nvt")).all(axis=1)


def _leaves_items_empty(table: pd.DataFrame) -> pd.Series:
    return table[_OUTCOME].isna().any(axis=1) & ~_shows_nothing(table)


def _has_no_earlier(table: pd.DataFrame) -> pd.Series:
    first = table.groupby("dealer").date.transform("min")
    return (table.reason == "hercontrole") & (table.date <= first)


def _has_two_outcomes(table: pd.DataFrame) -> pd.Series:
    visit = [table.dealer, table.date]
    return table[_OUTCOME].fillna("").groupby(visit).transform("nunique").gt(1).any(axis=1)


CONTRACT = Contract(
    dataset="opkoper_controles",
    title="Controles van opkopers",
    row="een controle bij één opkoper",
    columns=(
        Column("inspection", "Controlenr", parsers.code, "Het nummer van de controle.", holds="thing"),
        Column("date", "Datum", parsers.day, "De dag van de controle."),
        Column("dealer", "Opkopernr", parsers.code, "De opkoper; staat in het register van opkopers.", holds="thing"),
        Column(
            "reason",
            "Aanleiding",
            parsers.choice("steekproef", "risico", "melding", "hercontrole"),
            "Waarom de controle is gedaan.",
        ),
        *(Column(name, header, parsers.item, help, is_required=False) for name, header, help in _ITEMS),
    ),
    key=("inspection",),
    rules=(
        Rule(
            "inspection shows something",
            "warning",
            "Van controle {inspection} is geen enkel onderdeel beoordeeld; zij telt niet mee voor de naleving.",
            _shows_nothing,
            "inspection",
        ),
        Rule(
            "every item is answered",
            "warning",
            "Bij controle {inspection} is niet elk onderdeel ingevuld. Wat leeg is, telt niet als in orde.",
            _leaves_items_empty,
            "inspection",
            "Vul Ja, Nee of N.v.t. in.",
        ),
        Rule(
            "re-inspection follows an inspection",
            "warning",
            "Controle {inspection} is een hercontrole, maar van opkoper {dealer} is geen eerdere controle.",
            _has_no_earlier,
            "reason",
        ),
        Rule(
            "one outcome a day",
            "warning",
            "Opkoper {dealer} is op {date} vaker gecontroleerd, met verschillende uitkomsten.",
            _has_two_outcomes,
            "date",
            "Controleer welke controle de laatste is.",
        ),
    ),
    days=("date",),
    counted="dealer",
)
