"""Hours beside signals: side by side in code order, and no word that says more."""

from __future__ import annotations

import re

import pandas as pd

from helpers import displays as show
from helpers.displays.dashboard.month_table import short
from helpers.displays.dashboard.subjects import BY_MEASURE
from helpers.displays.dashboard.wijken import subject_per_month


def rows(table):
    return {row[0].link: [cell.text for cell in row[1:]] for row in table.rows}


def test_the_hours_of_this_month_stand_between_the_signals_before_and_now(town):
    one, other = town.codes[:2]
    town.plant(one, 36, town.month.shift(-1))
    town.plant(other, 36)
    hours = town.tables["scanauto_inzet"]
    is_now = hours.date == pd.Timestamp(town.month.start)
    hours.loc[is_now & (hours.wijk == one), "hours"] = 31.0
    found = rows(show.hours_beside_signals(town.result))
    assert found[one] == ["Meldingen: Zwerfvuil", "31", "geen"]
    assert found[other] == ["geen", "10", "Meldingen: Zwerfvuil"]


def test_hours_are_said_to_be_rounded_per_wijk_wherever_they_stand(town):
    result, note = town.result, "Uren zijn per wijk afgerond: samen zijn ze niet precies het totaal."
    assert note in show.hours_beside_signals(result).notes
    assert note in subject_per_month(result, BY_MEASURE["monthly_hours"]).subtitle


def test_what_was_said_last_month_counts_also_where_today_would_be_silent(town):
    town.say("S2026-08-1", town.codes[4], town.month.shift(-1))
    assert rows(show.hours_beside_signals(town.result))[town.codes[4]][0] == "Meldingen: Zwerfvuil"


def test_wijken_stand_in_code_order_whatever_their_hours(town):
    hours = town.tables["scanauto_inzet"]
    hours["hours"] = hours.wijk.map({wijk: 50.0 - 3 * at for at, wijk in enumerate(reversed(town.codes))})
    assert list(rows(show.hours_beside_signals(town.result))) == town.codes


def test_no_word_of_cause_stands_beside_the_hours(town, unsayable):
    table = show.hours_beside_signals(town.result)
    said = " ".join([table.caption, *table.notes, *table.columns])
    assert not re.search(r"daardoor|waardoor|omdat|dus\b|minste|meeste|hoogste|laagste", said) and not unsayable.search(
        said
    )


def test_without_the_hours_it_is_absent_with_the_reason(town):
    town.leave_out("scanauto_inzet")
    assert "het register was in onderhoud" in show.hours_beside_signals(town.result).why


def test_a_wijk_of_which_nothing_was_judged_has_no_none_but_silence(town):
    table = town.tables["meldingen"]
    town.tables["meldingen"] = table[table.wijk != town.codes[0]]
    town.tables["afvalwaarnemingen"] = town.tables["afvalwaarnemingen"].query("wijk != @town.codes[0]")
    found = rows(show.hours_beside_signals(town.result))
    assert (found[town.codes[0]][0], found[town.codes[1]][0]) == ("niet beoordeeld", "geen")
    assert (found[town.codes[0]][2], found[town.codes[1]][2]) == ("niet beoordeeld", "geen")


def test_without_anything_to_judge_the_hours_stand_alone_and_name_no_other_source(town):
    town.leave_out("meldingen", "afvalwaarnemingen")
    table = show.hours_beside_signals(town.result)
    assert {cells[2] for cells in rows(table).values()} == {"niet beoordeeld"}
    assert table.source.startswith("Bron: Inzet van de scanauto; gemeente")


def test_a_month_is_written_short_over_a_column(town):
    assert short(town.month) == "sep 2026"
