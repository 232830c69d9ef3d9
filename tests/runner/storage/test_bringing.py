"""What is brought of a store: a delivery as from a disk, and nothing that would leave its folder."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import pytest

from helpers.floor import paths
from helpers.floor.faults import AskedWrongly
from helpers.runner.storage import bringing, sending, working_copy
from helpers.runner.storage.address import Address
from helpers.runner.storage.store import Found
from helpers.sources.delivery import finding


def listing(names, folders=(), size=1):
    """A store that says that it holds these, and gives nothing."""
    found = {name: Found(size) for name in names}
    return SimpleNamespace(
        address=Address("s3://emmer/exports"), children=lambda: (found, list(folders)), bring=lambda _: None
    )


def test_a_delivery_of_a_store_is_that_of_the_disk(where, put, tmp_path):
    disk = tmp_path / "exports"
    disk.mkdir()
    names = ("bodycams.csv", "dashboard_updates.csv", "wijkatlas.xlsx", finding.MADE_UP_FILE)
    objects = {name: (paths.SAMPLE / name).read_bytes() for name in names}
    objects |= {"leeg.csv": b"", "brief.docx": b"niet gelezen", ".verborgen": b"x", "~$wijkatlas.xlsx": b"x"}
    for name, content in objects.items():
        (disk / name).write_bytes(content)
    (disk / "oud").mkdir()
    put({**objects, "oud/bodycams.csv": b"telt niet"})
    with working_copy.exports(str(where)) as brought:
        assert finding.gather(Path(brought)) == finding.gather(disk)
        assert (Path(brought) / finding.MADE_UP_FILE).is_file()


@pytest.mark.parametrize(
    ("names", "folders"),
    [
        (["a.csv", "x/../../etc/passwd"], []),
        (["a.csv"], [".."]),
        (["/etc/passwd"], []),
        (["a\\b.csv"], []),
        (["C:a.csv"], []),
        (["con.csv"], []),
        (["a\x1b[31m.csv"], []),
        (["a\n.csv"], []),
        (["a.csv."], []),
        (["x" * 300 + ".csv"], []),
    ],
)
def test_a_name_that_is_no_name_here_is_refused_before_anything_is_brought(tmp_path, names, folders):
    folder = tmp_path / "kopie"
    folder.mkdir()
    with pytest.raises(AskedWrongly, match="zo kan een bestand hier niet heten") as fault:
        bringing.exports(listing(names, folders), folder)
    assert str(fault.value).isprintable() and not list(folder.iterdir())
    assert [file.name for file in tmp_path.iterdir()] == ["kopie"]


@pytest.mark.parametrize("names", [["Bodycams.csv", "bodycams.csv"], ["caf\u00e9.csv", "cafe\u0301.csv"]])
def test_names_that_are_one_on_another_computer_are_refused(tmp_path, names):
    with pytest.raises(AskedWrongly, match="namen die meer verschillen"):
        bringing.exports(listing(names), tmp_path)


def test_very_many_or_very_large_is_refused_by_the_listing(tmp_path, in_memory):
    with pytest.raises(AskedWrongly, match=r"staan 10\.001 bestanden, meer dan 10\.000\."):
        bringing.exports(listing(f"{number}.csv" for number in range(10_001)), tmp_path)
    many = [{"name": f"{in_memory._root}/{number}", "size": 1, "type": "file"} for number in range(100_001)]
    with pytest.raises(AskedWrongly, match=r"staan 100\.001 bestanden\."):
        in_memory._named(many)
    with pytest.raises(AskedWrongly, match=r"staat 10\.080 MB, te veel om op te halen"):
        bringing.exports(listing([f"{number}.csv" for number in range(112)], size=90_000_000), tmp_path)


def test_what_the_door_refuses_by_its_size_is_not_brought_and_refused_in_the_same_words(tmp_path):
    bringing.exports(listing(["bodycams.csv"], size=150_000_000), tmp_path)
    assert [fault.message for fault in finding.gather(tmp_path)[1]] == [
        "Het bestand is te groot: 150 MB, meer dan de grens van 100 MB."
    ]


def test_of_earlier_reports_comes_what_is_read(where, put, edition, tmp_path):
    edition(tmp_path / "bron", 1)
    edition(tmp_path / "bron", 2)
    edition(tmp_path / "bron" / "voorbeeld", 1)
    files = {
        file.relative_to(tmp_path / "bron").as_posix(): file.read_bytes()
        for file in (tmp_path / "bron").rglob("*")
        if file.is_file()
    }
    files |= {"wijken/WK000101.html": b"a", "voorbeeld/wijken/WK000101.html": b"b", "dashboard/2026-10.html": b"c"}
    strange = {
        "2026-Q3/3/a.html": b"zonder run.json",
        "2026-Q3/.lock": b"x",
        "iets anders/film.mp4": b"x",
        ".failed/2026-Q2/a.ipynb": b"x",
        "2026-Q3/1": b"een bestand met de naam van een map",
    }
    if where.protocol == "memory":  # which has folders, as a disk has
        del strange["2026-Q3/1"]
    put({**files, **strange})
    with working_copy.reports(str(where), print) as copy:
        found = {
            file.relative_to(copy.folder).as_posix(): file.read_bytes()
            for file in copy.folder.rglob("*")
            if file.is_file()
        }
        copy.send(lambda _: pytest.fail("nothing had changed"))
    assert found == files | {"2026-Q3/1/a.html": b""}  # of an edition that is not the current one: that it is there


def test_the_current_edition_is_the_highest_that_counts(in_memory, edition, tmp_path):
    for number in (1, 2, 3):
        edition(tmp_path, number)
    (tmp_path / "2026-Q3/3/run.json").write_text("{}")
    sending.send(in_memory, tmp_path, {})
    with working_copy.reports(str(in_memory.address), print) as copy:
        pages = {number: (copy.folder / f"2026-Q3/{number}/a.html").read_text() for number in (1, 2, 3)}
    assert pages == {1: "", 2: "a 2", 3: ""}


def test_no_name_of_a_report_leads_out_of_the_folder():
    names = [
        "2026-Q3/../../run.json",
        "wijken/../run.json",
        "/2026-Q3/1/run.json",
        "2026-Q3//x",
        "2026-Q3/1/tables/..",
        "2026-Q3/a\\b",
        "",
    ]
    assert [name for name in names if bringing._is_own(name)] == []


def test_a_tree_comes_whole_and_only_with_names_of_its_own(where, put):
    objects = {"indicators.yml": b"a", "commentary/2026-Q2.yml": b"b", ".verborgen": b"c"}
    put(objects)
    with working_copy.tree(str(where), "--home") as folder:
        assert (folder / "commentary" / "2026-Q2.yml").read_bytes() == b"b"
        assert sorted(file.name for file in folder.iterdir()) == ["commentary", "indicators.yml"]
    store = listing([])
    for name in ("a/../../b", "/etc/passwd", "a//b"):
        store.all = lambda name=name: {name: Found(1)}
        with pytest.raises(AskedWrongly, match="zo kan een bestand hier niet heten"):
            bringing.tree(store, folder)
