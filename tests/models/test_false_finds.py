"""The counts of false finds: tests/benchmarks/false_finds_scan_car.py on few panels, and that it says what is missed."""

from __future__ import annotations

import false_finds_scan_car as false_finds
import pandas as pd


def test_the_old_way_says_that_random_hours_followed_the_dirt_and_the_new_way_seldom():
    cases = [("random", 4.0, false_finds.WIDE), ("dynamic", 4.0, false_finds.HOURS_CELL_SD)]
    told = false_finds.words_counted(false_finds.followed((13, 5), range(150), cases))
    counted = told.droplevel("size")
    random, follows = (counted.xs(kind, level="hours").iloc[0] for kind in ("random", "dynamic"))
    assert random.before_followed > 0.10  # about .2
    assert random.after_followed + random.after_shunned <= 0.05 + 3 * (0.05 * 0.95 / 150) ** 0.5
    assert follows.after_followed > 0.45  # power of about .6
    assert false_finds.missed(told) == []


def test_a_level_that_is_missed_is_said():
    said = {"before_followed": 0.2, "after_followed": 0.06, "after_shunned": 0.03, "panels": 1000}
    index = pd.MultiIndex.from_tuples([("13x5", "random", 4.0, 8.0)], names=["size", "hours", "slope", "spread"])
    table = pd.DataFrame([said], index=index)
    assert "13x5, random, slope 4" in false_finds.missed(table)[0]
    assert false_finds.missed(table.assign(after_followed=0.03)) == []


def test_the_gate_by_all_cells_lets_other_panels_speak_than_the_jackknife():
    counted = false_finds.gates_counted(false_finds.seen((13, 5), range(60)))
    speaks = counted.speaks.xs("13x5").unstack()
    assert (speaks.loc[5.0, ["jackknife", "of_all_cells"]] > 0.7).all()
    assert speaks.loc[2.5, "of_all_cells"] < speaks.loc[5.0, "of_all_cells"]
    assert counted.times.xs("13x5")[float("inf")].item() > 1.2
