import pytest

from helpers import sources
from helpers.sources.rules import crosschecks


@pytest.mark.parametrize(
    ("dataset", "old", "new", "level", "message"),
    [
        ("opkoper_controles", "OP1", "OP9", "error", "De opkoper OP9 staat niet in het register van opkopers."),
        ("opkoper_controles", "02-01-2026;OP1", "02-03-2026;OP2", "warning",
         "De controle op 02-03-2026 ligt na de uitschrijving van opkoper OP2."),
        ("opkoper_controles", "02-01-2026", "02-01-2016", "warning",
         "De controle op 02-01-2016 ligt vóór de inschrijving van opkoper OP1."),
        ("cybertraining_deelnemers", "S1;P2", "S3;P2", "error", "De bijeenkomst S3 staat niet bij de bijeenkomsten."),
        ("cybertraining_deelnemers", "S1;P2", "S2;P2", "error",
         "De bijeenkomst S2 heeft deelnemers, maar is niet gehouden."),
        ("cybertraining_bijeenkomsten", "16;8;2", "16;8;5", "warning",
         "Bij bijeenkomst S1 staan 5 aanwezigen; het aantal deelnemers is anders."),
        ("cybertraining_bijeenkomsten", "16;8;2", "1;8;2", "warning",
         "Bij bijeenkomst S1 staan meer deelnemers dan de 1 plaatsen."),
    ],
)  # fmt: skip
def test_a_rule_between_tables_names_the_row_that_breaks_it(folder, change, dataset, old, new, level, message):
    change(dataset, old, new)
    found = {(f.file, f.level, f.message) for f in sources.check(folder)}
    assert (f"{dataset}.csv", level, message) in found


def test_participants_of_a_held_session_that_is_still_to_come_are_errors(folder, change):
    change("cybertraining_bijeenkomsten", "S1;13-09-2026", "S1;13-09-2062")
    found = [fault for fault in sources.check(folder) if fault.file == "cybertraining_deelnemers.csv"]
    assert [(fault.row, fault.level, fault.message) for fault in found] == [
        (row, "error", "De bijeenkomst S1 heeft deelnemers, maar moet nog komen.") for row in (2, 3)
    ]


def test_a_planned_session_with_participants_is_said_once_a_row(folder, change):
    change("cybertraining_bijeenkomsten", "13-12-2026", "13-12-2062")
    change("cybertraining_deelnemers", "S1;P2", "S2;P2")
    found = [fault for fault in sources.check(folder) if fault.file == "cybertraining_deelnemers.csv"]
    assert [fault.rule for fault in found] == ["session was held"]


@pytest.mark.parametrize(
    ("dataset", "old", "new", "hint"),
    [
        ("opkoper_controles", "OP1;risico", "OP1X;risico",
         "Bedoelde u OP1? Vul het register aan of herstel het nummer."),
        ("opkoper_controles", "OP1;risico", "12345;risico", "Vul het register aan of herstel het nummer."),
        ("cybertraining_deelnemers", "S1;P2", "S11;P2",
         "Bedoelde u S1? Vul de bijeenkomsten aan of herstel het nummer."),
    ],
)  # fmt: skip
def test_a_number_that_is_not_known_is_shown_with_the_nearest_that_is(folder, change, dataset, old, new, hint):
    change(dataset, old, new)
    [fault] = [fault for fault in sources.check(folder) if fault.file == f"{dataset}.csv"]
    assert fault.hint == hint


def test_the_nearest_is_looked_up_for_as_many_as_a_reader_needs(reading_of, monkeypatch):
    asked = []
    monkeypatch.setattr(crosschecks, "nearest", lambda word, known: asked.append(word) or "")
    inspections = reading_of("opkoper_controles", [{"dealer": f"X{i:05d}"} for i in range(300)] * 2)
    dealers = reading_of("opkopers", [{"dealer": "OP1"}])
    found = crosschecks.check({"opkoper_controles": inspections, "opkopers": dealers})
    assert len(found) == 600 and len(asked) == len(set(asked)) <= 100


def test_a_rule_between_tables_says_itself_in_words_without_values(folder, change):
    change("opkoper_controles", "OP1", "OP9")
    [fault] = [fault for fault in sources.check(folder) if fault.level == "error"]
    assert fault.about == "De opkoper [Opkopernr] staat niet in het register van opkopers."


def test_a_rule_is_silent_when_the_other_table_is_missing(folder):
    (folder / "opkopers.csv").unlink()
    assert sources.check(folder, {"opkopers": "volgt"}) == []
