"""A delivery laid beside the one that the last publication used, as `check`, a report and JupyterLab do it."""

from __future__ import annotations

import json
import os
import shutil
from dataclasses import replace

import pytest

from helpers import sources
from helpers.floor import paths
from helpers.floor.faults import AskedWrongly
from helpers.floor.quarter import Quarter
from helpers.sources.comparison import last_publication
from helpers.sources.delivery import edition_record, snapshot
from helpers.sources.earlier import history

Q2, Q3 = Quarter(2026, 2), Quarter(2026, 3)


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    """Snapshots of the sample, whole and with half a log, made once: who opens the same again finds them."""
    made = tmp_path_factory.mktemp("kept")
    shutil.copytree(paths.SAMPLE, made / "exports")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(paths, "SNAPSHOTS", made / "snapshots")
        sources.freeze(str(made / "exports"))
        halve(made)
        sources.freeze(str(made / "exports"))
    return made / "snapshots"


@pytest.fixture
def own(tmp_path, monkeypatch, kept):
    """A copy of the sample to change, with snapshots and reports of its own."""
    monkeypatch.setattr(paths, "SNAPSHOTS", tmp_path / "snapshots")
    monkeypatch.setattr(paths, "REPORTS", tmp_path / "reports")
    shutil.copytree(paths.SAMPLE, tmp_path / "exports")
    shutil.copytree(kept, tmp_path / "snapshots")
    return tmp_path


@pytest.fixture
def published(own):
    """The second quarter as it was published from the sample."""
    name, delivery = sources.freeze(str(own / "exports"), "2026-Q2")
    write_edition(own, "2026-Q2", 1, delivery, snapshot=name)
    return delivery


def write_edition(own, quarter, number, delivery, **told):
    folder = own / "reports" / quarter / str(number)
    folder.mkdir(parents=True)
    run = {"format": 1, "quarter": quarter, "edition": number, "kind": "concept", "tables": {}}
    run |= {"municipality": delivery.settings.municipality.code, "is_made_up": True}
    (folder / "run.json").write_text(json.dumps(run | told), "utf-8")


def halve(own, file="scanauto_inzet.csv"):
    path = own / "exports" / file
    head, *rows = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(head + b"".join(rows[::2]))


def opened(own, quarter="2026-Q3"):
    return sources.open_delivery(str(own / "exports"), quarter)


def test_a_first_publication_has_nothing_to_compare_with(own):
    delivery = opened(own)
    assert (delivery.comparison.quarter, delivery.comparison.why_not) == ("", "")
    assert delivery.strange == {} and delivery.history.name == ""


def test_the_very_delivery_of_the_last_publication_holds_nothing_strange(own, published):
    delivery = opened(own)
    assert delivery.comparison.quarter == "2026-Q2" and delivery.comparison.warnings == ()
    assert {one.is_same_file for one in delivery.comparison.exports} == {True}


def test_half_of_an_export_gone_is_told_and_holds_back_what_it_feeds(own, published):
    halve(own)
    delivery = opened(own)
    assert list(delivery.held_back) == ["scanauto_inzet"]
    assert (
        delivery.held_back["scanauto_inzet"] == "“Inzet van de scanauto” mist 50% van de rijen van het vorige rapport."
    )
    (fault,) = (one for one in delivery.comparison.warnings if one.rule == "eerder verleden")
    assert (fault.file, fault.level) == ("scanauto_inzet.csv", "warning") and fault.message.startswith(
        "Sinds het vorige rapport (3.614 rijen)"
    )


def test_of_persons_the_page_gets_no_number(own, published):
    halve(own, "cybertraining_deelnemers.csv")
    delivery = opened(own)
    faults = [one for one in delivery.comparison.warnings if one.dataset == "cybertraining_deelnemers"]
    assert faults and any(sign.isdigit() for sign in faults[0].message)
    assert not any(sign.isdigit() for one in faults for sign in one.about + one.holds_back)


def test_an_export_that_stands_still_among_others_that_moved_is_told(own, published):
    halve(own)
    told = [one.dataset for one in opened(own).comparison.warnings if one.rule == "zelfde bestand"]
    assert "interventies" in told and "meldingen" in told
    assert "wijkatlas" not in told  # a survey every two years


def test_an_earlier_quarter_is_laid_beside_nothing_of_later(own, published):
    halve(own)
    assert opened(own, "2026-Q1").comparison.quarter == ""
    assert opened(own, "2026-Q2").comparison.quarter == ""


def test_quarters_of_one_run_are_laid_beside_the_same_earlier_publication(own, published):
    name, delivery = sources.freeze(str(own / "exports"), "2026-Q3")
    write_edition(own, "2025-Q4", 1, delivery, snapshot=name)
    halve(own)
    delivery = sources.freeze(str(own / "exports"), "2026-Q3")[1]
    past = history.gather(own / "reports", paths.PARAMS, delivery, Quarter(2026, 1), Q3)
    assert {label: one.quarter for label, one in past.history.comparisons.items()} == {
        "2026-Q1": "2025-Q4", "2026-Q2": "2025-Q4", "2026-Q3": "2025-Q4",
    }  # fmt: skip


def test_publishing_changes_nothing_of_what_was_found(own, published):
    halve(own)
    before = opened(own)
    write_edition(own, "2026-Q3", 1, before, snapshot=before.name)
    after = opened(own)
    assert after.comparison == before.comparison and after.history.name == before.history.name


def test_where_the_delivery_is_gone_nothing_is_compared_and_that_is_said(own, published):
    shutil.rmtree(paths.SNAPSHOTS / published.name)
    halve(own)
    delivery = opened(own)
    assert delivery.comparison.why_not == last_publication.NOT_KEPT and delivery.strange == {}
    found = sources.check(own / "exports", reports=own / "reports")
    (line,) = (one for one in found if one.rule == "vergelijking")
    assert line.level == "warning" and last_publication.NOT_KEPT in line.message


def test_check_tells_the_same_as_a_report(own, published):
    halve(own)
    found = sources.check(own / "exports", reports=own / "reports")
    assert {one.message for one in opened(own).comparison.warnings} <= {one.message for one in found}
    (held,) = (one for one in found if one.rule == "eerder verleden")
    assert held.hint.startswith("Dit houdt oordelen tegen.") and "--accept scanauto_inzet" in held.hint


def test_check_quotes_why_a_strange_export_was_accepted(own, published):
    halve(own)
    accepted = {"scanauto_inzet": "Dubbele ritten zijn weggehaald."}
    found = sources.check(own / "exports", reports=own / "reports", accepted=accepted)
    (held,) = (one for one in found if one.rule == "eerder verleden")
    assert held.hint == "Geaccepteerd: Dubbele ritten zijn weggehaald."


@pytest.mark.parametrize(
    ("name", "reason", "said"),
    [
        ("bodycams", "Klopt.", "houdt niets een oordeel tegen"),
        ("bodycam", "Klopt.", "geen bekende export"),
        ("scanauto_inzet", " ", "ontbreekt de reden"),
        ("scanauto_inzet", "Vraag jan.jansen@example.nl", "e-mail"),
    ],
)
def test_what_cannot_be_accepted_is_refused(own, published, name, reason, said):
    halve(own)
    with pytest.raises(AskedWrongly, match=said) as refused:
        sources.check(own / "exports", reports=own / "reports", accepted={name: reason})
    assert "jansen" not in str(refused.value)


@pytest.mark.parametrize("told_by", ["mark", "sha256"])  # editions once told the plain hash
def test_an_acceptance_is_remembered_of_that_very_file(told_by, own, published):
    halve(own)
    delivery = opened(own)
    (export,) = (one for one in delivery.exports if one.dataset == "scanauto_inzet")
    told = {"scanauto_inzet": {"reason": "Opgeschoond.", told_by: getattr(export, told_by)}}
    write_edition(own, "2026-Q3", 1, delivery, snapshot=delivery.name, accepted=told)
    assert opened(own).accepted == {"scanauto_inzet": "Opgeschoond."} and opened(own).held_back == {}
    halve(own)
    assert opened(own).accepted == {} and list(opened(own).held_back) == ["scanauto_inzet"]


def test_what_is_kept_and_loaded_again_is_the_same(own, published):
    halve(own)
    delivery = opened(own)
    history.keep(delivery.history)
    again = history.load(delivery.history.name)
    assert again.comparisons == delivery.history.comparisons and again.accepted == delivery.history.accepted


def test_a_published_snapshot_outlives_a_busy_day(own, published):
    snapshot.mark_published(published.name)
    made = paths.SNAPSHOTS / published.name
    for number in range(25):  # newer ones, each more than a day later
        copy = paths.SNAPSHOTS / f"later{number}"
        shutil.copytree(made, copy, ignore=shutil.ignore_patterns("published"))
        os.utime(copy / "manifest.json", (2e9 + number * 1e5,) * 2)
    os.utime(made / "manifest.json", (1e9, 1e9))
    snapshot._prune()
    assert made.is_dir() and len(list(paths.SNAPSHOTS.glob("later*"))) == 20


def test_the_snapshot_behind_an_edition_is_never_let_go(own, published):
    snapshot.mark_published(published.name)
    made = paths.SNAPSHOTS / published.name
    for number in range(25):  # each published too, and more than a day later
        copy = paths.SNAPSHOTS / f"later{number}"
        shutil.copytree(made, copy)
        snapshot.mark_published(copy.name)
        os.utime(copy / "manifest.json", (2e9 + number * 1e5,) * 2)
    os.utime(made / "manifest.json", (1e9, 1e9))
    run = {"quarter": "2026-Q2", "edition": 1, "snapshot": published.name, "is_made_up": False}
    edition_record.keep(edition_record.EditionRecord(run, "", {"run.json": "ab" * 32}))
    snapshot._prune()
    assert made.is_dir() and len(list(paths.SNAPSHOTS.glob("later*"))) == 20
    (record,) = (paths.SNAPSHOTS / "editions").iterdir()
    record.write_bytes(b"")  # as one that only another account may read
    snapshot._prune()
    assert made.is_dir()


def test_a_changed_file_in_an_earlier_snapshot_is_not_compared_with(own, published):
    (paths.SNAPSHOTS / published.name / "bodycams.parquet").write_bytes(b"stuk")
    assert snapshot.earlier(published.name) is None


def test_a_file_that_is_read_otherwise_is_laid_beside_by_its_rows(own, published):
    now = opened(own)
    tables = dict(now.tables) | {"bestuursdwang": now["bestuursdwang"].assign(violations=lambda t: t.violations * 60)}
    found = history.gather(own / "reports", paths.PARAMS, replace(now, tables=tables), Q3, Q3).history
    (fault,) = found.comparisons["2026-Q3"].warnings
    assert fault.dataset == "bestuursdwang" and fault.holds_back
