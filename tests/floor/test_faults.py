"""Faults as a reader gets them: the worst file first, never more than can be taken in, nothing left uncounted."""

from helpers.floor.faults import Fault, shortened, told


def test_ten_thousand_faults_are_one_text_of_at_most_twenty_thousand_characters_with_the_count():
    faults = [
        Fault(
            "“veel” is geen getal." * 3, "Schrijf een getal.", f"{n % 4}.csv", row=n, column=f"K{n % 90}", rule="getal"
        )
        for n in range(2, 10_002)
    ]
    text = told(faults)
    assert len(text) <= 20_000
    assert text.startswith("10.000 fouten in 4 bestanden.")


def test_the_file_with_most_errors_comes_first_and_its_errors_before_its_warnings():
    faults = [
        Fault("Een.", file="a.csv"),
        Fault("Let hierop.", file="b.csv", level="warning"),
        Fault("Twee.", file="b.csv"),
        Fault("Drie.", file="b.csv"),
    ]
    assert [line.strip() for line in told(faults).splitlines()[1:]] == [
        "b.csv: Twee.",
        "b.csv: Drie.",
        "b.csv: let op: Let hierop.",
        "a.csv: Een.",
    ]


def test_few_faults_are_all_there_and_of_many_every_kind_is_named_with_how_many_follow():
    six = [Fault(f"Fout {n}.", rule=str(n)) for n in range(6)]
    assert shortened(six, 6) == six
    many = [Fault("Leeg.", rule="leeg", row=n) for n in range(1, 101)] + [Fault("Dubbel.", rule="dubbel", row=7)]
    assert [one.message for one in shortened(many, 4)] == [
        "Leeg.",
        "Leeg.",
        "Nog 98 zulke fouten, in rij 3 tot en met 100.",
        "Dubbel.",
    ]


def test_a_place_is_named_as_excel_shows_it_and_as_a_field_in_yaml():
    assert (
        Fault("x", file="a.xlsx", sheet="Blad", row=5, column="Uren", letter="F").place
        == "blad Blad, rij 5, kolom F (Uren)"
    )
    assert Fault("x", file="a.yml", row=2, column="code").place == "rij 2, veld code"
