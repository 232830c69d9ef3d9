"""Controles van opkopers, by hand: a file without a fault, a valid row, and what breaks each rule."""

FILE = (
    "Controlenr;Datum;Opkopernr;Aanleiding;Aangemeld (DOL);DOR-account;Inkoopregister actueel;"
    "Verplichte velden volledig;Identiteit verkoper vastgelegd;Bewaartermijn nageleefd;Verkoopregister\n"
    "C1;02-01-2026;OP1;risico;Ja;Ja;Nee;Nee;Ja;Ja;N.v.t.\n"
)

ITEMS = (
    "item_notified", "item_dor_account", "item_purchase_register", "item_mandatory_fields", "item_seller_identity",
    "item_holding_period", "item_sales_register",
)  # fmt: skip
VALID = {"inspection": "C1", "date": "2026-01-02", "dealer": "OP1", "reason": "risico", **dict.fromkeys(ITEMS, "ja")}
OTHER = {"dealer": "OP2"}  # two outcomes of one dealer on one day break another rule

BROKEN = [
    (OTHER | dict.fromkeys(ITEMS), "inspection shows something", "warning"),
    (OTHER | dict.fromkeys(ITEMS, "nvt"), "inspection shows something", "warning"),
    (OTHER | {"item_sales_register": None}, "every item is answered", "warning"),
    (OTHER | {"reason": "hercontrole"}, "re-inspection follows an inspection", "warning"),
]

TRIED_ELSEWHERE = ["one outcome a day"]  # tests/sources/exports/test_contracts.py
