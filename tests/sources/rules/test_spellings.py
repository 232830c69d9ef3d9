import pytest

from helpers.sources.rules import crosschecks, spellings


@pytest.mark.parametrize("code", ["a-1", "A-1 ", "A - 1"])
def test_a_code_of_the_register_in_another_spelling_is_that_code(reading_of, code):
    readings = {
        "opkopers": reading_of("opkopers", [{"dealer": "A-1"}, {"dealer": "B-2"}]),
        "opkoper_controles": reading_of("opkoper_controles", [{"dealer": "B-2"}, {"dealer": code}]),
    }
    agreed, [fault] = spellings.agreed(readings)
    assert agreed["opkoper_controles"].table.dealer.tolist() == ["B-2", "A-1"]
    assert (fault.level, fault.row, fault.file) == ("warning", 3, "opkoper_controles.csv")
    assert crosschecks.check(agreed) == []
    assert {one.rule for one in crosschecks.check(readings)} == {"dealer is registered"}


def test_a_code_that_fits_two_or_none_stays_as_it_is(reading_of):
    readings = {
        "cybertraining_bijeenkomsten": reading_of(
            "cybertraining_bijeenkomsten", [{"session": "s1"}, {"session": "S1"}]
        ),
        "cybertraining_deelnemers": reading_of("cybertraining_deelnemers", [{"session": "S 1"}, {"session": "X"}]),
    }
    agreed, faults = spellings.agreed(readings)
    assert faults == []
    assert agreed["cybertraining_deelnemers"].table.session.tolist() == ["S 1", "X"]


def test_without_the_register_nothing_changes(reading_of):
    readings = {"opkoper_controles": reading_of("opkoper_controles", [{"dealer": "a-1"}])}
    assert spellings.agreed(readings) == (readings, [])
