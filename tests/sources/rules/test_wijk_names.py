import pandas as pd
import pytest

from helpers.floor.areas import Areas
from helpers.sources.rules import wijk_names

AREAS = Areas(
    pd.DataFrame(
        {
            "wijk": ["WK000001", "WK000002", "WK000003", "WK000004"],
            "name": ["'t Noord / Park", "Zuid", "WK000003", "Oost"],
            "short_name": ["Noord", "Zuid", "WK000003", "Oost"],
        }
    ).astype("str")
)


@pytest.fixture
def found(reading_of):
    def faults(*pairs):
        rows = [{"wijk": wijk, "wijk_name": name} for wijk, name in pairs]
        return [(f.level, f.row, f.message) for f in wijk_names.faults(reading_of("scanauto_inzet", rows), AREAS)]

    return faults


def test_a_name_in_full_or_short_in_any_case_belongs_to_its_code(found):
    assert found(("WK000001", "'T NOORD/park"), ("WK000001", "noord"), ("WK000002", "Zuid"), ("WK000002", None)) == []


def test_the_name_of_another_wijk_is_an_error_at_every_row(found):
    message = "De naam Zuid hoort bij een andere wijk dan WK000001."
    rows = [("WK000001", "Noord"), ("WK000001", "Zuid"), ("WK000002", "Zuid"), ("WK000001", "Zuid")]
    assert found(*rows) == [("error", 3, message), ("error", 5, message)]


def test_a_name_that_is_not_known_is_a_warning_once(found):
    message = "De naam Wijk 01 is niet die van WK000001 in data/reference/wijken.csv."
    assert found(("WK000001", "Wijk 01"), ("WK000001", "Wijk 01")) == [("warning", 2, message)]


def test_one_name_over_several_codes_is_an_error(found):
    rows = found(("WK000001", "Centrum"), ("WK000004", "Centrum"))
    assert [(level, row) for level, row, _ in rows] == [("error", 2), ("error", 3)]
    assert rows[0][2] == "De naam Centrum staat bij meer dan één wijkcode, hier bij WK000001."


def test_a_wijk_without_a_name_in_the_reference_may_have_any(found):
    assert found(("WK000003", "Haven")) == []


def test_an_export_without_names_is_not_asked_for_them(reading_of):
    reading = reading_of("meldingen", [{"wijk": "WK000001", "category": "Zuid"}])
    assert wijk_names.faults(reading, AREAS) == []
