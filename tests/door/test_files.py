import os

import pytest

from helpers.door import files
from helpers.floor.faults import BadInput


def refusal(path, **options):
    with pytest.raises(BadInput) as caught:
        files.read_bytes(path, **options)
    return caught.value.faults[0]


def test_a_regular_file_gives_its_bytes(tmp_path):
    (tmp_path / "a.csv").write_bytes(b"x;y\n")
    assert files.read_bytes(tmp_path / "a.csv") == b"x;y\n"


def test_the_fingerprint_is_the_published_sha256_of_abc():
    # FIPS 180-2, appendix B.1
    assert files.sha256(b"abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"


def test_a_file_that_is_not_there_is_named(tmp_path):
    fault = refusal(tmp_path / "weg.csv")
    assert (fault.file, fault.message) == ("weg.csv", "Het bestand is er niet.")


def test_a_folder_and_an_empty_file_are_refused(tmp_path):
    (tmp_path / "leeg.csv").touch()
    assert "geen gewoon bestand" in refusal(tmp_path, within=tmp_path.parent).message
    assert "leeg" in refusal(tmp_path / "leeg.csv").message


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_named_pipe_is_refused_without_waiting(tmp_path):
    os.mkfifo(tmp_path / "pijp.csv")
    assert "geen gewoon bestand" in refusal(tmp_path / "pijp.csv").message


def test_a_link_out_of_the_folder_is_refused_and_one_within_is_not(tmp_path):
    inside = tmp_path / "levering"
    inside.mkdir()
    (tmp_path / "geheim.csv").write_text("x")
    (inside / "echt.csv").write_text("x")
    try:
        (inside / "uit.csv").symlink_to(tmp_path / "geheim.csv")
        (inside / "in.csv").symlink_to(inside / "echt.csv")
    except OSError:
        pytest.skip("links are not allowed here")
    assert "verwijzing naar buiten" in refusal(inside / "uit.csv", within=inside).message
    assert files.read_bytes(inside / "in.csv", inside) == b"x"


def test_a_file_above_the_limit_is_refused_with_both_sizes(tmp_path):
    (tmp_path / "groot.csv").write_bytes(b"x" * 3_000_000)
    assert "3 MB, meer dan de grens van 2 MB" in refusal(tmp_path / "groot.csv", largest=2_000_000).message
