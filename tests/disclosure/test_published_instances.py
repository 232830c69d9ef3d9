"""Tables that others published as hard: of sdcTable two, where every line looks safe, and the hierarchy of tau-argus."""

import csv
from collections import defaultdict

import numpy as np
import pytest

from helpers.disclosure.attack import Known, ranges
from helpers.disclosure.defence import Component
from helpers.disclosure.guarded import Figure, Guarded
from helpers.disclosure.pattern import Cell, cheapest
from helpers.disclosure.tied import Linked
from helpers.floor import paths
from helpers.floor.params.small_numbers import SmallNumbers

FOLDER = paths.ROOT.parent / "shared" / "data" / "real" / "disclosure"
pytestmark = pytest.mark.skipif(not FOLDER.is_dir(), reason="the published instances lie beside the project")


def rows_of(name):
    with (FOLDER / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


def guarded(name, value, *, is_few):
    kind = (1.0, 9.0) if is_few else (10.0, np.inf)
    figure = Figure(name, (value, value), kind, (1.0, np.inf), is_few=is_few)
    return Guarded(name, (figure,), "table", is_hidden=is_few, may_be_hidden=not is_few, is_exact=True)


def exempt(name, value):
    return Guarded(name, (Figure(name, (value, value), (value, value), (value, value)),), "totals", is_exempt=True)


def lines_of(cells):
    """The sums of rows and of columns of a table, and the exempt totals."""
    sums, totals = defaultdict(dict), defaultdict(float)
    for (row, column), value in cells.items():
        for line in (f"row {row}", f"column {column}"):
            sums[line][f"{row}{column}"] = 1
            totals[line] += value
    return [Linked({**cells_of, line: -1}) for line, cells_of in sums.items()], dict(totals)


def found(cells, hidden, links):
    told = Known()
    for cell in cells:
        for one in cell.figures:
            told.figure(one.name, *((0, np.inf) if cell.name in hidden else one.shown))
    for link in links:
        told.tie(link.weights, 0, 0)
    return ranges(told, sorted(hidden))


@pytest.fixture
def square():
    rows = rows_of("sdctable_4x4_linewise_safe.csv")
    values = {(row["v1"], row["v2"]): float(row["freq"]) for row in rows}
    pattern = {row["v1"] + row["v2"] for row in rows if row["suppressed"] == "1"}
    links, totals = lines_of(values)
    few = {name for name, value in values.items() if value < 10}
    cells = [guarded("".join(name), value, is_few=name in few) for name, value in values.items()]
    return [*cells, *(exempt(*total) for total in totals.items())], links, pattern


def test_a_pattern_with_two_hidden_in_every_line_leaves_one_cell_exact(square):
    cells, links, pattern = square
    spans = found(cells, pattern, links)
    assert {name: span for name, span in spans.items() if span[0] == span[1]} == {"wb": (47, 47)}


def test_our_pattern_of_the_same_table_leaves_every_small_count_possible(square):
    cells, links, _ = square
    component = Component(cells, links, SmallNumbers())
    component.defend()
    spans = found(cells, component.hidden, links)
    assert not component.withdrawn and spans["xc"][0] <= 1 and spans["xc"][1] >= 9
    assert all(low < high for low, high in spans.values()) and len(component.hidden) == 4


def test_of_two_tables_that_share_cells_the_last_link_is_hidden_too():
    """Counties and groups of regions: K follows from N, as small - county-1 = K + N; 3 and below are hidden."""
    rows = rows_of("sdctable_linked_regions.csv")
    rooms = {row["region"]: (float(row["n"]), np.inf) for row in rows}
    sums = [
        {row["region"]: 1.0 for row in rows if row[of] == one}
        for of in ("county", "group")
        for one in {r[of] for r in rows}
    ]
    cells = [Cell(name, (name,)) for name in rooms]
    hidden = {row["region"] for row in rows if int(row["n"]) <= 3}
    assert "N" not in hidden
    for name in sorted(hidden):
        hidden |= cheapest(cells, sums, rooms, hidden, [name], 1) or set()
    assert "N" in hidden


@pytest.fixture
def hierarchy():
    """Name to value, status and protection of each cell; and the sums over regions and over sizes."""
    parents, last = {}, ""
    for line in (FOLDER / "tauargus_region2.hrc").read_text("utf-8").splitlines():
        name = line.strip().lstrip("@").strip()
        parents[name] = last if line.startswith("@") else "Total"
        last = last if line.startswith("@") else name
    cells = {}
    for line in (FOLDER / "tauargus_pp.tab").read_text("utf-8").splitlines():
        size, region, value, *_, status, lower, upper = (part.strip('" ') for part in line.split(";"))
        if region in parents or region == "Total":
            cells[size, region] = (*(float(text.replace(",", ".")) for text in (value, lower, upper)), status)
    sums = defaultdict(lambda: defaultdict(float))
    for size, region in cells:
        if region != "Total":
            sums["region", size, parents[region]][f"{size} {region}"] = 1
        if size != "Total":
            sums["size", region][f"{size} {region}"] = 1
    for kind, *key in list(sums):
        of = f"{key[0]} {key[1]}" if kind == "region" else f"Total {key[0]}"
        sums[(kind, *key)][of] = -1
    return {f"{size} {region}": cell for (size, region), cell in cells.items()}, [dict(one) for one in sums.values()]


def test_in_the_table_with_a_hierarchy_every_unsafe_cell_has_its_protection(hierarchy):
    values, sums = hierarchy
    rooms = {name: (value, np.inf) for name, (value, *_) in values.items() if value}
    cells = [Cell(name, (name,)) for name in rooms]
    unsafe = [name for name, (*_, status) in values.items() if status == "U"]
    hidden = set(unsafe)
    assert len(unsafe) == 9
    for name in unsafe:
        _, lower, upper, _ = values[name]
        for far in (upper, -lower):
            more = cheapest(cells, sums, rooms, hidden, [name], far)
            assert more is not None
            hidden |= more
    told = Known({name: (0, np.inf) if name in hidden else (v[0], v[0]) for name, v in values.items()})
    for one in sums:
        slack = sum(weight * values[name][0] for name, weight in one.items())  # cells of no region, and of rounding
        told.tie(one, slack, slack)
    for name, (low, high) in ranges(told, unsafe, is_whole=False).items():
        value, lower, upper, _ = values[name]
        assert low <= value - lower + 1e-6 and high >= value + upper - 1e-6
