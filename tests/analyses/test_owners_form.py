"""The owner's table by hand: small numbers are in it, as is what the report may say where there is no register."""

from dataclasses import replace

import pandas as pd
import pytest

from helpers import displays as show
from helpers.analyses import owners_form
from helpers.floor.shapes.pieces import Absent, Table

ROWS = [  # member, role, trained on, valid until, in function from, left on; the quarter ends on 30 September 2026
    ("L1", "Opvang", None, None, "2022-01-01", None),
    ("L2", "Opvang", "2023-09-29", "2026-09-29", "2022-01-01", None),  # expired the day before
    ("L3", "Opvang", "2023-09-30", "2026-09-30", "2022-01-01", None),  # valid on the date
    ("L1", "Teamleider", None, None, "2022-01-01", None),  # the same member in another role
    ("L4", "Juridisch", None, None, "2022-01-01", "2026-09-30"),  # left
]


@pytest.fixture
def with_roles(sample):
    def given(*rows):
        register = sample["crisisrollen"]
        frame = pd.DataFrame(list(rows), columns=register.columns, dtype="object")
        return replace(sample, tables={**sample.tables, "crisisrollen": frame.astype(register.dtypes)})

    return given


def test_the_roles_have_their_exact_numbers_however_small(with_roles):
    result = owners_form.analyse(with_roles(*ROWS))
    assert "Onbeschermd" in repr(result)
    table = show.untrained_roles(result)
    assert isinstance(table, Table)
    assert [[cell.text for cell in row] for row in table.rows] == [["Opvang", "2"], ["Teamleider", "1"]]
    assert table.notes[0].startswith("Stand op 30 september 2026. Wie twee rollen heeft")
    assert not any(member in str(table.as_json()) for member in ("L1", "L2", "L3", "L4"))


def test_where_everybody_is_trained_the_table_says_so(with_roles):
    table = show.untrained_roles(owners_form.analyse(with_roles(ROWS[2])))
    assert table.rows == [] and "Elk lid in functie heeft een geldige opleiding." in table.notes[0]


def test_without_the_register_there_is_no_table_and_the_reason_is_given(sample, without):
    gone = without(sample, "crisisrollen", "Het register was in onderhoud.")
    gone = replace(gone, exports=tuple(one for one in sample.exports if one.dataset != "crisisrollen"))
    told = show.untrained_roles(owners_form.analyse(gone))
    assert isinstance(told, Absent) and "Het register was in onderhoud" in told.why
