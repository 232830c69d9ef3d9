import os
import socket
from pathlib import Path

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


def test_a_device_and_a_socket_are_refused_without_opening(tmp_path):
    if not os.path.exists("/dev/zero"):
        pytest.skip("this system has no devices as files")
    assert "geen gewoon bestand" in refusal(Path("/dev/zero")).message
    (tmp_path / "nul.csv").symlink_to("/dev/zero")
    assert "verwijzing naar buiten" in refusal(tmp_path / "nul.csv").message
    with socket.socket(socket.AF_UNIX) as server:
        server.bind(str(tmp_path / "s.csv"))
        assert "geen gewoon bestand" in refusal(tmp_path / "s.csv").message


def test_a_link_to_itself_and_a_name_with_nul_are_not_there(tmp_path):
    (tmp_path / "lus.csv").symlink_to(tmp_path / "lus.csv")
    assert "is er niet" in refusal(tmp_path / "lus.csv").message
    assert "is er niet" in refusal(tmp_path / "a\0.csv").message


def test_signs_in_a_name_that_steer_a_terminal_are_not_shown(tmp_path):
    assert refusal(tmp_path / "a\x1b[31m\u202eb\n.csv").file == "a[31mb .csv"


def test_a_file_that_grows_while_it_is_read_is_refused(tmp_path, monkeypatch):
    file = tmp_path / "a.csv"
    file.write_bytes(b"a;b\n")
    opened = os.fdopen

    monkeypatch.setattr(os, "fdopen", lambda *arguments: _Growing(opened(*arguments), file))
    assert "verandert" in refusal(file).message


class _Growing:
    """A file to which something is written at the moment it is read."""

    def __init__(self, handle, file):
        self.handle, self.file = handle, file

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.handle.close()

    def fileno(self):
        return self.handle.fileno()

    def read(self, size):
        content = self.handle.read(size)
        with self.file.open("ab") as more:
            more.write(b"1;2\n")
        return content


def test_a_pipe_that_takes_the_place_of_a_file_is_not_waited_for(tmp_path, monkeypatch):
    if not hasattr(os, "mkfifo"):
        pytest.skip("this system has no named pipes")
    file = tmp_path / "a.csv"
    file.write_bytes(b"a;b\n")
    looked = files._refuse_unfit

    def exchange(path, about, largest):
        looked(path, about, largest)
        if file.exists() and not file.is_fifo():
            file.unlink()
            os.mkfifo(file)

    monkeypatch.setattr(files, "_refuse_unfit", exchange)
    assert "geen gewoon bestand" in refusal(file).message
