import pytest

from helpers import sources


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
    ],
)  # fmt: skip
def test_a_rule_between_tables_names_the_row_that_breaks_it(
    folder, change, dataset, old, new, level, message
):
    change(dataset, old, new)
    found = {(f.file, f.level, f.message) for f in sources.check(folder)}
    assert (f"{dataset}.csv", level, message) in found


def test_a_rule_is_silent_when_the_other_table_is_missing(folder):
    (folder / "opkopers.csv").unlink()
    assert sources.check(folder, {"opkopers": "volgt"}) == []
