"""A few random deliveries, attacked by a second opinion of what ties published figures (tests/benchmarks)."""

import disclosure_trials
import pandas as pd
import pytest
import random_deliveries
import seven_editions
from ties_of_editions import reader_of

from helpers.disclosure.attack import ranges
from helpers.floor.shapes import tables

QUARTERS = random_deliveries.QUARTERS[-2:]


@pytest.fixture(scope="module", params=[8, 13, 24])  # with marks, unknown ages and homes, and signals
def tried(request, sample):
    """Of a random delivery: what is published, what is true, and the promises."""
    made = random_deliveries.delivery(sample, request.param)
    rows, truth = (find(made, QUARTERS) for find in (seven_editions.published, seven_editions.exact))
    return rows, truth, made.settings.by_measure


def test_what_the_reader_holds_for_certain_is_true(tried):
    """Every interval and every sum: a reader who is wrong finds too much, or stops at a contradiction."""
    reader = reader_of(*tried)
    unprinted = {cell.name: cell.truth for cell in reader.cells}

    def true(name):
        try:
            return unprinted[name] if name in unprinted else reader.true(name)
        except KeyError:
            return None  # a sum of its own, such as the failing dealers

    for name, (low, high) in reader.known.bounds.items():
        assert true(name) is None or low <= true(name) <= high, name
    for weights, low, high in reader.known.ties:
        values = {name: true(name) for name in weights}
        if None not in values.values():
            assert low <= sum(weights[name] * value for name, value in values.items()) <= high, values


def test_the_reader_reads_every_hidden_row_and_ties_most_of_them(tried):
    reader = reader_of(*tried)
    rows = tried[0]
    hidden = {cell.name.partition(":")[0] for cell in reader.cells if cell.kind != "unprinted"}
    names = ["measure", "area", "split", "group", "period"]
    assert len(hidden) == len(rows[rows.withheld.isin(["small", "withdrawn"])].drop_duplicates(names))
    tied = {name for weights, _, _ in reader.known.ties for name in weights}
    assert len([cell for cell in reader.cells if cell.name in tied]) > 0.8 * len(reader.cells)


def elderly(counts, total, **more):
    rows = [{"area_level": "wijk", "area": f"w{at}", "value": n} for at, n in enumerate(counts)]
    rows += [{"area_level": "municipality", "value": total}]
    unknown = {"measure": "elderly_home_unknown", "split": "unknown", "group": "unknown", "area_level": "municipality"}
    table = tables.measures(rows, measure="elderly_trained", counted="person", period="2025-Q4", **more)
    return tables.stack(table, tables.measures([unknown | {"value": 0}], counted="person", period="2025-Q4"))


@pytest.mark.parametrize(
    ("counts", "hidden", "narrower", "exact"),
    [
        ([4, 33], [0], 1, 0),  # 37 less 33 to 37
        ([4, 10], [0], 1, 0),  # 14 less 10 to 12
        ([1, 10], [0], 1, 1),  # 11 less 10 at least
        ([4, 33], [0, 1], 0, 0),
        ([1, 1], [0, 1], 2, 2),
        ([4, 5], [0, 1], 2, 0),  # 9 in all, so 1 to 8
        ([4, 6], [0, 1], 0, 0),
    ],
)
def test_a_planted_leak_is_counted(counts, hidden, narrower, exact):
    truth = elderly(counts, sum(counts))
    shown = elderly([5 * round(n / 5) for n in counts], sum(counts))
    shown.loc[hidden, ["value", "withheld"]] = [None, "small"]
    reader = reader_of(shown, truth, {"elderly_trained"})
    found = pd.DataFrame(reader.cells)
    spans = ranges(reader.known, set(found.name))
    found["low"], found["high"] = zip(*(spans[name] for name in found.name), strict=True)
    found["insider_low"], found["insider_high"] = found.low, found.high
    line = disclosure_trials.summed(found.assign(shown=0, least=1))
    assert (line["hidden"], line["narrower"], line["exact"]) == (len(hidden), narrower, exact)
