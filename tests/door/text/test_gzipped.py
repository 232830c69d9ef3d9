import gzip

import pytest

from helpers.door.text.gzipped import unpack
from helpers.floor.faults import BadInput


def packed(content):
    return gzip.compress(content, mtime=0)  # the same bytes in every process


TABLE = b"a;b\n1;2\n" * 50


def test_one_or_more_members_give_the_bytes_inside():
    assert unpack(gzip.compress(TABLE), "a.csv.gz") == TABLE
    assert unpack(gzip.compress(TABLE) + gzip.compress(b"3;4\n") + b"\0" * 8, "a.csv.gz") == TABLE + b"3;4\n"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (packed(TABLE)[:-9], "niet compleet"),
        (packed(TABLE)[:5], "niet compleet"),
        (packed(TABLE)[:-6] + b"xxxxxx", "beschadigd"),
        (packed(TABLE) + b"meer", "andere gegevens"),
        (packed(packed(TABLE)), "twee keer ingepakt"),
        (packed(b""), "leeg"),
        (b"\x1f\x8bniets", "beschadigd"),
    ],
)
def test_a_broken_or_odd_gzip_is_refused(content, message):
    with pytest.raises(BadInput, match=message):
        unpack(content, "a.csv.gz")


def test_a_bomb_is_refused_before_it_is_unpacked():
    bomb = gzip.compress(b"\0" * 50_000_000, 9) * 100
    broken_at_its_end = bomb + packed(TABLE)[:-6] + b"xxxxxx"
    with pytest.raises(BadInput, match="uitgepakt te groot"):
        unpack(broken_at_its_end, "a.csv.gz")
