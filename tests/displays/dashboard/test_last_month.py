"""Last month's signals: as they were said, as they would be said now, and what was registered there since."""

from __future__ import annotations

import pandas as pd

from helpers import displays as show

COLUMNS = ("wijk", "what", "then", "today", "done", "word", "number")


def rows(table):
    return [dict(zip(COLUMNS, [cell.text for cell in row], strict=True)) for row in table.rows]


def test_what_was_said_then_stands_beside_what_would_be_said_now(town):
    before = town.month.shift(-1)
    town.plant(town.codes[0], 36, before)
    town.say("S2026-08-1", town.codes[0], before, observed=33.0, low=10.0, high=29.0)
    [row] = rows(show.last_signals(town.result))
    assert (row["number"], row["then"]) == ("S2026-08-1", "33, gewoon is 10 tot 29: meer dan gewoon")
    assert row["today"].startswith("36, gewoon is ") and row["today"].endswith(": meer dan gewoon")


def test_a_signal_that_a_revised_past_takes_away_stays_as_it_was_said(town):
    town.say("S2026-08-1", town.codes[0], town.month.shift(-1))
    [row] = rows(show.last_signals(town.result))
    assert row["then"] == "61, gewoon is 11 tot 30: meer dan gewoon"
    assert row["today"].startswith("20, ") and row["today"].endswith(": gewoon")


def test_a_signal_that_only_today_gives_was_not_said_then(town):
    town.plant(town.codes[0], 36, town.month.shift(-1))
    table = show.last_signals(town.result)
    [row] = rows(table)
    assert (row["number"], row["then"], row["word"]) == ("–", "niets", "nog niets gezegd")
    assert any("gaf dit signaal niet" in note for note in table.notes)


def test_a_month_without_a_dashboard_is_not_said_to_have_given_no_signal(town_of):
    town = town_of()
    town.made.clear()
    assert show.last_signals(town.result).sentences == [
        "Over augustus 2026 was er geen dashboard.",
        "Met de gegevens van nu zou er geen signaal zijn.",
    ]
    town.plant(town.codes[0], 36, town.month.shift(-1))
    table = show.last_signals(town.result)
    assert rows(table)[0]["then"] == "geen dashboard"
    assert "Over augustus 2026 was er geen dashboard." in table.notes
    assert not any("gaf dit signaal niet" in note for note in table.notes)
    short = town_of(length=20)
    short.made.clear()
    assert show.last_signals(short.result).sentences[1] == "Een signaal is nu niet te geven."


def test_without_a_signal_then_or_now_a_sentence_says_so(town):
    town.say("S2026-07-1", town.codes[0], town.month.shift(-2))  # not of last month
    assert show.last_signals(town.result).sentences == [
        "In het logboek staat geen signaal van augustus 2026, en nu zou er ook geen zijn."
    ]


def test_a_month_that_cannot_be_judged_is_not_said_to_be_without_signals(town_of):
    assert show.last_signals(town_of(length=20).result).sentences == [
        "In het logboek staat geen signaal van augustus 2026, en met deze gegevens is er geen te geven."
    ]


def test_the_owners_word_stands_beside_the_signal(town):
    before, (one, other, third) = town.month.shift(-1), town.codes[:3]
    town.say("S2026-08-1", one, before, explained="ja", explanation="De markt is verplaatst.")
    town.say("S2026-08-2", other, before, explained="nee")
    town.say("S2026-08-3", third, before)
    words = {row["number"]: row["word"] for row in rows(show.last_signals(town.result))}
    assert words == {
        "S2026-08-1": "De eigenaar heeft een verklaring: “De markt is verplaatst.”",
        "S2026-08-2": "De eigenaar heeft geen verklaring.",
        "S2026-08-3": "nog niets gezegd",
    }


def interventions(town, wijk, count):
    """So many interventions in a wijk this month, and none elsewhere; the register runs from before."""
    days = [pd.Timestamp(town.months[0].start), *[pd.Timestamp(town.month.start)] * count]
    town.tables["interventies"] = pd.DataFrame({"date": pd.to_datetime(days), "wijk": wijk})


def test_interventions_since_are_those_of_this_month_in_that_wijk_rounded(town):
    town.say("S2026-08-1", town.codes[0], town.month.shift(-1))
    interventions(town, town.codes[0], 23)
    town.tables["interventies"] = pd.concat(
        [
            town.tables["interventies"],
            # Three in each of the others, so that what the total leaves tells of none of them.
            pd.DataFrame({"date": pd.Timestamp(town.month.start), "wijk": [*town.codes[1:]] * 3}),
        ]
    )
    assert rows(show.last_signals(town.result))[0]["done"] == "25"


def test_few_interventions_are_hidden_beside_a_signal_as_everywhere(town):
    town.say("S2026-08-1", town.codes[0], town.month.shift(-1))
    interventions(town, town.codes[0], 4)
    result = town.result
    assert rows(show.last_signals(result))[0]["done"] == "afgeschermd"
    assert show.last_signals(result).data.rows[0][-2] is None


def test_without_the_register_of_interventions_the_cell_says_that_nothing_is_known(town):
    town.say("S2026-08-1", town.codes[0], town.month.shift(-1))
    town.leave_out("interventies")
    result = town.result
    assert rows(show.last_signals(result))[0]["done"] == "geen gegevens"
    assert any("“Interventies” ontbreekt" in one for one in show.answer(result).sentences)


def test_a_signal_that_an_earlier_page_of_this_month_gave_is_still_told(town):
    town.say("S2026-09-1", town.codes[0], town.month)
    table = show.last_signals(town.result)
    [row] = rows(table)
    assert (row["number"], row["today"].endswith(": gewoon")) == ("S2026-09-1", True)
    assert any("eerdere pagina over september 2026" in note for note in table.notes)


def test_a_page_made_again_says_the_same_once_its_own_signals_are_in_the_log(town):
    def pieces(result):
        return [getattr(show, name)(result).as_json() for name in ("signals", "last_signals", "hours_beside_signals")]

    town.plant(town.codes[0], 36)
    first = town.result
    data = show.signals(first).data
    told = dict(zip(data.columns, data.rows[0], strict=True))
    about = {name: told[name] for name in ("observed", "expected", "low", "high", "verdict", "measure")}
    town.say(told["number"], told["wijk"], town.month, told["category"], **about)
    assert pieces(first) == pieces(town.result)
