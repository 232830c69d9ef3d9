"""Expectations: means by hand, pyfixest (two-way regression of each 2 x 2, saturated event study), planted changes."""

from __future__ import annotations

import re
import warnings

import numpy as np
import pandas as pd
import pytest

from helpers.floor.shapes import tables
from helpers.models.scan_car import start_of_car
from helpers.models.scan_car.start_of_car import event_study
from helpers.models.statistics import fixed_effects

FORBIDDEN = re.compile(r"significant|effect|door de|dankzij|\bnan\b|\bnone\b|\d\.\d(?!\d\d)", re.IGNORECASE)
STARTS = [2, 2, 4, 4, 4, 6, None, None, None, None]


def cells(starts, periods: int = 8, change=lambda start, since: 0.0, noise: float = 0.0, seed: int = 1):
    """Wijken with own levels and a common path; `change` (start, periods since) from the start on."""
    generator = np.random.default_rng(seed)
    own, path = generator.normal(60, 8, len(starts)), generator.normal(0, 3, periods)
    rows = [
        {"cluster": f"W{i:02d}", "period": t, "start": start, "y": own[i] + path[t] + generator.normal(0, noise)
         + (change(start, t - start) if start is not None and t >= start else 0.0)}
        for i, start in enumerate(starts) for t in range(periods)
    ]  # fmt: skip
    return pd.DataFrame(rows).astype({"start": float})


def group_time(cells: pd.DataFrame) -> pd.DataFrame:
    """ATT(g, t) behind the study, start and period by their place among the periods."""
    rows = start_of_car._group_time(*start_of_car._wide(cells))
    return pd.DataFrame(rows, columns=start_of_car._COLUMNS)


def terms(cells: pd.DataFrame) -> pd.Series:
    """The mean ATT over all and by event time."""
    return start_of_car._terms(*start_of_car._wide(cells)).att


def told(table: pd.DataFrame) -> pd.DataFrame:
    silent = table[table.estimate.isna()]
    assert not [rule for rule in silent.rule if FORBIDDEN.search(rule) or not rule.endswith(".")]
    assert table.dtypes.astype(str).to_dict() == tables.ESTIMATE_COLUMNS
    return table


def by_time(table: pd.DataFrame) -> pd.DataFrame:
    return tables.rows_of(table, term="event_time").set_index("at")


def saturated(table: pd.DataFrame) -> pd.Series:
    """ATT(g, t) against wijken that never started, from pyfixest's saturated event study."""
    pyfixest = pytest.importorskip("pyfixest")
    data = table.assign(start=table.start.fillna(0).astype(int), unit=pd.factorize(table.cluster)[0])
    names = {"yname": "y", "idname": "unit", "tname": "period", "gname": "start", "cluster": "unit"}
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", module="pyfixest")
        return pyfixest.event_study(data, **names, estimator="saturated", att=False).coef()


def test_a_2_by_2_is_the_difference_of_two_changes_of_means_by_hand():
    table = pd.DataFrame({"cluster": list("aabbccdd"), "period": [1, 2] * 4, "start": [2.0] * 4 + [np.nan] * 4})
    table["y"] = [10.0, 17, 20, 25, 30, 31, 40, 43]  # changes 7 and 5; 1 and 3
    row = group_time(table).iloc[0]
    assert (row.att, row.event_time, row.treated, row.compared) == (6 - 2, 0, 2, 2)


def test_a_staggered_start_is_compared_with_wijken_not_yet_or_never_started_by_hand():
    y = {"a": [1, 2, 9, 10], "b": [2, 4, 6, 15], "c": [5, 6, 8, 9]}  # a starts in 3, b in 4, c never
    rows = [(c, t + 1, v, {"a": 3, "b": 4, "c": None}[c]) for c, vs in y.items() for t, v in enumerate(vs)]
    table = pd.DataFrame(rows, columns=["cluster", "period", "y", "start"])
    att = group_time(table).assign(start=lambda t: t.start + 1, period=lambda t: t.period + 1)
    att = att.set_index(["start", "period"])
    # a from period 2: against b and c in 1 and 3, against c alone in 4, when b has started
    assert att.att[3, 1] == (1 - 2) - ((2 - 4) + (5 - 6)) / 2
    assert att.att[3, 3] == (9 - 2) - ((6 - 4) + (8 - 6)) / 2
    assert att.att[3, 4] == (10 - 2) - (9 - 6)
    # b from period 3: never against a, which had started by then
    assert att.att[4, 4] == (15 - 6) - (9 - 8) and att.att[4, 2] == (4 - 6) - (6 - 8)
    assert att.compared.to_dict() == {(3, 1): 2, (3, 3): 2, (3, 4): 1, (4, 1): 1, (4, 2): 1, (4, 4): 1}


def test_each_att_is_the_two_way_regression_on_its_own_two_groups_and_two_periods():
    table = cells(STARTS, change=lambda start, since: start + since, noise=2, seed=2)
    for row in group_time(table).itertuples():
        later = table.start.isna() | (table.start > max(row.period, row.start - 1))
        own = table[(later | (table.start == row.start)) & table.period.isin([row.period, row.start - 1])]
        is_on = (own.start == row.start) & (own.period == row.period)
        theirs = fixed_effects.fit(own.assign(x=is_on.astype(float), weight=1.0))
        assert row.att == pytest.approx(theirs.slope, abs=1e-9)


def test_where_only_never_started_wijken_are_left_to_compare_pyfixest_says_the_same():
    table = cells(STARTS, change=lambda start, since: 3 - since, noise=2, seed=3)
    theirs, checked = saturated(table), 0
    for row in group_time(table).itertuples():
        if row.compared == 4:
            name = [n for n in theirs.index if re.search(rf"::{row.event_time}(\.0)?:.*{row.start}(\.0)?$", n)]
            assert row.att == pytest.approx(theirs[name].item(), abs=1e-8)
            checked += 1
    assert checked == 11  # 2 of group 2, 2 of group 4 and 7 of group 6


def test_a_growing_change_is_found_where_the_plain_two_way_regression_has_the_wrong_sign():
    starts = [1, 1, 1, 6, 6, 6]
    table = cells(starts, periods=12, change=lambda start, since: 2.0 * (since + 1))
    is_on = (table.period >= table.start).astype(float)
    plain = fixed_effects.fit(table.assign(x=is_on, weight=1.0))
    assert plain.slope < -1
    att = group_time(table)
    true = 2.0 * (att.event_time + 1).where(att.event_time >= 0, 0)
    assert att.att.to_numpy() == pytest.approx(true.to_numpy()) and terms(table)["overall"] == pytest.approx(6.0)


def test_groups_that_change_differently_each_keep_their_own():
    change = {2: 5.0, 4: -3.0, 6: 1.0}
    att = group_time(cells(STARTS, change=lambda start, since: change[start]))
    after = att[att.event_time >= 0]
    assert after.att.to_numpy() == pytest.approx(after.start.map(change).to_numpy())
    assert att[att.event_time < 0].att.to_numpy() == pytest.approx(0, abs=1e-9)


def test_groups_are_weighed_by_their_size():
    change = {2: 5.0, 4: -3.0, 6: 1.0}
    means = terms(cells(STARTS, change=lambda start, since: change[start]))
    assert means[["overall", 0]].tolist() == pytest.approx([(2 * 5 + 3 * -3 + 1) / 6] * 2)
    assert means[3] == pytest.approx((2 * 5 + 3 * -3) / 5)


def test_the_error_of_one_group_is_the_closed_form_of_the_jackknife_of_two_means():
    starts = [3] * 4 + [None] * 6
    table = cells(starts, change=lambda start, since: 2.0, noise=3, seed=4)
    wide = table.pivot(index="cluster", columns="period", values="y")
    change = (wide[3] - wide[2]).to_numpy()
    own, other = change[:4], change[4:]
    variance = 9 / 10 * (own.var(ddof=1) / 3 + other.var(ddof=1) / 5)
    row = by_time(told(event_study(table))).loc[0]
    assert row.estimate == pytest.approx(own.mean() - other.mean()) and row.se == pytest.approx(variance**0.5)
    assert row.df == 3 and (row.high - row.low) / row.se == pytest.approx(2 * 3.1824, abs=1e-3)  # t table, df 3


def test_the_study_shows_three_periods_either_side_without_the_base_and_one_number_over_all():
    table = told(event_study(cells(STARTS, change=lambda start, since: 4.0, noise=1, seed=5)))
    assert sorted(by_time(table).index) == [-3, -2, 0, 1, 2, 3]
    overall = tables.the(table, term="overall")
    assert overall.low < 4 < overall.high and overall.verdict == "toename" and overall.df == 5
    assert set(tables.rows_of(table, term=["overall", "event_time"]).role) == {"exploratory"}
    assert tables.rows_of(table, role="gate").is_met.all()


def test_the_planted_change_lies_in_19_of_20_intervals_with_few_starters():
    starts = [2, 3, 5, *[None] * 10]
    rows = [
        tables.the(event_study(cells(starts, periods=6, change=lambda g, e: 2.0, noise=3, seed=s)), term="overall")
        for s in range(20)
    ]
    assert sum(row.low < 2 < row.high for row in rows) >= 16  # 20 draws at .95: fewer in 1 of 300 times


@pytest.mark.parametrize(
    ("starts", "gate", "seen"),
    [
        ([2, 4] + [None] * 8, "starting_wijken", 2),
        ([None] * 10, "starting_wijken", 0),
        ([3] * 10, "wijken_to_compare", 0),
        ([0] * 5 + [2, 4] + [None] * 3, "starting_wijken", 2),  # started in the first period: no base
        ([99] * 5 + [2, 4] + [None] * 3, "starting_wijken", 2),  # starts after the last period
    ],
)
def test_too_few_starting_wijken_or_none_to_compare_with_is_refused_with_the_reason(starts, gate, seen):
    table = told(event_study(cells(starts, noise=1)))
    row = tables.the(table, term="overall")
    assert row.verdict == "niet te zien" and np.isnan(row.estimate) and not len(by_time(table))
    failed = tables.the(table, term=gate)
    assert not failed.is_met and failed.estimate == seen and failed.rule in row.rule


def test_what_hangs_on_one_wijk_has_no_interval():
    rows = by_time(told(event_study(cells([2, 2, 4, 4, None], noise=1))))
    # two periods after a start only the wijk that never started is left to compare with
    assert "één wijk" in rows.rule[2] and np.isnan(rows.estimate[2]) and rows.verdict[2] == "niet te zien"
    assert np.isfinite(rows.estimate[0])


def test_without_a_wijk_that_never_starts_the_last_group_is_only_a_comparison():
    att = group_time(cells([2, 2, 5, 5], noise=1))
    assert set(att[att.start == 2].period) == {0, 2, 3, 4} and not len(att[att.start == 5])


def test_wijken_where_the_car_drove_from_the_first_period_on_change_nothing():
    table = cells([0, 0, *STARTS], noise=1)
    rest = table[~table.cluster.isin(["W00", "W01"])]
    pd.testing.assert_frame_equal(event_study(table), event_study(rest))


def test_labels_of_quarters_and_a_start_between_two_of_them_are_understood():
    table = cells(STARTS, change=lambda start, since: 4.0, noise=1)
    labels = [f"{2024 + t // 4}-Q{t % 4 + 1}" for t in range(8)]
    named = table.assign(period=table.period.map(dict(enumerate(labels))))
    named["start"] = table.start.map(dict(enumerate(labels)))
    pd.testing.assert_frame_equal(event_study(named), event_study(table))
    pd.testing.assert_frame_equal(event_study(table.assign(start=table.start - 0.5)), event_study(table))


def test_a_cell_that_is_unknown_leaves_only_the_comparisons_that_need_it():
    table = cells(STARTS, change=lambda start, since: 4.0)
    gap = table.drop(table.index[(table.cluster == "W00") & (table.period == 1)])
    att = group_time(gap).set_index(["start", "period"])
    assert att.treated[2, 3] == 1 and att.treated[4, 5] == 3  # W00 has no base; the others do
    assert att.att[2, 3] == pytest.approx(4)


def test_the_order_of_the_rows_does_not_matter():
    table = cells(STARTS, noise=1)
    pd.testing.assert_frame_equal(event_study(table.sample(frac=1, random_state=1)), event_study(table))


def test_a_cell_that_occurs_twice_and_a_wijk_with_two_starts_are_refused():
    table = cells(STARTS)
    with pytest.raises(ValueError, match="occur twice"):
        group_time(pd.concat([table, table.iloc[:1]]))
    with pytest.raises(ValueError, match="two starts"):
        event_study(table.assign(start=np.where(table.period < 4, table.start, 7)))
