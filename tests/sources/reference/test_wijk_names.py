"""The names of the wijken are read lightly where the file is plain, and whole where it is not."""

import pytest

from helpers.floor import paths
from helpers.sources.reference.reading import areas_in
from helpers.sources.reference.wijk_names import plain_names

PLAIN = "wijk,name\nWK000002,Zuid\nWK000001,Noord\n"


def written(folder, text, encoding="utf-8"):
    (folder / "wijken.csv").write_text(text, encoding)
    return folder


def test_a_plain_file_gives_the_names_in_code_order(tmp_path):
    assert list(plain_names(written(tmp_path, PLAIN)).items()) == [("WK000001", "Noord"), ("WK000002", "Zuid")]
    assert plain_names(paths.REFERENCE) == areas_in(paths.REFERENCE).names


@pytest.mark.parametrize(
    "text",
    [
        PLAIN.replace(",", ";"),
        PLAIN.replace("WK000002", "wk000002"),
        PLAIN.replace("WK000002", "WK000001"),
        PLAIN.replace("Zuid", " Zuid "),
        PLAIN.replace("name", "naam"),
        PLAIN.replace("WK000002,Zuid", "WK000002"),
        "",
    ],
    ids=["semicolons", "small letters", "twice", "spaces", "another header", "a cell too few", "empty"],
)
def test_anything_else_is_left_to_the_reader_that_tells_of_faults(tmp_path, text):
    assert plain_names(written(tmp_path, text)) == {}


def test_without_the_file_or_in_another_encoding_too(tmp_path):
    assert plain_names(tmp_path) == {}
    assert plain_names(written(tmp_path, PLAIN.replace("Zuid", "Zuid-België"), "cp1252")) == {}
