"""What was made again beside what stands: every file is told, and what is another is named."""

import errno
import hashlib

import pytest

from helpers.floor import paths
from helpers.floor.faults import AskedWrongly, RunFailed
from helpers.runner.command import rebuilding
from helpers.runner.editions import disk


@pytest.fixture
def rebuilt(kept, tmp_path, monkeypatch, capsys):
    """`rebuilt(**changed)`: the command, on an edition of which so much is made again otherwise."""
    files = kept()

    def run(into=None, **changed):
        again = {**files, **{name.replace("_", "."): content for name, content in changed.items()}}
        monkeypatch.setattr(rebuilding, "_made", lambda *_: again)
        lines = []
        code = rebuilding.run("2026-Q3/1", str(tmp_path / "rapporten"), lines.append, into=into)
        return code, lines, capsys.readouterr().err

    return run


def test_the_same_bytes_end_with_0_and_tell_every_hash(rebuilt):
    code, lines, complaints = rebuilt()
    assert (code, complaints) == (0, "")
    assert f"  gelijk         {hashlib.sha256(b'een').hexdigest()}  a.html" in lines
    assert lines[-2:] == [
        "2026-Q3 editie 1: van 2 bestanden zijn er 2 gelijk aan wat er staat,",
        "en zijn er 2 gelijk aan wat bij het publiceren is vastgelegd.",
    ]


def test_another_byte_is_named_on_both_sides_and_ends_with_1(rebuilt):
    code, lines, complaints = rebuilt(a_html=b"twee")
    assert code == 1
    assert f"  anders         {hashlib.sha256(b'twee').hexdigest()}  a.html" in lines
    assert f"  er staat       {hashlib.sha256(b'een').hexdigest()}" in lines
    assert (
        "Niet gelijk aan wat er staat: a.html." in complaints and "Anders dan bij het publiceren: a.html." in complaints
    )


def test_a_damaged_file_is_told_apart_from_one_that_is_made_otherwise(rebuilt, tmp_path):
    (tmp_path / "rapporten/2026-Q3/1/a.html").write_bytes(b"stuk")
    code, _, complaints = rebuilt()
    assert code == 1 and "Niet gelijk aan wat er staat: a.html." in complaints
    assert "Anders dan bij het publiceren" not in complaints and "--into MAP" in complaints


def test_what_is_gone_is_told_and_what_lies_beside_the_pages_does_not_count(rebuilt, tmp_path):
    folder = tmp_path / "rapporten/2026-Q3/1"
    (folder / "rapport.pdf").write_bytes(b"pdf")
    code, lines, _ = rebuilt()
    assert code == 0 and any("niet herbouwd" in line and "rapport.pdf" in line for line in lines)
    (folder / "a.html").unlink()
    code, lines, _ = rebuilt()
    assert code == 1 and any("ontbreekt" in line and "a.html" in line for line in lines)


def test_the_copy_comes_in_a_folder_of_its_own_and_what_stands_stays(rebuilt, tmp_path):
    rebuilt(into=tmp_path / "kopie", a_html=b"twee")
    assert (tmp_path / "kopie/a.html").read_bytes() == b"twee"
    assert (tmp_path / "rapporten/2026-Q3/1/a.html").read_bytes() == b"een"


@pytest.mark.parametrize(
    ("place", "why"),
    [
        ("snapshots", "is er al"),
        ("rapporten/2026-Q3/2", "tussen de rapporten"),
        ("eigen/2026-Q3/9", "tussen de rapporten"),
        ("snapshots/editions/x", "tussen wat van rapporten is bewaard"),
        ("koppeling", "is er al"),
    ],
)
def test_a_place_that_is_taken_or_among_the_reports_is_refused(rebuilt, tmp_path, monkeypatch, place, why):
    monkeypatch.setattr(paths, "REPORTS", tmp_path / "eigen")
    (tmp_path / "koppeling").symlink_to(tmp_path / "eigen" / "9")  # which is not there
    with pytest.raises(AskedWrongly, match=why):
        rebuilt(into=tmp_path / place)


@pytest.mark.parametrize(
    ("stopped_by", "told"),
    [
        (OSError(errno.ENOSPC, "full"), (RunFailed, "is niet te schrijven in .* de schijf is vol")),
        (KeyboardInterrupt(), (KeyboardInterrupt, None)),
    ],
)
def test_a_copy_that_cannot_be_finished_leaves_nothing(rebuilt, tmp_path, monkeypatch, stopped_by, told):
    def stop(file, content):
        file.write_bytes(content[:1])
        raise stopped_by

    monkeypatch.setattr(disk, "write_synced", stop)
    with pytest.raises(told[0], match=told[1]):
        rebuilt(into=tmp_path / "kopie")
    assert not (tmp_path / "kopie").exists()


def test_a_place_that_cannot_be_made_is_refused_before_a_notebook_runs(rebuilt, tmp_path, monkeypatch):
    (tmp_path / "bestand").write_text("")
    monkeypatch.setattr(rebuilding, "_made", lambda *_: pytest.fail("the notebooks ran"))
    with pytest.raises(AskedWrongly, match=r"kan niet worden gemaakt .* Kies met --into"):
        rebuilding.run("2026-Q3/1", str(tmp_path / "rapporten"), print, into=tmp_path / "bestand" / "kopie")


def test_an_address_is_refused():
    with pytest.raises(AskedWrongly, match="kan niet met een adres"):
        rebuilding.run("2026-Q3/1", "s3://rapporten", print)
