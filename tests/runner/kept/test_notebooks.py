"""Which exports each notebook of the report reads, and that exactly the notebooks run that read what changed."""

from dataclasses import replace
from importlib import import_module

import pytest

import watching
from helpers import sources
from helpers.analyses import safety_indicators
from helpers.disclosure import results
from helpers.disclosure.hiding import CELL, FIGURES, is_about_a_group
from helpers.disclosure.kept_tables import _tables
from helpers.floor import paths
from helpers.floor.kept.fingerprint import fingerprint
from helpers.floor.kept.reads import FILE, RESULTS, recorded
from helpers.floor.kept.shelf import Shelf
from helpers.floor.kept.watched import plain, print_of, watched
from helpers.floor.params.explanation import Explanation
from helpers.floor.quarter import Quarter
from helpers.floor.shapes import tables
from helpers.floor.shapes.words import SMALL
from helpers.runner.batch.ledger import Ledger
from helpers.runner.kept.pool import KeepingPool
from helpers.runner.pool.job import Job

QUARTER = "2026-Q3"
OF_INDICATORS = {"about_the_figures", "data_quality", "management_summary", "safety_indicators"}
OF_ALL_EXPORTS = {"about_the_figures", "data_quality"}  # rows and days of each
REPORT = OF_INDICATORS | {"cyber_training", "dealer_compliance", "scan_car_cleanliness"}


def analysed(name, delivery):
    return import_module(f"helpers.analyses.{name}").analyse(delivery)


@pytest.fixture(scope="module")
def frozen():
    return sources.freeze("sample", QUARTER)[1]


@pytest.fixture(scope="module")
def edition(frozen, tmp_path_factory):
    """What each notebook of one edition read, when the indicators were counted, the kept tables, and the exact ones.

    And the fingerprint of each result."""
    folder, counted, read, handed, prints = tmp_path_factory.mktemp("results"), [], {}, [], {}
    with pytest.MonkeyPatch.context() as patch:
        patch.delenv(FILE, raising=False)
        patch.setenv(RESULTS, str(folder))
        exact = safety_indicators._exact
        patch.setattr(safety_indicators, "_exact", lambda one: counted.append(one.quarter) or exact(one))
        protected = results._protected
        patch.setattr(results, "_protected", lambda one, own: handed.extend(own.measures) or protected(one, own))
        for name in sorted(REPORT):
            with recorded() as parts:
                result = analysed(name, watched(frozen))
            read[name], prints[name] = tuple(parts), fingerprint(result)
    return read, counted, folder, tables.stack(tables.measures(), *handed), prints


def tables_of(parts):
    return {part.dataset for part in parts if part.name == "table"}


def changed(delivery, *datasets):
    """The same delivery with a row fewer in some exports, and so with other files."""
    tables = {name: table.iloc[:-1] if name in datasets else table for name, table in delivery.tables.items()}
    exports = tuple(
        replace(one, sha256="0" * 64, rows=one.rows - 1) if one.dataset in datasets else one for one in delivery.exports
    )
    return replace(delivery, tables=tables, exports=exports, name="changed")


def test_each_notebook_reads_the_exports_of_its_subject(edition, frozen):
    read = {name: tables_of(parts) for name, parts in edition[0].items()}
    assert read["cyber_training"] == {"cybertraining_bijeenkomsten", "cybertraining_deelnemers", "misdrijven"}
    assert read["dealer_compliance"] == {"opkoper_controles", "opkopers"}
    assert read["scan_car_cleanliness"] == {"afvalwaarnemingen", "meldingen", "scanauto_inzet", "wijkatlas"}
    unread = frozen.tables.keys() - read["safety_indicators"]
    of_others = {"bevolking", "leefbaarometer", "misdrijven", "overlast"}  # of the chapter on the surroundings
    assert unread == {"afvalwaarnemingen", "meldingen"} | of_others
    assert read["management_summary"] == read["data_quality"] == read["safety_indicators"]
    unread = frozen.tables.keys() - read["about_the_figures"]
    assert unread == of_others - {"misdrijven"}


def test_the_swaps_of_hidden_numbers_ask_every_chapter_that_reads_the_export(edition):
    for datasets, chapters in watching.READERS.items():
        reading = {name for name, parts in edition[0].items() if set(datasets) & tables_of(parts)}
        assert reading <= {*chapters, *watching.TELLING}, datasets


def test_the_indicators_are_counted_once_for_an_edition(edition):
    assert edition[1] == [Quarter.parse(QUARTER)]


def test_what_was_taken_of_kept_tables_counts_as_read(edition, frozen, monkeypatch):
    monkeypatch.delenv(RESULTS, raising=False)
    with recorded() as parts:
        analysed("management_summary", watched(frozen))
    assert set(parts) == set(edition[0]["management_summary"])


@pytest.mark.parametrize("name", sorted(REPORT - OF_ALL_EXPORTS))
def test_a_result_is_the_same_whatever_stands_in_the_exports_that_were_not_read(edition, frozen, name, monkeypatch):
    monkeypatch.delenv(RESULTS, raising=False)
    unread = frozen.tables.keys() - tables_of(edition[0][name])
    assert fingerprint(analysed(name, changed(frozen, *unread))) == edition[4][name]


@pytest.mark.parametrize(
    ("dataset", "expected"),
    [
        ("bodycams", OF_INDICATORS),
        ("meldingen", OF_ALL_EXPORTS | {"scan_car_cleanliness"}),
        ("opkopers", OF_INDICATORS | {"dealer_compliance"}),
        ("wijkatlas", OF_INDICATORS | {"scan_car_cleanliness"}),
        ("scanauto_inzet", OF_INDICATORS | {"scan_car_cleanliness"}),
        (None, set()),
    ],
)
def test_exactly_the_notebooks_run_that_read_the_changed_export(
    edition, frozen, kept, tmp_path, recording_pool, dataset, expected
):
    def ran(delivery, name):
        pool = recording_pool(edition[0])
        keeping = KeepingPool(pool, delivery, Ledger())
        for stem in sorted(REPORT):
            given = {"quarter": QUARTER, "delivery": f"snapshot:{name}"}
            job = Job(paths.NOTEBOOKS / f"{stem}.ipynb", f"{QUARTER}/{stem}", given, tmp_path / name / QUARTER)
            keeping.submit(job).result(timeout=300)
        return {job.name for job in pool.asked}

    # The areas lie in the snapshot that a changed delivery has not; nothing of these exports is in them.
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(sources, "seen_from", lambda one, _: replace(one, areas=frozen.areas))
        assert ran(frozen, "first") == REPORT
        assert ran(changed(frozen, dataset), "second") == expected
        assert ran(frozen, "third") == set()


def test_where_an_owner_explains_only_the_notebooks_about_all_indicators_run_again(edition, frozen):
    said = {
        "commentary": {QUARTER: (Explanation("VE-2-3", "Oorzaak"),)},
        "without_explanation": {QUARTER: "Een proef."},
    }
    explained = replace(frozen, history=replace(frozen.history, **said))
    differs = {
        name
        for name, parts in edition[0].items()
        if any(print_of(frozen, part) != print_of(explained, part) for part in parts)
    }
    assert differs == OF_INDICATORS


def test_a_batch_sees_each_part_as_a_notebook_sees_it(frozen, monkeypatch):
    """Else nothing would ever be found again."""
    monkeypatch.setenv(RESULTS, "anywhere")
    for label in (QUARTER, "2025-Q2"):
        opened = plain(sources.open_delivery(sources.name_with_history(frozen), label))
        seen = sources.seen_from(frozen, Quarter.parse(label))
        for field in seen.__dataclass_fields__:
            assert fingerprint(getattr(opened, field)) == fingerprint(getattr(seen, field)), field


def test_kept_tables_hold_no_count_that_protection_hides(edition, frozen):
    """Every small count of persons or dealers that an analysis handed over stands nowhere in what is kept."""
    _, _, folder, handed, _ = edition
    cells = set()
    for key in [one.name for one in folder.iterdir() if one.is_dir()]:
        kept = Shelf(folder).found(key, lambda part: print_of(frozen, part))
        measures, _ = _tables(kept)
        hidden = measures[measures.withheld == SMALL]
        assert hidden[FIGURES].isna().all(axis=None)
        cells |= set(measures[measures.value.notna()][CELL].itertuples(index=False, name=None))
    exact = handed[is_about_a_group(handed) & handed.counted.isin(["person", "dealer"]) & handed.value.between(1, 9)]
    small = set(exact[exact.unit == "count"][CELL].itertuples(index=False, name=None))
    assert small and not small & cells
