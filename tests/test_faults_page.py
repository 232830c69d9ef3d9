"""docs/als_het_misgaat.md: every exit code and every kind of fault that the code can give has a line, and no other."""

import ast
import importlib
import re
from dataclasses import fields
from operator import attrgetter

import pytest

from helpers.bootstrap import start, stopping
from helpers.floor import paths
from helpers.floor.faults import Fault, UserFault
from helpers.floor.shapes import comparison
from helpers.sources.mapping import own_reading
from helpers.sources.rules import series, wholeness

SRC = paths.ROOT / "src"
PAGE = (paths.ROOT / "docs" / "als_het_misgaat.md").read_text("utf-8")
RULE_AT = [field.name for field in fields(Fault)].index("rule")
# Where the kind is no name of the module: what it can be there. Nothing: it is a rule of the dictionary or of `params`.
CHOSEN = {
    "sources.comparison.findings": set(comparison.RULES),
    "sources.mapping.own_reading": {own_reading.OUTSIDE, own_reading.CHOSEN, own_reading.UNIT},
    "sources.rules.series": set(series.RULES),
    "sources.rules.wholeness": set(wholeness.ABOUT),
    "sources.sheets.rows": {"kopherhaling", "voetnoot", "naast de tabel"},
    "sources.sheets.columns": {"verplicht", "bereik"},
    "sources.sheets.doubles": set(),  # passes on a fault of its own
    "sources.sheets.reading": set(),
    "sources.rules.crosschecks": set(),
    "sources.rules.params_beside_tables": set(),
    "sources.commentary": set(),
    "disclosure.told_warnings": set(),  # passes on what was found
}


def rows_under(heading):
    table = PAGE.partition(f"## {heading}\n")[2].partition("\n## ")[0]
    return re.findall(r"^\| `?([^`|]+?)`? \|.*\|.*\|$", table, re.MULTILINE)[1:]


def kinds_in(source, module):
    """The kinds that its faults name, and whether one of them is no name of the module."""
    calls = (node for node in ast.walk(ast.parse(source)) if isinstance(node, ast.Call))
    named = [call for call in calls if getattr(call.func, "id", "") in ("Fault", "replace")]
    kinds, is_chosen = set(), False
    rules = [word.value for call in named for word in call.keywords if word.arg == "rule"]
    for value in rules + [call.args[RULE_AT] for call in named if len(call.args) > RULE_AT]:
        try:
            found = value.value if isinstance(value, ast.Constant) else attrgetter(ast.unparse(value))(module())
        except AttributeError:
            is_chosen = True
        else:
            kinds.add(found)
    return kinds, is_chosen


@pytest.fixture(scope="module")
def found():
    kinds, chosen = set(), set()
    for file in sorted((SRC / "helpers").rglob("*.py")):
        name = ".".join(file.relative_to(SRC).with_suffix("").parts)
        own, is_chosen = kinds_in(file.read_text("utf-8"), lambda name=name: importlib.import_module(name))
        kinds |= own
        chosen |= {name.removeprefix("helpers.")} if is_chosen else set()
    return kinds, chosen


def test_every_place_that_chooses_a_kind_is_known(found):
    assert found[1] == set(CHOSEN)


def test_every_kind_has_one_line_and_no_line_is_of_another(found):
    lines = rows_under("Soorten meldingen over bestanden")
    assert len(lines) == len(set(lines))
    assert set(lines) == found[0].union(*CHOSEN.values())


def test_every_exit_code_has_one_line():
    def below(kind):
        return {kind}.union(*map(below, kind.__subclasses__()))

    codes = {kind.exit_code for kind in below(UserFault)} | {0, stopping.EXIT_CODE, start.TRY_LATER}
    assert rows_under("De code waarmee een opdracht eindigt") == [str(code) for code in sorted(codes)]


def test_a_new_kind_is_seen():
    assert kinds_in('Fault("x", rule="nieuw")', object) == ({"nieuw"}, False)
    assert kinds_in('Fault("", "", "", "", 1, "", "", "", "nieuw")', object) == ({"nieuw"}, False)
    assert kinds_in("def f(kind): Fault('x', rule=kind)", object) == (set(), True)
