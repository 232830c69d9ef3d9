"""What the page says of the signals: planted rows come up, and a turned town turns the words."""

from __future__ import annotations

import pytest

from helpers import displays as show
from helpers.displays.dashboard.signals import MOST
from helpers.floor.month import Month
from helpers.floor.shapes.history import SIGNAL_COLUMNS
from helpers.floor.shapes.tables import rows_of


def texts(table):
    return [[cell.text for cell in row] for row in table.rows]


def test_without_anything_out_of_range_the_answer_is_that_there_is_no_signal(town):
    result = town.result
    answer = show.answer(result)
    assert answer.headline == "Geen signalen in september 2026: alles wat te beoordelen was, is gewoon"
    assert show.signals(result).sentences == [f"{answer.headline}."]
    assert (show.more_signals(result).sentences, show.signal_months(result).sentences) == ([], [])


def test_one_signal_is_the_headline_and_stands_in_the_table_with_its_numbers(town):
    wijk = town.codes[3]
    town.plant(wijk, 61)
    result = town.result
    name = result.areas.short_name(wijk)
    assert (
        show.answer(result).headline
        == f"Eén signaal in september 2026: meer meldingen “Zwerfvuil” dan gewoon in {name}"
    )
    [row] = texts(show.signals(result))
    assert row[:4] == [result.areas.name(wijk), "Meldingen: Zwerfvuil", "61", "20"]
    assert row[5] == "Meer dan gewoon voor deze maand." and row[6] == "S2026-09-1"
    low, high = show.signals(result).data.rows[0][7:9]
    assert row[4] == f"{low} tot {high}" and low < 20 < high < 61


def test_a_month_that_is_too_low_turns_every_word_round(town):
    town.plant(town.codes[3], 1)
    result = town.result
    assert "minder meldingen “Zwerfvuil” dan gewoon" in show.answer(result).headline
    assert texts(show.signals(result))[0][5].startswith("Minder dan gewoon")
    assert "onder" not in show.signals(result).caption
    assert show.signal_months(result).title.startswith("Minder meldingen “Zwerfvuil” dan gewoon")


def test_the_note_says_how_many_signals_chance_may_give_over_all_that_was_judged(town):
    town.plant(town.codes[3], 61)
    notes = show.signals(town.result).notes  # 39 wijken above and 26 below at 1/52, the municipality at 1/200: 1,28
    assert notes[0] == "Is er niets veranderd, dan komt zo'n aantal in één reeks hoogstens 1 op de 52 maanden voor."
    assert notes[1] == "Bij 42 reeksen kan toeval zo hoogstens ongeveer anderhalf keer per maand een signaal geven."
    town.leave_out("meldingen")
    town.plant_sites(town.codes[0], 20)
    assert "Bij 14 reeksen kan toeval zo hoogstens ongeveer één keer per 4 maanden een signaal geven." in (
        show.signals(town.result).notes
    )


def test_the_wijk_of_a_signal_leads_to_its_profile_and_the_municipality_to_none(town):
    town.plant("", 60)
    town.plant(town.codes[2], 140)
    result = town.result
    links = {row[0].text: row[0].link for row in show.signals(result).rows}
    assert links == {"Hele gemeente": "", result.areas.name(town.codes[2]): town.codes[2]}
    assert show.answer(result).headline.startswith("2 signalen in september 2026: in de hele gemeente en")


def test_the_file_has_the_columns_of_the_log_without_the_owners_word(town):
    town.plant(town.codes[0], 61)
    data = show.signals(town.result).data
    assert data.columns == [name for name in SIGNAL_COLUMNS if name not in ("explained", "explanation")]
    assert data.rows[0][:6] == ["S2026-09-1", "2026-09", town.codes[0], "monthly_reports", "Zwerfvuil", 61]
    assert data.rows[0][9] == "meer dan gewoon"


def test_the_word_of_the_owner_stands_with_its_signal_once_the_page_is_made_again(town):
    for wijk in (town.codes[0], town.codes[5]):
        town.plant(wijk, 36)
    before = show.signals(town.result)
    town.say("S2026-09-1", town.codes[5], town.month, explained="ja", explanation="Er was een feest.")
    town.say("S2026-08-1", town.codes[0], town.month.shift(-1), explained="nee", explanation="Wij zoeken het uit.")
    after = show.signals(town.result)
    assert "De eigenaar" not in before.columns
    of_wijk = {row[0].link: row[after.columns.index("De eigenaar")].text for row in after.rows}
    assert of_wijk == {town.codes[5]: "De eigenaar heeft een verklaring: “Er was een feest.”", town.codes[0]: "–"}
    assert after.data.columns == before.data.columns


def test_a_handful_stands_at_the_top_and_the_rest_is_folded(town):
    for wijk in town.codes[:2]:
        town.plant(wijk, 36)
        town.plant(wijk, 36, category="Overig")
        town.plant_sites(town.codes[-1 - town.codes.index(wijk)], 20)
    result = town.result
    top, rest = show.signals(result), show.more_signals(result)
    count = len(rows_of(result.estimates, model="numbered_signals"))
    assert count > MOST and len(top.data.rows) == count
    assert (len(top.rows), len(rest.rows), rest.is_folded) == (MOST, count - MOST, True)
    assert {row[-1].text for row in top.rows}.isdisjoint(row[-1].text for row in rest.rows)
    assert len(show.signal_months(result).rows) == MOST
    assert show.answer(result).headline.endswith("in 4 wijken")


def test_what_persists_stands_first_and_the_answer_says_so(town):
    early, late = town.codes[9], town.codes[1]
    town.plant(late, 38)
    for month in (town.month, town.month.shift(-1)):
        town.plant(early, 34, month)
    result = town.result
    first = texts(show.signals(result))[0]
    assert first[0] == result.areas.name(early) and "Aanhoudend" in first[5]
    assert [row[-1] for row in texts(show.signals(result))] == ["S2026-09-1", "S2026-09-2"]
    assert any(one.startswith("Aanhoudend: meer meldingen") for one in show.answer(result).sentences)


def test_a_number_that_was_said_stays_and_a_new_one_gets_the_next(town):
    town.plant(town.codes[0], 36)
    town.plant(town.codes[5], 36)
    town.say("S2026-09-4", town.codes[5], town.month)
    numbers = {row[0].link: row[-1].text for row in show.signals(town.result).rows}
    assert numbers == {town.codes[5]: "S2026-09-4", town.codes[0]: "S2026-09-5"}


def test_a_short_history_gives_no_signal_and_says_why(town_of):
    town = town_of(length=20)
    town.plant(town.codes[0], 200)
    result = town.result
    answer = show.answer(result)
    assert answer.headline == "Over september 2026 is geen signaal te geven"
    assert "Beoordeeld: geen enkele reeks." in answer.sentences
    assert any("te kort" in one for one in answer.sentences)
    assert show.signals(result).sentences == ["Over september 2026 is geen signaal te geven."]
    assert all("te kort" in row[2].text and row[1].text == "0 van 14" for row in show.not_judged(result).rows)


@pytest.mark.parametrize("gone", [["meldingen"], ["afvalwaarnemingen"], ["meldingen", "afvalwaarnemingen"]])
def test_a_missing_export_is_named_and_the_rest_is_judged(town, gone):
    town.leave_out(*gone)
    result = town.result
    answer = show.answer(result)
    told = [one for one in answer.sentences if "ontbreekt: het register was in onderhoud." in one]
    assert len(told) == len(gone)
    if len(gone) == 2:
        assert answer.headline == "Over september 2026 is geen signaal te geven"
        assert show.not_judged(result).kind == "absent" and "onderhoud" in show.not_judged(result).why
    else:
        assert answer.headline.startswith("Geen signalen")
        measures = {row[0] for row in show.not_judged(result).data.rows}
        assert measures == {"monthly_reports" if gone == ["afvalwaarnemingen"] else "monthly_sites_out_of_norm"}


def test_a_category_that_params_do_not_list_gives_no_signal(town):
    town.tables["meldingen"] = town.tables["meldingen"].replace({"category": {"Zwerfvuil": "Woninginbraak"}})
    town.plant(town.codes[0], 200, category="Woninginbraak")
    result = town.result
    assert show.answer(result).headline.startswith("Geen signalen")
    [row] = [row for row in texts(show.not_judged(result)) if row[0] == "Meldingen: Woninginbraak"]
    assert row[1] == "0 van 14" and "14 reeksen: de gemeente heeft deze reeks niet aangewezen" in row[2]


def test_an_export_that_is_too_strange_to_judge_by_gives_no_signal(town, monkeypatch):
    from helpers.floor.shapes.delivery import Delivery

    town.plant(town.codes[0], 200)
    monkeypatch.setattr(Delivery, "strange", property(lambda self: {"meldingen": "Een groot deel is weg."}))
    result = town.result
    assert show.answer(result).headline.startswith("Geen signalen")
    assert {row[0] for row in show.not_judged(result).data.rows} == {"monthly_sites_out_of_norm"}


def test_a_month_of_a_wijk_without_rows_is_silent_and_not_low(town):
    table = town.tables["meldingen"]
    town.tables["meldingen"] = table[(table.wijk != town.codes[0]) | (table.month < "2026-09-01")]
    result = town.result
    assert show.answer(result).headline.startswith("Geen signalen")
    name = result.areas.short_name(town.codes[0])
    assert all(f"{name} en hele gemeente: het aantal" in row[2] for row in texts(show.not_judged(result))[:2])


def test_one_wijk_is_judged_by_itself(town_of, sample):
    from dataclasses import replace

    alone = replace(sample.areas, table=sample.areas.table.head(1))
    town = town_of(areas=alone)
    town.plant(town.codes[0], 90)
    result = town.result
    assert show.answer(result).headline.startswith("Eén signaal in september 2026: meer meldingen “Zwerfvuil”")
    assert "grijs" not in show.wijken_per_month(result).sections[0][1][0].subtitle.lower()


def test_a_month_opened_from_a_quarter_is_its_last(town):
    from dataclasses import replace

    from helpers.analyses import safety_dashboard

    town.plant(town.codes[0], 61)
    result = safety_dashboard.analyse(replace(town.delivery, month=None))
    assert result.month is None and "september 2026" in show.answer(result).headline
    assert Month.parse("2026-09").quarter == result.quarter
