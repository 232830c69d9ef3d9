"""Inspections of dealers: seven legal items, each met, not met or not applicable."""

from helpers.sources import parsers
from helpers.sources.contract import Column, Contract

_ITEMS = (
    ("item_notified", "Aangemeld (DOL)", "Of de opkoper is aangemeld bij het Digitaal Opkopers Loket."),
    ("item_dor_account", "DOR-account", "Of de opkoper een account heeft in het Digitaal Opkopers Register."),
    ("item_purchase_register", "Inkoopregister actueel", "Of het inkoopregister is bijgewerkt."),
    ("item_mandatory_fields", "Verplichte velden volledig", "Of de verplichte velden zijn ingevuld."),
    ("item_seller_identity", "Identiteit verkoper vastgelegd", "Of de identiteit van de verkoper vaststaat."),
    ("item_holding_period", "Bewaartermijn nageleefd", "Of de opkoper de bewaartermijn naleeft."),
    ("item_sales_register", "Verkoopregister", "Of het verkoopregister klopt."),
)

CONTRACT = Contract(
    dataset="opkoper_controles",
    title="Controles van opkopers",
    row="een controle bij één opkoper",
    columns=(
        Column("inspection", "Controlenr", parsers.code, "Het nummer van de controle."),
        Column("date", "Datum", parsers.day, "De dag van de controle."),
        Column("dealer", "Opkopernr", parsers.code, "De opkoper; staat in het register van opkopers."),
        Column(
            "reason",
            "Aanleiding",
            parsers.choice("steekproef", "risico", "melding", "hercontrole"),
            "Waarom de controle is gedaan.",
        ),
        *(Column(name, header, parsers.item, help, is_required=False) for name, header, help in _ITEMS),
    ),
    key=("inspection",),
    feeds=("VE-2-4",),
    days=("date",),
)
