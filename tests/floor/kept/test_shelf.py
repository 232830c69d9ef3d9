"""What lies on a shelf comes back whole and where it fits, or not at all."""

import os

import pytest

from helpers.floor.kept.reads import Part
from helpers.floor.kept.shelf import Shelf

BODYCAMS = Part("table", "bodycams")


def put(tmp_path, content=b"what was made"):
    shelf = Shelf(tmp_path / "shelf")
    shelf.put("key", {BODYCAMS: "as it was"}, content)
    (file,) = (shelf.folder / "key").iterdir()
    return shelf, file


def test_what_fits_comes_back_with_what_it_read(tmp_path):
    shelf, _ = put(tmp_path)
    found = shelf.found("key", lambda _: "as it was")
    assert (found.content, found.reads) == (b"what was made", (BODYCAMS,))
    assert shelf.found("key", lambda _: "changed") is None
    assert shelf.found("another key", lambda _: "as it was") is None


def flipped(content, at):
    return content[:at] + bytes([content[at] ^ 1]) + content[at + 1 :]


DAMAGE = {
    "its hash": lambda content: flipped(content, 3),
    "what was read": lambda content: flipped(content, content.index(b"bodycams")),
    "the content": lambda content: flipped(content, len(content) - 1),
    "the end of a line": lambda content: flipped(content, content.index(b"\n")),
    "empty": lambda _: b"",
    "cut off": lambda content: content[:-1],
    "only the first line": lambda content: content.partition(b"\n")[0],
    "more than was written": lambda content: content + b"\0",
}


@pytest.mark.parametrize("damage", DAMAGE.values(), ids=DAMAGE)
def test_what_is_damaged_is_thrown_away_and_replaced(tmp_path, damage):
    shelf, file = put(tmp_path)
    whole = file.read_bytes()
    file.write_bytes(damage(whole))
    assert shelf.found("key", lambda _: "as it was") is None
    assert not file.exists()
    put(tmp_path)
    assert file.read_bytes() == whole
    assert shelf.found("key", lambda _: "as it was").content == b"what was made"


def test_what_was_used_longest_ago_goes_first_and_the_rest_fits(tmp_path):
    shelf = Shelf(tmp_path)
    for number in range(4):
        shelf.put(f"key{number}", {}, bytes(1000))
        (file,) = (tmp_path / f"key{number}").iterdir()
        os.utime(file, (number, number))
    assert shelf.found("key0", lambda _: "")  # used now, so no longer the oldest
    each = file.stat().st_size
    shelf.let_go(2 * each)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["key0", "key3"]
    shelf.let_go(2 * each)
    assert len(list(tmp_path.iterdir())) == 2


def test_what_a_hard_stop_left_half_is_never_taken_and_goes_with_the_oldest(tmp_path):
    shelf, file = put(tmp_path)
    half = file.with_name(".new-half")
    half.write_bytes(file.read_bytes())
    file.unlink()
    assert shelf.found("key", lambda _: "as it was") is None
    shelf.let_go(0)
    assert list(tmp_path.rglob("*")) == [tmp_path / "shelf"]


def test_a_folder_that_cannot_be_written_only_keeps_nothing(tmp_path):
    (tmp_path / "shelf").write_text("a file where the folder should be")
    shelf = Shelf(tmp_path / "shelf")
    shelf.put("key", {}, b"x")
    shelf.let_go()
    assert shelf.found("key", lambda _: "") is None
