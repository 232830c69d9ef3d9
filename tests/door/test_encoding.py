import codecs

import pytest

from helpers.door.encoding import decode
from helpers.floor.faults import BadInput

TEXT = "Proces;Afdeling\r\nFinanciën;café “één” € 5\r\n"


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode("utf-8"),
        codecs.BOM_UTF8 + TEXT.encode("utf-8"),
        codecs.BOM_UTF16_LE + TEXT.encode("utf-16-le"),
        codecs.BOM_UTF16_BE + TEXT.encode("utf-16-be"),
        TEXT.encode("cp1252"),
    ],
    ids=["utf-8", "utf-8 with BOM", "utf-16 little", "utf-16 big", "windows-1252"],
)
def test_every_encoding_of_the_systems_gives_the_same_text(content):
    assert decode(content, "a.csv") == TEXT


@pytest.mark.parametrize(
    ("content", "message", "row"),
    [
        (b"a;b\n1;\x00\n", "NUL-tekens", None),
        (TEXT.encode("utf-16-le"), "NUL-tekens", None),
        (b"a;b\n1;2\n\x81;3\n", "niet te lezen", 3),
        ("a\nb\nFinanciën".encode().decode("cp1252").encode(), "verminkt", 3),
        (codecs.BOM_UTF8 + b"a\n\xff\n", "niet te lezen", 2),
    ],
    ids=["NUL", "UTF-16 without BOM", "undefined byte", "garbled before", "BOM that lies"],
)
def test_what_is_no_text_is_refused_with_its_row(content, message, row):
    with pytest.raises(BadInput, match=message) as caught:
        decode(content, "a.csv")
    assert (caught.value.faults[0].file, caught.value.faults[0].row) == ("a.csv", row)
