"""Which files a person may have typed, and what is not read at all."""

from __future__ import annotations

import os

import pytest

from helpers.floor.faults import BadInput
from helpers.floor.params.plain_text import LARGEST_BYTES, read_text


@pytest.fixture
def file(tmp_path):
    return tmp_path / "waarden.yml"


def refusal(file):
    with pytest.raises(BadInput) as told:
        read_text(file)
    (fault,) = told.value.faults
    assert fault.file.isprintable()
    return fault


@pytest.mark.parametrize("content", [b"a: caf\xc3\xa9\r\n", b"\xef\xbb\xbfa: caf\xc3\xa9\r\n"])
def test_utf_8_is_read_with_and_without_its_mark(file, content):
    file.write_bytes(content)
    assert read_text(file) == "a: café\r\n"


@pytest.mark.parametrize(
    ("content", "words", "row"),
    [
        ("a: 1\r\nb: café".encode("latin-1"), "geen UTF-8", 2),
        ("a: 1".encode("utf-16"), "UTF-16", None),
        ("a: 1".encode("utf-16-be"), "U+0000", 1),
        (b"a: 1\nb: x\x00y", "U+0000", 2),
        ("a: 1\nb: x\u202ey".encode(), "U+202E", 2),
        ("naam\u200b: x".encode(), "U+200B", 1),
        ("a: x\u2028b: y".encode(), "U+2028", 1),
        (b"a: \x1b[31m", "U+001B", 1),
        (b"a:\n\tb: 1", "tab", 2),
        (b"a:\n  \tb: 1", "tab", 2),
        ("a:\n\u00a0 b: 1".encode(), "harde spatie", 2),
    ],
)
def test_bytes_that_are_not_what_they_seem_are_refused_with_the_row(file, content, words, row):
    file.write_bytes(content)
    fault = refusal(file)
    assert words in fault.message and fault.row == row


def test_a_tab_on_an_empty_line_and_behind_a_value_is_no_fault(file):
    file.write_text("a: 1\t# uitleg\n\t\nb: 2\n")
    assert read_text(file)


def test_a_file_of_ten_megabytes_is_refused_without_reading_it_all(file):
    file.write_bytes(b"a: 1\n" * (10 * LARGEST_BYTES // 5))
    assert "groter dan 1 MB" in refusal(file).message


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")
def test_a_pipe_is_refused_before_it_is_opened(file):
    os.mkfifo(file)
    assert "geen gewoon bestand" in refusal(file).message


def test_a_folder_is_refused(file):
    file.mkdir()
    assert "geen gewoon bestand" in refusal(file).message


def test_a_file_that_is_not_there_is_a_fault_too(file):
    assert "is er niet" in refusal(file).message


def test_a_link_out_of_the_folder_is_refused_and_one_within_it_is_read(tmp_path, file):
    outside = tmp_path / "elders.yml"
    outside.write_text("a: 1")
    inside = tmp_path / "map"
    inside.mkdir()
    (inside / "echt.yml").write_text("a: 2")
    try:
        (inside / "weg.yml").symlink_to(outside)
        (inside / "hier.yml").symlink_to(inside / "echt.yml")
        (inside / "kring.yml").symlink_to(inside / "kring.yml")
    except OSError:
        pytest.skip("this system makes no links")
    assert "naar buiten de map" in refusal(inside / "weg.yml").message
    assert read_text(inside / "hier.yml") == "a: 2"
    refusal(inside / "kring.yml")


@pytest.mark.skipif(not os.path.exists("/dev/zero"), reason="this system has no devices in folders")
def test_a_link_to_a_device_is_refused(file):
    file.symlink_to("/dev/zero")
    refusal(file)


def test_a_file_name_cannot_steer_a_terminal(tmp_path):
    assert refusal(tmp_path / "a\x1b[31m.yml").file == "a[31m.yml"
