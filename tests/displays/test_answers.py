"""The short answers: turn the data round and the message turns round."""

from dataclasses import replace

import pytest

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


@pytest.mark.parametrize(
    ("verdicts", "headline"),
    [
        (["achter"] * 17, "Geen van de 17 indicatoren staat op of voorbij de streefwaarde; 17 blijven achter"),
        (["gehaald", *["op koers"] * 16], "1 van de 17 indicatoren staat op of voorbij de streefwaarde"),
        (["gehaald"] * 2 + ["op koers"] * 15, "2 van de 17 indicatoren staan op of voorbij de streefwaarde"),
        (["gehaald", "nu op streefwaarde"] * 9, "Alle 17 indicatoren staan op of voorbij de streefwaarde"),
        (
            ["niet gehaald", "niet meer haalbaar", *["gehaald"] * 15],
            "15 van de 17 indicatoren staan op of voorbij de streefwaarde; "
            "Actuele crisisprotocollen en Afspraken cruciale processen blijven achter",
        ),
        (
            ["onzeker", *["gehaald"] * 15, "geen oordeel"],
            "15 van de 17 indicatoren staan op of voorbij de streefwaarde; 1 onzeker en 1 zonder oordeel",
        ),
    ],
)
def test_the_headline_of_the_summary_turns_with_none_one_some_and_all(with_verdicts, verdicts, headline):
    assert show.answer(with_verdicts(*verdicts)).headline == headline


@pytest.mark.parametrize(("count", "said"), [(1, "1 indicator"), (2, "2 indicatoren"), (17, "17 indicatoren")])
def test_how_many_have_no_judgement_is_said_in_the_right_number(with_verdicts, count, said):
    sentences = show.answer(with_verdicts(*["geen oordeel"] * count, *["gehaald"] * (17 - count))).sentences
    assert f"Voor {said} is er nog geen oordeel." in sentences


@pytest.mark.parametrize(
    ("verdicts", "headline"),
    [
        (["gehaald"] * 17, "Geen van de 17 beoordeelde indicatoren vraagt nu aandacht"),
        (["achter", *["gehaald"] * 16], "1 van de 17 beoordeelde indicatoren vraagt nu aandacht"),
        (["achter"] * 2 + ["gehaald"] * 15, "2 van de 17 beoordeelde indicatoren vragen nu aandacht"),
        (["onzeker"] * 17, "Alle 17 beoordeelde indicatoren vragen nu aandacht"),
        (["achter", *["geen oordeel"] * 16], "De enige beoordeelde indicator vraagt nu aandacht; 16 zonder oordeel"),
        (["op koers", *["geen oordeel"] * 16], "Geen beoordeelde indicator vraagt nu aandacht; 16 zonder oordeel"),
        (["geen oordeel"] * 17, "Van geen enkele indicator weten we nu of de streefwaarde in zicht is"),
    ],
)
def test_the_headline_of_the_indicators_turns_with_none_one_some_and_all(with_verdicts, verdicts, headline):
    result = replace(with_verdicts(*verdicts), subject="safety_indicators")
    assert show.answer(result).headline == headline


def test_the_indicators_that_ask_attention_are_named_with_their_word_the_worst_first(with_verdicts):
    result = replace(with_verdicts("onzeker", "achter", *["gehaald"] * 15), subject="safety_indicators")
    assert show.answer(result).sentences == [
        "Actuele crisisprotocollen: achter.",
        "Afspraken cruciale processen: onzeker.",
    ]


def test_the_scan_car_turns_with_the_verdict(scan_car, refused):
    assert "gaan samen met een schoner oordeel" in show.answer(scan_car).headline
    assert "nog niet te zien" in show.answer(refused).headline


def test_a_refusal_gives_the_reason_and_the_limit_and_does_not_deny_a_relation(refused):
    said = " ".join(show.answer(refused).sentences)
    assert "nodig zijn er 3" in said and "2,7 procentpunt" in said and "Dat zegt niet dat er geen verband is." in said


def test_the_training_turns_with_the_chance(forecast_of):
    assert show.answer(forecast_of(231.0, 0.9)).headline.endswith("200 halen is waarschijnlijk")
    assert show.answer(forecast_of(190.0, 0.4)).headline.endswith("200 halen is onzeker")
    assert show.answer(forecast_of(151.0, 0.01)).headline.endswith("200 halen is onwaarschijnlijk")


def test_the_dealers_turn_with_the_share(dealers, rows_replaced):
    assert show.answer(dealers).headline.endswith("boven de streefwaarde van 50%")
    where = {"measure": "compliant_dealers_percent", "split": ""}
    below = rows_replaced(dealers, where, value=35.0, numerator=7.0)
    assert show.answer(below).headline == "7 van de 20 gecontroleerde opkopers voldoen: onder de streefwaarde van 50%"


def test_without_a_lot_the_answer_gives_only_what_is_certain_of_all_dealers(dealers):
    said = show.answer(dealers).sentences
    assert "Zeker is alleen dat 28 tot 85% van alle 45 opkopers voldoet." in said
    assert "De steekproef is te klein om iets over alle opkopers te zeggen." in said
    assert not any("47" in sentence for sentence in said)  # the interval with a condition is no headline


def test_an_interval_from_the_lot_is_what_the_answer_says_of_all_dealers(dealers, estimates_replaced):
    drawn = estimates_replaced(dealers, {"term": "bounds"}, term="all_dealers_random", low=40.0, high=70.0)
    said = show.answer(drawn).sentences
    assert "De steekproef zegt dat 40 tot 70% van alle 45 opkopers voldoet." in said
    assert not any("Te weinig" in sentence for sentence in said)


def test_when_every_dealer_was_inspected_nothing_is_uncertain(dealers, estimates_replaced):
    census = estimates_replaced(dealers, {"term": "bounds"}, low=65.0, high=65.0)
    said = show.answer(census).sentences
    assert "Alle 45 ingeschreven opkopers zijn gecontroleerd: er is geen onzekerheid." in said


def test_more_inspected_than_registered_is_said(dealers, estimates_replaced):
    reason = "Er zijn meer opkopers gecontroleerd dan er nog staan ingeschreven."
    none = {"low": float("nan"), "high": float("nan"), "withheld": "missing", "rule": reason}
    said = show.answer(estimates_replaced(dealers, {"term": "bounds"}, **none)).sentences
    assert "Over alle opkopers samen kunnen we niets zeggen." in said and reason in said
