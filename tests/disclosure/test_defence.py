"""What the defender hides beside small counts: all that is needed, and nothing more."""

from __future__ import annotations

import numpy as np
import pytest

from helpers.disclosure import protect
from helpers.disclosure.defence import Component
from helpers.disclosure.guarded import Figure, Guarded
from helpers.disclosure.linked import leaks
from helpers.disclosure.tied import Linked
from helpers.floor.params.small_numbers import SmallNumbers
from helpers.floor.shapes import tables

LIMITS = SmallNumbers()
PROMISED = {"elderly_trained", "compliant_dealers_percent", "dashboard_interventions"}


def cell(name, value):
    few = 0 < value < 10
    figure = Figure(name, (value, value), (1, 9) if few else (10, np.inf), (1, np.inf), is_few=few)
    return Guarded(name, (figure,), "t", is_hidden=few, may_be_hidden=not few, is_exact=True)


def rows_by_columns(values):
    """A table of exact counts with the exact total of every row and column."""
    cells = [cell(f"{i}.{j}", float(n)) for (i, j), n in np.ndenumerate(values)]
    links = []
    for axis in (0, 1):
        for at, total in enumerate(values.sum(axis=1 - axis)):
            name = f"total {axis}.{at}"
            cells.append(Guarded(name, (Figure(name, *[(total, total)] * 3),), "totals", is_exempt=True))
            line = {f"{i}.{j}": 1.0 for i, j in np.ndindex(*values.shape) if (i, j)[axis] == at}
            links.append(Linked({**line, name: -1.0}))
    return Component(cells, links, LIMITS)


@pytest.mark.parametrize("seed", range(6))
def test_every_cell_that_is_hidden_for_others_is_needed(seed):
    random = np.random.default_rng(seed)
    values = np.where(random.random((4, 4)) < 0.2, random.integers(1, 10, (4, 4)), random.integers(20, 90, (4, 4)))
    component = rows_by_columns(values)
    component.defend()
    small = {one.name for one in component.cells if one.is_hidden}
    assert not component.withdrawn and component._first_found() is None
    for name in component.hidden - small:
        fewer = Component(component.cells, component.links, LIMITS, hidden=component.hidden - {name})
        assert fewer._first_found(), name


def municipality(measure, value, **more):
    about = {"area_level": "municipality", "period": "2025-Q4"} | more
    return tables.measures([{"value": value, "numerator": value}], measure=measure, **about)


def share(measure, met, base, **more):
    about = {"measure": measure, "area_level": "municipality", "period": "2025-Q4", "counted": "dealer"} | more
    return tables.measures(
        [{"value": 100 * met / base, "numerator": met, "denominator": base, "unit": "percent"}], **about
    )


def withheld(*parts):
    table = tables.stack(*parts)
    return protect(table, tables.estimates(), LIMITS, PROMISED)[0].withheld.tolist()


def test_a_small_total_of_small_groups_is_not_published_so_that_each_may_be_all_of_it():
    """Beside a total of 1 to 9, each of two groups is 8 at most."""
    groups = [{"split": "after_failure", "group": name} for name in ("again_met", "not_again")]
    rows = [
        municipality("dealers_after_failure", n, counted="dealer", **of) for n, of in zip((1, 5), groups, strict=True)
    ]
    assert withheld(municipality("dealers_after_failure", 6, counted="dealer"), *rows) == [
        "withdrawn",
        "small",
        "small",
    ]


def test_a_total_that_a_headline_bounds_is_not_published():
    """Two of the ten were not led to by the dashboard; and of a hidden total a reader would know that it is 8 or more."""
    whole = municipality("wijk_interventions", 10, counted="intervention")
    assert withheld(whole) == [""]
    assert withheld(whole, municipality("dashboard_interventions", 8, counted="intervention")) == ["withdrawn", ""]


@pytest.mark.parametrize(("inspected", "word"), [(11, "withdrawn"), (40, "small")])
def test_what_grows_within_the_year_is_hidden_only_where_the_next_quarter_leaves_room(inspected, word):
    headline = share("compliant_dealers_percent", inspected - 2, inspected)
    assert withheld(headline, share("first_inspection_percent", 3, inspected - 1))[1] == word


def test_what_a_later_quarter_tells_is_told_of_the_one_before():
    hidden = {"withheld": "small", "unit": "percent"}
    about = {"measure": "first_inspection_percent", "area_level": "municipality", "counted": "dealer"}
    quarters = [tables.measures([hidden], period=period, **about) for period in ("2025-Q3", "2025-Q4")]
    # Of 8 dealers inspected by December no more than 8 met the rules at their first inspection by September.
    found = leaks(tables.stack(*quarters, share("compliant_dealers_percent", 5, 8)), LIMITS, PROMISED)
    assert found["first_inspection_percent, 2025-Q3, met"] == (0, 8)


def test_of_few_persons_in_all_neither_the_wijken_nor_those_of_unknown_home_are_published():
    wijken = [municipality("elderly_trained", n, area_level="wijk", area=f"w{n}", counted="person") for n in (3, 2)]
    unknown = municipality("elderly_home_unknown", 1, split="unknown", group="unknown", counted="person")
    found = withheld(municipality("elderly_trained", 6, counted="person"), *wijken, unknown)
    assert found == ["", "withdrawn", "withdrawn", "withdrawn"]
