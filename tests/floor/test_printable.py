"""What nobody sees is one thing, whoever asks: the door, the cells, the params and what is shown."""

import sys
import unicodedata

import pytest

from helpers.door.persons import legible
from helpers.floor.params import plain_text
from helpers.floor.printable import is_invisible, printable
from helpers.sources.cells.cell_parser import cleaned

# Zero-width space and joiners, soft hyphen, marks and overrides of the reading order, byte order mark, bell, escape.
UNSEEN = "\u200b\u200c\u200d\u00ad\u200e\u202e\u2066\u061c\u2060\ufeff\x07\x1b\x9b"


@pytest.mark.parametrize("sign", UNSEEN, ids=lambda sign: f"{ord(sign):04X}")
def test_a_sign_that_nobody_sees_is_left_out_everywhere_and_refused_in_params(sign):
    text = f"vo{sign}or"
    assert [legible.plain(text), cleaned(text), printable(text)] == ["voor"] * 3
    assert plain_text.invisible(text) == f"U+{ord(sign):04X}"


@pytest.mark.parametrize("space", " \u00a0\u2003\t\n\x85\u2028")
def test_a_space_or_a_line_end_parts_words(space):
    text = f"na{space}de"
    assert not is_invisible(space)
    assert [legible.plain(text).replace("\n", " "), cleaned(text), printable(text)] == ["na de"] * 3


def test_every_other_sign_is_the_same_to_all_of_them():
    every = map(chr, range(sys.maxunicode + 1))
    signs = [sign for sign in every if unicodedata.category(sign)[0] in "LNPS"]
    assert not [sign for sign in signs if is_invisible(sign) or cleaned(f"a{sign}a") != f"a{sign}a"]
