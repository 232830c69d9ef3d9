"""The short answers: turn the data round and the message turns round."""

from helpers import displays as show


def test_the_summary_counts_what_is_reached_and_names_what_is_behind(with_verdicts):
    answer = show.answer(with_verdicts("achter", *["gehaald"] * 10, *["nu op streefwaarde"] * 6))
    assert answer.headline == (
        "16 van de 17 indicatoren staan op of voorbij de streefwaarde; Afspraken cruciale processen blijft achter"
    )
    assert "Op de goede weg: 10 gehaald en 6 nu op streefwaarde." in answer.sentences


def test_the_summary_says_so_when_none_is_behind(with_verdicts):
    assert show.answer(with_verdicts("op koers")).headline.endswith("op of voorbij de streefwaarde")
    unknown = show.answer(with_verdicts("onzeker", *["geen oordeel"] * 16)).headline
    assert unknown.endswith("; 1 onzeker en 16 zonder oordeel")
    assert show.answer(with_verdicts("niet meer haalbaar")).headline.endswith("17 blijven achter")


def test_the_scan_car_turns_with_the_verdict(scan_car, refused):
    assert "gaan samen met een schoner oordeel" in show.answer(scan_car).headline
    assert "nog niet te zien" in show.answer(refused).headline


def test_a_refusal_gives_the_reason_and_the_limit_and_does_not_deny_a_relation(refused):
    said = " ".join(show.estimate_with_placebos(refused).sentences)
    assert (
        "nodig zijn er 3" in said
        and "2,7 procentpunt" in said
        and "Dat zegt niet dat er geen verband is." in said
    )


def test_the_training_turns_with_the_chance(forecast_of):
    assert show.answer(forecast_of(231.0, 0.9)).headline.endswith("200 is waarschijnlijk")
    assert show.answer(forecast_of(190.0, 0.4)).headline.endswith("200 is onzeker")
    assert show.answer(forecast_of(151.0, 0.01)).headline.endswith("200 is onwaarschijnlijk")


def test_the_dealers_turn_with_the_share(dealers, rows_replaced):
    assert show.answer(dealers).headline.endswith("boven de streefwaarde van 50%")
    where = {"measure": "compliant_dealers_percent", "split": ""}
    below = rows_replaced(dealers, where, value=35.0, numerator=7.0)
    assert (
        show.answer(below).headline
        == "7 van de 20 gecontroleerde opkopers voldoen: onder de streefwaarde van 50%"
    )


def test_the_statement_about_all_dealers_carries_its_condition(dealers):
    assert (
        "Voor alle 45 opkopers ligt het aandeel tussen 47 en 80%, als de gecontroleerde opkopers een goede afspiegeling zijn."
        in (show.answer(dealers).sentences)
    )
