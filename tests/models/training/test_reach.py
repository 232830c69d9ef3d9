"""What the model says about wijken: planted differences are found, chance is not."""

import numpy as np
import pandas as pd
import pytest

from helpers.floor.areas import Areas
from helpers.floor.shapes import tables
from helpers.models.statistics import funnel
from helpers.models.training import reach, reach_gap
from helpers.samples import truth
from helpers.samples.exports import cybertraining_deelnemers

PEOPLE = [1750, 1310, 1930, 520, 1440, 660, 1790, 1660, 2040, 1210, 830, 980, 1710]
WIJKEN = [f"w{i:02}" for i in range(len(PEOPLE))]


def counts(values, total=None, withheld=()):
    rows = [
        {"area_level": "wijk", "area": area, "value": np.nan if area in withheld else value}
        | {"withheld": "small" if area in withheld else ""}
        for area, value in zip(WIJKEN, values, strict=False)
    ]
    whole = sum(values) if total is None else total
    rows.append({"area_level": "municipality", "value": whole})
    return tables.measures(rows, measure="elderly_trained", unit="persons", counted="person", period="2026-Q4")


def population(values=PEOPLE):
    rows = [{"area_level": "wijk", "area": a, "value": n} for a, n in zip(WIJKEN, values, strict=False)]
    rows.append({"area_level": "municipality", "area": "GM0001", "value": sum(values)})
    return tables.measures(rows, measure="elderly_population")


def verdicts(values, **more):
    told = reach.per_wijk(counts(values, **more), population(), "2026-Q4")
    found = tables.rows_of(told, term="funnel_limit")
    return found.drop_duplicates("area").set_index("area").verdict.to_dict()


def test_a_wijk_that_is_reached_less_is_found_and_no_other():
    rate = 0.04
    values = [round(n * rate) for n in PEOPLE]
    values[10] = round(0.3 * values[10])
    found = verdicts(values)
    assert found.pop("w10") == "duidelijk lager"
    assert set(found.values()) == {"past bij toeval"}


def test_of_persons_drawn_as_in_the_sample_only_the_planted_wijk_lies_outside():
    # The sample draws homes by inhabitants of all ages; 2,000 persons, because 140 leave the wijk hidden.
    areas, random = Areas.load(), np.random.default_rng(11)
    shares = cybertraining_deelnemers._age_bands(65), cybertraining_deelnemers._inhabitants(areas)
    homes = pd.Series([cybertraining_deelnemers._new_person(i, random, shares).wijk for i in range(2000)])
    about = {"area_level": "wijk", "counted": "person"}
    rows = [{"area": wijk, "value": (homes == wijk).sum(), **about} for wijk in areas.codes]
    drawn = tables.measures([*rows, {"area_level": "municipality", "value": 2000}])
    people = dict(zip(areas.codes, areas.table.inhabitants, strict=True))
    rows = [{"area_level": "wijk", "area": wijk, "value": n} for wijk, n in people.items()]
    rows.append({"area_level": "municipality", "value": sum(people.values())})
    told = reach.per_wijk(drawn, tables.measures(rows), "2025-Q4")
    found = tables.rows_of(told, term="funnel_limit").drop_duplicates("area").set_index("area").verdict
    assert found[areas.codes[truth.WIJK_REACHED_LESS]] == "duidelijk lager"
    assert (found == "duidelijk lager").sum() == 1


def test_a_wijk_that_is_reached_more_is_found_the_other_way_round():
    values = [round(n * 0.04) for n in PEOPLE]
    values[10] = 3 * values[10]
    assert verdicts(values)["w10"] == "duidelijk hoger"


def test_counts_that_follow_the_population_leave_no_wijk_outside():
    assert set(verdicts([round(n * 0.02) for n in PEOPLE]).values()) == {"past bij toeval"}


def test_by_chance_alone_a_clear_difference_is_rare():
    random = np.random.default_rng(5)
    panels = [verdicts(random.poisson(np.array(PEOPLE) * 0.015).tolist()) for _ in range(40)]
    seen = [one for panel in panels for one in panel.values()]
    assert np.mean([one.startswith("duidelijk") for one in seen]) < 0.01
    assert np.mean([one.startswith("mogelijk") for one in seen]) < 0.07


def test_hidden_wijken_and_those_with_few_inhabitants_are_not_in_it():
    told = reach.per_wijk(counts([20] * 13, withheld=("w03",)), population([*PEOPLE[:5], 199, *PEOPLE[6:]]), "2026-Q4")
    assert not {"w03", "w05"} & set(told.area)
    assert "w04" in set(told.area)


def test_what_is_expected_follows_the_exact_municipal_total_and_not_the_shown_wijken():
    # A few homes are not known: the wijken add up to less than the total.
    values = [round(n * 0.02) for n in PEOPLE]
    total = round(1.05 * sum(values))
    told = reach.per_wijk(counts(values, total=total), population(), "2026-Q4")
    one = tables.the(told, term="funnel_limit", area="w00", level=funnel.ALARM)
    assert one.estimate == pytest.approx(1000 * total / sum(PEOPLE))
    low, high = funnel.limits([PEOPLE[0] * total / sum(PEOPLE)], funnel.ALARM, 0)
    assert (one.low, one.high) == pytest.approx((1000 * low[0] / PEOPLE[0], 1000 * high[0] / PEOPLE[0]))


def test_a_drawn_rate_lies_between_the_wijk_and_the_municipality():
    told = reach.per_wijk(counts([60, 10, 40, 12, 30, 10, 35, 30, 10, 25, 15, 20, 35]), population(), "2026-Q4")
    whole = tables.rows_of(told, term="funnel_limit").estimate.iloc[0]
    own = tables.rows_of(told, term="rate").set_index("area").estimate
    drawn = tables.rows_of(told, term="shrunken_rate").set_index("area").estimate
    assert ((drawn - own) * (whole - own) >= -1e-9).all()
    assert (abs(drawn - whole) <= abs(own - whole) + 1e-9).all()


def test_the_typical_wijk_is_that_of_middling_size_with_its_own_wider_limits():
    told = reach.per_wijk(counts([round(n * 0.04) for n in PEOPLE]), population(), "2026-Q4")
    # 520 660 830 980 1210 1310 [1440] 1660 …: seven of thirteen are as large or larger.
    middle = tables.the(told, term="funnel_limit", area=WIJKEN[4], level=funnel.ALARM)
    typical = tables.the(reach.typical_limit(told), term="typical_limit")
    assert typical["at"] == 1440 and typical.area == ""
    assert typical[["estimate", "low", "high"]].tolist() == middle[["estimate", "low", "high"]].tolist()


def test_the_size_of_the_typical_wijk_is_given_to_the_nearest_ten_and_hidden_wijken_do_not_count():
    people = [1754, 1316, *PEOPLE[2:]]
    shown = counts([40, 40, 40], total=5000)
    told = reach.per_wijk(shown, population(people), "2026-Q4")
    assert reach.typical_limit(told)["at"].tolist() == [1750]
    assert reach.typical_limit(reach.per_wijk(counts([40, 40]), population(), "2026-Q4")).empty


def test_wide_differences_widen_the_limits_and_say_so():
    values = [10, 60, 10, 40, 10, 45, 10, 60, 10, 60, 10, 50, 10]
    told = reach.per_wijk(counts(values), population(), "2026-Q4")
    spread = tables.the(told, term="spread")
    assert spread.verdict == "verruimd" and "verruimd" in spread.rule
    whole = sum(values) / sum(PEOPLE)
    one = tables.the(told, term="funnel_limit", area="w00", level=funnel.WARNING)
    exact = funnel.limits([PEOPLE[0] * whole], funnel.WARNING, 0)[1].item()
    assert one.high > 1000 * exact / PEOPLE[0]


def test_with_two_wijken_there_is_only_the_gate():
    told = reach.per_wijk(counts([20, 20], total=40), population(), "2026-Q4")
    assert told.term.tolist() == ["wijken"] and not told.is_met.any()
    assert "2 wijken zijn" in told.rule[0]


def test_without_a_total_there_is_nothing_to_compare_with():
    table = counts([20] * 13)
    table = table[table.area_level == "wijk"]
    assert reach.per_wijk(table, population(), "2026-Q4").empty


def axis_of(values):
    rows = [{"area_level": "wijk", "area": a, "value": v} for a, v in zip(WIJKEN, values, strict=False)]
    return tables.measures(rows, measure="venue_distance")


def gaps(values, places):
    cells = reach.cells(counts(values), population([1000] * len(values)))
    return reach_gap.of_axes(cells, {"venue_distance": axis_of(places)}, ["venue_distance"], "2026-Q4")


def test_the_thirds_are_described_and_the_slope_decides():
    # By hand: thirds of nine equal wijken are 150, 90 and 60 of 3,000; statsmodels fits the line.
    import statsmodels.api as sm

    values = [50, 50, 50, 30, 30, 30, 20, 20, 20]
    told = gaps(values, range(9))
    thirds = tables.rows_of(told, term="third_rate")
    assert thirds.estimate.tolist() == [50, 30, 20] and thirds.n_clusters.tolist() == [3, 3, 3]
    assert thirds.low.isna().all() and set(thirds.role) == {"exploratory"}
    slope = tables.the(told, role="primary")
    ridits = (np.arange(9) + 0.5) / 9
    fit = sm.WLS(np.array(values), sm.add_constant(ridits), weights=np.full(9, 1000)).fit()
    assert slope.term == "slope_index" and slope.estimate == pytest.approx(fit.params[1])
    assert (slope.low, slope.high) == pytest.approx(fit.conf_int()[1])


def test_turning_the_axis_round_turns_slope_and_index_round():
    values = [50, 50, 45, 30, 30, 35, 20, 22, 20]
    one, other = gaps(values, range(9)), gaps(values, range(9, 0, -1))
    for term in ("slope_index", "concentration_index"):
        estimates = [table[(table.term == term) & (table.role != "gate")].estimate.item() for table in (one, other)]
        assert estimates[0] == pytest.approx(-estimates[1])
        assert estimates[0] != 0


def test_two_wijken_that_stand_out_are_no_relation_however_many_persons_they_are():
    # Newcombe's interval of the outer thirds, with persons as the unit, is 3.3 to 20.9 per 1,000 here.
    assert not tables.the(gaps([60, 20, 30, 30, 30, 30, 30, 20, 24], range(9)), role="primary").high < 0


def test_fewer_than_eight_wijken_give_thirds_to_describe_and_no_slope():
    told = gaps([30] * 9, [1, 1, 1, 2, 3, 3, 3, None, None])
    assert not tables.the(told, term="slope_index", role="gate").is_met
    assert set(told[told.role != "gate"].term) == {"third_rate"}


def test_two_wijken_in_an_outer_third_are_no_group():
    told = gaps([30] * 8, [1, 1, 2, 2, 2, 3, 3, 3])
    assert not tables.the(told, term="thirds", role="gate").is_met
    assert "(dichtbij of ver weg) zitten 2 wijken; nodig zijn er 3" in tables.the(told, term="thirds").rule
    assert "third_rate" not in set(told.term) and "slope_index" in set(told[told.role == "primary"].term)


def test_wijken_that_lie_equally_far_give_no_slope_and_say_why():
    gate = tables.the(gaps([30] * 13, [0] * 13), term="slope_index")
    assert not gate.is_met and "niets om naar te vergelijken" in gate.rule


def test_without_any_wijk_there_are_only_gates():
    cells = reach.cells(counts([20] * 3, withheld=WIJKEN), population())
    told = reach_gap.of_axes(cells, {"venue_distance": axis_of([1, 2, 3])}, ["venue_distance"], "2026-Q4")
    assert set(told.role) == {"gate"}


@pytest.mark.parametrize("axis", ["age_band", "income", "venue_distance"])
def test_an_axis_that_was_declared_and_is_not_known_is_named_as_not_measured(axis):
    cells = reach.cells(counts([20] * 13), population())
    told = reach_gap.of_axes(cells, {"venue_distance": tables.measures()}, [axis], "2026-Q4")
    assert told.split.tolist() == [axis] and "niet gemeten" in told.rule[0]


def test_an_axis_that_was_not_declared_is_not_looked_at():
    cells = reach.cells(counts([20] * 13), population())
    assert reach_gap.of_axes(cells, {"venue_distance": axis_of(range(13))}, [], "2026-Q4").empty
