"""Expectations: statistics.md cards 3.1 and 3.2, brute force over every outcome of a small register, and draws."""

from __future__ import annotations

import numpy as np
import pytest
from scipy import special

from helpers import disclosure
from helpers.floor.params.small_numbers import SmallNumbers
from helpers.floor.shapes import tables
from helpers.models.dealers import selection
from helpers.models.dealers.all_dealers import possible_totals

CELL = {"measure": "random_inspection_percent", "area": "gemeente", "period": "2026-Q3"}


def drawn_row(met=13, drawn=20, registered=45, **cell):
    return selection.random_only(met, drawn, registered, **cell).iloc[0]


def test_a_draw_of_twenty_of_forty_five_gives_the_published_interval_as_headline():
    row = drawn_row()
    assert (row.low, row.high, row.estimate) == pytest.approx((100 * 21 / 45, 80, 65))
    assert (row.term, row.role, row.n, row["at"]) == ("all_dealers_random", "primary", 20, 45)


def test_over_random_draws_the_headline_covers_the_share_of_the_register():
    generator = np.random.default_rng(3)
    register = np.array([1] * 28 + [0] * 17)
    held = 0
    for _ in range(300):
        row = drawn_row(int(generator.choice(register, 20, replace=False).sum()))
        held += row.low - 1e-9 <= 100 * 28 / 45 <= row.high + 1e-9
    assert held / 300 >= 0.95 - 0.025  # two Monte Carlo errors


def test_what_is_said_of_a_small_draw_is_hidden_with_its_count():
    rows = [
        {"value": 65, "numerator": 13, "denominator": 20},
        {"split": "reason", "group": "steekproef", "value": 100 * 7 / 11, "numerator": 7, "denominator": 11},
    ]
    same = CELL | {"area_level": "municipality", "counted": "dealer", "unit": "percent"}
    told = tables.stack(
        selection.random_only(7, 11, 45, **CELL, split="reason", group="steekproef"), selection.advice(45)
    )
    _, shown = disclosure.protect(tables.measures(rows, **same), told, SmallNumbers())
    of_draw = tables.the(shown, group="steekproef")
    assert of_draw[["estimate", "low", "high", "n"]].isna().all() and of_draw.rule == ""
    assert tables.the(shown, term="random_needed").estimate == 31


def test_a_census_by_lot_is_a_point():
    row = drawn_row(met=30, drawn=45)
    assert row.low == row.estimate == row.high == pytest.approx(100 * 30 / 45)


@pytest.mark.parametrize(
    ("numbers", "withheld", "why"),
    [
        ({"met": 0, "drawn": 0}, "small", "Er is geen steekproef"),
        ({"met": 3, "drawn": 4}, "small", "minder dan 5 opkopers"),
        ({"registered": 19}, "missing", "meer opkopers dan er nog staan ingeschreven"),
        ({"registered": float("nan")}, "missing", "Niet bekend"),
    ],
)
def test_a_refusal_has_no_number_and_says_why(numbers, withheld, why):
    row = drawn_row(**numbers)
    assert row.withheld == withheld and why in row.rule and row[["estimate", "low", "high"]].isna().all()


@pytest.mark.parametrize("half_width", [5, 10, 15, 20])
@pytest.mark.parametrize("registered", [1, 2, 5, 12, 20, 33, 45])
def test_the_advice_is_the_fewest_from_which_every_outcome_is_narrow_enough(registered, half_width, monkeypatch):
    monkeypatch.setattr(selection, "HALF_WIDTH_PERCENT", half_width)

    def is_narrow(n):
        spans = (possible_totals(met, n, registered) for met in range(n + 1))
        return all(100 * (high - low) / 2 / registered <= half_width + 1e-9 for low, high in spans)

    sizes = range(1, registered + 1)
    enough = next(n for n in sizes if all(is_narrow(more) for more in range(n, registered + 1)))
    assert selection.needed_at_random(registered) == enough


def test_a_register_of_five_hundred_is_advised_at_once():
    # Cochran 1977, ch. 4: n0 = 1.96²·.25/.1² = 96, with the correction 96 / (1 + 95/500) = 81; exact takes more.
    assert 81 <= selection.needed_at_random(500) <= 95


def test_the_advice_for_a_handful_is_to_visit_all_of_them():
    said = selection.advice(4).rule.tolist()
    assert said[:2] == [
        "Alleen met een controle bij alle opkopers is het aandeel tot op 10 procentpunt te schatten.",
        "Dat is er 1 per kwartaal.",
    ]
    assert (
        selection.advice(9).rule[1] == "Dat zijn er 2 per kwartaal."
        and selection.advice(6).rule[1] == "Dat zijn er 2 per kwartaal, naar boven afgerond."
    )
    with pytest.raises(ValueError, match="no advice"):
        selection.needed_at_random(0)


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
        chance = np.exp(ways(totals, k) + ways(registered - totals, n - k) - ways(np.array(registered), np.array(n)))
        least = (chance[:, ::-1].cumsum(axis=1)[:, ::-1] > tail).argmax(axis=0)
        yield bool((registered - least[::-1] - least <= allowed).all())


@pytest.mark.parametrize("half_width", [5, 10, 15])
def test_up_to_seventy_registered_the_advice_is_that_of_a_scan_of_every_size_and_outcome(half_width, monkeypatch):
    monkeypatch.setattr(selection, "HALF_WIDTH_PERCENT", half_width)
    for registered in range(1, 71):
        narrow = list(narrow_sizes(registered, 2 * half_width / 100 * registered + 1e-9))
        wide = [n for n, is_narrow in enumerate(narrow, start=1) if not is_narrow]
        assert selection.needed_at_random(registered) == 1 + max(wide, default=0), registered


def test_a_register_of_ten_thousand_is_advised_as_by_a_scan_of_every_total():
    # Cochran 1977, ch. 4: 96 / (1 + 95/10,000) = 95.1; the scan of every total before took 28 s and gave 103.
    assert selection.needed_at_random(10_000) == 103
