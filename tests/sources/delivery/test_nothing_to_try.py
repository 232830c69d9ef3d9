"""Who has all that is published, and all rows but one, tries what that one may say: and finds nothing."""

import hashlib
import json
import re
from datetime import date
from itertools import product

import pytest

from helpers import displays as show
from helpers import sources
from helpers.analyses import data_quality
from helpers.floor import dutch, home_secret, paths
from helpers.floor.quarter import Quarter
from helpers.runner.editions import edition_content, manifest
from helpers.runner.editions.editions import Stamp
from helpers.runner.editions.manifest import Run
from helpers.runner.pool.parcel import Parcel
from helpers.sources.delivery import finding, identity, snapshot
from helpers.sources.earlier import accepted, history

ROW = "S1;P1;75-84;WK000001;2;\n"  # of the participant of whom the reader knows that he came
AGES, WIJKEN, MARKS = ("65-74", "75-84", "85+"), ("WK000001", "WK000002"), ("", *"1234")
FILE = "cybertraining_deelnemers.csv"
SHORTEST = 12  # digits of a hash: what a page shows of it
STAMP = Stamp(1, "concept", "", "")


@pytest.fixture(autouse=True)
def home(tmp_path, monkeypatch):
    monkeypatch.setattr(paths, "HOME", tmp_path)
    monkeypatch.delenv(home_secret.GIVEN, raising=False)
    code = identity.reading_code()
    monkeypatch.setattr(identity, "reading_code", lambda: code)  # the same for every candidate
    return tmp_path


@pytest.fixture
def published(folder, tmp_path):
    """All that an edition says about its exports: run.json, what stands around every page, and the pieces."""

    def _published():
        name, delivery = sources.freeze(str(folder), "2026-Q3")
        given = {"data_quality": {"quarter": "2026-Q3", "delivery": f"snapshot:{name}"}}
        run = Run(Quarter(2026, 3), delivery, (), given, tmp_path / "params")
        result = data_quality.analyse(delivery)
        calls = (show.answer, show.exports_read, show.own_files, show.freshness, show.compared, show.data_sources)
        told = manifest.manifest(run, STAMP, "", (), {}) | {"accepted": _as_accepted(delivery)}
        around = {name: told for name, told in edition_content.context(run, STAMP).items() if name != "style"}
        return json.dumps([told, around, [call(result).as_json() for call in calls]], ensure_ascii=False)

    return _published


def _as_accepted(delivery):
    """As run.json would tell of every export that it was strange, and accepted."""
    marks = {one.dataset: one.mark for one in delivery.exports}
    return {name: {"reason": "Klopt.", "mark": mark} for name, mark in marks.items()}


def tried(folder, text):
    """The rows that fit what is published: each candidate of which some hash stands in it."""
    files, beside = finding.gather(folder)[0], snapshot.beside()
    known = files[FILE]
    assert ROW.encode() in known
    found = []
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(home_secret, "keyed", lambda text: text.rpartition(" ")[2])  # names as they are without a key
        for age, wijk, before, after in product(AGES, WIJKEN, MARKS, MARKS):
            row = f"S1;P1;{age};{wijk};{before};{after}\n"
            content = known.replace(ROW.encode(), row.encode())
            name = identity.name_of({**files, FILE: content}, [], {}, False, beside)
            if any(one[:SHORTEST] in text for one in (name, *hashes(content))):
                found.append(row)
    return found


def hashes(content):
    """By which an edition could tell that it was made from this file, without the secret."""
    plain = [getattr(hashlib, kind)(content).hexdigest() for kind in ("md5", "sha1", "sha256", "sha512")]
    return [*plain, *(hashlib.sha256(f"export {one}".encode()).hexdigest() for one in plain)]


def test_no_row_is_found_by_trying(folder, published):
    assert tried(folder, published()) == []


@pytest.mark.parametrize("of", ["delivery", "export"])
def test_with_plain_hashes_the_row_is_found(of, folder, published, monkeypatch):
    """The same reader on what was once published: the name of the snapshot alone, or the hash of the file alone."""
    keyed = home_secret.keyed

    def once(text):
        kind, _, told = text.partition(" ")
        return told if kind == of else keyed(text)

    monkeypatch.setattr(home_secret, "keyed", once)
    monkeypatch.setattr(identity.mark_of, "__defaults__", (once,))
    assert tried(folder, published()) == [ROW]


def without_names(text):
    """The same without what is keyed."""
    return re.sub(r"\b[0-9a-f]{12,64}\b", "", text)


OTHER = [("cybertraining_deelnemers", ROW, "S1;P3;65-74;WK000002;4;3\n")]  # another came instead
MORE = [
    ("cybertraining_deelnemers", ROW, ROW + "S1;P3;65-74;WK000002;4;3\n"),
    ("opkopers", "01-02-2026", "03-02-2026"),
    ("opkopers", "OP1;Kringloop;WK000001;01-09-2017", "OP1;Kringloop;WK000001;02-04-2016"),
    ("opkopers", "OP2;", "OP3;Juwelier;WK000002;05-01-2026;\nOP2;"),
]


@pytest.mark.parametrize("changes", [OTHER, MORE], ids=["another", "more"])
def test_a_person_or_dealer_more_or_on_another_day_changes_no_fact_about_an_export(changes, change, published):
    before = published()
    for one in changes:
        change(*one)
    after = published()
    assert without_names(after) == without_names(before) and after != before


def test_a_row_more_about_nobody_is_told(change, published):
    before = published()
    change("bodycams", "18;18", "18;18\n30-09-2025;18;17")
    assert without_names(published()) != without_names(before)


def test_no_day_of_an_export_about_persons_or_dealers_is_told(folder, published):
    delivery = sources.freeze(str(folder), "2026-Q3")[1]
    own, others = ({day for one in delivery.exports for day in (one.first, one.last)
                    if day and (delivery.descriptions[one.dataset].counted != "row") is is_about_a_group}
                   for is_about_a_group in (True, False))  # fmt: skip
    text = published()
    days = own - others - {delivery.quarter.end}
    assert len(days) > 3
    assert not [day for day in days if {dutch.day(day), date.isoformat(day)} & {*re.findall(r"\d{4}-\d\d-\d\d", text)}]
    assert not [day for day in days if dutch.day(day) in text]


def test_the_secret_lies_in_its_own_file_and_nowhere_else(home, folder, published):
    text = published()
    name, delivery = sources.freeze(str(folder), "2026-Q3")
    past = history.gather(paths.REPORTS, paths.PARAMS, delivery, Quarter(2026, 3), Quarter(2026, 3))
    history.keep(past.history)
    packed = Parcel(paths.SNAPSHOTS, f"snapshot:{name}").packed()
    key = (home / home_secret.FOLDER / home_secret.FILE).read_text().strip()
    holding = [
        file.relative_to(home).as_posix()
        for file in home.rglob("*")
        if file.is_file() and key.encode() in file.read_bytes()
    ]
    assert holding == ["data/.secret/key"] and key not in text and key.encode() not in packed


def test_with_another_secret_the_same_delivery_has_another_name_and_opens_all_the_same(home, folder):
    name, before = sources.freeze(str(folder), "2026-Q3")
    (home / home_secret.FOLDER / home_secret.FILE).write_text("0" * 64)
    other, after = sources.freeze(str(folder), "2026-Q3")
    assert name != other and before.exports[0].mark != after.exports[0].mark
    assert before.exports[0].sha256 == after.exports[0].sha256
    assert sources.open_delivery(f"snapshot:{name}").exports == before.exports
    assert snapshot.earlier(name)[1] == snapshot.earlier(other)[1]


def test_made_up_data_need_no_secret_and_have_the_hash_of_their_file(home, folder):
    (folder / finding.MADE_UP_FILE).touch()
    delivery = sources.freeze(str(folder), "2026-Q3")[1]
    assert all(one.mark == one.sha256 for one in delivery.exports)
    assert not (home / home_secret.FOLDER).exists()


def test_checking_makes_no_secret_and_knows_what_was_accepted(home, folder):
    sources.check(folder, reports=paths.REPORTS)
    assert not (home / home_secret.FOLDER).exists()


def test_an_acceptance_without_a_mark_fits_no_file():
    assert not accepted._is_of({"reason": "x", "mark": ""}, type("Export", (), {"mark": "", "sha256": "a"}))
