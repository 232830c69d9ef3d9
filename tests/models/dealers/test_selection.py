"""Expectations: statistics.md cards 3.1 and 3.2, brute force over every outcome of a small register, and draws."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import special

from helpers import disclosure
from helpers.floor.params.settings import SmallNumbers
from helpers.floor.shapes import tables
from helpers.models.dealers import selection
from helpers.models.dealers.all_dealers import possible_totals

CELL = {"measure": "random_inspection_percent", "area": "gemeente", "period": "2026-Q3"}


def rules(**changed) -> dict[str, str]:
    given_ = {"met": 13, "inspected_at_random": 20, "registered": 45, "target_percent": 50} | changed
    table = selection.random_only(**given_)
    return dict(zip(table.term, table.rule, strict=True))


def test_a_draw_of_twenty_of_forty_five_gives_the_published_interval_as_headline():
    row = tables.the(
        selection.random_only(13, 20, 45, target_percent=50), term="all_dealers_random", role="primary"
    )
    assert (row.low, row.high, row.estimate) == pytest.approx((100 * 21 / 45, 80, 65))
    assert "als de gecontroleerde" not in row.rule


def test_over_random_draws_the_headline_covers_the_share_of_the_register():
    generator = np.random.default_rng(3)
    register = np.array([1] * 28 + [0] * 17)
    held = 0
    for _ in range(300):
        met = int(generator.choice(register, 20, replace=False).sum())
        row = tables.the(
            selection.random_only(met, 20, 45, target_percent=None), role="primary", term="all_dealers_random"
        )
        held += row.low - 1e-9 <= 100 * 28 / 45 <= row.high + 1e-9
    assert held / 300 >= 0.95 - 0.025  # two Monte Carlo errors


def test_the_interval_over_everyone_inspected_is_never_a_headline():
    table = selection.of_register(
        13, 20, 45, met_at_random=7, inspected_at_random=11, target_percent=50, **CELL
    )
    pooled = tables.the(table, term="all_dealers")
    assert pooled.role == "exploratory" and "als de gecontroleerde opkopers" in pooled.rule
    assert set(table[table.role == "primary"].n) == {11}
    assert tables.the(table, term="bounds").role == "limit"


@pytest.mark.parametrize(("met", "drawn"), [(0, 0), (2, 4), (float("nan"), float("nan"))])
def test_without_enough_random_inspections_only_the_bounds_are_certain(met, drawn):
    table = selection.of_register(13, 20, 45, met_at_random=met, inspected_at_random=drawn, target_percent=50)
    headline = table[table.role == "primary"]
    assert (headline.withheld != "").all() and headline[["estimate", "low", "high"]].isna().all(axis=None)
    assert not tables.the(table, term="inspected_at_random").is_met
    limits = tables.the(table, term="bounds")
    assert (round(limits.low), round(limits.high)) == (29, 84)


def test_when_every_inspection_was_drawn_the_headline_is_that_of_the_municipality():
    for met, drawn, place in [
        (13, 20, ("compliant_dealers_percent", "")),
        (7, 11, ("random_inspection_percent", "steekproef")),
    ]:
        table = selection.of_register(
            13, 20, 45, met_at_random=met, inspected_at_random=drawn, target_percent=50, **CELL
        )
        headline = tables.the(table, term="all_dealers_random")
        assert (headline.measure, headline.group) == place
        assert set(table.measure[table.term.isin(["all_dealers", "bounds"])]) == {"compliant_dealers_percent"}


def test_what_is_said_of_a_small_draw_is_hidden_with_its_count():
    rows = [
        {"value": 65, "numerator": 13, "denominator": 20},
        {"split": "reason", "group": "steekproef", "value": 100 * 7 / 11, "numerator": 7, "denominator": 11},
    ]
    same = CELL | {"area_level": "municipality", "counted": "dealer", "unit": "percent"}
    told = tables.stack(
        selection.of_register(13, 20, 45, met_at_random=7, inspected_at_random=11, target_percent=50, **CELL),
        selection.advice(45, 11, **CELL),
    )
    _, shown = disclosure.protect(tables.measures(rows, **same), told, SmallNumbers())
    of_draw = shown[shown.group == "steekproef"]
    assert set(of_draw.term) == {
        "all_dealers_random",
        "at_least_target_random",
        "inspected_at_random",
        "random_enough",
    }
    assert of_draw[["estimate", "low", "n"]].isna().all(axis=None) and (of_draw.rule == "").all()
    assert not shown.rule.str.contains(r"\b11\b").any()
    assert tables.the(shown, term="random_needed").estimate == 31


def test_the_words_turn_round_with_the_counts():
    assert rules()["at_least_target_random"].endswith("De kans op minstens 50% van alle is meer dan 9 op 10.")
    assert rules(met=4)["at_least_target_random"].endswith(
        "De kans op minstens 50% van alle is minder dan 1 op 10."
    )
    assert rules(met=1)["all_dealers_random"].startswith(
        "Van de 20 opkopers uit de steekproef voldoet er 1. Voor alle 45"
    )
    assert rules(met=0)["all_dealers_random"].startswith("Van de 20 opkopers uit de steekproef voldoen er 0.")


def test_a_census_by_lot_is_a_certainty_on_both_sides_of_the_target():
    above = rules(met=30, inspected_at_random=45)
    below = rules(met=22, inspected_at_random=45)
    assert above["all_dealers_random"].endswith("Dat zijn ze allemaal: er is geen onzekerheid.")
    assert above["at_least_target_random"].endswith("Het aandeel van alle is minstens 50%.")
    assert below["at_least_target_random"].endswith("Het aandeel van alle is lager dan 50%.")


@pytest.mark.parametrize(
    ("numbers", "why"),
    [
        ({"met": 0, "inspected_at_random": 0}, "Er is geen steekproef"),
        ({"met": 3, "inspected_at_random": 4}, "minder dan 5 opkopers"),
        ({"registered": 19}, "meer opkopers dan er nog staan ingeschreven"),
        ({"registered": float("nan")}, "Niet bekend"),
    ],
)
def test_a_refusal_says_why(numbers, why):
    assert why in rules(**numbers)["all_dealers_random"]


def test_without_a_target_there_is_no_chance():
    assert "at_least_target_random" not in rules(target_percent=None)


@pytest.mark.parametrize("half_width", [5, 10, 15, 20])
@pytest.mark.parametrize("registered", [1, 2, 5, 12, 20, 33, 45])
def test_the_advice_is_the_fewest_from_which_every_outcome_is_narrow_enough(registered, half_width):
    def is_narrow(n):
        spans = (possible_totals(met, n, registered) for met in range(n + 1))
        return all(100 * (high - low) / 2 / registered <= half_width + 1e-9 for low, high in spans)

    sizes = range(1, registered + 1)
    enough = next(n for n in sizes if all(is_narrow(more) for more in range(n, registered + 1)))
    assert selection.needed_at_random(registered, half_width) == enough


@given(st.integers(1, 60), st.integers(2, 15))
@settings(deadline=None, max_examples=30)
def test_a_tighter_wish_never_takes_fewer_draws(registered, half_width):
    wished = [selection.needed_at_random(registered, width) for width in (half_width, half_width + 5)]
    assert wished[0] >= wished[1] >= 1 and wished[0] <= registered


def test_a_register_of_five_hundred_is_advised_at_once():
    # Cochran 1977, ch. 4: n0 = 1.96²·.25/.1² = 96, with the correction 96 / (1 + 95/500) = 81; exact takes more.
    assert 81 <= selection.needed_at_random(500) <= 95


@pytest.mark.parametrize(
    ("drawn", "left", "said"),
    [
        (0, 4, "Er is nog geen steekproef; nodig zijn er nog 31. Er zijn nog 4 kwartalen: 8 per kwartaal."),
        (1, 2, "In de steekproef zit er 1; nodig zijn er nog 30. Er zijn nog 2 kwartalen: 15 per kwartaal."),
        (30, 1, "In de steekproef zitten er 30; nodig is er nog 1. Er is nog 1 kwartaal: 1 per kwartaal."),
        (30, 0, "In de steekproef zitten er 30; nodig is er nog 1. Dat kan dit jaar niet meer."),
        (31, 0, "In de steekproef zitten er 31: genoeg."),
    ],
)
def test_the_advice_says_what_is_still_to_be_done(drawn, left, said):
    row = tables.the(selection.advice(45, drawn, quarters_left=left), term="random_enough")
    assert row.rule == said and bool(row.is_met) is (drawn >= 31)


def test_the_advice_for_a_handful_is_to_visit_all_of_them():
    said = selection.advice(4).rule.tolist()
    assert said[:2] == [
        "Alleen met een controle bij alle opkopers is het aandeel tot op 10 procentpunt te schatten.",
        "Dat is er 1 per kwartaal.",
    ]
    assert (
        selection.advice(5).rule[1] == "Dat is er 1 per kwartaal."
        and selection.advice(6).rule[1] == "Dat zijn er 2 per kwartaal."
    )
    for registered, width in ((0, 10), (5, 0)):
        with pytest.raises(ValueError, match="no advice"):
            selection.needed_at_random(registered, width)


def narrow_sizes(registered, allowed, tail=0.025):
    """For each n the whole table of chances, every outcome and every register: whether no interval is wider."""
    log = special.gammaln(np.arange(registered + 2) + 1)  # log of n!
    totals = np.arange(registered + 1)[:, None]

    def ways(of, part):
        is_there = (part >= 0) & (part <= of)
        part = np.where(is_there, part, 0)
        return np.where(is_there, log[of] - log[part] - log[of - part], -np.inf)

    for n in range(1, registered + 1):
        k = np.arange(n + 1)
        chance = np.exp(
            ways(totals, k) + ways(registered - totals, n - k) - ways(np.array(registered), np.array(n))
        )
        least = (chance[:, ::-1].cumsum(axis=1)[:, ::-1] > tail).argmax(axis=0)
        yield bool((registered - least[::-1] - least <= allowed).all())


@pytest.mark.parametrize("half_width", [5, 10, 15])
def test_up_to_seventy_registered_the_advice_is_that_of_a_scan_of_every_size_and_outcome(half_width):
    for registered in range(1, 71):
        narrow = list(narrow_sizes(registered, 2 * half_width / 100 * registered + 1e-9))
        wide = [n for n, is_narrow in enumerate(narrow, start=1) if not is_narrow]
        assert selection.needed_at_random(registered, half_width) == 1 + max(wide, default=0), registered


def test_a_register_of_ten_thousand_is_advised_as_by_a_scan_of_every_total():
    # Cochran 1977, ch. 4: 96 / (1 + 95/10,000) = 95.1; the scan of every total before took 28 s and gave 103.
    assert selection.needed_at_random(10_000) == 103
