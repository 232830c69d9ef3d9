"""The short answers: turn the data round and the message turns round."""

from dataclasses import replace

import pytest

from helpers import displays as show
from helpers.floor.quarter import Quarter


@pytest.fixture
def standing(summary, recompared):
    """The summary with one verdict for all, values in percent of the target, and values of a quarter before."""

    def given(word="gehaald", now=None, before=None, words=None, quarter=summary.quarter):
        now, before, words = now or {}, before or {}, words or {}
        measures, estimates = summary.measures.copy(), summary.estimates.copy()
        for one in summary.settings.indicators:
            target = one.target(2026) or 100
            for period, part in (
                (quarter.label, now.get(one.id, 100)),
                (quarter.previous.label, before.get(one.id, now.get(one.id, 100))),
            ):
                ours = (measures.measure == one.measure) & (measures.period == period)
                measures.loc[ours, "value"] = target * part / 100
            estimates.loc[(estimates.model == "status") & (estimates.term == one.id), "verdict"] = words.get(
                one.id, word
            )
        return recompared(replace(summary, measures=measures, estimates=estimates, quarter=quarter))

    return given


def test_what_falls_and_what_is_furthest_are_named_whatever_their_word(standing):
    result = standing(
        now={"BR-1-4": 61, "BR-1-2": 39, "VE-1-4": 64}, before={"BR-1-4": 66, "BR-1-2": 33, "VE-1-4": 57},
        words={"BR-1-4": "geen oordeel", "BR-1-2": "geen oordeel", "VE-1-4": "achter"},
    )  # fmt: skip
    assert show.answer(result).headline == (
        "13 van de 16 toezeggingen gehaald; Opgeleide crisisleden daalt, Ouderen cybertraining blijft achter, "
        "Actuele crisisprotocollen is er nog ver vanaf"
    )


def test_what_falls_is_named_also_where_others_are_further_from_their_target(standing):
    far = {"BR-1-2": 10, "BR-1-5": 20, "VE-3-2": 30}
    result = standing(now=far | {"BR-1-4": 90}, before={"BR-1-4": 97}, words=dict.fromkeys([*far, "BR-1-4"], "achter"))
    assert "; Opgeleide crisisleden daalt, Actuele crisisprotocollen" in show.answer(result).headline


def test_the_headline_turns_when_the_data_turn(standing):
    short = {"BR-1-4": 61}
    fell = standing(now=short, before={"BR-1-4": 66}, words={"BR-1-4": "achter"})
    rose = standing(now=short, before={"BR-1-4": 55}, words={"BR-1-4": "achter"})
    near = standing(now={"BR-1-4": 90}, before={"BR-1-4": 80}, words={"BR-1-4": "onzeker"})
    assert show.answer(fell).headline.endswith("; Opgeleide crisisleden daalt en blijft achter")
    assert show.answer(rose).headline.endswith("; Opgeleide crisisleden blijft achter")
    assert show.answer(near).headline == "15 van de 16 toezeggingen gehaald; 1 onzeker"
    assert show.answer(standing()).headline == "Alle 16 toezeggingen gehaald"


@pytest.mark.parametrize(
    ("words", "start"),
    [
        (["gehaald"], "Alle 16 toezeggingen gehaald"),
        (["nu op streefwaarde", *["gehaald"] * 16], "Alle 16 toezeggingen op streefwaarde"),
        (["onzeker"], "Geen van de 16 toezeggingen op streefwaarde"),
        (["gehaald", *["onzeker"] * 16], "1 van de 16 toezeggingen gehaald"),
    ],
)
def test_reached_is_called_gehaald_only_where_none_can_fall_back(with_verdicts, words, start):
    assert show.answer(with_verdicts(*words)).headline.split(";")[0] == start


def test_the_headline_never_has_more_than_twenty_words_while_one_name_is_enough(standing):
    long = {"BR-1-2": 1, "BR-1-5": 2, "VE-3-2": 3}
    result = standing(
        now=long, before={one: part + 1 for one, part in long.items()}, words=dict.fromkeys(long, "achter")
    )
    assert (
        len(show.answer(result).headline.split()) <= 20
        and "Actuele crisisprotocollen daalt" in show.answer(result).headline
    )


def test_what_the_year_can_no_longer_mend_comes_first_and_then_the_largest_gap(standing):
    short = {"BR-1-2": 70, "VE-1-4": 20, "VE-1-2": 50}
    result = standing(now=short, words=dict.fromkeys(short, "achter") | {"BR-1-2": "niet meer haalbaar"})
    rows = [row[0].text[:6] for row in show.largest_gaps(result).rows]
    assert rows == ["BR-1-2", "VE-1-4", "VE-1-2"]
    assert [row[2].text for row in show.largest_gaps(result).rows] == ["30%", "80%", "50%"]


def test_equal_gaps_keep_the_order_of_the_settings(standing):
    result = standing(now=dict.fromkeys(["VE-1-2", "BR-1-5", "BR-1-2"], 50), words={})
    found = [row[0].text[:6] for row in show.largest_gaps(result).rows]
    assert found == ["BR-1-2", "BR-1-5", "VE-1-2"]


def test_what_is_on_course_is_no_gap_and_is_still_told(standing):
    result = standing(now={"VE-1-4": 20, "BR-1-2": 50}, words={"VE-1-4": "op koers", "BR-1-2": "achter"})
    table = show.largest_gaps(result)
    assert [row[0].text[:6] for row in table.rows] == ["BR-1-2"]
    assert "Op koers: Ouderen cybertraining (40)." in table.notes


def test_a_fall_above_the_target_is_no_gap(standing):
    result = standing(now={"VE-2-4": 110}, before={"VE-2-4": 120})
    assert show.answer(result).headline == "Alle 16 toezeggingen gehaald"


def test_what_has_no_number_does_not_count_and_is_named(with_verdicts):
    assert (
        "Spoedeisende bestuursdwang telt niet mee: er is geen getal afgesproken."
        in show.answer(with_verdicts("gehaald")).sentences
    )


@pytest.mark.parametrize(("count", "said"), [(1, "1 toezegging"), (2, "2 toezeggingen"), (11, "11 toezeggingen")])
def test_how_many_have_no_judgement_is_said_in_the_right_number(with_verdicts, count, said):
    sentences = show.answer(with_verdicts(*["geen oordeel"] * count, *["gehaald"] * (17 - count))).sentences
    assert f"Voor {said} is er nog geen oordeel." in sentences


@pytest.mark.parametrize("subject", ["management_summary", "safety_indicators"])
def test_a_year_without_targets_counts_nothing(with_verdicts, subject):
    answer = show.answer(replace(with_verdicts("geen oordeel"), subject=subject, quarter=Quarter(2025, 4)))
    assert answer.headline.startswith("Voor 2025 zijn geen streefwaarden vastgesteld")
    assert answer.sentences == ["Dit is de stand op 31 december 2025."]


@pytest.mark.parametrize(
    ("verdicts", "headline"),
    [
        (["gehaald"] * 17, "Geen van de 16 beoordeelde indicatoren vraagt nu aandacht"),
        (["achter", *["gehaald"] * 16], "1 van de 16 beoordeelde indicatoren vraagt nu aandacht"),
        (["achter"] * 2 + ["gehaald"] * 15, "2 van de 16 beoordeelde indicatoren vragen nu aandacht"),
        (["onzeker"] * 17, "Alle 16 beoordeelde indicatoren vragen nu aandacht"),
        (["achter", *["geen oordeel"] * 16], "De enige beoordeelde indicator vraagt nu aandacht; 15 zonder oordeel"),
        (["op koers", *["geen oordeel"] * 16], "Geen beoordeelde indicator vraagt nu aandacht; 15 zonder oordeel"),
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
    assert "nodig zijn er 3" in show.estimate_with_placebos(refused).why
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
    assert "Zeker is alleen dat 28 tot 85% van de ongeveer 45 opkopers voldoet." in said
    assert "De steekproef is te klein om iets over alle opkopers te zeggen." in said
    assert not any("47" in sentence for sentence in said)  # the interval with a condition is no headline


def test_an_interval_from_the_lot_is_what_the_answer_says_of_all_dealers(dealers, estimates_replaced):
    drawn = estimates_replaced(dealers, {"term": "bounds"}, term="all_dealers_random", low=40.0, high=70.0)
    said = show.answer(drawn).sentences
    assert "De steekproef zegt dat 40 tot 70% van de ongeveer 45 opkopers voldoet." in said
    assert not any("Te weinig" in sentence for sentence in said)


def test_more_inspected_than_registered_is_said(dealers, estimates_replaced):
    reason = "Er zijn meer opkopers gecontroleerd dan er nog staan ingeschreven."
    none = {"low": float("nan"), "high": float("nan"), "withheld": "missing", "rule": reason}
    said = show.answer(estimates_replaced(dealers, {"term": "bounds"}, **none)).sentences
    assert "Over alle opkopers samen kunnen we niets zeggen." in said and reason in said
