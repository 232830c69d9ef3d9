"""A delivery in foreign headers, units, words and events gives the figures of the same delivery in ours.

How it is made: tests/benchmarks/foreign_delivery.py.
"""

import json
import shutil
from functools import cache

import foreign_delivery
import foreign_forms
import pandas as pd
import pytest

from helpers import sources
from helpers.analyses import safety_indicators
from helpers.floor import paths
from helpers.floor.areas import Areas
from helpers.floor.quarter import Quarter, quarters_between
from helpers.floor.shapes import tables as shapes
from helpers.runner.command import verbs
from helpers.sources.mapping import exports_file

FILES, INDICATORS, QUARTERS = 18, 17, 7
PRIVATE = ("meldingen", "cybertraining_deelnemers", "interventies", "crisisrollen", "scanauto_inzet")
FORMS = {"sample": foreign_forms.FORMS, "delivery": foreign_forms.with_clock_hours()}
# What the foreign form does not hold: each is a column that no indicator reads.
NOT_GIVEN = {"crisisafspraken": ["department"], "scanauto_inzet": ["wijk_name", "remark", "begins", "ends"]}
NOT_GIVEN |= {"wijkatlas": ["wijk_name"], "wijkveiligheidsscans": ["wijk_name"], "interventies": ["signal"]}
NOT_COUNTED = "interventions_by_signal"  # without that column


def made(own, folder, forms, home):
    """A foreign delivery with the params and the reference that it asks; what has no foreign form stays as it is."""
    shutil.copytree(paths.PARAMS, home / "params", dirs_exist_ok=True)
    shutil.copytree(paths.REFERENCE, home / "data" / "reference", dirs_exist_ok=True)
    areas = Areas.load(paths.REFERENCE)
    text = foreign_delivery.make(own.tables, areas, home / "levering", forms)
    for export in own.exports:
        if export.dataset not in forms:
            shutil.copy(folder / export.file, home / "levering")
    (home / "params" / "exports.yml").write_text(text, "utf-8")
    foreign_delivery.reference(areas, home / "data" / "reference")
    return home


@pytest.fixture(scope="module", params=FORMS)
def pair(request, tmp_path_factory):
    """A delivery in our headers, and the same in foreign ones, both looked at from its newest quarter."""
    folder = paths.SAMPLE if request.param == "sample" else request.getfixturevalue("delivery")
    home = tmp_path_factory.mktemp("vreemd")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paths, "SNAPSHOTS", home / "snapshots")
        own = sources.open_delivery(str(folder))
        made(own, folder, FORMS[request.param], home)
        patch.setattr(paths, "PARAMS", home / "params")
        patch.setattr(paths, "REFERENCE", home / "data" / "reference")
        yield own, sources.open_delivery(str(home / "levering")), home


@pytest.fixture(scope="module")
def indicators(pair):
    """`indicators(quarter)`: what our delivery gives, and what the foreign one does; each is computed once."""
    return cache(lambda quarter: [safety_indicators.analyse(one.at(quarter)) for one in pair[:2]])


def values(result, delivery):
    """Each indicator in each of the last quarters: value, numerator and denominator."""
    promised = [one.measure for one in delivery.settings.indicators]
    last = [one.label for one in quarters_between(delivery.quarter.shift(1 - QUARTERS), delivery.quarter)]
    rows = shapes.rows_of(result.measures, area_level="municipality")
    rows = rows[rows.measure.isin(promised) & rows.period.isin(last) & (rows.split == "")]
    return rows.set_index(["measure", "period"])[["value", "numerator", "denominator"]].sort_index()


def test_seventeen_indicators_over_seven_quarters_are_equal(pair, indicators):
    own = pair[0]
    expected, found = (values(one, own) for one in indicators(own.quarter))
    assert len(expected) == INDICATORS * QUARTERS
    assert expected.value.notna().sum() > INDICATORS * QUARTERS / 2
    pd.testing.assert_frame_equal(found, expected)


def test_the_tables_are_equal_but_for_what_was_not_given(pair):
    own, foreign, _ = pair
    assert set(foreign.tables) == set(own.tables)
    for dataset, table in own.tables.items():
        found, dropped = foreign[dataset], NOT_GIVEN.get(dataset, [])
        if dataset == "meldingen":  # an absent month and a month without reports are one thing among events
            found, table = (one[one.reports > 0] for one in (found, table))
        found, table = (_in_order(one.drop(columns=dropped)) for one in (found, table))
        pd.testing.assert_frame_equal(found, table, obj=dataset, rtol=1e-9)


def _in_order(table):
    return table.sort_values(table.columns.tolist(), ignore_index=True)


def _without_departments(measures):
    """The foreign register of agreements has one department for all rows."""
    is_department = (measures.split == "open_unit") & (measures.area_level == "municipality")
    told = measures.assign(area=measures.area.mask(is_department, ""))
    return _in_order(told[told.measure != NOT_COUNTED])


@pytest.mark.slow
def test_every_status_and_what_stands_beside_it_is_equal(pair, indicators):
    """In this quarter, at the end of the year before it, and in the first that is compared; the values in all seven."""
    own = pair[0]
    for quarter in (own.quarter, Quarter(own.quarter.year - 1, 4), own.quarter.shift(1 - QUARTERS)):
        expected, found = indicators(quarter)
        pd.testing.assert_frame_equal(_without_departments(found.measures), _without_departments(expected.measures))
        pd.testing.assert_frame_equal(_in_order(found.estimates), _in_order(expected.estimates))


def test_every_rule_that_there_is_was_used(pair):
    mappings = {name: one.mapping for name, one in exports_file.own_contracts().items()}
    assert len(mappings) == FILES
    parts = set().union(*(one.as_written() for one in mappings.values()))
    assert parts == {"from", "headers", "units", "values", "area", "constants", "rows", "per", "not_read"}
    assert len({form for one in mappings.values() for form in one.area.values()}) == 6
    assert all("(leeg)" in words for words in [mappings["bestuursdwang"].values["Effectief"]])


def test_nothing_private_reaches_what_is_kept(pair):
    _, foreign, home = pair
    kept = home / "snapshots" / foreign.name
    for table in kept.glob("*.parquet"):
        told = pd.read_parquet(table).to_csv()
        assert foreign_delivery.CANARY.search(told) is None, table.name
    manifest = (kept / "manifest.json").read_text("utf-8")
    assert json.loads(manifest)["warnings"] and foreign_delivery.CANARY.search(manifest) is None
    written = (home / "levering" / "signalen.csv").read_text("utf-8-sig")
    assert len(foreign_delivery.CANARY.findall(written)) > 1_000  # they were there


def test_nothing_private_reaches_what_a_check_says(pair, capsys):
    levering = pair[2] / "levering"
    files = {name: levering / FORMS["sample"][name].file for name in PRIVATE}
    asked = [["--data", str(levering)], *(["--dataset", name, str(file), "--json"] for name, file in files.items())]
    for arguments in asked:
        code = verbs.main(["check", *arguments])
        said = "".join(capsys.readouterr())
        assert code == 0 and said, said
        assert foreign_delivery.CANARY.search(said) is None, arguments


@pytest.mark.slow
def test_nothing_private_reaches_what_a_report_says_or_publishes(copied, command, tmp_path):
    home = tmp_path / "huis"
    environment = copied(home)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paths, "SNAPSHOTS", tmp_path / "snapshots")
        made(sources.open_delivery(str(paths.SAMPLE)), paths.SAMPLE, FORMS["sample"], home)
    levering, out = home / "levering", tmp_path / "uit"
    asked = ("report", "--data", levering, "--only", "data_quality", "--out", out)
    run = command(*asked, env=environment, cwd=home)
    assert run.returncode == 0, run.stdout + run.stderr
    assert foreign_delivery.CANARY.search(run.stdout + run.stderr) is None
    pages = [file for file in out.rglob("*") if file.suffix in (".html", ".json", ".csv", ".txt")]
    pages += [file for file in (home / "data" / ".snapshots").rglob("*.json")]
    assert any("Hoe eigen bestanden zijn gelezen" in file.read_text("utf-8") for file in pages)
    for file in pages:
        assert foreign_delivery.CANARY.search(file.read_text("utf-8")) is None, file
