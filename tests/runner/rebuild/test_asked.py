"""Which edition is made again: by its number, in a folder of reports, also where its files are lost."""

import pytest

from helpers.floor import paths
from helpers.floor.faults import AskedWrongly
from helpers.runner.rebuild import asked


@pytest.fixture
def out(tmp_path):
    return tmp_path / "rapporten"


@pytest.mark.parametrize("text", ["2026-Q3", "2026-Q5/1", "2026-Q3/0", "2026-Q3/01", "2026-Q3/1/a", "../2026-Q3/1", ""])
def test_what_is_no_edition_is_refused_with_an_example(text):
    with pytest.raises(AskedWrongly, match=r"zoals 2026-Q3/2\."):
        asked.parse(text)


def test_a_dashboard_is_refused_as_one():
    with pytest.raises(AskedWrongly, match="Een dashboard is niet te herbouwen"):
        asked.parse("2026-10/1")


def test_an_edition_is_found_with_what_was_kept_of_it(kept, out):
    files = kept()
    found = asked.found("2026-Q3/1", out)
    assert (found.folder, dict(found.files)) == (out / "2026-Q3" / "1", files)
    assert found.record.snapshot == "f00d" * 5 and found.in_dutch == "2026-Q3 editie 1"


@pytest.mark.parametrize("lost", ["run.json", "all"])
def test_an_edition_is_found_when_its_files_are_lost_or_damaged(kept, out, lost):
    kept()
    (out / "2026-Q3/1/run.json").write_text("{")
    if lost == "all":
        (out / "2026-Q3").rename(out / "weg")
    assert asked.found("2026-Q3/1", out).record.run["edition"] == 1


def test_of_two_folders_run_json_tells_which_was_kept(kept, out, tmp_path):
    kept()
    kept(out=tmp_path / "elders", headline="Anders.")
    assert asked.found("2026-Q3/1", tmp_path / "elders").record.run["headline"] == "Anders."
    (tmp_path / "elders/2026-Q3/1/run.json").write_text("{")
    with pytest.raises(AskedWrongly, match=r"in meer mappen .* Zet run.json .* terug"):
        asked.found("2026-Q3/1", tmp_path / "elders")


def test_an_edition_of_before_anything_was_kept_is_told_so_with_what_to_do(kept, out):
    kept()
    for file in (paths.SNAPSHOTS / "editions").iterdir():
        file.unlink()
    with pytest.raises(AskedWrongly, match=r"niet bewaard waaruit zij gemaakt is\. .*reservekopie.*snapshots.* --out"):
        asked.found("2026-Q3/1", out)


def test_an_edition_that_is_not_there_is_refused_with_those_that_are(kept, out):
    kept()
    with pytest.raises(AskedWrongly, match=r"editie 7 is er niet\. Er zijn: 2026-Q3/1 in .*rapporten\."):
        asked.found("2026-Q3/7", out)


def test_editions_on_made_up_data_are_named_too_with_their_folder(kept, out):
    kept(out=out / "voorbeeld", is_made_up=True)
    with pytest.raises(AskedWrongly, match=r"Er zijn: 2026-Q3/1 in .*voorbeeld\."):
        asked.found("2026-Q3/7", out)


def test_real_data_comes_before_made_up_unless_that_is_asked(kept, out):
    kept()
    kept(out=out / "voorbeeld", is_made_up=True)
    assert not asked.found("2026-Q3/1", out).record.run["is_made_up"]
    assert asked.found("2026-Q3/1", out, is_sample=True).folder == out / "voorbeeld" / "2026-Q3" / "1"


def test_what_was_kept_first_of_an_edition_stays(kept, out):
    from helpers import sources
    from helpers.sources.delivery import edition_record

    kept()
    (record,) = edition_record.of("2026-Q3", 1, False)
    sources.keep_record(record.run, "anders", record.files)
    assert edition_record.of("2026-Q3", 1, False) == [record]


def test_what_somebody_wrote_in_what_was_kept_is_never_run(kept, out):
    kept(parameters={"a": {"quarter": "2026-Q3"}})
    (file,) = (paths.SNAPSHOTS / "editions").iterdir()
    file.write_text(file.read_text("utf-8").replace('"quarter": "2026-Q3"\n   }', '"x = print": "1"\n   }'), "utf-8")
    with pytest.raises(AskedWrongly, match=r"is bewaard, is daarna veranderd\. Zet de map .*editions terug"):
        asked.found("2026-Q3/1", out)
