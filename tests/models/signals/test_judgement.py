"""Expectations: what is planted in made-up series, and the method cards S1 and S2 (docs/signals.md)."""

import numpy as np
import pandas as pd
import pytest

from helpers.floor.month import Month, months_up_to
from helpers.floor.params.signals import LevelShift, Signals
from helpers.floor.shapes import tables
from helpers.models import signals

NOW = Month(2026, 9)
ASKED = Signals(categories=["Zwerfvuil"], waste_sites=True)
WIJKEN = [f"w{place:02}" for place in range(13)]


def quiet(months=45, wijken=13, mean=12.0, seed=2):
    """Counts of months in which nothing happened."""
    return np.random.default_rng(seed).poisson(mean, (months, wijken)).astype("float64")


def series(counts, measure="monthly_reports", group="Zwerfvuil", counted="report"):
    """A measure table of these counts, the last of NOW; NaN is not known. The municipality is their sum."""
    months = months_up_to(NOW, len(counts))
    areas = [*WIJKEN[: counts.shape[1]], ""] if counts.shape[1] <= 13 else [*map(str, range(counts.shape[1])), ""]
    whole = np.column_stack([counts, counts.sum(axis=1)])
    rows = [
        {"area": area, "area_level": "wijk" if area else "municipality", "period": month.label, "value": value}
        for area, values in zip(areas, whole.T, strict=True)
        for month, value in zip(months, values, strict=True)
    ]
    split = "category" if group else ""
    return tables.measures(rows, measure=measure, split=split, group=group, counted=counted, unit="count")


def judged(counts, month=NOW, asked=ASKED, **about):
    return signals.judged(series(counts, **about), month, asked)


def of(found, area, term="month"):
    return tables.the(found, area=area, term=term)


def out(found):
    """The series that are out of their range."""
    return found.area[(found.term == "month") & found.is_met.fillna(False).astype(bool)].tolist()


def times(counts, ratio, months=1, wijken=slice(None)):
    changed = counts.copy()
    changed[-months:, wijken] = np.round(changed[-months:, wijken] * ratio)
    return changed


def test_where_nothing_happened_there_is_no_signal_and_every_series_is_judged():
    found = judged(quiet())
    assert out(found) == [] and set(found.verdict) == {"gewoon"}
    assert found.area.tolist() == [*WIJKEN, ""] and set(found.role) == {"signal"} and set(found.period) == {"2026-09"}
    assert not found[["n", "estimate", "low", "high", "p", "level"]].isna().any(axis=None)


def test_a_planted_outbreak_is_found_in_its_wijk_alone_and_said_with_its_numbers():
    counts = quiet()
    counts[-1, 4] = 34
    found = judged(counts)
    assert out(found) == ["w04"]
    row = of(found, "w04")
    assert (row.n, row.verdict) == (34, "meer dan gewoon") and row.p < 0.001
    assert row.estimate == pytest.approx(12, abs=1.5) and 3 <= row.low < 12 < row.high < 25
    ends = f"{row.low:.0f} tot {row.high:.0f}"
    assert (
        row.rule
        == f"Meer dan gewoon voor deze maand: 34 meldingen, verwacht ongeveer {row.estimate:.0f} (gewoon: {ends})."
    )


def test_the_printed_band_is_the_threshold():
    counts = quiet()
    row = of(judged(counts), "w04")
    verdicts = []
    for n in (row.low - 1, row.low, row.high, row.high + 1):
        counts[-1, 4] = n
        verdicts.append(of(judged(counts), "w04").verdict)
    assert verdicts == ["minder dan gewoon", "gewoon", "gewoon", "meer dan gewoon"]


def test_the_month_itself_and_the_two_before_it_are_no_part_of_its_history():
    counts = quiet()
    before = of(judged(counts), "w04")
    counts[[-3, -2], 4] = 300
    after = of(judged(counts), "w04")
    assert (after.estimate, after.low, after.high) == (before.estimate, before.low, before.high)
    counts[-1, 4] += 1
    assert of(judged(counts), "w04").estimate == before.estimate
    counts[-4, 4] = 60
    assert of(judged(counts), "w04").estimate > before.estimate


def test_a_past_outbreak_does_not_hide_the_next_one():
    counts = quiet()
    counts[20:23, 4] = 90
    counts[-1, 4] = 30
    assert out(judged(counts)) == ["w04"]


def test_less_than_usual_is_said_where_ten_are_expected_and_never_below():
    enough, few = quiet(mean=30), quiet(mean=7)
    enough[-1, 3], few[-1, 3] = 10, 0
    assert of(judged(enough), "w03").verdict == "minder dan gewoon"
    row = of(judged(few), "w03")
    assert (row.verdict, row.low) == ("gewoon", 0)


def test_where_fewer_than_three_are_expected_the_count_and_what_is_expected_are_all_that_is_told():
    counts = quiet(mean=1.5)
    counts[-1, 3] = 40
    row = of(judged(counts), "w03")
    assert (row.verdict, row.n) == ("niet beoordeeld", 40) and row.estimate == pytest.approx(1.5, abs=0.6)
    assert np.isnan([row.low, row.high, row.p]).all() and row.is_met is pd.NA
    assert row.rule == "Meestal te weinig per maand om te beoordelen. Ook een veelvoud beoordelen we niet."


@pytest.mark.parametrize(("months", "is_judged"), [(26, False), (27, True)])
def test_a_history_of_24_months_up_to_three_months_before_is_needed(months, is_judged):
    found = judged(quiet(months))
    assert (found.verdict != "niet beoordeeld").all() == is_judged
    assert is_judged or set(found.rule) == {
        "Deze reeks is nog te kort. Nodig zijn 24 bekende maanden, tot en met drie maanden eerder."
    }


def test_a_month_that_is_not_known_is_not_judged_and_one_in_the_middle_is_left_out():
    counts = quiet()
    counts[-1, 2] = np.nan
    counts[20, :] = np.nan
    counts[30, 5] = np.nan
    found = judged(counts)
    silent = found[found.verdict == "niet beoordeeld"]
    assert silent.area.tolist() == ["w02", ""] and set(silent.rule) == {"Het aantal van deze maand is niet bekend."}
    assert silent[["n", "estimate"]].isna().all(axis=None)
    assert of(found, "w05").estimate == pytest.approx(of(judged(quiet()), "w05").estimate, rel=0.15)


def test_a_wijk_that_is_not_there_and_a_category_that_ended_are_silent():
    counts = quiet()
    counts[:, 2] = np.nan
    assert of(judged(counts), "w02").rule == "Het aantal van deze maand is niet bekend."
    ended = quiet()
    ended[-2:] = np.nan
    assert set(judged(ended).rule) == {"Het aantal van deze maand is niet bekend."}
    assert set(judged(quiet(), NOW.shift(2)).rule) == {"Het aantal van deze maand is niet bekend."}
    assert set(judged(quiet(), Month(2019, 1)).verdict) == {"niet beoordeeld"}


def test_a_wijk_with_less_than_24_known_months_is_silent_among_the_others():
    counts = quiet()
    counts[:25, 2] = np.nan
    found = judged(counts)
    assert found.area[found.verdict == "niet beoordeeld"].tolist() == ["w02"]
    assert "te kort" in of(found, "w02").rule


@pytest.mark.parametrize("count", [0.0, 7.0])
def test_series_that_never_change_give_no_signal_and_no_fault(count):
    found = judged(np.full((45, 13), count))
    assert out(found) == [] and set(found.verdict) == ({"gewoon"} if count else {"niet beoordeeld"})


def test_a_series_that_params_do_not_name_is_not_judged():
    counts = times(quiet(), 3, wijken=3)
    for asked in (Signals(), Signals(categories=["Grofvuil"], waste_sites=True)):
        assert set(judged(counts, asked=asked).rule) == {"De gemeente heeft deze reeks niet aangewezen voor signalen."}
    assert out(judged(counts, asked=Signals(categories=["zwerf-vuil"]))) == ["w03"]


def test_of_a_series_that_may_not_be_printed_in_full_nothing_is_told():
    counts = times(quiet(), 5, wijken=3)
    hidden = series(counts)
    hidden.loc[5, ["value", "withheld"]] = [np.nan, "small"]
    for found in (judged(counts, counted="intervention"), signals.judged(hidden, NOW, ASKED)):
        assert set(found.verdict) == {"niet beoordeeld"}
        assert found[["n", "estimate", "low", "high", "p"]].isna().all(axis=None)


def test_a_shock_that_all_share_is_one_line_for_the_municipality():
    counts = quiet()
    counts[-1] = 26
    counts[-1, 4] = 70
    found = judged(counts)
    assert out(found) == ["w04", ""]
    assert of(found, "").rule.startswith("Meer dan gewoon voor deze maand in de hele gemeente: ")
    assert of(found, "w04").rule.startswith(
        "Meer dan gewoon voor deze maand, ook naast de andere wijken: 70 meldingen, "
    )
    before = judged(quiet())
    assert of(found, "w04").estimate > 1.8 * of(before, "w04").estimate
    assert found.low.tolist()[:-1] == before.low.tolist()[:-1]
    along = found[found.rule == "In de hele gemeente meer dan gewoon; deze wijk loopt mee."]
    assert len(along) > 6 and set(along.verdict) == {"gewoon"} and (along.n <= along.high).all()


def test_a_fall_that_all_share_is_one_line_too():
    found = judged(times(quiet(mean=30), 0.4))
    assert out(found) == [""] and of(found, "").verdict == "minder dan gewoon"
    assert (found.rule == "In de hele gemeente minder dan gewoon; deze wijk loopt mee.").sum() > 6


@pytest.mark.parametrize("wijken", [2, 3])
def test_one_wijk_that_moves_the_whole_municipality_is_the_signal_and_the_others_are_ordinary(wijken):
    counts = quiet(mean=40, wijken=wijken)
    counts[-1] = 36
    before = of(judged(counts), "w00").estimate
    counts[-1, 0] = 160
    found = judged(counts)
    assert of(found, "w00").estimate == before
    assert out(found) == ["w00", ""]
    assert set(found.verdict[found.area.isin(WIJKEN[1:])]) == {"gewoon"}


@pytest.mark.parametrize("large", [1, 2])
def test_wijken_with_an_outbreak_do_not_hide_that_of_another_among_ordinary_ones(large):
    counts = quiet(mean=5)
    counts[-1] = 5
    counts[-1, 4] = 16
    alone = of(judged(counts), "w04")
    counts[-1, :large] = 60
    found = judged(counts)
    row = of(found, "w04")
    assert alone.verdict == row.verdict == "meer dan gewoon" and row.high <= alone.high + 2
    assert row.rule.startswith("Meer dan gewoon voor deze maand, ook naast de andere wijken: 16 meldingen")
    assert out(found) == [*WIJKEN[:large], "w04", ""] and not found.rule.str.contains("loopt mee").any()


def test_a_municipality_of_one_wijk_has_one_line():
    found = judged(times(quiet(wijken=1), 3))
    assert out(found) == ["w00"]
    assert of(found, "").rule == "De gemeente heeft één wijk: zie die wijk."


def test_forty_wijken_are_judged_and_the_planted_one_found():
    counts = quiet(wijken=40)
    counts[-1, 7] = 40
    found = judged(counts)
    assert "7" in out(found) and len(out(found)) <= 3 and (found.term == "month").sum() == 41


def test_two_of_three_months_persist_and_three_in_a_row_ask_for_a_new_level():
    two, three = quiet(), quiet()
    two[[-3, -1], 4] = 40
    three[-3:, 4] = 40
    found = judged(two)
    assert of(found, "w04", "persistent").rule == "Aanhoudend: twee van de laatste drie maanden boven gewoon."
    assert found.term.tolist().count("persistent") == 1 and "new_level" not in set(found.term)
    found = judged(three)
    assert of(found, "w04", "persistent").n == 3
    asked = of(found, "w04", "new_level")
    assert asked.verdict == "nieuw niveau?" and asked.rule.startswith("Drie maanden op rij meer dan gewoon. ")


def test_three_low_months_in_a_row_ask_for_a_new_level_and_do_not_persist():
    counts = quiet(mean=40)
    counts[-3:, 4] = 12
    found = judged(counts)
    assert "persistent" not in set(found.term)
    assert of(found, "w04", "new_level").rule.startswith("Drie maanden op rij minder dan gewoon. ")


def shifted(months_ago):
    asked = LevelShift(category="Zwerfvuil", from_month=NOW.shift(-months_ago).label, reason="de app")
    return ASKED.model_copy(update={"level_shifts": (asked,)})


def test_a_declared_level_is_silent_for_six_months_and_then_ordinary():
    counts = times(quiet(), 2, months=6)
    found = judged(counts, asked=shifted(5))
    assert set(found.rule) == {"Sinds april 2026 wordt hier anders geteld. Een oordeel kan weer vanaf oktober 2026."}
    counts = times(quiet(seed=3), 2, months=7)
    assert len(out(judged(counts))) == 4
    found = judged(counts, asked=shifted(6))
    assert out(found) == [] and set(found.verdict) == {"gewoon"}
    assert of(found, "w04").estimate == pytest.approx(24, rel=0.3)


def test_a_shift_of_another_category_or_of_later_changes_nothing():
    other = ASKED.model_copy(
        update={"level_shifts": (LevelShift(category="Grofvuil", from_month="2026-05", reason="x y"),)}
    )
    for asked in (other, shifted(-1)):
        assert judged(quiet(), asked=asked).equals(judged(quiet()))


def test_a_category_that_stopped_with_its_shift_is_silent():
    counts = quiet()
    counts[-7:-2] = np.nan
    assert set(judged(counts, asked=shifted(6)).verdict) == {"niet beoordeeld"}
    counts = quiet()
    counts[-7:] = 0
    assert set(judged(counts, asked=shifted(6)).verdict) == {"niet beoordeeld"}


def test_what_is_said_of_an_earlier_month_comes_from_the_data_of_today_and_not_from_later_months():
    counts = quiet()
    counts[-2, 4] = 40
    before = judged(counts, NOW.shift(-1))
    assert out(before) == ["w04"] and set(before.period) == {"2026-08"}
    counts[-1] = 500
    assert judged(counts, NOW.shift(-1)).equals(before)
    counts[-2, 4] = 12  # corrected since
    assert out(judged(counts, NOW.shift(-1))) == []


def sites(out_of_norm, seen, asked=ASKED):
    about = {"group": "", "counted": "site"}
    both = series(out_of_norm, "monthly_sites_out_of_norm", **about), series(seen, "monthly_sites_seen", **about)
    return signals.judged(tables.stack(*both), NOW, asked)


def test_sites_out_of_norm_are_measured_by_how_many_were_seen():
    counts, seen = quiet(), np.full((45, 13), 180.0)
    counts[-1, 4] = 30
    assert out(sites(counts, seen)) == ["w04"]
    assert of(sites(counts, seen), "w04").rule.startswith(
        "Meer dan gewoon voor deze maand: 30 locaties buiten de norm, "
    )
    twice = seen.copy()
    twice[-1, 4] = 450
    assert out(sites(counts, twice)) == []
    nowhere = seen.copy()
    nowhere[-1, 4] = np.nan
    assert of(sites(counts, nowhere), "w04").verdict == "niet beoordeeld"


def test_a_month_in_which_half_of_the_wijken_was_looked_at_is_no_fall_of_the_municipality():
    counts, seen = quiet(mean=30), np.full((45, 13), 180.0)
    counts[-1, 6:], seen[-1, 6:] = np.nan, np.nan
    table = tables.stack(
        *(
            series(one, name, group="", counted="site")
            for one, name in ((counts, "monthly_sites_out_of_norm"), (seen, "monthly_sites_seen"))
        )
    )
    is_total = (table.area == "") & (table.period == NOW.label)
    table.loc[is_total, "value"] = [np.nansum(counts[-1]), np.nansum(seen[-1])]
    row = of(signals.judged(table, NOW, ASKED), "")
    assert row.verdict == "gewoon" and row.estimate == pytest.approx(180, rel=0.1)


def test_sites_are_judged_only_where_params_say_so():
    found = sites(quiet(), np.full((45, 13), 180.0), Signals(categories=["Zwerfvuil"]))
    assert set(found.verdict) == {"niet beoordeeld"}


def test_no_series_no_rows():
    assert signals.judged(tables.measures(), NOW, ASKED).empty
    assert judged(quiet(), measure="monthly_hours", counted="hour").empty


def test_no_sentence_tells_how_often_a_signal_is_false_or_says_significant():
    told = pd.concat([judged(times(quiet(), 3)), judged(times(quiet(), 3, wijken=2)), judged(quiet(20))])
    assert not told.rule.str.contains("vals|signific|1 op de|kans", case=False).any() and (told.rule != "").all()
