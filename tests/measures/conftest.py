"""Hand-made frames in the shape that the sources deliver."""

from __future__ import annotations

from collections.abc import Callable

import pandas as pd
import pytest

DAY, WHOLE, REAL, YES_NO, TEXT = "datetime64[us]", "Int64", "float64", "boolean", "str"
ITEMS = dict.fromkeys(
    (
        "item_notified",
        "item_dor_account",
        "item_purchase_register",
        "item_mandatory_fields",
        "item_seller_identity",
        "item_holding_period",
        "item_sales_register",
    ),
    TEXT,
)
SHAPES: dict[str, dict[str, str]] = {
    "scanauto_inzet": {"date": DAY, "wijk": TEXT, "purpose": TEXT, "hours": REAL},
    "wijkatlas": {
        "wave": TEXT,
        "fieldwork_start": DAY,
        "fieldwork_end": DAY,
        "wijk": TEXT,
        "respondents": WHOLE,
        "clean_percent": REAL,
        "lighting_percent": REAL,
    },
    "afvalwaarnemingen": {"date": DAY, "wijk": TEXT, "sites_seen": WHOLE, "sites_out_of_norm": WHOLE},
    "meldingen": {"month": DAY, "wijk": TEXT, "category": TEXT, "reports": WHOLE},
    "cybertraining_bijeenkomsten": {"session": TEXT, "date": DAY, "status": TEXT},
    "cybertraining_deelnemers": {"session": TEXT, "participant": TEXT, "age_low": WHOLE, "wijk": TEXT},
    "opkopers": {"dealer": TEXT, "registered_on": DAY, "deregistered_on": DAY},
    "opkoper_controles": {"inspection": TEXT, "date": DAY, "dealer": TEXT, "reason": TEXT, **ITEMS},
    "crisisafspraken": {"process": TEXT, "adopted_on": DAY, "anchored_on": DAY, "department": TEXT},
    "crisisprotocollen": {"protocol": TEXT, "updated_on": DAY, "laid_down_on": DAY, "department": TEXT},
    "crisisoefeningen": {"date": DAY, "kind": TEXT, "is_regional": YES_NO, "evaluation": TEXT},
    "crisisrollen": {
        "member": TEXT,
        "role": TEXT,
        "trained_on": DAY,
        "valid_until": DAY,
        "in_function_from": DAY,
        "left_on": DAY,
    },
    "rolbewustzijn": {"counted_on": DAY, "staff": WHOLE, "aware": WHOLE},
    "wijkveiligheidsscans": {
        "wijk": TEXT,
        "scanned_on": DAY,
        "first_meeting_on": DAY,
        "action_plan_on": DAY,
        "is_data_driven": YES_NO,
    },
    "bestuursdwang": {
        "month": DAY,
        "violations": WHOLE,
        "urgent_possible": WHOLE,
        "effective": WHOLE,
        "applied": WHOLE,
    },
    "bodycams": {"counted_on": DAY, "boas": WHOLE, "boas_with_bodycam": WHOLE},
    "dashboard_updates": {"date": DAY, "what": TEXT},
    "interventies": {"date": DAY, "wijk": TEXT, "theme": TEXT, "is_dashboard_based": YES_NO},
}

Typed = Callable[..., pd.DataFrame]


def typed_frame(dataset: str, rows: list[tuple] = ()) -> pd.DataFrame:
    """Rows as tuples, in the order of the columns, as a validated export would hold them; the last may be left out."""
    shape = SHAPES[dataset]
    rows = [(*row, *[None] * (len(shape) - len(row))) for row in rows]
    frame = pd.DataFrame(rows, columns=list(shape), dtype="object")
    for name, dtype in shape.items():
        column = pd.to_datetime(frame[name]) if dtype == DAY else frame[name]
        frame[name] = column.astype(dtype)
    return frame


@pytest.fixture(scope="session")
def typed() -> Typed:
    return typed_frame


@pytest.fixture(scope="session")
def shapes() -> dict[str, dict[str, str]]:
    return SHAPES
